"""Score the figure reader against an annotated corpus.

A predicted figure is right when its place overlaps the annotated one and its value and unit agree
after magnitudes are multiplied out. Names are compared as bags of syllables, changes and shares
item by item. Run it as `python scripts/score_figures.py tests/corpus/develop [--verbose]`; with
`--predictions FILE` it scores a JSON file of `congtin figures` instead of reading the texts.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from congtin.figures import read, to_dict

Entry = dict[str, Any]

_SIZES = {
    "nghìn": 1e3,
    "ngàn": 1e3,
    "triệu": 1e6,
    "tỷ": 1e9,
    "tỉ": 1e9,
    "trăm": 1e2,
    "vạn": 1e4,
    "chục": 1e1,
}
_ONE_NAME = {
    "đ": "đồng",
    "vnđ": "đồng",
    "vnd": "đồng",
    "đô la mỹ": "usd",
    "đô la": "usd",
    "$": "usd",
    "m²": "m2",
    "km²": "km2",
    "héc ta": "ha",
    "hecta": "ha",
    "héc-ta": "ha",
    "phần trăm": "%",
    "%0": "‰",
    "0/00": "‰",
    "phần nghìn": "‰",
    "ki-lô-mét": "km",
    "cây số": "km",
    "điểm phần trăm": "điểm %",
    "điểm%": "điểm %",
    "đ/kg": "đồng/kg",
    "kilôgam": "kg",
    "tr.đ": "triệu đồng",
    "trđ": "triệu đồng",
    "hợp tác xã": "htx",
}
_MEASURES = frozenset(
    (
        "đồng",
        "usd",
        "%",
        "‰",
        "điểm %",
        "điểm",
        "ha",
        "m2",
        "km2",
        "km",
        "m",
        "tấn",
        "tạ",
        "kg",
        "teu",
        "lần",
        "tuổi",
        "lít",
        "mw",
        "kwh",
    )
)
_KINDS = {"kế hoạch": "target", "plan": "target", "actual": "result", "ước": "estimate"}
_NAME_MATCHES = 0.6
_BASE_MATCHES = 0.5


@dataclass
class Score:
    """Counts of one run; ratios are taken when it is printed."""

    counts: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    names: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def main(argv: Sequence[str]) -> int:
    """Print the scores of a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder of documents, or one file of them")
    parser.add_argument("--predictions", type=Path, help="JSON by document instead of reading now")
    parser.add_argument("--verbose", action="store_true", help="recall by pattern, and the misses")
    options = parser.parse_args(argv)
    predictions = (
        json.loads(options.predictions.read_text("utf-8")) if options.predictions else None
    )
    score = Score()
    for document in load_documents(options.corpus):
        if predictions is None:
            predicted = [to_dict(figure) for figure in read(document["text"])]
        else:
            predicted = predictions.get(document["doc_id"], [])
        score_document(score, document, predicted)
    print_score(score, verbose=options.verbose)
    return 0


def load_documents(path: Path) -> Iterator[Entry]:
    """Give the annotated documents of a folder or a file."""
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        content = json.loads(file.read_text("utf-8"))
        yield from content.get("docs", [content])


def score_document(score: Score, document: Entry, predicted: list[Entry]) -> None:
    """Add one document to the counts."""
    annotated, text = document["figures"], document["text"]
    pairs = _pair(annotated, predicted)
    partner = {index: (other, level) for index, other, level in pairs}
    optional = {other for index, other, _ in pairs if annotated[index].get("optional")}
    for index, figure in enumerate(annotated):
        if figure.get("optional"):
            continue
        other, level = partner.get(index, (None, 0))
        _count_place(score, figure, level, text)
        if other is None or level < 3:
            _note(score, ("missed", "wrong value", "wrong unit")[level], document, figure)
        else:
            _compare(score, document, figure, predicted[other])
    matched = {other for _, other, _ in pairs}
    for place, entry in enumerate(predicted):
        if place in optional:
            continue
        score.counts["predicted"] += 1
        score.counts["negative"] += bool(document.get("negative"))
        if place not in matched:
            _note(score, "false alarm", document, entry)
    score.counts["documents"] += 1


