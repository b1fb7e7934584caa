"""What a visitor gets: hits before the application, HTTP's rules, and what is never kept."""

import gzip
import threading
import time

import brotli
import pytest
from tests.pagestore.conftest import ask, make_front, make_page

from congtin.pagestore.front import Rendered
from congtin.pagestore.store import Store
from congtin.pagestore.tags import Touch

BODY = b"<p>Tin cua quan</p>" * 50


class Application:
    """Stands for Django: counts what reaches it and what it renders."""

    def __init__(self, page=None, *, seconds=0.0):
        self.page = page or make_page(BODY, "bai:1", headers=[("X-Frame-Options", "SAMEORIGIN")])
        self.passed, self.rendered, self.environs = 0, 0, []
        self.seconds = seconds
        self.changing = threading.Lock()

    def __call__(self, environ, start_response):
        self.passed += 1
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"passed on"]

    def render(self, environ):
        with self.changing:
            self.rendered += 1
            self.environs.append(environ)
        time.sleep(self.seconds)
        if self.page is None:
            return Rendered("404 Not Found", [("Content-Type", "text/html")], b"none", None)
        headers = [*self.page.headers, ("Content-Length", str(len(self.page.body)))]
        return Rendered("200 OK", headers, self.page.body, self.page)


@pytest.fixture
def application():
    return Application()


@pytest.fixture
def front(store, application):
    return make_front(store, application=application, render=application.render)


def test_page_is_rendered_once_and_then_given_from_the_store(front, application):
    assert [ask(front, "/tin/").body for _ in range(3)] == [BODY] * 3
    assert (application.rendered, application.passed) == (1, 0)


def test_head_has_the_headers_of_get_and_no_body(front):
    whole, head = ask(front, "/tin/"), ask(front, "/tin/", "HEAD")
    assert head.headers == whole.headers
    assert (head.status, head.body) == (200, b"")


def test_head_of_a_cold_page_keeps_the_whole_page(front, application):
    assert ask(front, "/tin/", "HEAD").body == b""
    assert ask(front, "/tin/").body == BODY
    assert application.rendered == 1


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("", None, bytes),
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0.1, gzip;q=0.9", "gzip", gzip.decompress),
        ("br;q=0, *", "gzip", gzip.decompress),
        ("zstd", None, bytes),
        ("gzip;q=x", None, bytes),
    ],
)
def test_coding_is_that_which_the_visitor_takes(front, accepted, coding, unpack):
    answer = ask(front, "/tin/", Accept_Encoding=accepted)
    assert answer.headers.get("content-encoding") == coding
    assert unpack(answer.body) == BODY
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Encoding"


def test_every_variant_has_a_strong_validator_of_its_own(front):
    tags = {ask(front, "/tin/", Accept_Encoding=coding).headers["etag"] for coding in ("", "gzip")}
    assert len(tags) == 2
    assert all(tag.startswith('"') for tag in tags)


def test_visitor_who_has_the_page_gets_304(front):
    first = ask(front, "/tin/")
    again = ask(front, "/tin/", If_None_Match=f'"x", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    kept = ("etag", "last-modified", "cache-control", "vary")
    assert again.headers == {name: first.headers[name] for name in kept}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"If_None_Match": '"other"'}, 200),
        ({"If_None_Match": "*"}, 304),
        ({"If_Modified_Since": "Fri, 15 Jan 2027 08:00:00 GMT"}, 304),
        ({"If_Modified_Since": "Fri, 15 Jan 2027 07:59:59 GMT"}, 200),
        ({"If_Modified_Since": "some time ago"}, 200),
        # RFC 9110, 13.2.2: the second condition counts only without the first.
        ({"If_None_Match": '"x"', "If_Modified_Since": "Fri, 15 Jan 2027 08:00:00 GMT"}, 200),
    ],
)
def test_conditions(front, fields, status):
    ask(front, "/tin/")
    assert ask(front, "/tin/", **fields).status == status


def test_browsers_ask_again_each_time_and_shared_caches_may_keep(front):
    assert ask(front, "/tin/").headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_changed_page_is_never_304_to_who_has_the_old_one(front, store, application):
    first = ask(front, "/tin/")
    store.discard([Touch("bai:1")])
    application.page = make_page(BODY.replace(b"quan", b"xa__"), "bai:1")
    fields = {
        "If_None_Match": first.headers["etag"],
        "If_Modified_Since": first.headers["last-modified"],
    }
    assert ask(front, "/tin/", **fields).status == 200
    by_date = ask(front, "/tin/", If_Modified_Since=first.headers["last-modified"])
    assert by_date.status == 200


def test_discard_by_another_process_is_seen_at_the_next_hit(front, store, application, tmp_path):
    ask(front, "/tin/")
    application.page = make_page(b"new", "bai:1")
    Store(store.folder, limit_bytes=10**9).discard([Touch("bai:1")])
    assert ask(front, "/tin/").body == b"new"


