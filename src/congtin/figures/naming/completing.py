"""What an ellipsis dropped from a name, taken from the figures before."""

from __future__ import annotations

import re

from congtin.figures import names
from congtin.figures.drafts import Draft
from congtin.figures.naming import fronts
from congtin.figures.naming.sharing import name_attribute
from congtin.figures.walk import COUNTED, RATIO, Gap, Walk


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
    own = _ALONE.get(draft.quantity.unit, "")
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
_SHORT_NAME = 5
_MEASURES = ("diện tích", "năng suất", "sản lượng")
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
_ALONE = {
    "ha": "diện tích",
    "tạ/ha": "năng suất",
    "tấn/ha": "năng suất",
    "đồng/kg": "giá",
    "nghìn đồng/kg": "giá",
}


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
    if unit in _ALONE and phrase and walk.words.sentence.low[draft.quantity.lead - 1] == "(":
        cut = max(
            (place for place, word in enumerate(phrase_low) if word in _OPENS_LIST), default=-1
        )
        phrase, phrase_low = phrase[cut + 1 :], phrase_low[cut + 1 :]
        if phrase and not names.starts_as_indicator(phrase_low):
            draft.name = f"{_ALONE[unit]} {walk.words.write(phrase)}"
            return  # `Huyện có khu công nghiệp Yên Phong (651 ha)`
    if name in SOWN and unit.split(" ")[-1] == "ha":
        draft.name = f"diện tích {draft.name}"
    elif name in _BARE:
        _complete_budget(draft, name, [*walk.history, *walk.drafts])
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
            draft.name = f"{draft.name} {_capital_of(known)}".strip()
    elif name in _GENERIC:
        _complete_generic(walk, draft, name, phrase, known)
    elif name in _OF_A_CROP:
        crop = _subject_that_gives(walk, phrase, gap) or _crop_of(known)
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
            unit in _ALONE
            and not name.startswith(_ALONE[unit])
            and not draft.name.lower().startswith(_ALONE[unit])
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
        draft.name = f"{_ALONE[unit]} {draft.name}"


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
_REVENUE = re.compile(r"(?:mức |tổng )?doanh thu (?P<of>.+)", re.IGNORECASE)
_ACTIVITY = re.compile(
    r"(?:[Đđ]ối với|[Vv]ề|[Tt]rong) (?:các )?(?:hoạt động|lĩnh vực|ngành) ([^,;:.\d]{4,50}),"
)
_FINISHED = re.compile(
    r"(?:hoàn thành|kết thúc|triển khai|thực hiện|tổ chức|tập trung|thu hoạch|gieo trồng|đã|cơ bản)\s+",
    re.IGNORECASE,
)


def _complete_generic(
    walk: Walk, draft: Draft, name: str, phrase: list[int], known: list[Draft]
) -> None:
    """Complete a head by the object of `với`, the activity of the sentence, or the figure before."""
    words = walk.words
    low = words.sentence.low
    if phrase and phrase[0] and low[phrase[0] - 1] == "với":
        subject = words.write(fronts.before(words, max(0, phrase[0] - 14), phrase[0] - 1))
        thing = _FINISHED.sub("", subject)
        counted = next((one for one in reversed(walk.drafts) if one.quantity.sort in COUNTED), None)
        if counted is not None and any(letter.isdecimal() for letter in subject):
            draft.name = name_attribute(draft.name, counted)  # `70 suất quà, ... với tổng kinh phí`
            return
        if 0 < len(thing.split()) <= _SHORT_NAME:
            draft.name = f"{draft.name} {thing}"
        return
    if not name.endswith("doanh thu"):
        return
    told = words.text[words.sentence.start : words.sentence.starts[draft.quantity.first]]
    activity = _ACTIVITY.search(told)
    of_what = (
        activity[1]
        if activity
        else next(
            (match["of"] for other in reversed(known) if (match := _REVENUE.match(other.name))), ""
        )
    )
    if of_what and len(of_what.split()) <= _LONGEST_OF:
        draft.name = f"{draft.name} {of_what.strip()}"
        draft.because.append("tên: thêm hoạt động đã nêu")


_LONGEST_OF = 8
_CROP = re.compile(
    r"(?:(?:tổng )?diện tích|(?:tổng )?sản lượng|năng suất|thu hoạch|gieo trồng|gieo cấy|xuống giống|trồng mới)"
    r"(?: (?:bình quân|gieo|gieo trồng|nuôi|trồng|cấy|thu hoạch|cây|sơ bộ|mới|trung bình|cả năm|các loại|loại)(?!\w))*+(?P<crop>(?! được| của)(?: \S+){1,5})$",
    re.IGNORECASE,
)


def _crop_of(known: list[Draft]) -> str:
    """The crop whose area, yield or harvest was told last."""
    for other in reversed(known):
        crop = _CROP.match(other.name)
        if crop:
            return crop["crop"].strip()
    return ""


_CAPITAL = re.compile(r"(?<!\w)vốn(?!\w)(?: \S+){0,4}")


