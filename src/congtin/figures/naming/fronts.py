"""The noun phrase before a number: where its clause begins, and the indicator in it."""

from __future__ import annotations

from congtin.figures.names import MARKS, NOUNS, Words, restored_head, trim
from congtin.figures.vocabulary import phrases

_OPENERS = phrases("names", "openers")
_HEADS = phrases("names", "heads")
_VERBAL = phrases("names", "verbal")
_DOING = phrases("verbs", "doing")
_STRONG_HEADS = phrases("names", "strong")
_LONG_PHRASE = 6
_AIMS = (["phấn", "đấu"], ["mục", "tiêu"], ["dự", "kiến"], ["yêu", "cầu"], ["chủ", "yếu"])
# Verbs of one syllable that begin the name in a long clause.
_TELLING = frozenset(("trao", "tặng", "cấp", "trồng", "xây", "bắt", "đón", "tiêm", "khám", "vay"))
_BEFORE_A_PART = {"các", "những", "của", "về", "với", "một", "theo", "bằng"}
_BEFORE_A_NOUN = {"và", ",", "vốn", "chủ", "nhà", "ký", "hoạt", "công", "tổng", "số", "được", "phí"}
_WHO = phrases("names", "who")
_JOINED = phrases("names", "joined")
_PROPORTIONS = (["tỷ", "trọng"], ["tỉ", "trọng"])
_TIMES = (["tính", "đến"], ["kể", "từ"], ["thời", "điểm"])
_MOVES = {"tăng", "giảm", "nâng", "kéo"}
_PAPER_WORDS = {"theo", "số", "ngày", "kèm"}


def before(words: Words, begin: int, end: int) -> list[int]:
    """Give the tokens of the noun phrase that ends where the leading verb begins."""
    low, hidden = words.sentence.low, words.hidden
    quoted = False
    if end > begin and low[end - 1] == ";":
        return []  # a clause before is no name
    while end > begin and (end - 1 in hidden or low[end - 1] in MARKS - {")"}):
        quoted = quoted or low[end - 1] in '”"'
        end -= 1
    begin = _last_clause(words, begin, end, quoted=quoted)
    if begin + 1 < end and low[begin + 1] == ")" and len(low[begin]) == 1:
        begin += 2  # `a) Thu bổ sung từ ngân sách cấp trên`
    topical = low[begin : begin + 1] == ["về"] or low[begin : begin + 2] == ["đối", "với"]
    begin, end = trim(words, begin, _until_time(words, begin, end))
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
    while kept and low[kept[-1]] in MARKS - {")"}:
        kept.pop()
    while kept and low[kept[0]] in MARKS - {"("}:
        kept.pop(0)
    if "(" not in [low[index] for index in kept]:
        kept = [index for index in kept if low[index] != ")"]
    capitals = next(
        (place for place, index in enumerate(kept) if not words.sentence.is_capital(index)),
        len(kept),
    )
    return _from_indicator(low, kept, capitals, topical=topical)


def _until_time(words: Words, begin: int, end: int) -> int:
    """`tổng số lợn tính đến thời điểm cuối tháng 11`: a name ends where the time of a stock begins."""
    low = words.sentence.low
    if not any(
        index in words.hidden for index in range(max(begin, end - 2), min(end + 1, len(low)))
    ):
        return end
    return next(
        (place for place in range(begin + 2, end - 1) if low[place : place + 2] in _TIMES), end
    )


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


def _from_indicator(
    low: list[str], kept: list[int], capitals: int, *, topical: bool = False
) -> list[int]:
    """Cut a long clause down to the indicator in it: `Báo cáo cho thấy tổng kế hoạch vốn`."""
    kept = _after_story(low, kept)
    kept = _without_owners(low, kept[: _predicate(low, kept)])
    kept = kept[: _end_of_place(low, kept, capitals)]
    shown = [low[index] for index in kept]
    for place in range(len(shown) - 2, 0, -1):
        if shown[place - 1 : place + 1] in _AIMS and shown[place + 1] != "của":
            return kept[place + 1 :]
    for place in range(2, len(shown) - 1):
        led = (shown[place - 1], shown[place]) == ("với", "tổng") or shown[place - 1] == "cho"
        if led and _STRONG_HEADS.match(shown, place, len(shown)):
            return kept[place:]  # `xây dựng cánh đồng mẫu lớn với tổng diện tích`
    if shown[:1] and shown[0] in _MOVES and _HEADS.match(shown, 1, len(shown)):
        return kept  # `tăng tổng thu ngân sách 8%`
    if not topical and (len(shown) <= _LONG_PHRASE or _HEADS.match(shown, 0, len(shown))):
        return kept
    for place in range(2, len(shown) - 1):
        if _STRONG_HEADS.match(shown, place, len(shown)) and (
            shown[place - 1] not in _BEFORE_A_PART
            or (shown[place - 1] == "với" and shown[place] in {"tổng", "số"})
        ):
            return kept[place:]
    if topical and (len(shown) <= _LONG_PHRASE or _HEADS.match(shown, 0, len(shown))):
        return kept
    if _WHO.match(shown, 0, len(shown)):
        return kept  # `học sinh hoàn thành chương trình tiểu học`
    for place in range(len(shown) - 1, 1, -1):
        hit = _DOING.match(shown, place, len(shown))
        if shown[place - 1] in _BEFORE_A_NOUN:
            continue  # `cung cấp nước, quản lý và xử lý rác thải`, `vốn đầu tư nước ngoài`
        if hit is not None and (hit[1] - place > 1 or shown[place] in _TELLING):
            longer = _DOING.match(shown, place - 1, len(shown))
            joined = longer is not None and longer[1] >= hit[1] and shown[place - 1] != "vận"
            return kept[place - 1 if joined else place :]  # `trao tặng` is one verb
    return kept


