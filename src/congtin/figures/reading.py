"""The way from a text to its figures, top to bottom.

clean -> lines -> tables and paragraphs -> sentences -> times, areas, quantities -> refusals
-> drafts (names, movements, shares) -> kinds, periods, scopes -> figures with given offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from congtin.figures import names
from congtin.figures.context import kinds
from congtin.figures.context.events import note_event
from congtin.figures.context.headlines import date_headline
from congtin.figures.context.judging import set_kinds, set_scopes
from congtin.figures.context.mentions import Mention
from congtin.figures.context.openings import open_document
from congtin.figures.context.periods import find_mentions
from congtin.figures.context.scopes import Place, find_places
from congtin.figures.context.state import State, carry_over, open_paragraph, term_end
from congtin.figures.context.timing import date_carried, date_stated
from congtin.figures.drafts import Draft
from congtin.figures.figure import Amount, Change, Figure, Share
from congtin.figures.numbers.quantities import read_quantities
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.numbers.units import match_unit
from congtin.figures.parts import Rows, blocks, cut_cells, join_parts
from congtin.figures.prose import states
from congtin.figures.prose.sentence import read_sentence
from congtin.figures.prose.states import STATE, find_states
from congtin.figures.refusals.refusing import refuse
from congtin.figures.refusals.topics import Topics
from congtin.figures.tables.cells import Table
from congtin.figures.tables.grids import read_grid
from congtin.figures.tables.headings import lay_out
from congtin.figures.text.plain import clean
from congtin.figures.text.sentences import Sentence, split_sentences, tokenize
from congtin.figures.vocabulary import phrases

_HAS_NUMBER = re.compile(
    r"\d|(?<!\w)(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|trăm|một (?:nửa|tỷ|triệu|nghìn|ngàn))(?!\w)"
)

_ONLY_DIGITS = re.compile(r"[\d\s.,:;/()–-]*")  # without a word or sign they tell nothing

_YEAR_DIGITS = 4

_MAKES_COUNT = (phrases("verbs", "being", "doing", "level"), phrases("bounds", "before"))


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
    return read_parts([text], published=published, unit=unit)


def read_table(
    rows: Rows, *, title: str = "", published: date | None = None, unit: str | None = None
) -> list[Figure]:
    """Read the figures of a table given as rows of cells, the header first.

    The header may take several rows; what a merge repeats stands in each of its cells. `title` is
    the line above the table. Offsets are those of `join_parts([title, rows])`, or without a title
    of the rows alone: cells joined by tabs, rows by line feeds.

    >>> rows = [["Chỉ tiêu", "ĐVT", "KH 2025", "TH 2025"], ["Thu ngân sách", "tỷ đồng", "120", "131,5"]]
    >>> [(figure.value, figure.kind, figure.period) for figure in read_table(rows)]
    [(Decimal('120'), 'target', '2025'), (Decimal('131.5'), 'result', '2025')]
    """
    parts: list[str | Rows] = [title, rows] if title else [rows]
    return read_parts(parts, published=published, unit=unit)


def read_parts(
    parts: Sequence[str | Rows], *, published: date | None = None, unit: str | None = None
) -> list[Figure]:
    """Read a document whose prose and tables are apart, in the order in which they stand.

    What the prose says of time, area and kind holds in the tables after it. Offsets are those of
    `join_parts(parts)`.

    >>> parts = ["Thu ngân sách năm 2024 (tỷ đồng)", [["Xã", "Dự toán", "Thực hiện"], ["Xã A", "12", "13,5"]]]
    >>> [(figure.value, figure.unit, figure.kind, figure.period) for figure in read_parts(parts)]
    [(Decimal('12'), 'tỷ đồng', 'target', '2024'), (Decimal('13.5'), 'tỷ đồng', 'result', '2024')]
    """
    plain = clean(join_parts(parts))
    state, topics = open_document(plain, published, unit), Topics(plain)
    figures: list[Figure] = []
    place = 0  # in the joined text
    for part in parts:
        if isinstance(part, str):
            end = place + len(part)
            for block in blocks(plain, plain.forth(place), plain.forth(end)):
                if isinstance(block, Table):
                    figures.extend(_read_table(state, block))
                else:
                    figures.extend(_read_paragraph(state, topics, *block))
        else:
            grid, end = cut_cells(plain, part, place)
            if grid:
                table = lay_out(grid, plain.forth(place), plain.forth(end))
                figures.extend(_read_table(state, table))
        place = end + 1
    return date_headline(plain, figures)


def _read_table(state: State, table: Table) -> Iterator[Figure]:
    for draft, sentence in read_grid(state, table):
        draft.scope_in_text = state.scope_in_text
        yield _finish(state, draft, sentence, sentence.start, sentence.end)


def _read_paragraph(state: State, topics: Topics, start: int, end: int) -> Iterator[Figure]:
    open_paragraph(state, start, end)
    topics.enter(start, end)
    first = True
    read_ones: list[tuple[Draft, Sentence, int, int]] = []
    for begin, stop in split_sentences(state.plain.text, start, end):
        drafts, sentence = _read_one(state, topics, begin, stop, opens=first)
        first = False
        read_ones.extend((draft, sentence, begin, stop) for draft in drafts)
    # Only now: `So với cùng kỳ giảm 3 vụ` adds to a figure of the sentence before.
    for draft, sentence, begin, stop in read_ones:
        yield _finish(state, draft, sentence, begin, stop)


def _read_one(
    state: State, topics: Topics, begin: int, stop: int, *, opens: bool
) -> tuple[list[Draft], Sentence]:
    plain = state.plain
    mentions = find_mentions(plain.low, begin, stop)
    places = find_places(plain.text, begin, stop)
    marks = kinds.target_marks(
        plain.low, begin, stop, state.clock.spoken_in, term_end(state, mentions)
    )
    note_event(state.clock, plain.low, begin, mentions)
    sentence = Sentence(begin, stop)
    drafts: list[Draft] = []
    bare = _ONLY_DIGITS.fullmatch(plain.low, begin, stop) is not None
    if (_HAS_NUMBER.search(plain.low, begin, stop) and not bare) or STATE.search(
        plain.low, begin, stop
    ):
        sentence = tokenize(plain, begin, stop)
        drafts = _draft(state, topics, sentence, mentions, places, marks)
    numbers = [sentence.starts[draft.quantity.first] for draft in drafts]
    carry_over(state, begin, stop, mentions, places, marks, drafts, numbers, opens=opens)
    if drafts:
        state.last = [*state.last, *drafts][-12:]
        state.history = [*state.history, *drafts][-40:]
    return drafts, sentence


def _draft(
    state: State,
    topics: Topics,
    sentence: Sentence,
    mentions: list[Mention],
    places: list[Place],
    marks: list[int],
) -> list[Draft]:
    """Read the quantities of a sentence, and say of each figure its time, kind and area."""
    low, starts, ends = state.plain.low, sentence.starts, sentence.ends
    mentions = [mention for mention in mentions if not _counts(sentence, mention)]
    taken = _tokens_of(sentence, [(mention.start, mention.end) for mention in mentions])
    quantities = read_quantities(sentence, taken, state.separators)
    refuse(sentence, quantities, topics)
    hidden = _tokens_of(sentence, [(place.start, place.end) for place in places if place.drops])
    hidden |= taken | _list_numbers(sentence, quantities)
    words = names.Words(state.plain.text, sentence, hidden)
    drafts: list[Draft] = []
    based: set[int] = set()
    if any(not quantity.refused for quantity in quantities):
        drafts, based = read_sentence(
            words, quantities, taken, state.last, state.whole, state.history
        )
    if STATE.search(low, sentence.start, sentence.end):
        drafts.extend(find_states(words, drafts))
        drafts.sort(key=lambda draft: draft.quantity.first)
    if not drafts:
        return []
    spans = [(starts[draft.quantity.first], ends[draft.quantity.end - 1]) for draft in drafts]
    clauses = [starts[draft.clause] for draft in drafts]
    bases = [(starts[index], ends[index]) for index in based]
    date_stated(state, low, spans, drafts, mentions, bases, sentence.start)
    set_kinds(state, low, sentence.start, sentence.end, spans, clauses, drafts, marks)
    date_carried(state, low, spans, drafts, sentence.start)
    set_scopes(state, low, spans, drafts, places)
    return [draft for draft in drafts if not _is_idle(draft, sentence)]


def _counts(sentence: Sentence, mention: Mention) -> bool:
    """`gieo cấy được 2035 ha`, `hơn 2045 hộ`: a number like a year with a unit behind it."""
    index = sentence.index_at(mention.start)
    if mention.speaks or mention.end - mention.start != _YEAR_DIGITS or index == 0:
        return False
    unit = match_unit(sentence.low, index + 1, len(sentence.low))
    return (
        unit is not None
        and unit.sort in {"measure", "count"}
        and sentence.low[index].isdecimal()
        and any(words.match_back(sentence.low, 0, index) for words in _MAKES_COUNT)
    )


def _is_idle(draft: Draft, sentence: Sentence) -> bool:
    """A state told and not aimed at; `nỗ lực gấp đôi`, which compares with nothing."""
    if draft.note == states.NOTE:
        return draft.kind != "target"
    quantity = draft.quantity
    return (
        quantity.in_words
        and quantity.sort == "times"
        and sentence.low[quantity.end : quantity.end + 1] != ["so"]
    )


def _list_numbers(sentence: Sentence, quantities: list[Quantity]) -> set[int]:
    """The number of a list item and its stop belong to no name."""
    tokens: set[int] = set()
    for quantity in quantities:
        if quantity.refused == "list":
            tokens.update((quantity.first, min(quantity.stop, len(sentence.low) - 1)))
    return tokens


def _tokens_of(sentence: Sentence, spans: list[tuple[int, int]]) -> set[int]:
    tokens: set[int] = set()
    for start, end in spans:
        index = sentence.index_at(start)
        while index < len(sentence.starts) and sentence.starts[index] < end:
            tokens.add(index)
            index += 1
    return tokens


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


__all__ = ["Amount", "Rows", "join_parts", "read", "read_parts", "read_table"]
