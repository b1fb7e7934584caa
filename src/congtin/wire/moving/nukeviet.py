"""NukeViet 4 from a dump of its database.

The tables are those of its news module (modules/news/action_mysql.php in NukeViet).
A module `news` of the language `vi` lies in nv4_vi_news_rows, _detail, _cat, _sources; the tables
nv4_vi_news_1, _2 … repeat the rows of each section and are passed over. A dump has the bodies in
front of the rows that they belong to, so all is staged on disk first.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from congtin.wire.moving.cleaning import clean_text
from congtin.wire.moving.drafting import Draft, fingerprint, make_article
from congtin.wire.moving.errors import ArticleRefused, SourceUnreadable
from congtin.wire.moving.mending import mend_double
from congtin.wire.moving.moments import read_moment
from congtin.wire.moving.records import (
    Article,
    Attachment,
    Item,
    Notice,
    Outlet,
    Picture,
    Record,
    Refusal,
    State,
)
from congtin.wire.moving.sql_dump import TableRow, Value, read_dump
from congtin.wire.moving.staging import Staging

__all__ = ["open_dump", "read_nukeviet"]

_TABLE = re.compile(
    r"(?P<prefix>\w+?)_(?P<language>[a-z]{2})_(?P<module>\w+?)"
    r"_(?P<part>rows|detail|cat|sources|authorlist)"
)
_PUBLISHED, _WAITING = "1", frozenset({"0", "2", "4", "5", "6", "7", "8"})
_KEPT = {
    "rows": [
        *("id", "catid", "author", "sourceid", "publtime", "exptime", "edittime", "status"),
        *("title", "alias", "hometext", "homeimgfile", "homeimgalt", "homeimgthumb"),
    ],
    "detail": ["id", "bodyhtml", "sourcetext", "files"],
    "cat": ["catid", "title", "alias"],
    "sources": ["sourceid", "title", "link"],
}
_NUMBERS = {"rows": "id", "detail": "id", "cat": "catid", "sources": "sourceid"}
_LOCAL_PICTURE = frozenset({"1", "2"})


def open_dump(path: Path) -> BinaryIO:
    """The dump, unpacked as it is read where its name ends in .gz."""
    return cast(BinaryIO, gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb"))


def read_nukeviet(
    path: Path, *, address: str, now: dt.datetime, language: str = "vi"
) -> Iterator[Item]:
    """All articles of all news modules of that language, by their time. `address`: of the portal.

    Raises SourceUnreadable after the articles that are whole, where the dump breaks off.
    """
    with Staging() as staging:
        modules: list[str] = []
        problem = _stage(path, staging, language, modules)
        if not modules:
            raise problem or SourceUnreadable(
                f"Không thấy bảng tin nào của NukeViet (…_{language}_…_rows) trong tệp."
            )
        yield Record(0, "portal", "", {"address": address})
        row = 0
        for module in modules:
            for number, fields in staging.list_by_rank(f"{module}.rows"):
                row += 1
                yield _read_row(_Place(module, address, staging, now), number, fields, row)
        others = staging.count("others")
        if others:
            yield Notice(0, "", f"{others} bảng của ngôn ngữ khác không chuyển")
        if problem is not None:
            raise problem


def _stage(
    path: Path, staging: Staging, language: str, modules: list[str]
) -> SourceUnreadable | None:
    """Put aside what is wanted, and name the modules; gives what kept it from reading on."""
    others: set[str] = set()
    try:
        with open_dump(path) as file:
            for line in read_dump(file, wanted=lambda name: _TABLE.fullmatch(name) is not None):
                found = _TABLE.fullmatch(line.table)
                if found is None or not _is_news(found["part"], line.fields):
                    continue
                if found["language"] != language:
                    others.add(line.table)
                    continue
                if found["part"] == "rows" and found["module"] not in modules:
                    modules.append(found["module"])
                _put(staging, found["module"], found["part"], line)
    except SourceUnreadable as problem:
        return problem
    except (OSError, EOFError, zlib.error) as problem:
        return SourceUnreadable(f"Không đọc được tệp: {problem}.")
    for number, name in enumerate(sorted(others)):
        staging.put("others", number, {"name": name})
    return None


def _is_news(part: str, fields: Mapping[str, Value]) -> bool:
    """Other modules have tables of those names too."""
    marks = {"rows": "hometext", "detail": "bodyhtml", "cat": "alias", "sources": "link"}
    return part == "authorlist" or marks[part] in fields


def _put(staging: Staging, module: str, part: str, line: TableRow) -> None:
    if part == "authorlist":
        return
    number = line.fields.get(_NUMBERS[part]) or ""
    if number.isdigit() and len(number) < 18:
        kept = {name: line.fields.get(name) or "" for name in _KEPT[part]}
        rank = int(kept["publtime"]) if part == "rows" and kept["publtime"].isdigit() else 0
        staging.put(f"{module}.{part}", int(number), kept, rank=min(rank, 2**40))


@dataclass(frozen=True, slots=True)
class _Place:
    """Which module of which portal is read."""

    module: str
    address: str
    staging: Staging
    now: dt.datetime

    def find(self, shelf: str, number: str) -> dict[str, str]:
        is_number = number.isdigit() and len(number) < 18
        found = self.staging.find(f"{self.module}.{shelf}", int(number)) if is_number else None
        return found or {}

    def locate(self, file: str) -> str:
        """The address of an uploaded file."""
        return f"{self.address.rstrip('/')}/uploads/{self.module}/{file}"


def _read_row(place: _Place, number: int, fields: dict[str, str], row: int) -> Article | Refusal:
    try:
        return _make(place, number, fields, row)
    except ArticleRefused as problem:
        key = f"{place.module}:{number}"
        return Refusal(row, key, str(problem), fields["title"][:120])


def _make(place: _Place, number: int, fields: dict[str, str], row: int) -> Article:
    detail = place.find("detail", str(number))
    if not detail:
        raise ArticleRefused("không có thân bài trong bảng detail.")
    section = place.find("cat", fields["catid"])
    addresses = _list_addresses(place.module, section.get("alias", ""), fields["alias"], number)
    there = f"{place.address.rstrip('/')}{addresses[0]}"
    source, original = _read_source(fields, detail, place)
    author = clean_text(mend_double(fields["author"]))[:120]
    frame = Article(
        row=row,
        key=f"{place.module}:{number}",
        headline="",
        blocks=(),
        published_at=read_moment(fields["publtime"]),
        address=there,
        other_addresses=addresses[1:],
        slug=fields["alias"].lower()[:255],
        section=clean_text(mend_double(section.get("title", "")))[:255],
        authors=(author,) if author else (),
        source=source,
        original_address=original,
        changed_at=read_moment(fields["edittime"]),
        lead=_read_lead(fields, place),
        state=_read_state(fields, place.now),
        exact={"expire_at": _read_end(fields)},
        fingerprint=fingerprint({**fields, **detail}),
    )
    draft = Draft(frame, fields["title"], fields["hometext"], detail["bodyhtml"], there)
    article = make_article(draft, now=place.now)
    return replace(article, blocks=(*article.blocks, *_list_files(detail["files"], place)))


def _list_addresses(module: str, section: str, alias: str, number: int) -> tuple[str, ...]:
    """Which of them a portal uses hangs on its settings; all are kept."""
    page = f"{section}/{alias}-{number}"
    return (
        f"/{module}/{page}.html",
        f"/vi/{module}/{page}.html",
        f"/{page}.html",
        f"/vi/{page}.html",
        f"/index.php?language=vi&nv={module}&op={page}",
        f"/index.php?nv={module}&op={page}",
    )


def _read_state(fields: dict[str, str], now: dt.datetime) -> State:
    if fields["status"] in _WAITING:
        return "draft"
    ends = read_moment(_read_end(fields))
    if fields["status"] != _PUBLISHED or (ends is not None and ends < now):
        return "draft"
    return "live"


def _read_end(fields: dict[str, str]) -> str:
    moment = read_moment(fields["exptime"])
    return moment.isoformat() if moment else ""


def _read_source(
    fields: dict[str, str], detail: dict[str, str], place: _Place
) -> tuple[Outlet | None, str]:
    """The outlet and the address of the original; NukeViet keeps either of them in `sourcetext`."""
    text = mend_double(detail["sourcetext"]).strip()
    original = text if urlsplit(text).scheme in {"http", "https"} and len(text) <= 500 else ""
    row = place.find("sources", fields["sourceid"])
    name = clean_text(mend_double(row.get("title", ""))) or ("" if original else clean_text(text))
    return Outlet(name[:160], row.get("link", "")[:200]) if name else None, original


def _read_lead(fields: dict[str, str], place: _Place) -> Picture | None:
    file = fields["homeimgfile"]
    if not file:
        return None
    if fields["homeimgthumb"] in _LOCAL_PICTURE:
        file = place.locate(file)
    elif "://" not in file:
        return None
    return Picture(file, alt_text=clean_text(mend_double(fields["homeimgalt"]))[:300])


def _list_files(files: str, place: _Place) -> Iterator[Attachment]:
    for each in files.split(","):
        name = each.strip()
        if name:
            there = name if "://" in name else place.locate(name)
            yield Attachment(there, name.rpartition("/")[2][:255])
