"""Naming a figure by what is measured, met or worth."""

from __future__ import annotations

import re

from congtin.figures import names
from congtin.figures.naming.sharing import name_attribute
from congtin.figures.naming.situation import Situation
from congtin.figures.walk import COUNTED


def name_criteria(here: Situation) -> bool:
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


def name_measured(here: Situation) -> bool:
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


def name_where(here: Situation) -> bool:
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


def name_at_prices(here: Situation) -> bool:
    """`theo giá hiện hành ước 31.460 tỷ đồng, theo giá so sánh ước 19.875 tỷ đồng`: the same, otherwise."""
    low, thing = here.words.sentence.low, here.beside
    head = here.front[0] - 1 if here.front else 0
    if thing is None or here.front_low[:1] != ["giá"] or low[head] != "theo":
        return False
    told = re.sub(r" theo giá (?:hiện hành|so sánh).*", "", thing.name)
    here.draft.name = f"{told} theo giá {'so sánh' if 'so' in low[head : here.draft.quantity.lead] else 'hiện hành'}"
    return True


def name_worth(here: Situation) -> bool:
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


ATTRIBUTE_CUES = {"với số tiền": "số tiền", "trị giá": "trị giá", "số tiền": "số tiền"}


def name_by_attribute(here: Situation) -> bool:
    """`98 suất quà, trị giá 49 triệu đồng`: the measure of the thing that was just counted."""
    thing, word = here.beside, here.draft.cue.word
    if (
        thing is None
        or thing.quantity.sort not in COUNTED
        or here.draft.quantity.sort != "money"
        or word not in ATTRIBUTE_CUES
    ):
        return False
    here.draft.name = name_attribute(ATTRIBUTE_CUES[word], thing)
    return True
