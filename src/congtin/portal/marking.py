"""Marking figures in the very sentence that states them. Pure: HTML in, HTML out.

A quotation comes from the plain text of an article, so it is looked for in the text of the HTML,
across inline tags, with entities decoded, in NFC and with runs of white space (also non-breaking)
as one space. Only the number is wrapped, with its unit of measure where that follows directly; no
character of the given HTML is changed or removed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import NamedTuple

__all__ = ["Mark", "Marked", "mark_figures", "mark_pieces"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What to mark: `surface`, the number, at `offset` code points into `quotation`.

    `measure` is wrapped too where it follows the number. `place` is where the quotation stood in
    the article's text when it was read; it decides between repetitions of a sentence.
    """

    id: str
    quotation: str
    offset: int
    surface: str
    href: str
    label: str = ""
    measure: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """The pieces with their marks, and the ids that found their place."""

    pieces: list[str]
    placed: frozenset[str]


class _Char(NamedTuple):
    """A character of the visible text and where it stands in the HTML of its piece.

    Made once for each character of an article, so of the kind that is made fastest.
    """

    text: str
    piece: int
    start: int
    end: int
    in_link: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """Markup to insert. At one position, what closes comes before what opens."""

    piece: int
    position: int
    opens: bool
    markup: str


@dataclass(frozen=True, slots=True)
class _Text:
    """Normalised text; `sources[i]` is the span of raw characters that made its i-th one."""

    text: str
    sources: list[tuple[int, int]]