def _after_story(low: list[str], kept: list[int]) -> list[int]:
    """`nông nghiệp vẫn đóng vai trò trụ đỡ với giá trị sản xuất nông, lâm, thủy sản`."""
    shown = [low[index] for index in kept]
    if "với" not in shown or _VERB_MARKS.isdisjoint(shown):
        return kept
    place = shown.index("với") + 1
    told = _STRONG_HEADS.match(shown, place, len(shown)) is not None
    return kept[place:] if told and not _VERB_MARKS.isdisjoint(shown[:place]) else kept


def _end_of_place(low: list[str], kept: list[int], capitals: int) -> int:
    """`Nhật Bản đứng thứ hai, chiếm 21%`, `Mỹ vẫn là thị trường lớn nhất`: the place is the name."""
    if capitals and capitals < len(kept) and low[kept[capitals]] in {"vẫn", "đứng", "dẫn", "tiếp"}:
        return capitals
    return len(kept)


def _without_owners(low: list[str], kept: list[int]) -> list[int]:
    """`nguồn vốn huy động của các ngân hàng, tổ chức tín dụng trên địa bàn`: all who there are."""
    if len(kept) <= _TOLD or low[kept[-1]] != "bàn" or low[kept[-3]] != "trên":
        return kept
    shown = [low[index] for index in kept]
    if "của" not in shown:
        return kept
    place = shown.index("của")
    return kept[:place] if place >= _TOLD else kept


_TOLD = 3
_FAR = 14


_VERB_MARKS = {"vẫn", "luôn", "tiếp", "duy", "đã", "tăng", "giảm"}


def _predicate(low: list[str], kept: list[int]) -> int:
    """`Thu nội địa đã có bước tiến lớn, lần đầu chạm mốc`: an indicator ends where its verb begins."""
    shown = [low[index] for index in kept]
    if _VERB_MARKS.isdisjoint(shown):
        return len(shown)
    head = _HEADS.match(shown, 0, len(shown))
    if head is None or shown[0] in {"tỷ", "tỉ", "hộ"}:
        return len(shown)
    return next(
        (
            place
            for place in range(max(2, head[1]), len(shown))
            if shown[place] in {"vẫn", "luôn"}
            or shown[place : place + 2]
            in (
                ["tiếp", "tục"],
                ["duy", "trì"],
                ["đã", "có"],
                ["đã", "đạt"],
                ["tăng", "mạnh"],
                ["tăng", "khá"],
                ["tăng", "cao"],
                ["giảm", "mạnh"],
            )
        ),
        len(shown),
    )


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
    if low[left] == ")" and low[max(begin, left - 2)] == "(":
        left -= 3  # `các tổ chức tín dụng (TCTD), chi nhánh ngân hàng`
    while left >= begin and low[left] not in ",;:()":
        left -= 1
    piece = [index for index in range(left + 1, comma) if low[index] not in MARKS]
    if not piece or any(index in hidden for index in piece):
        return False
    if any(_JOINED.match(low, place, end) for place in range(max(begin, comma - 5), comma)):
        return True
    if "trong" in low[comma + 1 : comma + _FAR] and any(
        low[place : place + 2] in _PROPORTIONS for place in range(begin, comma)
    ):
        return True  # `tỷ trọng công nghiệp, thuế sản phẩm trong GRDP`
    for mark in range(comma - 1, left, -1):
        if low[mark] in {"là", "làm", "thấy", "rằng"}:
            piece = list(range(mark + 1, comma))
            break
    if not piece:
        return False
    right_first, _ = trim(words, comma + 1, end)
    opener = _OPENERS.match(low, comma + 1, end)
    if NOUNS.match(low, comma + 1, end):
        opener = None
    if opener is not None and right_first > comma + 1 and low[comma + 1] not in {"các", "của"}:
        return False
    head = None if NOUNS.match(low, comma + 1, end) else _HEADS.match(low, comma + 1, end)
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
