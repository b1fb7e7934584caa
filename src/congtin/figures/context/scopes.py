"""Whose figures a text gives: the area or body named around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from congtin.figures.vocabulary import begin_with_letter, read_words

_UNIT = r"(?:tỉnh|thành phố|tp\.?|quận|huyện|thị xã|phường|xã(?!\s+hội(?!\w))|thị trấn|đặc khu|cả nước|toàn quốc|đảng bộ(?:\s+(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã))?)"
_NAME = (
    r"(?:\s+(?:[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ][\w’'-]*|\d{1,2}(?![\d.,%/])(?=\s*[,;.:]|\s+(?:đã|có|đạt))))*"
)
_SCOPE = re.compile(
    rf"(?<!\w)(?:(?P<link>của|trên địa bàn|ở|tại|trong)\s+)?(?P<all>toàn\s+)?(?P<unit>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_NOUN_AT = re.compile(
    begin_with_letter(
        rf"{first}(?i:{rest})"
        for first_low, rest in (
            ("t", "ỉnh|hành phố|p|hị xã|hị trấn|oàn quốc"),
            ("q", "uận"),
            ("h", "uyện"),
            ("p", "hường"),
            ("x", "ã"),
            ("đ", "ặc khu|ảng bộ"),
            ("c", "ả nước"),
        )
        for first in (first_low, first_low.upper())
    )
)
_LED_UP = re.compile(
    r"(?<!\w)(?:(?:của|trên địa bàn|ở|tại|trong)\s+(?:toàn\s+)?|toàn\s+)$", re.IGNORECASE
)
_LONGEST_LEAD = 30  # characters
_PROPER = re.compile(
    r"(?:[ \t]+[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ][a-zà-ỹđ’'-]*(?![\w]))+"  # Lê Chân
    r"|(?:[ \t]+(?!(?:TỔNG|SƠ|BÁO|QUÝ|NĂM|ĐẾN|THÁNG|VỀ|LẦN|KHÓA|NHIỆM|GIAI|TRONG|CÁC|NGÀY|THỰC|NTM|OCOP|UBND|HĐND)\b)[A-ZĐÀ-ÖØ-ÝĂĨŨƠƯẠ-Ỹ]{2,}(?![\w])){1,4}"  # LÊ CHÂN
    r"|\s+\d{1,2}(?=\s*[,;.:](?!\d)|\s+(?:đã|có|đạt))"
)
_VERB_AFTER = re.compile(
    r"\s+(?:đã|đang|sẽ|có|đạt|thu|chi|phấn đấu|ước|vận động|tiếp tục|còn|đặt|hoàn thành|giải ngân|huy động|xây dựng|đưa|bố trí|trồng|kết nạp|tổ chức|dự kiến|hiện|ghi nhận|xác định|được|triển khai|cấp|hỗ trợ|thành lập|là|đón|thu hút|chuyển đổi|giảm|tăng|công nhận|duy trì)\b"
)


_PROVINCES = [*read_words("places")["provinces"]]
_LOWER = frozenset(name.lower() for name in _PROVINCES)
_BARE = re.compile(
    "|".join(
        re.escape(name).replace(r"\ ", r"\s+")
        for name in sorted([*_PROVINCES, *map(str.upper, _PROVINCES)], key=len, reverse=True)
    )
)
_NOT_BARE = re.compile(
    r"(?:(?<!\w)(?:" + "|".join(read_words("places")["not_after"]) + r")[ \t]|[-–\w/])$",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:^|\s)(?:của|trên địa bàn|ở|tại|trong)\s+$", re.IGNORECASE)
# `đứng thứ 6 cả nước`, `cao hơn bình quân cả nước`: a rank or a base owns no figure.
_COMPARES = re.compile(
    r"(?:(?<!\w)(?:so với|cao hơn|thấp hơn|hơn|sau|cao thứ|đứng thứ|xếp thứ|thứ|nhất|bình quân|trung bình|bình quân chung|mức chung|top|đứng đầu|dẫn đầu)(?:\s+(?:chung|mức|của|\d+|hai|ba|tư|bình quân|trên|trong|tăng trưởng))*)\s+$",
    re.IGNORECASE,
)
# `sáp nhập các phường 4, 5 và xã Kim Trung`, `5/9 quận, huyện`: parts and counts own no figure.
_NO_OWNER = re.compile(
    r"(?:(?:sáp nhập|hợp nhất|trên cơ sở|một phần|nguyên trạng)\b[^.;]*|(?<![\d/])(?<!\b20)(?<!\b19)\d{1,2}\s+|\b(?:các|những|mỗi|từng|nhiều|một số|trường \w+|quận,|huyện,|xã,|tỉnh,)\s+)$",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d\s+$")
_OFFICER = re.compile(
    r"(?:chủ tịch|bí thư|giám đốc|trưởng|phó|chánh|ủy viên)\b[^,;.:]{0,40}$", re.IGNORECASE
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
    beside: bool = False  # what the text's own area is compared with, or was made from


def find_places(text: str, start: int, end: int) -> list[Place]:
    """Find the areas and bodies named in a span of the clean text."""
    places = _find_units(text, start, end)
    taken = [(place.start, place.end) for place in places]
    bare = [
        place
        for place in _find_bare(text, start, end)
        if not any(first < place.end and place.start < last for first, last in taken)
    ]
    return sorted([*places, *bare], key=lambda place: place.start) if bare else places


def is_province(name: str) -> bool:
    """Tell whether a name is that of a province or city, without a word for what it is."""
    return name.lower() in _LOWER


def _find_bare(text: str, start: int, end: int) -> list[Place]:
    """Find provinces named without the word for what they are."""
    places = []
    for match in _BARE.finditer(text, start, end):
        before = text[max(start, match.start() - 30) : match.start()]
        after = text[match.end() : match.end() + 2]
        if (after[:1].isalpha() or (after[:1] == " " and after[1:].isupper())) and not match[
            0
        ].isupper():
            continue  # `Hòa Bình Nguyên`, a longer name
        if _NOT_BARE.search(before):
            continue
        link = _LINK.search(before)
        at_start = not before.strip(' \t-–+*•"“(')
        leads = at_start and (
            bool(_VERB_AFTER.match(text, match.end(), end) or after[:1] == ":")
            or not text[match.end() : end].strip()
        )
        places.append(
            Place(
                match.start() - (len(link[0].lstrip()) if link else 0), match.end(),
                " ".join(match[0].split()), drops=link is not None, leads=leads, proper=True,
                beside=_is_beside(before),
            )
        )  # fmt: skip
    return places


def _find_scopes(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Look for the nouns of areas first, and only there for the words that lead up to them."""
    stop = start
    for noun in _NOUN_AT.finditer(text, start, end):
        if noun.start() < stop:
            continue
        led = _LED_UP.search(text, max(stop, noun.start() - _LONGEST_LEAD), noun.start())
        match = _SCOPE.match(text, led.start() if led else noun.start(), end)
        if match is not None:
            stop = match.end()
            yield match


