"""One sentence of prose: which numbers are figures, and which only modify one.

Walks over the quantities from left to right. The words between two of them are cut into the tail
of the first and the head of the second; the head's verb and noun phrase decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from congtin.figures import lists, names
from congtin.figures.cues import Cue, find_cue
from congtin.figures.drafts import Draft
from congtin.figures.modifiers import find_base, make
from congtin.figures.names import Words
from congtin.figures.quantities import Quantity, match_unit
from congtin.figures.vocabulary import TOKEN

_RATIO = {"percent", "points", "times"}
_SOFT = {"và", "còn", "với", "riêng", "gồm", "nhưng", "song", "nâng", "đưa", "trong", "bao", "bình", "trị", "thêm"}
_HARMED = {"chết", "thương", "tử", "mất", "thiệt", "bị"}
_COUNTED = {"count", "guess"}


@dataclass(slots=True)
class _Gap:
    """The words between two quantities: where the head begins, and what parts it from the tail."""

    head: int
    sign: str  # ; : , ( ) a word, or nothing
    inside: bool  # the quantity stands in the brackets that opened after the last one


@dataclass(slots=True)
class _Walk:
    words: Words
    quantities: list[Quantity]
    taken: set[int]
    earlier: list[Draft]
    drafts: list[Draft] = field(default_factory=list)
    based: set[int] = field(default_factory=set)
    whole: Draft | None = None  # the figure whose parts are being listed
    whole_name: str = ""
    last_was: str = ""  # what the last quantity was: figure, change or share
    last_direction: str = ""
    history: list[Draft] = field(default_factory=list)
    label: str = ""  # the indicator before the colon of a list
    doubtful: list[Draft] = field(default_factory=list)  # bare numbers that may take a unit from a neighbour


def read_sentence(
    words: Words, quantities: list[Quantity], taken: set[int], earlier: list[Draft], whole: Draft | None = None, history: list[Draft] | None = None
) -> tuple[list[Draft], set[int]]:
    """Read a sentence's quantities into drafts; the second value holds the tokens of bases."""
    walk = _Walk(words, quantities, taken, earlier, whole=whole, history=history or earlier)
    cues: list[Cue] = []
    previous_end = 0
    for quantity in quantities:
        cues.append(find_cue(words.sentence.low, quantity, previous_end, taken))
        previous_end = quantity.end
    previous_end = 0
    for index, quantity in enumerate(quantities):
        later = next((place for place in range(index + 1, len(quantities)) if quantities[place].refused not in {"definition", "label", "sort", "glued", "time", "year"}), -1)
        following = cues[later].first if later > 0 else len(words.sentence.low)
        if not quantity.refused:
            _take(walk, quantity, cues[index], previous_end, following)
            previous_end = quantity.end
        elif quantity.refused in {"pointer", "paper", "vote"}:
            previous_end = quantity.end
    lists.share_respectively(words, walk.drafts)
    lists.share_bases(walk.drafts)
    lists.share_units(words, walk.drafts)
    lost = {id(draft) for draft in walk.doubtful if not draft.unit}
    return [draft for draft in walk.drafts if id(draft) not in lost], walk.based


