"""Numbers of weather, sport, prizes, fees, papers to hand in: told in notices, in no statistics."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases, word_set

_ASIDES = phrases("refusals", "asides")
_TRIFLES = phrases("refusals", "trifles")
_FEES = phrases("refusals", "fees")
_MEASURED_OUT = phrases("refusals", "measured_out")
_PRIZES = phrases("refusals", "prizes")
_UNITS = word_set("refusals", "aside_units")
_PARTS = phrases("refusals", "parts")
_PARTED = (["chia", "làm"], ["chia", "thành"], ["hiện", "trong"], ["hành", "trong"])
_HANDED_IN = (["gửi"], ["nộp"], ["thành"])  # copies, not villages
_DISTANCES = {"km", "m"}
_REACH = 6  # tokens between a word that tells an aside and its number
_REACH_OF_WAY = 9
_LONGEST_PRIZE = 10


def find_aside(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`gió cấp 6`, `cự ly 10 km`, `giá khởi điểm 1,2 tỷ đồng`, `cộng 5 điểm`, `20 câu hỏi`."""
    low, lead = sentence.low, quantity.lead
    if quantity.sort in {"measure", "money", "none"} and _ASIDES.occurs(low, lead - _REACH, lead):
        return "aside"
    if quantity.sort in {"count", "guess"} and _is_trifle(low, quantity):
        return "aside"
    if quantity.unit == "điểm" and low[lead - 1 : lead] in (["cộng"], ["trừ"]):
        return "aside"
    if quantity.sort == "measure" and _MEASURED_OUT.match_back(low, 0, quantity.first) is not None:
        return "aside"
    if quantity.unit in _DISTANCES and _tells_way(low, lead):
        return "aside"
    if quantity.unit in _DISTANCES and "cự" in sentence.words and "cự" in low[:lead]:
        return "aside"
    if quantity.sort == "money" and (_is_fee(low, quantity) or _is_prize(low, quantity)):
        return "aside"
    if quantity.unit in _UNITS or _heads_prize(low, quantity, following):
        return "aside"
    return ""


def _tells_way(low: list[str], lead: int) -> bool:
    """`cách thành phố Thanh Hóa khoảng 35 km`."""
    near = low[max(0, lead - _REACH_OF_WAY) : lead]
    return "cách" in near and not {",", ";", "."} & set(near[near.index("cách") :])


def _is_trifle(low: list[str], quantity: Quantity) -> bool:
    """`20 câu hỏi`, `01 tờ khai`; `3 câu lạc bộ` is a longer noun."""
    parted = low[quantity.lead - 1 : quantity.lead] == ["chia"]
    if parted or low[quantity.lead - 2 : quantity.lead] in _PARTED:
        hit = _PARTS.match(low, quantity.stop, len(low))
        if hit is not None:
            return True
    if quantity.unit == "bản" and low[quantity.lead - 1 : quantity.lead] in _HANDED_IN:
        return True
    hit = _TRIFLES.match(low, quantity.stop, len(low))
    return hit is not None and (quantity.sort == "guess" or hit[1] >= quantity.end)


def _is_fee(low: list[str], quantity: Quantity) -> bool:
    """`Lệ phí: 8.000 đồng/trường hợp`; a budget has `lệ phí 12,9 tỷ đồng`."""
    if "/" not in quantity.unit and low[quantity.end : quantity.end + 1] != ["/"]:
        return False
    if "vé" in low[max(0, quantity.lead - 8) : quantity.lead]:
        return True
    place = quantity.lead
    if low[place - 1 : place] in ([":"], ["là"]):
        place -= 1
    return _FEES.match_back(low, 0, place) is not None


def _is_prize(low: list[str], quantity: Quantity) -> bool:
    """`500.000 đồng/giải`, `mỗi giải 2.000.000 đồng`, `5 triệu đồng cho đội nhì`."""
    return (
        quantity.unit.endswith("/giải")
        or low[quantity.end : quantity.end + 2] == ["/", "giải"]
        or _PRIZES.occurs(low, quantity.lead - _LONGEST_PRIZE, quantity.lead)
        or low[quantity.end : quantity.end + 2] == ["cho", "đội"]
    )


def _heads_prize(low: list[str], quantity: Quantity, following: Quantity | None) -> bool:
    """`01 giải Nhất: 5.000.000 đồng`, `02 giải Nhì, mỗi giải …`: how many prizes are set out."""
    if quantity.sort != "count" or not quantity.unit.startswith("giải"):
        return False
    if following is None or following.sort != "money":
        return False
    between = low[quantity.end : following.lead]
    return len(between) <= _LONGEST_PRIZE and not {".", ";"} & set(between)
