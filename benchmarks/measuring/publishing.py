"""How long after an editor publishes the public sees it: `python -m measuring.publishing PORT N`.

Works on the data folder of a running portal, as the newsroom's own process would: an article is
saved and published through Wagtail, then its address and its section are asked for until both show
it. Prints JSON: milliseconds for each, and the pages that each publication discarded.
"""

from __future__ import annotations

import json
import os
import sys
import time
from http.client import HTTPConnection
from typing import Any

_PATIENCE_S = 10


def main(port: int, number: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django

    django.setup()
    print(json.dumps([_publish_one(port, each) for each in range(number)]))


def _publish_one(port: int, number: int) -> dict[str, float]:
    from congtin.newsroom.models import ArticlePage, SectionPage

    section = SectionPage.objects.live().order_by("path").first()
    if section is None:
        raise SystemExit("the portal has no section")
    headline = f"Tin đo thời gian {time.time_ns()} số {number}"
    article = ArticlePage(title=headline, body=[("paragraph", "<p>Tin.</p>")], live=False)
    section.add_child(instance=article)
    _ask(port, section.get_url())
    before = _count_pages(port)
    begun = time.perf_counter()
    article.save_revision().publish()
    _wait_until_shown(port, article.get_url(), headline)
    _wait_until_shown(port, section.get_url(), headline)
    spent = time.perf_counter() - begun
    return {"ms": spent * 1000, "discarded": before - _count_pages(port) + 2}


def _wait_until_shown(port: int, path: str, headline: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while headline not in _ask(port, path):
        if time.monotonic() > until:
            raise SystemExit(f"{path} does not show the article")


def _ask(port: int, path: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    body = connection.getresponse().read().decode()
    connection.close()
    return body


def _count_pages(_: Any) -> int:
    from congtin.pagestore.stores import get_store

    return get_store().get_state().pages


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