def print_score(score: Score, *, verbose: bool) -> None:
    """Print precision, recall and F1 of the levels, then the accuracies of matched figures."""
    counts = score.counts
    print(
        f"documents {counts['documents']}, figures {counts['annotated']},"
        f" predicted {counts['predicted']}"
    )
    for label, key in (
        ("place", "place"),
        ("place, value", "value"),
        ("FIGURE", "figure"),
        ("figure, name", "name"),
        ("complete", "complete"),
    ):
        _print_f1(label, counts[key], counts["predicted"], counts["annotated"])
    matched = counts["matched"]
    for label, key, size in (
        ("name", "name", matched),
        ("kind", "kind", matched),
        ("form", "form", matched),
        ("comparator", "comparator", matched),
        ("period, where stated", "period", counts["period_of"]),
        ("no period, where none", "no_period", counts["no_period_of"]),
        ("changes exact", "change_exact", matched),
        ("shares exact", "share_of_exact", matched),
        ("total", "total", counts["total_of"]),
        ("parent", "parent", counts["parent_of"]),
        ("scope", "scope", counts["scope_of"]),
    ):
        print(f"  {label:24s} {_ratio(counts[key], size):.3f}  (n={size})")
    for kind in ("change", "share_of"):
        _print_f1(
            f"{kind} items",
            counts[f"{kind}_right"],
            counts[f"{kind}_predicted"],
            counts[f"{kind}_annotated"],
        )
    print(f"false alarms in documents without figures: {counts['negative']}")
    if verbose:
        print("\nrecall by pattern:")
        for pattern, size in score.total.most_common():
            print(
                f"  {pattern:16s} {_ratio(score.found[pattern], size):.3f}"
                f"  ({score.found[pattern]}/{size})"
            )
        print("\nmisses:")
        for miss in score.misses:
            print(f"  {miss}")


def _count_place(score: Score, figure: Entry, level: int, text: str) -> None:
    score.counts["annotated"] += 1
    for reached, key in ((1, "place"), (2, "value"), (3, "figure")):
        score.counts[key] += level >= reached
    for pattern in _patterns(figure, text):
        score.total[pattern] += 1
        score.found[pattern] += level >= 3


def _compare(score: Score, document: Entry, figure: Entry, entry: Entry) -> None:
    counts = score.counts
    counts["matched"] += 1
    likeness = _likeness(figure["name"], entry.get("name"))
    score.names.append(likeness)
    right = {
        "name": likeness >= _NAME_MATCHES,
        "kind": _kind(figure) == _kind(entry),
        "comparator": (figure.get("comparator") or "eq") == (entry.get("comparator") or "eq"),
        "period": _compare_period(counts, figure, entry),
        "change": _compare_items(counts, figure, entry, "change"),
        "share_of": _compare_items(counts, figure, entry, "share_of"),
    }
    for key in ("name", "kind", "comparator"):
        counts[key] += right[key]
    counts["form"] += (figure.get("form") or "level") == (entry.get("form") or "level")
    counts["complete"] += all(right.values())
    _compare_rest(counts, figure, entry)
    wrong = [key for key, good in right.items() if not good]
    if wrong:
        _note(score, "wrong " + ", ".join(wrong), document, figure)


def _compare_period(counts: Counter[str], figure: Entry, entry: Entry) -> bool:
    if figure.get("period") is None:
        counts["no_period_of"] += 1
        counts["no_period"] += not entry.get("period")
        return True
    same = _same_period(_period(figure["period"]), _period(entry.get("period")))
    counts["period_of"] += 1
    counts["period"] += same
    return same


def _compare_items(counts: Counter[str], figure: Entry, entry: Entry, key: str) -> bool:
    annotated, predicted = list(figure.get(key) or []), list(entry.get(key) or [])
    counts[f"{key}_annotated"] += len(annotated)
    counts[f"{key}_predicted"] += len(predicted)
    right, rest = 0, list(predicted)
    for item in annotated:
        other = next((candidate for candidate in rest if _same_item(item, candidate, key)), None)
        if other is not None:
            rest.remove(other)
            right += 1
    counts[f"{key}_right"] += right
    exact = right == len(annotated) and not rest
    counts[f"{key}_exact"] += exact
    return exact