def _take(walk: _Walk, quantity: Quantity, cue: Cue, begin: int, following: int) -> None:
    low = walk.words.sentence.low
    gap = _cut_gap(walk, quantity, cue, begin)
    _note_whole(walk, gap, quantity.lead)
    phrase = names.before(walk.words, gap.head, cue.first) if gap.head < cue.first else []
    phrase_low = [low[index] for index in phrase]
    if phrase and low[cue.first - 1] == ":" and not names.starts_as_indicator(phrase_low) and _follows_label(walk, quantity, cue):
        phrase, phrase_low = [], []
    base = find_base(low, quantity.end, following)
    if base is not None and base[0] in {"noun", "whole"} and phrase and cue.role == "" and names.ends_in_doing(phrase_low) is not None:
        base = None
    if _opens_clause(low, base) or (base is not None and base[0] != "compare" and quantity.sort not in _RATIO):
        base = None
    if base is not None and base[0] in {"noun", "whole"} and not phrase and cue.role in {"", "level"} and cue.word not in {"đạt", "ước đạt"}:
        base = None
    if cue.word == "vượt" and quantity.sort not in _RATIO and base is None and cue.base is None:
        cue.role = "level"
        quantity.comparator = "gt" if quantity.comparator in {"eq", "approx"} else quantity.comparator
    if cue.role == "up" and cue.first and low[cue.first - 1] == "và" and phrase and quantity.sort not in _RATIO:
        phrase = names.before(walk.words, gap.head, quantity.lead)  # `vốn cấp mới và tăng thêm`
        phrase_low, cue.role = [low[index] for index in phrase], ""
    if cue.role == "up" and cue.word.startswith("tăng trưởng") and not phrase and gap.sign in {"start", ";", ":"}:
        cue.role = "level"
        phrase = [index for index in range(cue.first, quantity.lead) if low[index] in {"tăng", "trưởng"}]
        phrase_low = [low[index] for index in phrase]
    of_noun = cue.role in {"up", "down"} and base is not None and base[0] == "noun" and low[base[1]] in {"số", "diện", "giá", "thời"} and quantity.sort == "percent"
    if of_noun and base is not None and (not phrase or not names.starts_as_indicator(phrase_low)):
        phrase = list(range(base[1], base[2]))  # `giảm 50% số hộ nghèo`
        phrase_low, base = [low[index] for index in phrase], None
    base_text = _base_text(walk, base, cue)
    anchor = walk.drafts[-1] if walk.drafts else None
    compared = _compared_body(walk, quantity, begin) if anchor is not None else ""
    if compared and anchor is not None:
        cue.role = ""
        draft = Draft(quantity, cue, f"{anchor.name} {compared}", form=anchor.form, clause=cue.first, inside=True)
        if anchor.form == "change" and anchor.modifiers:
            draft.modifiers.append(make("change", anchor.modifiers[0].direction, quantity, None))
        draft.because.append("tên: thêm nơi được so sánh vào tên của số liệu trước")
        walk.drafts.append(draft)
        walk.last_was = "figure"
        return
    if anchor is not None and anchor.inside and begin < len(low) and (low[begin] == ")" or ")" in low[begin : gap.head]):
        anchor = next((draft for draft in reversed(walk.drafts) if not draft.inside), anchor)
    if quantity.sort in _RATIO and not phrase and anchor is not None and _modify(walk, anchor, quantity, cue, gap, base, base_text):
        return
    if cue.role in {"up", "down"} and not phrase and quantity.sort not in _RATIO and _modify_amount(walk, quantity, cue, following, base_text):
        return
    draft = _new_draft(walk, quantity, cue, gap, phrase, phrase_low, following, base, base_text)
    draft.inside = gap.inside
    if low[gap.head : cue.first][-2:] == ["cùng", "kỳ"] and gap.inside:
        draft.year_before = True
    if quantity.sort == "none" and not draft.unit and not _is_pure(draft, phrase_low):
        walk.doubtful.append(draft)
    walk.drafts.append(draft)
    walk.last_was = "figure"
    walk.last_direction = ""


def _compared_body(walk: _Walk, quantity: Quantity, begin: int) -> str:
    """`cao hơn bình quân cả nước (8,02%)`: the number in brackets is that of the body compared."""
    low = walk.words.sentence.low
    if quantity.lead < 1 or low[quantity.lead - 1] != "(" or quantity.sort not in _RATIO:
        return ""
    for place in range(quantity.lead - 2, max(begin, quantity.lead - 12), -1):
        if low[place] in {",", ";", "(", ")"}:
            return ""
        if low[place] == "hơn" and low[place - 1] in {"cao", "thấp", "nhanh", "chậm", "lớn", "nhỏ"}:
            kept = [index for index in range(place + 1, quantity.lead - 1) if low[index] not in {"so", "với", "mức", "của"}]
            return walk.words.write(kept)
    return ""


def _follows_label(walk: _Walk, quantity: Quantity, cue: Cue) -> bool:
    """`Giáo dục: 3/3 trường giữ vững danh hiệu`: what stands before the colon is a topic, no name."""
    following = walk.words.sentence.low[quantity.end : quantity.end + 1]
    if quantity.sort in _COUNTED:
        return bool(following) and following[0].isalpha() or bool(cue.word)
    return quantity.sort == "percent" and bool(following) and following[0].isalpha() and following[0] not in {"so", "và", "kế", "dự"}


def _opens_clause(low: list[str], base: tuple[str, int, int] | None) -> bool:
    """`... 12,2%; kế hoạch năm 2025 là 13%`: a noun that looks like a base opens the next figure."""
    return base is not None and base[0] in {"plan", "noun"} and base[2] < len(low) and low[base[2]] in {"là", "đạt", "ước"}


def _is_pure(draft: Draft, phrase_low: list[str]) -> bool:
    """An index or score has no unit, but a name and a verb: `HDI đạt 0,75`."""
    quantity = draft.quantity
    if quantity.total is not None:
        return bool(draft.name)
    decimal = quantity.value is not None and quantity.value != quantity.value.to_integral_value()
    if not phrase_low or len(draft.name) < 3:  # noqa: PLR2004 - a letter or two name nothing
        return False
    head = names.starts_as_indicator(phrase_low)
    if draft.cue.role in {"level", "up", "down"} and (head or decimal) and draft.cue.word not in {"từ", "đến", "tới", "với", "sẽ", "cả"}:
        return True
    return decimal and head


