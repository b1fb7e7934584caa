"""What the items of a list share: a base, a unit, or figures dealt out by `lần lượt`."""

from __future__ import annotations

from congtin.figures.drafts import Draft, Modifier
from congtin.figures.names import Words, ends_in_doing, restored_head

_TIMES = ("cùng", "năm", "thời", "quý", "tháng", "đầu", "ck", "kỳ")


def share_bases(drafts: list[Draft]) -> None:
    """Give a base said once, at the end of a list or by the whole, to every movement in it."""
    base: str | None = None
    for draft in reversed(drafts):
        for item in reversed(draft.modifiers):
            if item.kind != "change":
                continue
            if item.base is not None:
                base = item.base if item.base.lower().startswith(_TIMES) else None
            elif base is not None:
                item.base = base
    for draft in drafts:
        for before, item in zip(draft.modifiers, draft.modifiers[1:], strict=False):
            twin = before.kind == item.kind == "change" and before.direction == item.direction
            if twin and item.base is None and before.unit != item.unit:
                item.base = before.base  # `tăng 2 tỷ đồng so với đầu năm (+8,2%)`
    _share_plan(drafts)
    for draft in drafts:
        if draft.parent is None:
            continue
        known = [
            item.base for item in draft.parent.modifiers if item.kind == "change" and item.base
        ]
        for item in draft.modifiers:
            if item.kind == "change" and item.base is None and known:
                item.base = known[0]


def _share_plan(drafts: list[Draft]) -> None:
    """`A đạt 52%, B đạt 33,6%, C đạt 27,9% kế hoạch`: all three are shares of the plan."""
    for index in range(len(drafts) - 2, -1, -1):
        here, following = drafts[index], drafts[index + 1]
        if (
            following.form != "share"
            or here.form != "level"
            or here.quantity.sort != "percent"
            or here.modifiers
        ):
            continue
        item = following.modifiers[0]
        reached = here.cue.word in {
            "đạt",
            "chỉ đạt",
            "mới đạt",
            "ước đạt",
        } and following.cue.word in {"đạt", "chỉ đạt", "mới đạt", "ước đạt"}
        if (
            reached
            and item.base
            and item.base.lower().startswith(("kế hoạch", "dự toán", "kh", "chỉ tiêu"))
            and here.quantity.value is not None
        ):
            here.form = "share"
            here.modifiers.append(Modifier("share", "", here.quantity.value, "%", item.base))


def share_units(words: Words, drafts: list[Draft]) -> None:
    """`120, 85 và 40 ha`: numbers without a unit take that of a later one in their list."""
    low = words.sentence.low
    for index in range(len(drafts) - 2, -1, -1):
        here, following = drafts[index], drafts[index + 1]
        if here.quantity.sort != "none" or here.unit:
            continue
        between = low[here.quantity.end : following.quantity.lead]
        unit = following.unit or following.quantity.unit
        if (
            unit
            and unit != "%"
            and len(between) <= 8
            and not set(between) & {";", ":", "(", ")", "."}
        ):
            here.unit = unit
            if following.tail and ends_in_doing(here.name.lower().split()) is not None:
                here.name = f"{here.name} {following.tail}"  # `xây mới 19 và sửa chữa 33 căn nhà`
            here.because.append("đơn vị: dùng chung với số đứng sau")


def share_respectively(words: Words, drafts: list[Draft]) -> None:
    """Deal figures out to the names, or modifiers to the figures, that `lần lượt` orders."""
    low = words.sentence.low
    if "lượt" not in low and "ứng" not in low:
        return
    for place, word in enumerate(low):
        orders = word in {"lần", "tương"} and low[place + 1 : place + 2] in (["lượt"], ["ứng"])
        if orders and not _deal_names(words, drafts, place):
            _deal_modifiers(words, drafts, place)


def merge_bases(words: Words, drafts: list[Draft]) -> None:
    """`so với tháng trước và cùng kỳ tăng lần lượt 3,2% và 14,6%`: one figure with two movements."""
    low = words.sentence.low
    for index in range(len(drafts) - 2, -1, -1):
        here, following = drafts[index], drafts[index + 1]
        if here.form != "change" or len(here.modifiers) != 1 or following.name != here.name:
            continue
        item = here.modifiers[0]
        bases = (item.base or "").split(" và ")
        between = low[here.quantity.end : following.quantity.lead]
        if len(bases) != 2 or between != ["và"] or following.quantity.value is None:
            continue
        item.base = bases[0]
        here.modifiers.append(
            Modifier("change", item.direction, following.quantity.value, item.unit, bases[1])
        )
        here.because.append("mức tăng, giảm: chia theo hai gốc so sánh")
        del drafts[index + 1]