def _compare_rest(counts: Counter[str], figure: Entry, entry: Entry) -> None:
    if figure.get("total") is not None:
        counts["total_of"] += 1
        counts["total"] += (
            entry.get("total") is not None and abs(float(entry["total"]) - figure["total"]) < 1e-9
        )
    if figure.get("parent"):
        counts["parent_of"] += 1
        counts["parent"] += _likeness(figure["parent"], entry.get("parent")) >= _BASE_MATCHES
    if figure.get("scope") and figure.get("scope_in_text", True):
        counts["scope_of"] += 1
        counts["scope"] += _likeness(figure["scope"], entry.get("scope")) >= _NAME_MATCHES


def _pair(annotated: list[Entry], predicted: list[Entry]) -> list[tuple[int, int, int]]:
    """Match one to one, the best agreement first."""
    candidates = sorted(
        (
            (_agreement(figure, entry), _overlap(figure, entry), -index, -other)
            for index, figure in enumerate(annotated)
            for other, entry in enumerate(predicted)
            if _overlap(figure, entry)
        ),
        reverse=True,
    )
    used: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for level, _, index, other in candidates:
        if -index not in used and -other not in taken:
            used.add(-index)
            taken.add(-other)
            pairs.append((-index, -other, level))
    return pairs


def _overlap(figure: Entry, entry: Entry) -> int:
    return max(0, min(figure["end"], entry["end"]) - max(figure["start"], entry["start"]))


def _agreement(figure: Entry, entry: Entry) -> int:
    tolerance = 1e-6 if re.search(r"\d", figure.get("surface", "0")) else 1e-3
    for unit in [figure.get("unit", ""), *figure.get("unit_alt", [])]:
        if _close(
            _values(figure, unit), _values(entry, entry.get("unit")), tolerance
        ) and _same_unit(unit, entry.get("unit")):
            return 3
    scaled = _close(
        _values(figure, figure.get("unit")), _values(entry, entry.get("unit")), tolerance
    )
    return 2 if scaled or _close(_values(figure, ""), _values(entry, ""), tolerance) else 1


def _values(entry: Entry, unit: str | None) -> list[float] | None:
    value = entry.get("value")
    numbers = (
        [entry.get("low"), entry.get("high")]
        if value is None
        else value
        if isinstance(value, list)
        else [value]
    )
    size = _read_unit(unit)[0]
    try:
        return [float(number) * size for number in numbers]
    except (TypeError, ValueError):
        return None


def _close(left: list[float] | None, right: list[float] | None, tolerance: float = 1e-6) -> bool:
    if left is None or right is None or len(left) != len(right):
        return False
    return all(
        abs(one - two) <= tolerance * max(abs(one), abs(two), 1e-9)
        for one, two in zip(left, right, strict=True)
    )


def _read_unit(unit: str | None) -> tuple[float, str, tuple[str, ...]]:
    """Split a unit into its size, its base and what stands under strokes, years left out."""
    shown = re.sub(r"\s+", " ", unicodedata.normalize("NFC", unit or "").lower()).strip()
    shown = shown.replace(" /", "/").replace("/ ", "/")
    shown = _ONE_NAME.get(shown, shown)
    head, *below = (part.strip() for part in shown.split("/"))
    words, size, sized = _ONE_NAME.get(head, head).split(" "), 1.0, False
    while words and words[0] in _SIZES:
        size, sized = size * _SIZES[words[0]], True
        words = words[1:]
    base = _ONE_NAME.get(" ".join(words), " ".join(words))
    if not base and sized and size >= 1e9:
        base = "đồng"
    return size, base, tuple(sorted(_ONE_NAME.get(part, part) for part in below if part != "năm"))