def _cut_gap(walk: _Walk, quantity: Quantity, cue: Cue, begin: int) -> _Gap:
    low = walk.words.sentence.low
    stop = cue.first
    if begin == 0:
        return _Gap(0, "start", inside=False)
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
        elif (word == ":" and index < stop - 1) or word == ";" or (word in {"–", "—", "-", "+", "*", "•"} and low[index - 1] in ",.;"):
            hard = index
        elif word == "," and medium < 0:
            medium = index
    if hard >= 0:
        return _Gap(hard + 1, low[hard], inside=opened)
    soft = next((index for index in range(begin, stop) if low[index] in _SOFT and index not in walk.taken and _parts_here(low, index, stop)), -1)
    if medium >= 0 and (soft < 0 or medium < soft or low[soft] not in {"và", "trong", "bao", "gồm", "riêng", "với", "trị"}):
        return _Gap(medium + 1, low[medium], inside=opened)
    if soft >= 0:
        return _Gap(soft, low[soft], inside=opened)
    if medium >= 0:
        return _Gap(medium + 1, low[medium], inside=opened)
    return _Gap(stop, "", inside=False)


def _parts_here(low: list[str], index: int, stop: int) -> bool:
    word = low[index]
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
    return True


def _note_whole(walk: _Walk, gap: _Gap, lead: int) -> None:
    """Open a breakdown at `trong đó`, close it at the end of its sentence or a new total."""
    words = walk.words
    low = words.sentence.low
    if not walk.drafts:
        return
    region = range(walk.drafts[-1].quantity.end, max(lead, gap.head))
    opens = any(
        low[index] in {"gồm", "riêng"} or low[index : index + 2] == ["trong", "đó"] or low[index : index + 3] == ["trong", "số", "đó"]
        for index in region
    )
    if not opens:
        return
    total = walk.drafts[-1]
    if total.parent is not None and any(low[index] == "riêng" for index in region):
        return
    walk.whole = total.parent if total.parent is not None and any(low[index] == "riêng" for index in region) else total


def _base_text(walk: _Walk, base: tuple[str, int, int] | None, cue: Cue) -> str | None:
    words = walk.words
    if base is not None:
        walk.based.update(range(base[1], base[2]))
        indexes = list(range(base[1], base[2]))
        return words.write(indexes)
    if cue.base is not None:
        walk.based.update(range(*cue.base))
        return words.write(list(range(*cue.base)))
    return None


def _modify(
    walk: _Walk, anchor: Draft, quantity: Quantity, cue: Cue, gap: _Gap, base: tuple[str, int, int] | None, base_text: str | None
) -> bool:
    """Add a ratio without a name of its own to the figure before it; False if it is a figure."""
    low = walk.words.sentence.low
    role = cue.role
    if _is_of_another_time(walk, quantity, cue, gap):
        return False
    if low[quantity.lead - 2 : quantity.lead] == ["hoàn", "thành"]:
        role = "share"
    if quantity.sort == "times" and role in {"", "level"} and low[quantity.lead - 1] == "gấp":
        role = "share"
    if role in {"up", "down"}:
        anchor.modifiers.append(make("change", role, quantity, base_text))
        walk.last_was, walk.last_direction = "change", role
        return True
    sort = base[0] if base else ""
    if role == "share" and not (quantity.sort == "percent" and _names_itself(walk, quantity, base)):
        anchor.modifiers.append(make("share", "", quantity, base_text))
        walk.last_was = "share"
        return True
    if quantity.sort == "points" or quantity.sort == "times":
        return False
    if sort in {"plan", "past", "compare"}:
        if walk.last_was == "change" and role == "" and gap.sign in {",", "và", ";"}:
            anchor.modifiers.append(make("change", walk.last_direction, quantity, base_text))
            return True
        anchor.modifiers.append(make("share", "", quantity, base_text))
        walk.last_was = "share"
        return True
    if walk.last_was == "change" and role == "" and gap.sign in {",", "và", ";"} and not _names_itself(walk, quantity, base) and anchor.quantity.sort not in _RATIO:
        anchor.modifiers.append(make("change", walk.last_direction, quantity, base_text))
        return True
    if walk.last_was == "share" and role == "" and gap.sign in {",", "và", ";"} and not _names_itself(walk, quantity, base) and anchor.quantity.sort not in _RATIO:
        anchor.modifiers.append(make("share", "", quantity, base_text))
        return True
    if gap.inside and not _names_itself(walk, quantity, base):
        of = base_text or _whole_base(walk)
        anchor.modifiers.append(make("share", "", quantity, of))
        walk.last_was = "share"
        return True
    if role == "level" and cue.word in {"đạt", "ước đạt", "chỉ đạt", "mới đạt", "tỷ lệ", "đạt tỷ lệ"} and anchor.quantity.sort not in _RATIO and not _names_itself(walk, quantity, base):
        anchor.modifiers.append(make("share", "", quantity, base_text))
        walk.last_was = "share"
        return True
    return False


