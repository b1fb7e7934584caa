"""How a figure gets its name.

The rules are tried from top to bottom, and the first that finds what it looks for names the
figure. Rules of two sides come first (`kết nạp 155 đảng viên`), then the noun phrase before the
number, the measure of a thing just counted, the noun after the number, and at last what can only
be taken over: the name of the figure before, or the topic of the sentence.
"""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.figures import names
from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.naming import fronts, tails
from congtin.figures.naming.completing import (
    add_head_to_place,
    add_label,
    add_market,
    complete_name,
    is_region,
    restore_head,
    swap_counterpart,
)
from congtin.figures.naming.counted import (
    complete_counted,
    is_owner,
    name_cases,
    name_of_many,
    repeats,
)
from congtin.figures.naming.frames import (
    chain_start,
    name_by_verb,
    name_grade,
    name_harmed,
    name_plan,
)
from congtin.figures.naming.sharing import is_attribute, name_attribute, opens_predicate
from congtin.figures.naming.situation import Situation
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.vocabulary import TOKEN, word_set
from congtin.figures.walk import COUNTED, RATIO, Gap, Walk


def name_draft(
    walk: Walk, draft: Draft, gap: Gap, phrase: list[int], phrase_low: list[str], following: int, anchor: Draft | None,
    base: tuple[str, int, int] | None,
) -> None:  # fmt: skip
    """Name a draft by the first rule that fits."""
    quantity = draft.quantity
    tail = _read_tail(walk.words, quantity, following, base)
    draft.tail = walk.words.write(tail)
    bare = quantity.sort in COUNTED and len(tail) <= len(TOKEN.findall(quantity.unit))
    here = Situation(walk, draft, gap, phrase, phrase_low, tail, bare, anchor)
    for rule in _RULES:
        if rule(here):
            return


def _drop_subject(here: Situation) -> bool:
    """`Huyện phấn đấu 97% dân số có thẻ BHYT`: the noun after a percentage names it, not the subject."""
    if (
        here.front
        and here.tail
        and here.draft.quantity.sort == "percent"
        and here.draft.cue.role == ""
        and not names.starts_as_indicator(here.front_low)
        and not here.gap.inside
    ):
        here.drop_front()
    low = here.front_low
    each = here.draft.quantity.unit.partition("/")[2]
    if len(low) == 1 and low[0] == each and here.beside is not None:
        here.draft.name = f"mức {here.beside.name}"  # `2.746 hộ nghèo, mỗi hộ 1,45 triệu đồng`
        return True
    if here.tail and " ".join(low) in _WHERE:
        here.drop_front()  # `cả xã chỉ còn 12 hộ nghèo`
    if "nhất" in low[:-1] and "là" in low[low.index("nhất") :]:
        here.drop_front()  # `Tỷ lệ thấp nhất là huyện Bình Hà với 8.698 hồ sơ`
    return False


