"""The columns of the registers: units, indicators, plans."""

from __future__ import annotations

from congtin.ledger.addresses import get_page_period
from congtin.ledger.enums import Aggregation, Direction, Nature
from congtin.places.enums import Level
from congtin.portal.addresses import (
    get_indicator_address,
    get_plan_address,
    get_unit_address,
    make_absolute,
)
from congtin.portal.open_data.columns import Column, make_address, make_identity, make_pointer

__all__ = ["INDICATORS", "PLANS", "UNITS"]

UNITS = (
    make_identity("Mã", "Tên rút gọn không dấu, không đổi.", lambda row: row.slug),
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
    make_pointer(
        "parent", "Trực thuộc", "units", lambda row: row.parent.slug if row.parent else None
    ),
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
    make_address(lambda row: make_absolute(get_unit_address(row))),
)
INDICATORS = (
    make_identity("Mã", "Tên rút gọn không dấu, không đổi.", lambda row: row.slug),
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
    make_address(lambda row: make_absolute(get_indicator_address(row))),
)
PLANS = (
    make_identity("Mã", "p và một số, không đổi.", lambda row: f"p{row.pk}"),
    make_pointer("unit", "Đơn vị", "units", lambda row: row.unit.slug, required=True),
    Column("period", "Kỳ", "string", "Năm hoặc giai đoạn.", lambda row: row.period, required=True),
    Column("theme", "Chủ đề", "string", "Nếu có.", lambda row: row.theme),
    Column("resolution_number", "Số văn bản", "string", "Nếu biết.", lambda r: r.resolution_number),
    Column("resolution_date", "Ngày văn bản", "date", "Nếu biết.", lambda r: r.resolution_date),
    Column("adopting_body", "Cơ quan thông qua", "string", "Nếu biết.", lambda r: r.adopting_body),
    Column("note", "Ghi chú", "string", "Nếu có.", lambda row: row.note),
    make_address(
        lambda row: make_absolute(get_plan_address(row.unit, get_page_period(row.period)))
    ),
)