def _capital_of(known: list[Draft]) -> str:
    """`kế hoạch vốn đầu tư công 3.580 tỷ đồng, đã giải ngân 62%`: what is paid out was told before."""
    for other in reversed(known):
        place = _CAPITAL.search(other.name)
        if place:
            return place[0]
    return ""


def _subject_that_gives(walk: Walk, phrase: list[int], gap: Gap) -> str:
    """`Các loại rau màu vụ mùa cho năng suất 234 tạ/ha`: the subject of `cho` is what yields."""
    if not phrase or walk.words.sentence.low[phrase[0] - 1] not in {"cho", "có"}:
        return ""
    subject = fronts.before(walk.words, gap.head, phrase[0] - 1)
    return walk.words.write(subject) if 0 < len(subject) <= 6 else ""


def _complete_budget(draft: Draft, name: str, known: list[Draft]) -> None:
    verb = "thu" if "thu" in name else "chi"
    for other in reversed(known):
        if re.match(rf"(?:tổng )?(?:số )?{verb} (?:ngân sách|nsnn|cân đối)", other.name.lower()):
            draft.name = other.name
            return
    for other in reversed(known):
        low = other.name.lower()
        if (
            low.startswith((f"{verb} ", f"tổng {verb} ", f"tổng số {verb} "))
            and other.parent is None
        ):
            draft.name = other.name
            return
    for other in reversed(known):
        rest = re.search(r"\b(?:thu|chi) (ngân sách|nsnn|cân đối)", other.name.lower())
        if rest:
            draft.name = f"{draft.name} {rest[1]}"
            return


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
        or not (_REGION.match(draft.name) or _is_proper(draft.name))
    ):
        return
    told = whole.name.split(" ")
    draft.name = " ".join([*(told if len(told) <= _SHORT_NAME else told[:size]), draft.name])
    draft.because.append("tên: thêm phần đầu của tổng thể vào tên nơi")


_MARKET = re.compile(
    r"(?:^|[,;.] |và )([^,;.()]{2,40}?) (?:tiếp tục |vẫn |là |tiếp tục là |vẫn là )+"
    r"(?:thị trường|đối tác) (xuất|nhập) khẩu[^()]{0,60}\($"
)


def add_market(walk: Walk, draft: Draft, gap: Gap) -> None:
    """`Nhật Bản là thị trường xuất khẩu lớn nhất (kim ngạch 94 triệu USD)`: whose trade it is."""
    if not (gap.inside or gap.sign == "start") or draft.name.lower() not in {
        "kim ngạch",
        "trị giá",
        "giá trị",
    }:
        return
    sentence = walk.words.sentence
    opened = max(
        (index for index in range(draft.quantity.lead) if sentence.low[index] == "("), default=-1
    )
    if opened < 0:
        return
    told = walk.words.text[sentence.start : sentence.ends[opened]]
    market = _MARKET.search(told[-140:])
    if market:
        way = "xuất khẩu sang" if market[2] == "xuất" else "nhập khẩu từ"
        draft.name = f"{draft.name} {way} {market[1].strip()}"
        draft.because.append("tên: thêm thị trường đứng trước dấu ngoặc")


_TOPIC = 4  # words of an indicator before the name of a place


def name_places(drafts: list[Draft], history: list[Draft]) -> None:
    """`Hải Phòng tăng 26%; Bắc Ninh tăng 8%`: names that are only places move what was told before."""
    bare = [draft for draft in drafts if _is_proper(draft.name) and draft.form == drafts[0].form]
    if len(bare) < 2 or (drafts[0].form != "change" and bare[0].quantity.sort != "money"):
        return
    topic = next(
        (
            other
            for other in reversed([*history, *drafts[: drafts.index(bare[0])]])
            if other.form == bare[0].form
            and not _is_proper(other.name)
            and other.quantity.sort == bare[0].quantity.sort
            and len(other.name.split()) > 1
        ),
        None,
    )
    if topic is None:
        return
    for draft in bare:
        told = topic.name.split(" ")[:_TOPIC]
        draft.place, draft.name = draft.name, " ".join([*told, draft.name])
        draft.because.append("tên: thêm chỉ tiêu của câu trước vào tên nơi")


_INDICES = {
    "GRDP",
    "GDP",
    "CPI",
    "IIP",
    "FDI",
    "ODA",
    "NSNN",
    "BHYT",
    "BHXH",
    "HDI",
    "THCS",
    "THPT",
    "PCI",
    "PAPI",
    "PAR",
    "SIPAS",
    "BHTN",
}


_LONGEST_PLACE = 4


def _is_proper(name: str) -> bool:
    words = name.split()
    if len(words) == 1:
        return len(name) < 6 and name.isupper() and name.isalpha() and name not in _INDICES
    capitals = sum(word[0].isupper() and word[1:].islower() for word in words)
    return len(words) <= _LONGEST_PLACE and (
        capitals == len(words)
        or (capitals > len(words) / 2 and words[0] in {"Đặc", "Vương", "Cộng"})
    )