def _is_of_another_time(walk: _Walk, quantity: Quantity, cue: Cue, gap: _Gap) -> bool:
    """`..., 9 tháng tăng 7%`, `(cùng kỳ 10,4%)`: a time of its own makes a figure of its own."""
    low = walk.words.sentence.low
    if low[gap.head : cue.first][-2:] == ["cùng", "kỳ"] and "so" not in low[gap.head : cue.first] and cue.base is None:
        return True
    head = [index for index in range(gap.head, cue.first) if low[index] not in ",(;"]
    if not head or cue.base is not None:
        return False
    dated = [index for index in head if index in walk.taken]
    return bool(dated) and not set(low[gap.head : cue.first]) & {"so", "với", "kỳ", "bằng", "hơn"}


def _names_itself(walk: _Walk, quantity: Quantity, base: tuple[str, int, int] | None) -> bool:
    """`97% dân số có thẻ BHYT`: the noun phrase after the number names it."""
    if base is not None:
        return False
    following = walk.words.sentence.low[quantity.end : quantity.end + 1]
    return bool(following) and following[0].isalpha() and following[0] not in {"và", "trong", "so", "nhưng", "do", "nhờ", "của", "cùng", "vào", "là", "góp", "ở", "tại", "với", "trên"} and quantity.end not in walk.words.hidden


def _whole_base(walk: _Walk) -> str | None:
    if walk.whole is None:
        return None
    shares = [item.base for item in walk.whole.modifiers if item.kind == "share" and item.base]
    return shares[0] if shares else None


def _modify_amount(walk: _Walk, quantity: Quantity, cue: Cue, following: int, base_text: str | None) -> bool:
    """`tăng 2 vụ, giảm 3 người chết`: movements in amounts find the figure that they belong to."""
    words = walk.words
    low = words.sentence.low
    rest = {low[index] for index in names.after(words, quantity.end, following)}
    best: Draft | None = None
    best_score = -1
    unit = quantity.unit.split("/")[0].split(" ")[-1]
    for place, draft in enumerate([*walk.earlier, *walk.drafts]):
        other = draft.quantity
        theirs = other.unit.split("/")[0].split(" ")
        same = other.sort == quantity.sort and (theirs[-1] == unit or theirs[0] == quantity.unit.split(" ")[0] or unit in draft.unit)
        if not same and not (quantity.sort == "none" and other.sort == "none"):
            continue
        score = 2 * len(rest & set(draft.name.lower().split())) * 100 + place
        if rest and not rest & set(draft.name.lower().split()) and draft is not (walk.drafts[-1] if walk.drafts else None):
            continue
        if score > best_score:
            best, best_score = draft, score
    if best is None:
        anchor = walk.drafts[-1] if walk.drafts else None
        if anchor is not None and anchor.quantity.sort in _COUNTED and not rest and quantity.unit in {"em", "cháu", "người", "hộ", "trường hợp", "ca", "con"}:
            best = anchor
    if best is None:
        if anchor is None or anchor.quantity.sort not in {"none"} or rest:
            return False
        best = anchor
    best.modifiers.append(make("change", cue.role, quantity, base_text))
    walk.last_was, walk.last_direction = "change", cue.role
    return True


def _new_draft(
    walk: _Walk, quantity: Quantity, cue: Cue, gap: _Gap, phrase: list[int], phrase_low: list[str], following: int,
    base: tuple[str, int, int] | None, base_text: str | None,
) -> Draft:  # fmt: skip
    words = walk.words
    anchor = walk.drafts[-1] if walk.drafts else (walk.earlier[-1] if walk.earlier else None)
    draft = Draft(quantity, cue, "", clause=gap.head if phrase else cue.first)
    if not walk.drafts:
        walk.label = words.write(names.label(words, 0, cue.first))
    _name(walk, draft, gap, phrase, phrase_low, following, anchor, base)
    _shape(walk, draft, phrase_low, base, base_text)
    if walk.whole is not None and draft.parent is None:
        if walk.whole in walk.drafts and gap.sign in {";", "start"} and quantity.unit.split("/")[0] != (walk.whole.unit or walk.whole.quantity.unit).split("/")[0]:
            walk.whole = None
        else:
            draft.parent = walk.whole
            draft.because.append("thuộc: đứng sau “trong đó”")
    if quantity.sort == "none" and not draft.unit:
        draft.unit = _unit_of_name(draft.name)
    if quantity.sort == "guess":
        draft.doubt += Decimal("0.15")
    if quantity.in_words:
        draft.doubt += Decimal("0.1")
    del words
    return draft


