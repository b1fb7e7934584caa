"""One sentence of prose: which numbers are figures, and which only modify one.

Walks over the quantities from left to right. The words between two of them are cut into the tail
of the first and the head of the second; the head's verb and noun phrase decide.
"""

from __future__ import annotations

from decimal import Decimal

from congtin.figures import names
from congtin.figures.cues import Cue, find_cue
from congtin.figures.drafts import Draft
from congtin.figures.names import Words
from congtin.figures.naming import fronts, tails
from congtin.figures.naming.counted import unit_of_name
from congtin.figures.naming.places import name_places
from congtin.figures.naming.rules import name_draft
from congtin.figures.naming.sharing import share_predicates
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.numbers.units import match_unit
from congtin.figures.prose import lists
from congtin.figures.prose.attaching import find_moved, last_year, modify, modify_amount, write_base
from congtin.figures.prose.gaps import (
    compared_body,
    cut_gap,
    follows_label,
    note_whole,
    opens_clause,
)
from congtin.figures.prose.modifiers import find_base, make
from congtin.figures.prose.shaping import shape
from congtin.figures.walk import COUNTED, HARMED, RATIO, Gap, Walk

_PER_YEAR = {"bình", "quân", "/", "năm", "hằng", "hàng", "mỗi", "từ"}


def read_sentence(
    words: Words,
    quantities: list[Quantity],
    taken: set[int],
    earlier: list[Draft],
    whole: Draft | None = None,
    history: list[Draft] | None = None,
) -> tuple[list[Draft], set[int]]:
    """Read a sentence's quantities into drafts; the second value holds the tokens of bases."""
    walk = Walk(words, quantities, taken, earlier, whole=whole, history=history or earlier)
    cues: list[Cue] = []
    previous_end = 0
    for quantity in quantities:
        cues.append(find_cue(words.sentence.low, quantity, previous_end, taken))
        previous_end = quantity.end
    previous_end = 0
    for quantity, cue, following in zip(
        quantities, cues, _ends_of_tails(words, quantities, cues), strict=True
    ):
        if not quantity.refused:
            _take(walk, quantity, cue, previous_end, following)
            previous_end = quantity.end
        elif (
            quantity.refused in {"pointer", "paper", "vote", "list"}
            and words.sentence.low[quantity.end : quantity.end + 1] != ["này"]
            and words.sentence.low[quantity.first - 1] != "cả"
        ):
            previous_end = quantity.end  # but `Tổng số tiền sửa 2 căn nhà này` goes on
    name_places(walk.drafts, walk.history)
    lists.share_respectively(words, walk.drafts)
    share_predicates(words, walk.drafts)
    lists.merge_bases(words, walk.drafts)
    lists.share_bases(walk.drafts)
    lists.share_units(words, walk.drafts)
    lost = {id(draft) for draft in walk.doubtful if not draft.unit}
    return [draft for draft in walk.drafts if id(draft) not in lost], walk.based


# Numbers that may stand inside a name: `trẻ dưới 5 tuổi`, `trường mầm non số 2`.
_IN_NAMES = {"definition", "label", "sort", "glued", "time", "year"}


def _ends_of_tails(words: Words, quantities: list[Quantity], cues: list[Cue]) -> list[int]:
    """How far the noun phrase after each number may go: to the words that lead the next one."""
    ends: list[int] = []
    end = len(words.sentence.low)
    for quantity, cue in zip(reversed(quantities), reversed(cues), strict=True):
        ends.append(end)
        if quantity.refused not in _IN_NAMES:
            end = cue.first
    return ends[::-1]


def _take(walk: Walk, quantity: Quantity, cue: Cue, begin: int, following: int) -> None:
    low = walk.words.sentence.low
    gap = cut_gap(walk, quantity, cue, begin)
    if walk.drafts and walk.drafts[-1].inside and ")" not in low[begin : quantity.lead]:
        gap.inside = True
    note_whole(walk, gap, quantity.lead)
    phrase = fronts.before(walk.words, gap.head, cue.first) if gap.head < cue.first else []
    phrase_low = [low[index] for index in phrase]
    if (
        phrase
        and low[cue.first - 1] == ":"
        and (low[gap.head : gap.head + 1] == ["về"] or not names.starts_as_indicator(phrase_low))
        and follows_label(walk, quantity, cue)
    ):
        phrase, phrase_low = [], []
    if phrase and _is_tail_of_last(walk, cue, phrase):
        phrase, phrase_low = [], []
    if phrase and _goes_on_to_movement(walk, quantity, cue, phrase):
        phrase, phrase_low = [], []
    if (
        phrase_low in (["tỷ", "lệ"], ["tỉ", "lệ"], ["mức"], ["tốc", "độ"])
        and cue.role in {"up", "down"}
        and walk.drafts
    ):
        phrase, phrase_low = [], []  # `đạt 7.200 doanh nghiệp, tỉ lệ tăng hơn 33%`
    if phrase_low[-1:] == ["này"] and phrase_low[0] in {"mức", "con", "kết"}:
        phrase, phrase_low = [], []  # `Mức này cao gấp 1,5 lần cả nước`
    if cue.role in {"up", "down"} and (
        phrase_low in (["cả", "nước"], ["nước"], ["toàn", "quốc"])
        or phrase_low[:1] in (["đứng"], ["xếp"])
    ):
        phrase, phrase_low = [], []  # `đạt 70,76 điểm, đứng thứ 3 cả nước, tăng 0,15 điểm`
    if quantity.sort in RATIO and cue.role == "" and cue.first and low[cue.first - 1] == ":":
        verb = max(
            (place for place, word in enumerate(phrase_low) if word in {"tăng", "giảm"}), default=0
        )
        if (
            verb > 1
            and set(phrase_low[verb + 1 :]) <= _PER_YEAR
            and phrase_low[:2] != ["tốc", "độ"]
        ):
            cue.role = "up" if phrase_low[verb] == "tăng" else "down"
            phrase, phrase_low = phrase[:verb], phrase_low[:verb]  # `Tỷ lệ hộ nghèo giảm: 1,5%`
    apart = phrase_low[-1:] == ["hơn"] and cue.word.startswith("mức ")
    if apart:
        phrase, phrase_low = [], []  # `thấp hơn mức tăng 7,45% của quý I`
    reported = bool(phrase) and low[cue.first - 1] in {
        "thấy",
        "rằng",
    }  # `rà soát cho thấy giảm 412 hộ`
    if reported or not any(low[index].isalpha() for index in phrase):
        phrase, phrase_low = [], []
    base = find_base(low, quantity.end, following)
    if (
        phrase_low in (["hoàn", "thành"], ["đã", "hoàn", "thành"])
        and base is not None
        and base[0] == "plan"
    ):
        phrase, phrase_low, cue.role = [], [], "share"  # `hoàn thành 84% kế hoạch năm`
    if (
        base is not None
        and base[0] in {"noun", "whole"}
        and phrase
        and cue.role == ""
        and names.ends_in_doing(phrase_low) is not None
    ):
        base = None
    if base is not None and base[0] == "past" and low[quantity.lead - 1 : quantity.lead] == ["từ"]:
        walk.based.update(range(base[1], base[2]))
        base = None  # `từ 9,4% đầu nhiệm kỳ giảm còn 3,2%`
    if opens_clause(low, base) or (
        base is not None and base[0] != "compare" and quantity.sort not in RATIO
    ):
        base = None
    if (
        base is not None
        and base[0] in {"noun", "whole"}
        and not phrase
        and cue.role in {"", "level"}
        and cue.word not in {"đạt", "ước đạt"}
        and not gap.inside
    ):
        base = None
    if cue.word == "vượt" and quantity.sort not in RATIO and base is None and cue.base is None:
        cue.role = "level"
        quantity.comparator = (
            "gt" if quantity.comparator in {"eq", "approx"} else quantity.comparator
        )
    if (
        cue.role == "up"
        and cue.first
        and low[cue.first - 1] == "và"
        and phrase
        and quantity.sort not in RATIO
    ):
        phrase = fronts.before(walk.words, gap.head, quantity.lead)  # `vốn cấp mới và tăng thêm`
        phrase_low, cue.role = [low[index] for index in phrase], ""
    if (
        cue.role == "up"
        and cue.word.startswith("tăng trưởng")
        and not phrase
        and gap.sign in {"start", ";", ":"}
    ):
        cue.role = "level"
        phrase = [
            index for index in range(cue.first, quantity.lead) if low[index] in {"tăng", "trưởng"}
        ]
        phrase_low = [low[index] for index in phrase]
    if cue.word == "tăng thêm" and quantity.sort == "money" and "vốn" in phrase_low[-3:]:
        phrase = [*phrase, *range(cue.first, cue.first + 2)]  # `vốn đăng ký tăng thêm 86 triệu USD`
        phrase_low, cue.role = [low[index] for index in phrase], ""
    of_noun = (
        cue.role in {"up", "down"}
        and base is not None
        and base[0] == "noun"
        and low[base[1]] in {"số", "diện", "giá", "thời"}
        and quantity.sort == "percent"
    )
    if of_noun and base is not None and (not phrase or not names.starts_as_indicator(phrase_low)):
        phrase = list(range(base[1], base[2]))  # `giảm 50% số hộ nghèo`
        phrase_low, base = [low[index] for index in phrase], None
    elif _moves_what_follows(walk, quantity, cue, base, phrase_low):
        phrase = tails.after(walk.words, quantity.end, following)  # `giảm 0,2% hộ nghèo`
        phrase_low = [low[index] for index in phrase]
    base_text = write_base(walk, base, cue)
    anchor = walk.drafts[-1] if walk.drafts else None
    if anchor is None and begin == 0 and walk.earlier and low[1:2] == ["này"]:
        anchor = walk.earlier[-1]
    if anchor is None and gap.inside and quantity.sort in RATIO:
        anchor = walk.moved  # `So với cùng kỳ giảm 6 vụ (giảm 12%)`
    alike = anchor is not None and quantity.sort in {*RATIO, anchor.quantity.sort}
    compared = compared_body(walk, quantity, begin) if alike else ""
    if compared and anchor is not None:
        cue.role = ""
        draft = Draft(
            quantity,
            cue,
            f"{anchor.name} {compared}",
            form=anchor.form,
            clause=cue.first,
            inside=True,
        )
        if anchor.form == "change" and anchor.modifiers:
            draft.modifiers.append(make("change", anchor.modifiers[0].direction, quantity, None))
        draft.because.append("tên: thêm nơi được so sánh vào tên của số liệu trước")
        walk.drafts.append(draft)
        walk.last_was = "figure"
        return
    if (
        anchor is not None
        and anchor.inside
        and begin < len(low)
        and (low[begin] == ")" or ")" in low[begin : gap.head])
    ):
        anchor = next((draft for draft in reversed(walk.drafts) if not draft.inside), anchor)
    if (
        quantity.sort in RATIO
        and not phrase
        and not apart
        and anchor is not None
        and modify(walk, anchor, quantity, cue, gap, base, base_text)
    ):
        return
    if (
        anchor is not None
        and walk.last_was == "change"
        and not phrase
        and cue.word.startswith(("tương đương", "tương ứng"))
        and quantity.sort == anchor.quantity.sort
        and quantity.sort not in RATIO
    ):
        anchor.modifiers.append(make("change", walk.last_direction, quantity, base_text))
        return  # `(tăng 7,7%, tương đương 1,6 triệu đồng)`
    moved = (
        find_moved(walk, phrase_low, begin, quantity.lead)
        if cue.role in {"up", "down"} and quantity.sort in RATIO
        else None
    )
    if moved is not None:
        moved.modifiers.append(make("change", cue.role, quantity, base_text))
        walk.last_was, walk.last_direction = "change", cue.role
        return
    if cue.role == "" and not phrase and walk.moved is not None and walk.last_was == "change":
        harmed = {low[index] for index in range(quantity.end, min(len(low), quantity.end + 3))}
        if quantity.sort in COUNTED and harmed & HARMED and gap.sign in {",", "và"}:
            cue.role = walk.last_direction  # `ít hơn 4 vụ, 6 người chết`
    if quantity.unit in {"chỉ tiêu", "tiêu chí"} and cue.word.startswith("vượt"):
        cue.role = ""  # `vượt kế hoạch 9 chỉ tiêu` counts targets
    loose = cue.base is not None and not names.starts_as_indicator(phrase_low)
    if (
        cue.role in {"up", "down"}
        and (not phrase or loose)
        and not reported
        and quantity.sort not in RATIO
        and modify_amount(walk, quantity, cue, following, base_text)
    ):
        return
    draft = _new_draft(walk, quantity, cue, gap, phrase, phrase_low, following, base, base_text)
    draft.inside = gap.inside
    if gap.inside and last_year(low[gap.head : cue.first]):
        draft.year_before = True
    if (
        quantity.sort == "none"
        and phrase
        and anchor is not None
        and (anchor.quantity.sort in COUNTED or anchor.unit)
        and (gap.inside or _counts_on(walk, quantity, gap, phrase_low))
    ):
        if not gap.inside:
            whole = anchor.parent or anchor
            draft.name = f"{whole.name} {draft.name}"
        draft.unit, draft.parent = anchor.unit or anchor.quantity.unit, anchor.parent or anchor
    if quantity.sort == "none" and not draft.unit and not _is_pure(draft, phrase_low):
        walk.doubtful.append(draft)
    walk.drafts.append(draft)
    walk.last_was = "figure"
    walk.last_direction = ""