def _same_unit(left: str | None, right: str | None) -> bool:
    (_, one, below_one), (_, two, below_two) = _read_unit(left), _read_unit(right)
    if len(below_one) != len(below_two) or not _same_base(one, two):
        return False
    return all(_same_base(a, b) for a, b in zip(below_one, below_two, strict=True))


def _same_base(left: str, right: str) -> bool:
    """Counted nouns may be longer or shorter: `hộ` is `hộ nghèo`."""
    if left == right:
        return True
    if not left or not right or left in _MEASURES or right in _MEASURES:
        return False
    one, two = left.split(), right.split()
    size = min(len(one), len(two))
    return one[:size] == two[:size]


def _same_item(item: Entry, other: Entry, key: str) -> bool:
    if key == "change" and (item.get("direction") or "") != (other.get("direction") or ""):
        return False
    left, right = (
        _values({"value": each.get("amount")}, each.get("unit")) for each in (item, other)
    )
    return _close(left, right) and _same_unit(item.get("unit") or "%", other.get("unit") or "%")


def _syllables(text: str | None) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text or "").lower()))


def _likeness(left: str | None, right: str | None) -> float:
    """F1 of two names as bags of syllables."""
    one, two = _syllables(left), _syllables(right)
    if not one or not two:
        return float(not one and not two)
    return 2 * sum((one & two).values()) / (sum(one.values()) + sum(two.values()))


def _period(text: str | None) -> tuple[str, ...] | None:
    """A period as year, first and last month; other forms are compared as they are written."""
    if not text:
        return None
    for pattern, months in (
        (r"(\d{4}|XXXX)-Q([1-4])", lambda number: (3 * number - 2, 3 * number)),
        (r"(\d{4}|XXXX)-H([12])", lambda number: (6 * number - 5, 6 * number)),
        (r"(\d{4}|XXXX)-(\d\d)", lambda number: (number, number)),
    ):
        match = re.fullmatch(pattern, text)
        if match:
            first, last = months(int(match[2]))
            return match[1], "m", str(first), str(last)
    match = re.fullmatch(r"(\d{4}|XXXX)-M(\d\d?)\.\.(\d\d?)", text)
    if match:
        first, last = int(match[2]), int(match[3])
        return (match[1],) if (first, last) == (1, 12) else (match[1], "m", str(first), str(last))
    return (text,)


def _same_period(left: tuple[str, ...] | None, right: tuple[str, ...] | None) -> bool:
    if left == right:
        return True
    if left is None or right is None:
        return False
    return "XXXX" in {left[0], right[0]} and left[1:] == right[1:] and len(left) > 1


def _kind(entry: Entry) -> str:
    kind = (entry.get("kind") or "").lower()
    return _KINDS.get(kind, kind)


def _patterns(figure: Entry, text: str) -> Iterable[str]:
    yield figure.get("form") or "level"
    yield "kind:" + _kind(figure)
    comparator = figure.get("comparator") or "eq"
    if comparator != "eq":
        yield "range" if comparator == "range" else f"bound:{comparator}"
    if figure.get("total") is not None:
        yield "fraction"
    if not re.search(r"\d", figure.get("surface", "0")):
        yield "words"
    if figure.get("parent"):
        yield "part"
    if len(figure.get("change") or []) + len(figure.get("share_of") or []) > 1:
        yield "many modifiers"
    if _read_unit(figure.get("unit"))[1] not in _MEASURES:
        yield "counted noun"
    line_start = text.rfind("\n", 0, figure["start"])
    if figure["start"] - line_start <= 12 and "\n" in text[figure["end"] : figure["end"] + 3]:
        yield "cell a line"


def _note(score: Score, sort: str, document: Entry, entry: Entry) -> None:
    text = document["text"]
    around = text[max(0, entry["start"] - 30) : entry["end"] + 20].replace("\n", "⏎")
    score.misses.append(f"{sort:14s} {document['doc_id']}: …{around}… «{entry.get('name')}»")


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _print_f1(label: str, right: int, predicted: int, annotated: int) -> None:
    precision, recall = (right / size if size else 0.0 for size in (predicted, annotated))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"{label:26s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
