"""What an ellipsis dropped from a name, taken from the figures before."""

from __future__ import annotations

import re

from congtin.figures import names
from congtin.figures.drafts import Draft
from congtin.figures.naming.heads import ALONE
from congtin.figures.naming.subjects import (
    capital_of,
    complete_budget,
    complete_generic,
    crop_of,
    subject_that_gives,
)
from congtin.figures.walk import RATIO, Gap, Walk

_BARE = {
    "thu",
    "chi",
    "tổng thu",
    "tổng chi",
    "phấn đấu thu",
    "số thu",
    "thu được",
    "thu thêm",
    "tổng số thu",
}

_OF_A_SUBJECT = {
    "giải ngân",
    "mới giải ngân",
    "giải ngân được",
    "xuất khẩu",
    "nhập khẩu",
    "đón",
    "thu hút",
    "huy động",
}

_OF_A_CROP = {
    "năng suất",
    "năng suất bình quân",
    "sản lượng",
    "năng suất trung bình",
    "năng suất cả năm",
    "tổng sản lượng",
    "sản lượng cả năm",
}

SOWN = {"gieo trồng", "gieo cấy", "gieo", "xuống giống", "trồng", "trồng mới", "thu hoạch"}

_OPENS_LIST = {"có", "gồm", "là", "như"}


def complete_name(
    walk: Walk,
    draft: Draft,
    phrase: list[int],
    phrase_low: list[str],
    anchor: Draft | None,
    gap: Gap,
) -> None:
    """Complete a bare name from the figures before it: `chi 9,4 tỷ` after `thu ngân sách xã`."""
    name = draft.name.lower()
    known = [*walk.earlier, *walk.drafts]
    unit = draft.quantity.unit
    if unit in ALONE and phrase and walk.words.sentence.low[draft.quantity.lead - 1] == "(":
        cut = max(
            (place for place, word in enumerate(phrase_low) if word in _OPENS_LIST), default=-1
        )
        phrase, phrase_low = phrase[cut + 1 :], phrase_low[cut + 1 :]
        if phrase and not names.starts_as_indicator(phrase_low):
            draft.name = f"{ALONE[unit]} {walk.words.write(phrase)}"
            return  # `Huyện có khu công nghiệp Yên Phong (651 ha)`
    if name in SOWN and unit.split(" ")[-1] == "ha":
        draft.name = f"diện tích {draft.name}"
    elif name in _BARE:
        complete_budget(draft, name, [*walk.history, *walk.drafts])
    elif name in _OF_A_SUBJECT:
        verb = next(
            verb
            for verb in ("giải ngân", "xuất khẩu", "nhập khẩu", "thu hút", "đón", "huy động")
            if verb in name
        )
        full = next(
            (
                other.name
                for other in reversed([*walk.history, *walk.drafts])
                if other.name.lower().startswith(verb + " ")
                and not {"quân", "nước"} & set(other.name.lower().split())
            ),
            None,
        )
        if full is not None:
            draft.name = full
        elif verb == "giải ngân":
            draft.name = f"{draft.name} {capital_of(known)}".strip()
    elif name in _GENERIC:
        complete_generic(walk, draft, name, phrase, known)
    elif name in _OF_A_CROP:
        crop = subject_that_gives(walk, phrase, gap) or crop_of(known)
        if crop:
            draft.name = f"{draft.name} {crop}"
    elif (
        anchor is not None
        and anchor in walk.drafts
        and _complete_from_anchor(walk, draft, name, phrase, phrase_low, anchor)
    ):
        return
    elif (
        (
            unit in ALONE
            and not name.startswith(ALONE[unit])
            and not draft.name.lower().startswith(ALONE[unit])
            and not names.starts_as_indicator(phrase_low)
            and names.ends_in_doing(phrase_low) is None
            and len(phrase_low) <= 5
        )
        and (not _is_part(walk, draft))
        and (
            unit != "ha"
            or gap.sign in {"start", ":"}
            or any("diện tích" in other.name.lower() for other in known)
        )
    ):
        draft.name = f"{ALONE[unit]} {draft.name}"


def _is_part(walk: Walk, draft: Draft) -> bool:
    """`diện tích nhiễm 2.318 ha, gồm rầy nâu 715 ha`: among parts the item's own words suffice."""
    whole = walk.whole
    return (
        whole is not None
        and whole in walk.drafts
        and whole.quantity.unit == draft.quantity.unit
        and "riêng" not in walk.words.sentence.low[whole.quantity.end : draft.quantity.lead]
    )


# Heads that say nothing without what they are of: `Doanh thu 10 tháng ước đạt 62.000 tỷ đồng`.
_GENERIC = {
    "doanh thu",
    "mức doanh thu",
    "tổng doanh thu",
    "tổng diện tích",
    "kim ngạch",
    "trị giá",
    "tổng kinh phí",
    "tổng vốn",
    "số vốn",
    "tổng số vốn",
}


def _complete_from_anchor(
    walk: Walk, draft: Draft, name: str, phrase: list[int], phrase_low: list[str], anchor: Draft
) -> bool:
    low = walk.words.sentence.low
    same = anchor.quantity.sort == draft.quantity.sort
    if name.endswith(" này"):
        meant = next(
            (
                other.name
                for other in reversed([*walk.history, *walk.earlier, *walk.drafts])
                if other.name.lower().startswith(name[:-4]) and other.name.lower() != name
            ),
            None,
        )
        if meant is not None:
            draft.name = meant
            return True
    if name == "bình quân":
        alike = next(
            (
                other.name
                for other in reversed([*walk.earlier, *walk.drafts])
                if draft.quantity.sort == "money" and other.quantity.sort == "money"
            ),
            anchor.name,
        )
        draft.name = f"bình quân {alike}"
        return True
    if name in {"đóng góp", "mức đóng góp"} and draft.quantity.sort in RATIO:
        whom = anchor.name.removeprefix("đóng góp của ")
        draft.name = f"đóng góp của {whom}"
        return True
    if name == "tổng" and draft.cue.word == "trị giá" and anchor.tail:
        draft.name = f"tổng trị giá {anchor.tail}"
        return True
    if name == "tổng số" and anchor.tail:
        draft.name = f"tổng số {anchor.tail}"
        return True
    before = low[phrase[0] - 1] if phrase[0] else ""
    if (
        same
        and draft.quantity.sort == "percent"
        and before == "có"
        and not names.starts_as_indicator(phrase_low)
    ):
        draft.name = f"{anchor.name} có {draft.name}"
        return True
    if (
        same
        and re.match(
            r"(?:xã|huyện|phường|khu vực|vùng|đơn vị|thôn|bản|hộ) (?:nghèo|đảo|miền|ngoại|nội|nông|thành|còn|đặc|biên|bãi|ven|dân)",
            name,
        )
        and draft.cue.role in {"up", "down"}
        and anchor.form == "change"
    ):
        draft.name = (
            f"{anchor.name} các {draft.name}" if before == "các" else f"{anchor.name} {draft.name}"
        )
        return True
    if same and _PLACE.match(draft.name):
        draft.place, draft.name = draft.name, anchor.name
        return True
    return False


_PLACE = re.compile(
    r"(?:[Pp]hường|[Xx]ã|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|[Tt]ỉnh) [A-ZĐÀ-Ỹ]\S*(?: [A-ZĐÀ-Ỹ0-9]\S*)*$"
)
