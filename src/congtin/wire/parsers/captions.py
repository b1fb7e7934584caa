"""Captions of pictures: what is seen, and whose picture it is ("… (Ảnh: Đàm Thanh)")."""

import re

from congtin.wire.parsers.plain import cut

__all__ = ["split_caption"]

_CREDIT = re.compile(
    r"""
    [\s(\[.–-]* \b(?P<label>Ảnh|Nguồn\s+ảnh|Nguồn|Photo|Image|Ảnh\s+và\s+video) \s*:\s*
    (?P<name>[^()\[\]\n]{2,80}?) \s* [)\]]? \s* \.? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE = re.compile(r"\s*\((?P<name>Ảnh[^():]{2,60})\)\s*\.?$", re.IGNORECASE)


def split_caption(caption: str) -> tuple[str, str]:
    """Caption and credit.

    >>> split_caption("Quang cảnh hội nghị. (Ảnh: Đàm Thanh)")
    ('Quang cảnh hội nghị', 'Ảnh: Đàm Thanh')
    """
    found = _CREDIT.search(caption)
    if found is not None:
        credit = f"{'Ảnh' if found['label'].lower().startswith('ảnh') else 'Nguồn'}: "
        return caption[: found.start()].strip(), cut(credit + found["name"].strip(), 120)
    if found := _BARE.search(caption):
        return caption[: found.start()].strip(), cut(found["name"].strip(), 120)
    return caption, ""
