"""Pictures and attachments of an old portal: found, checked, kept once.

What a file says of itself is not believed: a picture is what Pillow can read, in one of five
formats; an attachment is served as a download, under the name of an allowed ending.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import PIL.Image
import PIL.ImageOps
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from congtin.vietnamese.folding import slugify
from congtin.wire.moving.addresses import read_place
from congtin.wire.moving.cleaning import ATTACHMENT_ENDINGS
from congtin.wire.moving.drafting import fingerprint
from congtin.wire.moving.models import Move, Moved, OldAddress
from congtin.wire.moving.queries import find_moved
from congtin.wire.moving.wordpress_markup import drop_size

__all__ = ["Fetch", "FileRefused", "MediaStore", "check_ending", "make_media_key", "shrink_picture"]

Fetch = Callable[[str], bytes]
_PICTURE_BYTES, _ATTACHMENT_BYTES = 30 * 2**20, 100 * 2**20
_MOST_PIXELS, _LONGEST_SIDE = 60_000_000, 2560
_FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


class FileRefused(Exception):
    """A file that is not taken; a Vietnamese sentence says why."""


@dataclass(slots=True)
class MediaStore:
    """`uploads`: a copy of the old portal's folder of uploads; `fetch`: asks the old portal."""

    move: Move
    uploads: Path | None = None
    fetch: Fetch | None = None
    missing: dict[str, str] = field(default_factory=dict)
    added: int = 0

    def store_all(self, kind: str, places: Mapping[str, str]) -> dict[str, int]:
        """The numbers here of the pictures or attachments at these addresses, each with its
        title. What could not be had is in `missing`, with the reason."""
        keys = {make_media_key(address): address for address in places}
        known = find_moved(self.move, kind, keys)
        numbers = {keys[key]: row.number for key, row in known.items()}
        for address in places:
            if address in numbers or address in self.missing:
                continue
            try:
                numbers[address] = self._keep(kind, address, places[address])
            except FileRefused as problem:
                self._note(address, str(problem))
        return numbers

    def find_fault(self, kind: str, address: str) -> str:
        """Why the file would not be had, as far as can be told without fetching it."""
        try:
            if not address.startswith("data:"):
                path = _check_path(address)
                if kind == "attachment":
                    check_ending(PurePosixPath(path).name)
                if self.fetch is None and not self._find_any(path):
                    return "không có trong thư mục tải lên"
        except FileRefused as problem:
            return str(problem)
        return ""

    def _note(self, address: str, reason: str) -> None:
        if len(self.missing) > 50_000:
            self.missing.clear()  # asked for again, which only costs time
        self.missing[address] = reason

    def _find(self, address: str, kind: str) -> tuple[bytes, str]:
        limit = _PICTURE_BYTES if kind == "picture" else _ATTACHMENT_BYTES
        if address.startswith("data:"):
            return _read_inline(address, limit), "anh"
        path = _check_path(address)
        file = self._find_any(path)
        if file is not None:
            if file.stat().st_size > limit:
                raise FileRefused(f"tệp lớn hơn {limit // 2**20} MB")
            return file.read_bytes(), file.name
        if self.fetch is None or not urlsplit(address).hostname:
            raise FileRefused("không có trong thư mục tải lên")
        return self.fetch(address), PurePosixPath(path).name

    def _find_any(self, path: str) -> Path | None:
        """The picture as it was uploaded rather than a smaller copy of it."""
        found = self._find_file(drop_size(path))
        return found or self._find_file(path)

    def _find_file(self, path: str) -> Path | None:
        """By ever shorter ends of the path: the folder may be any part of the old tree."""
        if self.uploads is None:
            return None
        parts = [part for part in path.split("/") if part]
        root = self.uploads.resolve()
        for begun in range(len(parts)):
            file = root.joinpath(*parts[begun:])
            if file.is_file():
                if not file.resolve().is_relative_to(root):
                    raise FileRefused("đường dẫn ra ngoài thư mục tải lên")
                return file
        return None

    def _keep(self, kind: str, address: str, title: str) -> int:
        content, name = self._find(address, kind)
        if kind == "picture":
            content, ending = shrink_picture(content)
        else:
            ending = check_ending(name)
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        with transaction.atomic():
            same = find_moved(self.move, f"{kind}_content", [digest]).get(digest)
            if same is not None:
                number = same.number
            else:
                number = _save(kind, content, name, ending, title)
                self._record(f"{kind}_content", digest, digest[:32], number)
            self._record(kind, make_media_key(address), digest[:32], number)
            _remember_address(kind, address, number)
        self.added += same is None
        return number

    def _record(self, kind: str, key: str, mark: str, number: int) -> None:
        Moved.objects.create(move=self.move, kind=kind, key=key, fingerprint=mark, number=number)


