"""Numbers that only modify a figure: movements, shares and amounts that join its lists."""

from __future__ import annotations

from congtin.figures.cues import Cue
from congtin.figures.drafts import Draft
from congtin.figures.naming import tails
from congtin.figures.numbers.quantity import Quantity
from congtin.figures.prose.modifiers import make
from congtin.figures.walk import COUNTED, RATIO, Gap, Walk


def write_base(walk: Walk, base: tuple[str, int, int] | None, cue: Cue) -> str | None:
    words = walk.words
    if base is not None:
        walk.based.update(range(base[1], base[2]))
        indexes = list(range(base[1], base[2]))
        return words.write(indexes)
    if cue.base is not None:
        walk.based.update(range(*cue.base))
        return words.write(list(range(*cue.base)))
    return None


def modify(
    walk: Walk,
    anchor: Draft,
    quantity: Quantity,
    cue: Cue,
    gap: Gap,
    base: tuple[str, int, int] | None,
    base_text: str | None,
) -> bool:
    """Add a ratio without a name of its own to the figure before it; False if it is a figure."""
    low = walk.words.sentence.low
    role = cue.role
    if anchor.quantity.unit in {"nhân khẩu", "khẩu"} and role == "share" and len(walk.drafts) > 1:
        households = walk.drafts[-2]
        if households.quantity.unit.startswith("hộ"):
            if cue.word == "tỷ lệ":
                return False  # `Hộ nghèo: 468 hộ, 2.391 nhân khẩu, tỷ lệ 46%`: the rate of the poor
            anchor = households
    if gap.inside and walk.moved is not None and walk.last_was == "change":
        anchor = walk.moved  # `giảm 38 vụ (-9,3%)`
        role = role if role in {"up", "down"} else walk.last_direction
    elif (
        gap.inside
        and role == ""
        and base is None
        and anchor.form == "change"
        and anchor.quantity.sort in COUNTED
        and quantity.sort == "percent"
        and walk.last_was == "figure"
    ):
        role = anchor.modifiers[0].direction  # `phạm pháp hình sự giảm 9 vụ (15,5%)`
    if gap.inside and " ".join(low[gap.head : cue.first]) in {
        "kế hoạch",
        "kh",
        "mục tiêu",
        "chỉ tiêu",
        "chỉ tiêu giao",
        "kế hoạch giao",
    }:
        return False  # `tăng 20% (kế hoạch 15%)`
    if role in {"up", "down"} and _is_of_another_place(walk, cue, gap):
        return False
    if _is_dealt_out(walk, anchor, quantity, cue, gap):
        return False
    if _is_of_another_time(walk, quantity, cue, gap) or _goes_on_later(walk, quantity, gap):
        return False
    if low[quantity.lead - 2 : quantity.lead] == ["hoàn", "thành"]:
        role = "share"
    if quantity.sort == "times" and role in {"", "level"} and low[quantity.lead - 1] == "gấp":
        role = "share"
    if role in {"up", "down"}:
        anchor = _spoken_of(walk, quantity) or anchor
        anchor.modifiers.append(make("change", role, quantity, base_text))
        walk.last_was, walk.last_direction = "change", role
        return True
    sort = base[0] if base else ""
    if (
        role == "share"
        and walk.last_was == "change"
        and cue.word.startswith(("tương đương", "tương ứng"))
        and base is None
    ):
        anchor.modifiers.append(make("change", walk.last_direction, quantity, base_text))
        return True  # `tăng 1,6 triệu đồng, tương đương 7,7%`
    if role == "share" and not (quantity.sort == "percent" and _names_itself(walk, quantity, base)):
        anchor.modifiers.append(make("share", "", quantity, base_text))
        walk.last_was = "share"
        return True
    if quantity.sort in {"points", "times"}:
        return False
    if sort in {"plan", "past", "compare"}:
        if (
            (walk.last_was == "change" or anchor.form == "change")
            and role == ""
            and gap.sign in {",", "và", ";"}
        ):
            anchor.modifiers.append(make("change", _direction(walk, anchor), quantity, base_text))
            return True
        anchor.modifiers.append(make("share", "", quantity, base_text))
        walk.last_was = "share"
        return True
    if (
        walk.last_was == "change"
        and role == ""
        and gap.sign in {",", "và", ";"}
        and not _names_itself(walk, quantity, base)
        and anchor.quantity.sort not in RATIO
    ):
        anchor.modifiers.append(make("change", walk.last_direction, quantity, base_text))
        return True
    if (
        walk.last_was == "share"
        and role == ""
        and gap.sign in {",", "và", ";"}
        and not _names_itself(walk, quantity, base)
        and anchor.quantity.sort not in RATIO
    ):
        anchor.modifiers.append(make("share", "", quantity, base_text))
        return True
    if (
        gap.sign == ","
        and low[quantity.lead - 1] == ","
        and anchor.quantity.sort in COUNTED
        and quantity.sort == "percent"
        and low[quantity.end : quantity.end + 1] in ([], ["."], [","], [";"])
    ):
        anchor.modifiers.append(make("share", "", quantity, base_text))
        return True  # `1.020 người tham gia BHXH, chưa đầy 25%`
    if gap.inside and not _names_itself(walk, quantity, base):
        of = base_text or _whole_base(walk)
        anchor.modifiers.append(make("share", "", quantity, of))
        walk.last_was = "share"
        return True
    if (
        role == "level"
        and cue.word in {"đạt", "ước đạt", "chỉ đạt", "mới đạt", "tỷ lệ", "đạt tỷ lệ"}
        and anchor.quantity.sort not in RATIO
        and not _names_itself(walk, quantity, base)
    ):
        anchor.modifiers.append(make("share", "", quantity, base_text))
        walk.last_was = "share"
        return True
    return False


