"""How a figure gets its name.

The rules are tried from top to bottom, and the first that finds what it looks for names the
figure. Rules of two sides come first (`kết nạp 155 đảng viên`), then the noun phrase before the
number, the measure of a thing just counted, the noun after the number, and at last what can only
be taken over: the name of the figure before, or the topic of the sentence.
"""

from __future__ import annotations

from congtin.figures import names
from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.naming import tails
from congtin.figures.naming.by_front import name_by_front
from congtin.figures.naming.by_measure import (
    name_at_prices,
    name_by_attribute,
    name_criteria,
    name_measured,
    name_where,
    name_worth,
)
from congtin.figures.naming.counted import (
    complete_counted,
    name_cases,
    name_of_many,
    repeats,
)
from congtin.figures.naming.frames import (
    name_by_verb,
    name_grade,
    name_harmed,
    name_plan,
)
from congtin.figures.naming.sharing import opens_predicate
from congtin.figures.naming.situation import Situation
from congtin.figures.naming.taken_over import name_by_anchor, name_by_topic
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.vocabulary import TOKEN
from congtin.figures.walk import COUNTED, Gap, Walk


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


_RULES = (
    name_plan,
    name_grade,
    name_harmed,
    name_where,
    name_by_verb,
    _drop_subject,
    name_criteria,
    name_measured,
    name_worth,
    name_at_prices,
    name_by_front,
    name_by_attribute,
    _name_by_tail,
    name_by_anchor,
    name_by_topic,
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