_TOKEN = re.compile(
    r"""
      <!--.*?-->                                                    # a comment
    | <(?P<opaque>script|style|svg|math|textarea|title)\b.*?</(?P=opaque)\s*>
    | </?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?:[^>"']|"[^"]*"|'[^']*')*>  # a tag, quoted values whole
    | &(?:\#\d+|\#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);            # a character reference
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
# fmt: off
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})
# fmt: on
_FIRST_MARK = "\u0300"  # no combining mark stands before it (Unicode, Combining Diacritical Marks)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# Stands between paragraphs: two characters, as in the article's plain text. No quotation has it.
_BREAK = "\n\n"


def mark_figures(html: str, marks: Iterable[Mark]) -> str:
    """The HTML with those marks that find their sentence in it.

    >>> mark_figures("<p>Thu <b>10</b> tỷ.</p>", [Mark("a", "Thu 10 tỷ.", 4, "10", "/x/")])
    '<p>Thu <b><mark class="figure" id="a"><a href="/x/">10</a></mark></b> tỷ.</p>'
    """
    return mark_pieces([html], marks).pieces[0]


def mark_pieces(pieces: Sequence[str], marks: Iterable[Mark]) -> Marked:
    """As mark_figures, over the parts of one article in their order: headline, standfirst, body."""
    marks = list(marks)
    if not marks:
        return Marked(list(pieces), frozenset())
    chars = [char for number, html in enumerate(pieces) for char in _read_chars(html, number)]
    page = _normalise(chars)
    taken: dict[tuple[int, int], list[Mark]] = {}
    used: set[tuple[int, str, int]] = set()
    for mark in marks:
        span = _find_number(page, mark, used)
        if span is not None:
            taken.setdefault(_avoid_overlap(span, taken), []).append(mark)
    edits = [
        edit for span, group in taken.items() for edit in _make_edits(page, chars, span, group)
    ]
    placed = frozenset(mark.id for group in taken.values() for mark in group)
    return Marked([_apply(html, number, edits) for number, html in enumerate(pieces)], placed)


def _read_chars(html: str, piece: int) -> Iterator[_Char]:
    """The visible characters; a break wherever a tag ends a paragraph."""
    position = links = 0
    yield _Char(_BREAK, piece, 0, 0)
    for token in _TOKEN.finditer(html):
        for index in range(position, token.start()):
            yield _Char(html[index], piece, index, index + 1, links > 0)
        position = token.end()
        raw, tag = token[0], (token["tag"] or "").lower()
        if raw.startswith("&"):
            yield _Char(unescape(raw), piece, token.start(), token.end(), links > 0)
        elif tag == "a":
            links = max(0, links - 1) if raw.startswith("</") else links + 1
        elif tag not in _INLINE and not raw.startswith("<!--"):
            yield _Char(_BREAK, piece, token.end(), token.end())
    for index in range(position, len(html)):
        yield _Char(html[index], piece, index, index + 1, links > 0)


def _normalise(chars: Sequence[_Char]) -> _Text:
    """NFC, invisible characters dropped, white space as one space, runs of breaks as one break."""
    text: list[str] = []
    sources: list[tuple[int, int]] = []

    def add(written: str, first: int, last: int) -> None:
        for char in written:
            text.append(char)
            sources.append((first, last))

    for first, last in _split_clusters(chars):
        if last - first == 1:
            raw = chars[first].text
            if raw.isascii() and raw.isalnum():  # most of a text: no more questions
                text.append(raw)
                sources.append((first, last))
                continue
        else:
            raw = "".join(char.text for char in chars[first:last])
        if raw == _BREAK:
            while text and text[-1] == " ":
                text.pop(), sources.pop()
            if not text or text[-1] != "\n":
                add(_BREAK, first, last)
        elif raw in _INVISIBLE:
            continue
        elif raw.isspace():
            if text and text[-1] == " ":
                sources[-1] = (sources[-1][0], last)
            elif text and text[-1] != "\n":
                add(" ", first, last)
        else:
            add(unicodedata.normalize("NFC", raw), first, last)
    return _Text("".join(text), sources)


def _split_clusters(chars: Sequence[_Char]) -> Iterator[tuple[int, int]]:
    """Spans of a base character with the combining marks behind it."""
    first = 0
    for index in range(1, len(chars)):
        begins = chars[index].text
        if begins < _FIRST_MARK or not unicodedata.combining(begins[0]):
            yield first, index
            first = index
    if chars:
        yield first, len(chars)


def _find_number(
    page: _Text, mark: Mark, used: set[tuple[int, str, int]]
) -> tuple[int, int] | None:
    """The span of the number, with its unit, in the page's normalised text."""
    quotation = _normalise([_Char(char, 0, n, n + 1) for n, char in enumerate(mark.quotation)])
    sentence = quotation.text.strip()
    surface = " ".join(unicodedata.normalize("NFC", mark.surface).split())
    if not sentence or not surface:
        return None
    asked = sum(1 for _, last in quotation.sources if last <= mark.offset)
    offset = _find_nearest(sentence, surface, asked)
    if offset is None:
        return None
    taken = {begin for begin, text, at in used if (text, at) == (sentence, offset)}
    begin = _choose_occurrence(page, sentence, mark.place, taken)
    if begin is None:
        return None
    used.add((begin, sentence, offset))
    start = begin + offset
    return start, _extend_over_measure(page.text, start + len(surface), mark.measure)


def _find_nearest(text: str, wanted: str, position: int) -> int | None:
    found = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", text)]
    return min(found, key=lambda start: abs(start - position), default=None)


def _choose_occurrence(
    page: _Text, sentence: str, place: int | None, taken: set[int]
) -> int | None:
    """The repetition nearest to where the sentence stood, else the first not taken yet."""
    found = [match.start() for match in re.finditer(f"(?={re.escape(sentence)})", page.text)]
    if place is not None:
        # The page's text begins with a break, the article's plain text does not.
        return min(found, key=lambda start: abs(start - place - len(_BREAK)), default=None)
    free = [start for start in found if start not in taken]
    return free[0] if free else (found[0] if found else None)


def _extend_over_measure(text: str, end: int, measure: str) -> int:
    unit = " ".join(unicodedata.normalize("NFC", measure).split())
    following = re.compile(rf"\s?{re.escape(unit)}(?!\w)", re.IGNORECASE).match(text, end)
    return following.end() if unit and following else end


def _avoid_overlap(
    span: tuple[int, int], taken: dict[tuple[int, int], list[Mark]]
) -> tuple[int, int]:
    """Two marks over the same words share the first one's place."""
    for start, end in taken:
        if start < span[1] and span[0] < end:
            return start, end
    return span


def _make_edits(
    page: _Text, chars: Sequence[_Char], span: tuple[int, int], group: Sequence[Mark]
) -> Iterator[_Edit]:
    """A number broken by tags is wrapped part by part; inside a link it gets no second link."""
    first, *others = group
    lead = "".join(f'<span id="{escape(mark.id)}"></span>' for mark in others)
    identity = f' id="{escape(first.id)}"'
    title = f' title="{escape(first.label)}"' if first.label else ""
    link = f'<a href="{escape(first.href)}"{title}>'
    raw_first, raw_last = page.sources[span[0]][0], page.sources[span[1] - 1][1]
    for run in _split_runs(chars[raw_first:raw_last]):
        linked = not any(char.in_link for char in run)
        opening = f'{lead}<mark class="figure"{identity}>{link if linked else ""}'
        yield _Edit(run[0].piece, run[0].start, True, opening)
        yield _Edit(run[-1].piece, run[-1].end, False, f"{'</a>' if linked else ''}</mark>")
        lead = identity = ""


def _split_runs(chars: Sequence[_Char]) -> list[list[_Char]]:
    """Characters that stand side by side in the HTML, with no tag between them."""
    runs: list[list[_Char]] = []
    for char in chars:
        if runs and runs[-1][-1].end == char.start and runs[-1][-1].piece == char.piece:
            runs[-1].append(char)
        else:
            runs.append([char])
    return [run for run in runs if not all(char.text.isspace() for char in run)]


def _apply(html: str, piece: int, edits: Iterable[_Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in sorted(edit for edit in edits if edit.piece == piece):
        parts += [html[position : edit.position], edit.markup]
        position = edit.position
    return "".join([*parts, html[position:]])
