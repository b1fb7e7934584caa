"""Draw the demonstration's pictures: one small PNG for every table of `pictures.toml`.

    .venv/bin/python scripts/draw_pictures.py            draw what is new or changed
    .venv/bin/python scripts/draw_pictures.py NAME...    draw these again
    .venv/bin/python scripts/draw_pictures.py --check    exit 1 when one is missing or stale

Every picture is an openly drawn graphic, 1280 by 720, made to be read at a quarter of that width.
Text is measured with the very fonts that it is drawn in, so a spec whose words do not fit is
refused by name and never comes out clipped. Needs Chromium and Noto's fonts:
`apt-get install chromium fonts-noto-core`.
"""

import argparse
import hashlib
import io
import json
import math
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from html import escape
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageFont, PngImagePlugin
from playwright.sync_api import sync_playwright

from congtin.vietnamese.formatting import format_number

DATA = Path(__file__).resolve().parents[1] / "src/congtin/demonstration/data"
FONTS = Path("/usr/share/fonts/truetype/noto")
CHROMIUM = Path("/usr/bin/chromium")

EDITION = 3  # one more when the drawing changes: pictures of an older edition are stale

WIDTH, HEIGHT = 1280, 720
LEAD = 1.3  # of lines with stacked diacritics
LEFT, RIGHT = 64, WIDTH - 64
FLOOR = 626  # nothing but the foot is drawn below

# The light tokens of the portal's style sheet, and steps of its indigo for parts of a whole.
TINT, INK, SOFT, LINE, CHAM, SON = "#f7f5f0", "#1c2024", "#565d66", "#dcd7cb", "#1d3f66", "#a8291f"
STEPS = (CHAM, "#5b7ea6", "#9db4cd", "#c9d5e2", "#e0e4e6")
TRACK = "#ebe8e0"  # the unfilled part of a bar
ESTIMATE = "số ước"  # the key's word for a pale column
PALE = "#b4c5d8"  # an estimate's column: pale enough for dark digits


@dataclass(frozen=True)
class Face:
    family: str
    weight: int
    file: str


SERIF = Face("Noto Serif", 700, "NotoSerif-Bold.ttf")
SANS = Face("Noto Sans", 400, "NotoSans-Regular.ttf")
BOLD = Face("Noto Sans", 700, "NotoSans-Bold.ttf")


class SpecError(ValueError):
    """A spec that cannot be drawn well; the message says why."""


@dataclass(frozen=True)
class Picture:
    """One table of the specs; `body` holds what is the kind's own."""

    name: str
    kind: str
    title: str
    unit: str
    note: str
    credit: str
    body: Mapping[str, Any]

    @property
    def target_key(self) -> str:
        """What the red line stands for; a note may say it: "Vạch: dự toán."."""
        told = re.match(r"Vạch: ([^.]+)\.", self.note)
        return told[1] if told else "mức đề ra"

    @property
    def foot(self) -> str:
        """The note without what the key says, and without ids where the outlet is named."""
        note = re.sub(r"^Vạch: [^.]+\. *", "", self.note)
        return re.sub(r"(?:\bS\d{3},? )+(?=[^\W\d])(?!S\d{3})", "", note)

    @property
    def digest(self) -> str:
        """Changes with all that is drawn, and with nothing else."""
        drawn = {key: text for key, text in self.body.items() if key not in {"alt", "sources"}}
        told = [EDITION, self.kind, self.title, self.unit, self.note, self.credit, drawn]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Measured:
    """A label with its value and what was planned; `low` is below `high` where a range was."""

    label: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    estimate: bool

    @property
    def reach(self) -> Decimal:
        return max(n for n in (self.value, self.high, Decimal(0)) if n is not None)

    @property
    def value_text(self) -> str:
        return "" if self.value is None else format_number(self.value)

    @property
    def target_text(self) -> str:
        ends = dict.fromkeys(n for n in (self.low, self.high) if n is not None)
        return " – ".join(format_number(n) for n in ends)


def read_pictures(path: Path) -> list[Picture]:
    """Raises SpecError when a table lacks what every picture has."""
    own = ("kind", "title", "unit", "note", "credit")
    pictures = []
    for name, spec in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if missing := [key for key in own if key not in spec]:
            raise SpecError(f"{name}: {', '.join(missing)} missing")
        body = {key: spec[key] for key in spec if key not in own}
        pictures.append(Picture(name, body=body, **{key: spec[key] for key in own}))
    return pictures


