import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.ledger.addresses import get_page_period, get_plan_path
from congtin.ledger.periods import Span, is_period, read_span, tidy_period

years = st.integers(min_value=1, max_value=9999).map("{:04d}".format)
parts = st.one_of(
    st.just(""),
    st.sampled_from(["-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2"]),
    st.integers(1, 12).map("-{:02d}".format),
    st.tuples(st.integers(1, 12), st.integers(1, 28)).map(
        lambda day: "-{:02d}-{:02d}".format(*day)
    ),
    st.tuples(st.integers(1, 12), st.integers(1, 12)).map(
        lambda months: "-M{:02d}..{:02d}".format(*sorted(months))
    ),
)


@pytest.mark.parametrize(
    ("period", "first", "last", "whole"),
    [
        ("2021", "2021-01-01", "2021-12-31", True),
        ("2020-2025", "2020-01-01", "2025-12-31", True),
        ("2021-Q2", "2021-04-01", "2021-06-30", False),
        ("2021-H2", "2021-07-01", "2021-12-31", False),
        ("2021-M01..09", "2021-01-01", "2021-09-30", False),
        ("2021-M1..9", "2021-01-01", "2021-09-30", False),
        ("2021-M01..12", "2021-01-01", "2021-12-31", True),
        ("2020-02", "2020-02-01", "2020-02-29", False),
        ("2021-11-15", "2021-01-01", "2021-11-15", False),
    ],
)
def test_period_is_a_span_of_days(period, first, last, whole):
    span = Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last), whole)
    assert read_span(period) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21",
        "năm 2021",
        "2021-13",
        "2021-00",
        "2021-Q5",
        "2021-H3",
        "2021-M06..01",
        "2021-M00..06",
        "2021-M01..13",
        "2021-02-30",
        "2025-2020",
        "0000",
        "2021-06 ",
        "XXXX-06",
        "２０２１",
    ],
)
def test_what_is_no_period_gives_none(text):
    assert read_span(text) is None
    assert not is_period(text)


@given(years, parts)
def test_span_lies_within_its_year(year, part):
    span = read_span(year + part)
    assert read_span(year).contains(span)
    assert 1 <= span.days <= 366


@given(st.text(alphabet="0123456789-QHM.", max_size=12))
def test_any_text_is_a_span_that_runs_forward_or_none(text):
    span = read_span(text)
    assert span is None or span.first <= span.last


@given(years, st.integers(0, 9))
def test_term_holds_each_of_its_years(year, more):
    last = min(int(year) + more, 9999)
    term = read_span(f"{year}-{last:04d}")
    assert all(term.contains(read_span(f"{each:04d}")) for each in range(int(year), last + 1))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (" 2021 ", "2021"),
        ("2021-M1..6", "2021-M01..06"),
        ("2021-M01..06", "2021-M01..06"),
        ("2021-M10..11", "2021-M10..11"),
        ("2021-M1..12", "2021"),
        ("2021-M01..03", "2021-Q1"),
        ("2021-M10..12", "2021-Q4"),
        ("2021-H1", "2021-M01..06"),
        ("2021-H2", "2021-M07..12"),
        ("2021-M06..06", "2021-06"),
        ("2021-2021", "2021"),
        ("2021-M02..04", "2021-M02..04"),
        ("2021-06-30", "2021-06-30"),
        ("2020\u20132025", "2020-2025"),
        ("không rõ", "không rõ"),
    ],
)
def test_one_period_is_written_in_one_way(text, period):
    assert tidy_period(text) == period


@given(years, parts)
def test_tidying_changes_no_span_and_is_done_once(year, part):
    tidy = tidy_period(year + part)
    assert read_span(tidy) == read_span(year + part)
    assert tidy_period(tidy) == tidy


@given(parts.filter(lambda part: len(part) != 6), parts.filter(lambda part: len(part) != 6))
def test_one_span_has_one_form_but_for_days(part, other):
    """A day ("2021-06-30", six signs behind the year) is a thing of its own."""
    one, two = f"2021{part}", f"2021{other}"
    assert (tidy_period(one) == tidy_period(two)) == (read_span(one) == read_span(two))


@pytest.mark.parametrize(
    ("period", "page"),
    [
        ("2021", "2021"),
        ("2021-06", "2021"),
        ("2021-Q1", "2021"),
        ("2021-M01..06", "2021"),
        ("2021-M01..12", "2021"),
        ("2021-06-30", "2021"),
        ("2020-2025", "2020-2025"),
    ],
)
def test_values_stand_on_the_page_of_their_year_or_term(period, page):
    assert get_page_period(period) == page


def test_path_leads_to_the_page():
    path = get_plan_path(unit_slug="quan-le-chan", period="2021-M01..06")
    assert path == "/chi-tieu/quan-le-chan/2021/"
