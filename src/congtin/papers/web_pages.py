"""Web pages: the text that is seen, and the tables with their spans (HTML Living Standard, 4.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from congtin.papers.encodings import decode, mend_text
from congtin.papers.errors import PaperTooLarge
from congtin.papers.paper import Cell, Row, Table, make_ref, write_tables

__all__ = ["read_web_page"]

_MOST_CELLS = 200_000
_MOST_SPAN = 100
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_BREAKING_NAMES = """
    p div br li h1 h2 h3 h4 h5 h6 section article ul ol dl dt dd blockquote figcaption header
    footer main nav aside hr pre form fieldset
"""
_BREAKING = frozenset(_BREAKING_NAMES.split())
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head", "title", "object")
_VOID = ("br", "hr", "img", "input", "meta", "link", "col", "wbr", "source")
_HIDING = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def read_web_page(content: bytes) -> tuple[str, tuple[Table, ...]]:
    """Raises PaperNotReadable for letters in an unknown alphabet, PaperTooLarge."""
    parser = _Parser()
    parser.feed(_decode(content))
    parser.close()
    return parser.finish()


def _decode(content: bytes) -> str:
    declared = _CHARSET.search(content[:2048])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return mend_text(content.decode(declared[1].decode("ascii")))
        except (UnicodeDecodeError, LookupError):
            pass  # pages often declare one alphabet and are written in another
    return decode(content)


@dataclass(slots=True)
class _Grid:
    """A table while it is read; `below` are the cells that reach down, by column."""

    title: str
    rows: list[Row] = field(default_factory=list)
    number: int = 0
    cells: list[tuple[str, int, int]] = field(default_factory=list)
    hidden: bool = False
    below: dict[int, tuple[Cell, int]] = field(default_factory=dict)
    in_row: bool = False

    def end_row(self) -> None:
        if not self.in_row:
            return
        self.in_row = False
        self.number += 1
        cells = tuple(self._lay_out())
        self.cells = []
        if any(cell.text for cell in cells):
            self.rows.append(Row(self.number, cells, hidden=self.hidden))

    def _lay_out(self) -> Iterator[Cell]:
        waiting = iter(self.cells)
        column = 1
        while True:
            if column in self.below:
                first, left = self.below.pop(column)
                if left > 1:
                    self.below[column] = first, left - 1
                yield Cell(make_ref(self.number, column), first.text, origin=first.origin)
                column += 1
                continue
            new = next(waiting, None)
            if new is None and not any(place > column for place in self.below):
                return
            text, wide, deep = new or ("", 1, 1)
            first = Cell(make_ref(self.number, column), text, origin=make_ref(self.number, column))
            for _ in range(wide):
                if deep > 1:
                    self.below[column] = first, deep - 1
                yield Cell(make_ref(self.number, column), text, origin=first.origin)
                column += 1


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str | Table] = []
        self._line: list[str] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._grids: list[_Grid] = []
        self._unseen: list[str] = []
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._unseen:
            if tag not in _VOID:
                self._unseen.append(tag)
            return
        hiding = "hidden" in values or bool(_HIDING.search(values.get("style") or ""))
        if tag in _UNSEEN or (hiding and tag not in ("table", "tr", "td", "th", *_VOID)):
            self._unseen.append(tag)
        elif tag == "table":
            self._end_line()
            self._grids.append(_Grid(title=self._find_title()))
        elif tag == "tr" and self._grids:
            self._end_cell()
            self._grids[-1].end_row()
            self._grids[-1].in_row, self._grids[-1].hidden = True, hiding
        elif tag in {"td", "th"} and self._grids:
            self._end_cell()
            self._grids[-1].in_row = True
            self._cell = []
            self._spans = _read_span(values.get("colspan")), _read_span(values.get("rowspan"))
        elif tag in _BREAKING:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                del self._unseen[len(self._unseen) - 1 - self._unseen[::-1].index(tag) :]
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr" and self._grids:
            self._end_cell()
            self._grids[-1].end_row()
        elif tag == "table" and self._grids:
            self._end_table()
        elif tag == "caption" and self._grids:
            self._grids[-1].title = " ".join("".join(self._line).split()) or self._grids[-1].title
            self._end_line()
        elif tag in _BREAKING:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            (self._line if self._cell is None else self._cell).append(re.sub(r"\s+", " ", data))

    def finish(self) -> tuple[str, tuple[Table, ...]]:
        while self._grids:
            self._end_cell()
            self._end_table()
        self._end_line()
        text = "\n".join(
            part if isinstance(part, str) else write_tables(part) for part in self._parts
        )
        return text, tuple(part for part in self._parts if isinstance(part, Table))

    def _break(self) -> None:
        if self._cell is None:
            self._end_line()
        else:
            self._cell.append(" ")

    def _end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line = []
        if line:
            self._parts.append(line)

    def _end_cell(self) -> None:
        if self._cell is None or not self._grids:
            return
        self._count += self._spans[0]
        if self._count > _MOST_CELLS:
            raise PaperTooLarge("Trang web có bảng quá lớn.")
        text = " ".join("".join(self._cell).split())
        self._grids[-1].cells.append((text, *self._spans))
        self._cell = None

    def _end_table(self) -> None:
        """A table within a cell ends that cell: such tables only lay out the page."""
        self._end_cell()
        grid = self._grids.pop()
        grid.end_row()
        if grid.rows:
            self._parts.append(Table(grid.title, tuple(grid.rows)))

    def _find_title(self) -> str:
        last = self._parts[-1] if self._parts else ""
        return last[:200] if isinstance(last, str) else ""


def _read_span(text: str | None) -> int:
    """The standard's limits are far wider than any paper's."""
    return min(max(int(text), 1), _MOST_SPAN) if text and text.isdecimal() else 1