def read_measured(entries: Iterable[Mapping[str, Any]]) -> list[Measured]:
    def number(entry: Mapping[str, Any], key: str) -> Decimal | None:
        return Decimal(entry[key]) if key in entry else None

    return [
        Measured(
            label=entry["label"],
            value=number(entry, "value"),
            low=number(entry, "target_low" if "target_low" in entry else "target"),
            high=number(entry, "target_high" if "target_high" in entry else "target"),
            estimate=entry.get("estimate", False),
        )
        for entry in entries
    ]


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / face.file), 100)


def measure(text: str, face: Face, size: float) -> float:
    return _font(face).getlength(text) * size / 100


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """As few lines as will do, broken where the sense breaks; a no-break space never breaks."""
    words = text.split(" ")
    count = len(_fill(words, face, size, width))
    best, best_cost = [text], math.inf
    for breaks in combinations(range(1, len(words)), count - 1):
        lines = [" ".join(words[i:j]) for i, j in pairwise((0, *breaks, len(words)))]
        widths = [measure(line, face, size) for line in lines]
        ragged = sum(((max(widths) - each) / width) ** 2 for each in widths)
        cost = ragged + sum(_cost_of_break(words[i - 1], words[i]) for i in breaks)
        if max(widths) <= width and cost < best_cost:
            best, best_cost = lines, cost
    return best


def fit(
    text: str,
    face: Face,
    sizes: Iterable[int],
    *,
    width: float,
    lines: int = 1,
    height: float = math.inf,
) -> tuple[int, list[str]]:
    """The first of `sizes` at which the text fits; raises SpecError where none does."""
    for size in sizes:
        if len(_fill(text.split(" "), face, size, width)) > min(lines, height // (size * LEAD)):
            continue
        wrapped = wrap(text, face, size, width)
        if all(measure(line, face, size) <= width for line in wrapped):
            return size, wrapped
    raise SpecError(f"does not fit, say it shorter: {text!r}")


def _fill(words: Sequence[str], face: Face, size: float, width: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if measure(f"{lines[-1]} {word}", face, size) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines


def _cost_of_breaks(lines: Sequence[str]) -> float:
    return sum(_cost_of_break(a.split(" ")[-1], b.split(" ")[0]) for a, b in pairwise(lines))


def _cost_of_break(before: str, after: str) -> float:
    """Vietnamese writes a word's syllables apart; a break inside a word or a name reads badly."""
    if f"{before} {after}".lower() in _WORDS or (before in {"-", "–"} and after[0].isdigit()):
        return 1
    if before[-1] in ",;:.-–":
        return 0
    if after[0] in "-–":
        return 0.6  # the dash belongs to the line above
    if after in _LINKING:
        return 0.02
    if before[-1].isdigit() or after[0].isdigit() or (before[0].isupper() and after[0].isupper()):
        return 0.5
    return 0.15


# The words of two syllables that such titles use most.
_WORDS = frozenset(
    """bí thư, chỉ tiêu, chính sách, chủ tịch, chuyển đổi, cơ bản, dự án, dự toán, du lịch, đại hội,
    đại hóa, đảng bộ, đảng viên, đầu tư, đầu tiên, địa bàn, định cư, giải phóng, hai tháng, hạ tầng,
    hành chính, hiện đại, hội nghị, kế hoạch, khu vực, lãnh đạo, mặt bằng, môi trường, mục tiêu,
    năm tháng, ngân sách, nghị quyết, nhà nước, nhiệm vụ, nông thôn, phê chuẩn, phó chủ, quốc tế,
    sáu tháng, so với, tám tháng, tăng trưởng, thành phố, thực hiện, thu ngân, tiến độ, tổng kết,
    ủy viên, việt kiều, xã hội, xây dựng""".replace("\n    ", " ").split(", ")
)
_LINKING = set("cho có của do để được ở qua tại theo thuộc trên từ và về với đến".split())  # noqa: SIM905 - a list would fill twenty lines


@dataclass
class Sheet:
    """An SVG under way; y is a text's baseline."""

    marks: list[str] = field(default_factory=list)

    def mark(self, tag: str, **attributes: object) -> None:
        said = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
            for key, value in attributes.items()
        )
        self.marks.append(f"<{tag}{said}/>")

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, **more: object
    ) -> None:
        """On whole pixels, so that edges stay sharp."""
        left, top = round(x), round(y)
        right, bottom = round(x + width), round(y + height)
        self.mark("rect", x=left, y=top, width=right - left, height=bottom - top, fill=fill, **more)

    def line(self, *points: tuple[float, float], stroke: str, width: float, **more: object) -> None:
        path = " ".join(f"{_plain(x)},{_plain(y)}" for x, y in points)
        self.mark("polyline", points=path, fill="none", stroke=stroke, stroke_width=width, **more)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: Face,
        size: float,
        *,
        fill: str = INK,
        anchor: str = "start",
    ) -> None:
        self.marks.append(
            f'<text x="{_plain(x)}" y="{_plain(y)}" font-family="{face.family}" '
            f'font-weight="{face.weight}" font-size="{_plain(size)}" fill="{fill}" '
            f'text-anchor="{anchor}">{escape(text)}</text>'
        )

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        face: Face,
        size: float,
        *,
        lead: float = LEAD,
        fill: str = INK,
        anchor: str = "start",
    ) -> float:
        """Returns the baseline of the last line."""
        for row, line in enumerate(lines):
            self.text(x, y + row * size * lead, line, face, size, fill=fill, anchor=anchor)
        return y + (len(lines) - 1) * size * lead

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'style="display:block;font-variant-numeric:tabular-nums">{"".join(self.marks)}</svg>'
        )