_VALUE = {"giá", "vốn", "kim", "tiền"}
_VOLUME = {"lượng", "khối", "sản"}


def _spoken_of(walk: Walk, quantity: Quantity) -> Draft | None:
    """`giảm 25% về số doanh nghiệp và giảm 2,8% về số vốn`: the movement names its figure."""
    low = walk.words.sentence.low
    if low[quantity.end : quantity.end + 1] != ["về"]:
        return None
    told = []
    for word in low[quantity.end + 1 : quantity.end + 6]:
        if word in {",", ";", ".", "và", "so"}:
            break
        told.append(word)
    best, most = None, 0
    for draft in walk.drafts[-4:]:
        if draft.quantity.sort in RATIO:
            continue
        score = 2 * len(set(told) & set(draft.name.lower().split()))
        score += 4 * (set(draft.quantity.unit.split(" ")) <= set(told))
        if set(told) & _VALUE:
            score += draft.quantity.sort == "money"
        elif set(told) & (_VOLUME | {"số"}):
            score += draft.quantity.sort != "money"
        if score > most or (score and score == most):
            best, most = draft, score
    return best


def find_moved(walk: Walk, phrase_low: list[str], begin: int, stop: int) -> Draft | None:
    """`vận chuyển đạt ..., luân chuyển đạt ...; so với tháng trước, vận chuyển tăng 0,8%`.

    A movement under a name that was just told belongs to the figure of that name.
    """
    low = walk.words.sentence.low
    if not 0 < len(phrase_low) <= _SHORT_NAME or not walk.drafts:
        return None
    compared = any(
        low[index] == "so" and low[index + 1] in {"với", "cùng"}
        for index in range(walk.drafts[0].quantity.end, stop - 1)
    )
    words = set(phrase_low)
    if not compared or words <= {"tỷ", "tỉ", "lệ"}:
        return None
    return next(
        (
            draft
            for draft in reversed(walk.drafts)
            if draft.form == "level"
            and draft.quantity.sort not in RATIO
            and words <= set(draft.name.lower().split())
        ),
        None,
    )


_SHORT_NAME = 4


def _is_dealt_out(walk: Walk, anchor: Draft, quantity: Quantity, cue: Cue, gap: Gap) -> bool:
    """`A, B và C tăng lần lượt 14%; 9% và 2,8% so với năm trước`: each number has its own figure."""
    low = walk.words.sentence.low
    if cue.word or gap.sign not in {",", ";", "và"} or anchor.quantity.sort != quantity.sort:
        return False
    reach = range(max(0, walk.drafts[0].quantity.lead - 6), anchor.quantity.lead)
    return any(low[index : index + 2] in (["lần", "lượt"], ["tương", "ứng"]) for index in reach)


def last_year(low: list[str]) -> bool:
    """`(cùng kỳ năm trước tăng 12,5%)`: the same figure one year before."""
    if "kỳ" not in low:
        return False
    words = [word for word in low if word.isalpha()]
    return words[:2] == ["cùng", "kỳ"] and "so" not in words and len(words) <= 4


def _is_of_another_time(walk: Walk, quantity: Quantity, cue: Cue, gap: Gap) -> bool:
    """`..., 9 tháng tăng 7%`, `(cùng kỳ 10,4%)`: a time of its own makes a figure of its own."""
    low = walk.words.sentence.low
    if last_year(low[gap.head : cue.first]) and cue.base is None:
        return True
    head = [index for index in range(gap.head, cue.first) if low[index] not in ",(;"]
    if not head or cue.base is not None:
        return False
    dated = [index for index in head if index in walk.taken]
    return bool(dated) and not set(low[gap.head : cue.first]) & {"so", "với", "kỳ", "bằng", "hơn"}


