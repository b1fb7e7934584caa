"""The demonstration's articles against its facts: nothing is said that no source says.

Plain files only; neither Django nor the database is needed.
"""

import csv
import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import congtin

PACKAGE = Path(congtin.__file__).parent
DATA = PACKAGE / "demonstration" / "data"
FILES = sorted((DATA / "articles").glob("*.toml"))

REQUIRED = {
    "slug",
    "section",
    "headline",
    "standfirst",
    "published_at",
    "source",
    "facts",
    "units",
    "period",
    "byline",
    "body",
}
OPTIONAL = {"original_date", "people", "related", "corrections", "arithmetic"}
PICTURE_KINDS = {
    "bars": "rows",
    "columns": "points",
    "parts": "rows",
    "route": "stops",
    "succession": "links",
    "card": "big",
    "timeline": "rows",
}
# Lists of units, whose day of publication says nothing about when the facts became known.
UNIT_LISTS = {"S151", "S152", "S153"}

NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
PERIOD = r"\d{4}(-\d{4}|-\d{2}|-Q[1-4]|-M01\.\.\d{2})?"
UNITS = (
    r"%|‰|tỷ|triệu|nghìn|đồng|USD|ha\b|m²|km|tấn|hộ|nhà|ngõ|căn|thửa|người|lượt|đảng viên|chi bộ"
    r"|tổ chức|chỉ tiêu|dự án|doanh nghiệp|xã|phường|đặc khu|đơn vị|tuyến|cây số"
)
MEASURED = re.compile(
    rf"""
    (?<![\d/.,])
    (?:(?P<first>{NUMBER})\s*[-/]\s*)?     # the first end of a range, or the part of a whole
    (?P<last>{NUMBER})\s*(?:{UNITS})       # a number with its unit
    | (?<![\d/.,])(?P<long>\d+(?:\.\d{{3}})+(?:,\d+)?|\d+,\d+)(?![\d/])  # long or broken: always
    """,
    re.VERBOSE,
)


