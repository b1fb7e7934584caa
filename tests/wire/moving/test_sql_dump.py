"""Dumps as mysqldump and phpMyAdmin write them."""

import io

import pytest

from congtin.wire.moving import sql_dump
from congtin.wire.moving.errors import SourceUnreadable
from congtin.wire.moving.sql_dump import read_dump

CREATE = """CREATE TABLE `t` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'số, (thứ tự)',
  `kind` enum('a','b') DEFAULT 'a',
  `price` decimal(10,2) DEFAULT NULL,
  `text` text,
  PRIMARY KEY (`id`),
  KEY `kind` (`kind`,`price`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
"""
INSERT = "INSERT INTO `t` VALUES "
LOGS = "INSERT INTO `logs` VALUES "


def read(text, wanted=lambda name: name == "t"):
    return [row.fields for row in read_dump(io.BytesIO(text.encode()), wanted=wanted)]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("'Tin'", "Tin"),
        (r"'It\'s \"x\" \\ \n\t\0\Z\%'", 'It\'s "x" \\ \n\t\0\x1a%'),
        ("'It''s'", "It's"),
        ("''", ""),
        ("NULL", None),
        ("-12.50", "-12.50"),
        ("1e5", "1e5"),
        ("0x48E1BB996E", "Hộn"),
        ("_binary 'abc'", "abc"),
        ("'a);\nINSERT INTO `t` VALUES (1)'", "a);\nINSERT INTO `t` VALUES (1)"),
        ("CURRENT_TIMESTAMP()", "CURRENT_TIMESTAMP()"),
    ],
)
def test_values_are_read(written, read_as):
    assert read(f"{CREATE}{INSERT}(1,'a',NULL,{written});") == [
        {"id": "1", "kind": "a", "price": None, "text": read_as}
    ]


def test_columns_may_be_named_and_rows_stand_on_lines():
    text = (
        "INSERT INTO `db`.`t` (`id`, `text`) VALUES\n(1, 'a'),\n(2, 'b')\n"
        "ON DUPLICATE KEY UPDATE id=id;\n"
    )
    assert read(text) == [{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]


def test_other_statements_and_tables_are_passed_over():
    text = (
        "-- Host: 'localhost\n/*!40101 SET NAMES utf8mb4 */;\n# x\nSET a = 'b;c';\n"
        f"CREATE TABLE `logs` (`a` text);\n{LOGS}('x\\'; (1'),('y');\n"
        f"LOCK TABLES `t` WRITE;\n/* ; ' */\n{CREATE}"
        f"{INSERT}(1,'a',1,'x');\nUNLOCK TABLES;\n-- Dump completed"
    )
    assert [row["text"] for row in read(text)] == ["x"]


def test_long_strings_and_many_rows_cross_the_windows_of_reading(monkeypatch):
    monkeypatch.setattr(sql_dump, "_CHUNK_BYTES", 70_000)
    long = "đ" * 200_000
    rows = ",".join(f"({n},'a',1,'{long if n % 50 == 0 else n}')" for n in range(300))
    found = read(f"{CREATE}{INSERT}{rows};\n{INSERT}(9,'b',2,'z');")
    assert len(found) == 301
    assert found[50]["text"] == long
    assert found[-1]["text"] == "z"


@pytest.mark.parametrize(
    "end",
    ["(2,'b',1,'bị cắt", "(2,'b'", "(2,'b',1,'x'),", "(2,'b',1,'x')", "(", "(2,'b',SELECT 1)"],
)
def test_what_stands_before_a_break_is_read_and_the_break_is_told(end):
    rows = read_dump(
        io.BytesIO(f"{CREATE}{INSERT}(1,'a',1,'x'),{end}".encode()),
        wanted=lambda name: name == "t",
    )
    assert next(rows).fields["id"] == "1"
    with pytest.raises(SourceUnreadable, match="hỏng hoặc bị cắt ngang"):
        list(rows)


def test_rows_that_do_not_fit_their_table_are_told():
    with pytest.raises(SourceUnreadable, match="3 giá trị, bảng có 4 cột"):
        read(f"{CREATE}{INSERT}(1,'a',1);")
    with pytest.raises(SourceUnreadable, match="bảng có 0 cột"):
        read("INSERT INTO `t` VALUES (1);")
