"""What a passage is about when it states nothing of a place: rules, contests, weather, lives.

Told for a whole text by its title, from one article to the next by the article's heading, and for
a paragraph by the words it holds. Words and thresholds stand in `words/topics.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.plain import Plain
from congtin.figures.vocabulary import TOKEN, phrases, read_words

_TITLES = phrases("topics", "titles")
_LEAD_INS = phrases("topics", "lead_ins")
_ARTICLES = phrases("topics", "articles")
_TITLE_LINES = 4  # the body, the sort of paper and its subject may come before
_LONGEST_TITLE = 240
_ARTICLE = re.compile(r"\s*điều\s+\d{1,3}\s*[.:]\s*")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[-–+*•])\s")
_LONGEST_HEADING = 160  # of an article, in characters


@dataclass(frozen=True, slots=True)
class _Topic:
    find_words: Callable[[str], list[str]]
    enough: int
    sorts: frozenset[str]


def _build_topic(words: list[str], enough: int, sorts: list[str]) -> _Topic:
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return _Topic(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)").findall, enough, frozenset(sorts))


_PARAGRAPHS = tuple(
    _build_topic(entry["words"], entry["enough"], entry["sorts"])
    for entry in read_words("topics")["paragraphs"].values()
)
_ANY_WORD = _build_topic(
    [word for entry in read_words("topics")["paragraphs"].values() for word in entry["words"]],
    1,
    [],
)


class Topics:
    """The topics that hold while a text is read from top to bottom."""

    def __init__(self, plain: Plain) -> None:
        self._low = plain.low
        self._whole = _is_aside_text(plain.low)
        self._ruling = False
        self._opened: int | None = None  # where an article's heading stands, until its first text
        self._sorts: frozenset[str] = frozenset()

    def enter(self, start: int, end: int) -> None:
        """Begin a paragraph."""
        low = self._low
        article = _ARTICLE.match(low, start, end)
        if article:
            heading = low[article.end() : min(end, article.end() + _LONGEST_HEADING)]
            tokens = TOKEN.findall(heading.partition("\n")[0])
            self._ruling = _ARTICLES.match(tokens, 0, len(tokens)) is not None
            self._opened = start
        elif self._ruling and not self._goes_on(start, end):
            self._ruling = False
        self._sorts = _find_sorts(low[start:end]) if _DIGIT.search(low, start, end) else frozenset()

    def _goes_on(self, start: int, end: int) -> bool:
        """An article goes on in its first paragraph and in numbered ones."""
        first, self._opened = self._opened is not None, None
        return first or _CLAUSE.match(self._low, start, end) is not None

    def find_reason(self, quantity: Quantity) -> str:
        """Say why a number of the paragraph is no figure, or nothing."""
        if self._whole or self._ruling:
            return "definition"
        return "aside" if quantity.sort in self._sorts and quantity.total is None else ""


def _is_aside_text(low: str) -> bool:
    """Whether one of the first lines is the title of a notice, a timetable, a life or a rule."""
    lines = [line for line in low[: _TITLE_LINES * _LONGEST_TITLE].split("\n") if line.strip()]
    return any(
        _is_aside_title(TOKEN.findall(line))
        for line in lines[:_TITLE_LINES]
        if len(line) <= _LONGEST_TITLE
    )


def _is_aside_title(tokens: list[str]) -> bool:
    """Whether a title begins as one of a notice, or a body gives notice of such a thing."""
    begin = 0
    if ["thông", "báo"] in (tokens[place : place + 2] for place in range(len(tokens) - 1)):
        begin = tokens.index("báo") - 1
    while begin < len(tokens):
        if _TITLES.match(tokens, begin, len(tokens)) is not None:
            return True
        lead_in = _LEAD_INS.match(tokens, begin, len(tokens))
        if lead_in is None:
            return False
        begin = lead_in[1]
    return False


def _find_sorts(paragraph: str) -> frozenset[str]:
    """The sorts of numbers that the topics of a paragraph explain away."""
    if len(_ANY_WORD.find_words(paragraph)) < min(topic.enough for topic in _PARAGRAPHS):
        return frozenset()
    found: frozenset[str] = frozenset()
    for topic in _PARAGRAPHS:
        if len(set(topic.find_words(paragraph))) >= topic.enough:
            found |= topic.sorts
    return found
