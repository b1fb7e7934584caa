"""One spelling for a syllable wherever its tone mark is put: "hoà" and "hòa", "thuý" and "thúy".

Both placements are in use, and one text may have both.
"""

import unicodedata

__all__ = ["settle_tones"]

_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")


def settle_tones(word: str) -> str:
    """The word with its tone mark behind its last letter: a form for comparing, not for reading.

    >>> settle_tones("hoà") == settle_tones("hòa"), settle_tones("hóa") == settle_tones("hòa")
    (True, False)
    """
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in marks if char in _TONES)
    rest = "".join(char for char in marks if char not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones
