"""Make old portals to move in: the same invented articles for WordPress and for NukeViet.

    python scripts/make_old_portal.py --articles 20000 FOLDER

FOLDER then has wordpress.xml (WXR 1.2), nukeviet.sql (mysqldump of the news module's tables),
articles.jsonl, uploads/ with their pictures and files, and expected.jsonl: what has to come of each
article, field by field (scripts/compare_moved.py).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from congtin.demonstration.facts import DATA, read_pictures, read_sections  # noqa: E402  (path above)
from congtin.demonstration.inventing import Invention, Place, invent  # noqa: E402  (as above)
from congtin.vietnamese.folding import slugify  # noqa: E402  (as above)
from congtin.wire.moving.wordpress_writing import (  # noqa: E402  (as above)
    Post,
    write_head,
    write_post,
    write_tail,
)

SITE = "https://cu.example.vn"
VIETNAM = dt.timezone(dt.timedelta(hours=7))
UNTIL = dt.date(2026, 1, 1)
AUTHORS = ("Đàm Thanh", "Trần Thị Hạnh", "Nguyễn Văn Đức", "Ban biên tập")
OUTLETS = (("Báo Hải Phòng", "https://bao.example.vn/"), ("TTXVN", "https://ttx.example.vn/"))
MONTH = "2020/12"
MODULE = "news"
FIRST_FILE = 10_000_000
ROWS_AN_INSERT = 200


@dataclass(frozen=True, slots=True)
class Old:
    """An article as both portals have it."""

    number: int
    invention: Invention
    section: tuple[str, str]
    author: str
    outlet: tuple[str, str] | None
    original: str
    picture: tuple[int, str, str]
    caption: str
    credit: str
    file: str
    linked: int | None
    heading: str
    quote: str

    @property
    def slug(self) -> str:
        return self.invention.slug

    @property
    def moment(self) -> dt.datetime:
        return self.invention.published_at.replace(tzinfo=VIETNAM)

    def locate_in_wordpress(self) -> str:
        return f"{SITE}/{self.moment:%Y/%m}/{self.slug}/"

    def locate_in_nukeviet(self) -> str:
        return f"{SITE}/{MODULE}/{self.section[0]}/{self.slug}-{self.number}.html"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args(argv)
    make(options.folder, options.articles)
    return 0


def make(folder: Path, count: int) -> None:
    """Write all files."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = copy_uploads(folder / "uploads")
    write_wordpress(folder / "wordpress.xml", count, pictures)
    write_nukeviet(folder / "nukeviet.sql", count, pictures)
    write_lines(folder / "articles.jsonl", (to_record(old) for old in list_old(count, pictures)))
    write_lines(
        folder / "expected.jsonl", (expect(old, count) for old in list_old(count, pictures))
    )


def copy_uploads(folder: Path) -> list[tuple[int, str, str]]:
    """The demonstration's drawings as files of both portals; gives number, name and title."""
    names = sorted(read_pictures())
    found = []
    for place in (folder / MONTH, folder / MODULE / "2020_12"):
        place.mkdir(parents=True, exist_ok=True)
        found = [name for name in names if (DATA / "pictures" / f"{name}.png").exists()]
        for name in found:
            shutil.copy(DATA / "pictures" / f"{name}.png", place / f"{name}.png")
        for number in range(20):
            text = f"Phụ lục số {number} kèm theo kế hoạch.\n"
            (place / f"phu-luc-{number}.txt").write_text(text, encoding="utf-8")
    return [(FIRST_FILE + n, name, f"Hình {name}") for n, name in enumerate(found)]


def list_old(count: int, pictures: Sequence[tuple[int, str, str]]) -> Iterator[Old]:
    places = read_places()
    sections = [(each["slug"], each["title"]) for each in read_sections()]
    for number in range(1, count + 1):
        invention = invent(number, places=places, until=UNTIL, sections=len(sections))
        outlet = OUTLETS[number % 2] if number % 3 == 0 else None
        yield Old(
            number=number,
            invention=invention,
            section=sections[invention.section],
            author=AUTHORS[number % len(AUTHORS)],
            outlet=outlet,
            original=f"{outlet[1]}tin-{number}.html" if outlet else "",
            picture=pictures[number % len(pictures)],
            caption=f"Quang cảnh tại {invention.place.name}, ảnh số {number}.",
            credit="Ảnh: Đàm Thanh",
            file=f"phu-luc-{number % 20}.txt" if number % 20 == 0 else "",
            linked=number + 7 if number % 4 == 0 and number + 7 <= count else None,
            heading=f"Kết quả đợt {number % 9 + 1}" if number % 2 else "",
            quote="Phải làm đến nơi đến chốn." if number % 5 == 0 else "",
        )


def read_places() -> list[Place]:
    file = ROOT / "src" / "congtin" / "places" / "data" / "hai-phong.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["level"] != "province"]
    return [
        Place(number, row["name"], _day(row["valid_from"]), _day(row["valid_to"]))
        for number, row in enumerate(rows)
    ]


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def write_wordpress(path: Path, count: int, pictures: Sequence[tuple[int, str, str]]) -> None:
    sections = [(each["slug"], each["title"]) for each in read_sections()]
    logins = [(slugify(name), name) for name in AUTHORS]
    by_number = {}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(write_head(title="Cổng cũ", address=SITE, sections=sections, authors=logins))
        for old in list_old(count, pictures):
            by_number[old.number] = old.locate_in_wordpress()
            out.write(write_post(to_post(old, _find_linked(old, pictures))))
        for number, name, title in pictures:  # after the posts that show them, as it may be
            address = f"{SITE}/wp-content/uploads/{MONTH}/{name}.png"
            moment = dt.datetime(2020, 12, 1, tzinfo=VIETNAM)
            out.write(
                write_post(
                    Post(
                        number=number,
                        title=title,
                        link=address,
                        published_at=moment,
                        changed_at=moment,
                        status="inherit",
                        kind="attachment",
                        file=address,
                    )
                )
            )
        out.write(write_tail())


def _find_linked(old: Old, pictures: Sequence[tuple[int, str, str]]) -> Old | None:
    if old.linked is None:
        return None
    return next(each for each in _list_one(old.linked, pictures))


def _list_one(number: int, pictures: Sequence[tuple[int, str, str]]) -> Iterator[Old]:
    """The article of that number alone: the slug is needed for a link to it."""
    places = _places()
    sections = [(each["slug"], each["title"]) for each in read_sections()]
    invention = invent(number, places=places, until=UNTIL, sections=len(sections))
    yield Old(
        number,
        invention,
        sections[invention.section],
        *("", None, "", pictures[0], "", "", "", None, "", ""),
    )


_PLACES: list[Place] = []


def _places() -> list[Place]:
    if not _PLACES:
        _PLACES.extend(read_places())
    return _PLACES


def to_post(old: Old, linked: Old | None) -> Post:
    """Even numbers as of the block editor, odd ones as of the classic one."""
    number, name, _ = old.picture
    image = f"{SITE}/wp-content/uploads/{MONTH}/{name}-300x200.png"
    file = f"{SITE}/wp-content/uploads/{MONTH}/{old.file}" if old.file else ""
    link = linked.locate_in_wordpress() if linked else ""
    content = (
        _block_content(old, image, file, link)
        if old.number % 2 == 0
        else _classic_content(old, image, file, link)
    )
    return Post(
        number=old.number,
        title=old.invention.headline,
        link=old.locate_in_wordpress(),
        guid=f"{SITE}/?p={old.number}",
        published_at=old.moment,
        changed_at=old.moment,
        creator=slugify(old.author),
        content=content,
        excerpt=old.invention.standfirst,
        slug=old.slug,
        sections=[old.section],
        meta={
            "_thumbnail_id": str(number),
            "congtin_source": old.outlet[0] if old.outlet else "",
            "congtin_source_address": old.outlet[1] if old.outlet else "",
            "congtin_original_address": old.original,
        },
    )


def _block_content(old: Old, image: str, file: str, link: str) -> str:
    parts = [
        f"<!-- wp:paragraph -->\n<p>{escape(text, quote=False)}</p>\n<!-- /wp:paragraph -->"
        for text in old.invention.paragraphs
    ]
    caption = f"{old.caption} {old.credit}"
    parts.insert(
        1,
        f'<!-- wp:image {{"id":{old.picture[0]}}} -->\n<figure class="wp-block-image">'
        f'<img src="{image}" alt="" class="wp-image-{old.picture[0]}"/>'
        f"<figcaption>{caption}</figcaption></figure>\n<!-- /wp:image -->",
    )
    if old.quote:
        parts.append(
            '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><p>'
            f"{old.quote}</p><cite>Chủ tịch</cite></blockquote>\n<!-- /wp:quote -->"
        )
    if link:
        parts.append(
            f'<!-- wp:paragraph -->\n<p>Xem thêm: <a href="{link}">tin liên quan</a>.</p>\n'
            "<!-- /wp:paragraph -->"
        )
    if file:
        parts.append(
            f'<!-- wp:file -->\n<div class="wp-block-file"><a href="{file}">Phụ lục</a>'
            f'<a href="{file}" class="wp-block-file__button" download>Tải về</a></div>\n'
            "<!-- /wp:file -->"
        )
    return "\n\n".join(parts)


