"""The parts that names are made of: heads, verbs of doing, and a sentence without its times."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.figures.text.sentences import Sentence
from congtin.figures.vocabulary import phrases

NOUNS = phrases("names", "nouns")
_OPENERS = phrases("names", "openers")
_CLOSERS = phrases("names", "closers")
_HEADS = phrases("names", "heads")
_RESTORED = phrases("names", "restored")
_DOING = phrases("verbs", "doing")
MARKS = frozenset(",;:()[]“”\"'‘’-–—*•+.…/|·►")
# Pairs that end a name although their second word alone would hang.
WHOLE_PAIRS = frozenset(
    (("cuối", "cùng"), ("cấp", "trên"), ("mặt", "bằng"), ("ký", "số"), ("nhà", "ở"), ("chưa", "đạt"), ("không", "đạt"),
     ("dân", "số"), ("thiểu", "số"), ("còn", "lại"), ("sầu", "riêng"), ("thôn", "mới"), ("nâng", "cao"), ("viên", "mới"), ("làm", "mới"), ("nghệ", "cao"))
)  # fmt: skip


@dataclass(slots=True)
class Words:
    """A sentence with the tokens that names leave out (times, areas)."""

    text: str
    sentence: Sentence
    hidden: set[int]

    def __post_init__(self) -> None:
        """Show `cây hàng năm`, a kind of crop and no time."""
        low = self.sentence.low
        if "cây" not in low:
            return
        for index, word in enumerate(low):
            if word == "cây" and low[index + 1 : index + 3] in (["hàng", "năm"], ["lâu", "năm"]):
                self.hidden = self.hidden - {index + 1, index + 2}

    def write(self, indexes: list[int]) -> str:
        """Write tokens as they stand in the text, closing the gaps."""
        pieces: list[str] = []
        last = -2
        for index in indexes:
            start, end = self.sentence.starts[index], self.sentence.ends[index]
            glued = index == last + 1 and start == self.sentence.ends[last]
            if pieces and not glued:
                pieces.append(" ")
            pieces.append(self.text[start:end])
            last = index
        return "".join(pieces)


def trim(words: Words, begin: int, end: int) -> tuple[int, int]:
    """Drop the openers on the left and the closers on the right of a span."""
    low, hidden = words.sentence.low, words.hidden
    while begin < end:
        if begin in hidden or low[begin] in MARKS:
            begin += 1
            continue
        if low[begin] == "bằng" and low[begin + 1 : begin + 2] in (["cấp"], ["khen"], ["sáng"]):
            break
        if low[begin] == "cả" and begin + 1 in hidden:
            begin += 1
            continue
        hit = _OPENERS.match(low, begin, end)
        if hit is None or NOUNS.match(low, begin, end) or _is_name_of_place(words, begin, end):
            break
        head = _HEADS.match(low, begin, end)
        doing = _DOING.match(low, begin, end)
        if (head is not None and head[1] >= hit[1]) or (doing is not None and doing[1] > hit[1]):
            break
        begin = hit[1]
    while end > begin:
        if end - 1 in hidden or low[end - 1] in MARKS - {")"}:
            end -= 1
            continue
        if low[end - 1] == ")" and "(" not in low[begin:end]:
            end -= 1
            continue
        if low[end - 1] in {"đến", "từ"} and end - 1 == begin:
            end = begin
            break
        if tuple(low[max(begin, end - 2) : end]) in WHOLE_PAIRS:
            break
        if (
            low[end - 1] == "hiện"
            and end - 3 >= begin
            and low[end - 3] in {"vốn", "trị", "lượng", "hoạch", "độ"}
        ):
            break
        if (
            low[end - 1] == "chỉ"
            and end - 2 >= begin
            and low[end - 2] in {"chứng", "tín", "địa", "đình", "tôn"}
        ):
            break
        if low[max(begin, end - 3) : end] == ["cây", "hàng", "năm"]:
            break
        hit = _CLOSERS.match_back(low, begin, end)
        if hit is None or (hit[1] == begin and _HEADS.match(low, begin, end)):
            break
        doing = _DOING.match_back(low, begin, end)
        if doing is not None and doing[1] < hit[1]:
            break
        end = hit[1]
    return begin, end


def _is_name_of_place(words: Words, begin: int, end: int) -> bool:
    """`; Cần Thơ giảm 2%`: a proper name that begins with a word that opens clauses elsewhere."""
    sentence = words.sentence
    return (
        0 < begin < end - 1
        and sentence.is_capital(begin)
        and sentence.is_capital(begin + 1)
        and not words.text[sentence.starts[begin + 1] : sentence.ends[begin + 1]].isupper()
    )


def ends_in_doing(low: list[str]) -> int | None:
    """Give the place where a verb of doing begins that ends these tokens."""
    stop = len(low)
    while (
        stop
        and low[stop - 1]
        in {
            "cho",
            "được",
            "thêm",
            "mới",
            "xong",
            "đủ",
            "thành",
            "công",
            "tổng",
            "cộng",
            "số",
            "về",
            "ra",
        }
        and _DOING.match_back(low, 0, stop) is None
    ):
        stop -= 1
    hit = _DOING.match_back(low, 0, stop)
    if hit and low[hit[1] - 1 : hit[1] + 1] in (["trực", "tiếp"], ["gián", "tiếp"]):
        return None  # `ảnh hưởng trực tiếp tới 31 xã`
    if hit and low[hit[1] - 1 : hit[1] + 1] == ["hoàn", "thành"] and hit[1]:
        return hit[1] - 1  # `hoàn thành lập hồ sơ` founds nothing
    return hit[1] if hit else None


def doing_at(low: list[str], place: int) -> int:
    """Give the end of the verb of doing that begins at a place, or the place if none does."""
    hit = _DOING.match(low, place, len(low))
    return hit[1] if hit else place


def starts_as_indicator(low: list[str]) -> bool:
    """Tell whether tokens begin with the head of an indicator."""
    return _HEADS.match(low, 0, len(low)) is not None and NOUNS.match(low, 0, len(low)) is None


def restored_head(low: list[str]) -> int:
    """Give how many tokens of a name are a head that a list may drop."""
    hit = _RESTORED.match(low, 0, len(low))
    return hit[1] if hit else 0