def _counts_on(walk: Walk, quantity: Quantity, gap: Gap, phrase_low: list[str]) -> bool:
    """`kết nạp 88 đảng viên, trong đó nữ 41, dân tộc thiểu số 17`: the noun was said before."""
    low = walk.words.sentence.low
    if quantity.value is None or quantity.value != quantity.value.to_integral_value():
        return False
    closes = low[quantity.end : quantity.end + 1] in ([], [","], [";"], ["("], ["."])
    return closes and gap.sign in {",", ";", "trong", "gồm", "riêng"} and len(phrase_low) <= 4


def _is_tail_of_last(walk: Walk, cue: Cue, phrase: list[int]) -> bool:
    """`26 giáo viên, nhân viên được công nhận, tỷ lệ 31%`: the noun after the last count goes on."""
    low = walk.words.sentence.low
    if not walk.drafts or not cue.role:
        return False
    if low[cue.first - 1] != "," and cue.word not in {"với số tiền", "trị giá"}:
        return False
    last = walk.drafts[-1].quantity
    tail = tails.after(walk.words, last.end, cue.first) if last.sort in COUNTED else []
    return bool(tail) and tail[0] < phrase[0] and tail[-1] >= phrase[-1]


def _goes_on_to_movement(walk: Walk, quantity: Quantity, cue: Cue, phrase: list[int]) -> bool:
    """`342 hộ kinh doanh dịch vụ, tiểu thủ công nghiệp, tăng 152 hộ`: no subject ends in a comma."""
    low = walk.words.sentence.low
    if not walk.drafts or cue.role not in {"up", "down"} or low[cue.first - 1] != ",":
        return False
    last = walk.drafts[-1].quantity
    alike = quantity.sort == "percent" or quantity.unit.split(" ")[0] == last.unit.split(" ")[0]
    between = low[last.end : phrase[-1] + 1]
    parted = {";", ":", "(", ")", ".", "trong", "gồm", "riêng"} & set(between)
    return alike and last.sort not in RATIO and not parted and between[:1] != [","]


