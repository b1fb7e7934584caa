"""The store's promises, with interleavings forced by hand and by a debugger's hook."""

import gzip
import os
import subprocess
import sys
import threading
from pathlib import Path

import brotli
import pytest
from tests.pagestore.conftest import make_page

from congtin.pagestore import store as store_module
from congtin.pagestore.files import locate
from congtin.pagestore.store import Store
from congtin.pagestore.tags import LATEST, Tag, Touch, bound_tag, touch_rows


def keep(store, key, page=None):
    return store.put(key, page or make_page(), store.begin())


def list_files(store):
    return [file for file in store.root.resolve().rglob("*") if file.is_file()]


def test_page_comes_back_as_it_was_put(store):
    body = "<p>Lê Chân</p>".encode() * 100
    page = make_page(body, headers=[("X-Frame-Options", "SAMEORIGIN")], reads=("nam",))
    assert keep(store, "/tin/", page)
    kept = store.find("/tin/")
    assert (kept.status, kept.headers, kept.reads) == (200, page.headers, ("nam",))
    assert kept.variants[""] == body
    assert set(kept.variants) == {"", "gzip", "br"}
    assert kept.modified == 1_800_000_000


def test_variants_hold_the_body(store):
    body = b"<li>mot</li>" * 300
    keep(store, "/tin/", make_page(body))
    variants = store.find("/tin/").variants
    assert gzip.decompress(variants["gzip"]) == body
    assert brotli.decompress(variants["br"]) == body


def test_compressed_files_lie_beside_the_body_for_a_front_server(store):
    keep(store, "/tin/", make_page(b"<li>mot</li>" * 300))
    folder = store.root / "open" / "tin"
    assert {file.name for file in folder.iterdir()} == {
        "+.html",
        "+.html.gz",
        "+.html.br",
        "+.html.card",
    }


def test_discard_takes_exactly_the_pages_that_bear_the_tag(store):
    keep(store, "/a/", make_page(b"a", "bai:1", "muc:3"))
    keep(store, "/b/", make_page(b"b", "bai:12"))
    keep(store, "/c/", make_page(b"c", "bai:1"))
    assert sorted(store.discard([Touch("bai:1")])) == ["/a/", "/c/"]
    assert [each.key for each in store.list_pages()] == ["/b/"]
    assert store.find("/a/") is None
    assert store.find("/b/").variants[""] == b"b"


def test_discard_leaves_no_file_behind(store):
    keep(store, "/a/b/c/", make_page(b"x" * 1000, "bai:1"))
    store.discard([Touch("bai:1")])
    assert list_files(store) == []
    assert not (store.root / "open" / "a").exists()


@pytest.mark.parametrize(
    ("low", "high", "moment", "is_met"),
    [
        (100.0, LATEST, 99.0, False),
        (100.0, LATEST, 100.0, True),
        (100.0, LATEST, 9e9, True),
        (1_577_836_800.0, 1_580_515_200.0, 1_579_000_000.0, True),
        (1_577_836_800.0, 1_580_515_200.0, 1_580_515_201.0, False),
        (0.0, 1_580_515_200.0, 1_579_000_000.0, True),
        (0.0, 1_580_515_200.0, -1.0, False),
    ],
)
def test_bounded_tag_is_met_by_what_lies_within(store, low, high, moment, is_met):
    page = make_page(b"a", *bound_tag("bai?muc=3~ngay", low, high))
    keep(store, "/a/", page)
    assert store.discard(touch_rows("bai?muc=3~ngay", moment)) == (["/a/"] if is_met else [])


def test_render_that_began_before_a_discard_never_lands_after_it(store):
    ticket = store.begin()
    store.discard([Touch("bai:1")])
    assert not store.put("/a/", make_page(b"a", "bai:1"), ticket)
    assert store.find("/a/") is None
    assert list_files(store) == []


def test_render_that_began_before_a_discard_of_something_else_lands(store):
    keep(store, "/", make_page(b"a", shapes=["bai?"]))
    ticket = store.begin()
    store.discard([Touch("bai:2"), *touch_rows("bai?muc=3~ngay", 50.0)])
    page = make_page(b"a", "bai:1", *bound_tag("bai?muc=3~ngay", 60.0, LATEST))
    assert store.put("/a/", page, ticket)


def test_render_that_began_before_a_discard_within_its_bounds_does_not_land(store):
    ticket = store.begin()
    store.discard(touch_rows("bai?muc=3~ngay", 70.0))
    page = make_page(b"a", *bound_tag("bai?muc=3~ngay", 60.0, LATEST))
    assert not store.put("/a/", page, ticket)


