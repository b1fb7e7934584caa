"""The six tables of the ledger as open data, their columns and how they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from congtin.ledger.addresses import get_page_period, make_value_id
from congtin.ledger.enums import Aggregation, Comparator, Direction, Nature
from congtin.ledger.models import Evidence, Indicator, Plan, Result, Target
from congtin.places.enums import Level
from congtin.places.models import Unit
from congtin.portal.addresses import (
    get_figure_anchor,
    get_indicator_address,
    get_page_address,
    get_plan_address,
    get_unit_address,
    get_value_address,
    get_value_id,
    make_absolute,
)
from congtin.portal.open_data.columns import Column, Table
from congtin.portal.plan_page import say_result

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


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment, timezone.get_default_timezone()).replace(microsecond=0)


def _identity(title: str, description: str, read: Any) -> Column:
    return Column("id", title, "string", description, read, required=True)


def _pointer(name: str, title: str, table: str, read: Any, *, required: bool = False) -> Column:
    text = f"Mã của dòng trong bảng {table}."
    return Column(name, title, "string", text, read, required=required, points_to=(table, "id"))


def _address(read: Any) -> Column:
    return Column("address", "Địa chỉ", "string", "Trang của dòng này trên cổng.", read, True)


_STATED: tuple[Column, ...] = (
    _pointer("indicator", "Chỉ tiêu", "indicators", lambda row: row.indicator.slug, required=True),
    _pointer("unit", "Đơn vị", "units", lambda row: row.unit.slug, required=True),
    Column(
        "period",
        "Kỳ",
        "string",
        "2021; 2021-06; 2021-Q1; 2021-M01..06 (sáu tháng đầu); 2020-2025; 2021-06-30 (đến ngày).",
        lambda row: row.period,
        required=True,
    ),
    Column(
        "comparator",
        "Cách nói",
        "string",
        "eq bằng; ge từ … trở lên; gt trên; le không quá; lt dưới; approx khoảng; range khoảng "
        "giữa low và high.",
        lambda row: row.comparator,
        required=True,
        choices=tuple(Comparator.values),
    ),
    Column("value", "Giá trị", "number", "Theo đơn vị tính đã nêu.", lambda row: row.value),
    Column("low", "Từ", "number", "Đầu nhỏ của khoảng giá trị.", lambda row: row.low),
    Column("high", "Đến", "number", "Đầu lớn của khoảng giá trị.", lambda row: row.high),
    Column(
        "decimals",
        "Số chữ số thập phân",
        "integer",
        "Như nguồn nêu: 406,890 có ba.",
        lambda row: row.decimals,
    ),
    Column("measure", "Đơn vị tính", "string", "Gồm cả độ lớn: tỷ đồng.", lambda row: row.measure),
    Column(
        "territory",
        "Địa giới",
        "string",
        "Ghi khi số liệu không theo địa giới của đơn vị lúc hết kỳ: trước hợp nhất.",
        lambda row: row.territory,
    ),
)
_KEPT: tuple[Column, ...] = (
    Column(
        "in_use",
        "Đang dùng",
        "boolean",
        "Nhiều nguồn có thể nêu khác nhau; nhiều nhất một giá trị được dùng.",
        lambda row: row.in_use,
        required=True,
    ),
    Column("why_in_use", "Vì sao dùng", "string", "Nếu có ghi.", lambda row: row.why_in_use),
    Column("note", "Ghi chú", "string", "Nếu có.", lambda row: row.note),
    Column(
        "entered_at",
        "Vào sổ lúc",
        "datetime",
        "Giờ Việt Nam.",
        lambda row: _local(row.entered_at),
        required=True,
    ),
    Column(
        "changed_at",
        "Sửa lúc",
        "datetime",
        "Giờ Việt Nam.",
        lambda row: _local(row.changed_at),
        required=True,
    ),
    _address(lambda row: make_absolute(get_value_address(row))),
)

_UNITS = (
    _identity("Mã", "Tên rút gọn không dấu, không đổi.", lambda row: row.slug),
    Column("name", "Tên", "string", "Tên đầy đủ.", lambda row: row.name, required=True),
    Column(
        "level",
        "Cấp",
        "string",
        "province tỉnh, thành phố; district quận, huyện (đến 30/6/2025); commune xã, phường.",
        lambda row: row.level,
        required=True,
        choices=tuple(Level.values),
    ),
    _pointer("parent", "Trực thuộc", "units", lambda row: row.parent.slug if row.parent else None),
    Column(
        "code", "Mã thống kê", "string", "Mã có thể được dùng lại sau này.", lambda row: row.code
    ),
    Column("valid_from", "Từ ngày", "date", "Trống: không rõ.", lambda row: row.valid_from),
    Column("valid_to", "Đến hết ngày", "date", "Trống: đang có.", lambda row: row.valid_to),
    Column(
        "end_unknown",
        "Đã kết thúc, không rõ ngày",
        "boolean",
        "Đơn vị đã nhập vào đơn vị khác nhưng nguồn không nêu ngày.",
        lambda row: row.end_unknown,
        required=True,
    ),
    Column("area_km2", "Diện tích (km²)", "number", "Nếu biết.", lambda row: row.area_km2),
    Column("population", "Dân số (người)", "integer", "Nếu biết.", lambda row: row.population),
    Column(
        "successors",
        "Nay là",
        "string",
        "Mã các đơn vị kế thừa, cách nhau bằng dấu chấm phẩy.",
        lambda row: ";".join(sorted(each.slug for each in row.successors.all())),
    ),
    _address(lambda row: make_absolute(get_unit_address(row))),
)
_INDICATORS = (
    _identity("Mã", "Tên rút gọn không dấu, không đổi.", lambda row: row.slug),
    Column("name", "Tên", "string", "Tên chính.", lambda row: row.name, required=True),
    Column(
        "aliases",
        "Tên gọi khác",
        "string",
        "Cách nhau bằng dấu chấm phẩy.",
        lambda row: ";".join(row.get_names()[1:]),
    ),
    Column("code", "Mã thống kê", "string", "Theo Quyết định 05/2023/QĐ-TTg.", lambda r: r.code),
    Column("measure", "Đơn vị tính", "string", "Thường dùng.", lambda row: row.measure),
    Column(
        "nature",
        "Loại",
        "string",
        "flow lũy kế; stock thời điểm; rate tỷ lệ; index chỉ số; count số lượng.",
        lambda row: row.nature,
        required=True,
        choices=tuple(Nature.values),
    ),
    Column(
        "direction",
        "Chiều tốt",
        "string",
        "higher càng cao càng tốt; lower càng thấp càng tốt; none không xét.",
        lambda row: row.direction,
        required=True,
        choices=tuple(Direction.values),
    ),
    Column(
        "aggregation",
        "Cách gộp",
        "string",
        "sum cộng được; weighted chỉ gộp khi có mẫu số; none không cộng được.",
        lambda row: row.aggregation,
        required=True,
        choices=tuple(Aggregation.values),
    ),
    Column("topic", "Nhóm", "string", "Nhóm trong kế hoạch.", lambda row: row.topic, required=True),
    _address(lambda row: make_absolute(get_indicator_address(row))),
)
_PLANS = (
    _identity("Mã", "p và một số, không đổi.", lambda row: f"p{row.pk}"),
    _pointer("unit", "Đơn vị", "units", lambda row: row.unit.slug, required=True),
    Column("period", "Kỳ", "string", "Năm hoặc giai đoạn.", lambda row: row.period, required=True),
    Column("theme", "Chủ đề", "string", "Nếu có.", lambda row: row.theme),
    Column("resolution_number", "Số văn bản", "string", "Nếu biết.", lambda r: r.resolution_number),
    Column("resolution_date", "Ngày văn bản", "date", "Nếu biết.", lambda r: r.resolution_date),
    Column("adopting_body", "Cơ quan thông qua", "string", "Nếu biết.", lambda r: r.adopting_body),
    Column("note", "Ghi chú", "string", "Nếu có.", lambda row: row.note),
    _address(lambda row: make_absolute(get_plan_address(row.unit, get_page_period(row.period)))),
)
_TARGETS = (
    _identity("Mã", "m và một số, không đổi.", get_value_id),
    *_STATED,
    Column(
        "text",
        "Viết là",
        "string",
        "Giá trị viết theo lối Việt Nam.",
        lambda row: row.state or row.format_value(),
        required=True,
    ),
    Column("state", "Trạng thái đề ra", "string", "Ví dụ không còn hộ nghèo.", lambda r: r.state),
    Column("set_by", "Cơ quan đề ra", "string", "Nếu biết.", lambda row: row.set_by),
    Column(
        "document",
        "Văn bản",
        "string",
        "Văn bản nêu mức này.",
        lambda row: row.document.title if row.document else None,
    ),
    _pointer("plan", "Kế hoạch", "plans", lambda row: f"p{row.plan_id}" if row.plan_id else None),
    *_KEPT,
)
_RESULTS = (
    _identity("Mã", "k và một số, không đổi.", get_value_id),
    *_STATED,
    Column(
        "text",
        "Viết là",
        "string",
        "Giá trị viết theo lối Việt Nam.",
        say_result,
        required=True,
    ),
    Column(
        "attainment",
        "% so với mức đề ra, theo nguồn",
        "number",
        "Khi nguồn nêu.",
        lambda row: row.attainment,
    ),
    Column("attainment_base", "So với", "string", "Nguồn so với gì.", lambda r: r.attainment_base),
    Column(
        "is_estimate",
        "Số ước",
        "boolean",
        "true: số ước; false: số chính thức.",
        lambda row: row.is_estimate,
        required=True,
    ),
    Column("as_of", "Tính đến ngày", "date", "Nếu nguồn nêu.", lambda row: row.as_of),
    *_KEPT,
)


def _get_link(row: Evidence) -> str | None:
    if row.article is not None:
        address = get_page_address(row.article) if row.article.live else ""
        return make_absolute(f"{address}#{get_figure_anchor(row.pk)}") if address else None
    return (row.document.address if row.document else "") or None


def _get_publisher(row: Evidence) -> str | None:
    if row.article is not None:
        return row.article.source.name if row.article.source else None
    return row.document.publisher if row.document else None


def _get_day(row: Evidence) -> dt.date | None:
    if row.article is not None:
        moment = row.article.published_at
        return row.article.original_date or (_local(moment).date() if moment else None)
    return row.document.published_on if row.document else None


def _name_value(key: int | None, *, is_target: bool) -> str | None:
    return make_value_id(is_target=is_target, key=key) if key else None


_EVIDENCE = (
    _identity("Mã", "c và một số, không đổi.", lambda row: f"c{row.pk}"),
    _pointer(
        "target",
        "Mức đề ra",
        "targets",
        lambda row: _name_value(row.target_id, is_target=True),
    ),
    _pointer(
        "result",
        "Kết quả",
        "results",
        lambda row: _name_value(row.result_id, is_target=False),
    ),
    Column(
        "kind",
        "Loại",
        "string",
        "article bài viết trên cổng; document văn bản ở nơi khác.",
        lambda row: "article" if row.article_id else "document",
        required=True,
        choices=("article", "document"),
    ),
    Column(
        "title",
        "Tên",
        "string",
        "Tít bài hoặc tên văn bản.",
        lambda row: row.article.title if row.article else row.document.title,
        required=True,
    ),
    Column("publisher", "Nguồn tin", "string", "Nơi đăng đầu tiên.", _get_publisher),
    Column("published_on", "Ngày đăng", "date", "Ngày đăng đầu tiên, nếu biết.", _get_day),
    Column("quotation", "Câu trích", "string", "Nguyên văn trong bài.", lambda r: r.quotation),
    Column("surface", "Con số trong câu", "string", "Nguyên văn.", lambda row: row.surface),
    Column(
        "is_current",
        "Còn nguyên trong bài",
        "boolean",
        "false: câu đã được sửa sau khi trích.",
        lambda row: not row.loss,
        required=True,
    ),
    Column("note", "Ghi chú", "string", "Nếu có.", lambda row: row.note),
    Column("link", "Liên kết", "string", "Tới đúng câu, hoặc văn bản.", _get_link),
)

TABLES: tuple[Table, ...] = (
    Table(
        "units",
        "don-vi",
        "Đơn vị hành chính",
        "Các đơn vị theo thời gian: từ ngày nào, đến ngày nào, nay là gì.",
        _UNITS,
        lambda: _stream("units"),
    ),
    Table(
        "indicators",
        "chi-tieu",
        "Chỉ tiêu",
        "Đo cái gì, bằng đơn vị nào, chiều nào là tốt, gộp được không.",
        _INDICATORS,
        lambda: _stream("indicators"),
    ),
    Table(
        "plans",
        "ke-hoach",
        "Kế hoạch",
        "Kế hoạch từng năm hoặc giai đoạn: chủ đề, văn bản thông qua.",
        _PLANS,
        lambda: _stream("plans"),
    ),
    Table(
        "targets",
        "muc-de-ra",
        "Mức đề ra",
        "Giá trị đề ra cho một chỉ tiêu, của một đơn vị, trong một kỳ, do ai đề ra.",
        _TARGETS,
        lambda: _stream("targets"),
    ),
    Table(
        "results",
        "ket-qua",
        "Kết quả",
        "Giá trị đã công bố, ước hoặc chính thức, kể cả những giá trị không dùng.",
        _RESULTS,
        lambda: _stream("results"),
    ),
    Table(
        "evidence",
        "can-cu",
        "Căn cứ",
        "Câu trong bài viết, hoặc văn bản, đã nêu ra từng giá trị.",
        _EVIDENCE,
        lambda: _stream("evidence"),
    ),
)
