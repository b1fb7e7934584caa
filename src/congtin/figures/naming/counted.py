"""Counted things: who only owns them, what they are counted of, what a bare noun leaves out."""

from __future__ import annotations

import re

from congtin.figures import names
from congtin.figures.drafts import Draft
from congtin.figures.naming import tails
from congtin.figures.numbers.units import match_unit
from congtin.figures.walk import RATIO, Gap, Walk

_EVENTS = {
    "cháy",
    "nổ",
    "cháy, nổ",
    "cháy nổ",
    "đuối nước",
    "ngộ độc thực phẩm",
    "tai nạn giao thông",
    "tai nạn lao động",
    "va chạm giao thông",
}


_TOPIC = re.compile(
    r"(?:^|\n|[.;:] )[-+*\s]*(?:\d{1,2}[.)] ?)?(?:[Vv]ề )?(?:[Tt]ình hình |[Ss]ố vụ |[Cc]ông tác )?"
    r"((?:[Tt]ai nạn|[Cc]háy|[Tt]ội phạm|[Pp]hạm pháp|[Pp]hạm tội|[Vv]i phạm|[Nn]gộ độc|[Đđ]uối nước|[Bb]ạo lực)[^,:;.\n\d]{0,40}(?:, nổ)?)\s*[,:\n]"
)
_TOPIC_REACH = 160  # characters before the sentence in which its heading stands


def _topic_of(walk: Walk, draft: Draft) -> str:
    """`1. Tai nạn giao thông: Toàn quốc xảy ra 1.458 vụ`: the cases are those of the heading."""
    words = walk.words
    begin = words.sentence.start
    stop = words.sentence.starts[draft.quantity.first]
    found = _TOPIC.findall(words.text, max(0, begin - _TOPIC_REACH), stop)
    return found[-1].strip() if found else ""


def name_cases(walk: Walk, draft: Draft, subject: str = "") -> None:
    """`đường sắt xảy ra 9 vụ` in a report on accidents: the cases are those told before."""
    if draft.name.lower() not in {"vụ", "vụ việc", "trường hợp", "ca"}:
        return
    if subject.lower() in _EVENTS:
        draft.name = f"{draft.name} {subject}"
        return
    topic = _topic_of(walk, draft)
    if topic:
        draft.name = f"{draft.name} {topic}"
        return
    full = next(
        (
            other.name[len(other.name) - len(told) :]
            for other in [*walk.history, *walk.drafts]
            if (told := other.name.removeprefix("Số ").removeprefix("số ").removeprefix("tổng số "))
            and told.lower().startswith(f"{draft.name.lower()} ")
            and len(told.split()) <= 6
        ),
        None,
    )
    if full is not None:
        draft.name = f"{full} {subject}".strip() if len(subject.split()) <= 3 else full


def name_of_many(walk: Walk, draft: Draft) -> None:
    """`Trong 11 nhóm hàng hóa và dịch vụ có 4 nhóm tăng giá`: the few are of the kind of the many."""
    low = walk.words.sentence.low
    unit = draft.quantity.unit
    if unit in {"chỉ tiêu", "tiêu chí"}:
        return
    many = next(
        (
            quantity
            for quantity in walk.quantities
            if quantity.end <= draft.quantity.lead
            and quantity.unit.split(" ")[0] == unit.split(" ")[0]
            and quantity.lead
            and low[quantity.lead - 1] in {"trong", "số"}
        ),
        None,
    )
    if many is None or many is draft.quantity:
        return
    size = len(unit.split(" "))
    first = next(other for other in walk.quantities if other.first > many.first)
    kind = tails.after(walk.words, many.stop + size, min(first.lead, many.stop + 12))
    kind = [index for index in kind if low[index] not in {"có", "thì", "chính"}]
    told = draft.name.split(" ")
    if 0 < len(kind) <= _LONGEST_KIND and len(told) > size:
        draft.name = " ".join([*told[:size], walk.words.write(kind), *told[size:]])


_LONGEST_KIND = 8


def repeats(draft: Draft, anchor: Draft | None) -> bool:
    """`số hộ nghèo giảm 6 hộ, còn 14 hộ`: the bare count is of the figure before."""
    if anchor is None or draft.quantity.sort != anchor.quantity.sort:
        return False
    same = draft.quantity.unit.split(" ")[0] == anchor.quantity.unit.split(" ")[0]
    return same and draft.cue.word in {
        "còn",
        "xuống",
        "xuống còn",
        "lên",
        "giảm còn",
        "đạt",
        "lên đến",
        "ước đạt",
        "tới",
        "nâng lên",
        "chỉ còn",
        "là",
    }


