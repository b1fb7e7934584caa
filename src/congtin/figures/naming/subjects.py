"""Bare heads and what they are of: the budget, the crop, the capital, the activity spoken of."""

from __future__ import annotations

import re

from congtin.figures.drafts import Draft
from congtin.figures.naming import fronts
from congtin.figures.naming.sharing import name_attribute
from congtin.figures.walk import COUNTED, Gap, Walk

_SHORT_NAME = 5

_REVENUE = re.compile(r"(?:mức |tổng )?doanh thu (?P<of>.+)", re.IGNORECASE)

_ACTIVITY = re.compile(
    r"(?:[Đđ]ối với|[Vv]ề|[Tt]rong) (?:các )?(?:hoạt động|lĩnh vực|ngành) ([^,;:.\d]{4,50}),"
)

_FINISHED = re.compile(
    r"(?:hoàn thành|kết thúc|triển khai|thực hiện|tổ chức|tập trung|thu hoạch|gieo trồng|đã|cơ bản)\s+",
    re.IGNORECASE,
)


def complete_generic(
    walk: Walk, draft: Draft, name: str, phrase: list[int], known: list[Draft]
) -> None:
    """Complete a head by the object of `với`, the activity of the sentence, or the figure before."""
    words = walk.words
    low = words.sentence.low
    if phrase and phrase[0] and low[phrase[0] - 1] == "với":
        subject = words.write(fronts.before(words, max(0, phrase[0] - 14), phrase[0] - 1))
        thing = _FINISHED.sub("", subject)
        counted = next((one for one in reversed(walk.drafts) if one.quantity.sort in COUNTED), None)
        if counted is not None and any(letter.isdecimal() for letter in subject):
            draft.name = name_attribute(draft.name, counted)  # `70 suất quà, ... với tổng kinh phí`
            return
        if 0 < len(thing.split()) <= _SHORT_NAME:
            draft.name = f"{draft.name} {thing}"
        return
    if not name.endswith("doanh thu"):
        return
    told = words.text[words.sentence.start : words.sentence.starts[draft.quantity.first]]
    activity = _ACTIVITY.search(told)
    of_what = (
        activity[1]
        if activity
        else next(
            (match["of"] for other in reversed(known) if (match := _REVENUE.match(other.name))), ""
        )
    )
    if of_what and len(of_what.split()) <= _LONGEST_OF:
        draft.name = f"{draft.name} {of_what.strip()}"
        draft.because.append("tên: thêm hoạt động đã nêu")


_LONGEST_OF = 8

_CROP = re.compile(
    r"(?:(?:tổng )?diện tích|(?:tổng )?sản lượng|năng suất|thu hoạch|gieo trồng|gieo cấy|xuống giống|trồng mới)"
    r"(?: (?:bình quân|gieo|gieo trồng|nuôi|trồng|cấy|thu hoạch|cây|sơ bộ|mới|trung bình|cả năm|các loại|loại)(?!\w))*+(?P<crop>(?! được| của)(?: \S+){1,5})$",
    re.IGNORECASE,
)


def crop_of(known: list[Draft]) -> str:
    """The crop whose area, yield or harvest was told last."""
    for other in reversed(known):
        crop = _CROP.match(other.name)
        if crop:
            return crop["crop"].strip()
    return ""


_CAPITAL = re.compile(r"(?<!\w)vốn(?!\w)(?: \S+){0,4}")


def capital_of(known: list[Draft]) -> str:
    """`kế hoạch vốn đầu tư công 3.580 tỷ đồng, đã giải ngân 62%`: what is paid out was told before."""
    for other in reversed(known):
        place = _CAPITAL.search(other.name)
        if place:
            return place[0]
    return ""


def subject_that_gives(walk: Walk, phrase: list[int], gap: Gap) -> str:
    """`Các loại rau màu vụ mùa cho năng suất 234 tạ/ha`: the subject of `cho` is what yields."""
    if not phrase or walk.words.sentence.low[phrase[0] - 1] not in {"cho", "có"}:
        return ""
    subject = fronts.before(walk.words, gap.head, phrase[0] - 1)
    return walk.words.write(subject) if 0 < len(subject) <= 6 else ""


def complete_budget(draft: Draft, name: str, known: list[Draft]) -> None:
    verb = "thu" if "thu" in name else "chi"
    for other in reversed(known):
        if re.match(rf"(?:tổng )?(?:số )?{verb} (?:ngân sách|nsnn|cân đối)", other.name.lower()):
            draft.name = other.name
            return
    for other in reversed(known):
        low = other.name.lower()
        if (
            low.startswith((f"{verb} ", f"tổng {verb} ", f"tổng số {verb} "))
            and other.parent is None
        ):
            draft.name = other.name
            return
    for other in reversed(known):
        rest = re.search(r"\b(?:thu|chi) (ngân sách|nsnn|cân đối)", other.name.lower())
        if rest:
            draft.name = f"{draft.name} {rest[1]}"
            return
