import datetime as dt

import pytest
from defusedxml import ElementTree
from django.utils import timezone
from tests.factories import make_indicator, make_result, make_target, make_unit

from congtin.ledger.models import Result

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def values(home):
    unit, indicator = (
        make_unit("Quận Lê Chân", slug="quan-le-chan"),
        make_indicator("Thu", slug="thu"),
    )
    target = make_target(indicator=indicator, unit=unit, set_by="HĐND quận")
    result = make_result(indicator=indicator, unit=unit, note="a\x0bb & <c>")
    make_result(indicator=make_indicator("Chi", slug="chi"), unit=unit)
    make_result(indicator=indicator, unit=make_unit("Quận Khác", slug="quan-khac"))
    return target, result


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/chi-tieu/quan-le-chan/atom.xml", 3),
        ("/chi-tieu/thu/atom.xml", 3),
        ("/chi-tieu/do/thu/atom.xml", 3),
        ("/chi-tieu/chi/atom.xml", 1),
    ],
)
def test_a_unit_and_an_indicator_have_feeds_of_their_values(client, values, path, count):
    assert len(read(client, path).findall(f"{ATOM}entry")) == count


def test_an_entry_is_told_by_the_values_permanent_address(client, values):
    target, result = values
    feed = read(client, "/chi-tieu/quan-le-chan/atom.xml")
    ids = {entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")}
    assert {
        f"http://testserver/so-lieu/m{target.pk}/",
        f"http://testserver/so-lieu/k{result.pk}/",
    } <= ids
    titles = {entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")}
    assert "Mức đề ra: Thu, Quận Lê Chân, năm 2021: 100\u00a0tỷ đồng" in titles


def test_what_was_changed_last_comes_first(client, values):
    _, result = values
    Result.objects.filter(pk=result.pk).update(changed_at=timezone.now() + dt.timedelta(hours=1))
    first = read(client, "/chi-tieu/quan-le-chan/atom.xml").find(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id").endswith(f"/so-lieu/k{result.pk}/")


def test_a_feed_of_nothing_is_not_found(client, home):
    assert client.get("/chi-tieu/khong-co/atom.xml").status_code == 404
    assert client.get("/chi-tieu/do/khong-co/atom.xml").status_code == 404
