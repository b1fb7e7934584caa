"""The order of the Vietnamese alphabet (TCVN 5712, Unicode CLDR collation "vi").

Letters first (a ă â b c d đ e ê …), tones second, so that "la, lá, là" keep together.
"""

import unicodedata

__all__ = ["sort_key"]

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=100)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A key for `sorted`: letters, then tones, then the text itself.

    >>> sorted(["đa", "dạ", "ân", "an", "ăn"], key=sort_key)
    ['an', 'ăn', 'ân', 'dạ', 'đa']
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        letter, tone = _split_tone(char)
        letters.append(_RANK.get(letter, ord(letter[:1]) if letter < "\x7f" else 1000 + ord(char)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _split_tone(char: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in marks[1:] if mark in _TONES), 0)
    kept = marks[0] + "".join(mark for mark in marks[1:] if mark in _SHAPES)
    return unicodedata.normalize("NFC", kept), tone