def _find_units(text: str, start: int, end: int) -> list[Place]:
    """Find areas named by what they are: `tỉnh Hà Ninh`, `toàn huyện`, `trên địa bàn xã`."""
    places = []
    for match in _find_scopes(text, start, end):
        stop = match.end()
        before = text[max(start, match.start() - 40) : match.start()]
        proper = (
            _PROPER.match(text, stop, end)
            if match["unit"].lower() not in {"cả nước", "toàn quốc"}
            and not (_OFFICER.search(before) and not _BARE.match(text, stop + 1))
            else None
        )
        if proper:
            stop = proper.end()
        if re.match(r"\s+ủy\b", text[stop : stop + 6]):
            continue  # `Tỉnh ủy` is a body
        begin = match.start("all") if match["all"] else match.start("unit")
        link = (match["link"] or "").lower()
        at_start = match.start() == start or text[
            max(start, match.start() - 2) : match.start()
        ].strip() in {",", ";", ":", "-", ".", "•", "*", "+", ")"}
        at_start = at_start or _AFTER_YEAR.search(before) is not None
        beside = _is_beside(before)
        if not (link or match["all"] or proper or at_start or beside):
            continue
        leads = bool(match["all"]) or (
            at_start
            and (
                bool(_VERB_AFTER.match(text, stop, end))
                or bool(proper and not text[stop:end].strip())
            )
        )
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
                beside,
            )
        )
    return places


def _is_beside(before: str) -> bool:
    return _COMPARES.search(before) is not None or _NO_OWNER.search(before) is not None
