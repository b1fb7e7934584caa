"""Feeds and pages as they really are: each file in `data/` beside what must come of it.

The `.json` gives facts that must hold exactly: `entries` in their order, each with some of its
fields; or `refused`, the error. Files are bytes, since many are wrong in their letters on purpose.
"""

import datetime as dt
import json
from pathlib import Path

import pytest

from congtin.wire import parsers
from congtin.wire.parsers import Picture, parse_article, parse_feed, parse_list
from congtin.wire.parsers.blocks import get_text

DATA = Path(__file__).parent / "data"
SHAPES = sorted(file.name for file in DATA.iterdir() if file.suffix != ".json")
NOW = dt.datetime(2026, 11, 28, 5, 0, tzinfo=dt.UTC)
FEED = "https://bao.example/rss.xml"
PAGE = "https://bao.example/tin/bai-viet-1.html"


def read(name):
    kind = name.rpartition(".")[2]
    parse, address = {
        "feed": (parse_feed, FEED),
        "list": (parse_list, FEED),
        "page": (parse_article, PAGE),
    }[kind]
    content_type = load(name).get("content_type", "")
    content = (DATA / name).read_bytes()
    return parse(content, address=address, now=NOW, content_type=content_type)


def load(name):
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def write_moment(moment):
    if moment is None:
        return None
    return moment.day.isoformat() + (f"T{moment.time:%H:%M}" if moment.time else "")


def describe(thing):
    """All that an expectation may name."""
    pictures = [block for block in thing.blocks if isinstance(block, Picture)]
    texts = [get_text(block) for block in thing.blocks if not isinstance(block, Picture)]
    facts = {
        name: getattr(thing, name)
        for name in ("address", "headline", "guid", "standfirst", "byline", "is_whole")
        if hasattr(thing, name)
    }
    lead = getattr(thing, "lead_picture", None)
    return facts | {
        "published": write_moment(thing.published),
        "text": "\n".join(texts),
        "pictures": [picture.address for picture in pictures],
        "captions": [picture.caption for picture in pictures],
        "credits": [picture.credit for picture in pictures],
        "lead": lead.address if lead else None,
    }


def test_there_are_shapes_enough():
    assert len(SHAPES) >= 60
    assert {f"{name}.json" for name in SHAPES} == {file.name for file in DATA.glob("*.json")}


@pytest.mark.parametrize("name", [name for name in SHAPES if "refused" in load(name)])
def test_shape_is_refused_in_a_sentence(name):
    expected = load(name)
    with pytest.raises(getattr(parsers, expected["refused"])) as refusal:
        read(name)
    assert str(refusal.value).endswith((".", ")."))
    if "feeds" in expected:
        assert list(refusal.value.feeds) == expected["feeds"]


@pytest.mark.parametrize("name", [name for name in SHAPES if "entries" in load(name)])
def test_feed_of_this_shape(name):
    expected, feed = load(name), read(name)
    found = [describe(entry) for entry in feed.entries]
    if "entries_at_least" not in expected:
        assert len(found) == len(expected["entries"])
    for entry, facts in zip(found, expected["entries"], strict=False):
        assert {key: entry[key] for key in facts} == facts
    for key in ("title", "hub", "topic", "dropped", "keeps_all"):
        if key in expected:
            assert getattr(feed, key) == expected[key]
    assert list(feed.more) == expected.get("more", [])


@pytest.mark.parametrize("name", [name for name in SHAPES if "headline" in load(name)])
def test_page_of_this_shape(name):
    expected = load(name)
    found = describe(read(name))
    parts = expected.pop("contains", [])
    expected.pop("content_type", None)
    assert {key: found[key] for key in expected} == expected
    assert [part for part in parts if part not in found["text"]] == []


@pytest.mark.parametrize("name", [name for name in SHAPES if "refused" not in load(name)])
def test_nothing_that_acts_comes_through(name):
    things = getattr(read(name), "entries", None)
    for thing in [read(name)] if things is None else things:
        html = "".join(getattr(block, "html", "") for block in thing.blocks).lower()
        for word in ("<script", "<iframe", "onclick", "javascript:", "<img", "style="):
            assert word not in html
