"""One way to take the diacritics off Vietnamese text, for addresses, search and matching.

The letter đ has no decomposition in Unicode (UAX #15), so removing combining marks alone keeps
it; the look-alike Ð (U+00D0, Icelandic eth) is common in texts typed with old fonts.
"""

import re
import unicodedata

__all__ = ["fold", "fold_in_place", "slugify", "strip_invisible", "to_nfc"]

_STROKED_D = str.maketrans({"đ": "d", "Đ": "d", "\u00f0": "d", "\u00d0": "d"})
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_ANY_INVISIBLE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case letters without marks; đ becomes d; runs of white space become one space.

    >>> fold("Quận Lê Chân,  ĐẤT  ở")
    'quan le chan, dat o'
    """
    stripped = unicodedata.normalize("NFD", text.translate(_INVISIBLE).casefold())
    bare = "".join(ch for ch in stripped if not unicodedata.combining(ch))
    return " ".join(bare.translate(_STROKED_D).split())


class _InPlace(dict[int, str]):
    """A table for `str.translate` that fills itself: one character each, its bare small letter."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        bare = fold(char)
        self[code] = bare if len(bare) == 1 else char
        return self[code]


_IN_PLACE = _InPlace()


def fold_in_place(text: str) -> str:
    """Composed text folded letter by letter, so that what is found here stands at the same place
    in the text; white space is left as it is.

    >>> fold_in_place("Quận Lê Chân,  ĐẤT")
    'quan le chan,  dat'
    """
    return text.translate(_IN_PLACE)


def slugify(text: str, *, max_length: int = 70) -> str:
    """The last part of an address: folded words joined by hyphens, cut between words.

    >>> slugify("Đẩy mạnh quản lý, chỉnh trang đô thị")
    'day-manh-quan-ly-chinh-trang-do-thi'
    """
    slug = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1].rsplit("-", 1)[0]
    return cut[:max_length].strip("-")


def strip_invisible(text: str) -> str:
    """Without soft hyphens, joiners and spaces of no width, which would split a word."""
    return text.translate(_INVISIBLE) if _ANY_INVISIBLE.search(text) else text


def to_nfc(text: str) -> str:
    """Composed Unicode, the only form that is stored (UAX #15)."""
    return unicodedata.normalize("NFC", text)
