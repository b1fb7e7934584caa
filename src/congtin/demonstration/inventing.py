"""Invented articles, for trying the portal at any size: the same number always gives the same one.

Real words and plausible numbers of real units, put together by chance. No Django here.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from congtin.demonstration.facts import DATA
from congtin.vietnamese.folding import slugify
from congtin.vietnamese.formatting import format_number

__all__ = ["Invention", "Place", "Statement", "invent", "read_number"]

_YEARS = 10
_STATING = 10  # every tenth article states a value for the ledger
_GOLDEN = 0.6180339887498949  # its multiples fill a span evenly, however many are taken
_SLUG = 120


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that news can come from, while it was in being."""

    key: int
    name: str
    valid_from: dt.date | None
    valid_to: dt.date | None

    def is_valid_on(self, day: dt.date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that the article states: a month's result, or in January the target of the year."""

    indicator: str
    measure: str
    period: str
    value: Decimal
    is_target: bool
    quotation: str
    surface: str
    offset: int


@dataclass(frozen=True, slots=True)
class Invention:
    """`section` is a number from 0 to `sections` - 1; `picture` and `paragraphs` as of the body."""

    number: int
    headline: str
    slug: str
    standfirst: str
    paragraphs: tuple[str, ...]
    published_at: dt.datetime
    section: int
    place: Place
    picture: int
    statement: Statement | None


def invent(number: int, *, places: Sequence[Place], until: dt.date, sections: int) -> Invention:
    """The article of that number, published within the ten years before `until`.

    A statement's indicator, unit and period occur once, whatever the number of articles. Raises
    LookupError where no place was in being on the day.
    """
    newest = until - dt.timedelta(days=1)
    chance = Random(number)  # noqa: S311  (no secret hangs on it)
    stated = number // _STATING if number % _STATING == 0 else None
    if stated is None:
        day = newest - dt.timedelta(days=int(number * _GOLDEN % 1 * (_YEARS * 365 - 1)))
        month = 0
    else:
        month = _month_of(stated, newest)
        day = _first_of(month + 1) + dt.timedelta(days=chance.randrange(min(20, newest.day)))
    fitting = _valid_on(tuple(places), day.replace(day=1))
    place = fitting[chance.randrange(len(fitting))]
    statement = None
    if stated is not None:
        last = _valid_on(tuple(places), _first_of(month))
        turn, kind = divmod(stated // (_YEARS * 12), len(_phrases()["statement"]))
        if turn < len(last):
            place = last[turn]
            statement = _make_statement(kind, month, place, chance)
    section = chance.randrange(sections)
    return _write(_Frame(number, day, place, section, statement), chance)


def read_number(slug: str) -> int:
    """The number of the article with that slug. Raises ValueError where it is no invented one."""
    return int(slug.rpartition("-bai-")[2])


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is settled of an article before a word of it is written."""

    number: int
    day: dt.date
    place: Place
    section: int
    statement: Statement | None


def _write(frame: _Frame, chance: Random) -> Invention:
    words = _phrases()
    slots = _draw_slots(chance, frame.day, frame.place)
    headline = _open(chance.choice(words["headlines"]).format(**slots))
    chosen = chance.sample(words["sentences"], 12)
    paragraphs = [
        " ".join(_open(sentence.format(**slots, **_draw_person(chance))) for sentence in part)
        for part in (chosen[:4], chosen[4:8], chosen[8:])
    ]
    if frame.statement is not None:
        paragraphs.insert(1, frame.statement.quotation)
    moment = dt.time(chance.randrange(6, 20), chance.randrange(60))
    return Invention(
        number=frame.number,
        headline=headline,
        slug=f"{slugify(headline, max_length=_SLUG)}-bai-{frame.number}",
        standfirst=_open(chance.choice(words["standfirsts"]).format(**slots)),
        paragraphs=tuple(paragraphs),
        published_at=dt.datetime.combine(frame.day, moment),
        section=frame.section,
        place=frame.place,
        picture=chance.randrange(10_000),
        statement=frame.statement,
    )


def _draw_slots(chance: Random, day: dt.date, place: Place) -> dict[str, object]:
    words = _phrases()
    return {
        "unit": place.name[0].lower() + place.name[1:],
        "deed": chance.choice(words["deeds"]),
        "thing": chance.choice(words["things"]),
        "day": f"{day:%d/%m/%Y}",
        "month": f"{day.month}/{day.year}",
        "next": f"{day.month % 12 + 1}/{day.year + (day.month == 12)}",
        "before": day.year - chance.randrange(1, 5),
        "people": format_number(Decimal(chance.randrange(12, 300) * 50)),
        "homes": chance.randrange(9, 240),
        "money": format_number(Decimal(chance.randrange(11, 990)) / 10),
        "area": format_number(Decimal(chance.randrange(8, 300) * 25)),
        "share": format_number(Decimal(chance.randrange(300, 985)) / 10),
        "count": chance.randrange(3, 60),
        "floor": chance.randrange(1, 20),
    }


def _draw_person(chance: Random) -> dict[str, str]:
    words = _phrases()
    name = " ".join(chance.choice(words[part]) for part in ("families", "middles", "given"))
    return {"name": name, "post": chance.choice(words["posts"])}


def _make_statement(kind: int, month: int, place: Place, chance: Random) -> Statement:
    subject = _phrases()["statement"][kind]
    first = _first_of(month)
    low, high = subject["between"]
    is_target = first.month == 1
    value = Decimal(chance.randrange(low * 10, high * 10)) / 10
    if is_target:
        value *= 12
    if subject["measure"] != "tỷ đồng":
        value = value.to_integral_value()
    surface = format_number(value)
    name = subject["indicator"][0].lower() + subject["indicator"][1:]
    unit = place.name[0].lower() + place.name[1:]
    before = (
        f"Năm {first.year}, {unit} đề ra {name} "
        if is_target
        else f"Tháng {first.month}/{first.year}, {name} của {unit} đạt "
    )
    return Statement(
        indicator=subject["indicator"],
        measure=subject["measure"],
        period=str(first.year) if is_target else f"{first.year}-{first.month:02d}",
        value=value,
        is_target=is_target,
        quotation=f"{before}{surface} {subject['measure']}.",
        surface=surface,
        offset=len(before),
    )


def _month_of(stated: int, newest: dt.date) -> int:
    """Months are counted from the year 0; the last one told of is over before `newest`."""
    return newest.year * 12 + newest.month - 2 - stated % (_YEARS * 12)


def _first_of(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


@cache
def _valid_on(places: tuple[Place, ...], day: dt.date) -> tuple[Place, ...]:
    fitting = tuple(place for place in places if place.is_valid_on(day))
    if not fitting:
        raise LookupError(f"no unit was in being on {day}")
    return fitting


def _open(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads((DATA / "phrases.toml").read_text(encoding="utf-8"))
