"""Whose figures a text gives: the area or body named around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = r"(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã(?!\s+hội(?!\w))|thị trấn|đặc khu|cả nước|toàn quốc|đảng bộ(?:\s+(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã))?)"
_NAME = (
    r"(?:\s+(?:[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ][\w’'-]*|\d{1,2}(?![\d.,%/])(?=\s*[,;.:]|\s+(?:đã|có|đạt))))*"
)
_SCOPE = re.compile(
    rf"(?<!\w)(?:(?P<link>của|trên địa bàn|ở|tại|trong)\s+)?(?P<all>toàn\s+)?(?P<unit>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_PROPER = re.compile(
    r"(?:[ \t]+[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ][a-zà-ỹđ’'-]*(?![\w]))+"  # Lê Chân
    r"|(?:[ \t]+(?!(?:TỔNG|SƠ|BÁO|QUÝ|NĂM|ĐẾN|THÁNG|VỀ|LẦN|KHÓA|NHIỆM|GIAI|TRONG|CÁC|NGÀY|THỰC|NTM|OCOP|UBND|HĐND)\b)[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ]{2,}(?![\w])){1,4}"  # LÊ CHÂN
    r"|\s+\d{1,2}(?=\s*[,;.:]|\s+(?:đã|có|đạt))"
)
_VERB_AFTER = re.compile(
    r"\s+(?:đã|đang|sẽ|có|đạt|thu|chi|phấn đấu|ước|vận động|tiếp tục|còn|đặt|hoàn thành|giải ngân|huy động|xây dựng|đưa|bố trí|trồng|kết nạp|tổ chức|dự kiến|hiện|ghi nhận|xác định|được|triển khai|cấp|hỗ trợ|thành lập|là|đón|thu hút|chuyển đổi|giảm|tăng|công nhận|duy trì)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of an area or body; offsets of the words that a name leaves out."""

    start: int
    end: int
    name: str
    drops: bool  # its words are left out of names
    leads: bool  # it owns the figures after it
    proper: bool


def find_places(text: str, start: int, end: int) -> list[Place]:
    """Find the areas and bodies named in a span of the clean text."""
    places = []
    for match in _SCOPE.finditer(text, start, end):
        stop = match.end()
        proper = (
            _PROPER.match(text, stop, end)
            if match["unit"].lower() not in {"cả nước", "toàn quốc"}
            else None
        )
        if proper:
            stop = proper.end()
        begin = match.start("all") if match["all"] else match.start("unit")
        link = (match["link"] or "").lower()
        at_start = match.start() == start or text[
            max(start, match.start() - 2) : match.start()
        ].strip() in {",", ";", ":", "-", ".", "•", "*", "+", ")"}
        if not link and not match["all"] and not proper and not at_start:
            continue
        leads = bool(match["all"]) or (at_start and bool(_VERB_AFTER.match(text, stop, end)))
        drops = bool(link) or bool(match["all"]) or leads
        name = text[begin:stop]
        if match["all"] and name.lower() != "toàn quốc":
            name = text[match.start("unit") : stop]
        places.append(
            Place(
                begin if link == "trên địa bàn" and not at_start else match.start(),
                stop,
                " ".join(name.split()),
                drops,
                leads or bool(link),
                proper is not None,
            )
        )
    return places
