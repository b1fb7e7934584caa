"""How well the search ranks: questions of a person over the demonstration, and their score.

nDCG@10 (Järvelin and Kekäläinen 2002): the worth of each hit, the less the further down, against
the best order there could be. `scripts/score_search.py` shows each question.
"""

import math
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("relevance.txt")
_DEPTH = 10


@dataclass(frozen=True)
class Judged:
    """`wanted`: the worth of each result that somebody would want, by how it is told."""

    text: str
    wanted: dict[str, int]


def read_judged():
    questions = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            worth, told = line.strip().split(" ", 1)
            questions[-1].wanted[told] = int(worth)
        else:
            questions.append(Judged(line.strip(), {}))
    return questions


def score(judged, hits):
    left = dict(judged.wanted)
    gained = 0.0
    for place, hit in enumerate(hits[:_DEPTH]):
        told = next((told for told in left if is_meant(told, hit)), None)
        if told:
            gained += (2 ** left.pop(told) - 1) / math.log2(place + 2)
    best = sorted(judged.wanted.values(), reverse=True)[:_DEPTH]
    ideal = sum((2**worth - 1) / math.log2(place + 2) for place, worth in enumerate(best))
    return gained / ideal


def is_meant(told, hit):
    kind, _, what = told.partition(" ")
    if hit.kind != kind:
        return False
    if kind != "so-lieu":
        return hit.ref == what
    title, below = (part.strip() for part in what.split("|"))
    return hit.title.startswith(title) and hit.text.startswith(below)
