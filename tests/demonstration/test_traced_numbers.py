"""Every number that the demonstration's ledger shows, traced to its row of the facts.

The rows are read and written here anew, from the CSV files alone, so that a fault of loading,
counting or formatting shows.
"""

import csv
import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from congtin.demonstration.facts import DATA
from congtin.ledger.addresses import make_value_id
from congtin.ledger.models import Indicator, Result, Target, YearTally
from congtin.places.models import Unit
from congtin.vietnamese.folding import fold

pytestmark = pytest.mark.django_db

# The README of the facts: these two are target and result of one thing.
PAIRED = {
    "Số chỉ tiêu kinh tế - xã hội chủ yếu được giao": (
        "Số chỉ tiêu kinh tế - xã hội đạt và vượt kế hoạch"
    )
}
BEFORE_MERGER = " (trước hợp nhất)"
WORDS = {"ge": "từ ", "le": "không quá ", "approx": "khoảng "}
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
SUM = re.compile(r"(-?\d[\d.,]*) / (\d[\d.,]*) = (-?\d[\d.,]*)%")


def read_rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_number(text):
    """ "1223.771" as Vietnamese writes it, with the decimals of the file."""
    whole, _, decimals = text.removeprefix("-").partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole)
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def read_number(text):
    return Decimal(text.replace(".", "").replace(",", "."))


def write_value(row):
    glue = "" if row["unit"].startswith("%") else "\u00a0"
    if row["low"]:
        return f"{write_number(row['low'])} - {write_number(row['high'])}{glue}{row['unit']}"
    if not row["value"]:
        return (
            f"bằng {write_number(row['attainment_pct'])}% {row['attainment_base'] or 'mức đề ra'}"
        )
    tail = " trở lên" if row["comparator"] == "ge" else ""
    return (
        f"{WORDS.get(row['comparator'], '')}{write_number(row['value'])}{glue}{row['unit']}{tail}"
    )


def write_period(text):
    """As the ledger keeps it: three, six, twelve months by their names."""
    year, _, rest = text.partition("-")
    if not rest.startswith("M"):
        return text
    months = int(rest[1:])
    return f"{year}-Q1" if months == 3 else f"{year}-M01..{months:02d}"


@pytest.fixture(scope="module")
def facts(editor):
    """The rows of figures.csv by (unit's name, indicator's key, period, is a target)."""
    by_name = {}
    for indicator in Indicator.objects.order_by("pk"):
        for name in indicator.folded_names.split("\n"):
            by_name.setdefault(name, indicator.pk)
    by_name |= {fold(each.name): each.pk for each in Indicator.objects.all()}
    found = defaultdict(list)
    for row in read_rows("figures"):
        unit = row["body"].removesuffix(BEFORE_MERGER)
        key = (
            unit,
            by_name[fold(PAIRED.get(row["indicator"], row["indicator"]))],
            write_period(row["period"]),
        )
        found[(*key, row["kind"] == "target")].append(row)
    return found


@pytest.fixture
def look(editor):
    """The main part of a page."""
    client = Client()

    def get(path):
        response = client.get(path)
        assert response.status_code == 200, path
        return BeautifulSoup(response.content, "html.parser").main

    return get


def get_rows(facts, value):
    key = value.unit.name, value.indicator_id, value.period, isinstance(value, Target)
    return facts[key]


def trace(facts, value, text):
    """The rows that the value is of; asserts that the text shown is one of them."""
    rows = get_rows(facts, value)
    same = [row for row in rows if write_value(row) == text]
    assert same, f"{value.unit.name}, {value.indicator.name}, {value.period}: {text}"
    return same


def list_values():
    rows = {}
    for model in (Target, Result):
        for value in model.objects.select_related("unit", "indicator"):
            rows[make_value_id(is_target=model is Target, key=value.pk)] = value
    return rows


def test_every_value_in_the_ledger_is_a_row_and_every_row_a_value(facts):
    shown = defaultdict(set)
    for value in list_values().values():
        key = value.unit.name, value.indicator_id, value.period, isinstance(value, Target)
        shown[key].add(value.format_value())
    for key, rows in facts.items():
        for row in rows:
            text = "" if not (row["value"] or row["low"]) else write_value(row)
            assert text in shown[key], (key, row)
    assert set(shown) == {key for key, rows in facts.items() if rows}


