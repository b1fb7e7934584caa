"""A MySQL dump as a stream of rows (mysqldump, phpMyAdmin): CREATE TABLE and INSERT, nothing else.

Strings are read after https://dev.mysql.com/doc/refman/8.0/en/string-literals.html. Nothing of a
dump is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from congtin.wire.moving.errors import SourceUnreadable

__all__ = ["TableRow", "Value", "read_dump"]

Value = str | None
_CHUNK_BYTES = 2**20
_LONGEST_BYTES = 64 * 2**20

_SKIP = re.compile(
    rb"""
    (?: \s++                        # white space between statements
      | --[^\n]*+\n                 # a remark to the end of the line
      | \#[^\n]*+\n
      | /\*(?!!).*?\*/              # a remark; /*! ... */ is a statement
      | ;
    )++
    """,
    re.VERBOSE | re.DOTALL,
)
_CREATE = re.compile(
    rb"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:`[^`]+`\.)?`?([\w$]+)`?\s*\(", re.IGNORECASE
)
_COLUMN = re.compile(rb"[\s,]*`?(?P<name>[\w$]+)`?\s+(?P<type>[A-Za-z]+)")
_NO_COLUMN = {b"PRIMARY", b"UNIQUE", b"KEY", b"INDEX", b"CONSTRAINT", b"FULLTEXT", b"SPATIAL"}
_INSERT = re.compile(
    rb"""(?:INSERT|REPLACE)\s+(?:LOW_PRIORITY\s+|DELAYED\s+|IGNORE\s+)*INTO\s+(?:`[^`]+`\.)?`?([\w$]+)`?
    \s*(?:\(([^)]*)\))?\s*VALUES\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_STRING = rb"'(?:[^'\\]++|\\.|'')*+'"
_VALUE = re.compile(
    rb"""\s*+(?:
        (?:_\w+\s*+)?(?P<string>"""
    + _STRING
    + rb""")
      | (?P<null>NULL)\b
      | (?P<hex>0x[0-9A-Fa-f]*+|[xX]'[0-9A-Fa-f]*+')
      | (?P<number>[-+]?[0-9.]++(?:[eE][-+]?\d++)?)
      | (?P<word>[A-Za-z_]\w*+(?:\([^()']*+\))?)
    )\s*+(?P<end>[,)])""",
    re.VERBOSE | re.DOTALL,
)
_OPEN = re.compile(rb"\s*+\(")
_NEXT = re.compile(rb"\s*+(?P<end>[,;]|ON\s+DUPLICATE)", re.IGNORECASE)
# The rest of a statement that is of no interest, strings and all.
_REST = re.compile(
    rb"""(?: [^'"`;/\-\#]++ | '(?:[^'\\]++|\\.|'')*+' | "(?:[^"\\]++|\\.|"")*+" | `[^`]*+`
       | /\*.*?\*/ | [/\-\#] )*+;""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)|''", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "b": "\b", "Z": "\x1a"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """`number` counts the rows of all tables that were asked for."""

    table: str
    number: int
    fields: dict[str, Value]


def read_dump(file: BinaryIO, *, wanted: Callable[[str], bool]) -> Iterator[TableRow]:
    """The rows of the tables that are wanted. Raises SourceUnreadable where the rest is lost."""
    scanner = _Scanner(file)
    columns: dict[str, list[str]] = {}
    number = 0
    while True:
        scanner.skip(_SKIP)
        if scanner.is_at_end():
            return
        created = scanner.take(_CREATE)
        if created is not None:
            columns[_word(created[1])] = _read_columns(scanner)
            continue
        insert = scanner.take(_INSERT)
        if insert is None or not wanted(_word(insert[1])):
            scanner.pass_over()
            continue
        table = _word(insert[1])
        names = _split_names(insert[2]) if insert[2] else columns.get(table, [])
        for values in _read_values(scanner):
            number += 1
            if len(values) != len(names):
                raise SourceUnreadable(
                    f"Dòng {number} của bảng {table} có {len(values)} giá trị, bảng có "
                    f"{len(names)} cột; tệp SQL hỏng hoặc thiếu lệnh tạo bảng."
                )
            yield TableRow(table, number, dict(zip(names, values, strict=True)))


class _Scanner:
    """A window over the file that grows until a pattern fits in it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = b""
        self._place = 0
        self._is_over = False

    def skip(self, pattern: re.Pattern[bytes]) -> None:
        while True:
            found = pattern.match(self._window, self._place)
            self._place = found.end() if found else self._place
            if self._place < len(self._window) - 4096 or not self._grow():
                return

    def is_at_end(self) -> bool:
        return self._place >= len(self._window) and not self._grow()

    def take(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """What stands here, if it is that; statements' heads are shorter than the window."""
        while len(self._window) - self._place < 65536 and self._grow():
            pass
        found = pattern.match(self._window, self._place)
        if found:
            self._place = found.end()
        return found

    def require(self, pattern: re.Pattern[bytes]) -> re.Match[bytes]:
        """What stands here and must be that. Raises SourceUnreadable."""
        while True:
            found = pattern.match(self._window, self._place)
            if found:
                self._place = found.end()
                return found
            if len(self._window) - self._place > _LONGEST_BYTES or not self._grow():
                raise SourceUnreadable(
                    "Tệp SQL hỏng hoặc bị cắt ngang; các dòng sau đó không đọc được."
                )

    def pass_over(self) -> None:
        """To the end of the statement; at the end of the file a missing semicolon is let be."""
        while True:
            found = _REST.match(self._window, self._place)
            if found:
                self._place = found.end()
                return
            if len(self._window) - self._place > _LONGEST_BYTES:
                raise SourceUnreadable("Tệp SQL có một lệnh quá dài hoặc bị hỏng.")
            if not self._grow():
                self._place = len(self._window)
                return

    def _grow(self) -> bool:
        if self._is_over:
            return False
        size = max(_CHUNK_BYTES, len(self._window) - self._place)
        chunk = self._file.read(size)
        self._is_over = not chunk
        self._window = self._window[self._place :] + chunk
        self._place = 0
        return bool(chunk)


def _read_columns(scanner: _Scanner) -> list[str]:
    """The names in order. The definitions' own brackets and commas are passed over."""
    names: list[str] = []
    definition = scanner.require(_REST)[0]
    for part in _split_definitions(definition):
        found = _COLUMN.match(part)
        if found and found["name"].upper() not in _NO_COLUMN:
            names.append(_word(found["name"]))
    return names


def _split_definitions(definition: bytes) -> list[bytes]:
    parts, depth, begun = [], 0, 0
    bare = re.sub(rb"'(?:[^'\\]|\\.|'')*'", lambda found: b"_" * len(found[0]), definition)
    for place, sign in enumerate(bare):
        if sign == 0x28:
            depth += 1
        elif sign == 0x29:
            depth -= 1
            if depth < 0:
                parts.append(definition[begun:place])
                break
        elif sign == 0x2C and depth == 0:
            parts.append(definition[begun:place])
            begun = place + 1
    return parts


def _read_values(scanner: _Scanner) -> Iterator[list[Value]]:
    while True:
        scanner.require(_OPEN)
        values: list[Value] = []
        while True:
            found = scanner.require(_VALUE)
            values.append(_read_value(found))
            if found["end"] == b")":
                break
        yield values
        end = scanner.require(_NEXT)["end"]
        if end == b",":
            continue
        if end != b";":
            scanner.pass_over()
        return


def _read_value(found: re.Match[bytes]) -> Value:
    if found["null"] is not None:
        return None
    if found["string"] is not None:
        text = found["string"][1:-1].decode("utf-8", errors="replace")
        return _ESCAPED.sub(_unescape, text) if "\\" in text or "''" in text else text
    if found["hex"] is not None:
        digits = found["hex"].lower().removeprefix(b"0x").removeprefix(b"x").strip(b"'")
        return bytes.fromhex(digits.decode("ascii").zfill(len(digits) + len(digits) % 2)).decode(
            "utf-8", errors="replace"
        )
    return (found["number"] or found["word"]).decode("ascii", errors="replace")


def _unescape(found: re.Match[str]) -> str:
    return _SIGNS.get(found[1], found[1]) if found[1] else "'"


def _split_names(text: bytes) -> list[str]:
    return [_word(name.strip(b" `\n\t")) for name in text.split(b",")]


def _word(name: bytes) -> str:
    return name.decode("utf-8", errors="replace")