def _is_of_another_place(walk: Walk, cue: Cue, gap: Gap) -> bool:
    """`huyện A tăng 18%; huyện B tăng 9%`: a place of its own makes a figure of its own."""
    places = [
        index
        for index in range(gap.head, cue.first)
        if index in walk.words.hidden and index not in walk.taken
    ]
    return bool(places) and gap.sign in {";", ":", ",", "và"} and cue.base is None


def _goes_on_later(walk: Walk, quantity: Quantity, gap: Gap) -> bool:
    """`giảm 12% và tiếp tục giảm 8,5% trong quý 2`: a time after the number makes a figure."""
    low = walk.words.sentence.low
    if not {"tiếp", "lại", "nhưng"} & set(low[gap.head : quantity.lead]):
        return False
    place = quantity.end
    while place < len(low) and low[place] in {"trong", "vào", "ở"}:
        place += 1
    return place > quantity.end and place in walk.taken


def _names_itself(walk: Walk, quantity: Quantity, base: tuple[str, int, int] | None) -> bool:
    """`97% dân số có thẻ BHYT`: the noun phrase after the number names it."""
    if base is not None:
        return False
    following = walk.words.sentence.low[quantity.end : quantity.end + 1]
    return (
        bool(following)
        and following[0].isalpha()
        and following[0]
        not in {
            "và",
            "trong",
            "so",
            "nhưng",
            "do",
            "nhờ",
            "của",
            "cùng",
            "vào",
            "là",
            "góp",
            "ở",
            "tại",
            "với",
            "trên",
        }
        and quantity.end not in walk.words.hidden
    )


def _whole_base(walk: Walk) -> str | None:
    if walk.whole is None:
        return None
    shares = [item.base for item in walk.whole.modifiers if item.kind == "share" and item.base]
    return shares[0] if shares else None


def modify_amount(
    walk: Walk, quantity: Quantity, cue: Cue, following: int, base_text: str | None
) -> bool:
    """`tăng 2 vụ, giảm 3 người chết`: movements in amounts find the figure that they belong to."""
    words = walk.words
    low = words.sentence.low
    rest = {low[index] for index in tails.after(words, quantity.end, following)}
    best: Draft | None = None
    best_score = -1
    unit = quantity.unit.split("/")[0].split(" ")[-1]
    last_end = walk.drafts[-1].quantity.end if walk.drafts else 0
    closed = ")" in low[last_end : quantity.lead]
    for place, draft in enumerate([*walk.earlier, *walk.drafts]):
        other = draft.quantity
        if (
            quantity.sort == "none"
            and other.sort in COUNTED
            and walk.drafts
            and draft is walk.drafts[-1]
            and _ends_clause(low, quantity)
        ):
            best, best_score = draft, 0  # `quản lý 58 người nghiện, giảm 9`
            continue
        if closed and draft.inside and not rest:
            continue  # `14 đảng viên (khiển trách 9, cảnh cáo 5), tăng 3 trường hợp`
        theirs = other.unit.split("/")[0].split(" ")
        same = other.sort == quantity.sort and (
            theirs[-1] == unit or theirs[0] == quantity.unit.split(" ")[0] or unit in draft.unit
        )
        if not same and not (quantity.sort == "none" and other.sort == "none"):
            continue
        score = 2 * len(rest & set(draft.name.lower().split())) * 100 + place
        if (
            rest
            and not rest & set(draft.name.lower().split())
            and draft is not (walk.drafts[-1] if walk.drafts else None)
        ):
            continue
        if score > best_score:
            best, best_score = draft, score
    if best is None:
        anchor = walk.drafts[-1] if walk.drafts else None
        if closed:
            anchor = next((draft for draft in reversed(walk.drafts) if not draft.inside), anchor)
        if (
            anchor is not None
            and anchor.quantity.sort in COUNTED
            and not rest
            and quantity.unit
            in {"đồng chí", "em", "cháu", "người", "hộ", "trường hợp", "ca", "con"}
        ):
            best = anchor
    if best is None:
        if anchor is None or anchor.quantity.sort not in {"none"} or rest:
            return False
        best = anchor
    measured = best.unit or best.quantity.unit if quantity.sort == "none" else None
    best.modifiers.append(make("change", cue.role, quantity, base_text, measured))
    walk.last_was, walk.last_direction, walk.moved = "change", cue.role, best
    return True


def _ends_clause(low: list[str], quantity: Quantity) -> bool:
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value()
    return whole and low[quantity.end : quantity.end + 1] in ([], ["."], [","], [";"], [")"])


def _direction(walk: Walk, anchor: Draft) -> str:
    """`tăng 5,1% so với tháng trước, 12,3% so với cùng kỳ`: the second goes the way of the first."""
    if walk.last_was == "change" and walk.last_direction:
        return walk.last_direction
    return anchor.modifiers[0].direction if anchor.modifiers else "up"