def test_page_in_memory_ends_with_its_time(front, application, clock):
    application.page = make_page(b"today", fresh_until=clock.now + 60)
    assert ask(front, "/tin/").body == b"today"
    application.page = make_page(b"tomorrow")
    clock.now += 59
    assert ask(front, "/tin/").body == b"today"
    clock.now += 1
    assert ask(front, "/tin/").body == b"tomorrow"


@pytest.mark.parametrize(
    ("path", "method", "fields"),
    [
        ("/tin/", "POST", {}),
        ("/tin/", "OPTIONS", {}),
        ("/tin/", "GET", {"Cookie": "csrftoken=a; sessionid=b"}),
        ("/tin/", "GET", {"Authorization": "Basic eDp5"}),
        ("/tin/", "GET", {"Host": "evil.example"}),
        ("/toa-soan/", "GET", {}),
        ("/tai-lieu/1/x.pdf", "GET", {}),
        ("/a//b/", "GET", {}),
        ("/../etc/passwd", "GET", {}),
    ],
)
def test_what_is_no_page_for_everybody_goes_to_the_application(
    front, application, path, method, fields
):
    ask(front, "/tin/")
    assert ask(front, path, method, **fields).body == b"passed on"
    assert (application.passed, application.rendered) == (1, 1)


def test_page_is_rendered_for_nobody_in_particular(front, application):
    ask(front, "/tin/", Cookie="csrftoken=x", Accept_Language="en", X_Forwarded_Host="evil.example")
    [environ] = application.environs
    sent = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
    assert sent == {"HTTP_HOST": "testserver", "HTTP_X_FORWARDED_PROTO": "http"}


def test_parameters_that_the_page_is_not_made_by_are_left_aside(front, application, store):
    ask(front, "/tin/")
    for number in range(50):
        assert ask(front, f"/tin/?fbclid={number}&utm_source=zalo").body == BODY
    assert application.rendered == 1
    assert [page.key for page in store.list_pages()] == ["/tin/"]


def test_parameters_that_the_page_is_made_by_go_to_the_application(front, application, store):
    application.page = make_page(BODY, reads=("nam", "don-vi"))
    ask(front, "/chi-tieu/")
    assert ask(front, "/chi-tieu/?nam=2021").body == b"passed on"
    assert ask(front, "/chi-tieu/?utm_source=zalo&nam=2021").body == b"passed on"
    assert ask(front, "/chi-tieu/?utm_source=zalo").body == BODY
    assert [page.key for page in store.list_pages()] == ["/chi-tieu/"]


def test_page_of_which_it_is_not_known_is_kept_without_parameters_only(front, application):
    application.page = make_page(BODY, reads=None)
    ask(front, "/api/v1/units")
    assert ask(front, "/api/v1/units?sau=x").body == b"passed on"


def test_what_may_not_be_kept_is_answered_and_leaves_no_file(front, application, store):
    application.page = None
    for number in range(20):
        assert ask(front, f"/khong-co-{number}/").status == 404
    assert list(store.list_pages()) == []
    assert [file for file in store.root.resolve().rglob("*") if file.is_file()] == []


def test_page_changed_while_it_was_rendered_is_given_and_not_kept(front, store, application):
    render = application.render

    def render_slowly(environ):
        found = render(environ)
        store.discard([Touch("bai:1")])
        return found

    front = make_front(store, application=application, render=render_slowly)
    answer = ask(front, "/tin/")
    assert (answer.body, answer.headers["cache-control"]) == (BODY, "no-cache")
    assert list(store.list_pages()) == []


def test_full_disk_does_not_keep_the_page_from_its_visitor(front, store, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "put", refuse)
    assert ask(front, "/tin/").body == BODY


def test_two_hundred_visitors_of_a_cold_page_cause_one_render(store):
    application = Application(seconds=0.3)
    fronts = [
        make_front(store, application=application, render=application.render) for _ in range(4)
    ]
    bodies = []
    start = threading.Barrier(200)

    def visit(number):
        start.wait()
        bodies.append(ask(fronts[number % 4], "/tin/").body)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bodies == [BODY] * 200
    assert application.rendered == 1


def test_visitors_of_one_cold_page_do_not_wait_for_another(store):
    slow, fast = Application(seconds=1.5), Application()
    thread = threading.Thread(
        target=lambda: ask(make_front(store, application=slow, render=slow.render), "/cham/")
    )
    thread.start()
    while not slow.rendered:
        time.sleep(0.01)
    begun = time.monotonic()
    ask(make_front(store, application=fast, render=fast.render), "/nhanh/")
    assert time.monotonic() - begun < 1.0
    thread.join()
