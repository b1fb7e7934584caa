"""The noun phrase after a number and its unit."""

from __future__ import annotations

from congtin.figures.names import WHOLE_PAIRS, Words
from congtin.figures.vocabulary import phrases

_ENDS = phrases("names", "ends")
_DOING = phrases("verbs", "doing")
_MEMBERS = phrases("names", "members")
_LONGEST_AFTER = 16
# Words that a noun phrase after a number does not end with.
_HANGING = frozenset(
    ("đã", "đang", "sẽ", "được", "và", "của", "cho", "với", "là", "có", "từ", "ở", "tại", "trong", "cũng", "đều", "để", "các", "khoảng",
     "trên", "theo", "đạt", "số", "ước", "tổng", "như", "vào", "đến", "so", "bằng", "chiếm", "do", "vẫn", "còn")
)  # fmt: skip
# Words that end a noun phrase only where a number follows: `lên sàn thương mại` goes on.
_LOOSE_ENDS = {"lên", "xuống", "bằng", "qua", "trên", "vượt", "tăng", "giảm", "kế", "là"}
_LINKS = {"-", "–"}


def after(words: Words, begin: int, stop: int) -> list[int]:
    """Give the tokens of the noun phrase that follows a number and its unit."""
    low, hidden = words.sentence.low, words.hidden
    kept: list[int] = []
    index = begin
    told_apart = low[max(0, begin - 2) : begin] in (["chỉ", "tiêu"], ["tiêu", "chí"])
    while index < stop and len(kept) < _LONGEST_AFTER:
        if index in hidden:
            index += 1
            continue
        word = low[index]
        if word in {'"', "“", "”"} and len(kept) <= _QUOTED and index + 1 < stop:
            index += 1
            continue
        if word == "đối" and low[index + 1 : index + 2] == ["với"]:
            break
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
                and len(kept) <= (14 if "," in low[begin:index] else 5)
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
        outcome = _outcome_end(low, index, stop) if told_apart and index - begin <= _NEAR else index
        if outcome > index:
            return kept + [place for place in range(index, outcome) if place not in hidden]
        if word in {"tăng", "giảm"} and low[index + 1 : index + 2] == ["giá"]:
            kept.append(index)
            index += 1
            continue
        hit = _ENDS.match(low, index, stop)
        if low[index : index + 3] == ["trên", "địa", "bàn"] and kept and _says_on(low, index + 3):
            index += 3
            continue  # `toàn bộ xã trên địa bàn đạt chuẩn`
        alone = hit is not None and hit[1] == index + 1
        if (
            word in _LOOSE_ENDS
            and alone
            and not any(
                low[place][0].isdecimal() for place in range(index + 1, min(index + 4, len(low)))
            )
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
        if word == "hàng" and low[index - 1] == "cây":
            hit = None  # `cây hàng năm`
        if hit is not None and (index > begin or word not in {"qua"}):
            if word == "và" and _goes_on(low, index, stop):
                kept.append(index)
                index += 1
                continue
            break
        kept.append(index)
        index += 1
    while kept and low[kept[-1]] in _HANGING and not (low[kept[-1]] == "chỉ" and len(kept) > 1):
        if len(kept) > 1 and (low[kept[-2]], low[kept[-1]]) in WHOLE_PAIRS:
            break
        kept.pop()
    while kept and low[kept[0]] in {"đã", "các", "được", "số", "của", "là"}:
        if low[kept[0]] in {"số", "được"}:
            break
        kept.pop(0)
    return kept


_QUOTED = 8  # words of a noun phrase before a quotation that belongs to it
_NEAR = 8  # tokens from a counted target to its outcome
_OUTCOMES = {"đạt", "vượt", "không", "chưa", "hoàn", "thành", "và", "cơ", "bản"}
_PLANS = (["kế", "hoạch"], ["mục", "tiêu"], ["chỉ", "tiêu"], ["dự", "toán"], ["nghị", "quyết"])


def _says_on(low: list[str], index: int) -> bool:
    return low[index : index + 1] in (["đã"], ["được"], ["đạt"], ["bị"], ["có"], ['"'], ["“"])


def _outcome_end(low: list[str], index: int, stop: int) -> int:
    """`9 chỉ tiêu vượt và 35 chỉ tiêu chưa đạt`: targets are told apart by their outcome."""
    if low[index] not in {"đạt", "vượt", "không", "chưa", "hoàn"}:
        return index
    end = index
    while end < stop and low[end] in _OUTCOMES:
        end += 1
    if not {"đạt", "vượt", "thành"} & set(low[index:end]):
        return index
    if end == stop or low[end] in {",", ";", ".", ")", "("} or low[end] == "so":
        pass
    elif low[end : end + 2] in _PLANS:
        end += 2
    elif low[end - 1] != "và":
        return index
    while low[end - 1] == "và":
        end -= 1
    return end


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
    listed = "," in low[begin:comma]  # a list has begun, and its verb may stand far off
    ahead = low[comma + 1 : min(stop, comma + (14 if listed else 5))]
    verb = next(
        (place for place, word in enumerate(ahead) if word in {"đạt", "được", "có", "bị"}), 99
    )
    if (
        listed
        and verb < 12
        and not any(word[0].isdecimal() or word == ";" for word in ahead[:verb])
    ):
        return True
    return bool(set(ahead[1:]) & {"đạt", "được", "có", "bị", "hoàn"}) and not any(
        word[0].isdecimal() or word in {",", ";"} for word in ahead
    )


def _is_member_pair(low: list[str], begin: int, comma: int, stop: int) -> bool:
    """`cán bộ, công chức sử dụng`, `hộ gia đình, cá nhân`: kinds of people or bodies side by side."""
    left = _MEMBERS.match_back(low, begin, comma)
    right = _MEMBERS.match(low, comma + 1, stop)
    return left is not None and right is not None


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