_WHERE = frozenset(
    f"{all_of}{place}"
    for all_of in ("", "cả ", "toàn ")
    for place in ("xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "tỉnh", "thành phố")
)


def _name_criteria(here: Situation) -> bool:
    """`xã đạt 19 tiêu chí`, `vượt kế hoạch 9 chỉ tiêu`: criteria are met, whoever meets them."""
    draft, word = here.draft, here.draft.cue.word
    if draft.quantity.unit not in {"tiêu chí", "chỉ tiêu"} or not here.bare:
        return False
    if names.starts_as_indicator(here.front_low) or not ("đạt" in word or "vượt" in word):
        return False
    draft.name = f"{draft.quantity.unit} {word if 'vượt' in word else 'đạt'}"
    draft.cue.role = ""
    return True


_MEASURED_LAND = {"ha": "diện tích", "km": "", "m2": "", "tấn": "sản lượng"}


def _name_measured(here: Situation) -> bool:
    """`sản xuất hiệu quả với 1.908 ha gieo trồng`: what is measured stands after the number."""
    draft = here.draft
    unit = draft.quantity.unit
    if (
        here.front
        and not here.bare
        and here.tail
        and draft.quantity.sort == "count"
        and draft.cue.word == "với"
        and not names.starts_as_indicator(here.front_low)
    ):
        draft.name = draft.tail  # `tổ chức các đoàn cứu trợ với 1.500 thùng mì tôm`
        return True
    if here.front and here.tail and draft.cue.word == "với" and unit in _MEASURED_LAND:
        draft.name = f"{_MEASURED_LAND[unit]} {draft.tail}".strip()
        return True
    return False


def _name_where(here: Situation) -> bool:
    """`IIP tăng ở 61 địa phương và giảm ở 2 địa phương`: the places are counted by what happens there."""
    draft, low = here.draft, here.words.sentence.low
    lead = draft.quantity.lead
    if draft.quantity.sort not in COUNTED or lead < 2:
        return False
    if low[lead - 1] not in {"ở", "tại"} or low[lead - 2] not in {"tăng", "giảm"}:
        return False
    if here.front:
        draft.head = here.words.write(here.front)
    elif here.beside is not None:
        draft.head = here.beside.head
    draft.name = f"{draft.quantity.unit} có {draft.head} {low[lead - 2]}".replace("  ", " ")
    draft.because.append("tên: nơi được đếm theo điều xảy ra ở đó")
    return True


def _name_by_front(here: Situation) -> bool:
    """`thu ngân sách đạt 386 tỷ đồng`: the noun phrase before the number, completed if it is bare."""
    draft, quantity = here.draft, here.draft.quantity
    if not here.front:
        return False
    _read_movement(here)
    _drop_actor(here)
    draft.name = here.words.write(here.front)
    if quantity.sort in COUNTED and here.tail and is_owner(draft, here.front_low, bare=here.bare):
        draft.name = draft.tail
        name_cases(here.walk, draft, here.words.write(here.front))
        name_of_many(here.walk, draft)
        draft.because.append("tên: danh từ được đếm, chủ ngữ chỉ là nơi có")
        return True
    draft.because.append("tên: cụm danh từ đứng trước số")
    if _wants_noun(here):
        if names.doing_at(here.front_low, 0):
            draft.doing = draft.name  # `giám sát chuyên đề 27 tổ chức đảng, 45 đảng viên`
        draft.name = f"{draft.name} {draft.tail}"
    if here.front_low == ["cpi"] and _is_average(here):
        draft.name = f"{draft.name} bình quân"
    if draft.cue.word.startswith("tăng trưởng") and _is_economy(here.front_low):
        draft.name = "tăng trưởng kinh tế"
        return True
    if swap_counterpart(draft, here.anchor):
        return True
    thing = here.beside
    if (
        thing is not None
        and thing.quantity.sort in COUNTED
        and here.gap.sign in {",", "với", "và", "("}
        and is_attribute(draft.name)
    ):
        draft.name = name_attribute(draft.name, thing)
        return True
    if not add_label(here.walk, draft, here.front_low):
        if here.walk.whole is None:
            restore_head(draft, here.front_low, here.anchor, here.gap)
        else:
            add_head_to_place(draft, here.walk.whole)
    for_whom = _read_for_whom(here)
    if for_whom and draft.quantity.sort in RATIO:
        draft.head = draft.name
        draft.name = f"{draft.name} {for_whom}"
        return True
    complete_name(here.walk, draft, here.front, here.front_low, here.anchor, here.gap)
    add_market(here.walk, draft, here.gap)
    return True


def _wants_noun(here: Situation) -> bool:
    """`nhắc nhở 7 cơ sở`, `cận nghèo 70 hộ`: what was counted completes a short front."""
    return (
        here.bare
        and bool(here.tail)
        and here.draft.cue.word == ""
        and len(here.front) <= _SHORT_FRONT
        and not names.starts_as_indicator(here.front_low)
        and here.draft.quantity.unit.split(" ")[-1] not in _GOODS
        and here.words.sentence.low[here.draft.quantity.lead - 1] != ":"
        and here.front_low[-1] not in here.draft.quantity.unit.split(" ")
        and not here.words.sentence.is_capital(here.front[-1])
    )


def _is_average(here: Situation) -> bool:
    """`CPI bình quân 9 tháng tăng 3,48%`: the average is an index of its own."""
    low, after = here.words.sentence.low, here.front[-1] + 1
    return low[after : after + 2] == ["bình", "quân"]


_SHORT_FRONT = 6
_GOODS = word_set("names", "goods")


def _drop_actor(here: Situation) -> None:
    """`Ngân hàng ủng hộ 80 triệu đồng`: who acts is no part of the name, what is done is."""
    low = here.front_low
    verb = names.ends_in_doing(low)
    if verb is None or here.walk.whole is not None or names.starts_as_indicator(low):
        return  # parts are told apart by who acts: `nhân dân góp`, `con em xa quê ủng hộ`
    verb = chain_start(low, verb)
    actor = low[:verb]
    if _INSTITUTIONS & set(actor) and "được" not in actor and not is_region(" ".join(low)):
        here.front, here.front_low = here.front[verb:], low[verb:]


def _read_movement(here: Situation) -> None:
    """`giảm tỷ lệ hộ nghèo 1,5%`: the verb before the indicator is a movement and no name."""
    draft, low = here.draft, here.front_low
    size = 2 if low[:2] in (["kéo", "giảm"], ["tăng", "trưởng"]) else 1
    verb = low[size - 1] if size == 1 or low[0] == "kéo" else "tăng"
    rest = low[size:]
    if verb not in {"giảm", "tăng", "nâng", "kéo"} or len(rest) < 2 or rest[0] in _NO_OBJECT:
        return
    ratio = draft.quantity.sort in RATIO
    if not names.starts_as_indicator(rest) and not (ratio and size == 2 and verb == "giảm"):
        return
    bare = draft.cue.role == "" or draft.cue.word in {"từ", "ít nhất", "tối thiểu"}
    if verb in {"giảm", "tăng"} and bare and ratio:
        draft.cue.role = "down" if verb == "giảm" else "up"
    here.front, here.front_low = here.front[size:], rest


_NO_OBJECT = {"cường", "tốc", "kinh", "tín", "thêm", "dần"}


def _name_at_prices(here: Situation) -> bool:
    """`theo giá hiện hành ước 31.460 tỷ đồng, theo giá so sánh ước 19.875 tỷ đồng`: the same, otherwise."""
    low, thing = here.words.sentence.low, here.beside
    head = here.front[0] - 1 if here.front else 0
    if thing is None or here.front_low[:1] != ["giá"] or low[head] != "theo":
        return False
    told = re.sub(r" theo giá (?:hiện hành|so sánh).*", "", thing.name)
    here.draft.name = f"{told} theo giá {'so sánh' if 'so' in low[head : here.draft.quantity.lead] else 'hiện hành'}"
    return True


def _name_worth(here: Situation) -> bool:
    """`Mỗi phần quà trị giá 500 nghìn đồng`, `với tổng trị giá 24 triệu đồng`: what it is worth."""
    draft = here.draft
    if not draft.cue.word.startswith("trị giá") or draft.quantity.sort != "money":
        return False
    thing = here.beside
    counted = thing is not None and thing.quantity.sort in COUNTED
    whole = here.front_low in (["tổng"], ["tổng", "cộng"])
    parted = here.words.sentence.low[draft.cue.first - 1] == ","
    if counted and thing is not None and (whole or (parted and here.front)):
        draft.name = name_attribute("tổng trị giá" if whole else "trị giá", thing)
        return True
    if here.front and not whole and not names.starts_as_indicator(here.front_low):
        draft.name = f"trị giá {here.words.write(here.front)}"
        return True
    return False


_ATTRIBUTE_CUES = {"với số tiền": "số tiền", "trị giá": "trị giá", "số tiền": "số tiền"}


def _name_by_attribute(here: Situation) -> bool:
    """`98 suất quà, trị giá 49 triệu đồng`: the measure of the thing that was just counted."""
    thing, word = here.beside, here.draft.cue.word
    if (
        thing is None
        or thing.quantity.sort not in COUNTED
        or here.draft.quantity.sort != "money"
        or word not in _ATTRIBUTE_CUES
    ):
        return False
    here.draft.name = name_attribute(_ATTRIBUTE_CUES[word], thing)
    return True


def _name_by_tail(here: Situation) -> bool:
    """`có 52 chi bộ trực thuộc`: the noun after the number."""
    draft = here.draft
    if not here.tail or (here.bare and repeats(draft, here.anchor)):
        return False
    draft.name = draft.tail
    name_cases(here.walk, draft)
    name_of_many(here.walk, draft)
    whole = here.walk.whole
    if (
        whole is not None
        and draft.quantity.sort == "percent"
        and whole.quantity.sort in COUNTED
        and opens_predicate(draft.tail.lower().split())
    ):
        draft.name = f"{whole.tail or whole.name} {draft.tail}"  # `trong đó 96% đạt chuẩn`
    draft.because.append("tên: danh từ đứng sau số")
    complete_counted(here.walk, draft, here.anchor, here.gap, bare=here.bare)
    return True


def _name_by_anchor(here: Situation) -> bool:
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
    for_whom = _read_for_whom(here)
    if for_whom:
        draft.name = f"{anchor.head or anchor.name} {for_whom}"
        draft.head = anchor.head or anchor.name
        return True
    draft.because.append("tên: lấy lại của số liệu trước")
    draft.doubt += Decimal("0.2")
    if draft.quantity.sort != "money" or anchor.quantity.sort == "money":
        return True
    counted = anchor.quantity.sort in COUNTED
    attribute = _ATTRIBUTE_CUES.get(draft.cue.word, "")
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


_INSTITUTIONS = word_set("names", "institutions")
_LONGEST_FOR = 14


def _read_for_whom(here: Situation) -> str:
    """`0,5%/năm đối với tiền gửi không kỳ hạn; 4,3%/năm đối với kỳ hạn 1 tháng`: what sets them apart."""
    low, end = here.words.sentence.low, here.draft.quantity.end
    if low[end : end + 2] != ["đối", "với"]:
        return ""
    stop = next((index for index in range(end, len(low)) if low[index] in ",;.("), len(low))
    return here.words.write(list(range(end + 2, min(stop, end + 2 + _LONGEST_FOR))))


_TOPIC_ENDS = {"duy", "đã", "được", "tiếp", "đạt", ",", ";", "có", "là", "ước"}


def _name_by_topic(here: Situation) -> bool:
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


_RULES = (
    name_plan,
    name_grade,
    name_harmed,
    _name_where,
    name_by_verb,
    _drop_subject,
    _name_criteria,
    _name_measured,
    _name_worth,
    _name_at_prices,
    _name_by_front,
    _name_by_attribute,
    _name_by_tail,
    _name_by_anchor,
    _name_by_topic,
)


def _is_economy(phrase_low: list[str]) -> bool:
    """`Kinh tế thành phố tăng trưởng 8%`, `Huyện tăng trưởng 12%`: growth is that of the economy."""
    return (
        phrase_low[:2] == ["kinh", "tế"]
        or (len(phrase_low) == 1 and phrase_low[0] in {"tỉnh", "huyện", "quận"})
        or phrase_low in (["thành", "phố"], ["thị", "xã"], ["chúng", "ta"])
    )


def _read_tail(
    words: Words, quantity: Quantity, following: int, base: tuple[str, int, int] | None
) -> list[int]:
    """The noun phrase after the number; a counted noun begins it."""
    if base is not None and quantity.sort not in COUNTED:
        return []
    if quantity.sort not in COUNTED:
        return tails.after(words, quantity.end, following)
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
        return tails.after(words, quantity.stop, following)
    unit = list(range(max(quantity.stop, stop - size), stop))
    return unit + tails.after(words, quantity.end, following)