def _name(
    walk: _Walk, draft: Draft, gap: _Gap, phrase: list[int], phrase_low: list[str], following: int, anchor: Draft | None,
    base: tuple[str, int, int] | None,
) -> None:  # fmt: skip
    words, quantity = walk.words, draft.quantity
    tail = _tail(words, quantity, following, base)
    draft.tail = words.write(tail)
    bare = quantity.sort in _COUNTED and len(tail) <= len(TOKEN.findall(quantity.unit))
    for rule in (_name_plan, _name_harmed, _name_by_verb):
        if rule(walk, draft, phrase, phrase_low, tail, anchor):
            return
    if phrase and tail and quantity.sort == "percent" and draft.cue.role == "" and not names.starts_as_indicator(phrase_low) and not gap.inside:
        phrase, phrase_low = [], []
    if quantity.unit == "tiêu chí" and bare and "đạt" in draft.cue.word and not names.starts_as_indicator(phrase_low):
        draft.name = "tiêu chí đạt"
        return
    if phrase:
        if phrase_low[0] in {"giảm", "tăng", "nâng", "kéo"} and len(phrase) > 2 and names.starts_as_indicator(phrase_low[1:]):  # noqa: PLR2004
            if phrase_low[0] in {"giảm", "tăng"} and draft.cue.role == "" and quantity.sort in _RATIO:
                draft.cue.role = "down" if phrase_low[0] == "giảm" else "up"
            phrase, phrase_low = phrase[1:], phrase_low[1:]
        draft.name = words.write(phrase)
        if quantity.sort in _COUNTED and tail and _is_owner(draft, phrase_low, bare=bare):
            draft.name = draft.tail
            draft.because.append("tên: danh từ được đếm, chủ ngữ chỉ là nơi có")
            return
        draft.because.append("tên: cụm danh từ đứng trước số")
        if not _add_label(walk, draft, phrase_low) and walk.whole is None:
            _restore_head(draft, phrase_low, anchor, gap)
        _complete(walk, draft, phrase, phrase_low, anchor, gap)
    elif tail and not (bare and _repeats(draft, anchor)):
        draft.name = draft.tail
        draft.because.append("tên: danh từ đứng sau số")
        _complete_counted(walk, draft, anchor, gap, bare=bare)
    elif anchor is not None:
        draft.name = anchor.name
        draft.parent = anchor.parent
        draft.because.append("tên: lấy lại của số liệu trước")
        draft.doubt += Decimal("0.2")
        if anchor.doing and quantity.sort == "money" and anchor.quantity.sort != "money" and gap.sign in {"và", ","}:
            draft.name = f"{anchor.doing} tiền"
        elif gap.sign == "với" and quantity.sort == "money" and anchor.quantity.sort in _COUNTED:
            draft.name = f"vốn {anchor.doing or anchor.name}" if "dự án" in anchor.quantity.unit else f"số tiền {anchor.name}"
        elif draft.cue.word == "trị giá" and anchor.tail:
            draft.name = f"trị giá {anchor.tail}"
    else:
        _name_from_topic(walk, draft)


def _tail(words: Words, quantity: Quantity, following: int, base: tuple[str, int, int] | None) -> list[int]:
    """The noun phrase after the number; a counted noun begins it."""
    if base is not None and quantity.sort not in _COUNTED:
        return []
    if quantity.sort not in _COUNTED:
        return names.after(words, quantity.end, following)
    size = len(TOKEN.findall(quantity.unit.split("/")[0].removeprefix("nghìn ").removeprefix("triệu ").removeprefix("vạn ")))
    stop = quantity.end
    while stop > quantity.stop and words.sentence.low[stop - 1] in {"lên", "xuống", "trở"}:
        stop -= 1
    if "/" in quantity.unit:
        return names.after(words, quantity.stop, following)
    unit = list(range(max(quantity.stop, stop - size), stop))
    return unit + names.after(words, quantity.end, following)


def _name_plan(walk: _Walk, draft: Draft, phrase: list[int], phrase_low: list[str], tail: list[int], anchor: Draft | None) -> bool:
    """`2.850 con (KH 3.000 con)`, `(cùng kỳ 10,4%)`: the figure before, planned or of another time."""
    del walk, phrase, tail
    if anchor is None or not phrase_low or phrase_low[0] not in {"kh", "kế", "chỉ", "dự", "mục"}:
        return False
    if " ".join(phrase_low) not in {"kh", "kế hoạch", "chỉ tiêu", "dự toán", "mục tiêu", "kế hoạch giao", "kh giao", "chỉ tiêu giao", "kế hoạch năm", "kế hoạch là"}:
        return False
    draft.name, draft.kind, draft.parent = anchor.name, "target", anchor.parent
    draft.because.append("tên: lấy lại của số liệu trước; loại: kế hoạch")
    return True