def test_value_pages_show_their_row_and_its_source(facts, look):
    sources = {row["source_id"]: row for row in read_rows("sources")}
    for identity, value in list_values().items():
        main = look(f"/so-lieu/{identity}/")
        rows = trace(facts, value, main.select_one("p.stated b").get_text())
        links = {link["href"] for link in main.select(".said-where .citation a[href]")}
        for row in rows:
            assert sources[row["source_id"]]["url"] in links, (identity, row)


def test_pages_of_years_show_values_of_their_unit_and_year_only(facts, look):
    values = list_values()
    seen = set()
    for tally in YearTally.objects.select_related("unit"):
        main = look(f"/chi-tieu/{tally.unit.slug}/{tally.page}/")
        for body in main.select("tbody.row"):
            indicator = Indicator.objects.get(slug=body.th.a["href"].split("/")[2])
            cited = body.select("ul.cited > li > p > a.num")
            stated = defaultdict(set)
            for link in cited:
                identity = link["href"].split("/")[2]
                value = values[identity]
                assert (value.unit_id, value.indicator_id) == (tally.unit_id, indicator.pk)
                assert value.period[:4] == tally.page[:4]
                text = link.get_text().partition(" (")[0]
                trace(facts, value, text)
                stated[isinstance(value, Target)].add(text)
                seen.add(identity)
            for place, is_target in (("td.target", True), ("td.result", False)):
                for number in body.select(f"{place} > .num"):
                    assert number.get_text() in stated[is_target], (tally, number)
            for number in body.select("td.previous > .num"):
                year = str(int(tally.page) - 1)
                rows = facts[tally.unit.name, indicator.pk, year, False]
                assert number.get_text() in {write_value(row) for row in rows}
    assert seen == set(values)


def test_sums_beside_the_statuses_come_out(facts, look):
    """Both numbers are rows of the unit and indicator, in whatever magnitude; and their share."""
    counted = 0
    for tally in YearTally.objects.select_related("unit"):
        main = look(f"/chi-tieu/{tally.unit.slug}/{tally.page}/")
        for body in main.select("tbody.row"):
            indicator = Indicator.objects.get(slug=body.th.a["href"].split("/")[2])
            stated = {
                Decimal(text)
                for (unit, key, *_), rows in facts.items()
                if (unit, key) == (tally.unit.name, indicator.pk)
                for row in rows
                for text in (row["value"], row["low"], row["high"])
                if text
            }
            magnitudes = {
                number * Decimal(1000) ** power for number in stated for power in (-2, -1, 0, 1, 2)
            }
            for found in SUM.findall(body.get_text(" ")):
                result, target, percent = map(read_number, found)
                assert result in magnitudes
                assert target in magnitudes
                share = (100 * result / target).quantize(Decimal("0.1"), ROUND_HALF_UP)
                assert share == percent, (tally, indicator)
                counted += 1
    assert counted > 50


def test_indicator_pages_show_rows_of_that_indicator(facts, look):
    values = list_values()
    seen = set()
    pairs = {(each.indicator.slug, each.unit.slug) for each in values.values() if each.in_use}
    for indicator, unit in sorted(pairs):
        main = look(f"/chi-tieu/{indicator}/?don-vi={unit}")
        for link in main.select("a.num[href^='/so-lieu/']"):
            identity = link["href"].split("/")[2]
            assert values[identity].indicator.slug == indicator
            trace(facts, values[identity], link.get_text())
            seen.add(identity)
    assert seen == {identity for identity, value in values.items() if value.in_use}


