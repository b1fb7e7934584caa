import dataclasses
import datetime as dt

import pytest

from congtin.wire.decide import Known, Step, choose_entries, compute_next_seconds, fingerprint
from congtin.wire.decide.choosing import digest
from congtin.wire.parsers import Entry, Moment, Prose, make_address_key

TODAY = dt.date(2026, 11, 28)
ENTRY = Entry("https://bao.example/1.html", "Tin một của quận", guid="g1", published=Moment(TODAY))


def remember(entry, pk=1):
    return Known(
        pk,
        digest(make_address_key(entry.address)),
        digest(entry.guid) if entry.guid else "",
        entry.headline,
        fingerprint(entry),
    )


def choose(*entries, known=(), is_first=False, keeps_all=False):
    steps = choose_entries(entries, known, today=TODAY, is_first=is_first, keeps_all=keeps_all)
    return [(step, entry.address, before.pk if before else None) for step, entry, before in steps]


def test_new_line():
    assert choose(ENTRY) == [(Step.NEW, ENTRY.address, None)]


def test_known_line_is_nothing_to_do():
    assert choose(ENTRY, known=[remember(ENTRY)]) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://www.bao.example/1.html",
        "https://bao.example/1.html?utm_source=rss",
        "https://bao.example/1.html/",
        "https://BAO.example/1.html#a",
    ],
)
def test_other_spelling_of_the_address_is_known(address):
    other = dataclasses.replace(ENTRY, address=address, guid="")
    assert choose(other, known=[remember(ENTRY)]) == []


def test_changed_identifier_is_no_new_story():
    other = dataclasses.replace(ENTRY, guid="g2")
    assert choose(other, known=[remember(ENTRY)]) == []


def test_changed_address_under_the_same_identifier_is_no_new_story():
    other = dataclasses.replace(ENTRY, address="https://bao.example/doi-ten.html")
    assert choose(other, known=[remember(ENTRY)]) == []


def test_identifier_that_now_stands_for_another_headline_is_a_new_story():
    other = dataclasses.replace(
        ENTRY, address="https://bao.example/2.html", headline="Tin khác hẳn"
    )
    assert choose(other, known=[remember(ENTRY)]) == [(Step.NEW, other.address, None)]


def test_changed_words_are_a_change_and_a_renewed_stamp_is_not():
    renewed = dataclasses.replace(ENTRY, changed="2026-11-28T01:02:03Z")
    assert choose(renewed, known=[remember(ENTRY)]) == []
    changed = dataclasses.replace(ENTRY, blocks=(Prose("<p>Đã sửa</p>"),))
    assert choose(changed, known=[remember(ENTRY)]) == [(Step.CHANGED, ENTRY.address, 1)]


def test_same_page_twice_in_a_feed_is_once():
    assert len(choose(ENTRY, dataclasses.replace(ENTRY, guid="g9"))) == 1


@pytest.mark.parametrize(
    ("is_first", "keeps_all", "count"),
    [(True, False, 0), (False, False, 1), (True, True, 0), (False, True, 0)],
)
def test_old_lines_are_left_at_first_and_always_where_all_is_kept(is_first, keeps_all, count):
    old = dataclasses.replace(ENTRY, published=Moment(TODAY - dt.timedelta(days=31)))
    assert len(choose(old, is_first=is_first, keeps_all=keeps_all)) == count


def test_first_visit_to_a_sitemap_takes_the_newest_hundred():
    entries = [
        dataclasses.replace(ENTRY, address=f"https://bao.example/{number}.html", guid="")
        for number in range(300)
    ]
    assert len(choose(*entries, is_first=True, keeps_all=True)) == 100


@pytest.mark.parametrize(
    ("failures", "retry_after", "seconds"),
    [(0, None, 600), (1, None, 1200), (3, None, 4800), (30, None, 86_400), (0, 7200, 7200)],
)
def test_next_visit(failures, retry_after, seconds):
    assert (
        compute_next_seconds(
            interval_seconds=600, failures=failures, retry_after_seconds=retry_after, spread=0
        )
        == seconds
    )
