import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.factories import make_unit

from congtin.places.models import Succession, Unit

pytestmark = pytest.mark.django_db


def refuses(constraint, **unit):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_unit(**unit)


def test_end_before_begin_is_refused():
    refuses(
        "unit_ends_after_it_begins",
        valid_from=dt.date(2025, 7, 1),
        valid_to=dt.date(2025, 6, 30),
    )


def test_one_day_in_being_is_allowed():
    unit = make_unit(valid_from=dt.date(2025, 7, 1), valid_to=dt.date(2025, 7, 1))
    assert unit.is_valid_on(dt.date(2025, 7, 1))


def test_known_end_cannot_be_unknown():
    refuses("unit_end_is_known_or_not", valid_to=dt.date(2025, 6, 30), end_unknown=True)


def test_unit_below_itself_is_refused():
    unit = make_unit()
    with (
        pytest.raises(IntegrityError, match="unit_is_not_its_own_parent"),
        transaction.atomic(),
    ):
        Unit.objects.filter(pk=unit.pk).update(parent=unit)


def test_slug_is_used_once():
    make_unit(slug="quan-le-chan")
    refuses("slug", slug="quan-le-chan")


def test_succession_is_said_once():
    old, new = make_unit("Phường Cũ"), make_unit("Phường Mới")
    Succession.objects.create(predecessor=old, successor=new)
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(predecessor=old, successor=new)


def test_unit_does_not_succeed_itself():
    unit = make_unit()
    with (
        pytest.raises(IntegrityError, match="unit_does_not_succeed_itself"),
        transaction.atomic(),
    ):
        Succession.objects.create(predecessor=unit, successor=unit)


@pytest.mark.parametrize(
    ("day", "is_valid"),
    [
        (dt.date(2024, 12, 31), False),
        (dt.date(2025, 1, 1), True),
        (dt.date(2025, 6, 30), True),
        (dt.date(2025, 7, 1), False),
    ],
)
def test_first_and_last_day_count(day, is_valid):
    unit = make_unit(valid_from=dt.date(2025, 1, 1), valid_to=dt.date(2025, 6, 30))
    assert unit.is_valid_on(day) is is_valid


def test_nobody_vouches_for_a_unit_whose_end_is_unknown():
    assert not make_unit(end_unknown=True).is_valid_on(dt.date(2000, 1, 1))


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "Quận Lê Chân"),
        ({"valid_to": dt.date(2025, 6, 30)}, "Quận Lê Chân (đến 30/06/2025)"),
        ({"end_unknown": True}, "Quận Lê Chân (đã kết thúc)"),
    ],
)
def test_text_says_when_it_ended(more, text):
    assert str(make_unit(**more)) == text


def test_name_is_folded_when_saved():
    assert make_unit("Phường Đằng Giang").folded_name == "phuong dang giang"
