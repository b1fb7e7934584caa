"""Pictures of others: fetched, looked at, and painted anew, so that nothing but pixels comes in.

Pillow reads the size before the pixels, so that a picture that would fill the memory is refused by
its head. Drawings (SVG) are documents that can act; they are not taken.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from congtin.wire.errors import WireError
from congtin.wire.retrieve import PICTURE, RetrievalError, Retriever

__all__ = ["FetchedPicture", "PictureRefused", "fetch_pictures", "repaint"]

_KINDS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_MOST_PIXELS = 50_000_000
_LEAST_SIDE = 50
_WIDEST = 2000
_THREADS = 4
_MOST_PICTURES = 30
_TOTAL_SECONDS = 40.0


class PictureRefused(WireError):
    """Not of a kind or size that is taken."""


@dataclass(frozen=True, slots=True)
class FetchedPicture:
    content: bytes
    suffix: str
    width: int
    height: int


def fetch_pictures(addresses: Iterable[str], *, retriever: Retriever) -> dict[str, FetchedPicture]:
    """Those that could be had, by address; a few at a time, and within a time for all."""
    wanted = list(dict.fromkeys(addresses))[:_MOST_PICTURES]
    end = time.monotonic() + _TOTAL_SECONDS

    def fetch(address: str) -> FetchedPicture | None:
        if time.monotonic() > end:
            return None
        try:
            return repaint(retriever.retrieve(address, allowance=PICTURE).content)
        except (RetrievalError, PictureRefused):
            return None

    with ThreadPoolExecutor(max_workers=_THREADS) as threads:
        found = zip(wanted, threads.map(fetch, wanted), strict=True)
        return {address: picture for address, picture in found if picture is not None}


def repaint(content: bytes) -> FetchedPicture:
    """The first frame, turned upright, at most 2000 pixels wide, without what was hidden beside it.

    Raises PictureRefused.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_KINDS) as image:
                _check_size(image.width, image.height)
                image.seek(0)
                return _paint(ImageOps.exif_transpose(image))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
    ) as problem:
        raise PictureRefused("Tệp ảnh không đọc được hoặc không thuộc loại nhận.") from problem


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise PictureRefused("Ảnh có quá nhiều điểm ảnh.")
    if min(width, height) < _LEAST_SIDE:
        raise PictureRefused("Ảnh quá nhỏ.")


def _paint(image: Image.Image) -> FetchedPicture:
    has_holes = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    image = image.convert("RGBA" if has_holes else "RGB")
    if image.width > _WIDEST:
        image = image.resize((_WIDEST, max(1, round(image.height * _WIDEST / image.width))))
    out = io.BytesIO()
    if has_holes:
        image.save(out, "PNG", optimize=True)
    else:
        image.save(out, "JPEG", quality=88, progressive=True)
    suffix = "png" if has_holes else "jpg"
    return FetchedPicture(out.getvalue(), suffix, image.width, image.height)
