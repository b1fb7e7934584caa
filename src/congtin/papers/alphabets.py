"""Vietnamese letters in the eight-bit alphabets from before Unicode.

TCVN3, that is VN3 of TCVN 5712:1993 (fonts .VnTime, ABC), has one byte for each letter, and its
capital fonts show small letters as capitals. VNI for Windows writes a letter and then its mark.
Both are written here over Latin-1, in which such texts come out when nobody knew better.
"""

import re

__all__ = ["from_tcvn3", "from_vni"]

_TCVN3 = {
    "¡¢£¤¥¦§": "ĂÂÊÔƠƯĐ",
    "¨©ª«¬­®": "ăâêôơưđ",
    "µ¶·¸¹": "àảãáạ",
    "»¼½¾Æ": "ằẳẵắặ",
    "ÇÈÉÊË": "ầẩẫấậ",
    "ÌÎÏÐÑ": "èẻẽéẹ",
    "ÒÓÔÕÖ": "ềểễếệ",
    "×ØÜÝÞ": "ìỉĩíị",
    "ßáâãä": "òỏõóọ",
    "åæçèé": "ồổỗốộ",
    "êëìíî": "ờởỡớợ",
    "ïñòóô": "ùủũúụ",
    "õö÷øù": "ừửữứự",
    "úûüýþ": "ỳỷỹýỵ",
}
_FROM_TCVN3 = str.maketrans("".join(_TCVN3), "".join(_TCVN3.values()))

# For each letter its marks in VNI, and what letter and mark make.
_VNI_PAIRS = {
    "a": ("øùûõïêèéúüëâàáåãä", "àáảãạăằắẳẵặâầấẩẫậ"),
    "e": ("øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
    "o": ("øùûõïâàáåãä", "òóỏõọôồốổỗộ"),
    "ô": ("øùûõï", "ờớởỡợ"),
    "u": ("øùûõï", "ùúủũụ"),
    "ö": ("øùûõï", "ừứửữự"),
    "y": ("øùûõ", "ỳýỷỹ"),
}
_VNI_SINGLES = dict(zip("ìíæóòôöîñ", "ìíỉĩịơưỵđ", strict=True))
_FROM_VNI = _VNI_SINGLES | {
    base + mark: letter
    for base, (marks, letters) in _VNI_PAIRS.items()
    for mark, letter in zip(marks, letters, strict=True)
}
_FROM_VNI |= {
    form: letter.upper()
    for pair, letter in tuple(_FROM_VNI.items())
    for form in {pair.upper(), pair[0].upper() + pair[1:]}
}
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

_WORD = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """
    >>> from_tcvn3("KÕ ho¹ch n¨m 2025"), from_tcvn3("KÕ HO¹CH N¡M 2025")
    ('Kế hoạch năm 2025', 'KẾ HOẠCH NĂM 2025')
    """
    return "\n".join(map(_from_tcvn3, text.split("\n")))


def from_vni(text: str) -> str:
    """
    >>> from_vni("Keá hoaïch naêm 2025, ñôn vò tính: ngöôøi"), from_vni("ÑÔN VÒ")
    ('Kế hoạch năm 2025, đơn vị tính: người', 'ĐƠN VỊ')
    """
    return _VNI_LETTER.sub(lambda pair: _FROM_VNI[pair[0]], text)


def _from_tcvn3(line: str) -> str:
    """Letters of a capital font are told by their neighbours without marks."""
    letters = [char for char in line if char.isascii() and char.isalpha()]
    all_capital = len(letters) > 1 and all(char.isupper() for char in letters)
    words = line.translate(_FROM_TCVN3)
    return words.upper() if all_capital else _WORD.sub(_mend_capitals, words)


def _mend_capitals(word: re.Match[str]) -> str:
    plain = [char for char in word[0] if char.isascii()]
    capital = len(plain) > 1 and all(char.isupper() for char in plain)
    return word[0].upper() if capital else word[0]