def _name_harmed(walk: _Walk, draft: Draft, phrase: list[int], phrase_low: list[str], tail: list[int], anchor: Draft | None) -> bool:
    """`làm chết 485 người`, `9 người chết`: named by what befell them and its cause."""
    del phrase, anchor
    if not draft.quantity.unit.endswith("người"):
        return False
    low = walk.words.sentence.low
    harmed = draft.tail if {low[index] for index in tail} & _HARMED else ""
    if not harmed and phrase_low and phrase_low[-1] in {"chết", "thương", "vong", "tích"}:
        count = 1 if phrase_low[-1] == "chết" else 2
        harmed = "người " + " ".join(phrase_low[-count:])
    if not harmed:
        return False
    draft.name = harmed
    cause = next((other for other in reversed([*walk.earlier, *walk.drafts]) if other.quantity.unit.startswith("vụ")), None)
    if cause is not None:
        draft.name = f"{harmed} do {re.sub(r'^(?:số )?(?:vụ )?', '', cause.name, flags=re.IGNORECASE)}"
    draft.because.append("tên: thêm nguyên nhân từ số vụ")
    return True


def _name_by_verb(walk: _Walk, draft: Draft, phrase: list[int], phrase_low: list[str], tail: list[int], anchor: Draft | None) -> bool:
    """`kết nạp 155 đảng viên`, `cứng hóa 84,7 km đường`: the verb before and the noun after."""
    del anchor
    quantity = draft.quantity
    verb = names.ends_in_doing(phrase_low) if phrase_low else None
    if verb is None or not (quantity.sort in _COUNTED or tail):
        return False
    if names.starts_as_indicator(phrase_low) and verb > 0 and phrase_low[0] in {"tỷ", "tổng", "số"}:
        return False
    draft.doing = walk.words.write(phrase[verb:])
    draft.name = f"{draft.doing} {draft.tail}".strip()
    draft.because.append("tên: động từ đứng trước và danh từ đứng sau số")
    return True


def _repeats(draft: Draft, anchor: Draft | None) -> bool:
    """`số hộ nghèo giảm 6 hộ, còn 14 hộ`: the bare count is of the figure before."""
    if anchor is None or draft.quantity.sort != anchor.quantity.sort:
        return False
    same = draft.quantity.unit.split(" ")[0] == anchor.quantity.unit.split(" ")[0]
    return same and draft.cue.word in {"còn", "xuống", "xuống còn", "lên", "giảm còn", "đạt", "lên đến", "ước đạt", "tới", "nâng lên", "chỉ còn", "là"}


def _complete_counted(walk: _Walk, draft: Draft, anchor: Draft | None, gap: _Gap, *, bare: bool) -> None:
    """Complete a count that is only a noun from the figure it hangs on."""
    if anchor is None or anchor not in walk.drafts:
        return
    quantity = draft.quantity
    if anchor.doing and quantity.sort not in _RATIO and gap.sign in {",", "và", ";"} and not gap.inside:
        draft.name, draft.doing = f"{anchor.doing} {draft.tail}", anchor.doing
    elif bare and gap.inside and set(quantity.unit.split(" ")) <= set(anchor.name.lower().split(" ")):
        draft.name = anchor.name
    elif bare and walk.words.sentence.low[quantity.lead - 1] == "cho" and anchor.tail:
        draft.name = f"{draft.tail} {anchor.tail}"
    elif bare and gap.sign == "với" and quantity.unit in {"thành viên", "lao động", "hội viên"}:
        draft.name = f"{draft.tail} {anchor.name}"


def _name_from_topic(walk: _Walk, draft: Draft) -> None:
    """Name a figure without words of its own by the topic that its sentence opens with."""
    words = walk.words
    low = words.sentence.low
    stop = next((index for index in range(len(low)) if index and low[index] in {"duy", "đã", "được", "tiếp", "đạt", ",", ";", "có", "là", "ước"} and index not in words.hidden), 0)
    phrase = names.before(words, 0, min(stop, draft.quantity.lead))
    draft.name = words.write(phrase)
    draft.doubt += Decimal("0.3")
    draft.because.append("tên: theo chủ đề của câu")


def _add_label(walk: _Walk, draft: Draft, phrase_low: list[str]) -> bool:
    """Put the indicator before a colon in front of the items of its list."""
    if not walk.label or names.restored_head(phrase_low) or phrase_low[0] in {"tổng", "thu", "chi"}:
        return False
    if walk.label.lower().startswith("cơ cấu"):
        if draft.quantity.sort == "percent":
            draft.whole = walk.label
        return True
    if names.starts_as_indicator(phrase_low) and phrase_low[0] not in {"lao", "hộ", "khu", "ngành", "nhóm", "công", "nông", "dịch", "xây", "thương", "thủy", "chăn", "trồng"}:
        return False
    draft.name = f"{walk.label} {draft.name}"
    draft.because.append("tên: thêm chỉ tiêu đứng trước dấu hai chấm")
    return True


