"""`congtin figures`: read the figures out of files and show them as a table, JSON or CSV."""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from congtin.config.commands.documents import (
    SUFFIXES,
    Part,
    UnreadableDocumentError,
    decode,
    read_document,
)
from congtin.figures import Change, Figure, Share, join_parts, read_parts, to_dict

_KINDS = {"target": "mức đề ra", "result": "kết quả", "estimate": "ước tính"}
_SIGNS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "~ "}
_COLUMNS = (
    "doc_id",
    "start",
    "end",
    "surface",
    "name",
    "value",
    "low",
    "high",
    "comparator",
    "unit",
    "kind",
    "form",
    "period",
    "change",
    "share_of",
    "total",
    "scope",
    "parent",
    "certainty",
)
_UNREADABLE = 2


def main(argv: Sequence[str]) -> int:
    """Run the command; 0 where every file was read, 2 where one could not be."""
    options = _parse(argv)
    out = sys.stdout
    texts: dict[str, str] = {}
    figures: dict[str, list[Figure]] = {}
    failed = False
    paths = list(_expand(dict.fromkeys(options.paths)))
    for place, path in enumerate(paths):
        _show_progress(place, len(paths))
        try:
            name, parts = _load(path)
        except UnreadableDocumentError as error:
            _clear_progress(len(paths))
            print(error, file=sys.stderr)
            failed = True
            continue
        if name in texts:  # `report.docx` beside `report.pdf`, or the same name in two folders
            name = next(each for each in (Path(path).name, path) if each not in texts)
        texts[name] = join_parts(parts)
        figures[name] = read_parts(parts, published=options.published, unit=options.unit)
    _clear_progress(len(paths))
    single = len(paths) == 1 and not any(
        path != "-" and Path(path).is_dir() for path in options.paths
    )
    try:
        _write(out, options, texts, figures, single=single)
    except BrokenPipeError:  # the reader of a pipe left early, as `head` does
        sys.stderr.close()
    return _UNREADABLE if failed else 0


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="congtin figures",
        description="Đọc số liệu trong văn bản hành chính tiếng Việt.",
        epilog=f"Đọc được: {', '.join(SUFFIXES)}. Mã thoát 2 khi có tệp không đọc được.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="TỆP", help="tệp, thư mục, hoặc “-” để đọc từ đầu vào chuẩn"
    )
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help="dạng kết quả (mặc định: bảng)",
    )
    parser.add_argument(
        "--explain", action="store_true", help="kèm câu chứa số liệu và các quy tắc đã dùng"
    )
    parser.add_argument(
        "--published",
        type=_read_day,
        metavar="NĂM-THÁNG-NGÀY",
        help="ngày đăng, để suy ra năm mà văn bản không nêu",
    )
    parser.add_argument("--unit", help="đơn vị hành chính mà văn bản nói về")
    return parser.parse_args(argv)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng 2025-12-31") from None


def _expand(paths: Iterable[str]) -> Iterator[str]:
    """The files, and those of folders and of the folders in them; hidden ones are left alone."""
    for path in paths:
        folder = Path(path)
        if path == "-" or not folder.is_dir():
            yield path
            continue
        for found in sorted(folder.rglob("*")):
            inner = found.relative_to(folder).parts
            hidden = any(part.startswith((".", "~$")) for part in inner)
            if found.suffix.lower() in SUFFIXES and found.is_file() and not hidden:
                yield str(found)


def _load(path: str) -> tuple[str, list[Part]]:
    if path == "-":
        return "-", [decode(sys.stdin.buffer.read(), "Đầu vào chuẩn")]
    return Path(path).stem, read_document(Path(path))


def _write(
    out: TextIO,
    options: argparse.Namespace,
    texts: dict[str, str],
    figures: dict[str, list[Figure]],
    *,
    single: bool,
) -> None:
    if options.format == "json":
        _write_json(out, texts if options.explain else {}, figures, single=single)
    elif options.format == "csv":
        _write_csv(out, texts if options.explain else {}, figures)
    else:
        for name, found in figures.items():
            if not single:
                print(f"== {name}", file=out)
            _write_explained(out, texts[name], found) if options.explain else _write_table(
                out, found
            )


