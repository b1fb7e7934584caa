import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from congtin.portal.open_data.columns import Column
from congtin.portal.open_data.files import write_csv, write_json
from congtin.portal.open_data.workbooks import write_workbook


def make_columns(*kinds):
    return tuple(
        Column(f"cell_{place}", f"Cột {place}", kind, "", lambda row, place=place: row[place])
        for place, kind in enumerate(kinds)
    )


def open_workbook(columns, rows, *, title="", source=""):
    return load_workbook(
        io.BytesIO(b"".join(write_workbook(columns, rows, title=title, source=source)))
    )


TEXT = make_columns("string")
ALL = make_columns("string", "number", "boolean", "date")
ROW = ("Lê Chân", Decimal("1223.771000"), True, dt.date(2021, 12, 31))


def test_a_csv_for_people_has_a_mark_titles_and_exact_numbers():
    text = "".join(write_csv(ALL, [ROW]))
    assert text == "\ufeffCột 0,Cột 1,Cột 2,Cột 3\r\nLê Chân,1223.771,true,2021-12-31\r\n"


def test_a_csv_for_machines_has_stable_names_and_no_mark():
    text = "".join(write_csv(ALL, [ROW], for_machines=True))
    assert text.splitlines()[0] == "cell_0,cell_1,cell_2,cell_3"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5 điểm", "@ten", "\tx"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(text):
    [_, [cell]] = csv.reader(io.StringIO("".join(write_csv(TEXT, [(text,)]))))
    assert cell == f"'{text}"
    [_, [exact]] = csv.reader(io.StringIO("".join(write_csv(TEXT, [(text,)], for_machines=True))))
    assert exact == text
    cell = open_workbook(TEXT, [(text,)]).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_negative_number_stays_a_number():
    [_, [cell]] = csv.reader(io.StringIO("".join(write_csv(TEXT, [(Decimal("-5.0"),)]))))
    assert cell == "-5"


def test_many_rows_come_out_in_pieces():
    pieces = list(write_csv(TEXT, ((str(number),) for number in range(1000))))
    assert len(pieces) > 3
    assert len("".join(pieces).splitlines()) == 1001


@pytest.mark.parametrize("count", [0, 1, 500])
def test_json_is_one_object_with_its_rows(count):
    text = "".join(write_json(ALL, [ROW] * count, about={"license": "CC"}))
    read = json.loads(text)
    assert read["license"] == "CC"
    assert len(read["data"]) == count
    if count:
        assert read["data"][0]["cell_1"] == 1223.771


def test_json_without_anything_about_it_is_sound():
    assert json.loads("".join(write_json(TEXT, [], about={}))) == {"data": []}


def test_a_workbook_explains_its_columns_and_drops_what_xml_forbids():
    book = open_workbook(ALL, [("a\x0bb", *ROW[1:])], title="Bảng", source="https://x/")
    assert [sheet.title for sheet in book] == ["Số liệu", "Chú giải"]
    assert [cell.value for cell in book["Số liệu"][2]][:3] == ["ab", 1223.771, True]
    assert book["Chú giải"]["B3"].value == "https://creativecommons.org/licenses/by/4.0/"


def test_a_workbook_keeps_days_as_days_and_markup_as_text():
    moment = dt.datetime(2021, 12, 31, 8, 30, tzinfo=dt.UTC)
    row = (dt.date(2021, 12, 31), moment, " <b>&\n ")
    sheet = open_workbook(make_columns("date", "datetime", "string"), [row]).active
    values = [cell.value for cell in sheet[2]]
    assert [str(value) for value in values[:2]] == ["2021-12-31 00:00:00", "2021-12-31 08:30:00"]
    assert values[2] == " <b>&\n "
    assert [cell.number_format for cell in sheet[2]][:2] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert sheet.freeze_panes == "A2"


def test_a_workbook_comes_out_while_its_rows_are_read():
    """Nothing is read ahead of what has been sent but a few hundred rows."""
    read = []

    def rows():
        for number in range(20_000):
            read.append(number)
            yield (f"dòng {number}",)

    pieces = write_workbook(TEXT, rows(), title="", source="")
    next(pieces)
    assert len(read) < 1000
    rest = b"".join(pieces)
    assert len(read) == 20_000
    assert len(rest) > 10_000


def test_a_list_is_json_in_files_and_a_list_in_json():
    row = ([{"share": 141, "base": "kế hoạch thành phố giao"}],)
    columns = make_columns("array")
    [_, [cell]] = csv.reader(io.StringIO("".join(write_csv(columns, [row]))))
    assert json.loads(cell) == row[0]
    assert json.loads("".join(write_json(columns, [row], about={})))["data"][0]["cell_0"] == row[0]