def complete_counted(
    walk: Walk, draft: Draft, anchor: Draft | None, gap: Gap, *, bare: bool
) -> None:
    """Complete a count that is only a noun from the figure it hangs on."""
    if anchor is None or anchor not in walk.drafts:
        return
    quantity = draft.quantity
    if (
        anchor.doing
        and quantity.sort not in RATIO
        and gap.sign in {",", "và", ";"}
        and not gap.inside
    ):
        draft.name, draft.doing = f"{anchor.doing} {draft.tail}", anchor.doing
    elif (
        bare and gap.inside and set(quantity.unit.split(" ")) <= set(anchor.name.lower().split(" "))
    ):
        draft.name = anchor.name
    elif bare and walk.words.sentence.low[quantity.lead - 1] == "cho" and anchor.tail:
        draft.name = f"{draft.tail} {anchor.tail}"
    elif (
        bare
        and gap.sign == ","
        and quantity.unit in {"nhân khẩu", "khẩu"}
        and anchor.name.lower().startswith(("hộ ", "số hộ "))
    ) or (bare and gap.sign == "với" and quantity.unit in {"thành viên", "lao động", "hội viên"}):
        draft.name = f"{draft.tail} {anchor.name}"


_OWNS = {
    "có",
    "hiện có",
    "đã có",
    "có khoảng",
    "có thêm",
    "ghi nhận",
    "gồm",
    "bao gồm",
    "xảy ra",
    "đã xảy ra",
    "còn",
    "hiện còn",
    "với",
    "phát sinh",
    "vẫn còn",
    "sẽ có",
    "thêm",
    "thiếu",
    "còn thiếu",
}


_BODIES = (
    ["chi", "cục"],
    ["chi", "bộ"],
    ["chi", "hội"],
    ["chi", "nhánh"],
    ["nhóm", "ngành"],
    ["ngành", "giáo"],
)


def is_owner(draft: Draft, phrase_low: list[str], *, bare: bool) -> bool:
    """A subject that owns what is counted and is no indicator: `Đảng bộ huyện có 52 chi bộ`."""
    if bare and draft.quantity.unit.split(" ")[-1] in {"người", "hộ", "em"} and len(phrase_low) > 1:
        return False
    if bare and draft.quantity.unit in {"chiếc", "con", "cái"} and len(phrase_low) > 1:
        return False  # `đội tàu biển có 138 chiếc`
    is_body = phrase_low[:2] in _BODIES or phrase_low in (["ngành"], ["toàn", "ngành"])
    if is_body and draft.cue.word in _OWNS:
        return True
    if bare and names.starts_as_indicator(phrase_low):
        return False
    if (
        not bare
        and names.ends_in_doing(phrase_low) is None
        and not names.starts_as_indicator(phrase_low)
    ):
        return True
    if draft.cue.word in _OWNS:
        return not (
            names.starts_as_indicator(phrase_low)
            and phrase_low[0] in {"số", "tổng", "lực", "tỷ", "quy", "dân", "nguồn"}
        )
    return phrase_low[0] in {
        "làm",
        "khiến",
        "mạng",
        "hệ",
        "công",
        "cơ",
        "toàn",
        "lực",
        "các",
    } and not names.starts_as_indicator(phrase_low)


def unit_of_name(name: str) -> str:
    """`số doanh nghiệp thành lập mới là 940`: the name says what is counted."""
    low = name.lower().split()
    if low[:2] == ["dân", "số"]:
        return "người"
    if "/" in name:
        head, _, below = name.lower().rpartition("/")
        noun = head.split(" ", 1)[1] if head.startswith("số ") else head
        return f"{noun.removesuffix(' bệnh')}/{below}" if below in {"vạn dân", "10.000 dân"} else ""
    for skip in (("tổng", "số"), ("số", "lượng"), ("số", "lượt"), ("số",), ("tổng",)):
        if tuple(low[: len(skip)]) == skip:
            unit = match_unit(low, len(skip), len(low))
            return unit.text if unit and unit.sort == "count" else ""
    return ""