def test_render_that_began_after_a_discard_lands(store):
    store.discard([Touch("bai:1")])
    assert keep(store, "/a/", make_page(b"a", "bai:1"))


def test_render_that_began_before_a_clearing_does_not_land(store):
    ticket = store.begin()
    store.clear()
    assert not store.put("/a/", make_page(), ticket)


def test_page_of_a_new_kind_does_not_land_after_a_discard_that_knew_nothing_of_it(store):
    ticket = store.begin()
    store.discard([Touch("bai:1")], shapes=store.get_shapes())
    assert not store.put("/a/", make_page(b"a", "khac:1", shapes=["khac?loai"]), ticket)
    assert store.put("/a/", make_page(b"a", "khac:1", shapes=["khac?loai"]), store.begin())


def test_discard_is_worked_out_anew_when_a_page_of_a_new_kind_came_in(store):
    shapes = store.get_shapes()
    keep(store, "/a/", make_page(b"a", "khac?loai=1", shapes=["khac?loai"]))
    assert store.discard([Touch("bai:1")], shapes=shapes) is None
    assert store.discard([Touch("khac?loai=1")], shapes=store.get_shapes()) == ["/a/"]


def test_changed_page_bears_a_time_of_its_own_within_one_second(store):
    times = []
    for body in (b"mot", b"hai", b"mot"):
        keep(store, "/a/", make_page(body, "bai:1"))
        times.append(store.find("/a/").modified)
        store.discard([Touch("bai:1")])
    assert times == [1_800_000_000, 1_800_000_001, 1_800_000_002]


def test_page_rendered_alike_keeps_its_time(store, clock):
    keep(store, "/a/", make_page(b"a", "bai:1"))
    store.discard([Touch("bai:1")])
    clock.now += 30
    keep(store, "/a/", make_page(b"a", "bai:1"))
    assert store.find("/a/").modified == 1_800_000_000


def test_time_of_versions_is_remembered_over_a_clearing(store):
    keep(store, "/a/", make_page(b"mot"))
    store.clear()
    keep(store, "/a/", make_page(b"hai"))
    assert store.find("/a/").modified == 1_800_000_001


def test_page_is_over_at_its_moment(store, clock):
    keep(store, "/a/", make_page(b"a", fresh_until=clock.now + 60))
    keep(store, "/b/", make_page(b"b"))
    clock.now += 59
    assert store.find("/a/") is not None
    clock.now += 1
    assert store.find("/a/") is None
    assert store.expire() == ["/a/"]
    assert [each.key for each in store.list_pages()] == ["/b/"]


@pytest.mark.parametrize(
    "key",
    [
        *("", "tin/", "/../x", "/a/../b", "/a//b/", "/.an/", "/Đ/", "/a b/", "/a%00/", "/a+b/"),
        *("/" * 9, "/" + "a" * 500 + "/", "/a/.card"),
    ],
)
def test_odd_address_is_no_file(store, key):
    assert not keep(store, key)
    assert store.find(key) is None
    assert list_files(store) == []


def test_address_that_is_the_folder_of_another_does_no_harm(store):
    assert keep(store, "/a.xml", make_page(b"a", "bai:1"))
    assert not keep(store, "/a.xml/b.xml", make_page(b"b", "bai:1"))
    assert store.find("/a.xml").variants[""] == b"a"
    assert sorted(store.discard([Touch("bai:1")])) == ["/a.xml", "/a.xml/b.xml"]
    assert list_files(store) == []


def test_size_is_bounded_and_what_was_asked_for_last_stays(tmp_path, clock):
    store = Store(tmp_path, limit_bytes=20 * 8192, clock=clock)
    store.prepare("1")
    for number in range(19):
        keep(store, f"/{number}/", make_page(b"a"))
        clock.now += 10
    store.note_asking([str(store.root / locate("/0/", "open"))])
    for number in range(19, 30):
        keep(store, f"/{number}/", make_page(b"a"))
        clock.now += 10
    state = store.get_state()
    assert state.bytes <= state.limit_bytes
    kept = {each.key for each in store.list_pages()}
    assert {"/0/", "/29/", "/28/"} <= kept
    assert kept.isdisjoint({"/1/", "/2/", "/3/"})
    assert len(list((store.root / "open").resolve().rglob("+.html"))) == len(kept)


def test_another_edition_begins_anew(store):
    keep(store, "/a/")
    assert not store.prepare("1")
    assert store.find("/a/") is not None
    assert store.prepare("2")
    assert store.find("/a/") is None