def _moves_what_follows(
    walk: Walk,
    quantity: Quantity,
    cue: Cue,
    base: tuple[str, int, int] | None,
    phrase_low: list[str],
) -> bool:
    """`huyện phấn đấu giảm 0,2% hộ nghèo`: who moves stands before, what is moved after."""
    low = walk.words.sentence.low
    if quantity.sort != "percent" or cue.role not in {"up", "down"} or base is not None:
        return False
    if cue.base is not None or (phrase_low and names.starts_as_indicator(phrase_low)):
        return False
    rest = low[quantity.end : quantity.end + 4]
    if not rest or quantity.end in walk.taken:
        return False
    unit = match_unit(low, quantity.end, len(low))
    counted = unit is not None and unit.sort == "count"
    return counted or names.starts_as_indicator(rest) or rest[:2] == ["thời", "gian"]


def _is_pure(draft: Draft, phrase_low: list[str]) -> bool:
    """An index or score has no unit, but a name and a verb: `HDI đạt 0,75`."""
    quantity = draft.quantity
    if quantity.total is not None:
        return bool(draft.name)
    decimal = quantity.value is not None and quantity.value != quantity.value.to_integral_value()
    if not phrase_low or len(draft.name) < 3:
        return False
    head = names.starts_as_indicator(phrase_low)
    if (
        draft.cue.role in {"level", "up", "down"}
        and (head or decimal)
        and draft.cue.word not in {"từ", "đến", "tới", "với", "sẽ", "cả"}
    ):
        return True
    return decimal and head


def _new_draft(
    walk: Walk, quantity: Quantity, cue: Cue, gap: Gap, phrase: list[int], phrase_low: list[str], following: int,
    base: tuple[str, int, int] | None, base_text: str | None,
) -> Draft:  # fmt: skip
    words = walk.words
    anchor = walk.drafts[-1] if walk.drafts else (walk.earlier[-1] if walk.earlier else None)
    draft = Draft(quantity, cue, "", clause=gap.head if phrase else cue.first)
    if not walk.drafts:
        walk.label = words.write(fronts.label(words, 0, cue.first))
    name_draft(walk, draft, gap, phrase, phrase_low, following, anchor, base)
    shape(walk, draft, phrase_low, base, base_text)
    if walk.whole is not None and draft.parent is None:
        if (
            walk.whole in walk.drafts
            and gap.sign in {";", "start"}
            and quantity.unit.split("/")[0]
            != (walk.whole.unit or walk.whole.quantity.unit).split("/")[0]
        ):
            walk.whole = None
        else:
            draft.parent = walk.whole
            draft.because.append("thuộc: đứng sau “trong đó”")
    if quantity.sort == "none" and not draft.unit:
        draft.unit = unit_of_name(draft.name)
    if quantity.sort == "guess":
        draft.doubt += Decimal("0.15")
    if quantity.in_words:
        draft.doubt += Decimal("0.1")
    del words
    return draft