def _plain(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def draw(picture: Picture) -> str:
    """The picture as SVG; raises SpecError when its words or values cannot be drawn well."""
    sheet = Sheet()
    sheet.rect(0, 0, WIDTH, HEIGHT, TINT)
    sheet.rect(0, 0, WIDTH, 10, CHAM)
    if picture.kind not in KINDS:
        raise SpecError(f"no such kind: {picture.kind}")
    try:
        KINDS[picture.kind](sheet, picture)
        _draw_foot(sheet, picture)
    except KeyError as missing:
        raise SpecError(f"{missing} missing") from missing
    return sheet.svg()


def _draw_head(
    sheet: Sheet, picture: Picture, *, key: Sequence[str] = (), unit: bool = True
) -> float:
    """Title, unit and, at the right of the unit, the key. Returns where the drawing may begin."""
    size, lines = _fit_title(picture.title)
    y = sheet.lines(LEFT, 50 + size, lines, SERIF, size, lead=1.25)
    unit = unit and bool(picture.unit)
    if not unit and not key:
        return y + 40
    y += 56
    if unit:
        sheet.text(LEFT, y, f"Đơn vị: {picture.unit}", SANS, 32, fill=SOFT)
    x = float(RIGHT)
    for name in reversed(key):
        x -= measure(name, SANS, 32)
        sheet.text(x, y, name, SANS, 32, fill=SOFT)
        x -= 50
        (_key_estimate if name == ESTIMATE else _key_target)(sheet, x, y)
        x -= 36
    return y + 36


def _fit_title(title: str) -> tuple[int, list[str]]:
    """A smaller line before two larger ones: it leaves the drawing more room."""
    width = RIGHT - LEFT
    try:
        return fit(title, SERIF, range(54, 43, -2), width=width)
    except SpecError:
        return fit(title, SERIF, (52, 48, 44), width=width, lines=2)


def _draw_foot(sheet: Sheet, picture: Picture) -> None:
    sheet.rect(LEFT, 642, RIGHT - LEFT, 2, LINE)
    room = RIGHT - LEFT - measure(picture.credit, SANS, 24) - 48
    size, lines = fit(picture.foot, SANS, (24, 22, 20), width=room, lines=2)
    sheet.lines(LEFT, 674, lines, SANS, size, fill=SOFT)
    sheet.text(RIGHT, 674, picture.credit, SANS, 24, fill=SOFT, anchor="end")


def _key_target(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x, y - 14, 38, 6, SON)


def _key_estimate(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x + 4, y - 24, 28, 26, PALE, stroke=CHAM, stroke_width=3)


def draw_bars(sheet: Sheet, picture: Picture) -> None:
    """A few bars stand under their labels; many stand beside them."""
    rows = read_measured(picture.body["rows"])
    key = [picture.target_key] if any(row.high is not None for row in rows) else []
    top = _draw_head(sheet, picture, key=key)
    pitch = min((FLOOR - top) / len(rows), 200)
    top += (FLOOR - top - pitch * len(rows)) / 2
    below = len(rows) <= 6
    size, left, right = (
        (min(int(pitch * 0.42), 46), LEFT, RIGHT) if below else _stand_beside(rows, pitch)
    )
    scale = (right - left) / float(max(row.reach for row in rows))
    for number, row in enumerate(rows):
        y = top + number * pitch
        _draw_bar_text(sheet, row, y + size, size)
        bar_y = y + (size * 1.42 if below else size * 0.3)
        height = pitch * 0.8 - size * 1.42 if below else size * 0.8
        sheet.rect(left, bar_y, right - left, height, TRACK)
        sheet.rect(left, bar_y, max(float(row.value or 0) * scale, 2), height, CHAM)
        if row.high is not None:
            x = left + float(row.high) * scale
            sheet.rect(x - 8, bar_y - 6, 12, height + 12, TINT)
            sheet.rect(x - 5, bar_y - 6, 6, height + 12, SON)


def _stand_beside(rows: Sequence[Measured], pitch: float) -> tuple[int, float, float]:
    """The size of the text, and where the bars begin and end."""
    for size in range(min(int(pitch * 0.6), 42), 23, -1):
        left = LEFT + max(measure(row.label, SANS, size) for row in rows) + 24
        right = RIGHT - max(_bar_text_width(row, size) for row in rows) - 24
        if right - left >= 280:
            return size, left, right
    raise SpecError("too many bars for labels of such length")


def _bar_text_width(row: Measured, size: float) -> float:
    target = measure(row.target_text, SANS, size) + 20 + measure("/", SANS, size)
    return measure(row.value_text, BOLD, size) + (target if row.target_text else 0)


def _draw_bar_text(sheet: Sheet, row: Measured, y: float, size: int) -> None:
    start = RIGHT - _bar_text_width(row, size)
    sheet.text(start, y, row.value_text, BOLD, size)
    if row.target_text:
        x = RIGHT - measure(row.target_text, SANS, size)
        sheet.text(x - 10, y, "/", SANS, size, fill=SOFT, anchor="end")
        sheet.text(RIGHT, y, row.target_text, SANS, size, fill=SON, anchor="end")
    fitted, (label,) = fit(row.label, SANS, range(size, 23, -1), width=start - 32 - LEFT)
    sheet.text(LEFT, y, label, SANS, fitted)


def draw_columns(sheet: Sheet, picture: Picture) -> None:
    points = read_measured(picture.body["points"])
    targets = [point for point in points if point.high is not None]
    key = [picture.target_key] * bool(targets) + [ESTIMATE] * any(
        point.estimate for point in points
    )
    top = _draw_head(sheet, picture, key=key)
    slot = (RIGHT - LEFT) / len(points)
    texts = [text for point in points for text in (point.value_text, point.target_text)]
    size = _size_of_all(texts, BOLD, range(40, 21, -2), width=slot - 16)
    label_size = _size_of_all([p.label for p in points], SANS, range(38, 21, -2), width=slot - 12)
    floor = FLOOR - label_size * 1.45
    height = floor - top - size * 1.4
    scale = height / float(max(point.reach for point in points))
    for number, point in enumerate(points):
        middle = LEFT + slot * (number + 0.5)
        width = min(slot * 0.84, 190)
        _draw_column(sheet, point, middle=middle, floor=floor, scale=scale, width=width, size=size)
        sheet.text(middle, floor + label_size * 1.2, point.label, SANS, label_size, anchor="middle")
    sheet.rect(LEFT, floor, RIGHT - LEFT, 3, INK)


def _draw_column(
    sheet: Sheet,
    point: Measured,
    *,
    middle: float,
    floor: float,
    scale: float,
    width: float,
    size: int,
) -> None:
    """The value stands at the column's foot, so that it never meets the target's line."""
    x, roof = middle - width / 2, floor - float(point.reach) * scale
    if point.value is not None:
        height = float(point.value) * scale
        edge = {"stroke": CHAM, "stroke_width": 3} if point.estimate else {}
        sheet.rect(x, floor - height, width, height, PALE if point.estimate else CHAM, **edge)
        inside = height > size * 1.6
        fill = "#ffffff" if inside and not point.estimate else INK
        y = floor - size * 0.5 if inside else roof - size * 0.4
        sheet.text(middle, y, point.value_text, BOLD, size, fill=fill, anchor="middle")
    if point.high is None or point.low is None:
        return
    if point.value is None:
        _draw_awaited(sheet, x, roof, width, floor - roof)
    high, low = floor - float(point.high) * scale, floor - float(point.low) * scale
    if point.value is not None and not point.estimate:
        sheet.rect(x, high - 6, width, low - high + 12, TINT)  # red on indigo is hard to see
    sheet.rect(x - 10, high - 3, width + 20, low - high + 6, SON)
    sheet.text(
        middle,
        min(roof, high) - size * 0.4,
        point.target_text,
        SANS,
        size,
        fill=SON,
        anchor="middle",
    )


def _draw_awaited(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    outline = {"stroke": STEPS[2], "stroke_width": 3, "stroke_dasharray": "10 8"}
    sheet.rect(x, y, width, height, "none", **outline)


def _size_of_all(
    texts: Iterable[str], face: Face, sizes: Sequence[int], width: float, lines: int = 1
) -> int:
    return min(fit(text, face, sizes, width=width, lines=lines)[0] for text in texts if text)


def draw_parts(sheet: Sheet, picture: Picture) -> None:
    rows = read_measured(picture.body["rows"])
    if len(rows) > len(STEPS):
        raise SpecError(f"parts: at most {len(STEPS)} rows")
    top = _draw_head(sheet, picture, unit=picture.unit not in picture.body.get("whole", ""))
    total = sum(row.reach for row in rows)
    if whole := picture.body.get("whole"):
        size, (line,) = fit(whole, BOLD, (40, 36, 32), width=RIGHT - LEFT)
        sheet.text(LEFT, top + size, line, BOLD, size)
        top += size * 1.5
    room = (FLOOR - top) / (len(rows) + 1.6)
    bar_height = room * 1.3
    x, scale = float(LEFT), (RIGHT - LEFT - 4 * (len(rows) - 1)) / float(total)
    for number, row in enumerate(rows):
        width = float(row.reach) * scale
        sheet.rect(x, top, width, bar_height, STEPS[number])
        x += width + 4
        y = top + bar_height + room * (number + 0.3)
        _draw_part_text(sheet, row, y, min(room * 0.6, 46), STEPS[number])


def _draw_part_text(sheet: Sheet, row: Measured, y: float, size: float, colour: str) -> None:
    sheet.rect(LEFT, y + size * 0.28, size * 0.8, size * 0.8, colour, stroke=CHAM, stroke_width=2)
    sheet.text(LEFT + size * 1.3, y + size, row.label, SANS, size)
    sheet.text(RIGHT, y + size, row.value_text, BOLD, size, anchor="end")
    sheet.rect(LEFT, y + size * 1.45, RIGHT - LEFT, 2, LINE)


def draw_route(sheet: Sheet, picture: Picture) -> None:
    """Stops stand by turns below and above the line, so that each name has room."""
    top, floor = _draw_head(sheet, picture), float(FLOOR)
    if below := picture.body.get("below"):
        size, lines = fit(below, SANS, (42, 40, 36, 32), width=RIGHT - LEFT, lines=2)
        floor -= size * LEAD * len(lines) + 16
        sheet.rect(LEFT, floor, RIGHT - LEFT, 2, LINE)
        sheet.lines(LEFT, floor + 12 + size, lines, SANS, size)
    step = (RIGHT - LEFT - 120) / (len(picture.body["stops"]) - 1)
    stops, tallest = _fit_stops(picture.body["stops"], step, height=(floor - top) / 2 - 12)
    rise = min(step * 0.35, 140, floor - top - 2 * tallest)
    middle = (top + floor) / 2
    places = [
        (LEFT + 60 + row * step, middle + rise / (-2 if row % 2 else 2))
        for row in range(len(stops))
    ]
    first, last = picture.body.get("highlight", (0, 0))
    for number, (start, end) in enumerate(pairwise(places)):
        stressed = first <= number < last
        _draw_road(sheet, start, end, SON if stressed else STEPS[2], 20 if stressed else 14)
    for number, (place, (size, lines)) in enumerate(zip(places, stops, strict=True)):
        _draw_stop(sheet, place, lines, size, above=bool(number % 2))


def _fit_stops(
    names: Sequence[str], step: float, *, height: float
) -> tuple[list[tuple[int, list[str]]], float]:
    """All names in one size, and the height of the tallest with its distance from the line.

    A name in the middle may reach over its neighbours, which stand on the other side.
    """
    widths = [step * (0.95 if row in {0, len(names) - 1} else 1.7) for row in range(len(names))]
    for size in range(44, 25, -2):
        stops = [(size, wrap(name, BOLD, size, w)) for name, w in zip(names, widths, strict=True)]
        tallest = max(size * LEAD * len(lines) for _, lines in stops) + 40
        narrow = all(
            measure(line, BOLD, size) <= width
            for (_, lines), width in zip(stops, widths, strict=True)
            for line in lines
        )
        if narrow and tallest <= height:
            return stops, tallest
    raise SpecError("the stops are too many or their names too long")


def _draw_road(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], colour: str, width: float
) -> None:
    """Level, then a slope of one to one in the middle, then level."""
    rise, middle = abs(end[1] - start[1]) / 2, (start[0] + end[0]) / 2
    bends = ((middle - rise, start[1]), (middle + rise, end[1]))
    sheet.line(
        start,
        *bends,
        end,
        stroke=colour,
        width=width,
        stroke_linejoin="round",
        stroke_linecap="round",
    )


def _draw_stop(
    sheet: Sheet, place: tuple[float, float], lines: Sequence[str], size: int, *, above: bool
) -> None:
    x, y = place
    sheet.mark("circle", cx=x, cy=y, r=20, fill="#ffffff", stroke=INK, stroke_width=7)
    widest = max(measure(line, BOLD, size) for line in lines)
    x = min(max(x, LEFT + widest / 2), RIGHT - widest / 2)
    start = y - 44 - size * LEAD * (len(lines) - 1) if above else y + 36 + size
    sheet.lines(x, start, lines, BOLD, size, anchor="middle")


def draw_succession(sheet: Sheet, picture: Picture) -> None:
    top = _draw_head(sheet, picture) + 44
    columns = _gather_columns(picture)
    size = _size_of_columns(columns)
    widths = [column.width(size) for column in columns]
    slack = (RIGHT - LEFT - sum(widths)) / sum(column.gap for column in columns)
    left, former = float(LEFT), None
    for column, width in zip(columns, widths, strict=True):
        pitch = (FLOOR - top) / len(column.boxes)
        middles = [top + pitch * (row + 0.5) for row in range(len(column.boxes))]
        sheet.text(left, top - 18, column.date, SANS, 28, fill=SOFT)
        for y, box in zip(middles, column.boxes, strict=True):
            height = min(pitch * 0.84, size * 1.9)
            sheet.rect(left, y - height / 2, width, height, "#ffffff", stroke=LINE, stroke_width=2)
            sheet.text(left + PAD, y + size * 0.35, box, column.face, size)
        if former:
            links, right, starts = former
            for old, new in links:
                hue = (CHAM, SON)[new] if len(column.boxes) == 2 else STEPS[1]
                _draw_link(sheet, (right, starts[old]), (left, middles[new]), hue)
        former = column.links, left + width, middles
        left += width + column.gap * slack


PAD = 16  # inside a unit's box


@dataclass(frozen=True)
class Column:
    """One state: its boxes, and links from a box to a box of the next state, by position."""

    date: str
    boxes: list[str]
    links: list[tuple[int, int]]

    @property
    def face(self) -> Face:
        return SANS if self.links else BOLD

    @property
    def gap(self) -> int:
        """How much of the free width follows: little where the links are all level."""
        return 0 if not self.links else 1 if all(old == new for old, new in self.links) else 4

    def width(self, size: float) -> float:
        return max(measure(box, self.face, size) for box in self.boxes) + 2 * PAD


def _gather_columns(picture: Picture) -> list[Column]:
    """Units that wholly become one unit share a box when the column is long."""
    links: list[tuple[int, str, str]] = [(k, old, new) for k, old, new in picture.body["links"]]
    states = picture.body["states"]
    columns: list[Column] = []
    following: list[str] = []
    for k, state in reversed(list(enumerate(states))):
        heirs = {
            u: [new for step, old, new in links if (step, old) == (k, u)] for u in state["units"]
        }
        if unknown := {n for news in heirs.values() for n in news} - set(following):
            raise SpecError(f"links to units that are not there: {unknown}")
        places = {u: [following.index(new) for new in news] for u, news in heirs.items()}
        ordered = dict(sorted(places.items(), key=lambda item: _mean(item[1])))
        boxes = _share_boxes(ordered) if len(ordered) > 9 else ordered
        pairs = [(row, new) for row, news in enumerate(boxes.values()) for new in news]
        columns.insert(0, Column(state["date"], list(boxes), pairs))
        following = list(ordered)
    return columns


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else math.inf


def _share_boxes(places: Mapping[str, list[int]]) -> dict[str, list[int]]:
    shared: dict[tuple[int, ...], list[str]] = {}
    for unit, news in places.items():
        shared.setdefault(tuple(news), []).append(unit)
    return {", ".join(units): list(news) for news, units in shared.items()}


def _size_of_columns(columns: Sequence[Column]) -> int:
    """The largest type that leaves room for the links."""
    room = 50 * sum(column.gap for column in columns)
    for size in range(44, 19, -1):
        height = max(len(column.boxes) for column in columns) * size * 1.45
        if sum(c.width(size) for c in columns) + room <= RIGHT - LEFT and height <= 440:
            return size
    raise SpecError("the succession has too many units or too long names")


def _draw_link(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], colour: str
) -> None:
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    sheet.mark("path", d=path, fill="none", stroke=colour, stroke_width=4)