def _deal_names(words: Words, drafts: list[Draft], place: int) -> bool:
    first = next((index for index, draft in enumerate(drafts) if draft.quantity.first > place), -1)
    if first < 0 or drafts[first].quantity.first - place > 8:
        return False
    leader = drafts[first]
    count = 1
    while first + count < len(drafts):
        here = drafts[first + count]
        between = words.sentence.low[drafts[first + count - 1].quantity.end : here.quantity.lead]
        if (leader.quantity.sort not in (here.quantity.sort, "none")) or len(between) > 2:
            break
        count += 1
    items, head = _split_names(leader.name)
    if count >= 2 and leader.inside and _deal_again(drafts, first, count):
        return True
    if count < 2 or len(items) != count:
        return False
    for offset, item in enumerate(items):
        draft = drafts[first + offset]
        draft.name = f"{head} {item}".strip()
        if offset:
            _copy_role(leader, draft)
        draft.because.append("tên: chia theo “lần lượt”")
    return True


def _deal_again(drafts: list[Draft], first: int, count: int) -> bool:
    """`A chiếm 20%; B chiếm 38% (năm trước tương ứng là: 21%; 37%)`: the same figures once more."""
    told = drafts[max(0, first - count) : first]
    if len(told) != count or {draft.quantity.sort for draft in told} != {
        drafts[first].quantity.sort
    }:
        return False
    for draft, before in zip(drafts[first : first + count], told, strict=True):
        draft.name, draft.parent = before.name, before.parent
        draft.modifiers = []
        _copy_role(before, draft)
        draft.because.append("tên: lần lượt của các số liệu trước dấu ngoặc")
    return True


def _copy_role(leader: Draft, draft: Draft) -> None:
    if leader.form == "change" and draft.form == "share":
        draft.modifiers = []  # `15%, 9% và 6% so với cùng kỳ` are three movements
    draft.form = leader.form
    if (
        leader.form != "level"
        and leader.modifiers
        and not any(item.amount == draft.quantity.value for item in draft.modifiers)
    ):
        first = leader.modifiers[0]
        draft.modifiers.insert(
            0,
            Modifier(
                first.kind,
                first.direction,
                draft.quantity.value or first.amount,
                draft.quantity.unit or first.unit,
                first.base,
            ),
        )


_NUMERALS = {"hai", "ba", "bốn", "năm", "sáu", "bảy", "các", "cả", "2", "3", "4", "5", "6"}


def _split_names(name: str) -> tuple[list[str], str]:
    """Split `năng suất khoai tây, ngô` into its items and the head that they share."""
    items = [
        item.strip() for part in name.split(",") for item in part.split(" và ") if item.strip()
    ]
    if len(items) < 2:
        return [], ""
    first = [word for word in items[0].split(" ") if word.lower() not in _NUMERALS]
    count = restored_head([word.lower() for word in first])
    if not count and all(item[:1].isupper() for item in items[1:]):
        while count < len(first) - 1 and not (count and first[count][:1].isupper()):
            count += 1  # `Xuất khẩu sang Hàn Quốc, Canada`: the head ends where the places begin
    head = " ".join(first[:count])
    items[0] = " ".join(first[count:])
    return items, head


def _deal_modifiers(words: Words, drafts: list[Draft], place: int) -> bool:
    """`41,2 tỷ, 36,8 tỷ, 29 tỷ, vượt kế hoạch lần lượt 11%, 9% và 3%`: the last figure took all."""
    earlier = [draft for draft in drafts if draft.quantity.end <= place]
    if not earlier:
        return False
    taken = earlier[-1].modifiers
    count = next(
        (
            size
            for size in range(len(taken), 1, -1)
            if len({item.kind for item in taken[-size:]}) == 1 and size <= len(earlier)
        ),
        0,
    )
    if count < 2:
        return False
    dealt = taken[-count:]
    del taken[-count:]
    base = next((item.base for item in dealt if item.base), None)
    for draft, item in zip(earlier[-count:], dealt, strict=True):
        item.base = item.base or base
        draft.modifiers.append(item)
    return True
