"""The way from a text to its figures, top to bottom.

clean -> lines -> tables and paragraphs -> sentences -> times, areas, quantities -> refusals
-> drafts (names, movements, shares) -> kinds, periods, scopes -> figures with given offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from congtin.figures import kinds, names
from congtin.figures.drafts import Draft
from congtin.figures.figure import Amount, Change, Figure, Share
from congtin.figures.periods import Clock, Mention, find_mentions, find_term
from congtin.figures.plain import Plain, clean
from congtin.figures.prose import read_sentence
from congtin.figures.quantities import read_quantities
from congtin.figures.refusals import refuse
from congtin.figures.grids import read_grid
from congtin.figures.scopes import Place, find_places
from congtin.figures.sentences import Sentence, split_sentences, tokenize
from congtin.figures.tables import Cell, Table, find_table, from_grid
from congtin.vietnamese.dates import read_date
from congtin.vietnamese.numbers import Separators, guess_separators

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")
_HAS_NUMBER = re.compile(
    r"\d|(?<!\w)(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|trăm|một nửa)(?!\w)|không (?:còn|có|để)"
)
_LINE = re.compile(r"[^\n]+")


@dataclass(slots=True)
class State:
    """What carries over from sentence to sentence of one document."""

    plain: Plain
    separators: Separators
    clock: Clock
    unit: str | None = None
    scope: str | None = None
    scope_in_text: bool = True
    section_kind: str | None = None
    list_kind: str | None = None
    last: list[Draft] = field(default_factory=list)


def read(text: str, *, published: date | None = None, unit: str | None = None) -> list[Figure]:
    """Read all figures of a text, in the order in which they stand.

    `published` completes months and years that the text leaves open; `unit` is the area or body
    that the text belongs to, used where the text names none.

    >>> [figure] = read("Năm 2024, thu ngân sách đạt 1.223,771 tỷ đồng, tăng 10% so với cùng kỳ.")
    >>> figure.surface, figure.value, figure.unit, figure.name, figure.period
    ('1.223,771', Decimal('1223.771'), 'tỷ đồng', 'thu ngân sách', '2024')
    >>> figure.change
    (Change(direction='up', amount=Decimal('10'), unit='%', base='cùng kỳ'),)
    """
    plain = clean(text)
    state = _open_document(plain, published, unit)
    figures: list[Figure] = []
    for block in _blocks(plain):
        if isinstance(block, Table):
            figures.extend(_read_table(state, block))
        else:
            figures.extend(_read_paragraph(state, *block))
    return figures


def read_table(
    rows: Sequence[Sequence[str]], *, published: date | None = None, unit: str | None = None
) -> list[Figure]:
    """Read the figures of a table given as rows of cells, the header first.

    Offsets are those of the text that the rows make when cells are joined by tabs and rows by
    line feeds.

    >>> rows = [["Chỉ tiêu", "ĐVT", "KH 2025", "TH 2025"], ["Thu ngân sách", "tỷ đồng", "120", "131,5"]]
    >>> [(figure.value, figure.kind, figure.period) for figure in read_table(rows)]
    [(Decimal('120'), 'target', '2025'), (Decimal('131.5'), 'result', '2025')]
    """
    lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in rows]
    plain = clean("\n".join(lines))
    state = _open_document(plain, published, unit)
    grid: list[list[Cell]] = []
    place = 0
    for line in lines:
        cells = []
        for cell in line.split("\t"):
            cells.append(Cell(cell, place, place + len(cell)))
            place += len(cell) + 1
        grid.append(cells)
    if not grid:
        return []
    return list(_read_table(state, from_grid(grid, 0, len(plain.text))))


def _open_document(plain: Plain, published: date | None, unit: str | None) -> State:
    separators = guess_separators(match[0] for match in _NUMBER.finditer(plain.text[:200_000]))
    clock = Clock()
    head = plain.low[:1500]
    dated = published or read_date(head)
    if dated is not None:
        clock.report_year, clock.report_month = dated.year, dated.month
    clock.term = find_term(plain.low, 0, 20_000)
    return State(plain, separators, clock, unit, unit, scope_in_text=unit is None or unit in plain.text)


def _blocks(plain: Plain) -> Iterator[Table | tuple[int, int]]:
    """Give the tables and the spans of the paragraphs; a line that goes on is joined to the last."""
    lines = [match.span() for match in _LINE.finditer(plain.text) if not match[0].isspace()]
    start = end = -1
    index = 0
    while index < len(lines):
        table = find_table(plain, lines, index)
        if table is not None:
            if start >= 0:
                yield start, end
                start = -1
            yield table[0]
            index = table[1]
            continue
        line = plain.text[slice(*lines[index])].strip()
        if start >= 0 and _goes_on(plain.text, start, end, line):
            end = lines[index][1]
        else:
            if start >= 0:
                yield start, end
            start, end = lines[index]
        index += 1
    if start >= 0:
        yield start, end


def _goes_on(text: str, start: int, end: int, line: str) -> bool:
    tail = text[max(start, end - 1) : end]
    return (line[0].islower() and len(line) > 1 and line[1] not in ").") and tail not in ".;:!?" and end - start > 40  # noqa: PLR2004 - a heading is shorter


def _read_table(state: State, table: Table) -> Iterator[Figure]:
    for draft, sentence in read_grid(state.plain, table, state.separators, state.clock, state.section_kind):
        draft.scope, draft.scope_in_text = state.scope, state.scope_in_text
        yield _finish(state, draft, sentence, sentence.start, sentence.end)


def _read_paragraph(state: State, start: int, end: int) -> Iterator[Figure]:
    plain, clock = state.plain, state.clock
    clock.current = clock.section
    state.last = []
    first = True
    for begin, stop in split_sentences(plain.text, start, end):
        drafts, sentence = _read_one(state, begin, stop, opens=first)
        first = False
        for draft in drafts:
            yield _finish(state, draft, sentence, begin, stop)


def _read_one(state: State, begin: int, stop: int, *, opens: bool) -> tuple[list[Draft], Sentence]:
    plain, clock = state.plain, state.clock
    mentions = find_mentions(plain.low, begin, stop)
    places = find_places(plain.text, begin, stop)
    _learn_years(clock, plain, mentions)
    marks = kinds.target_marks(plain.low, begin, stop)
    sentence = Sentence(begin, stop)
    drafts: list[Draft] = []
    if _HAS_NUMBER.search(plain.low, begin, stop):
        sentence = tokenize(plain, begin, stop)
        taken = _tokens_of(sentence, [(mention.start, mention.end) for mention in mentions])
        quantities = read_quantities(sentence, taken, state.separators)
        refuse(sentence, quantities)
        if any(not quantity.refused for quantity in quantities):
            hidden = taken | _tokens_of(sentence, [(place.start, place.end) for place in places if place.drops])
            words = names.Words(plain.text, sentence, hidden)
            drafts, based = read_sentence(words, quantities, taken, state.last)
            _set_periods(state, sentence, drafts, mentions, based)
            _set_kinds(state, sentence, drafts, marks)
            _set_scopes(state, sentence, drafts, places)
    _carry_over(state, begin, stop, mentions, places, marks, drafts, opens=opens)
    if drafts:
        state.last = drafts
    return drafts, sentence


def _tokens_of(sentence: Sentence, spans: list[tuple[int, int]]) -> set[int]:
    tokens: set[int] = set()
    for start, end in spans:
        index = sentence.index_at(start)
        while index < len(sentence.starts) and sentence.starts[index] < end:
            tokens.add(index)
            index += 1
    return tokens


def _learn_years(clock: Clock, plain: Plain, mentions: list[Mention]) -> None:
    """Take the report's year and month from a title, else from what is said first."""
    for mention in mentions:
        if mention.compared:
            continue
        if mention.shape in {"year", "month", "months", "quarter", "date"} and mention.year is not None and mention.speaks:
            ahead = re.search(r"(?:đến|tới|tầm nhìn|hướng đến)\s*(?:hết\s+|cuối\s+)?$", plain.low[max(0, mention.start - 20) : mention.start])
            if clock.report_year is None or (not clock.fixed and not ahead):
                if clock.report_year is None or mention.year <= clock.report_year + 1:
                    clock.report_year = mention.year
        elif mention.shape == "date" and mention.year is not None and clock.report_year is None:
            clock.report_year = mention.year
            clock.report_month = mention.last


