"""Compare what was moved in with what had to come, field by field.

    CONGTIN_HOME=… python scripts/compare_moved.py FOLDER/expected.jsonl wordpress

after `congtin import` of the old portal that scripts/make_old_portal.py made (wordpress or
nukeviet). Prints how often each field is right, and the first that are not.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

_SHOWN = 10


def main(argv: Sequence[str]) -> int:
    """0 where every field of every article is right."""
    path, portal = Path(argv[0]), argv[1]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for a wrong command line)

    django.setup()
    right, wrong = compare(path, portal)
    for field in sorted(right | wrong):
        print(f"{field:14} {right[field]:8} right {wrong[field]:6} wrong")
    return 1 if wrong else 0


def compare(path: Path, portal: str) -> tuple[Counter[str], Counter[str]]:
    """How often each field was right and wrong. Django must be set up."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            expected = json.loads(line)
            for field, wanted, found in check(expected, portal):
                (right if wanted == found else wrong)[field] += 1
                if wanted != found and wrong.total() <= _SHOWN:
                    print(f"{expected['number']} {field}: {wanted!r} != {found!r}", file=sys.stderr)
    return right, wrong


def check(expected: dict[str, Any], portal: str) -> Iterator[tuple[str, Any, Any]]:
    """Field, what is wanted, what is there."""
    from congtin.vietnamese.folding import to_nfc  # noqa: PLC0415  (needs django.setup)

    article = find_article(expected[portal])
    yield "old address", True, article is not None
    if article is None:
        return
    for field in ("headline", "standfirst", "slug"):
        found = article.title if field == "headline" else getattr(article, field)
        yield field, to_nfc(expected[field]), found
    yield "published_at", expected["published_at"], _to_local(article.published_at)
    yield "section", expected["section"], article.section.title
    yield "parent", article.section_id, article.get_parent().pk
    yield "author", expected["author"], article.get_byline()
    yield "outlet", expected["outlet"], article.source.name if article.source else ""
    yield "original", expected["original"], article.original_address
    yield from check_body(expected, article)


def check_body(expected: dict[str, Any], article: Any) -> Iterator[tuple[str, Any, Any]]:
    from congtin.newsroom.prose import split_paragraphs  # noqa: PLC0415  (needs django.setup)

    blocks = list(article.body)
    text = [
        line
        for block in blocks
        if block.block_type == "paragraph"
        for line in split_paragraphs(block.value.source)
    ]
    more = ["Xem thêm: tin liên quan."] if expected["linked"] else []
    yield "paragraphs", [*expected["paragraphs"], *more], text
    pictures = [block.value for block in blocks if block.block_type == "picture"]
    yield "pictures", 1, len(pictures)
    for picture in pictures:
        yield "picture", expected["picture"], picture["image"].file.name.rpartition("/")[2]
        yield "caption", expected["caption"], picture["caption"]
        yield "credit", expected["credit"], picture["credit"]
        yield "lead", picture["image"].pk, article.lead_image_id
    headings = [block.value for block in blocks if block.block_type == "heading"]
    yield (
        "quote",
        expected["quote"],
        _first(b.value["text"] for b in blocks if b.block_type == "quote"),
    )
    if headings or expected["number"] % 2:
        yield "heading", expected["heading"], _first(headings)
    files = [block.value.filename for block in blocks if block.block_type == "attachment"]
    yield "file", expected["file"], _first(files)
    if expected["linked"]:
        links = [b.value.source for b in blocks if b.block_type == "paragraph"]
        yield "link inside", True, any('linktype="page"' in link for link in links)


def find_article(address: str) -> Any:
    """The article to which its old address leads."""
    from congtin.newsroom.models import ArticlePage  # noqa: PLC0415  (needs django.setup)
    from congtin.wire.moving.addresses import read_place  # noqa: PLC0415  (as above)
    from congtin.wire.moving.models import OldAddress  # noqa: PLC0415  (as above)

    place = read_place(address)
    if place is None:
        return None
    row = OldAddress.objects.filter(host=place.host, path=place.path).first()
    return ArticlePage.objects.filter(pk=row.article_id).first() if row else None


def _to_local(moment: Any) -> str:
    from django.utils import timezone  # noqa: PLC0415  (needs django.setup)

    return timezone.localtime(moment).isoformat()


def _first(values: Any) -> Any:
    return next(iter(values), "")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
