import dataclasses
import gzip
import socket
import time
import zlib

import pytest

from congtin.wire.retrieve import (
    FEED,
    PAGE,
    AddressRefused,
    AnswerFailed,
    AnswerTooLarge,
    AnswerUnreadable,
    HostResting,
    Retriever,
    RobotsRefused,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    Validators,
)

SMALL = dataclasses.replace(PAGE, most_bytes=1000)
HASTY = dataclasses.replace(PAGE, total_seconds=0.6, silent_seconds=0.3)


def test_page_comes_with_its_validators(outlet, retriever):
    address = outlet.put("/tin", "Chào", etag='"a1"', last_modified="Sat, 19 Dec 2020 08:00:00 GMT")
    answer = retriever.retrieve(address)
    assert answer.content == "Chào".encode()
    assert answer.address == address
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.validators == Validators('"a1"', "Sat, 19 Dec 2020 08:00:00 GMT")
    assert answer.moved_to == ""


def test_unchanged_page_is_told_by_304(outlet, retriever):
    address = outlet.put("/tin", "Chào", etag='"a1"')
    answer = retriever.retrieve(address, known=Validators('"a1"', "Sat, 19 Dec 2020 08:00:00 GMT"))
    assert (answer.is_unchanged, answer.content) == (True, b"")
    asked = outlet.requests[-1][1]
    assert asked["If-Modified-Since"] == "Sat, 19 Dec 2020 08:00:00 GMT"


def test_requests_name_the_portal_and_carry_nothing_else(outlet, retriever):
    retriever.retrieve(outlet.put("/tin", set_cookie="a=1"))
    retriever.retrieve(outlet.address + "/tin")
    path, headers = outlet.requests[-1]
    assert path == "/tin"
    assert headers["User-Agent"] == "CongTin/test (+http://testserver)"
    assert {"Cookie", "Authorization", "Referer"}.isdisjoint(headers)


def test_proxy_of_the_environment_is_not_used(outlet, retriever, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert retriever.retrieve(outlet.put("/tin", "Chào")).content == "Chào".encode()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed(outlet, retriever, status):
    outlet.put("/moi", "Chào")
    answer = retriever.retrieve(outlet.put("/cu", status=status, location="/moi"))
    assert answer.address == outlet.address + "/moi"
    assert answer.moved_to == (answer.address if status in {301, 308} else "")


def test_redirect_with_bare_vietnamese_letters_is_followed(outlet, retriever):
    outlet.put("/tin-t%E1%BB%A9c", "Chào")
    outlet.put_deed("/cu", _answer_raw(b"302 Found", "Location: /tin-tức\r\n".encode()))
    assert retriever.retrieve(outlet.address + "/cu").content == "Chào".encode()


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "file:///etc/passwd",
        "http://[fe80::1]/",
        "//192.168.0.1/",
    ],
)
def test_redirect_inward_is_refused(outlet, retriever, target):
    with pytest.raises(AddressRefused):
        retriever.retrieve(outlet.put("/tin", status=302, location=target))


def test_endless_redirect_ends(outlet, retriever):
    with pytest.raises(TooManyRedirects):
        retriever.retrieve(outlet.put("/vong", status=302, location="/vong"))
    assert outlet.count("/vong") == 6


def test_this_machine_is_not_asked_without_leave(outlet):
    with pytest.raises(AddressRefused):
        Retriever(agent="CongTin/1").retrieve(outlet.put("/tin"))
    assert outlet.requests == []


def test_name_that_comes_to_mean_this_machine_is_refused(outlet, monkeypatch):
    """DNS rebinding: it was public when the source was set up."""
    port = int(outlet.address.rpartition(":")[2])
    near = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [near])
    strict = Retriever(agent="CongTin/1", pause_seconds=0)
    with pytest.raises(AddressRefused):
        strict.retrieve("http://doi-dia-chi.example/", allowance=_without_robots(PAGE))
    assert outlet.requests == []


def test_connection_goes_to_the_address_that_was_checked(outlet, retriever, monkeypatch):
    """The name is looked up once; the second answer of the name server is never asked for."""
    port = int(outlet.address.rpartition(":")[2])
    outlet.put("/tin", "Chào")
    asked = []
    real = socket.getaddrinfo

    def look_up(host, *rest, **more):
        if host != "bao.example":
            return real(host, *rest, **more)
        asked.append(host)
        number = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    answer = retriever.retrieve(f"http://bao.example:{port}/tin", allowance=_without_robots(PAGE))
    assert answer.content == "Chào".encode()
    assert asked == ["bao.example"]
    assert outlet.requests[-1][1]["Host"] == f"bao.example:{port}"


def test_page_beyond_the_limit_is_refused_by_its_length(outlet, retriever):
    with pytest.raises(AnswerTooLarge):
        retriever.retrieve(outlet.put("/tin", b"a" * 1001), allowance=SMALL)


def test_page_that_hides_its_length_is_stopped_at_the_limit(outlet, retriever):
    outlet.put_deed("/tin", _answer_raw(b"200 OK", b"Connection: close\r\n", b"a" * 5000))
    with pytest.raises(AnswerTooLarge):
        retriever.retrieve(outlet.address + "/tin", allowance=SMALL)


