"""How a figure gets its name: the phrase before, the noun after, the verb, the topic."""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.figures import names
from congtin.figures.completing import (
    add_label,
    add_market,
    complete_name,
    restore_head,
    swap_counterpart,
)
from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.quantity import Quantity
from congtin.figures.sharing import is_attribute, name_attribute
from congtin.figures.units import match_unit
from congtin.figures.vocabulary import TOKEN
from congtin.figures.walk import COUNTED, HARMED, RATIO, Gap, Walk


def name_draft(
    walk: Walk, draft: Draft, gap: Gap, phrase: list[int], phrase_low: list[str], following: int, anchor: Draft | None,
    base: tuple[str, int, int] | None,
) -> None:  # fmt: skip
    words, quantity = walk.words, draft.quantity
    tail = _tail(words, quantity, following, base)
    draft.tail = words.write(tail)
    bare = quantity.sort in COUNTED and len(tail) <= len(TOKEN.findall(quantity.unit))
    for rule in (_name_plan, _name_grade, _name_harmed, _name_by_verb):
        if rule(walk, draft, phrase, phrase_low, tail, anchor):
            return
    if (
        phrase
        and tail
        and quantity.sort == "percent"
        and draft.cue.role == ""
        and not names.starts_as_indicator(phrase_low)
        and not gap.inside
    ):
        phrase, phrase_low = [], []
    if (
        quantity.unit == "tiêu chí"
        and bare
        and "đạt" in draft.cue.word
        and not names.starts_as_indicator(phrase_low)
    ):
        draft.name = "tiêu chí đạt"
        return
    if phrase and tail and draft.cue.word == "với" and quantity.unit in _MEASURED_LAND:
        draft.name = f"{_MEASURED_LAND[quantity.unit]} {draft.tail}".strip()
        return  # `sản xuất hiệu quả với 1.908 ha gieo trồng`
    if phrase:
        if (
            phrase_low[0] in {"giảm", "tăng", "nâng", "kéo"}
            and len(phrase) > 2
            and names.starts_as_indicator(phrase_low[1:])
        ):
            if (
                phrase_low[0] in {"giảm", "tăng"}
                and draft.cue.role == ""
                and quantity.sort in RATIO
            ):
                draft.cue.role = "down" if phrase_low[0] == "giảm" else "up"
            phrase, phrase_low = phrase[1:], phrase_low[1:]
        draft.name = words.write(phrase)
        if quantity.sort in COUNTED and tail and _is_owner(draft, phrase_low, bare=bare):
            draft.name = draft.tail
            _name_cases(walk, draft, words.write(phrase))
            draft.because.append("tên: danh từ được đếm, chủ ngữ chỉ là nơi có")
            return
        draft.because.append("tên: cụm danh từ đứng trước số")
        if draft.cue.word.startswith("tăng trưởng") and _is_economy(phrase_low):
            draft.name = "tăng trưởng kinh tế"
            return
        if swap_counterpart(draft, anchor):
            return
        if (
            anchor is not None
            and anchor in walk.drafts
            and anchor.quantity.sort in COUNTED
            and gap.sign in {",", "với", "và", "("}
            and is_attribute(draft.name)
        ):
            draft.name = name_attribute(draft.name, anchor)
            return
        if not add_label(walk, draft, phrase_low) and walk.whole is None:
            restore_head(draft, phrase_low, anchor, gap)
        complete_name(walk, draft, phrase, phrase_low, anchor, gap)
        add_market(walk, draft, gap)
    elif (
        anchor is not None
        and anchor in walk.drafts
        and anchor.quantity.sort in COUNTED
        and quantity.sort == "money"
        and draft.cue.word in _ATTRIBUTE_CUES
    ):
        draft.name = name_attribute(_ATTRIBUTE_CUES[draft.cue.word], anchor)
    elif tail and not (bare and _repeats(draft, anchor)):
        draft.name = draft.tail
        _name_cases(walk, draft)
        draft.because.append("tên: danh từ đứng sau số")
        _complete_counted(walk, draft, anchor, gap, bare=bare)
    elif anchor is not None:
        draft.name = anchor.name
        draft.parent = anchor.parent
        draft.because.append("tên: lấy lại của số liệu trước")
        draft.doubt += Decimal("0.2")
        attribute = _ATTRIBUTE_CUES.get(draft.cue.word, "")
        if attribute and anchor in walk.drafts and anchor.quantity.sort in COUNTED:
            draft.name = name_attribute(attribute, anchor)
        elif (
            anchor.doing
            and quantity.sort == "money"
            and anchor.quantity.sort != "money"
            and gap.sign in {"và", ","}
        ):
            draft.name = f"{anchor.doing} tiền"
        elif gap.sign == "với" and quantity.sort == "money" and anchor.quantity.sort in COUNTED:
            draft.name = (
                f"vốn {anchor.doing or anchor.name}"
                if "dự án" in anchor.quantity.unit
                else name_attribute("số tiền", anchor)
            )
        elif draft.cue.word == "trị giá" and anchor.tail:
            draft.name = f"trị giá {anchor.tail}"
    else:
        _name_from_topic(walk, draft)