def test_no_other_number_stands_on_a_page_of_a_year(facts, look):
    """What is no value is a date, a number of a document, a project's or a note's, or a count."""
    written = {name: read_rows(name) for name in ("sources", "plans", "projects")}
    for tally in YearTally.objects.select_related("unit"):
        unit = tally.unit
        main = look(f"/chi-tieu/{unit.slug}/{tally.page}/")
        for quoted in main.select("q, ul.cited a, nav, svg, .where a"):
            quoted.decompose()
        rows = [row for (name, *_), each in facts.items() for row in each if name == unit.name]
        known = {"3", "6", "8", "9", "12"} | {str(count) for count in range(200)}
        for row in rows:
            known |= find_numbers(write_value(row), row["note"], row["indicator"], row["period"])
            known |= find_numbers(
                row["attainment_base"], write_number(row["attainment_pct"] or "0")
            )
        for source in written["sources"]:
            known |= find_numbers(
                source["title"],
                source["publisher"],
                *write_days(source["published"], source["event_date"]),
            )
        for row in written["plans"] + written["projects"]:
            if unit.name in row["body"]:
                known |= find_numbers(*row.values(), *write_days(*row.values()))
                known |= {
                    write_number(text) for text in row.values() if re.fullmatch(r"[\d.]+", text)
                }
        text = SUM.sub(" ", main.get_text(" "))
        text = re.sub(r"(?:đã qua|thường đạt|tỷ lệ: đạt) [\d.,]+%", " ", text)
        strange = {found for found in NUMBER.findall(text) if found not in known}
        strange -= {str(year) for year in range(2005, 2036)}
        assert strange == set(), f"{unit.name} {tally.page}"


def find_numbers(*texts):
    numbers = {found for text in texts for found in NUMBER.findall(text)}
    return numbers | {
        write_number(each) for each in numbers if re.fullmatch(r"\d+(?:\.\d+)?", each)
    }


def write_days(*texts):
    days = [text.split("-") for text in texts if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", text)]
    return ["/".join(reversed(day)) for day in days]


class TestWhatThePagesHadToShow:
    """The pairs, the corrected values, the two denominators, the two plans of one year."""

    def test_all_pairs_of_target_and_result_are_judged(self, facts, look):
        pairs = defaultdict(set)
        for (unit, indicator, period, is_target), rows in facts.items():
            for row in rows:
                if row["pair"] == "yes":
                    before = row["body"].endswith(BEFORE_MERGER)
                    pairs[unit, indicator, period, before].add(is_target)
        whole = [key for key, kinds in pairs.items() if kinds == {True, False}]
        assert len(whole) == 47
        for name, key, page, _ in whole:
            unit = Unit.objects.filter(name=name, year_tallies__page=page).first()
            indicator = Indicator.objects.get(pk=key)
            main = look(f"/chi-tieu/{unit.slug}/{page}/")
            [body] = [
                body
                for body in main.select("tbody.row")
                if body.th.a["href"] == f"/chi-tieu/{indicator.slug}/"
            ]
            chips = {chip.get_text(strip=True) for chip in body.select(".chip")}
            assert chips - {"Chưa có số liệu"}, (name, indicator, page)

    @pytest.mark.parametrize(
        ("name", "period"),
        [
            ("Tốc độ tăng GRDP", "2021"),
            ("Tốc độ tăng GRDP", "2024"),
            ("Tổng thu ngân sách nhà nước trên địa bàn", "2025"),
        ],
    )
    def test_corrected_values_are_in_use_and_the_others_are_shown_with_the_reason(
        self, facts, look, name, period
    ):
        city = Unit.objects.get(slug="thanh-pho-hai-phong")
        indicator = Indicator.objects.get(folded_names__regex=rf"(^|\n){fold(name)}(\n|$)")
        results = city.results.filter(indicator=indicator, period=period, territory="")
        used = results.get(in_use=True)
        rows = facts[city.name, indicator.pk, period, False]
        own = [row for row in rows if not row["body"].endswith(BEFORE_MERGER)]
        final = [row for row in own if row["kind"] == "result" and "doubtful" not in row["note"]]
        assert used.format_value() in {write_value(row) for row in (final or own)}
        main = look(f"/so-lieu/{make_value_id(is_target=False, key=used.pk)}/")
        rivals = {each.get_text() for each in main.select(".rivals b.num")}
        assert rivals >= {
            write_value(row) for row in own if write_value(row) != used.format_value()
        }

    def test_two_denominators_of_le_chan(self, look):
        main = look("/chi-tieu/quan-le-chan/2021/")
        text = main.get_text(" ")
        assert "128% kế hoạch" in text
        assert "141% kế hoạch thành phố giao" in text

    def test_both_plans_of_2025(self, look):
        main = look("/chi-tieu/thanh-pho-hai-phong/2025/")
        text = main.get_text(" ")
        assert "trước hợp nhất" in text
        for number in ("12,5%", "12,35%"):
            assert number in text