def test_gzip_bomb_is_stopped_at_the_limit(outlet, retriever):
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 60_000
    address = outlet.put("/tin", bomb, content_encoding="gzip")
    with pytest.raises(AnswerTooLarge):
        retriever.retrieve(address)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda content: zlib.compress(content, wbits=-15)),
        ("identity", bytes),
    ],
)
def test_packed_page_is_unpacked(outlet, retriever, coding, pack):
    text = "Cổng tin ".encode() * 100
    address = outlet.put("/tin", pack(text), content_encoding=coding)
    assert retriever.retrieve(address).content == text


@pytest.mark.parametrize(
    ("coding", "content"),
    [
        ("gzip", b"not packed"),
        ("gzip", gzip.compress(b"cut" * 999, mtime=0)[:-9]),
        ("br", b"\x0b\x02"),
    ],
)
def test_packing_that_is_damaged_or_unknown_is_refused(outlet, retriever, coding, content):
    with pytest.raises(AnswerUnreadable):
        retriever.retrieve(outlet.put("/tin", content, content_encoding=coding))


def test_slow_drip_of_the_body_meets_the_deadline(outlet, retriever):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.drip(b"a" * 1000, pause_seconds=0.05)

    _expect_slow(retriever, outlet.put_deed("/tin", drip))


def test_slow_drip_of_the_head_meets_the_deadline(outlet, retriever):
    def drip(handler):
        handler.drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1000, pause_seconds=0.05)

    _expect_slow(retriever, outlet.put_deed("/tin", drip))


def test_silence_ends_early(outlet, retriever):
    _expect_slow(retriever, outlet.put_deed("/tin", lambda handler: time.sleep(1)))


@pytest.mark.parametrize("kind", ["reset", "cut", "nonsense"])
def test_broken_connection_is_unreachable(outlet, retriever, kind):
    deeds = {
        "reset": lambda handler: handler.reset(),
        "cut": _answer_raw(b"200 OK", b"Content-Length: 900\r\n", b"only this"),
        "nonsense": lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n"),
    }

    def deed(handler):
        handler.close_connection = True
        deeds[kind](handler)

    with pytest.raises(Unreachable):
        retriever.retrieve(outlet.put_deed("/tin", deed))


def test_closed_port_is_unreachable(retriever):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/"
        with pytest.raises(Unreachable):
            retriever.retrieve(address, allowance=_without_robots(PAGE))


def test_server_error_then_success(outlet, retriever):
    address = outlet.put("/tin", status=500)
    outlet.put("/tin", "Chào")
    with pytest.raises(AnswerFailed) as failure:
        retriever.retrieve(address)
    assert failure.value.status == 500
    assert retriever.retrieve(address).content == "Chào".encode()


@pytest.mark.parametrize("status", [429, 503])
def test_host_that_asks_for_rest_is_left_alone(outlet, retriever, status):
    address = outlet.put("/tin", status=status, retry_after="120")
    with pytest.raises(AnswerFailed) as failure:
        retriever.retrieve(address)
    assert failure.value.retry_after_seconds == 120
    with pytest.raises(HostResting) as resting:
        retriever.retrieve(address)
    assert 100 < resting.value.retry_after_seconds <= 120
    assert outlet.count("/tin") == 1


def test_rest_until_a_date_is_understood(outlet, retriever):
    address = outlet.put("/tin", status=404, retry_after="Sat, 19 Dec 2020 08:00:00 GMT")
    with pytest.raises(AnswerFailed) as failure:
        retriever.retrieve(address)
    assert failure.value.retry_after_seconds == 0


def test_robots_keep_us_out(outlet, retriever):
    outlet.put("/robots.txt", "User-agent: *\nDisallow: /rieng/*.html$\n", kind="text/plain")
    outlet.put("/rieng/a.html")
    with pytest.raises(RobotsRefused):
        retriever.retrieve(outlet.address + "/rieng/a.html")
    assert retriever.retrieve(outlet.put("/rieng/a.htm")).content == b""
    assert outlet.count("/robots.txt") == 1


def test_robots_may_name_us(outlet, retriever):
    outlet.put(
        "/robots.txt",
        "User-agent: CongTin\nDisallow:\n\nUser-agent: *\nDisallow: /\n",
        kind="text/plain",
    )
    assert retriever.retrieve(outlet.put("/tin", "Chào")).content == "Chào".encode()


@pytest.mark.parametrize(("status", "is_open"), [(404, True), (403, True), (500, False)])
def test_robots_that_cannot_be_had(outlet, retriever, status, is_open):
    outlet.put("/robots.txt", status=status)
    address = outlet.put("/tin", "Chào")
    if is_open:
        assert retriever.retrieve(address).content == "Chào".encode()
    else:
        with pytest.raises(RobotsRefused):
            retriever.retrieve(address)


def test_links_of_the_answer_are_kept(outlet, retriever):
    address = outlet.put("/rss", "<rss/>", link='<https://hub.example/>; rel="hub"')
    assert retriever.retrieve(address, allowance=FEED).links == (
        '<https://hub.example/>; rel="hub"',
    )


def _expect_slow(retriever, address):
    begun = time.monotonic()
    with pytest.raises(TooSlow):
        retriever.retrieve(address, allowance=_without_robots(HASTY))
    assert time.monotonic() - begun < 2


def _without_robots(allowance):
    return dataclasses.replace(allowance, obeys_robots=False)


def _answer_raw(status, headers, content=b""):
    def answer(handler):
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 " + status + b"\r\n" + headers + b"\r\n" + content)

    return answer
