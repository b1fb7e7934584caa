"""CPU of the review screen with many open proposals, against an empty page in the same run.

    .venv/bin/python benchmarks/review_screen.py 50000

Makes its own data folder and throws it away.
"""

import os
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

_ROUNDS = 9


def main(open_proposals: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONGTIN_HOME"] = folder
        os.environ["CONGTIN_BASE_URL"] = "http://testserver"
        from congtin.config.setting_up import set_up

        set_up(with_demonstration=False, say=lambda _: None)
        client = _fill(open_proposals)
        empty = _measure(client, "/toa-soan/account/")
        for path in ("/toa-soan/so-lieu/", "/toa-soan/so-lieu/?p=1000", "/toa-soan/"):
            taken = _measure(client, path)
            print(f"{path:32} {taken * 1000:7.1f} ms CPU   {taken / empty:5.2f} × empty page")
        print(f"{'/toa-soan/account/ (empty page)':32} {empty * 1000:7.1f} ms CPU")


def _fill(number: int):
    from django.test import Client

    from congtin.accounts.models import User
    from congtin.ledger.models import Indicator, Proposal
    from congtin.newsroom.actions import make_section
    from congtin.newsroom.models import ArticlePage, HomePage
    from congtin.places.models import Unit

    unit = Unit.objects.create(slug="phuong-a", name="Phường A", level="commune")
    section = make_section(home=HomePage.objects.get(), slug="tin", title="Tin", description="")
    articles = [ArticlePage(title=f"Bài {place}", slug=f"bai-{place}") for place in range(200)]
    for article in articles:
        section.add_child(instance=article)
    indicators = list(Indicator.objects.all())
    Proposal.objects.bulk_create(
        (
            Proposal(
                article=articles[place // 25 % len(articles)],
                name="thu ngân sách",
                quotation=f"Phường thu {place} tỷ đồng.",
                surface=str(place),
                offset=11,
                start=place,
                end=place + 3,
                comparator="eq",
                value=Decimal(place),
                measure="tỷ đồng",
                kind="result",
                period="2025",
                unit=unit,
                indicator=indicators[place % len(indicators)],
            )
            for place in range(number)
        ),
        batch_size=2000,
    )
    user = User.objects.create_superuser("do", password=None)
    client = Client()
    client.force_login(user)
    return client


def _measure(client, path: str) -> float:
    """The median of several rounds, after one that fills the caches."""
    assert client.get(path).status_code == 200, path
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        client.get(path)
        rounds.append(time.process_time() - begun)
    return sorted(rounds)[_ROUNDS // 2]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
