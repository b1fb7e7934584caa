"""Frames that name a figure by the words on both sides of its number together."""

from __future__ import annotations

import re

from congtin.figures import names
from congtin.figures.naming import fronts
from congtin.figures.naming.completing import SOWN
from congtin.figures.naming.situation import Situation
from congtin.figures.walk import COUNTED, HARMED, RATIO

_DEMANDS = (
    "yêu cầu của",
    "mục tiêu của",
    "kế hoạch của",
    "chỉ tiêu của",
    "mục tiêu đề ra",
    "kế hoạch đề ra",
)


def name_plan(here: Situation) -> bool:
    """`2.850 con (KH 3.000 con)`, `(cùng kỳ 10,4%)`: the figure before, planned or of another time."""
    draft = here.draft
    if here.beside is not None and " ".join(here.front_low).startswith(_DEMANDS):
        draft.name, draft.kind = here.beside.name, "target"
        draft.because.append("tên: lấy lại của số liệu trước; loại: yêu cầu")
        return True
    if (
        here.anchor is None
        or not here.front_low
        or here.front_low[0] not in {"kh", "kế", "chỉ", "dự", "mục"}
    ):
        return False
    if " ".join(here.front_low) not in {
        "kh",
        "kế hoạch",
        "chỉ tiêu",
        "dự toán",
        "mục tiêu",
        "kế hoạch giao",
        "kh giao",
        "chỉ tiêu giao",
        "kế hoạch năm",
        "kế hoạch là",
    }:
        return False
    draft.name, draft.kind, draft.parent = here.anchor.name, "target", here.anchor.parent
    draft.because.append("tên: lấy lại của số liệu trước; loại: kế hoạch")
    return True


_GRADES = {
    "xuất sắc", "giỏi", "khá", "trung bình", "yếu", "kém", "tốt", "đạt", "chưa đạt", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ",
    "hoàn thành xuất sắc nhiệm vụ", "không hoàn thành nhiệm vụ",
}  # fmt: skip


_GRADED = ("xếp loại", "phân loại", "đánh giá", "chất lượng", "kết quả")


_LONGEST_COUNT = 2  # words of who was graded: `286 em`, `12 đảng viên`


def name_grade(here: Situation) -> bool:
    """`Xếp loại học lực: giỏi 286 em, khá 603 em`: what is graded stands before the colon."""
    draft = here.draft
    if len(here.tail) > _LONGEST_COUNT:
        return False
    low, lead = here.words.sentence.low, draft.quantity.lead
    colon = next((index for index in range(lead) if low[index] == ":"), 0)
    if not colon:
        return False
    mark = max(
        (index for index in range(colon, lead) if low[index] in {":", ",", ";"}), default=colon
    )
    grade = " ".join(low[mark + 1 : lead])
    if grade not in _GRADES:
        return False
    before = here.beside
    told = "" if before is None else _grade_of(before.name)
    if before is not None and told:
        draft.name = before.name[: -len(told)] + grade
        draft.because.append("tên: thay bậc xếp loại trong tên của số liệu trước")
        return True
    topic = here.words.write(fronts.before(here.words, 0, colon))
    if not topic.lower().startswith(_GRADED):
        return False
    draft.name = f"{topic} {grade}"
    draft.because.append("tên: xếp loại đứng trước dấu hai chấm và bậc của nó")
    return True


def _grade_of(name: str) -> str:
    """Give the grade that a name ends with, or nothing."""
    return next((grade for grade in _GRADES if name.lower().endswith(f" {grade}")), "")


_CASES = re.compile(r"^(?:số )?(?:vụ )?| vụ$", re.IGNORECASE)


def name_harmed(here: Situation) -> bool:
    """`làm chết 485 người`, `9 người chết`: named by what befell them and its cause."""
    draft = here.draft
    if not draft.quantity.unit.endswith("người"):
        return False
    low = here.words.sentence.low
    harmed = draft.tail if {low[index] for index in here.tail} & HARMED else ""
    if not harmed and here.front_low and here.front_low[-1] in {"chết", "thương", "vong", "tích"}:
        count = 1 if here.front_low[-1] == "chết" else 2
        harmed = "người " + " ".join(here.front_low[-count:])
    if not harmed:
        return False
    draft.name = harmed
    cause = next(
        (
            other
            for other in reversed([*here.walk.earlier, *here.walk.drafts])
            if other.quantity.unit.startswith("vụ")
        ),
        None,
    )
    if cause is not None:
        draft.name = f"{harmed} do {_CASES.sub('', cause.name)}"
    draft.because.append("tên: thêm nguyên nhân từ số vụ")
    return True


def name_by_verb(here: Situation) -> bool:
    """`kết nạp 155 đảng viên`, `cứng hóa 84,7 km đường`: the verb before and the noun after."""
    draft = here.draft
    quantity = draft.quantity
    verb = names.ends_in_doing(here.front_low) if here.front_low else None
    if here.front and here.words.sentence.low[here.front[-1] + 1 : here.front[-1] + 2] == [","]:
        if verb is not None and quantity.sort in COUNTED and here.tail:
            draft.name = draft.tail  # `HĐND huyện giao, có 34 chỉ tiêu`
            return True
        return False
    if quantity.sort in RATIO and here.front_low[-2:] == ["đóng", "góp"]:
        return False  # `đóng góp 0,04 điểm phần trăm trong mức tăng chung`
    if verb is None and here.front and here.words.sentence.low[quantity.lead - 1] == "cho":
        verb = next(
            (
                place
                for place in range(len(here.front_low))
                if names.doing_at(here.front_low, place) - place > 1
            ),
            None,
        )  # `Trợ cấp thường xuyên cho 3.412 đối tượng`
    thing = here.beside
    if here.front_low[-2:] == ["thu", "về"] and quantity.sort == "money" and thing is not None:
        draft.name = f"giá trị {thing.name}"  # `xuất khẩu 4,9 triệu tấn gạo, thu về 2,6 tỷ USD`
        return True
    if verb is None or not (quantity.sort in COUNTED or here.tail):
        return False
    if (
        names.starts_as_indicator(here.front_low)
        and verb > 0
        and (here.front_low[0] in _AMOUNTS or quantity.sort not in COUNTED)
    ):
        return False
    if here.front_low[verb - 1 : verb] == ["và"] and here.front_low[verb:] == ["xây", "dựng"]:
        return False  # `công nghiệp và xây dựng 421 nghìn người`
    verb = chain_start(here.front_low, verb)
    draft.doing = here.words.write(here.front[verb:])
    draft.name = f"{draft.doing} {draft.tail}".strip()
    if draft.quantity.unit.split(" ")[-1] == "ha" and draft.doing.lower() in SOWN:
        draft.name = f"diện tích {draft.name}"
    draft.because.append("tên: động từ đứng trước và danh từ đứng sau số")
    return True


_AMOUNTS = {"tỷ", "tổng", "số", "vốn", "diện", "kinh", "lao", "dân", "giá", "sản"}


_AUX = {"đã", "sẽ", "đang", "phải"}


def chain_start(phrase_low: list[str], verb: int) -> int:
    """`phê duyệt phương án bồi thường`: a verb of two syllables shortly before begins the name."""
    for place in range(max(0, verb - 5), verb):
        stop = names.doing_at(phrase_low, place)
        if stop - place > 1 and stop <= verb and not set(phrase_low[stop:verb]) & _AUX:
            return place
    return verb
