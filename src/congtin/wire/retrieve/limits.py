"""How much is taken of each kind of thing, and for how long it is waited for."""

from dataclasses import dataclass

__all__ = ["FEED", "FILE", "PAGE", "PICTURE", "Allowance"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """`most_bytes` counts unpacked; `total_seconds` counts all redirects together."""

    accept: str
    most_bytes: int
    total_seconds: float = 30
    silent_seconds: float = 10
    most_redirects: int = 5
    obeys_robots: bool = True


FEED = Allowance(
    accept="application/atom+xml, application/rss+xml, application/feed+json, application/xml;"
    "q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
    most_bytes=12 * 2**20,
)
PAGE = Allowance(
    accept="text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
    most_bytes=4 * 2**20,
)
# A picture belongs to a page that was allowed; robots.txt seldom speaks of where pictures lie.
PICTURE = Allowance(
    accept="image/avif, image/webp, image/jpeg, image/png, image/gif;q=0.8",
    most_bytes=20 * 2**20,
    obeys_robots=False,
)
FILE = Allowance(accept="*/*", most_bytes=60 * 2**20, total_seconds=120, obeys_robots=False)
