"""Whether a figure is a level, a movement or a share, and what it then repeats as its modifier."""

from __future__ import annotations

from congtin.figures.drafts import Draft
from congtin.figures.prose.modifiers import make
from congtin.figures.vocabulary import phrases
from congtin.figures.walk import COUNTED, Walk

_AMOUNTS = phrases("names", "amounts")

_ATTAINED = {"đạt", "ước đạt", "chỉ đạt", "mới đạt", "đã đạt", "đạt được", "ước", "ước tính đạt"}


def low_between(walk: Walk, left: Draft, right: Draft) -> set[str]:
    """Give the words between two figures."""
    return set(walk.words.sentence.low[left.quantity.end : right.quantity.lead])


def shape(
    walk: Walk,
    draft: Draft,
    phrase_low: list[str],
    base: tuple[str, int, int] | None,
    base_text: str | None,
) -> None:
    quantity, role = draft.quantity, draft.cue.role
    sort = base[0] if base else ""
    previous = walk.drafts[-1] if walk.drafts else None
    if (
        role == ""
        and quantity.sort == "percent"
        and base is None
        and phrase_low
        and previous is not None
        and previous.form == "change"
        and draft.cue.base is None
    ):
        ordered = (
            previous.parent is not None and walk.whole is not None
        ) or "/năm" in quantity.unit
        if ordered and phrase_low[0] not in {"tỷ", "cơ", "mức", "độ"}:
            role = previous.modifiers[0].direction if previous.modifiers else ""
    if (
        role == ""
        and quantity.sort in COUNTED
        and not phrase_low
        and previous is not None
        and previous.form == "change"
        and previous.quantity.sort in COUNTED
        and walk.words.sentence.low[previous.quantity.end : quantity.lead][-1:] in ([","], ["và"])
        and not set(walk.words.sentence.low[previous.quantity.end : quantity.lead])
        & {";", ")", "("}
    ):
        role = previous.modifiers[0].direction if previous.modifiers else ""  # `giảm 5 sở, 7 phòng`
    if role in {"up", "down"}:
        draft.form = "change"
        draft.modifiers.append(make("change", role, quantity, base_text))
        draft.because.append("dạng: chỉ nêu mức tăng, giảm")
        walk.last_direction = role
    elif quantity.sort == "percent" and (
        (role == "share" and phrase_low)
        or sort in {"plan", "past", "compare"}
        or (sort == "whole" and bool(phrase_low))
        or (sort == "noun" and _AMOUNTS.match(phrase_low, 0, len(phrase_low)))
    ):
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, base_text))
        draft.because.append("dạng: chỉ nêu tỷ lệ so với gốc")
    elif (quantity.sort == "times" and role == "share") or (
        quantity.sort == "percent"
        and phrase_low[:2] in (["tỷ", "trọng"], ["tỉ", "trọng"])
        and role in {"", "level"}
    ):
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, base_text))
    elif (
        quantity.sort == "percent"
        and role == ""
        and base is None
        and phrase_low
        and phrase_low[0] not in {"tỷ", "tỉ"}
        and previous is not None
        and previous.form == "share"
        and previous.quantity.sort == "percent"
        and previous.cue.word.startswith("chiếm")
        and low_between(walk, previous, draft) & {",", ";", "và"}
    ):
        draft.form = "share"  # `nông nghiệp chiếm 12%; công nghiệp 42%; dịch vụ 36%`
        draft.cue.word = previous.cue.word
        draft.modifiers.append(make("share", "", quantity, previous.modifiers[0].base))
    elif draft.whole and quantity.sort == "percent":
        draft.form = "share"
        draft.modifiers.append(
            make("share", "", quantity, draft.whole[:1].lower() + draft.whole[1:])
        )
    elif (
        quantity.sort == "percent"
        and draft.cue.word in _ATTAINED
        and _AMOUNTS.match(phrase_low, 0, len(phrase_low))
    ):
        draft.form = "share"  # `thu ngân sách đạt 148%`: an amount is told as a share of its plan
        draft.modifiers.append(make("share", "", quantity, base_text))
    elif (
        draft.cue.base is not None
        and quantity.sort == "percent"
        and role in {"", "level"}
        and phrase_low[:2] != ["tỷ", "lệ"]
    ):
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, base_text))