def make_media_key(address: str) -> str:
    return fingerprint(address)


def shrink_picture(content: bytes) -> tuple[bytes, str]:
    """The picture with its ending, brought down to a size that a page can use. FileRefused."""
    try:
        with PIL.Image.open(BytesIO(content), formats=list(_FORMATS)) as picture:
            _check_pixels(picture)
            ending = _FORMATS[picture.format or ""]
            if max(picture.size) <= _LONGEST_SIDE:
                picture.verify()
                return content, ending
            if getattr(picture, "is_animated", False):
                return content, ending
            return _resize(picture, picture.format or ""), ending
    except FileRefused:
        raise
    except Exception as problem:  # Pillow raises a dozen kinds on damaged files
        raise FileRefused("không phải ảnh đọc được (JPEG, PNG, GIF, WebP, AVIF)") from problem


def _check_pixels(picture: PIL.Image.Image) -> None:
    if picture.width * picture.height > _MOST_PIXELS:
        raise FileRefused("ảnh có quá nhiều điểm ảnh")


def _resize(picture: PIL.Image.Image, kind: str) -> bytes:
    upright = PIL.ImageOps.exif_transpose(picture)
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    if kind == "JPEG" and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
    out = BytesIO()
    upright.save(out, format=kind, quality=88)
    return out.getvalue()


def _read_inline(address: str, limit: int) -> bytes:
    """A picture inside the text itself (RFC 2397)."""
    head, _, body = address.partition(",")
    if not head.endswith(";base64") or len(body) > limit * 4 // 3:
        raise FileRefused("ảnh nhúng trong bài không đọc được")
    try:
        return base64.b64decode(unquote(body), validate=False)
    except (binascii.Error, ValueError):
        raise FileRefused("ảnh nhúng trong bài không đọc được") from None


def _check_path(address: str) -> str:
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        raise FileRefused("địa chỉ tệp không đọc được") from None
    parts = path.split("/")
    if ".." in parts or "\\" in path or "\0" in path or len(path) > 2000:
        raise FileRefused("đường dẫn có “..” hoặc dấu lạ, không đọc")
    return path


def check_ending(name: str) -> str:
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ATTACHMENT_ENDINGS:
        raise FileRefused(f"loại tệp “{ending or name[-20:]}” không nhận")
    return ending.removeprefix(".")


def _save(kind: str, content: bytes, name: str, ending: str, title: str) -> int:
    stem = slugify(PurePosixPath(name).stem, max_length=80) or "tep"
    file = ContentFile(content, name=f"{stem}.{ending}")
    shown = (title.strip() or PurePosixPath(name).name)[:255]
    if kind == "picture":
        with PIL.Image.open(BytesIO(content)) as picture:
            width, height = picture.size
        model = get_image_model()(title=shown, width=width, height=height)
    else:
        model = get_document_model()(title=shown)
    model.file = _find_left_behind(model, file) or file
    model.file_size = len(content)
    model.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    model.save()
    return int(model.pk)


def _find_left_behind(model: Any, file: ContentFile[bytes]) -> str:
    """The same file from a run that was killed before its row was committed, else ""."""
    storage = model.file.storage
    path = model.file.field.generate_filename(model, file.name)
    if not storage.exists(path) or type(model).objects.filter(file=path).exists():
        return ""
    with storage.open(path) as there:
        return path if there.read() == file.read() else ""


def _remember_address(kind: str, address: str, number: int) -> None:
    place = None if address.startswith("data:") else read_place(address)
    if place is None:
        return
    model = get_image_model() if kind == "picture" else get_document_model()
    thing = model.objects.get(pk=number)
    target = thing.file.url if kind == "picture" else thing.url
    OldAddress.objects.get_or_create(host=place.host, path=place.path, defaults={"target": target})