def _speaks(clock: Clock, mention: Mention) -> str | None:
    if mention.compared or not mention.speaks:
        return None
    return clock.write(mention)


def _set_periods(state: State, sentence: Sentence, drafts: list[Draft], mentions: list[Mention], based: set[int]) -> None:
    clock, low = state.clock, state.plain.low
    spoken = [(mention, written) for mention in mentions if (written := _speaks(clock, mention)) is not None and sentence.index_at(mention.start) not in based]
    for draft in drafts:
        quantity = draft.quantity
        number_start = sentence.starts[quantity.first]
        number_end = sentence.ends[quantity.end - 1]
        own = None
        before = None
        for mention, written in spoken:
            if mention.end <= number_start:
                before = written
            elif mention.start >= number_end and own is None and mention.start - number_end < 40:
                between = low[number_end : mention.start].strip()
                follows = low[mention.end : mention.end + 12].strip()
                if between in {"", "vào", "trong", "như", "của", "vào cuối", "cuối", "(", "đến", "vào hết", "ở"} and not follows.startswith((":", "là", "đạt", "ước", "tăng", "giảm", "phấn", "có", "thu", "dự")):
                    own = written
        draft.period = own or before
        if draft.period is not None:
            draft.because.append("kỳ: nêu trong câu")
    _look_ahead(state, sentence, drafts, spoken)
    for draft in drafts:
        if draft.period is None:
            draft.period = clock.current or clock.section or clock.document
            if draft.period is not None:
                draft.because.append("kỳ: theo câu trước hoặc tiêu đề")
            else:
                draft.doubt += Decimal("0.1")


