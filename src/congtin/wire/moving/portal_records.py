"""The frame of an export: the portal itself, its sections, and its files with their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import PIL.Image
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from congtin.newsroom.models import HomePage, PortalSettings, SectionPage
from congtin.wire.moving.media import (
    FileRefused,
    MediaStore,
    check_ending,
    shrink_picture,
)
from congtin.wire.moving.models import Move, Moved
from congtin.wire.moving.moments import read_moment
from congtin.wire.moving.queries import find_moved
from congtin.wire.moving.records import Record, Refusal
from congtin.wire.moving.rows import insert_rows, let_numbers_go_on

__all__ = ["FILE_FIELDS", "SETTINGS", "FrameWriter"]

SETTINGS = (
    "portal_name",
    "tagline",
    "organisation",
    "contact",
    "social_name",
    "social_address",
    "is_demonstration",
)
FILE_FIELDS = {
    "picture": (
        "title",
        "description",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    ),
    "attachment": ("title",),
}
_KINDS = frozenset({"portal", "section", "picture", "attachment"})


@dataclass(slots=True)
class FrameWriter:
    move: Move
    home: HomePage
    media: MediaStore
    folder: Path | None

    def takes(self, kind: str) -> bool:
        return kind in _KINDS

    def write(self, kind: str, batch: Sequence[Record]) -> tuple[int, int, list[Refusal]]:
        """How many were new, how many were there, and what is refused."""
        known = find_moved(self.move, kind, [record.key for record in batch])
        refused: list[Refusal] = []
        made = 0
        for record in batch:
            if record.key in known:
                continue
            try:
                with transaction.atomic():
                    number = self._add(kind, record)
                    Moved.objects.create(
                        move=self.move,
                        kind=kind,
                        key=record.key[:200],
                        fingerprint=record.fingerprint,
                        number=number,
                    )
            except FileRefused as problem:
                refused.append(Refusal(record.row, record.key, str(problem)))
                continue
            made += kind != "portal"
        return made, len(known) - (kind == "portal" and bool(known)), refused

    def _add(self, kind: str, record: Record) -> int:
        if kind == "portal":
            return self._take_settings(record)
        if kind == "section":
            return self._add_section(record)
        return self._add_file(kind, record)

    def _take_settings(self, record: Record) -> int:
        """Name and contact of the portal, where this one is empty."""
        settings = record.fields.get("settings")
        if self.move.keeps_numbers and isinstance(settings, dict):
            values = {
                name: value if name == "is_demonstration" else str(value)
                for name, value in settings.items()
                if name in SETTINGS and isinstance(value, str | bool)
            }
            PortalSettings.objects.filter(site__is_default_site=True).update(**values)
        return self.home.pk

    def _add_section(self, record: Record) -> int:
        fields = record.fields
        slug, title = str(fields.get("slug") or ""), str(fields.get("title") or "")
        if not slug or not title or SectionPage.is_taken(slug):
            raise FileRefused("chuyên mục thiếu tên hoặc địa chỉ, hoặc địa chỉ đã dùng việc khác")
        found = SectionPage.objects.child_of(self.home).filter(slug=slug).first()
        if found is not None:
            return int(found.pk)
        self.home.refresh_from_db()
        section = SectionPage(
            title=title[:255],
            slug=slug,
            description=str(fields.get("description") or "")[:250],
            show_in_menus=bool(fields.get("show_in_menus", True)),
            seo_title=str(fields.get("seo_title") or "")[:255],
            search_description=str(fields.get("search_description") or ""),
        )
        number = str(fields.get("number") or "")
        if self.move.keeps_numbers and number.isdigit():
            taken = Page.objects.filter(pk=int(number)).exists()
            section.pk = None if taken else int(number)
        self.home.add_child(instance=section)
        let_numbers_go_on([Page])
        dates = {
            name: moment
            for name in ("first_published_at", "last_published_at")
            if (moment := read_moment(fields.get(name))) is not None
        }
        SectionPage.objects.filter(pk=section.pk).update(
            **dates, live=bool(fields.get("live", True))
        )
        return int(section.pk)

    def _add_file(self, kind: str, record: Record) -> int:
        content, name = self._read_file(record)
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        stated = str(record.fields.get("sha1") or "")
        if stated and stated != digest:
            raise FileRefused("tệp không còn như khi xuất (mã băm khác)")
        if kind == "picture":
            content, _ = shrink_picture(content)
        else:
            check_ending(name)
        model: Any = get_image_model() if kind == "picture" else get_document_model()
        row = model(**_read_fields(kind, record))
        row.file_size = len(content)
        row.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        row.created_at = read_moment(record.fields.get("created_at"))
        number = record.key
        if (
            self.move.keeps_numbers
            and number.isdigit()
            and not model.objects.filter(pk=int(number)).exists()
        ):
            row.pk = int(number)
        row.file.save(name, ContentFile(content), save=False)
        if kind == "picture":
            with PIL.Image.open(BytesIO(content)) as picture:
                row.width, row.height = picture.size
        if row.pk is None or row.created_at is None:
            row.save()
        else:
            insert_rows(model, [row])
            let_numbers_go_on([model])
        return int(row.pk)

    def _read_file(self, record: Record) -> tuple[bytes, str]:
        path = str(record.fields.get("file") or "")
        parts = path.split("/")
        if self.folder is None or not path or ".." in parts or "\\" in path or "\0" in path:
            raise FileRefused("không có tệp, hoặc đường dẫn tệp có “..”")
        root = self.folder.resolve()
        file = root.joinpath(*[part for part in parts if part])
        if not file.is_file() or not file.resolve().is_relative_to(root):
            raise FileRefused(f"không thấy tệp {path[:200]}")
        return file.read_bytes(), parts[-1][:90]


def _read_fields(kind: str, record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in FILE_FIELDS[kind]:
        value = record.fields.get(name)
        if value is None or isinstance(value, bool | list | dict):
            continue
        values[name] = value if name.startswith("focal") else str(value)[:255]
    return values
