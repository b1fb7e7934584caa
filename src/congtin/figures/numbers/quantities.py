"""Numbers with their units: what a sentence counts or measures, before anything is said of it.

Rules of section 2.8 of the schema: separators, ranges, fractions, words, compound magnitudes.
"""

from __future__ import annotations

from congtin.figures.numbers.bounding import add_bounds
from congtin.figures.numbers.composed import read_compound, read_fraction, read_range
from congtin.figures.numbers.in_words import read_words
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.numbers.units import NUMBER_WORDS, guess_count, match_unit
from congtin.figures.text.sentences import Sentence
from congtin.vietnamese.numbers import Separators, parse_digits

_EACH = {"hộ", "người"}


def read_quantities(sentence: Sentence, taken: set[int], separators: Separators) -> list[Quantity]:
    """Read the numbers of a sentence; tokens in `taken` belong to dates."""
    found: list[Quantity] = []
    low, index, size = sentence.low, 0, len(sentence.low)
    while index < size:
        word = low[index]
        quantity = None
        if word[0].isdecimal():
            if index not in taken:
                quantity = _read_digits(sentence, index, taken, separators)
        elif word in NUMBER_WORDS and index not in taken:
            quantity = read_words(sentence, index, taken)
        if quantity is None:
            index += 1
            continue
        add_bounds(sentence, quantity, found[-1].end if found else 0)
        each = low[max(0, quantity.lead - 2) : quantity.lead]
        if quantity.sort == "money" and each[:1] == ["mỗi"] and each[1] in _EACH:
            quantity.unit = f"{quantity.unit.split('/')[0]}/{each[1]}"  # `mỗi hộ 1,45 triệu đồng`
        found.append(quantity)
        index = max(quantity.end, index + 1)
    return found


def _read_digits(
    sentence: Sentence, index: int, taken: set[int], separators: Separators
) -> Quantity | None:
    low, size = sentence.low, len(sentence.low)
    stop = index + 1
    surface = low[index]
    # `3. 412 tỷ`: a blank slipped in after the separator
    if (
        index + 2 < size
        and low[index + 1] in {".", ","}
        and len(low[index + 2]) == 3
        and low[index + 2].isdecimal()
        and len(surface) <= 3
        and surface.isdecimal()
        and low[index + 1] == "."
        and index > 0
        and sentence.starts[index + 1] == sentence.ends[index]
        and low[index - 1] not in {".", ":", "-"}
        and match_unit(low, index + 3, size)
    ):
        surface, stop = f"{surface}.{low[index + 2]}", index + 3
    if len(surface) > 40:
        return None
    value = parse_digits(surface, separators)
    unit = match_unit(low, stop, size)
    ranged = read_range(sentence, index, stop, value, unit, separators, taken)
    if ranged is not None:
        return ranged
    fraction = read_fraction(sentence, index, stop, value, unit, separators)
    if fraction is not None:
        return fraction
    if unit is None:
        unit = guess_count(sentence, stop)
    elif (
        unit.sort == "count"
        and sentence.is_capital(stop)
        and not (surface[0] == "0" and unit.end - stop > 1)  # `01 Hợp tác xã nông nghiệp`
        and not sentence.text[sentence.starts[stop] :][:2].isupper()
    ):
        unit = None  # `Rào 2 Huyện`: a capital begins something else
    if unit is None:
        return Quantity(index, stop, index, stop, value, None, None, "", "none")
    compound = read_compound(sentence, index, value, unit, separators)
    if compound is not None:
        return compound
    return Quantity(
        index, stop, index, unit.end, value, None, None, unit.text, unit.sort, unit.bare
    )
