"""`congtin import SOURCE`: move an old portal in. What can be moved: docs/moving.md."""

import argparse
import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from congtin.config.home import get_home
from congtin.config.progress_bar import show_progress
from congtin.config.setting_up import is_set_up

if TYPE_CHECKING:
    from congtin.wire.moving.reports import Report

__all__ = ["main"]

_KINDS = ("wordpress", "nukeviet", "jsonl", "site")
_SHOWN_REASONS = 12
_FETCHED_AT_ONCE = 20  # pages: what was fetched is soon written


def main(argv: Sequence[str]) -> int:
    options = _read_options(argv)
    source = options.source
    kind = options.kind or _guess_kind(source)
    if kind is None:
        return _refuse(
            f"Không biết “{source}” là loại gì. Hãy thêm --from, ví dụ --from wordpress."
        )
    if kind != "site" and not Path(source).exists():
        return _refuse(f"Không tìm thấy “{source}”.")
    if kind == "nukeviet" and not options.site:
        return _refuse("Với NukeViet cần --site, ví dụ --site https://cu.example.vn")
    if not is_set_up():
        return _refuse("Cổng chưa được dựng. Chạy congtin set-up trước.")
    try:
        return _move(kind, options)
    except OSError as problem:
        print(f"Chưa chuyển xong: {problem}. Chạy lại sẽ làm tiếp.", file=sys.stderr)
        return 1


def _read_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="congtin import",
        description="Chuyển bài viết của một cổng cũ vào cổng này. Chạy lại thì chỉ làm phần còn "
        "thiếu. Nên xem trước bằng --dry-run.",
    )
    parser.add_argument("source", help="tệp .xml, .sql, .sql.gz, .jsonl; thư mục; hoặc https://…")
    parser.add_argument("--from", dest="kind", choices=_KINDS, help="loại nguồn, nếu không rõ")
    parser.add_argument("--site", default="", help="địa chỉ của cổng cũ")
    parser.add_argument("--uploads", type=Path, help="bản sao thư mục tải lên của cổng cũ")
    parser.add_argument("--fetch", action="store_true", help="lấy ảnh và tệp còn thiếu từ cổng cũ")
    parser.add_argument("--section", default="", help="chuyên mục cho bài không có chuyên mục")
    parser.add_argument("--types", default="post", help="loại mục của WordPress: post,page")
    parser.add_argument("--language", default="vi", help="ngôn ngữ của NukeViet")
    parser.add_argument("--dry-run", action="store_true", help="chỉ báo sẽ làm gì, không ghi")
    parser.add_argument("--report", type=Path, help="nơi ghi báo cáo từng dòng (CSV)")
    return parser.parse_args(argv)


def _guess_kind(source: str) -> str | None:
    if source.startswith(("http://", "https://")):
        return "site"
    path = Path(source)
    if path.is_dir() or path.suffix in {".jsonl", ".ndjson", ".json"}:
        return "jsonl"
    if source.endswith((".sql", ".sql.gz")):
        return "nukeviet"
    return "wordpress" if path.suffix in {".xml", ".wxr"} else None


def _move(kind: str, options: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for --help)

    django.setup()
    from congtin.config.moving import TABLES, settle_ledger  # noqa: PLC0415  (needs django.setup)
    from congtin.pagestore.watching import change_everything  # noqa: PLC0415  (as above)
    from congtin.wire.moving.importing import Way, move_in  # noqa: PLC0415  (as above)
    from congtin.wire.moving.reports import Report  # noqa: PLC0415  (as above)
    from congtin.wire.moving.sources import open_source  # noqa: PLC0415  (as above)

    source = open_source(
        kind,
        options.source,
        address=options.site,
        now=dt.datetime.now(dt.UTC),
        types=frozenset(options.types.split(",")),
        language=options.language,
    )
    way = Way(
        origin=source.origin,
        address=options.site or source.address,
        default_section=options.section,
        uploads=options.uploads,
        folder=source.folder,
        fetch=_make_fetch() if options.fetch or kind == "site" else None,
        is_rehearsal=options.dry_run,
        batch=_FETCHED_AT_ONCE if kind == "site" else 0,
        tables=TABLES,
    )
    path = options.report or _name_report()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        report = Report(out)
        progress = show_progress(_title(options), total=source.count)
        with change_everything(), progress as advance:
            move_in(source.items, way, report, advance=advance)
        settle_ledger(report)
    _tell(report, path, is_rehearsal=options.dry_run)
    return 1 if report.broken else 0


def _make_fetch() -> Any:
    from congtin.wire.moving.fetching import fetch_file  # noqa: PLC0415  (needs django.setup)

    return fetch_file


def _name_report() -> Path:
    stamp = dt.datetime.now(dt.UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    return get_home().path / "moving" / f"bao-cao-{stamp}.csv"


def _title(options: argparse.Namespace) -> str:
    return "Xem trước" if options.dry_run else "Chuyển bài"


def _tell(report: "Report", path: Path, *, is_rehearsal: bool) -> None:
    for line in _describe(report, is_rehearsal=is_rehearsal):
        print(line)
    print(f"Báo cáo từng dòng: {path}")
    if report.broken:
        print(f"{report.broken} Sửa hoặc xuất lại tệp rồi chạy lại sẽ làm tiếp.", file=sys.stderr)


def _describe(report: "Report", *, is_rehearsal: bool) -> Iterator[str]:
    verb = "Sẽ chuyển" if is_rehearsal else "Đã chuyển"
    yield f"{verb} {report.made['article']} bài; đã có từ trước {report.same['article']}."
    others = [f"{kind} {count}" for kind, count in sorted(report.made.items()) if kind != "article"]
    if any(not each.endswith(" 0") for each in others):
        yield f"Bản ghi khác: {', '.join(others)}."
    if report.sections:
        shown = ", ".join(report.sections[:20])
        yield f"Chuyên mục {'sẽ lập' if is_rehearsal else 'mới lập'}: {shown}."
    yield from _list_reasons("Không chuyển", report.refused)
    for each in report.first:
        yield f"  dòng {each.row} ({each.key}) {each.title[:60]}: {each.text}"
    yield from _list_reasons("Lưu ý", report.noticed)


def _list_reasons(title: str, reasons: Counter[str]) -> Iterator[str]:
    if reasons:
        yield f"{title} ({reasons.total()}):"
        for text, count in reasons.most_common(_SHOWN_REASONS):
            yield f"  {count} × {text}"


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
