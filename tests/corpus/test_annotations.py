"""Every annotated document holds together: places, values, parents. See README.md beside it."""

import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.json"))
PERIOD = re.compile(
    r"""
    (\d{4}|XXXX) (-\d\d (-\d\d)? | -Q[1-4] | -H[12] | -M\d\d\.\.\d\d)?   # one stretch
    | \d{4}-\d{4}                                                     # a term or school year
    | \d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d                                # from day to day
    """,
    re.VERBOSE,
)
COMPARATORS = {"eq", "ge", "gt", "le", "lt", "approx", "range"}
# Three digits after a lone comma may be thousands ("1,506"), so such surfaces prove nothing.
PLAIN_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d{1,2})?")


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def document(request):
    return json.loads(request.param.read_text(encoding="utf-8")) | {"stem": request.param.stem}


def test_document_is_named_after_its_file(document):
    assert document["doc_id"] == document["stem"]


def test_no_two_documents_share_a_name():
    stems = [path.stem for path in FILES]
    assert len(set(stems)) == len(stems)


def test_text_is_nfc(document):
    assert unicodedata.is_normalized("NFC", document["text"])


def test_negative_means_without_figures(document):
    assert document["negative"] == (not document["figures"])


def test_figures_stand_apart_and_slice_back(document):
    end = 0
    for figure in document["figures"]:
        assert end <= figure["start"] < figure["end"]
        end = figure["end"]
        assert document["text"][figure["start"] : end] == figure["surface"]


def test_values_equal_their_surfaces(document):
    for figure in document["figures"]:
        if figure["value"] is None:
            assert figure["comparator"] == "range"
            assert figure["low"] < figure["high"]
        elif PLAIN_NUMBER.fullmatch(figure["surface"]):
            plain = figure["surface"].replace(".", "").replace(",", ".")
            assert Decimal(str(figure["value"])) == Decimal(plain)


def test_fields_keep_to_their_words(document):
    for figure in document["figures"]:
        assert figure["kind"] in {"result", "estimate", "target"}
        assert figure["form"] in {"level", "change", "share"}
        assert figure["comparator"] in COMPARATORS
        assert figure["period"] is None or PERIOD.fullmatch(figure["period"])


def test_parents_are_figures_of_the_same_document(document):
    names = {figure["name"] for figure in document["figures"]}
    parents = {figure["parent"] for figure in document["figures"]} - {None}
    assert parents <= names


def test_bare_movements_and_shares_repeat_their_own_number_first(document):
    for figure in document["figures"]:
        own = figure["value"] if figure["value"] is not None else [figure["low"], figure["high"]]
        if figure["form"] != "level":
            items = figure["change" if figure["form"] == "change" else "share_of"]
            assert items[0]["amount"] == own
            assert items[0]["unit"] == figure["unit"]