def _classic_content(old: Old, image: str, file: str, link: str) -> str:
    parts = [escape(text, quote=False) for text in old.invention.paragraphs]
    parts.insert(
        1,
        f'[caption id="attachment_{old.picture[0]}" align="aligncenter" width="300"]'
        f'<a href="{SITE}/wp-content/uploads/{MONTH}/{old.picture[1]}.png"><img src="{image}" '
        f'alt="" width="300" height="200" /></a> {old.caption} {old.credit}[/caption]',
    )
    if old.heading:
        parts.append(f"<h3>{old.heading}</h3>")
    if old.quote:
        parts.append(f"<blockquote><p>{old.quote}</p><cite>Chủ tịch</cite></blockquote>")
    if link:
        parts.append(f'Xem thêm: <a href="{link}">tin liên quan</a>.')
    if file:
        parts.append(f'<a href="{file}">Phụ lục</a>')
    return "\r\n\r\n".join(parts)


def to_html(old: Old, image: str, file: str, link: str) -> str:
    """As NukeViet's editor leaves it."""
    parts = [f"<p>{escape(text, quote=False)}</p>" for text in old.invention.paragraphs]
    parts.insert(
        1,
        f'<table align="center" class="image"><tbody><tr><td><img alt="" height="200" '
        f'src="{image}" width="300" /></td></tr><tr><td class="caption">{old.caption} '
        f"{old.credit}</td></tr></tbody></table>",
    )
    if old.heading:
        parts.append(f"<h2>{old.heading}</h2>")
    if old.quote:
        parts.append(f"<blockquote><p>{old.quote}</p><cite>Chủ tịch</cite></blockquote>")
    if link:
        parts.append(f'<p>Xem thêm: <a href="{link}">tin liên quan</a>.</p>')
    if file:
        parts.append(f'<p><a href="{file}">Phụ lục</a></p>')
    return "\n".join(parts)


CREATED = {
    "cat": """  `catid` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `parentid` smallint(5) unsigned NOT NULL DEFAULT '0',
  `title` varchar(250) COLLATE utf8mb4_unicode_ci NOT NULL,
  `titlesite` varchar(250) COLLATE utf8mb4_unicode_ci DEFAULT '',
  `alias` varchar(250) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  `description` text COLLATE utf8mb4_unicode_ci,
  PRIMARY KEY (`catid`),
  UNIQUE KEY `alias` (`alias`)""",
    "detail": """  `id` int(11) unsigned NOT NULL,
  `titlesite` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  `description` text COLLATE utf8mb4_unicode_ci NOT NULL,
  `bodyhtml` longtext COLLATE utf8mb4_unicode_ci NOT NULL,
  `sourcetext` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT '',
  `files` text COLLATE utf8mb4_unicode_ci,
  `imgposition` tinyint(1) NOT NULL DEFAULT '1',
  `copyright` tinyint(1) NOT NULL DEFAULT '0',
  PRIMARY KEY (`id`)""",
    "rows": """  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `catid` smallint(5) unsigned NOT NULL DEFAULT '0',
  `listcatid` varchar(255) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  `topicid` smallint(5) unsigned NOT NULL DEFAULT '0',
  `admin_id` mediumint(8) unsigned NOT NULL DEFAULT '0',
  `author` varchar(250) COLLATE utf8mb4_unicode_ci DEFAULT '',
  `sourceid` mediumint(8) NOT NULL DEFAULT '0',
  `addtime` int(11) unsigned NOT NULL DEFAULT '0',
  `edittime` int(11) unsigned NOT NULL DEFAULT '0',
  `status` tinyint(4) NOT NULL DEFAULT '1',
  `publtime` int(11) unsigned NOT NULL DEFAULT '0',
  `exptime` int(11) unsigned NOT NULL DEFAULT '0',
  `title` varchar(250) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  `alias` varchar(250) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  `hometext` text COLLATE utf8mb4_unicode_ci NOT NULL,
  `homeimgfile` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT '',
  `homeimgalt` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT '',
  `homeimgthumb` tinyint(4) NOT NULL DEFAULT '0',
  `hitstotal` mediumint(8) unsigned NOT NULL DEFAULT '0',
  PRIMARY KEY (`id`),
  KEY `catid` (`catid`)""",
    "sources": """  `sourceid` mediumint(8) unsigned NOT NULL AUTO_INCREMENT,
  `title` varchar(250) COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT '',
  `link` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT '',
  `logo` varchar(255) COLLATE utf8mb4_unicode_ci DEFAULT '',
  PRIMARY KEY (`sourceid`)""",
}