_BARE = {"thu", "chi", "tổng thu", "tổng chi", "phấn đấu thu", "số thu", "thu được", "thu thêm", "tổng số thu"}
_OF_A_SUBJECT = {"giải ngân", "mới giải ngân", "giải ngân được", "xuất khẩu", "nhập khẩu", "đón", "thu hút", "huy động"}
_OF_A_CROP = {"năng suất", "năng suất bình quân", "sản lượng", "năng suất trung bình", "năng suất cả năm", "tổng sản lượng", "sản lượng cả năm"}
_ALONE = {"ha": "diện tích", "tạ/ha": "năng suất", "tấn/ha": "năng suất", "đồng/kg": "giá", "nghìn đồng/kg": "giá"}


_SWAPS = ({"nông thôn", "đô thị", "thành thị", "khu vực nông thôn", "khu vực thành thị"}, {"nam", "nữ"}, {"mầm non", "tiểu học", "thcs", "thpt"}, {"trẻ nhà trẻ", "trẻ mẫu giáo"})


def _complete(walk: _Walk, draft: Draft, phrase: list[int], phrase_low: list[str], anchor: Draft | None, gap: _Gap) -> None:
    """Complete a bare name from the figures before it: `chi 9,4 tỷ` after `thu ngân sách xã`."""
    name = draft.name.lower()
    known = [*walk.earlier, *walk.drafts]
    unit = draft.quantity.unit
    if name in _BARE:
        _complete_budget(draft, name, [*walk.history, *walk.drafts])
    elif name in _OF_A_SUBJECT:
        verb = next(verb for verb in ("giải ngân", "xuất khẩu", "nhập khẩu", "thu hút", "đón", "huy động") if verb in name)
        full = next((other.name for other in reversed([*walk.history, *walk.drafts]) if other.name.lower().startswith(verb + " ")), None)
        if full is not None:
            draft.name = full
    elif name in _OF_A_CROP:
        for other in reversed(known):
            crop = re.match(r"(?:tổng )?diện tích(?: (?:gieo|nuôi|trồng|cấy|thu hoạch|cây))* (.+)", other.name, re.IGNORECASE)
            if crop and len(crop[1].split()) <= 4:  # noqa: PLR2004 - a crop's name is short
                draft.name = f"{draft.name} {crop[1]}"
                return
    elif anchor is not None and anchor in walk.drafts and _complete_from_anchor(walk, draft, name, phrase, phrase_low, anchor):
        return
    elif unit in _ALONE and not names.starts_as_indicator(phrase_low) and names.ends_in_doing(phrase_low) is None and len(phrase_low) <= 5:  # noqa: PLR2004
        if unit != "ha" or gap.sign in {"start", ":"} or any("diện tích" in other.name.lower() for other in known):
            draft.name = f"{_ALONE[unit]} {draft.name}"


def _complete_budget(draft: Draft, name: str, known: list[Draft]) -> None:
    verb = "thu" if "thu" in name else "chi"
    for other in reversed(known):
        low = other.name.lower()
        if low.startswith((f"{verb} ", f"tổng {verb} ", f"tổng số {verb} ")) and other.parent is None:
            draft.name = other.name
            return
    for other in reversed(known):
        rest = re.search(r"\b(?:thu|chi) (ngân sách|nsnn|cân đối)", other.name.lower())
        if rest:
            draft.name = f"{draft.name} {rest[1]}"
            return


def _complete_from_anchor(walk: _Walk, draft: Draft, name: str, phrase: list[int], phrase_low: list[str], anchor: Draft) -> bool:
    low = walk.words.sentence.low
    same = anchor.quantity.sort == draft.quantity.sort
    for group in _SWAPS:
        if same and name in group:
            other = next((word for word in sorted(group, key=len, reverse=True) if f" {word} " in f" {anchor.name.lower()} "), None)
            if other is not None and other != name:
                place = anchor.name.lower().index(other)
                draft.name = anchor.name[:place] + draft.name + anchor.name[place + len(other) :]
                return True
    if name == "bình quân":
        draft.name = f"bình quân {anchor.name}"
        return True
    if name in {"đóng góp", "mức đóng góp"} and draft.quantity.sort in _RATIO:
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
    if same and draft.quantity.sort == "percent" and before == "có" and not names.starts_as_indicator(phrase_low):
        draft.name = f"{anchor.name} có {draft.name}"
        return True
    if same and re.match(r"(?:xã|huyện|phường|khu vực|vùng|đơn vị|thôn|bản|hộ) (?:nghèo|đảo|miền|ngoại|nội|nông|thành|còn|đặc|biên|bãi|ven|dân)", name) and draft.form == anchor.form == "change":
        draft.name = f"{anchor.name} các {draft.name}" if before == "các" else f"{anchor.name} {draft.name}"
        return True
    if same and _PLACE.match(draft.name):
        draft.place, draft.name = draft.name, anchor.name
        return True
    return False


