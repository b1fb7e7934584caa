"""What somebody may have meant: other spellings of a bare word that they typed or heard wrong.

Neighbouring words decide: of "chinh chang" both words are known, yet nobody writes one after the
other; "chinh trang" is written often.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["correct", "list_spellings"]

_LETTERS = "abcdeghiklmnopqrstuvxy"
# Sounds that fall together in one part of the country or another.
_BEGINNINGS = (
    ("ch", "tr"),
    ("s", "x"),
    ("d", "gi", "r", "v"),
    ("l", "n"),
    ("c", "k", "q"),
    ("g", "gh"),
    ("ng", "ngh"),
    ("h", "qu"),
)
_ENDINGS = (("n", "ng"), ("t", "c"), ("i", "y"), ("nh", "n"), ("u", "o"), ("ch", "t"))
_MOST_TRIED = 8  # words; the rest of a long question is taken as it is
_BETTER = 3  # times more often

CountTerms = Callable[[Sequence[str]], list[int]]


def correct(words: Sequence[str], count_terms: CountTerms) -> list[str] | None:
    """Bare words that are written together far more often; None where there are none."""
    now = list(words[:_MOST_TRIED])
    for at in sorted(range(len(now)), key=_by_rarity(now, count_terms)):
        better = _mend(now, at, count_terms)
        if better:
            now[at] = better
    changed = [*now, *words[_MOST_TRIED:]]
    return changed if changed != list(words) else None


def list_spellings(word: str) -> list[str]:
    """Those that sound alike first, then those one slip of the finger away."""
    alike: dict[str, None] = {}
    for group in _BEGINNINGS:
        for one in sorted(group, key=len, reverse=True):
            if word.startswith(one):
                alike |= {other + word[len(one) :]: None for other in group}
    for group in _ENDINGS:
        for one in group:
            if word.endswith(one) and len(word) > len(one):
                alike |= {word[: -len(one)] + other: None for other in group}
    slips: dict[str, None] = {}
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            slips[head + tail[1] + tail[0] + tail[2:]] = None
        if tail and len(word) > 2:
            slips[head + tail[1:]] = None
        for letter in _LETTERS:
            slips[head + letter + tail] = None
            if tail:
                slips[head + letter + tail[1:]] = None
    found = {**alike, **slips}
    found.pop(word, None)
    return [each for each in found if each]


def _by_rarity(words: list[str], count_terms: CountTerms) -> Callable[[int], int]:
    counts = count_terms(words)
    return lambda at: counts[at]


def _mend(words: list[str], at: int, count_terms: CountTerms) -> str | None:
    """A spelling that its neighbours know much better than the word; for a word without neighbours
    one that is written at all, if the word is not."""
    word = words[at]
    if word[0].isdecimal():
        return None
    spellings = [word, *list_spellings(word)]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    scores = [0] * len(spellings)
    for pairs in (
        [f"{before}_{each}" for each in spellings] if before else [],
        [f"{each}_{after}" for each in spellings] if after else [],
    ):
        for number, count in enumerate(count_terms(pairs) if pairs else []):
            scores[number] += count
    if not (before or after):
        scores = count_terms(spellings)
    best = max(range(len(spellings)), key=lambda number: scores[number])
    if scores[best] > _BETTER * scores[0] and best:
        return spellings[best]
    return None