def test_store_begins_anew_after_the_machine_was_down(store, monkeypatch):
    keep(store, "/a/")
    monkeypatch.setattr(store_module, "_read_boot", lambda: "another")
    assert store.prepare("1")
    assert list(store.list_pages()) == []


def test_tending_takes_away_what_a_clearing_left(store):
    keep(store, "/a/")
    old = store.root.resolve()
    store.clear()
    assert old.exists()
    store.tend()
    assert not old.exists()
    assert store.root.is_dir()


def test_ticket_older_than_the_store_remembers_does_not_land(store, monkeypatch):
    monkeypatch.setattr(store_module, "_REMEMBERED_TOUCHES", 3)
    ticket = store.begin()
    store.discard([Touch(f"bai:{number}") for number in range(5)])
    store.tend()
    assert not store.put("/a/", make_page(b"a", "bai:1"), ticket)
    assert keep(store, "/a/", make_page(b"a", "bai:1"))


def test_many_threads_leave_no_page_that_its_tag_does_not_find(store):
    """Readers put pages while writers discard: at the end one discard empties the store."""
    stop = threading.Event()
    torn = []

    def render(number):
        while not stop.is_set():
            body = f"{number}".encode() * 2000
            store.put("/a/", make_page(body, "bai:1"), store.begin())
            kept = store.find("/a/")
            if kept and len(set(kept.variants[""])) > len(str(number)):
                torn.append(kept)

    def change():
        for _ in range(60):
            store.discard([Touch("bai:1")])

    threads = [threading.Thread(target=render, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    changing = [threading.Thread(target=change) for _ in range(2)]
    for thread in changing:
        thread.start()
    for thread in changing:
        thread.join()
    stop.set()
    for thread in threads:
        thread.join()
    store.discard([Touch("bai:1")])
    assert torn == []
    assert list_files(store) == []


_LINES = """
import os, sys
from pathlib import Path
from congtin.pagestore.files import Page
from congtin.pagestore.store import Store
from congtin.pagestore.tags import Tag, Touch

folder, deed, stop_at = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store(Path(folder), limit_bytes=10**9, clock=lambda: 1_800_000_000.0)
page = Page(200, (("Content-Type", "text/html"),), b"new " * 500, frozenset({Tag("bai:1")}))
store.get_shapes()
ticket = store.begin()
count = 0

def trace(frame, event, argument):
    global count
    if "pagestore" not in frame.f_code.co_filename:
        return None
    if event == "line":
        count += 1
        if count == stop_at:
            os.kill(os.getpid(), 9)
    return trace

sys.settrace(trace)
if deed == "put":
    store.put("/a/", page, ticket)
elif deed == "discard":
    store.discard([Touch("bai:1")])
else:
    store.clear()
sys.settrace(None)
print(count)
"""


def run_killed(folder, deed, line):
    words = [sys.executable, "-c", _LINES, str(folder), deed, str(line)]
    return subprocess.run(words, capture_output=True, text=True, check=False, env=dict(os.environ))


@pytest.mark.parametrize("deed", ["put", "discard", "clear"])
def test_process_killed_at_any_line_leaves_the_old_page_the_new_one_or_none(tmp_path, clock, deed):
    whole = run_killed(make_store(tmp_path / "whole", clock).folder, deed, 0)
    lines = int(whole.stdout)
    assert lines > 20
    step = max(1, lines // 25)
    for line in range(1, lines + 1, step):
        store = make_store(tmp_path / str(line), clock)
        assert run_killed(store.folder, deed, line).returncode == -9
        kept = store.find("/a/")
        assert kept is None or kept.variants[""] in {b"old " * 500, b"new " * 500}
        # Whatever is there, a discard finds it; and the store goes on working.
        store.discard([Touch("bai:1")])
        assert store.find("/a/") is None
        assert list_files(store) == []
        assert keep(store, "/a/", make_page(b"newer", "bai:1"))
        assert store.find("/a/").variants[""] == b"newer"


def make_store(folder: Path, clock) -> Store:
    store = Store(folder, limit_bytes=10**9, clock=clock)
    store.prepare("1")
    keep(store, "/a/", make_page(b"old " * 500, "bai:1"))
    return store


def test_tags_can_be_listed_by_name_in_whatever_bucket(store):
    keep(store, "/a/", make_page(b"a", *bound_tag("bai?muc=3~ngay", 60.0, LATEST)))
    keep(store, "/b/", make_page(b"b", Tag("bai?muc=31~ngay")))
    assert [each.key for each in store.list_pages("bai?muc=3~ngay")] == ["/a/"]
