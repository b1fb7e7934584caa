"""Naming a figure by the noun phrase before its number."""

from __future__ import annotations

from congtin.figures import names
from congtin.figures.naming.completing import complete_name
from congtin.figures.naming.counted import (
    is_owner,
    name_cases,
    name_of_many,
)
from congtin.figures.naming.frames import (
    chain_start,
)
from congtin.figures.naming.heads import (
    add_head_to_place,
    add_label,
    is_region,
    restore_head,
    swap_counterpart,
)
from congtin.figures.naming.places import add_market
from congtin.figures.naming.sharing import is_attribute, name_attribute
from congtin.figures.naming.situation import Situation
from congtin.figures.naming.taken_over import read_for_whom
from congtin.figures.vocabulary import word_set
from congtin.figures.walk import COUNTED, RATIO


def name_by_front(here: Situation) -> bool:
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
    for_whom = read_for_whom(here)
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

_INSTITUTIONS = word_set("names", "institutions")


def _is_economy(phrase_low: list[str]) -> bool:
    """`Kinh tế thành phố tăng trưởng 8%`, `Huyện tăng trưởng 12%`: growth is that of the economy."""
    return (
        phrase_low[:2] == ["kinh", "tế"]
        or (len(phrase_low) == 1 and phrase_low[0] in {"tỉnh", "huyện", "quận"})
        or phrase_low in (["thành", "phố"], ["thị", "xã"], ["chúng", "ta"])
    )
