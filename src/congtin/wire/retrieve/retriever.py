"""One request from address to bytes: checked, polite, bounded; redirects are followed by hand,
so that each of them is checked like the first."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from congtin.wire.retrieve.connecting import CheckedNetwork, Deadline
from congtin.wire.retrieve.courtesy import Courtesy
from congtin.wire.retrieve.destinations import check_address
from congtin.wire.retrieve.errors import (
    AnswerFailed,
    AnswerTooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from congtin.wire.retrieve.limits import PAGE, Allowance
from congtin.wire.retrieve.robots import ROBOTS, Robots
from congtin.wire.retrieve.unpacking import ACCEPT_ENCODING, unpack

__all__ = ["Retrieved", "Retriever", "Validators"]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_RESTING = frozenset((429, 503))
_LONGEST_REST_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What the host gave with its last answer (RFC 9110, 8.8), to be asked with again."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """`address` is where the content was in the end, `moved_to` where it has gone for good ("" if
    it has not). `is_unchanged`: 304, and `content` is empty."""

    address: str
    content: bytes
    content_type: str
    validators: Validators
    is_unchanged: bool = False
    moved_to: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    content: bytes
    links: tuple[str, ...]


class Retriever:
    """`agent` is the User-Agent, with a contact in it. `allow_loopback` is for tests alone: it
    lets this machine be asked, on any port."""

    def __init__(
        self, *, agent: str, allow_loopback: bool = False, pause_seconds: float = 1.0
    ) -> None:
        self._agent = agent
        self._allow_loopback = allow_loopback
        self._courtesy = Courtesy(pause_seconds=pause_seconds)
        self._robots = Robots(agent=agent.partition("/")[0], read=self._read_robots)
        self._ssl_context = httpx.create_ssl_context(trust_env=False)

    def retrieve(
        self, address: str, *, allowance: Allowance = PAGE, known: Validators | None = None
    ) -> Retrieved:
        """Raises a RetrievalError for all that is not a success or "not modified"."""
        deadline = Deadline(allowance.total_seconds)
        url = check_address(address, allow_loopback=self._allow_loopback)
        moved_to, is_permanent = "", True
        for _ in range(allowance.most_redirects + 1):
            answer = self._ask(url, allowance, known or Validators(), deadline)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return self._finish(url, answer, moved_to)
            url = self._follow(url, answer.headers["location"])
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved_to = str(url) if is_permanent else moved_to
        raise TooManyRedirects(f"Địa chỉ chuyển hướng quá {allowance.most_redirects} lần.")

    def _ask(
        self, url: httpx.URL, allowance: Allowance, known: Validators, deadline: Deadline
    ) -> _Answer:
        pause_seconds = self._robots.check(url) if allowance.obeys_robots else 0.0
        self._courtesy.wait_for_turn(url.host, pause_seconds=pause_seconds)
        network = CheckedNetwork(deadline=deadline, allow_loopback=self._allow_loopback)
        with (
            _plain_errors(url.host),
            httpcore.ConnectionPool(
                ssl_context=self._ssl_context, network_backend=network, max_connections=1
            ) as pool,
            pool.stream(
                "GET",
                str(url),
                headers=self._make_headers(url, allowance, known),
                extensions={"timeout": dict.fromkeys(_WAITS, allowance.silent_seconds)},
            ) as response,
        ):
            headers = _read_headers(response.headers)
            content = b""
            if response.status == 200:
                _check_length(headers.get("content-length", ""), allowance.most_bytes)
                content = unpack(
                    response.iter_stream(),
                    coding=headers.get("content-encoding", ""),
                    most_bytes=allowance.most_bytes,
                )
        links = tuple(
            value.decode("latin-1") for name, value in response.headers if name.lower() == b"link"
        )
        return _Answer(response.status, headers, content, links)

    def _finish(self, url: httpx.URL, answer: _Answer, moved_to: str) -> Retrieved:
        if answer.status not in {200, 304}:
            raise self._make_failure(url, answer)
        return Retrieved(
            address=str(url),
            content=answer.content,
            content_type=answer.headers.get("content-type", ""),
            validators=Validators(
                answer.headers.get("etag", "")[:300], answer.headers.get("last-modified", "")[:60]
            ),
            is_unchanged=answer.status == 304,
            moved_to=moved_to,
            links=answer.links,
        )

    def _make_failure(self, url: httpx.URL, answer: _Answer) -> AnswerFailed:
        seconds = _read_retry_after(answer.headers.get("retry-after", ""))
        if answer.status in _RESTING:
            seconds = seconds or 60.0
            self._courtesy.let_rest(url.host, seconds=seconds)
        return AnswerFailed(
            f"Máy chủ {url.host} trả lời mã {answer.status}.",
            status=answer.status,
            retry_after_seconds=seconds,
        )

    def _follow(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            target = url.join(location)
        except (httpx.InvalidURL, ValueError):
            target = location  # type: ignore[assignment]  # check_address says what is wrong
        return check_address(target, allow_loopback=self._allow_loopback)

    def _make_headers(
        self, url: httpx.URL, allowance: Allowance, known: Validators
    ) -> list[tuple[str, str]]:
        headers = [
            ("Host", url.netloc.decode("ascii")),
            ("User-Agent", self._agent),
            ("Accept", allowance.accept),
            ("Accept-Encoding", ACCEPT_ENCODING),
            ("Accept-Language", "vi, *;q=0.5"),
            ("Connection", "close"),
        ]
        if known.etag:
            headers.append(("If-None-Match", known.etag))
        if known.last_modified:
            headers.append(("If-Modified-Since", known.last_modified))
        return headers

    def _read_robots(self, url: httpx.URL) -> bytes:
        return self.retrieve(str(url), allowance=ROBOTS).content


_WAITS = ("connect", "read", "write", "pool")


@contextmanager
def _plain_errors(host: str) -> Iterator[None]:
    """What the connection may raise, as the errors of this package."""
    try:
        yield
    except httpcore.TimeoutException as problem:
        raise TooSlow(f"Máy chủ {host} trả lời quá chậm.") from problem
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        OSError,
    ) as problem:
        raise Unreachable(f"Không kết nối được với {host}: {str(problem)[:200]}") from problem


def _read_headers(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Names in small letters; the first of several. Addresses may hold bare UTF-8."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        headers.setdefault(name.decode("latin-1").lower(), text)
    return headers


def _check_length(text: str, most_bytes: int) -> None:
    if text.isascii() and text.isdigit() and int(text) > most_bytes:
        raise AnswerTooLarge(f"Lớn hơn {most_bytes / 2**20:.0f} MB.")


def _read_retry_after(text: str) -> float | None:
    """Seconds, from a number of them or a date (RFC 9110, 10.2.3); at most a day."""
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text), _LONGEST_REST_SECONDS)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    seconds = (moment - dt.datetime.now(dt.UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_REST_SECONDS)
