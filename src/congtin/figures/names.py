"""The name of an indicator: the noun phrase before a number, after it, or around it."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.figures.sentences import Sentence
from congtin.figures.vocabulary import phrases

_OPENERS = phrases("names", "openers")
_CLOSERS = phrases("names", "closers")
_HEADS = phrases("names", "heads")
_VERBAL = phrases("names", "verbal")
_PARTS = phrases("names", "parts")
_ENDS = phrases("names", "ends")
_RESTORED = phrases("names", "restored")
_DOING = phrases("verbs", "doing")
_MARKS = frozenset(",;:()[]“”\"'‘’-–—*•+.…/|·►")
_LONGEST_AFTER = 16
# Words that a noun phrase after a number does not end with.
_HANGING = frozenset(
    ("đã", "đang", "sẽ", "được", "và", "của", "cho", "với", "là", "có", "từ", "ở", "tại", "trong", "cũng", "đều", "để", "các", "khoảng",
     "trên", "theo", "đạt", "số", "ước", "tổng", "như", "vào", "đến", "so", "bằng", "chiếm", "do", "vẫn", "còn")
)  # fmt: skip
# Words that end a noun phrase only where a number follows: `lên sàn thương mại` goes on.
_LOOSE_ENDS = {"lên", "xuống", "bằng", "qua", "trên", "vượt", "tăng", "giảm", "kế", "là"}
_LONG_PHRASE = 6
_AIMS = (["phấn", "đấu"], ["mục", "tiêu"], ["dự", "kiến"], ["yêu", "cầu"])
# Verbs of one syllable that begin the name in a long clause.
_TELLING = frozenset(("trao", "tặng", "cấp", "trồng", "xây", "bắt", "đón", "tiêm", "khám", "vay"))
_STRONG_HEADS = phrases("names", "strong")
_MEMBERS = phrases("names", "members")
_LINKS = {"-", "–"}
# Pairs that end a name although their second word alone would hang.
_WHOLE_PAIRS = frozenset(
    (("cuối", "cùng"), ("cấp", "trên"), ("mặt", "bằng"), ("ký", "số"), ("nhà", "ở"), ("chưa", "đạt"), ("không", "đạt"),
     ("dân", "số"), ("thiểu", "số"), ("còn", "lại"), ("thôn", "mới"), ("nâng", "cao"), ("viên", "mới"), ("làm", "mới"), ("nghệ", "cao"))
)  # fmt: skip
_PAPER_WORDS = {"theo", "số", "ngày", "kèm"}


@dataclass(slots=True)
class Words:
    """A sentence with the tokens that names leave out (times, areas)."""

    text: str
    sentence: Sentence
    hidden: set[int]

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
        if begin in hidden or low[begin] in _MARKS:
            begin += 1
            continue
        if low[begin] == "bằng" and low[begin + 1 : begin + 2] in (["cấp"], ["khen"], ["sáng"]):
            break
        hit = _OPENERS.match(low, begin, end)
        head = _HEADS.match(low, begin, end)
        doing = _DOING.match(low, begin, end)
        if (
            hit is None
            or (head is not None and head[1] >= hit[1])
            or (doing is not None and doing[1] > hit[1])
        ):
            break
        begin = hit[1]
    while end > begin:
        if end - 1 in hidden or low[end - 1] in _MARKS - {")"}:
            end -= 1
            continue
        if low[end - 1] == ")" and "(" not in low[begin:end]:
            end -= 1
            continue
        if low[end - 1] in {"đến", "từ"} and end - 1 == begin:
            end = begin
            break
        if tuple(low[max(begin, end - 2) : end]) in _WHOLE_PAIRS:
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
        hit = _CLOSERS.match_back(low, begin, end)
        if hit is None or (hit[1] == begin and _HEADS.match(low, begin, end)):
            break
        doing = _DOING.match_back(low, begin, end)
        if doing is not None and doing[1] < hit[1]:
            break
        end = hit[1]
    return begin, end


def before(words: Words, begin: int, end: int) -> list[int]:
    """Give the tokens of the noun phrase that ends where the leading verb begins."""
    low, hidden = words.sentence.low, words.hidden
    quoted = False
    while end > begin and (end - 1 in hidden or low[end - 1] in _MARKS - {")"}):
        quoted = quoted or low[end - 1] in '”"'
        end -= 1
    begin = _last_clause(words, begin, end, quoted=quoted)
    begin, end = trim(words, begin, end)
    kept, depth, dropped = [], 0, -1
    for index in range(begin, end):
        if low[index] == "(":
            depth += 1
            dropped = max(dropped, _paper_bracket(words, index, end))
        if index < dropped:
            continue
        if index not in hidden and not (low[index] in '“”"*•►' and len(low[index]) == 1):
            kept.append(index)
        if low[index] == ")":
            depth -= 1
    kept = [index for index in kept if not _is_crumb(words, index)]
    for place in range(len(kept) - 2, 0, -1):
        named = words.sentence.is_capital(kept[place + 1])
        if low[kept[place]] in {"gồm", "như"} and named:
            kept = kept[place + 1 :]  # `Các đối tác lớn gồm Hàn Quốc`
            break
    while kept and low[kept[-1]] in _MARKS - {")"}:
        kept.pop()
    while kept and low[kept[0]] in _MARKS - {"("}:
        kept.pop(0)
    if "(" not in [low[index] for index in kept]:
        kept = [index for index in kept if low[index] != ")"]
    return _from_indicator(low, kept)


def _is_crumb(words: Words, index: int) -> bool:
    """`vận chuyển trong hơn 9 tháng qua`: what stands around a hidden time goes with it."""
    low, hidden = words.sentence.low, words.hidden
    if low[index] == "qua":
        return index - 1 in hidden
    if low[index] in {"hơn", "gần"}:
        return index + 1 in hidden
    return low[index] == "trong" and (
        index + 1 in hidden or (low[index + 1] in {"hơn", "gần"} and index + 2 in hidden)
    )


def _paper_bracket(words: Words, opened: int, end: int) -> int:
    """`(theo Kế hoạch số 12-KH/ĐU)`: a bracket on a paper is no part of a name; -1 if it is one."""
    low = words.sentence.low
    close = next((index for index in range(opened, end) if low[index] == ")"), -1)
    inside = set(low[opened + 1 : max(close, opened + 1)])
    dated = any(index in words.hidden for index in range(opened, close))
    return close + 1 if close > opened and (dated or inside & _PAPER_WORDS) else -1


def _from_indicator(low: list[str], kept: list[int]) -> list[int]:
    """Cut a long clause down to the indicator in it: `Báo cáo cho thấy tổng kế hoạch vốn`."""
    shown = [low[index] for index in kept]
    for place in range(len(shown) - 2, 0, -1):
        if shown[place - 1 : place + 1] in _AIMS:
            return kept[place + 1 :]
    if len(shown) <= _LONG_PHRASE or _HEADS.match(shown, 0, len(shown)):
        return kept
    for place in range(2, len(shown) - 1):
        if _STRONG_HEADS.match(shown, place, len(shown)) and shown[place - 1] not in {
            "các",
            "những",
            "của",
            "về",
            "với",
            "một",
            "theo",
            "bằng",
        }:
            return kept[place:]
    for place in range(len(shown) - 1, 1, -1):
        hit = _DOING.match(shown, place, len(shown))
        if hit is not None and (hit[1] - place > 1 or shown[place] in _TELLING):
            return kept[place:]
    return kept


def after(words: Words, begin: int, stop: int) -> list[int]:
    """Give the tokens of the noun phrase that follows a number and its unit."""
    low, hidden = words.sentence.low, words.hidden
    kept: list[int] = []
    index = begin
    while index < stop and len(kept) < _LONGEST_AFTER:
        if index in hidden:
            index += 1
            continue
        word = low[index]
        if word in {'"', "“", "”"} and 0 < len(kept) <= 8 and index + 1 < stop:
            index += 1
            continue
        if word == "là" and (
            len(kept) > 1 or (index + 1 < stop and words.sentence.is_capital(index + 1))
        ):
            break
        if word in _LINKS and kept and _links_pair(words, index, stop):
            kept.append(index)
            index += 1
            continue
        if word == "/" and not kept:
            break  # `90% trở lên/tổng số chi bộ`
        if (
            word in ',;:()….!?|“”"['
            or word in "–—•"
            or (word == "-" and words.sentence.starts[index] != words.sentence.ends[index - 1])
        ):
            if (
                word == ","
                and len(kept) <= 5
                and (
                    _list_goes_on(low, begin, index, stop)
                    if kept
                    else _is_member_pair(low, max(0, begin - 3), index, stop)
                )
            ):
                kept.append(index)
                index += 1
                continue
            if (
                word == "."
                and index + 1 < stop
                and words.sentence.starts[index + 1] == words.sentence.ends[index]
            ):
                index += 1
                continue
            break
        if index == begin and word in {"do", "nhờ", "vì"}:
            break
        hit = _ENDS.match(low, index, stop)
        if word in _LOOSE_ENDS and not any(
            low[place][0].isdecimal() for place in range(index + 1, min(index + 4, len(low)))
        ):
            hit = None
        if word == "trở" and kept and low[kept[-1]] == "tuổi":
            hit = None
        if word == "nâng" and low[index + 1 : index + 2] == ["cao"] and kept:
            hit = None  # `nông thôn mới nâng cao`
        if word == "còn" and kept and low[kept[-1]] == "không":
            hit = None
        if word == "còn" and low[index + 1 : index + 2] in (["hiệu"], ["dư"], ["lại"], ["nợ"]):
            hit = None
        if hit is not None and (index > begin or word not in {"qua"}):
            if word == "và" and _goes_on(low, index, stop):
                kept.append(index)
                index += 1
                continue
            break
        kept.append(index)
        index += 1
    while kept and low[kept[-1]] in _HANGING and not (low[kept[-1]] == "chỉ" and len(kept) > 1):
        if len(kept) > 1 and (low[kept[-2]], low[kept[-1]]) in _WHOLE_PAIRS:
            break
        kept.pop()
    while kept and low[kept[0]] in {"đã", "các", "được", "số", "của", "là"}:
        if low[kept[0]] in {"số", "được"}:
            break
        kept.pop(0)
    return kept


def label(words: Words, begin: int, end: int) -> list[int]:
    """Give the noun phrase before the colon that opens a list: `Tỷ lệ trường đạt chuẩn: mầm non 75%`."""
    low = words.sentence.low
    colon = next((index for index in range(begin, end) if low[index] == ":"), -1)
    if colon <= begin or colon >= end - 1:
        return []
    kept = before(words, begin, colon)
    shown = [low[index] for index in kept]
    if not shown or (
        restored_head(shown) == 0 and shown[0] not in {"tổng", "thu", "chi", "cơ", "vốn", "mức"}
    ):
        return []
    return kept


def _links_pair(words: Words, index: int, stop: int) -> bool:
    """`kinh tế - xã hội`: a dash between two words in small letters parts no clause."""
    sentence = words.sentence
    if index + 1 >= stop:
        return False
    left, right = sentence.low[index - 1], sentence.low[index + 1]
    return (
        left.isalpha()
        and right.isalpha()
        and not sentence.is_capital(index + 1)
        and index + 1 not in words.hidden
    )


def _list_goes_on(low: list[str], begin: int, comma: int, stop: int) -> bool:
    """`cơ quan, đơn vị đạt danh hiệu`: the comma parts nouns that share what follows."""
    if _is_member_pair(low, begin, comma, stop):
        return True
    ahead = low[comma + 1 : min(stop, comma + 5)]
    return bool(set(ahead[1:]) & {"đạt", "được", "có", "hoàn"}) and not any(
        word[0].isdecimal() or word in {",", ";"} for word in ahead
    )


def _is_member_pair(low: list[str], begin: int, comma: int, stop: int) -> bool:
    """`cán bộ, công chức sử dụng`, `hộ gia đình, cá nhân`: kinds of people or bodies side by side."""
    left = _MEMBERS.match_back(low, begin, comma)
    right = _MEMBERS.match(low, comma + 1, stop)
    return left is not None and right is not None


def is_part(words: Words, begin: int, end: int) -> bool:
    """Tell whether a span opens a breakdown: `trong đó`, `gồm`, `riêng`."""
    low = words.sentence.low
    return any(
        _PARTS.match(low, index, end) for index in range(begin, end) if index not in words.hidden
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
    return hit[1] if hit else None


def doing_at(low: list[str], place: int) -> int:
    """Give the end of the verb of doing that begins at a place, or the place if none does."""
    hit = _DOING.match(low, place, len(low))
    return hit[1] if hit else place


def starts_as_indicator(low: list[str]) -> bool:
    """Tell whether tokens begin with the head of an indicator."""
    return _HEADS.match(low, 0, len(low)) is not None


def restored_head(low: list[str]) -> int:
    """Give how many tokens of a name are a head that a list may drop."""
    hit = _RESTORED.match(low, 0, len(low))
    return hit[1] if hit else 0


def _goes_on(low: list[str], index: int, stop: int) -> bool:
    """`sửa chữa nhà và công trình`: after `và` stands no verb and no number."""
    if index + 1 >= stop or low[index + 1][0].isdecimal():
        return False
    until = next(
        (place for place in range(index + 1, stop) if low[place] in {",", ";", ".", "(", ":"}), stop
    )
    if (stop == len(low) or until < stop) and not any(
        word[0].isdecimal() for word in low[index + 1 : until]
    ):
        return True
    rest = low[index + 1 : index + 4]
    return (
        _DOING.match(rest, 0, len(rest)) is None
        and not set(rest) & {"tăng", "giảm", "đạt", "là", "có", "trên", "gần", "khoảng", "hơn"}
        and stop - index > 1
        and not any(word[0].isdecimal() for word in rest)
    )


def _last_clause(words: Words, begin: int, end: int, *, quoted: bool = False) -> int:
    """Start after the last separator that parts clauses; commas inside a noun phrase stay.

    `quoted` says that a quotation closed at the end: the mark that opens it parts nothing.
    """
    low, hidden = words.sentence.low, words.hidden
    depth = 0
    place = end
    for index in range(end - 1, begin - 1, -1):
        word = low[index]
        if word in '“”"' and depth == 0 and (quoted or _closes_quote(low, begin, index)):
            quoted = not quoted
            continue
        if quoted:
            continue
        if word == ")":
            depth += 1
        elif word == "(":
            if depth == 0:
                return index + 1
            depth -= 1
        elif depth == 0 and (word in ";:" or (word in {"“", "”", '"'} and index < end - 1)):
            return index + 1
        elif (
            depth == 0
            and word in {"-", "–", "—", "*", "•", "+"}
            and index + 1 < len(low)
            and words.sentence.starts[index + 1] > words.sentence.ends[index]
        ):
            if index == begin or low[index - 1] in ".,:;":
                return index + 1
        elif (
            depth == 0
            and (
                word in {"là", "làm", "thấy", "rằng", "đó", "nên"}
                or (word == "có" and _STRONG_HEADS.match(low, index + 1, end))
            )
            and place == end
            and _HEADS.match(low, index + 1, end)
            and low[index + 1] not in {"hộ", "lao", "điểm", "ngành", "nhóm", "mức"}
        ) or (depth == 0 and word == "," and not _is_inner_comma(words, begin, index, place)):
            return index + 1
        elif word == ",":
            place = index
    del hidden
    return begin


def _closes_quote(low: list[str], begin: int, index: int) -> bool:
    """`Quỹ “Vì người nghèo” vận động được`: a short quotation after a noun belongs to the name."""
    if low[index] not in '”"':
        return False
    opened = next(
        (place for place in range(index - 1, max(begin, index - 9), -1) if low[place] in '“"'), -1
    )
    return opened > begin and low[opened - 1].isalpha()


def _is_inner_comma(words: Words, begin: int, comma: int, end: int) -> bool:
    low, hidden = words.sentence.low, words.hidden
    left = comma - 1
    while left >= begin and low[left] not in ",;:()":
        left -= 1
    piece = [index for index in range(left + 1, comma) if low[index] not in _MARKS]
    if not piece or any(index in hidden for index in piece):
        return False
    if low[comma - 2 : comma] == ["chế", "biến"] and low[comma + 1 : comma + 3] == ["chế", "tạo"]:
        return True
    if low[comma + 1 : comma + 3] == ["chứng", "chỉ"] or (
        low[comma - 1] == "xuất" and low[comma + 1] == "nhập"
    ):
        return True
    for mark in range(comma - 1, left, -1):
        if low[mark] in {"là", "làm", "thấy", "rằng"}:
            piece = list(range(mark + 1, comma))
            break
    if not piece:
        return False
    right_first, _ = trim(words, comma + 1, end)
    opener = _OPENERS.match(low, comma + 1, end)
    if opener is not None and right_first > comma + 1 and low[comma + 1] not in {"các", "của"}:
        return False
    head = _HEADS.match(low, comma + 1, end)
    left_low = [low[index] for index in piece]
    for place in range(1, len(left_low)):
        if _STRONG_HEADS.match(left_low, place, len(left_low)):
            left_low = left_low[place:]  # `Duy trì tổng đàn gia súc, gia cầm`
            break
    left_is_head = _HEADS.match(left_low, 0, len(left_low)) is not None
    left_is_short = len(piece) <= 9
    verbal = any(_VERBAL.match(left_low, index, len(left_low)) for index in range(len(left_low)))
    if head is not None and not (
        left_is_short
        and not verbal
        and left_is_head
        and low[comma + 1] in {"xây", "dịch", "lâm", "thủy", "nông"}
    ):
        return (
            left_is_short
            and not verbal
            and low[comma + 1] in {"thủy", "xây", "dịch", "chăn", "trồng", "thương", "công", "nông"}
            and not _HEADS.match(low, comma + 1, comma + 2)
        )
    if left_is_head:
        return True
    if verbal:
        return False
    return left_is_short
