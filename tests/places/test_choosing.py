"""The choosers of the newsroom's forms, asked as the form asks them."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from tests.factories import make_home, make_indicator, make_unit, make_user

from congtin.places.models import Unit

pytestmark = pytest.mark.django_db

UNIT, INDICATOR = "places_unit", "ledger_indicator"


@pytest.fixture
def ask(client):
    make_home()
    client.force_login(make_user(is_superuser=True))

    def ask_for(model, **query):
        page = client.get(reverse(f"wagtailsnippetchoosers_{model}:choose_results"), query)
        rows = re.findall(r"data-chooser-modal-choice[^>]*>(.*?)</a>", page.content.decode(), re.S)
        return [re.sub(r"<[^>]+>|\s+", " ", row).strip() for row in rows]

    return ask_for


@pytest.fixture
def units():
    ended = {"valid_to": dt.date(2025, 6, 30)}
    make_unit("Quận Hải An", **ended)
    make_unit("Phường Hải An", level="commune")
    make_unit("Phường Thái An", level="commune")
    make_unit("Xã Đa Phúc", level="commune", **ended)
    make_unit("Thành phố Hải Phòng", level="province")
    Unit.objects.filter(name="Xã Đa Phúc").update(valid_to=None, end_unknown=True)


@pytest.mark.parametrize("words", ["hải an", "HAI AN", "an phường hai"])
def test_unit_is_found_by_words_of_its_name_without_marks(ask, units, words):
    found = ask(UNIT, q=words)
    assert found[0] == "Phường Hải An"
    assert "Phường Thái An" not in found


def test_stroked_d_is_a_d(ask, units):
    assert ask(UNIT, q="da phuc") == ["Xã Đa Phúc (đã kết thúc)"]


def test_units_of_today_stand_before_those_that_ended(ask, units):
    assert ask(UNIT) == [
        "Thành phố Hải Phòng",
        "Phường Hải An",
        "Phường Thái An",
        "Quận Hải An (đến 30/06/2025)",
        "Xã Đa Phúc (đã kết thúc)",
    ]


def test_indicator_is_found_by_its_other_names(ask):
    make_indicator("Thu ngân sách nhà nước trên địa bàn", aliases="tổng thu NSNN")
    make_indicator("Số đảng viên kết nạp mới")
    assert len(ask(INDICATOR, q="nsnn")) == 1
    assert ask(INDICATOR, q="không có") == []


def test_the_form_that_opens_offers_the_search(client, units):
    make_home()
    client.force_login(make_user(is_superuser=True))
    page = client.get(reverse(f"wagtailsnippetchoosers_{UNIT}:choose"), {"multiple": 1}).json()
    assert "Gõ một phần tên" in page["html"]
