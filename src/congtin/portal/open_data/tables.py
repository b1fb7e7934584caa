"""The six tables of the ledger as open data, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from congtin.ledger.models import Evidence, Indicator, Plan, Result, Target
from congtin.places.models import Unit
from congtin.portal.open_data.columns import Table
from congtin.portal.open_data.registers import INDICATORS, PLANS, UNITS
from congtin.portal.open_data.statements import EVIDENCE, RESULTS, TARGETS

__all__ = ["TABLES", "find_table", "get_things"]

_CHUNK = 1000


def get_things(name: str) -> QuerySet[Any]:
    """The rows' objects with all that their columns read, in no particular order."""
    return _SOURCES[name]()


def find_table(slug: str) -> Table | None:
    """By its Vietnamese or its machine name."""
    return next((table for table in TABLES if slug in {table.slug, table.name}), None)


def _stream(name: str) -> Iterator[Any]:
    return get_things(name).order_by("pk").iterator(chunk_size=_CHUNK)


def _get_evidence() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("article", "document", "article__source").defer(
        "article__body", "article__standfirst"
    )


_SOURCES: dict[str, Any] = {
    "units": lambda: Unit.objects.select_related("parent").prefetch_related("successors"),
    "indicators": Indicator.objects.all,
    "plans": lambda: Plan.objects.select_related("unit"),
    "targets": lambda: Target.objects.select_related("indicator", "unit", "document"),
    "results": lambda: Result.objects.select_related("indicator", "unit"),
    "evidence": _get_evidence,
}


TABLES: tuple[Table, ...] = (
    Table(
        "units",
        "don-vi",
        "Đơn vị hành chính",
        "Các đơn vị theo thời gian: từ ngày nào, đến ngày nào, nay là gì.",
        UNITS,
        lambda: _stream("units"),
    ),
    Table(
        "indicators",
        "chi-tieu",
        "Chỉ tiêu",
        "Đo cái gì, bằng đơn vị nào, chiều nào là tốt, gộp được không.",
        INDICATORS,
        lambda: _stream("indicators"),
    ),
    Table(
        "plans",
        "ke-hoach",
        "Kế hoạch",
        "Kế hoạch từng năm hoặc giai đoạn: chủ đề, văn bản thông qua.",
        PLANS,
        lambda: _stream("plans"),
    ),
    Table(
        "targets",
        "muc-de-ra",
        "Mức đề ra",
        "Giá trị đề ra cho một chỉ tiêu, của một đơn vị, trong một kỳ, do ai đề ra.",
        TARGETS,
        lambda: _stream("targets"),
    ),
    Table(
        "results",
        "ket-qua",
        "Kết quả",
        "Giá trị đã công bố, ước hoặc chính thức, kể cả những giá trị không dùng.",
        RESULTS,
        lambda: _stream("results"),
    ),
    Table(
        "evidence",
        "can-cu",
        "Căn cứ",
        "Câu trong bài viết, hoặc văn bản, đã nêu ra từng giá trị.",
        EVIDENCE,
        lambda: _stream("evidence"),
    ),
)