def _is_economy(phrase_low: list[str]) -> bool:
    """`Kinh tế thành phố tăng trưởng 8%`, `Huyện tăng trưởng 12%`: growth is that of the economy."""
    return (
        phrase_low[:2] == ["kinh", "tế"]
        or (len(phrase_low) == 1 and phrase_low[0] in {"tỉnh", "huyện", "quận"})
        or phrase_low in (["thành", "phố"], ["thị", "xã"], ["chúng", "ta"])
    )


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
_ATTRIBUTE_CUES = {"với số tiền": "số tiền", "trị giá": "trị giá", "số tiền": "số tiền"}


def _name_cases(walk: Walk, draft: Draft, subject: str = "") -> None:
    """`đường sắt xảy ra 9 vụ` in a report on accidents: the cases are those told before."""
    if draft.name.lower() not in {"vụ", "vụ việc", "trường hợp", "ca"}:
        return
    if subject.lower() in _EVENTS:
        draft.name = f"{draft.name} {subject}"
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


def _tail(
    words: Words, quantity: Quantity, following: int, base: tuple[str, int, int] | None
) -> list[int]:
    """The noun phrase after the number; a counted noun begins it."""
    if base is not None and quantity.sort not in COUNTED:
        return []
    if quantity.sort not in COUNTED:
        return names.after(words, quantity.end, following)
    size = len(
        TOKEN.findall(
            quantity.unit.split("/")[0]
            .removeprefix("nghìn ")
            .removeprefix("triệu ")
            .removeprefix("vạn ")
        )
    )
    stop = quantity.end
    while stop > quantity.stop and words.sentence.low[stop - 1] in {"lên", "xuống", "trở"}:
        stop -= 1
    if "/" in quantity.unit:
        return names.after(words, quantity.stop, following)
    unit = list(range(max(quantity.stop, stop - size), stop))
    return unit + names.after(words, quantity.end, following)


def _name_plan(
    walk: Walk,
    draft: Draft,
    phrase: list[int],
    phrase_low: list[str],
    tail: list[int],
    anchor: Draft | None,
) -> bool:
    """`2.850 con (KH 3.000 con)`, `(cùng kỳ 10,4%)`: the figure before, planned or of another time."""
    del walk, phrase, tail
    if anchor is None or not phrase_low or phrase_low[0] not in {"kh", "kế", "chỉ", "dự", "mục"}:
        return False
    if " ".join(phrase_low) not in {
        "kh",
        "kế hoạch",
        "chỉ tiêu",
        "dự toán",
        "mục tiêu",
        "kế hoạch giao",
        "kh giao",
        "chỉ tiêu giao",
        "kế hoạch năm",
        "kế hoạch là",
    }:
        return False
    draft.name, draft.kind, draft.parent = anchor.name, "target", anchor.parent
    draft.because.append("tên: lấy lại của số liệu trước; loại: kế hoạch")
    return True


_GRADES = {
    "xuất sắc", "giỏi", "khá", "trung bình", "yếu", "kém", "tốt", "đạt", "chưa đạt", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ",
    "hoàn thành xuất sắc nhiệm vụ", "không hoàn thành nhiệm vụ",
}  # fmt: skip
_GRADED = ("xếp loại", "phân loại", "đánh giá", "chất lượng", "kết quả")


def _name_grade(
    walk: Walk,
    draft: Draft,
    phrase: list[int],
    phrase_low: list[str],
    tail: list[int],
    anchor: Draft | None,
) -> bool:
    """`Xếp loại học lực: giỏi 286 em, khá 603 em`: what is graded stands before the colon."""
    del phrase, phrase_low, anchor
    low, lead = walk.words.sentence.low, draft.quantity.lead
    colon = next((index for index in range(lead) if low[index] == ":"), 0)
    if not colon or len(tail) > 2:
        return False
    mark = max(
        (index for index in range(colon, lead) if low[index] in {":", ",", ";"}), default=colon
    )
    grade = " ".join(low[mark + 1 : lead])
    topic = walk.words.write(names.before(walk.words, 0, colon))
    if grade not in _GRADES or not topic.lower().startswith(_GRADED):
        return False
    draft.name = f"{topic} {grade}"
    draft.because.append("tên: xếp loại đứng trước dấu hai chấm và bậc của nó")
    return True


