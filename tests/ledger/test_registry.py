"""The registry of indicators as its file gives it."""

import csv
from collections import Counter

import pytest

from congtin.demonstration.facts import read_figures
from congtin.demonstration.ledger_facts import make_indicator_finder
from congtin.ledger.enums import Aggregation, Direction, Nature, Topic
from congtin.ledger.models import Indicator
from congtin.ledger.registry import REGISTRY_FILE, load_indicators

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(db):
    load_indicators()
    return Indicator.objects.all()


def test_every_row_of_the_file_becomes_an_indicator(registry):
    with REGISTRY_FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 281
    assert Counter(registry.values_list("name", "code", "measure")) == Counter(
        (row["name"], row["code"], row["unit"]) for row in rows
    )


@pytest.mark.parametrize(
    ("column", "choices"),
    [
        ("nature", Nature),
        ("direction", Direction),
        ("aggregation", Aggregation),
        ("topic", Topic),
    ],
)
def test_words_of_the_file_are_those_of_the_closed_lists(registry, column, choices):
    assert set(registry.values_list(column, flat=True)) <= set(choices.values)


def test_every_address_is_its_own(registry):
    assert registry.exclude(slug="").values("slug").distinct().count() == 281


def test_no_name_means_two_indicators(registry):
    names = Counter(
        name for names in registry.values_list("folded_names", flat=True)
        for name in set(names.split("\n"))
    )  # fmt: skip
    assert [name for name, times in names.items() if times > 1] == []


def test_loading_again_adds_nothing_and_keeps_what_an_editor_changed(registry):
    changed = registry.get(name="Mật độ dân số")
    changed.direction = Direction.LOWER
    changed.save()
    assert load_indicators() == 0
    changed.refresh_from_db()
    assert changed.direction == Direction.LOWER


def test_indicator_that_is_missing_is_added(registry):
    registry.get(name="Mật độ dân số").delete()
    assert load_indicators() == 1


def test_every_name_in_the_figures_of_the_demonstration_is_known(registry):
    find = make_indicator_finder()
    names = {figure.indicator for figure in read_figures()}
    assert {name: find(name).pk for name in names}.keys() == names
