"""JSON Lines (https://jsonlines.org): one object a line, of the kinds in docs/moving.md."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from congtin.papers.encodings import decode
from congtin.papers.errors import PaperError
from congtin.vietnamese.folding import to_nfc
from congtin.wire.moving.cleaning import clean_link, clean_rich
from congtin.wire.moving.drafting import Draft, fingerprint, make_article
from congtin.wire.moving.errors import ArticleRefused, SourceUnreadable
from congtin.wire.moving.moments import read_day, read_moment
from congtin.wire.moving.records import (
    Article,
    Attachment,
    Block,
    Correction,
    Heading,
    Item,
    Name,
    Outlet,
    Paragraph,
    Picture,
    Quote,
    Record,
    Reference,
    Refusal,
    State,
)

__all__ = ["FORMAT", "list_files", "read_json_lines"]

FORMAT = "congtin/1"
_LINE_BYTES = 16 * 2**20
_CHUNK_BYTES = 2**20
_KIND = re.compile(r"[a-z_]{1,40}")
_STATES: dict[str, State] = {"live": "live", "draft": "draft", "withdrawn": "withdrawn"}
_SIMPLE = frozenset(
    (
        *("kind", "id", "address", "other_addresses", "headline", "standfirst", "body", "slug"),
        *("section", "authors", "byline", "source", "original_address", "original_date"),
        *("original_time", "published_at", "changed_at", "lead_picture", "pictures"),
        *("attachments", "corrections", "state"),
    )
)


def list_files(place: Path) -> list[Path]:
    """The file itself, or those of a folder in the order of their names."""
    if place.is_dir():
        return sorted(p for p in place.rglob("*") if p.suffix in {".jsonl", ".ndjson", ".json"})
    return [place]


def read_json_lines(file: BinaryIO, *, base: str = "", now: dt.datetime) -> Iterator[Item]:
    """The records of a file. `base` is the old portal's address, until the file itself says one.

    Raises SourceUnreadable where the rest cannot be read.
    """
    for row, line in _split(file):
        if line is None:
            yield Refusal(row, "", f"dòng dài hơn {_LINE_BYTES // 2**20} MB.")
            continue
        if not line.strip():
            continue
        try:
            fields = _load(line, row)
            item = _read(fields, _Line(row, fingerprint(line), base, now))
        except ArticleRefused as problem:
            yield Refusal(row, _find_key(line), str(problem), _find_title(line))
            continue
        if isinstance(item, Record) and item.kind == "portal":
            _check_format(item)
            base = str(item.fields.get("address") or base)
        yield item


def _split(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None for one that is too long, which is passed over in pieces."""
    start = file.read(2)
    if start in {b"\xff\xfe", b"\xfe\xff"}:
        raise SourceUnreadable("Tệp ở mã UTF-16. Hãy lưu lại bằng mã UTF-8 rồi chạy lại.")
    row, rest, is_long = 1, start, False
    while chunk := file.read(_CHUNK_BYTES):
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield row, None if is_long or len(line) > _LINE_BYTES else line
            row, is_long = row + 1, False
        if len(rest) > _LINE_BYTES:
            rest, is_long = b"", True
    if rest or is_long:
        yield row, None if is_long else rest


def _load(line: bytes, row: int) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig" if row == 1 else "utf-8")
    except UnicodeDecodeError:
        try:
            text = decode(line)
        except PaperError:
            raise ArticleRefused("dòng không ở mã UTF-8 và không nhận ra bảng mã.") from None
    try:
        fields = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ArticleRefused("dòng không phải JSON, hoặc bị cắt ngang.") from None
    if not isinstance(fields, dict):
        raise ArticleRefused("dòng phải là một đối tượng JSON {…}.")
    return fields