def _write_json(
    out: TextIO, texts: dict[str, str], figures: dict[str, list[Figure]], *, single: bool
) -> None:
    """`texts` are given where the sentences are asked for."""
    plain = {
        name: [
            to_dict(figure) | ({"sentence": _mark(texts[name], figure)} if name in texts else {})
            for figure in found
        ]
        for name, found in figures.items()
    }
    shown = next(iter(plain.values()), []) if single else plain
    json.dump(shown, out, ensure_ascii=False, indent=1)
    print(file=out)


def _write_csv(out: TextIO, texts: dict[str, str], figures: dict[str, list[Figure]]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    columns = (*_COLUMNS, "sentence", "because") if texts else _COLUMNS
    writer.writerow(columns)
    for name, found in figures.items():
        for figure in found:
            plain = to_dict(figure) | {
                "doc_id": name,
                "change": "; ".join(map(_write_change, figure.change)),
                "share_of": "; ".join(map(_write_share, figure.share_of)),
                "sentence": _mark(texts[name], figure) if texts else "",
                "because": "; ".join(figure.because),
            }
            writer.writerow(["" if plain[column] is None else plain[column] for column in columns])


def _write_table(out: TextIO, figures: Sequence[Figure]) -> None:
    if not figures:
        print("Không có số liệu.", file=out)
        return
    header = ("Giá trị", "Tên", "Loại", "Kỳ", "Kèm theo")
    rows = [
        (
            _write_value(figure),
            figure.name,
            _KINDS[figure.kind],
            figure.period or "",
            _write_modifiers(figure),
        )
        for figure in figures
    ]
    limits = _widths(header, rows)
    for row in (header, *rows):
        cells = [_fit(cell, limit) for cell, limit in zip(row, limits, strict=True)]
        print("  ".join(cells).rstrip(), file=out)


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Share the terminal: values, kind and period in full, the rest between name and modifiers."""
    total = shutil.get_terminal_size((120, 24)).columns
    longest = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    free = max(40, total - longest[0] - longest[2] - longest[3] - 2 * (len(header) - 1))
    name = min(longest[1], max(free * 3 // 5, free - longest[4]))
    return [longest[0], name, longest[2], longest[3], min(longest[4], free - name)]


def _fit(cell: str, limit: int) -> str:
    cell = " ".join(cell.split())
    return cell.ljust(limit) if len(cell) <= limit else cell[: max(0, limit - 1)] + "…"


def _write_explained(out: TextIO, text: str, figures: Sequence[Figure]) -> None:
    for figure in figures:
        print(
            f"{figure.name}: {_write_value(figure)} ({_KINDS[figure.kind]},"
            f" {figure.period or 'không rõ kỳ'}, độ chắc {figure.certainty})",
            file=out,
        )
        print(f"  {_mark(text, figure)}", file=out)
        for rule in figure.because:
            print(f"  – {rule}", file=out)


def _mark(text: str, figure: Figure) -> str:
    """The sentence on one line, its figure between brackets that no text has."""
    before = text[figure.sentence_start : figure.start]
    after = text[figure.end : figure.sentence_end]
    return " ".join(f"{before}⟦{figure.surface}⟧{after}".split())


def _write_value(figure: Figure) -> str:
    number = (
        figure.surface
        if figure.value is not None or figure.low is None
        else f"{figure.low:f}–{figure.high:f}".replace(".", ",")
    )
    total = f"/{figure.total:f}" if figure.total is not None else ""
    return " ".join(f"{_SIGNS.get(figure.comparator, '')}{number}{total} {figure.unit}".split())


def _write_modifiers(figure: Figure) -> str:
    return "; ".join([*map(_write_change, figure.change), *map(_write_share, figure.share_of)])


def _write_change(change: Change) -> str:
    sign = {"up": "+", "down": "−", "same": "±"}[change.direction]
    return f"{sign}{_write_amount(change)} {change.unit}" + (
        f" ({change.base})" if change.base else ""
    )


def _write_share(share: Share) -> str:
    return f"{_write_amount(share)} {share.unit}" + (f" của {share.of}" if share.of else "")


def _write_amount(item: Change | Share) -> str:
    ends = item.amount if isinstance(item.amount, tuple) else (item.amount,)
    return "–".join(f"{end:f}".replace(".", ",") for end in ends)


def _show_progress(done: int, total: int) -> None:
    if total > 1 and sys.stderr.isatty():
        filled = done * 30 // total
        print(
            f"\r[{'█' * filled}{' ' * (30 - filled)}] {done}/{total} tệp",
            end="",
            file=sys.stderr,
            flush=True,
        )


def _clear_progress(total: int) -> None:
    if total > 1 and sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