_PLACE = re.compile(r"(?:[Pp]hường|[Xx]ã|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|[Tt]ỉnh) [A-ZĐÀ-Ỹ]\S*(?: [A-ZĐÀ-Ỹ0-9]\S*)*$")


_OWNS = {"có", "hiện có", "đã có", "có khoảng", "có thêm", "ghi nhận", "gồm", "bao gồm", "xảy ra", "đã xảy ra", "còn", "hiện còn", "với", "phát sinh", "vẫn còn", "sẽ có", "thêm", "thiếu", "còn thiếu"}


def _is_owner(draft: Draft, phrase_low: list[str], *, bare: bool) -> bool:
    """A subject that owns what is counted and is no indicator: `Đảng bộ huyện có 52 chi bộ`."""
    if bare and draft.quantity.unit.split(" ")[-1] in {"người", "hộ", "em"} and len(phrase_low) > 1:
        return False
    if bare and names.starts_as_indicator(phrase_low):
        return False
    if not bare and names.ends_in_doing(phrase_low) is None and not names.starts_as_indicator(phrase_low):
        return True
    if draft.cue.word in _OWNS:
        return not (names.starts_as_indicator(phrase_low) and phrase_low[0] in {"số", "tổng", "lực", "tỷ", "quy", "dân", "nguồn"})
    return phrase_low[0] in {"làm", "khiến", "mạng", "hệ", "công", "cơ", "toàn", "lực", "các"} and not names.starts_as_indicator(phrase_low)


def _restore_head(draft: Draft, phrase_low: list[str], anchor: Draft | None, gap: _Gap) -> None:
    count = names.restored_head(phrase_low)
    if count:
        draft.head = " ".join(draft.name.split(" ")[:count])
        return
    if phrase_low[0] in {"giảm", "tăng", "nâng", "đưa", "giữ", "duy"} or names.ends_in_doing(phrase_low) is not None:
        return
    if anchor is None or not anchor.head or names.starts_as_indicator(phrase_low) and phrase_low[0] not in {"thủy", "công", "nông", "dịch", "xây", "lưu", "khai", "chăn", "trồng", "lâm", "thương", "khu"}:
        return
    if gap.sign == "start" or anchor.quantity.sort != draft.quantity.sort:
        return
    draft.head = anchor.head
    shared = next((size for size in (3, 2, 1) if anchor.head.lower().split(" ")[-size:] == phrase_low[:size]), 0)
    rest = draft.name.split(" ")[shared:]
    draft.name = " ".join([anchor.head, *rest])
    draft.because.append("tên: khôi phục phần đầu đã lược")


def _shape(walk: _Walk, draft: Draft, phrase_low: list[str], base: tuple[str, int, int] | None, base_text: str | None) -> None:
    quantity, role = draft.quantity, draft.cue.role
    sort = base[0] if base else ""
    previous = walk.drafts[-1] if walk.drafts else None
    if role == "" and quantity.sort == "percent" and base is None and phrase_low and previous is not None and previous.form == "change" and draft.cue.base is None:
        ordered = previous.parent is not None and walk.whole is not None or "/năm" in quantity.unit
        if ordered and phrase_low[0] not in {"tỷ", "cơ", "mức", "độ"}:
            role = previous.modifiers[0].direction if previous.modifiers else ""
    if role in {"up", "down"}:
        draft.form = "change"
        draft.modifiers.append(make("change", role, quantity, base_text))
        draft.because.append("dạng: chỉ nêu mức tăng, giảm")
        walk.last_direction = role
    elif quantity.sort == "percent" and (
        (role == "share" and phrase_low) or sort in {"plan", "past", "compare"} or (sort == "whole" and bool(phrase_low))
    ):
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, base_text))
        draft.because.append("dạng: chỉ nêu tỷ lệ so với gốc")
    elif quantity.sort == "times" and role == "share":
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, base_text))
    elif draft.whole and quantity.sort == "percent":
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, draft.whole[:1].lower() + draft.whole[1:]))
    elif draft.cue.base is not None and quantity.sort == "percent" and role in {"", "level"}:
        draft.form = "share"
        draft.modifiers.append(make("share", "", quantity, base_text))


def _unit_of_name(name: str) -> str:
    """`số doanh nghiệp thành lập mới là 940`: the name says what is counted."""
    low = name.lower().split()
    if low[:2] == ["dân", "số"]:
        return "người"
    if "/" in name:
        head, _, below = name.lower().rpartition("/")
        noun = head.split(" ", 1)[1] if head.startswith("số ") else head
        return f"{noun.removesuffix(' bệnh')}/{below}" if below in {"vạn dân", "10.000 dân"} else ""
    for skip in (("tổng", "số"), ("số", "lượng"), ("số", "lượt"), ("số",), ("tổng",)):
        if tuple(low[: len(skip)]) == skip:
            unit = match_unit(low, len(skip), len(low))
            return unit.text if unit and unit.sort == "count" else ""
    return ""
