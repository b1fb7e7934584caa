"""Headlines, names and captions: one line of plain text, whatever they came wrapped in."""

import html
import re

from congtin.vietnamese.folding import to_nfc

__all__ = ["cut", "to_line"]

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|a|sup|sub|small|mark)(?:\s[^<>]{0,2000})?/?>", re.I
)
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def to_line(text: str) -> str:
    """Without tags and entities (also those escaped twice), white space as single spaces, NFC.

    >>> to_line("<b>L&ecirc; Ch&amp;acirc;n</b>: thu &lt; 5%")
    'Lê Chân: thu < 5%'
    """
    for _ in range(2):
        text = html.unescape(_drop_tags(text))
    text = _CONTROLS.sub(" ", _drop_tags(text)).translate(_INVISIBLE)
    return " ".join(to_nfc(text).split())


def cut(line: str, length: int) -> str:
    """At most that long, cut between words.

    >>> cut("Quận Lê Chân", 9)
    'Quận Lê…'
    """
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"


def _drop_tags(text: str) -> str:
    """Those within a word leave no gap behind."""
    return _TAG.sub(" ", _INLINE.sub("", text)) if "<" in text else text
