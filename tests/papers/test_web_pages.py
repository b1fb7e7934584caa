"""Web pages: what is seen, and tables with their spans."""

import pytest

from congtin.papers import read_paper


def read(markup):
    return read_paper(markup.encode(), name="trang.html")


def test_text_is_what_is_seen():
    paper = read(
        "<html><head><title>Tên</title><style>p{}</style></head><body><h1>Kế hoạch</h1>"
        "<script>var a = 'b';</script><p>Thu <b>1.223</b>\n tỷ&nbsp;đồng</p>"
        "<div hidden>ẩn</div><p style='display: none'>ẩn</p><img src=a><p>Hết</p>"
    )
    assert paper.text == "Kế hoạch\nThu 1.223 tỷ đồng\nHết"


def test_spans_repeat_their_value():
    [table] = read(
        "<p>Biểu 1</p><table><tr><th rowspan=2>TT</th><th colspan=2>Năm 2025</th></tr>"
        "<tr><th>KH</th><th>TH</th></tr><tr><td>1<td>2<td>3</table>"
    ).tables
    assert table.title == "Biểu 1"
    assert [[(cell.ref, cell.text, cell.origin) for cell in row.cells] for row in table.rows] == [
        [("A1", "TT", "A1"), ("B1", "Năm 2025", "B1"), ("C1", "Năm 2025", "B1")],
        [("A2", "TT", "A1"), ("B2", "KH", "B2"), ("C2", "TH", "C2")],
        [("A3", "1", "A3"), ("B3", "2", "B3"), ("C3", "3", "C3")],
    ]


def test_tables_stand_in_the_text_and_hidden_rows_are_marked():
    paper = read(
        "<p>Trước</p><table><tr><td>a<td>b<tr style='display:none'><td>c<td>d</table><p>Sau</p>"
    )
    assert paper.text == "Trước\na\tb\nc\td\nSau"
    assert [row.hidden for row in paper.tables[0].rows] == [False, True]


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" * 3000,
        "<td colspan=999999999 rowspan=999999999>x",
        "<table><tr><td colspan=99999>x</table>",
        "</table></tr></td><table></p></td>",
        "<" * 10_000,
        "<svg>" * 3000 + "</div>" * 3000,
    ],
)
def test_hostile_markup_neither_hangs_nor_breaks(markup):
    read(f"<p>x</p>{markup}")


def test_a_declared_alphabet_is_believed_where_it_holds():
    page = "<meta charset=windows-1258><p>T\u00f4\u0309ng</p>"
    assert read_paper(page.encode("cp1258"), name="a.htm").text == "Tổng"
