"""The columns of what was stated: targets, results, and the evidence for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from congtin.ledger.addresses import make_value_id
from congtin.ledger.enums import Comparator
from congtin.ledger.models import Evidence, Result
from congtin.portal.addresses import (
    get_figure_anchor,
    get_page_address,
    get_value_address,
    get_value_id,
    make_absolute,
)
from congtin.portal.open_data.columns import (
    Column,
    make_address,
    make_identity,
    make_pointer,
    to_json,
)
from congtin.portal.plan_page import say_result

__all__ = ["EVIDENCE", "RESULTS", "TARGETS"]


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment, timezone.get_default_timezone()).replace(microsecond=0)


def _list_other_attainments(row: Result) -> list[Any]:
    stated = row.get_attainments()[1 if row.attainment is not None else 0 :]
    return [{"share": to_json(share), "base": base} for share, base in stated]


_STATED: tuple[Column, ...] = (
    make_pointer(
        "indicator", "Chỉ tiêu", "indicators", lambda row: row.indicator.slug, required=True
    ),
    make_pointer("unit", "Đơn vị", "units", lambda row: row.unit.slug, required=True),
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
    make_address(lambda row: make_absolute(get_value_address(row))),
)

TARGETS = (
    make_identity("Mã", "m và một số, không đổi.", get_value_id),
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
    make_pointer(
        "plan", "Kế hoạch", "plans", lambda row: f"p{row.plan_id}" if row.plan_id else None
    ),
    *_KEPT,
)
RESULTS = (
    make_identity("Mã", "k và một số, không đổi.", get_value_id),
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
        "other_attainments",
        "% so với mức khác, theo nguồn",
        "array",
        "Khi nguồn nêu hai mẫu số: mỗi mục có share (tỷ lệ %) và base (so với gì).",
        _list_other_attainments,
    ),
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


EVIDENCE = (
    make_identity("Mã", "c và một số, không đổi.", lambda row: f"c{row.pk}"),
    make_pointer(
        "target",
        "Mức đề ra",
        "targets",
        lambda row: _name_value(row.target_id, is_target=True),
    ),
    make_pointer(
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
        "is_estimate",
        "Nói là số ước",
        "boolean",
        "true: chỗ này nói là số ước, dù nơi khác đã nêu chính thức.",
        lambda row: row.is_estimate,
        required=True,
    ),
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