def draw_card(sheet: Sheet, picture: Picture) -> None:
    """The large text alone; the title is the page's to say."""
    x, room = LEFT + 44, RIGHT - LEFT - 44
    size, lines = _fit_large(picture.body["big"], room)
    small_size, small = fit(picture.body["small"], SANS, (40, 38, 36, 34), width=room, lines=2)
    height = size * 1.3 * len(lines) + 30 + small_size * 1.35 * len(small)
    top = (10 + 642 - height) / 2
    sheet.rect(LEFT, top + 4, 12, height, SON)
    y = sheet.lines(x, top + size * 1.02, lines, SERIF, size)
    sheet.lines(x, y + size * 0.28 + 30 + small_size, small, SANS, small_size, lead=1.35, fill=SOFT)


def _fit_large(text: str, width: float) -> tuple[int, list[str]]:
    """One line while it is large, so that a number keeps its unit beside it."""
    try:
        return fit(text, SERIF, range(176, 99, -4), width=width)
    except SpecError:
        largest, _ = fit(text, SERIF, range(124, 43, -4), width=width, lines=6, height=400)
    sizes = range(largest, int(largest * 0.8), -4)
    return min(
        (fit(text, SERIF, [size], width=width, lines=6, height=400) for size in sizes),
        key=lambda fitted: _cost_of_breaks(fitted[1]),
    )


