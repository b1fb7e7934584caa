"""The word that tells what a number does: a level, a movement or a share."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.vocabulary import phrases

_ROLES = phrases("verbs", "up", "down", "share", "level")
_FILLER = phrases("verbs", "filler")
_DOING = phrases("verbs", "doing")
_PLAN = phrases("bases", "plan")
_PAST = phrases("bases", "past")
_STOPS = {",", ";", ":", "(", ")", "."}


@dataclass(slots=True)
class Cue:
    """What leads a number: its role and where its words start; `base` spans a base said before it."""

    role: str  # up down share level or nothing
    first: int
    word: str = ""
    base: tuple[int, int] | None = None


def find_cue(low: list[str], quantity: Quantity, begin: int, taken: set[int]) -> Cue:
    """Walk left from a number to the words that lead it, no further than `begin`."""
    place, role, word = quantity.lead, "", ""
    if quantity.sign:
        role = "up" if quantity.sign == "+" else "down"
    while place > begin:
        if place - 1 in taken:
            break
        if low[place - 1] == "chỉ" and place > 1 and low[place - 2] in {"chứng", "địa", "tín"}:
            break
        if low[max(0, place - 2) : place] in _NAME_ENDS:
            break  # `giải phóng mặt bằng 3 dự án`, `nông thôn mới nâng cao 6%`
        hit = _ROLES.match_back(low, begin, place)
        filler = _FILLER.match_back(low, begin, place)
        if role in {"up", "down", "share"} and (filler is None or low[place - 1] not in _SMALL):
            break
        if hit is not None and (filler is None or hit[1] <= filler[1]):
            found = hit[0]
            if (low[hit[1] - 1], low[hit[1]]) in _ONE_WORD:
                hit = found, hit[1] + 1  # `tiêu dùng cuối cùng tăng 7%`
            if role == "level" and found in {"up", "down"} and word not in _TRANSPARENT:
                break  # `tăng trưởng đạt 8%`: the movement is a name
            if role == "level" and found == "share" and low[hit[1]] in {"tỷ", "với"}:
                break
            if role in {"", "level"}:
                if not (role == "level" and found == "level"):
                    word = " ".join(low[hit[1] : place])
                role = found
            place = hit[1]
            continue
        if (
            filler is not None
            and low[place - 1] == "mới"
            and _DOING.match_back(low, begin, place) is not None
        ):
            break
        if filler is not None:
            place = filler[1]
            continue
        break
    if word in {"tăng từ", "giảm từ"} and quantity.comparator in {"range", "ge", "gt"}:
        role = "up" if word == "tăng từ" else "down"  # `tăng từ 8,5% đến 14,2%`
    cue = Cue(role, place, word)
    _find_earlier_base(low, quantity, cue, begin)
    return cue


_NAME_ENDS = (
    ["mặt", "bằng"],
    ["sầu", "riêng"],
    ["cấp", "trên"],
    ["thôn", "mới"],
    ["nâng", "cao"],
    ["nghệ", "cao"],
)
_ONE_WORD = {("cuối", "cùng"), ("chứng", "chỉ"), ("tín", "chỉ"), ("dự", "kiến")}
_TRANSPARENT = {"bình quân", "trung bình", "thêm", "được", "ước", "từ", "cả", "tới", "đến"}
_SMALL = {
    "đã",
    "cũng",
    "vẫn",
    "đều",
    "ước",
    "bình",
    "quân",
    "được",
    "mới",
    "chỉ",
    "lại",
    "năm",
    "đạt",
    "là",
}


_MORE = {"cao", "nhiều", "lớn", "nhanh"}
_COMPARED = {"cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "nhanh", "chậm"}


def _is_compared(low: list[str], begin: int, end: int) -> bool:
    """`cao hơn vụ xuân năm ngoái 0,8 tạ/ha`: a time or an average stands before the number."""
    words = low[begin:end]
    return (
        0 < len(words) <= 8
        and words[0] != "so"
        and "," not in words
        and not set(words) & {"đạt", "là", "có", "ước", "chiếm", "với"}
    )


def _find_earlier_base(low: list[str], quantity: Quantity, cue: Cue, begin: int) -> None:
    """`vượt kế hoạch lần lượt 11%`, `so với cùng kỳ tăng 2 vụ`, `bằng so với cùng kỳ 95%`."""
    floor = max(begin, cue.first - 14)
    for place in range(cue.first - 1, floor - 1, -1):
        word = low[place]
        if word in {";", ":", "(", ")"}:
            return
        if word == "so" and place == begin and begin:
            return  # the base of the number before
        if (
            word == "hơn"
            and place - 1 >= begin
            and low[place - 1] in _COMPARED
            and _is_compared(low, place + 1, cue.first)
        ):
            cue.base = (place + 1, cue.first)
            cue.role = "up" if low[place - 1] in _MORE else "down"
            cue.first = place - 1
            return
        if word == "so" or (
            word in {"vượt", "bằng"}
            and (_PLAN.match(low, place + 1, cue.first) or _PAST.match(low, place + 1, cue.first))
        ):
            if any(low[index] == "," for index in range(place, cue.first - 1)):
                return
            if word != "so" and low[cue.first - 1] == ",":
                return  # `vượt chỉ tiêu, đạt 164% kế hoạch`
            start = place + (2 if low[place + 1 : place + 2] == ["với"] else 1)
            end = cue.first - 1 if low[cue.first - 1] == "," else cue.first
            if start >= end or end - start > 9:
                return
            cue.base = (start, end)
            verb = next(
                (
                    low[back]
                    for back in (place - 1, place - 2)
                    if back >= begin and low[back] in {"tăng", "giảm"}
                ),
                "",
            )
            parted = (
                low[cue.first - 1] == ","
            )  # `tăng so với năm trước, đạt 39 tấn` states an amount
            if parted and (cue.role == "level" or quantity.sort in {"count", "guess"}):
                return
            if word == "so" and low[place - 1] == "hơn" and low[place - 2] in _COMPARED:
                if cue.role in {"", "level"}:
                    cue.role = "up" if low[place - 2] in _MORE else "down"
                cue.first = place - 2
                return  # `cao hơn so với cùng kỳ năm trước 0,51%`
            if word == "so" and verb and cue.role in {"", "level"}:
                cue.role = "up" if verb == "tăng" else "down"
                cue.first = place - 1 if low[place - 1] == verb else place - 2
                return
            if word == "vượt" and quantity.sort in {"percent", "points"}:
                cue.role = "up"
            elif word == "bằng" and quantity.sort == "percent" and cue.role in {"", "level"}:
                cue.role = "share"
            cue.first = place
            return
