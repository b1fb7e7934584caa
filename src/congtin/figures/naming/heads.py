"""What a list says once for its items: the head, the label before a colon, the word that changes."""

from __future__ import annotations

import re

from congtin.figures import names
from congtin.figures.drafts import Draft
from congtin.figures.naming.places import is_proper
from congtin.figures.walk import Gap, Walk

_SHORT_NAME = 5
# Units that say by themselves what is measured.
ALONE = {
    "ha": "diện tích",
    "tạ/ha": "năng suất",
    "tấn/ha": "năng suất",
    "đồng/kg": "giá",
    "nghìn đồng/kg": "giá",
}


def add_label(walk: Walk, draft: Draft, phrase_low: list[str]) -> bool:
    """Put the indicator before a colon in front of the items of its list."""
    if not walk.label or names.restored_head(phrase_low) or phrase_low[0] in {"tổng", "thu", "chi"}:
        return False
    if walk.label.lower().startswith("cơ cấu"):
        if draft.quantity.sort == "percent":
            draft.whole = walk.label
        return True
    if names.starts_as_indicator(phrase_low) and phrase_low[0] not in {
        "lao",
        "hộ",
        "khu",
        "ngành",
        "nhóm",
        "công",
        "nông",
        "dịch",
        "xây",
        "thương",
        "thủy",
        "chăn",
        "trồng",
    }:
        return False
    listed = walk.label.lower()
    own = ALONE.get(draft.quantity.unit, "")
    if own in _MEASURES and listed.startswith(_MEASURES) and not listed.startswith(own):
        draft.name = f"{own} {draft.name}"
        draft.because.append("tên: chọn chỉ tiêu theo đơn vị")
        return True  # `Năng suất, sản lượng một số cây như: ngô đạt 48 tạ/ha`
    shared = _ONE_OF_MANY.split(walk.label)[0] or walk.label
    draft.name = f"{shared} {draft.name}"
    draft.because.append("tên: thêm chỉ tiêu đứng trước dấu hai chấm")
    return True


# `Sản lượng một số cây chủ lực: nhãn ..., cam ...`: the item takes the place of what is several.
_ONE_OF_MANY = re.compile(r" (?:một số|các|những|chia theo|phân theo|theo)(?!\w)")

_MEASURES = ("diện tích", "năng suất", "sản lượng")

# Words that open the part of a name that a list changes: `năng suất lúa vụ xuân ...; vụ hè thu`.
_CHANGING = {"vụ", "khối", "mũi", "cấp", "bậc", "thể", "hạng", "loại"}

_SWAPS = (
    {
        "nông thôn",
        "đô thị",
        "thành thị",
        "khu vực nông thôn",
        "khu vực thành thị",
        "khu vực đô thị",
    },
    {"nam", "nữ"},
    {"mầm non", "tiểu học", "thcs", "thpt"},
    {"trẻ nhà trẻ", "trẻ mẫu giáo"},
)


def swap_counterpart(draft: Draft, anchor: Draft | None) -> bool:
    """`Tỷ lệ dân số nông thôn dùng nước sạch 91%, đô thị 99%`: one word of the name changes."""
    if anchor is None or anchor.quantity.sort != draft.quantity.sort:
        return False
    name, other_name = draft.name.lower(), anchor.name.lower()
    first = name.split(" ")[0]
    place = other_name.find(f" {first} ")
    if first in _CHANGING and place > 0 and anchor.form == draft.form:
        draft.name = anchor.name[: place + 1] + draft.name
        draft.because.append("tên: thay phần đuôi trong tên của số liệu trước")
        return True
    for group in _SWAPS:
        if name not in group:
            continue
        for word in sorted(group - {name}, key=len, reverse=True):
            if f" {word} " in f" {other_name} ":
                place = other_name.index(word)
                rest = anchor.name[place + len(word) :]
                if name.startswith("khu vực ") and other_name[:place].endswith("khu vực "):
                    place -= len("khu vực ")
                draft.name = anchor.name[:place] + draft.name + rest
                draft.because.append("tên: thay từ đối ứng trong tên của số liệu trước")
                return True
    return False


def restore_head(draft: Draft, phrase_low: list[str], anchor: Draft | None, gap: Gap) -> None:
    count = names.restored_head(phrase_low)
    if count:
        draft.head = " ".join(draft.name.split(" ")[:count])
        return
    if (
        phrase_low[0] in {"giảm", "tăng", "nâng", "đưa", "giữ", "duy"}
        or names.ends_in_doing(phrase_low) is not None
        or (names.doing_at(phrase_low, 0) and not names.starts_as_indicator(phrase_low))
    ):
        return
    if (
        anchor is None
        or not anchor.head
        or (
            names.starts_as_indicator(phrase_low)
            and phrase_low[0]
            not in {
                "thủy",
                "công",
                "nông",
                "dịch",
                "xây",
                "lưu",
                "khai",
                "chăn",
                "trồng",
                "lâm",
                "thương",
                "khu",
            }
        )
    ):
        return
    if anchor.head.lower().startswith(("tỷ", "cơ cấu")) and draft.quantity.sort != "percent":
        return
    if gap.sign == "start" or anchor.quantity.sort != draft.quantity.sort:
        return
    draft.head = anchor.head
    shared = next(
        (size for size in (3, 2, 1) if anchor.head.lower().split(" ")[-size:] == phrase_low[:size]),
        0,
    )
    rest = draft.name.split(" ")[shared:]
    draft.name = " ".join([anchor.head, *rest])
    draft.because.append("tên: khôi phục phần đầu đã lược")


_REGION = re.compile(
    r"(?:các )?(?:(?:địa phương|tỉnh|huyện|xã) (?:phía|miền|ven|vùng)|miền|vùng|đồng bằng|trung du|khu vực (?:thành thị|nông thôn|đô thị|miền núi|phía)|nông thôn$|thành thị$|đô thị$)",
    re.IGNORECASE,
)


def is_region(name: str) -> bool:
    """Tell whether a name is that of a part of the country or of an area."""
    return _REGION.match(name) is not None


def add_head_to_place(draft: Draft, whole: Draft) -> None:
    """`diện tích gieo cấy cả nước ..., trong đó các tỉnh phía Bắc ...`: a part told by its place alone."""
    size = names.restored_head(whole.name.lower().split(" "))
    if (
        not size
        or whole.quantity.sort != draft.quantity.sort
        or not (_REGION.match(draft.name) or is_proper(draft.name))
    ):
        return
    told = whole.name.split(" ")
    draft.name = " ".join([*(told if len(told) <= _SHORT_NAME else told[:size]), draft.name])
    draft.because.append("tên: thêm phần đầu của tổng thể vào tên nơi")