def _look_ahead(state: State, sentence: Sentence, drafts: list[Draft], spoken: list[tuple[Mention, str]]) -> None:
    """`... là những con số nổi bật của huyện trong năm 2023`: the time stands last."""
    if not spoken or not drafts:
        return
    last_end = sentence.ends[drafts[-1].quantity.end - 1]
    mention, written = spoken[-1]
    if mention.start < last_end or any(draft.period for draft in drafts[:-1]):
        return
    before = state.plain.low[max(0, mention.start - 12) : mention.start].strip()
    if before.endswith(("trong", "vào", "cuối", "của")) or not before.endswith(("đến", "kế hoạch")):
        for draft in drafts:
            draft.period = draft.period or written


def _set_kinds(state: State, sentence: Sentence, drafts: list[Draft], marks: list[int]) -> None:
    low, clock = state.plain.low, state.clock
    estimates = kinds.estimate_marks(low, sentence.start, sentence.end)
    whole = kinds.opens_with_estimate(low, sentence.start, sentence.end)
    previous_end = sentence.start
    for draft in drafts:
        number = sentence.starts[draft.quantity.first]
        clause = sentence.starts[draft.clause] if draft.clause < len(sentence.starts) else sentence.start
        target = any(mark < number for mark in marks)
        estimate = any(min(previous_end, clause) <= mark < number and mark >= previous_end for mark in estimates) or whole
        year = int(draft.period[:4]) if draft.period and draft.period[:4].isdigit() else None
        future = clock.report_year is not None and year is not None and year > clock.report_year and clock.fixed
        listed = state.list_kind == "target" or state.section_kind == "target"
        if target or future or listed:
            draft.kind = "target"
            draft.because.append("loại: chỉ tiêu, theo từ báo mục tiêu hoặc kỳ tương lai")
        elif estimate or (draft.parent is not None and draft.parent.kind == "estimate"):
            draft.kind = "estimate"
            draft.because.append("loại: ước tính")
        else:
            draft.kind = "result"
        previous_end = sentence.ends[draft.quantity.end - 1]


def _set_scopes(state: State, sentence: Sentence, drafts: list[Draft], places: list[Place]) -> None:
    for draft in drafts:
        number = sentence.starts[draft.quantity.first]
        named = [place for place in places if place.end <= number and (place.leads or place.proper)]
        late = [place for place in places if place.start >= number and place.leads]
        if named:
            draft.scope = named[-1].name
        elif draft.scope is None and late and state.scope is None:
            draft.scope = late[0].name
        else:
            draft.scope, draft.scope_in_text = state.scope, state.scope_in_text


def _carry_over(
    state: State, begin: int, stop: int, mentions: list[Mention], places: list[Place], marks: list[int], drafts: list[Draft], *, opens: bool
) -> None:
    clock, plain = state.clock, state.plain
    sentence_low = plain.low[begin:stop]
    is_heading = opens and not drafts and stop - begin < 200
    opens_list = sentence_low.rstrip().endswith((":", "như sau", "sau đây:"))
    spoken = [written for mention in mentions if (written := _speaks(clock, mention)) is not None]
    if spoken:
        first = spoken[0]
        clock.current = spoken[-1] if drafts else first
        if not drafts or opens_list:
            clock.section = clock.current
            if clock.document is None:
                clock.document = first
                clock.fixed = True
        elif clock.document is None and opens:
            clock.document = first
    if is_heading or opens_list:
        found = kinds.heading_kind(sentence_low)
        if found is not None:
            state.section_kind = found
    if marks and not drafts and opens_list:
        state.section_kind = "target"
    for place in places:
        if place.leads or place.proper:
            state.scope, state.scope_in_text = place.name, True


def _finish(state: State, draft: Draft, sentence: Sentence, begin: int, stop: int) -> Figure:
    plain, quantity = state.plain, draft.quantity
    start, end = plain.back(sentence.starts[quantity.first], sentence.ends[quantity.stop - 1])
    while begin < stop and plain.text[begin].isspace():
        begin += 1
    outer = plain.back(begin, stop)
    parent = draft.parent.name if draft.parent else draft.whole or None
    certainty = max(Decimal("0.05"), Decimal("0.95") - draft.doubt)
    return Figure(
        start=start, end=end, surface=plain.given[start:end], name=draft.name,
        value=quantity.value, low=quantity.low, high=quantity.high,
        comparator=quantity.comparator, unit=draft.unit or quantity.unit,  # type: ignore[arg-type]  # the words of bounds.toml
        kind=draft.kind, form=draft.form, period=draft.period,  # type: ignore[arg-type]  # set in _set_kinds
        change=tuple(Change(item.direction, item.amount, item.unit, item.base) for item in draft.modifiers if item.kind == "change"),  # type: ignore[arg-type]  # directions of verbs.toml
        share_of=tuple(Share(item.amount, item.unit, item.base) for item in draft.modifiers if item.kind == "share"),
        total=quantity.total, scope=draft.scope, scope_in_text=draft.scope_in_text and draft.scope is not None,
        parent=parent, certainty=certainty, because=tuple(draft.because), note=draft.note,
        sentence_start=outer[0], sentence_end=outer[1],
    )  # fmt: skip


__all__ = ["Amount", "read", "read_table"]