def draw_timeline(sheet: Sheet, picture: Picture) -> None:
    rows = picture.body["rows"]
    top = _draw_head(sheet, picture)
    pitch = min((FLOOR - top) / len(rows), 170)
    top += (FLOOR - top - pitch * len(rows)) / 2
    size = _size_of_all([row["date"] for row in rows], BOLD, range(44, 29, -2), width=330)
    rail = LEFT + max(measure(row["date"], BOLD, size) for row in rows) + 48
    middles = [top + pitch * (number + 0.5) for number in range(len(rows))]
    most, width = (3 if len(rows) <= 2 else 2), RIGHT - rail - 44
    sizes = [each for each in range(44, 27, -2) if each * (LEAD * most + 0.5) <= pitch] or [28]
    text_size = _size_of_all([row["text"] for row in rows], SANS, sizes, width, lines=most)
    sheet.rect(rail - 3, middles[0], 6, middles[-1] - middles[0], STEPS[2])
    for row, y in zip(rows, middles, strict=True):
        sheet.text(LEFT, y + size * 0.36, row["date"], BOLD, size, fill=CHAM)
        sheet.mark("circle", cx=rail, cy=y, r=13, fill=CHAM, stroke=TINT, stroke_width=5)
        lines = wrap(row["text"], SANS, text_size, width)
        start = y + text_size * 0.36 - text_size * LEAD * (len(lines) - 1) / 2
        sheet.lines(rail + 44, start, lines, SANS, text_size)