def write_nukeviet(path: Path, count: int, pictures: Sequence[tuple[int, str, str]]) -> None:
    """Tables in the order of their names, as mysqldump has them; one copy of a section's rows."""
    sections = [(each["slug"], each["title"]) for each in read_sections()]
    numbers = {slug: n for n, (slug, _) in enumerate(sections, 1)}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "-- MySQL dump 10.19  Distrib 10.3.39-MariaDB\n--\n"
            "-- Host: localhost    Database: nv4\n"
            "/*!40101 SET NAMES utf8mb4 */;\n\n"
        )
        rows = lambda: (_nukeviet_row(old, numbers) for old in list_old(count, pictures))  # noqa: E731  (used twice)
        _write_table(out.write, "1", "rows", (row for row in rows() if row[1] == 1))
        cats = [(n, 0, title, "", slug, "") for slug, title in sections for n in [numbers[slug]]]
        _write_table(out.write, "cat", "cat", cats)
        details = (_nukeviet_detail(old, pictures) for old in list_old(count, pictures))
        _write_table(out.write, "detail", "detail", details)
        _write_table(out.write, "rows", "rows", rows())
        outlets = [(n, name, link, "") for n, (name, link) in enumerate(OUTLETS, 1)]
        _write_table(out.write, "sources", "sources", outlets)
        out.write("-- Dump completed\n")


def _write_table(
    write: Callable[[str], Any], suffix: str, shape: str, rows: Iterable[Sequence[Any]]
) -> None:
    table = f"nv4_vi_{MODULE}_{suffix}"
    write(
        f"DROP TABLE IF EXISTS `{table}`;\nCREATE TABLE `{table}` (\n{CREATED[shape]}\n"
        ") ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;\n\n"
        f"LOCK TABLES `{table}` WRITE;\n"
    )
    insert = f"INSERT INTO `{table}` VALUES "  # noqa: S608  (a file is written, nothing is run)
    waiting: list[str] = []
    for row in rows:
        waiting.append("(" + ",".join(map(_quote, row)) + ")")
        if len(waiting) == ROWS_AN_INSERT:
            write(f"{insert}{','.join(waiting)};\n")
            waiting.clear()
    if waiting:
        write(f"{insert}{','.join(waiting)};\n")
    write("UNLOCK TABLES;\n\n")


def _quote(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    signs = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return "'" + "".join(signs.get(sign, sign) for sign in value) + "'"


def _nukeviet_row(old: Old, numbers: dict[str, int]) -> tuple[Any, ...]:
    seconds = int(old.moment.timestamp())
    section = numbers[old.section[0]]
    outlet = OUTLETS.index(old.outlet) + 1 if old.outlet else 0
    heads = (old.number, section, str(section), 0, 1, old.author, outlet, seconds, seconds, 1)
    texts = (old.invention.headline, old.slug, old.invention.standfirst)
    return (*heads, seconds, 0, *texts, f"2020_12/{old.picture[1]}.png", "", 1, 10)


def _nukeviet_detail(old: Old, pictures: Sequence[tuple[int, str, str]]) -> tuple[Any, ...]:
    linked = _find_linked(old, pictures)
    html = to_html(
        old,
        f"/uploads/{MODULE}/2020_12/{old.picture[1]}.png",
        f"/uploads/{MODULE}/2020_12/{old.file}" if old.file else "",
        linked.locate_in_nukeviet().removeprefix(SITE) if linked else "",
    )
    return (old.number, "", "", html, old.original, "", 2, 0)


def to_record(old: Old) -> dict[str, Any]:
    """As one line of articles.jsonl."""
    image = f"/uploads/{MODULE}/2020_12/{old.picture[1]}.png"
    file = f"/uploads/{MODULE}/2020_12/{old.file}" if old.file else ""
    return {
        "id": str(old.number),
        "address": old.locate_in_nukeviet(),
        "headline": old.invention.headline,
        "standfirst": old.invention.standfirst,
        "body": to_html(old, image, file, ""),
        "published_at": old.moment.isoformat(),
        "section": old.section[1],
        "authors": [old.author],
        "source": {"name": old.outlet[0], "address": old.outlet[1]} if old.outlet else None,
        "original_address": old.original,
        "lead_picture": {"address": image},
    }


def expect(old: Old, count: int) -> dict[str, Any]:
    """What has to come of it, whichever portal it comes from."""
    paragraphs = list(old.invention.paragraphs)
    return {
        "number": old.number,
        "wordpress": old.locate_in_wordpress(),
        "nukeviet": old.locate_in_nukeviet(),
        "headline": old.invention.headline,
        "standfirst": old.invention.standfirst,
        "paragraphs": paragraphs,
        "slug": old.slug,
        "published_at": old.moment.isoformat(),
        "section": old.section[1],
        "author": old.author,
        "outlet": old.outlet[0] if old.outlet else "",
        "original": old.original,
        "picture": f"{old.picture[1]}.png",
        "caption": old.caption,
        "credit": old.credit,
        "heading": old.heading,
        "quote": old.quote,
        "file": old.file,
        "linked": old.linked if old.linked and old.linked <= count else None,
    }


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
