"""The words between two numbers: what ends the first, what begins the second."""

from __future__ import annotations

from congtin.figures.cues import Cue
from congtin.figures.drafts import Draft
from congtin.figures.names import starts_as_indicator
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.walk import COUNTED, Gap, Walk

_SOFT = {
    "và",
    "còn",
    "với",
    "riêng",
    "gồm",
    "nhưng",
    "song",
    "nâng",
    "đưa",
    "trong",
    "bao",
    "bình",
    "trị",
    "thêm",
    "do",
}


def compared_body(walk: Walk, quantity: Quantity, begin: int) -> str:
    """`cao hơn bình quân cả nước (8,02%)`: the number in brackets is that of the body compared."""
    low = walk.words.sentence.low
    if quantity.lead < 1 or low[quantity.lead - 1] != "(":
        return ""
    for place in range(quantity.lead - 2, max(begin, quantity.lead - 12), -1):
        if low[place] in {",", ";", "(", ")"}:
            return ""
        if low[place] == "hơn" and low[place - 1] in {"cao", "thấp", "nhanh", "chậm", "lớn", "nhỏ"}:
            kept = [
                index
                for index in range(place + 1, quantity.lead - 1)
                if low[index] not in {"so", "với", "mức", "của"}
            ]
            return walk.words.write(kept)
    return ""


def follows_label(walk: Walk, quantity: Quantity, cue: Cue) -> bool:
    """`Giáo dục: 3/3 trường giữ vững danh hiệu`: what stands before the colon is a topic, no name."""
    following = walk.words.sentence.low[quantity.end : quantity.end + 1]
    if quantity.sort in COUNTED and "/" in quantity.unit:
        return True
    if quantity.sort in COUNTED:
        return (bool(following) and following[0].isalpha()) or bool(cue.word)
    return (
        quantity.sort == "percent"
        and bool(following)
        and following[0].isalpha()
        and following[0] not in {"so", "và", "kế", "dự"}
    )


def opens_clause(low: list[str], base: tuple[str, int, int] | None) -> bool:
    """`... 12,2%; kế hoạch năm 2025 là 13%`: a noun that looks like a base opens the next figure."""
    return (
        base is not None
        and base[0] in {"plan", "noun"}
        and base[2] < len(low)
        and low[base[2]] in {"là", "đạt", "ước"}
    )


def cut_gap(walk: Walk, quantity: Quantity, cue: Cue, begin: int) -> Gap:
    low = walk.words.sentence.low
    stop = cue.first
    if begin == 0 or (low[begin] == "." and begin < stop):
        return Gap(begin, "start", inside=False)
    if (
        quantity.sign
        and walk.last_was == "change"
        and low[quantity.lead - 1 : quantity.lead] == ["("]
    ):
        return Gap(stop, "(", inside=True)  # `nhóm bị triệt phá (+133%)`
    depth, opened = 0, False
    hard = medium = -1
    for index in range(begin, stop):
        word = low[index]
        if index in walk.taken:
            continue
        if word == "(":
            depth += 1
            opened = True
            if medium < 0:
                medium = index
        elif word == ")":
            depth -= 1
            opened = False
            medium = index if medium < 0 or low[medium] == "(" else medium
        elif (
            (word == ":" and index < stop - 1)
            or word == ";"
            or (word in {"–", "—", "-", "+", "*", "•"} and low[index - 1] in ",.;")
        ):
            hard = index
        elif word == "," and medium < 0:
            medium = index
    if hard >= 0:
        return Gap(hard + 1, low[hard], inside=opened)
    soft = next(
        (
            index
            for index in range(begin, stop)
            if low[index] in _SOFT and index not in walk.taken and _parts_here(low, index, stop)
        ),
        -1,
    )
    if medium >= 0 and (
        soft < 0
        or medium < soft
        or low[soft] not in {"và", "trong", "bao", "gồm", "riêng", "với", "trị"}
    ):
        return Gap(medium + 1, low[medium], inside=opened)
    if soft >= 0:
        return Gap(soft, low[soft], inside=opened)
    if medium >= 0:
        return Gap(medium + 1, low[medium], inside=opened)
    return Gap(stop, "", inside=False)


def _parts_here(low: list[str], index: int, stop: int) -> bool:
    word = low[index]
    if word == "và" and low[index + 1 : index + 3] == ["đúng", "hạn"]:
        return False
    if word == "trong":
        return low[index + 1 : index + 2] in (["đó"], ["số"])
    if word == "bao":
        return low[index + 1 : index + 2] == ["gồm"]
    if word == "bình":
        return low[index + 1 : index + 2] == ["quân"]
    if word == "trị":
        return low[index + 1 : index + 2] == ["giá"]
    if word == "với":
        return low[index - 1] not in {"so", "cùng", "đối"}
    if word == "còn":
        return low[index + 1 : index + 2] not in (["hiệu"], ["dư"], ["lại"])
    if word == "thêm":
        return stop == index + 1
    if word == "riêng":
        return low[index - 1] != "sầu"
    if word == "do":
        return starts_as_indicator(low[index + 1 : index + 4])
    return True


_OF_THE_WHOLE = (
    ["trong", "đó"],
    ["cụ", "thể"],
    ["trong", "tổng", "số"],
    ["trong", "số", "này"],
    ["trong", "số", "đó"],
    ["trong", "mức", "tăng"],
    ["trong", "mức", "giảm"],
)


def note_whole(walk: Walk, gap: Gap, lead: int) -> None:
    """Open a breakdown at `trong đó`, close it at the end of its sentence or a new total."""
    words = walk.words
    low = words.sentence.low
    if not walk.drafts:
        first = next((index for index in range(lead) if low[index].isalpha()), lead)
        known = walk.earlier or walk.history[-6:]
        if known and any(low[first : first + len(words)] == words for words in _OF_THE_WHOLE):
            walk.whole = _whole_of(walk, known, lead)
        return
    region = range(walk.drafts[-1].quantity.end, max(lead, gap.head))
    opens = any(
        low[index] == "gồm"
        or (
            low[index] == "riêng"
            and low[index - 1] != "sầu"  # a fruit
            and low[index + 1 : index + 2] not in ([";"], [","], ["."], [")"])
        )
        or low[index : index + 2] == ["trong", "đó"]
        or low[index : index + 3] == ["trong", "số", "đó"]
        for index in region
    )
    if not opens:
        return
    total = walk.drafts[-1]
    if total.parent is not None and any(low[index] == "riêng" for index in region):
        return
    singled = any(
        low[index] == "riêng" and (not index or low[index - 1] != "(") for index in region
    )
    walk.whole = total.parent if total.parent is not None and singled else total


def _whole_of(walk: Walk, known: list[Draft], lead: int) -> Draft | None:
    """The total that a sentence with `Trong đó` goes on from: the last of the same unit, if any."""
    wholes = [draft for draft in reversed(known) if draft.parent is None]
    part = next((quantity for quantity in walk.quantities if quantity.lead == lead), None)
    alike = (
        draft
        for draft in wholes
        if part is not None
        and draft.quantity.unit.split(" ")[0] == part.unit.split(" ")[0]
        and draft.quantity.sort == part.sort
    )
    return next(alike, wholes[0] if wholes else None)
