"""Naming a figure by what can only be taken over: the figure before, or the topic."""

from __future__ import annotations

from decimal import Decimal

from congtin.figures.naming import fronts
from congtin.figures.naming.by_measure import ATTRIBUTE_CUES
from congtin.figures.naming.sharing import name_attribute
from congtin.figures.naming.situation import Situation
from congtin.figures.walk import COUNTED


def name_by_anchor(here: Situation) -> bool:
    """`giảm 6 hộ, còn 14 hộ`: the name of the figure before, or a measure of it."""
    draft, anchor, gap = here.draft, here.anchor, here.gap
    if anchor is None:
        return False
    draft.name, draft.parent = anchor.name, anchor.parent
    households = next(
        (other for other in reversed(here.walk.drafts) if other.quantity.unit.startswith("hộ")),
        None,
    )
    if draft.cue.word == "tỷ lệ" and households is not None:
        draft.name = f"tỷ lệ {households.name}"
        return True
    for_whom = read_for_whom(here)
    if for_whom:
        draft.name = f"{anchor.head or anchor.name} {for_whom}"
        draft.head = anchor.head or anchor.name
        return True
    draft.because.append("tên: lấy lại của số liệu trước")
    draft.doubt += Decimal("0.2")
    if draft.quantity.sort != "money" or anchor.quantity.sort == "money":
        return True
    counted = anchor.quantity.sort in COUNTED
    attribute = ATTRIBUTE_CUES.get(draft.cue.word, "")
    if attribute and here.beside is not None and counted:
        draft.name = name_attribute(attribute, anchor)
    elif anchor.doing and gap.sign in {"và", ","}:
        draft.name = f"{anchor.doing} tiền"
    elif gap.sign == "với" and counted:
        draft.name = (
            f"vốn {anchor.doing or anchor.name}"
            if "dự án" in anchor.quantity.unit
            else name_attribute("số tiền", anchor)
        )
    elif draft.cue.word == "trị giá" and anchor.tail:
        draft.name = f"trị giá {anchor.tail}"
    return True


_LONGEST_FOR = 14


def read_for_whom(here: Situation) -> str:
    """`0,5%/năm đối với tiền gửi không kỳ hạn; 4,3%/năm đối với kỳ hạn 1 tháng`: what sets them apart."""
    low, end = here.words.sentence.low, here.draft.quantity.end
    if low[end : end + 2] != ["đối", "với"]:
        return ""
    stop = next((index for index in range(end, len(low)) if low[index] in ",;.("), len(low))
    return here.words.write(list(range(end + 2, min(stop, end + 2 + _LONGEST_FOR))))


_TOPIC_ENDS = {"duy", "đã", "được", "tiếp", "đạt", ",", ";", "có", "là", "ước"}


def name_by_topic(here: Situation) -> bool:
    """Name a figure without words of its own by the topic that its sentence opens with."""
    words, draft = here.words, here.draft
    low = words.sentence.low
    stop = next(
        (
            index
            for index in range(1, len(low))
            if low[index] in _TOPIC_ENDS and index not in words.hidden
        ),
        0,
    )
    draft.name = words.write(fronts.before(words, 0, min(stop, draft.quantity.lead)))
    draft.doubt += Decimal("0.3")
    draft.because.append("tên: theo chủ đề của câu")
    return True
