"""A whole move, read top to bottom: items come as a stream, batches of one kind are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection, transaction

from congtin.newsroom.models import ArticlePage, HomePage
from congtin.wire.moving.addresses import strip_host
from congtin.wire.moving.errors import SourceUnreadable
from congtin.wire.moving.lookups import Lookups
from congtin.wire.moving.media import Fetch, MediaStore
from congtin.wire.moving.models import Move
from congtin.wire.moving.portal_records import FrameWriter
from congtin.wire.moving.records import Article, Item, Notice, Record, Refusal
from congtin.wire.moving.rehearsing import Rehearsal
from congtin.wire.moving.reports import Problem, Report
from congtin.wire.moving.tables import RowWriter, Table
from congtin.wire.moving.writing import ArticleWriter, settle_old_links

__all__ = ["BATCH", "Way", "move_in"]

BATCH = 500
_Batch = tuple[str, list[Article | Record]]


@dataclass(frozen=True, slots=True)
class Way:
    """How a move is done. `origin` names the old portal, so that a second run knows its things;
    `folder` is where an export has its files; `tables` are those of rooms beside or above; `batch`
    is how many are written at once, 0 for the usual number."""

    origin: str
    address: str = ""
    default_section: str = ""
    uploads: Path | None = None
    folder: Path | None = None
    fetch: Fetch | None = None
    is_rehearsal: bool = False
    batch: int = 0
    tables: Sequence[Table] = field(default_factory=tuple)


def move_in(
    items: Iterable[Item],
    way: Way,
    report: Report,
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> None:
    """Write, or with `is_rehearsal` only look at, all that comes. `advance` hears of each batch
    how many items it had. What is refused or odd is in the report, and the rest goes on."""
    writer = _Mover(way, report)
    try:
        for kind, batch in _cut(_note(items, report), size=way.batch or BATCH):
            writer.write(kind, batch)
            if kind != "portal":
                advance(len(batch))
    except SourceUnreadable as problem:
        report.broken = str(problem)
    writer.finish()


def _note(items: Iterable[Item], report: Report) -> Iterator[Article | Record]:
    """Pass on what is to be written; keep the rest for the report."""
    for item in items:
        if isinstance(item, Refusal):
            report.refuse(Problem(item.row, item.key, item.title, item.reason))
        elif isinstance(item, Notice):
            report.notice(Problem(item.row, item.key, "", item.text))
        else:
            yield item


def _cut(items: Iterator[Article | Record], *, size: int) -> Iterator[_Batch]:
    """Batches of one kind, in the order of the items; what was read before the file broke off is
    written too."""
    kind = ""
    batch: list[Article | Record] = []
    problem: SourceUnreadable | None = None
    try:
        for item in items:
            own = item.kind if isinstance(item, Record) else "article"
            if batch and (own != kind or len(batch) >= size):
                yield kind, batch
                batch = []
            kind = own
            batch.append(item)
    except SourceUnreadable as broken:
        problem = broken
    if batch:
        yield kind, batch
    if problem is not None:
        raise problem


class _Mover:
    def __init__(self, way: Way, report: Report) -> None:
        self.report = report
        self.host = _read_host(way.address)
        self.move = _get_move(way)
        home = HomePage.objects.get()
        self.media = MediaStore(self.move, uploads=way.uploads, fetch=way.fetch)
        self.lookups = Lookups(self.move, home, default_section=way.default_section or "Tin cũ")
        self.tables = {table.kind: table for table in way.tables}
        self.is_rehearsal = way.is_rehearsal
        self.articles = (
            Rehearsal(self.move, home, self.media)
            if way.is_rehearsal
            else ArticleWriter(self.move, self.lookups, self.media, host=self.host)
        )
        self.rows = RowWriter(self.move, self.tables)
        self.frame = FrameWriter(self.move, home, self.media, way.folder)

    def write(self, kind: str, batch: Sequence[Article | Record]) -> None:
        if kind == "article":
            self._write_articles([each for each in batch if isinstance(each, Article)])
            return
        records = [each for each in batch if isinstance(each, Record)]
        if kind == "portal":
            self._take_address(records[0])
        if self.is_rehearsal:
            self.report.made[kind] += len(records)
            return
        if self.frame.takes(kind):
            made, same, refused = self.frame.write(kind, records)
        elif kind in self.tables:
            made, same, refused = self.rows.write(kind, records)
        else:
            self.report.notice(Problem(records[0].row, "", "", f"không biết loại “{kind}”"))
            return
        self.report.made[kind] += made
        self.report.same[kind] += same
        for each in refused:
            self.report.refuse(Problem(each.row, each.key, kind, each.reason))

    def finish(self) -> None:
        """Links to what was moved later, statistics for the planner, the end of the move."""
        self.report.sections = self.lookups.made_sections
        if self.is_rehearsal:
            if isinstance(self.articles, Rehearsal):
                self.report.sections = self.articles.list_new_sections()
            return
        if self.report.made["article"] and self.host:
            settle_old_links(self.move, host=self.host)
        if self.report.made["article"]:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        Move.objects.filter(pk=self.move.pk).update(ended_at=dt.datetime.now(dt.UTC))

    def _take_address(self, record: Record) -> None:
        address = str(record.fields.get("address") or "")
        self.host = self.host or _read_host(address)
        self.articles.host = self.host
        if isinstance(self.articles, ArticleWriter):
            self.articles.origin = address.rstrip("/")

    def _write_articles(self, batch: Sequence[Article]) -> None:
        outcome = self.articles.write(batch)
        self.report.made["article"] += outcome.made
        self.report.same["article"] += outcome.same
        for article in outcome.changed:
            text = "đã đổi ở cổng cũ sau khi chuyển; bài ở đây giữ nguyên"
            self.report.notice(_tell(article, text))
        for article, place, reason in outcome.missing:
            self.report.notice(_tell(article, f"tệp không lấy được: {reason}", place))
        for article in batch:
            for text in article.notices:
                self.report.notice(_tell(article, text))


def _tell(article: Article, text: str, place: str = "") -> Problem:
    title = f"{article.headline[:80]} [{place[:150]}]" if place else article.headline[:120]
    return Problem(article.row, article.key, title, text)


def _read_host(address: str) -> str:
    try:
        return strip_host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


@transaction.atomic
def _get_move(way: Way) -> Move:
    """The move of that portal; a rehearsal leaves none behind."""
    found = Move.objects.filter(origin=way.origin).first()
    if found is not None:
        return found
    move = Move(origin=way.origin, keeps_numbers=not ArticlePage.objects.exists())
    if not way.is_rehearsal:
        move.save()
    return move
