"""CSV and TSV, with whatever parts the cells."""

import pytest
from tests.papers.making import to_tcvn3

from congtin.papers import PaperDamaged, PaperTooLarge, read_paper


def get_texts(content, name="ke-hoach.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    [table] = read_paper(content, name=name).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('Chỉ tiêu,KH\nThu,"1.223,771"\n', "a.csv"),
        ("Chỉ tiêu;KH\r\nThu;1.223,771\r\n", "a.csv"),
        ("Chỉ tiêu\tKH\nThu\t1.223,771\n", "a.csv"),
        ("Chỉ tiêu|KH\nThu|1.223,771\n", "a.csv"),
        ("sep=;\nChỉ tiêu;KH\nThu;1.223,771\n", "a.csv"),
        ("Chỉ tiêu\tKH\nThu\t1.223,771\n", "a.tsv"),
        ("\ufeffChỉ tiêu;KH\nThu;1.223,771\n", "a.csv"),
        (to_tcvn3("Chỉ tiêu;KH\nThu;1.223,771\n").encode("cp1252"), "a.csv"),
    ],
)
def test_the_separator_is_found(content, name):
    assert get_texts(content, name) == [["Chỉ tiêu", "KH"], ["Thu", "1.223,771"]]


def test_decimal_commas_do_not_part_cells():
    content = "Chỉ tiêu;KH;TH\nThu;1,5;1,7\nChi;2,5;2,7\n"
    assert get_texts(content) == [
        ["Chỉ tiêu", "KH", "TH"],
        ["Thu", "1,5", "1,7"],
        ["Chi", "2,5", "2,7"],
    ]


def test_rows_are_counted_as_the_file_does():
    [table] = read_paper(b"a;b\n\nc;d\n", name="a.csv").tables
    assert [(row.number, row.cells[0].ref) for row in table.rows] == [(1, "A1"), (3, "A3")]


def test_a_quotation_mark_that_never_ends_is_named():
    with pytest.raises(PaperDamaged) as refusal:
        get_texts('Chỉ tiêu;KH\nThu;"1,5\nChi;2\n')
    assert str(refusal.value) == (
        "Dòng 2 không đọc được: có dấu ngoặc kép mở mà không đóng. "
        "Hãy sửa dòng ấy, hoặc lưu tệp thành .xlsx."
    )


def test_too_many_rows_are_refused():
    with pytest.raises(PaperTooLarge) as refusal:
        get_texts("Chỉ tiêu;1\n" * 100_001)
    assert str(refusal.value) == (
        "Tệp có hơn 20.000 dòng hoặc 400.000 ô. Hãy chỉ giữ lại bảng cần nhập."
    )
