"""Feed the reader of figures nonsense made of real pieces, and hold it to its laws.

    .venv/bin/python scripts/fuzz_figures.py --minutes 10

Pieces are words of the vocabulary, numbers in many spellings, marks, brackets and odd Unicode,
besides sentences of the develop corpus cut and spliced. Stops at the first text that raises, takes
far longer than its length allows, or breaks a law, and prints it.
"""

import argparse
import json
import random
import sys
import time
import tomllib
import unicodedata
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT / "src"))

from congtin.figures import read  # noqa: E402  the source tree is put on the path first

_MARKS = (*" \t\n.,;:()[]{}-–/%‰+<>≥≤~\"“”'…|", "\r\n", "\u00a0", "\u00ad", "\u200b", "\ufeff")
_NUMBERS = (
    "0",
    "1",
    "12,5",
    "1.223,771",
    "7,4 - 8,4",
    "66/112",
    "2.356.7",
    "33-34",
    "1 000",
    "hai",
)
_LAW_SECONDS_PER_KB = 0.5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else time.time_ns() % 10**9
    chance = random.Random(seed)
    words, sentences = _read_words(), _read_sentences()
    print(f"seed {seed}, {len(words)} words, {len(sentences)} sentences", flush=True)
    end, texts = time.monotonic() + options.minutes * 60, 0
    while time.monotonic() < end:
        text = _make_text(chance, words, sentences)
        try:
            _check(text)
        except Exception as problem:
            print(f"after {texts} texts: {problem!r}\n{text!r}")
            return 1
        texts += 1
    print(f"{texts} texts, nothing found")
    return 0


def _check(text: str) -> None:
    begun = time.process_time()
    figures = read(text)
    taken = time.process_time() - begun
    if taken > 0.2 + _LAW_SECONDS_PER_KB * len(text) / 1000:
        raise AssertionError(f"{taken:.1f} s for {len(text)} characters")
    for figure in figures:
        if text[figure.start : figure.end] != figure.surface:
            raise AssertionError(f"span of {figure.surface!r}")
        if not 0 <= figure.sentence_start <= figure.start <= figure.end <= figure.sentence_end:
            raise AssertionError(f"sentence of {figure.surface!r}")
    if _tell(read(unicodedata.normalize("NFD", text))) != _tell(
        read(unicodedata.normalize("NFC", text))
    ):
        raise AssertionError("NFD is read otherwise than NFC")


def _tell(figures: list) -> list[tuple]:
    return [
        (each.value, each.low, each.high, each.unit, each.kind, each.period) for each in figures
    ]


def _make_text(chance: random.Random, words: list[str], sentences: list[str]) -> str:
    parts: list[str] = []
    for _ in range(chance.choice((3, 10, 40, 120))):
        kind = chance.random()
        if kind < 0.35:
            parts.append(chance.choice(words))
        elif kind < 0.6:
            parts.append(chance.choice(_NUMBERS))
        elif kind < 0.8:
            parts.append(chance.choice(_MARKS))
        elif kind < 0.95:
            sentence = chance.choice(sentences)
            begin = chance.randrange(len(sentence))
            parts.append(sentence[begin : begin + chance.randrange(1, 80)])
        else:
            parts.append(
                chr(chance.choice((chance.randrange(32, 0x3000), chance.randrange(0x1F9FF))))
            )
        if chance.random() < 0.7:
            parts.append(" ")
    return "".join(part for part in parts if not _is_surrogate(part))


def _is_surrogate(part: str) -> bool:
    return any(0xD800 <= ord(char) <= 0xDFFF for char in part)


def _read_words() -> list[str]:
    words: set[str] = set()
    for file in (_ROOT / "src/congtin/figures/words").glob("*.toml"):
        _collect(tomllib.loads(file.read_text(encoding="utf-8")), words)
    return sorted(words)


def _collect(value: object, words: set[str]) -> None:
    if isinstance(value, str):
        words.add(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            words.add(str(key))
            _collect(inner, words)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, words)


def _read_sentences() -> list[str]:
    sentences = []
    for file in sorted((_ROOT / "tests/corpus/develop").glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        for document in content.get("docs", [content]):
            sentences.extend(line for line in document["text"].splitlines() if line.strip())
    return sentences


if __name__ == "__main__":
    raise SystemExit(main())
