"""Two tables cut for people: a unit's year, and one indicator in all units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from congtin.ledger.models import Indicator, Result, Target
from congtin.ledger.queries import PlanTable, Row, TargetLine
from congtin.portal.addresses import get_value_address, get_value_id, make_absolute
from congtin.portal.citations import make_citations
from congtin.portal.open_data.columns import Cell, Column
from congtin.portal.plan_page import say_result
from congtin.portal.statuses import LABELS
from congtin.portal.value_page import name_setter, say_value

__all__ = ["PLAN_COLUMNS", "SERIES_COLUMNS", "PlanLine", "list_plan_lines", "list_series"]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A target with the result that it is held against; or a result that has no target."""

    row: Row
    line: TargetLine | None
    result: Result | None

    @property
    def target(self) -> Target | None:
        return self.line.target if self.line else None


def list_plan_lines(table: PlanTable) -> Iterator[PlanLine]:
    for _topic, rows in table.topics:
        for row in rows:
            lines = [line for line in row.targets if line.target.in_use]
            for line in lines:
                yield PlanLine(row, line, line.result)
            if not lines:
                yield PlanLine(row, None, row.result)


def list_series(indicator: Indicator) -> Iterator[Target | Result]:
    """All values, also those not in use; targets first."""
    targets = indicator.targets.select_related("unit", "document", "indicator")
    results = indicator.results.select_related("unit", "indicator")
    return chain(
        targets.order_by("unit__slug", "period", "pk").iterator(chunk_size=1000),
        results.order_by("unit__slug", "period", "pk").iterator(chunk_size=1000),
    )


def _judge(line: PlanLine, name: str) -> Cell:
    if line.line is None:
        return None
    found = line.line.judgement
    if name == "ratio":
        return found.ratio.quantize(Decimal("0.000001")) if found.ratio is not None else None
    if name == "label":
        return str(LABELS[found.status])
    return str(found.status) if name == "status" else found.arithmetic


def _cite(line: PlanLine) -> str:
    values = [value for value in (line.target, line.result) if value is not None]
    titles = [each.title for value in values for each in make_citations(value)]
    return "; ".join(dict.fromkeys(titles))


def _get_place(value: Target | Result | None) -> str | None:
    return make_absolute(get_value_address(value)) if value else None


PLAN_COLUMNS: tuple[Column, ...] = (
    Column("topic", "Nhóm", "string", "Nhóm chỉ tiêu.", lambda x: x.row.indicator.topic, True),
    Column("indicator", "Mã chỉ tiêu", "string", "", lambda x: x.row.indicator.slug, True),
    Column("indicator_name", "Chỉ tiêu", "string", "", lambda x: x.row.indicator.name, True),
    Column(
        "previous_text",
        "Năm trước",
        "string",
        "Kết quả năm trước.",
        lambda x: x.row.previous.format_value() if x.row.previous else None,
    ),
    Column(
        "target_text", "Đề ra", "string", "", lambda x: say_value(x.target) if x.target else None
    ),
    Column("target_value", "Mức đề ra", "number", "", lambda x: x.target and x.target.value),
    Column("target_low", "Đề ra từ", "number", "", lambda x: x.target and x.target.low),
    Column("target_high", "Đề ra đến", "number", "", lambda x: x.target and x.target.high),
    Column(
        "target_measure", "Đơn vị tính đề ra", "string", "", lambda x: x.target and x.target.measure
    ),
    Column(
        "set_by",
        "Cơ quan đề ra",
        "string",
        "",
        lambda x: name_setter(x.target) if x.target else None,
    ),
    Column(
        "result_text", "Kết quả", "string", "", lambda x: say_result(x.result) if x.result else None
    ),
    Column("result_value", "Giá trị kết quả", "number", "", lambda x: x.result and x.result.value),
    Column(
        "result_measure",
        "Đơn vị tính kết quả",
        "string",
        "",
        lambda x: x.result and x.result.measure,
    ),
    Column("result_period", "Kỳ kết quả", "string", "", lambda x: x.result and x.result.period),
    Column("is_estimate", "Số ước", "boolean", "", lambda x: x.result and x.result.is_estimate),
    Column("status", "Mã tiến độ", "string", "", lambda x: _judge(x, "status")),
    Column("status_name", "Tiến độ", "string", "", lambda x: _judge(x, "label")),
    Column("ratio", "Kết quả / đề ra", "number", "", lambda x: _judge(x, "ratio")),
    Column("arithmetic", "Cách tính", "string", "", lambda x: _judge(x, "arithmetic")),
    Column("sources", "Nguồn", "string", "Tít bài và văn bản.", _cite),
    Column("target_address", "Trang mức đề ra", "string", "", lambda x: _get_place(x.target)),
    Column("result_address", "Trang kết quả", "string", "", lambda x: _get_place(x.result)),
)

SERIES_COLUMNS: tuple[Column, ...] = (
    Column("id", "Mã", "string", "m… mức đề ra; k… kết quả.", get_value_id, True),
    Column(
        "kind",
        "Loại",
        "string",
        "target mức đề ra; estimate kết quả ước; result kết quả.",
        lambda x: "target" if isinstance(x, Target) else "estimate" if x.is_estimate else "result",
        True,
        ("target", "result", "estimate"),
    ),
    Column("unit", "Mã đơn vị", "string", "", lambda x: x.unit.slug, True),
    Column("unit_name", "Đơn vị", "string", "", lambda x: x.unit.name, True),
    Column("period", "Kỳ", "string", "", lambda x: x.period, True),
    Column("text", "Viết là", "string", "", say_value, True),
    Column("comparator", "Cách nói", "string", "", lambda x: x.comparator, True),
    Column("value", "Giá trị", "number", "", lambda x: x.value),
    Column("low", "Từ", "number", "", lambda x: x.low),
    Column("high", "Đến", "number", "", lambda x: x.high),
    Column("measure", "Đơn vị tính", "string", "", lambda x: x.measure),
    Column(
        "set_by",
        "Cơ quan đề ra",
        "string",
        "",
        lambda x: name_setter(x) if isinstance(x, Target) else None,
    ),
    Column("as_of", "Tính đến ngày", "date", "", lambda x: getattr(x, "as_of", None)),
    Column("territory", "Địa giới", "string", "", lambda x: x.territory),
    Column("in_use", "Đang dùng", "boolean", "", lambda x: x.in_use, True),
    Column("note", "Ghi chú", "string", "", lambda x: x.note),
    Column("address", "Địa chỉ", "string", "", _get_place, True),
)
