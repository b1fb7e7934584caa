"""Numbers of meetings and papers: who attends and votes, what is on the table, what is set out."""

from __future__ import annotations

from congtin.figures.numbers.quantity import Quantity
from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases, word_set

_MEETING = phrases("refusals", "meeting")
_ATTENDING = phrases("refusals", "attending")
_TABLED = phrases("refusals", "tabled")
_PARTY_ACTS = phrases("refusals", "party_acts")
_BODIES = word_set("refusals", "bodies")
_ELECTING = word_set("refusals", "electing")
_PAPER = phrases("counts", "paper")
_SETTING_OUT = word_set("refusals", "setting_out")
_SECTIONS = word_set("refusals", "sections")
_COUNTED_SECTIONS = word_set("refusals", "counted_sections")
_DONE = word_set("refusals", "done")
_COUNTS = {"count", "guess"}
_LONGEST_LIST_GAP = 5
_OPENING = 9  # tokens in which a sentence says that it tells who came


def find_vote(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`23/25 đại biểu tán thành (92%)`, `30/32 phiếu`, `hai phần ba tổng số thành viên`."""
    low = sentence.low
    tail = set(low[quantity.stop : quantity.end + 6])
    if quantity.sort == "percent" and {"đại", "biểu"} <= tail:
        return "vote"
    if quantity.unit.startswith("phiếu") or (
        quantity.unit == "bản" and low[quantity.lead - 1 : quantity.lead] == ["("]
    ):
        return "vote"
    if (quantity.total is not None or quantity.in_words) and {"tổng", "thành", "viên"} <= tail:
        return "vote"
    if quantity.total is not None:
        whole = quantity.unit in {"đại biểu", "phiếu", "ý kiến"} or low[quantity.end - 1] == "phiếu"
        return "vote" if whole else ""
    if _MEETING.match(low, quantity.stop, len(low)) is None:
        return ""
    return "vote" if low[quantity.stop] != "đồng" or _is_elected(low, quantity.lead) else ""


def _is_elected(low: list[str], lead: int) -> bool:
    """Comrades who vote or sit in a body; those admitted, promoted or punished are counted."""
    near = low[max(0, lead - 6) : lead]
    if _ELECTING & set(near):
        return True
    if near[-1:] in (["vượt"], ["tăng"], ["giảm"]) or {"kết", "đảng"} & set(near):
        return False
    return not _PARTY_ACTS.occurs(near, 0, len(near))


def refuse_vote_share(sentence: Sentence, following: Quantity | None) -> None:
    """The share of a vote, in brackets behind it, is no figure either."""
    if (
        following is not None
        and following.sort == "percent"
        and sentence.low[following.lead - 1] in {"(", "đạt", "chiếm", ","}
    ):
        following.refused = "vote"


def find_meeting(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """`nghe 6 báo cáo`, `dự họp có lãnh đạo 12 phòng`, `đoàn gồm 11 thành viên`, `12 trọng tài điều hành`."""
    low, lead = sentence.low, quantity.lead
    if quantity.sort not in _COUNTS:
        return ""
    if _TABLED.match_back(low, 0, lead) is not None:
        return "meeting"
    if low[quantity.end : quantity.end + 2] in (
        ["tranh", "tài"],
        ["điều", "hành"],
        ["thảo", "luận"],
    ):
        return "meeting"
    if quantity.unit == "thành viên" and "gồm" in low[max(0, lead - 3) : lead]:
        return "meeting" if _BODIES & set(low[max(0, lead - 7) : lead]) else ""
    return "meeting" if _is_attending(sentence, lead) else ""


def _is_attending(sentence: Sentence, lead: int) -> bool:
    """`Dự họp có lãnh đạo 3 phòng chuyên môn`: the sentence opens with who came."""
    return "dự" in sentence.words and _ATTENDING.occurs(sentence.low, 0, lead, within=_OPENING)


def continues_meeting(sentence: Sentence, before: Quantity, quantity: Quantity) -> bool:
    """`xem xét 22 báo cáo, 9 tờ trình, thảo luận tại 4 tổ`: the list of a meeting goes on."""
    if before.refused != "meeting" or quantity.sort not in _COUNTS:
        return False
    between = sentence.low[before.end : quantity.lead]
    return len(between) <= _LONGEST_LIST_GAP and not set(between) & {
        ";",
        ".",
        ":",
        "có",
        "đạt",
        "còn",
    }


def find_paper(sentence: Sentence, quantity: Quantity, following: Quantity | None) -> str:
    """How many goals or tasks a paper sets out: `thông qua 16 chỉ tiêu`, `3 đột phá`."""
    low, stop = sentence.low, quantity.stop
    if quantity.total is not None or quantity.sort not in {"count", "guess", "none", "measure"}:
        return ""
    before = low[max(0, quantity.lead - 4) : quantity.lead]
    if low[stop : stop + 2] == ["chỉ", "tiêu"] and "tuyển" in before:
        return ""  # `tuyển dụng được 628 chỉ tiêu` counts people
    if quantity.sort != "measure" and _PAPER.match(low, stop, len(low)) is not None:
        return _find_paper_noun(low, quantity, before)
    if low[stop : stop + 2] != ["chỉ", "tiêu"]:
        return ""
    after = set(low[quantity.end : quantity.end + 7])
    if _SETTING_OUT & set(before) and not after & (_DONE - {"không", "đã"}):
        return "paper"
    return "" if (_DONE - {"đã"}) & (after | set(before)) else "paper"


def _find_paper_noun(low: list[str], quantity: Quantity, before: list[str]) -> str:
    word, phrase = low[quantity.stop], low[quantity.stop : quantity.stop + 3]
    after = set(low[quantity.end : quantity.end + 6])
    if phrase[:2] == ["chương", "trình"] and before and before[-1] in {"chức", "dựng"}:
        return ""  # `tổ chức 12 chương trình`
    if word == "nhóm" and {"nhiệm", "giải", "vấn", "chỉ", "mục"} & set(phrase):
        return "paper"
    if word in _SECTIONS:
        counted = quantity.sort == "count" and word in _COUNTED_SECTIONS and "giải" not in after
        return "" if counted else "paper"
    return "" if after & _DONE or _DONE - {"đã"} & set(before) else "paper"