def _refuse_constant(word: str) -> Any:
    raise ValueError(word)


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a record stands."""

    row: int
    mark: str
    base: str
    now: dt.datetime


def _read(fields: dict[str, Any], line: _Line) -> Article | Record:
    kind = fields.get("kind", "article")
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise ArticleRefused("“kind” không phải tên một loại bản ghi.")
    try:
        key = _text(fields, "id", 200) or _text(fields, "address", 2000)
        if kind != "article":
            return Record(line.row, kind, key, fields, line.mark)
        return _read_article(line, fields, _shorten(key) or line.mark)
    except (TypeError, ValueError, AttributeError, LookupError) as problem:
        raise ArticleRefused(f"có trường sai kiểu dữ liệu ({problem}).") from None


def _shorten(key: str) -> str:
    """The journal holds 200 letters; an address may be longer."""
    return key if len(key) <= 200 else fingerprint(key)


def _read_article(line: _Line, fields: dict[str, Any], key: str) -> Article:
    address = _text(fields, "address", 2000)
    there = clean_link(address, base=line.base) or line.base
    body = fields.get("body", "")
    original = read_moment(_text(fields, "original_date", 60))
    frame = Article(
        row=line.row,
        key=key,
        headline="",
        blocks=(),
        published_at=read_moment(_text(fields, "published_at", 60)),
        address=address,
        other_addresses=tuple(map(str, _list(fields, "other_addresses"))),
        slug=_text(fields, "slug", 255),
        section=_name(fields.get("section", "")),
        authors=tuple(map(_name, _list(fields, "authors"))),
        byline=_text(fields, "byline", 160),
        source=_read_source(fields.get("source")),
        original_address=_text(fields, "original_address", 500),
        original_date=original.date() if original else None,
        original_time=_read_time(_text(fields, "original_time", 20)),
        changed_at=read_moment(_text(fields, "changed_at", 60)),
        lead=_read_picture(fields["lead_picture"], there) if fields.get("lead_picture") else None,
        corrections=tuple(map(_read_correction, _list(fields, "corrections"))),
        state=_STATES[_text(fields, "state", 20) or "live"],
        exact={name: value for name, value in fields.items() if name not in _SIMPLE},
        fingerprint=line.mark,
    )
    html = body if isinstance(body, str) else ""
    draft = Draft(frame, _text(fields, "headline"), _text(fields, "standfirst"), html, there)
    article = make_article(draft, now=line.now)
    blocks = list(article.blocks)
    if not isinstance(body, str):
        blocks += [_read_block(block, there) for block in _list(fields, "body")]
    blocks += [_read_picture(each, there) for each in _list(fields, "pictures")]
    blocks += [_read_attachment(each, there) for each in _list(fields, "attachments")]
    return replace(article, blocks=tuple(blocks))


def _read_block(fields: Any, there: str) -> Block:
    """A block of a body that is given as a list."""
    kind, key = fields["type"], str(fields.get("key") or "")
    if kind == "paragraph":
        return Paragraph(to_nfc(clean_rich(_text(fields, "html"))), key)
    if kind == "heading":
        return Heading(_text(fields, "text", 160), key)
    if kind == "quote":
        return Quote(_text(fields, "text"), _text(fields, "attribution", 200), key)
    if kind == "picture":
        return _read_picture(fields, there)
    if kind == "attachment":
        return _read_attachment(fields, there)
    raise ValueError(f"khối “{kind}”")


def _read_picture(fields: Any, there: str) -> Picture:
    if isinstance(fields, str):
        fields = {"address": fields}
    return Picture(
        place=_place(fields, "picture", there),
        caption=_text(fields, "caption", 300),
        credit=_text(fields, "credit", 120),
        alt_text=_text(fields, "alt_text", 300),
        key=str(fields.get("key") or ""),
    )


def _read_attachment(fields: Any, there: str) -> Attachment:
    if isinstance(fields, str):
        fields = {"address": fields}
    return Attachment(
        _place(fields, "attachment", there),
        _text(fields, "title", 255),
        str(fields.get("key") or ""),
    )


def _place(fields: Mapping[str, Any], kind: str, there: str) -> Name:
    if fields.get(kind):
        return Reference(str(fields[kind]["id"]))
    address = _text(fields, "address")
    return address if address.startswith("data:") else clean_link(address, base=there) or address


def _read_correction(fields: Any) -> Correction:
    day = read_day(_text(fields, "date", 60))
    if day is None:
        raise ValueError("ngày đính chính")
    return Correction(day, _text(fields, "text", 10_000))


def _read_source(value: Any) -> Reference | Outlet | None:
    if not value:
        return None
    if isinstance(value, str):
        return Outlet(value[:160])
    if value.get("id"):
        return Reference(str(value["id"]))
    return Outlet(_text(value, "name", 160), _text(value, "address", 200))


def _name(value: Any) -> Name:
    if isinstance(value, Mapping):
        return Reference(str(value["id"]))
    if not isinstance(value, str):
        raise TypeError("tên")
    return value.strip()


def _text(fields: Mapping[str, Any], name: str, length: int | None = None) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(name)
    text = str(value)
    if length is not None and len(text) > length:
        raise ValueError(f"{name} dài hơn {length} chữ")
    return text


def _list(fields: Mapping[str, Any], name: str) -> list[Any]:
    value = fields.get(name) or []
    if not isinstance(value, list) or len(value) > 10_000:
        raise TypeError(name)
    return value


def _read_time(text: str) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def _check_format(record: Record) -> None:
    if record.fields.get("format", FORMAT) != FORMAT:
        raise SourceUnreadable(
            f"Tệp ở định dạng “{record.fields.get('format')}”; bản này đọc được “{FORMAT}”."
        )


def _find_key(line: bytes) -> str:
    found = re.search(rb'"id"\s*:\s*"?([^",}]{1,80})', line[:4000])
    return found[1].decode("utf-8", errors="replace").strip() if found else ""


def _find_title(line: bytes) -> str:
    found = re.search(rb'"headline"\s*:\s*"((?:[^"\\]|\\.){1,200})', line[:20_000])
    return found[1].decode("utf-8", errors="replace") if found else ""
