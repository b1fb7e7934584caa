#!/usr/bin/env python
"""Score the ranking of the search over the demonstration, question by question (docs/search.md).

Run it in a data folder that holds the demonstration: `CONGTIN_HOME=… scripts/score_search.py -v`.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.demonstration.relevance import is_meant, read_judged, score

_POOR = 0.8  # below it `-v` shows what stood where


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (the settings come first)

    django.setup()
    from congtin.search.queries import search  # noqa: PLC0415  (needs django.setup)
    from congtin.search.question import read_question  # noqa: PLC0415  (as above)

    scores = []
    for judged in read_judged():
        hits = [shown.hit for shown in search(read_question(judged.text)).shown]
        scores.append(score(judged, hits))
        print(f"{scores[-1]:.3f}  {judged.text}")
        if "-v" in sys.argv and scores[-1] < _POOR:
            for hit in hits:
                worth = max((w for t, w in judged.wanted.items() if is_meant(t, hit)), default="-")
                print(f"         {worth} {hit.kind} {hit.ref[:60]} {hit.title[:80]}")
    print(f"{sum(scores) / len(scores):.3f}  nDCG@10 of {len(scores)} questions")


if __name__ == "__main__":
    main()