@cache
def read_table(name: str) -> list[dict[str, str]]:
    path = PACKAGE / "places" / "data" if name == "hai-phong" else DATA
    with (path / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def read_article(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def read_pictures() -> dict[str, dict[str, Any]]:
    return tomllib.loads((DATA / "pictures.toml").read_text(encoding="utf-8"))


def get_sources() -> dict[str, dict[str, str]]:
    return {row["source_id"]: row for row in read_table("sources")}


def get_texts(article: dict[str, Any]) -> list[str]:
    """All that a reader sees of an article, captions and corrections included."""
    blocks = [block.get("text") or block["caption"] for block in article["body"]]
    corrections = [each["text"] for each in article.get("corrections", [])]
    return [article["headline"], article["standfirst"], *blocks, *corrections]


def get_pictures(article: dict[str, Any]) -> list[str]:
    return [block["picture"] for block in article["body"] if block["kind"] == "picture"]


def get_last_day(article: dict[str, Any]) -> dt.date:
    """The day of the last change: no fact of an article is younger."""
    days = [each["on"] for each in article.get("corrections", [])]
    return max([article["published_at"].date(), *days])


def find_measured(text: str) -> Iterator[Decimal]:
    """Numbers with a unit, and numbers too long or too exact to be anything else."""
    for match in MEASURED.finditer(text):
        for part in match.group("first", "last", "long"):
            if part:
                yield Decimal(part.replace(".", "").replace(",", "."))


def get_known_numbers(facts: list[str]) -> set[Decimal]:
    """All numbers that the rows of these sources hold, their notes included."""
    known: set[Decimal] = set()
    for row in read_table("figures"):
        if row["source_id"] in facts:
            known |= _read_columns(row, "value low high change_amount attainment_pct")
            known |= _read_words(row["note"])
    for row in read_table("projects"):
        if row["source_id"] in facts:
            columns = "area_m2 households parcels length_km capital_billion_vnd"
            known |= _read_columns(row, columns) | _read_words(f"{row['status']} {row['note']}")
            if row["area_m2"]:
                known.add(Decimal(row["area_m2"]) / 10000)
    if UNIT_LISTS & {*facts}:
        for row in read_table("hai-phong"):
            known |= _read_columns(row, "area_km2 population")
    city = next(row for row in read_table("hai-phong") if row["level"] == "province")
    if "S107" in facts:
        known |= _read_words(city["note"])
    return {abs(number) for number in known}


def _read_columns(row: dict[str, str], columns: str) -> set[Decimal]:
    """The values of columns that hold plain decimals."""
    return {Decimal(row[column]) for column in columns.split() if row[column]}


def _read_words(text: str) -> set[Decimal]:
    """Numbers within words; a single mark may stand for thousands or for decimals there."""
    numbers = set()
    for found in re.findall(r"(?<![\d/])\d+(?:[.,]\d+)*(?![\d/]|-)", text):
        ways = {found.replace(",", "."), found.replace(".", "").replace(",", ".")}
        numbers |= {Decimal(way) for way in ways if way.count(".") <= 1}
    return numbers


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read_article(request.param)


def test_there_are_enough_articles_of_all_sections_and_years() -> None:
    articles = [read_article(path) for path in FILES]
    assert len(articles) >= 40
    assert len({each["section"] for each in articles}) >= 6
    assert {each["published_at"].year for each in articles} == set(range(2019, 2027))


def test_fields_are_complete_and_known(article: dict[str, Any]) -> None:
    assert set(article) >= REQUIRED
    assert set(article) <= REQUIRED | OPTIONAL
    assert all(article[field] for field in REQUIRED)
    assert len(article["headline"]) <= 110
    assert re.fullmatch(PERIOD, article["period"])


def test_slug_is_the_file_name_in_folded_ascii(
    article: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    assert f"[{article['slug']}]" in request.node.name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article["slug"])
    assert len(article["slug"]) <= 70


def test_text_is_composed_vietnamese(article: dict[str, Any]) -> None:
    for text in get_texts(article):
        assert text == unicodedata.normalize("NFC", text)
        assert "\u00d0" not in text
        assert text == text.strip()


def test_length_is_that_of_a_news_item(article: dict[str, Any]) -> None:
    words = sum(len(block.get("text", "").split()) for block in article["body"])
    assert 120 <= words <= 450


def test_names_resolve(article: dict[str, Any]) -> None:
    sections = tomllib.loads((DATA / "sections.toml").read_text(encoding="utf-8"))["section"]
    assert article["section"] in {section["slug"] for section in sections}
    assert {article["source"], *article["facts"]} <= set(get_sources())
    assert article["source"] in article["facts"]
    assert {*article["units"]} <= {row["name"] for row in read_table("hai-phong")}
    assert {*article.get("people", [])} <= {row["person"] for row in read_table("people")}
    assert {*article.get("related", [])} <= {path.stem for path in FILES} - {article["slug"]}
    assert {block["kind"] for block in article["body"]} <= {"paragraph", "heading", "picture"}
    assert get_pictures(article)
    assert {*get_pictures(article)} <= set(read_pictures())


def test_people_of_the_text_are_named_as_people_of_the_article(article: dict[str, Any]) -> None:
    text = " ".join(get_texts(article))
    known = {row["person"] for row in read_table("people")}
    assert {name for name in known if name in text} == {*article.get("people", [])}


def test_posts_of_people_come_from_the_sources_of_the_article(article: dict[str, Any]) -> None:
    for name in article.get("people", []):
        sources = {row["source_id"] for row in read_table("people") if row["person"] == name}
        assert sources & {*article["facts"]}, name


def test_nothing_comes_from_the_future(article: dict[str, Any]) -> None:
    pictured = {s for name in get_pictures(article) for s in read_pictures()[name]["sources"]}
    for code in ({*article["facts"]} | pictured) - UNIT_LISTS:
        row = get_sources()[code]
        for day in (row["published"], row["event_date"]):
            if len(day) == 10:
                assert dt.date.fromisoformat(day) <= get_last_day(article), code


def test_dates_are_plausible(article: dict[str, Any]) -> None:
    moment = article["published_at"]
    assert moment.tzinfo is None
    assert 6 <= moment.hour <= 20
    published = get_sources()[article["source"]]["published"]
    if len(published) == 10:
        assert article["original_date"] == dt.date.fromisoformat(published)
    else:
        assert "original_date" not in article
    for correction in article.get("corrections", []):
        assert correction["on"] > moment.date()


def test_every_number_is_in_the_facts_or_explained(article: dict[str, Any]) -> None:
    known = get_known_numbers(article["facts"])
    for line in article.get("arithmetic", []):
        number, _, how = line.partition(": ")
        assert how, line
        known |= {*find_measured(f"{number} %")}
    for text in get_texts(article):
        assert {*find_measured(text)} <= known, text


def test_explained_numbers_are_used(article: dict[str, Any]) -> None:
    text = " ".join(get_texts(article))
    for line in article.get("arithmetic", []):
        number = line.partition(": ")[0]
        assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d])", text), line


def test_pictures_are_specified_and_used() -> None:
    pictures = read_pictures()
    used = {name for path in FILES for name in get_pictures(read_article(path))}
    assert len(pictures) >= 30
    assert used == set(pictures)
    titles = [spec["title"] for spec in pictures.values()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", read_pictures())
def test_picture_has_all_that_its_kind_asks(name: str) -> None:
    spec = read_pictures()[name]
    assert spec[PICTURE_KINDS[spec["kind"]]]
    assert "unit" in spec
    assert spec["title"]
    assert spec["credit"] == "Đồ họa: Cổng tin"
    assert spec["alt"].endswith(".")
    assert {*spec["sources"]} <= set(get_sources())
    assert "Nguồn: " in spec["note"]


@pytest.mark.parametrize("name", read_pictures())
def test_picture_shows_values_of_its_sources(name: str) -> None:
    spec = read_pictures()[name]
    known = get_known_numbers(spec["sources"])
    rows = [*spec.get("rows", []), *spec.get("points", [])]
    shown = [
        Decimal(row[key])
        for row in rows
        for key in ("value", "target", "target_low", "target_high")
        if key in row
    ]
    if spec["kind"] == "parts":
        assert sum(shown) in known
        assert shown[0] in known
    else:
        assert {*shown} <= known
    if spec["kind"] == "card":
        assert {*find_measured(spec["big"]), *find_measured(spec["small"])} <= known