KINDS: dict[str, Callable[[Sheet, Picture], None]] = {
    "bars": draw_bars,
    "columns": draw_columns,
    "parts": draw_parts,
    "route": draw_route,
    "succession": draw_succession,
    "card": draw_card,
    "timeline": draw_timeline,
}


def photograph(drawings: Mapping[Path, tuple[str, str]]) -> None:
    """Write each path's PNG from its SVG, in one browser, with the digest in its metadata."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-lcd-text",
                "--font-render-hinting=none",
            ],
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for path, (svg, digest) in drawings.items():
            page.set_content(f'<body style="margin:0">{svg}</body>')
            _reduce(page.screenshot(), path, digest)
        browser.close()


def _reduce(png: bytes, path: Path, digest: str) -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Digest", digest)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    few.save(path, optimize=True, pnginfo=about)


@cache
def _palette() -> Image.Image:
    """The tokens and the steps between those that meet at the edges of letters and shapes."""
    grounds = [
        (TINT, (INK, SOFT, CHAM, SON, *STEPS[1:], PALE)),
        (CHAM, ("#ffffff", SON)),
        (PALE, (INK, CHAM)),
    ]
    colours = dict.fromkeys([LINE, TRACK, "#ffffff"])
    for ground, inks in grounds:
        for ink in inks:
            shares = (
                (1, 0.8, 0.6, 0.4, 0.2) if ink in {INK, SOFT, SON, CHAM, "#ffffff"} else (1, 0.5)
            )
            for share in (0, *shares):
                colours[_blend(ground, ink, share)] = None
    image = Image.new("P", (1, 1))
    image.putpalette([channel for colour in colours for channel in bytes.fromhex(colour[1:])])
    return image


def _blend(ground: str, ink: str, share: float) -> str:
    pairs = zip(bytes.fromhex(ground[1:]), bytes.fromhex(ink[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def _find_digest(path: Path) -> str | None:
    if not path.exists():
        return None
    with Image.open(path) as image:
        return image.info.get("Digest")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="pictures to draw again")
    parser.add_argument(
        "--check", action="store_true", help="draw nothing; exit 1 when not up to date"
    )
    parser.add_argument("--specs", type=Path, default=DATA / "pictures.toml")
    parser.add_argument("--into", type=Path, default=DATA / "pictures")
    options = parser.parse_args()
    try:
        pictures = read_pictures(options.specs)
    except (SpecError, OSError, tomllib.TOMLDecodeError) as error:
        print(f"{options.specs}: {error}", file=sys.stderr)
        return 2
    paths = {options.into / f"{picture.name}.png": picture for picture in pictures}
    stale = {
        path: picture
        for path, picture in paths.items()
        if picture.name in options.names or _find_digest(path) != picture.digest
    }
    others = set(options.into.glob("*.png")) - set(paths)
    spare = sorted(
        path for path in others if _find_digest(path)
    )  # drawn here, from a spec now gone
    if options.check:
        return _tell(stale, spare)
    return _draw_all(stale, spare)


def _tell(stale: Iterable[Path], spare: Iterable[Path]) -> int:
    complaints = [f"{path.name}: not drawn from its present spec" for path in stale]
    complaints += [f"{path.name}: has no spec" for path in spare]
    print("\n".join(complaints) or "All pictures are up to date.")
    return 1 if complaints else 0


def _draw_all(stale: Mapping[Path, Picture], spare: Iterable[Path]) -> int:
    if missing := [face.file for face in (SERIF, SANS, BOLD) if not (FONTS / face.file).exists()]:
        print(f"{', '.join(missing)} missing: apt-get install fonts-noto-core", file=sys.stderr)
        return 2
    if stale and not CHROMIUM.exists():
        print("Chromium missing: apt-get install chromium", file=sys.stderr)
        return 2
    drawings, faults = {}, []
    for path, picture in stale.items():
        try:
            drawings[path] = (draw(picture), picture.digest)
        except (SpecError, ArithmeticError) as error:
            faults.append(f"{picture.name}: {error}")
    if drawings:
        photograph(drawings)
    for path in spare:
        path.unlink()
    print("\n".join([f"drawn: {path.name}" for path in drawings] + faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
