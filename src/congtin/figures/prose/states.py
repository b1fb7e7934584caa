"""States that say zero: `phấn đấu không còn hộ nghèo`, `xóa hết nhà tạm`.

They are figures where they are aimed at. A review that says so tells of nothing counted, so the
caller drops the drafts that turn out to be no targets.
"""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.figures.cues import Cue
from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.naming import tails
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.vocabulary import phrases

NOTE = "trạng thái “không còn” đọc là 0"
STATE = re.compile(r"(?<!\w)(?:không (?:còn|để|xảy|phát)|xóa (?:hết|xong|toàn|dứt|hoàn))")
_OPENERS = phrases("states", "gone", "prevented")
_NOUNS = {"gone": phrases("states", "nouns"), "prevented": phrases("states", "cases")}
_LONGEST_NAME = 8  # tokens
_PARTING = frozenset(",;:.()")
_COUNTING = {"số", "các", "những", "nhiều", "lệ", "mỗi"}


def find_states(words: Words, drafts: list[Draft]) -> list[Draft]:
    """Give the states of a sentence; `drafts` are its numbers, whose words no state takes."""
    sentence = words.sentence
    low, size = sentence.low, len(sentence.low)
    found = []
    for index, word in enumerate(low):
        if word not in {"không", "xóa", "cơ", "hoàn"}:
            continue
        opener = _OPENERS.match(low, index, size)
        noun = _NOUNS[opener[0]].match(low, opener[1], size) if opener else None
        if opener is None or noun is None or _is_crossed(low, index):
            continue
        stop = min([draft.cue.first for draft in drafts if draft.cue.first > index] + [size])
        if noun[1] <= stop:
            found.append(_make(words, index, opener[1], noun, stop))
    return found


def _is_crossed(low: list[str], index: int) -> bool:
    """`số xã không còn hộ nghèo`, `có 4 khu dân cư không xảy ra vụ cháy`: it qualifies a count."""
    for place in range(index - 1, max(-1, index - 5), -1):
        word = low[place]
        if word in _PARTING:
            return False
        if word in _COUNTING or (word[0].isdecimal() and low[place - 1] != "năm"):
            return True
    return False


def _make(words: Words, first: int, stop: int, noun: tuple[str, int], end: int) -> Draft:
    quantity = Quantity(
        first, stop, first, noun[1], Decimal(0), None, None, noun[0], "count", in_words=True
    )
    rest = tails.after(words, stop, end)[:_LONGEST_NAME]
    span = rest if rest and rest[-1] >= noun[1] - 1 else list(range(stop, noun[1]))
    draft = Draft(quantity, Cue("level", first), words.write(span), clause=first, note=NOTE)
    draft.because.append(f"giá trị: {NOTE}")
    draft.doubt = Decimal("0.3")
    return draft