def _name_harmed(
    walk: Walk,
    draft: Draft,
    phrase: list[int],
    phrase_low: list[str],
    tail: list[int],
    anchor: Draft | None,
) -> bool:
    """`làm chết 485 người`, `9 người chết`: named by what befell them and its cause."""
    del phrase, anchor
    if not draft.quantity.unit.endswith("người"):
        return False
    low = walk.words.sentence.low
    harmed = draft.tail if {low[index] for index in tail} & HARMED else ""
    if not harmed and phrase_low and phrase_low[-1] in {"chết", "thương", "vong", "tích"}:
        count = 1 if phrase_low[-1] == "chết" else 2
        harmed = "người " + " ".join(phrase_low[-count:])
    if not harmed:
        return False
    draft.name = harmed
    cause = next(
        (
            other
            for other in reversed([*walk.earlier, *walk.drafts])
            if other.quantity.unit.startswith("vụ")
        ),
        None,
    )
    if cause is not None:
        draft.name = (
            f"{harmed} do {re.sub(r'^(?:số )?(?:vụ )?', '', cause.name, flags=re.IGNORECASE)}"
        )
    draft.because.append("tên: thêm nguyên nhân từ số vụ")
    return True


def _name_by_verb(
    walk: Walk,
    draft: Draft,
    phrase: list[int],
    phrase_low: list[str],
    tail: list[int],
    anchor: Draft | None,
) -> bool:
    """`kết nạp 155 đảng viên`, `cứng hóa 84,7 km đường`: the verb before and the noun after."""
    del anchor
    quantity = draft.quantity
    verb = names.ends_in_doing(phrase_low) if phrase_low else None
    if phrase and walk.words.sentence.low[phrase[-1] + 1 : phrase[-1] + 2] == [","]:
        if verb is not None and quantity.sort in COUNTED and tail:
            draft.name = draft.tail  # `HĐND huyện giao, có 34 chỉ tiêu`
            return True
        return False
    if verb is None or not (quantity.sort in COUNTED or tail):
        return False
    if (
        names.starts_as_indicator(phrase_low)
        and verb > 0
        and (phrase_low[0] in _AMOUNTS or quantity.sort not in COUNTED)
    ):
        return False
    if phrase_low[verb - 1 : verb] == ["và"] and phrase_low[verb:] == ["xây", "dựng"]:
        return False  # `công nghiệp và xây dựng 421 nghìn người`
    verb = _chain_start(phrase_low, verb)
    draft.doing = walk.words.write(phrase[verb:])
    draft.name = f"{draft.doing} {draft.tail}".strip()
    draft.because.append("tên: động từ đứng trước và danh từ đứng sau số")
    return True


_AMOUNTS = {"tỷ", "tổng", "số", "vốn", "diện", "kinh", "lao", "dân", "giá", "sản"}


def _chain_start(phrase_low: list[str], verb: int) -> int:
    """`phê duyệt phương án bồi thường`: a verb of two syllables shortly before begins the name."""
    for place in range(max(0, verb - 5), verb):
        stop = names.doing_at(phrase_low, place)
        if stop - place > 1 and stop <= verb:
            return place
    return verb


def _repeats(draft: Draft, anchor: Draft | None) -> bool:
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


def _complete_counted(
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


def _name_from_topic(walk: Walk, draft: Draft) -> None:
    """Name a figure without words of its own by the topic that its sentence opens with."""
    words = walk.words
    low = words.sentence.low
    stop = next(
        (
            index
            for index in range(len(low))
            if index
            and low[index] in {"duy", "đã", "được", "tiếp", "đạt", ",", ";", "có", "là", "ước"}
            and index not in words.hidden
        ),
        0,
    )
    phrase = names.before(words, 0, min(stop, draft.quantity.lead))
    draft.name = words.write(phrase)
    draft.doubt += Decimal("0.3")
    draft.because.append("tên: theo chủ đề của câu")


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


_MEASURED_LAND = {"ha": "diện tích", "km": "", "m2": "", "tấn": "sản lượng"}
_BODIES = (
    ["chi", "cục"],
    ["chi", "bộ"],
    ["chi", "hội"],
    ["chi", "nhánh"],
    ["nhóm", "ngành"],
    ["ngành", "giáo"],
)


def _is_owner(draft: Draft, phrase_low: list[str], *, bare: bool) -> bool:
    """A subject that owns what is counted and is no indicator: `Đảng bộ huyện có 52 chi bộ`."""
    if bare and draft.quantity.unit.split(" ")[-1] in {"người", "hộ", "em"} and len(phrase_low) > 1:
        return False
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
