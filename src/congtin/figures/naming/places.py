"""Names that are only places, and whose trade it is."""

from __future__ import annotations

import re

from congtin.figures.drafts import Draft
from congtin.figures.walk import Gap, Walk

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
    bare = [draft for draft in drafts if is_proper(draft.name) and draft.form == drafts[0].form]
    if len(bare) < 2 or (drafts[0].form != "change" and bare[0].quantity.sort != "money"):
        return
    topic = next(
        (
            other
            for other in reversed([*history, *drafts[: drafts.index(bare[0])]])
            if other.form == bare[0].form
            and not is_proper(other.name)
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


def is_proper(name: str) -> bool:
    words = name.split()
    if len(words) == 1:
        return len(name) < 6 and name.isupper() and name.isalpha() and name not in _INDICES
    capitals = sum(word[0].isupper() and word[1:].islower() for word in words)
    return len(words) <= _LONGEST_PLACE and (
        capitals == len(words)
        or (capitals > len(words) / 2 and words[0] in {"Đặc", "Vương", "Cộng"})
    )
