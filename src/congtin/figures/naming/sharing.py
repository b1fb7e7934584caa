"""What a figure's name takes from its neighbours: a counted thing, or the verb phrase of a pair."""

from __future__ import annotations

from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.vocabulary import TOKEN, phrases, word_set
from congtin.figures.walk import COUNTED

_ATTRIBUTES = phrases("names", "attributes")
_RECEIVERS = word_set("names", "receivers")
_LONG_ATTRIBUTE = 2
_LONGEST_OWNER = 5
_PREDICATES = phrases("names", "predicates")


def is_attribute(name: str) -> bool:
    """Tell whether a name is only the measure of a thing named before: `diện tích`, `kinh phí`."""
    low = name.lower().split()
    hit = _ATTRIBUTES.match(low, 0, len(low))
    return hit is not None and hit[1] == len(low)


def name_attribute(attribute: str, thing: Draft) -> str:
    """`giải phóng mặt bằng 5 dự án, diện tích 17 ha`: the measure is that of what was counted.

    Who receives is left out: `chi trả cho 905 hộ, số tiền 962 tỷ đồng` is the amount paid out.
    """
    size = len(TOKEN.findall(thing.quantity.unit))
    tail = thing.tail.split()
    if attribute.lower().startswith(("phạt", "xử phạt", "thu phạt")):
        return " ".join([attribute, *tail[size:]])  # the fine for what was dealt with
    if len(attribute.split()) > _LONG_ATTRIBUTE:
        whose = (thing.tail or thing.name).split()
        whose = whose[1:] if whose[:1] in (["số"], ["Số"]) else whose
        return " ".join([attribute, *whose[:_LONGEST_OWNER]]).rstrip(",")
    if not thing.doing:
        return f"{attribute} {thing.name}"
    unit = thing.quantity.unit
    if unit in _RECEIVERS or unit.split(" ")[0] in _RECEIVERS:
        tail = tail[size:]
        if tail and _PREDICATES.match([word.lower() for word in tail], 0, len(tail)):
            tail = []  # `chăm lo hộ dân có hoàn cảnh khó khăn, kinh phí 500 triệu đồng`
    if attribute.endswith("trị giá") and tail:
        return " ".join([attribute, *tail])
    return " ".join([attribute, thing.doing, *tail])


def opens_predicate(low: list[str]) -> bool:
    """Tell whether words say something of a subject that is not among them."""
    return _PREDICATES.match(low, 0, len(low)) is not None or low[:2] == ["trên", "chuẩn"]


def share_predicates(words: Words, drafts: list[Draft]) -> None:
    """`100% chi bộ và hơn 91% đảng viên hoàn thành nhiệm vụ`: both subjects take the verb phrase."""
    low = words.sentence.low
    for index in range(len(drafts) - 2, -1, -1):
        here, following = drafts[index], drafts[index + 1]
        if not here.tail or not following.tail or here.quantity.sort != following.quantity.sort:
            continue
        if here.quantity.sort != "percent" and here.quantity.sort not in COUNTED:
            continue
        if following.quantity.total is not None or not _are_side_by_side(low, here, following):
            continue
        mine, theirs = here.tail.lower().split(), following.tail.lower().split()
        place = predicate_at(theirs)
        if place is None or predicate_at(mine) is not None or len(mine) > 6:
            continue
        here.name = f"{here.name} {' '.join(following.tail.split()[place:])}"
        here.because.append("tên: dùng chung vị ngữ với số đứng sau")


def predicate_at(low: list[str]) -> int | None:
    """Give the place after the subject where a verb phrase begins."""
    return next(
        (place for place in range(1, len(low)) if _PREDICATES.match(low, place, len(low))), None
    )


def _are_side_by_side(low: list[str], here: Draft, following: Draft) -> bool:
    """Only the noun of the first figure and a comma or `và` stand between the two numbers."""
    between = low[here.quantity.end : following.quantity.lead]
    extra = len(between) - len(TOKEN.findall(here.tail.lower()))
    if here.quantity.sort in COUNTED:
        extra += len(TOKEN.findall(here.quantity.unit))
    return extra <= 2 and not set(between) & {";", ":", "(", ")", "."} and following.cue.role == ""


__all__ = ["is_attribute", "name_attribute", "opens_predicate", "predicate_at", "share_predicates"]
