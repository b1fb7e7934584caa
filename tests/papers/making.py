"""Files as offices send them, made by the real libraries and, where these cannot, by hand."""

import unicodedata
import zipfile
from io import BytesIO

import docx
import openpyxl

from congtin.papers import alphabets

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TCVN3 = str.maketrans("".join(alphabets._TCVN3.values()), "".join(alphabets._TCVN3))
_VNI = str.maketrans({letter: pair for pair, letter in alphabets._FROM_VNI.items()})


def make_workbook(*rows, title="Sheet", change=None):
    """`change(sheet, book)` does to it what rows cannot say."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet, book)
    return save(book)


def make_long_workbook(count):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Dài")
    for number in range(count):
        sheet.append([number, f"Chỉ tiêu {number}"])
    return save(book)


def make_word(*blocks, change=None):
    """Texts become paragraphs, lists of rows tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if change:
        change(document)
    return save(document)


def save(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rewrite_archive(content, changes, *, add=()):
    """`changes`: a part's name to a function from its bytes to others; `add`: new parts."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part) if name in changes else part)
        for name, part in add:
            new.writestr(name, part)
    return out.getvalue()


def cache_value(content, formula, value, *, part="xl/worksheets/sheet1.xml"):
    """A formula's result, which Excel saves beside it and openpyxl does not."""
    old = f"<f>{formula}</f><v />".encode(), f"<f>{formula}</f><v></v>".encode()
    new = f"<f>{formula}</f><v>{value}</v>".encode()

    def change(xml):
        assert any(form in xml for form in old), xml
        return xml.replace(old[0], new).replace(old[1], new)

    return rewrite_archive(content, {part: change})


def to_tcvn3(text):
    return text.translate(_TCVN3)


def to_vni(text):
    return text.translate(_VNI)


def to_1258(text):
    """The tones become marks of their own, as Windows types them."""
    out = b""
    for char in text:
        pieces = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(p for p in pieces if p not in _TONES))
        out += (base + "".join(p for p in pieces if p in _TONES)).encode("cp1258")
    return out


def make_pdf(*lines):
    """A page of text in one of the fonts that every reader has."""
    shown = "".join(f"0 -20 Td ({line}) Tj " for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown}ET"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    return _join_pdf(bodies)


def make_pdf_of_cells(*rows):
    """A page whose texts stand at places, as a printed table: rows of (left edge, text)."""
    letters = sorted({char for row in rows for _, text in row for char in text})
    codes = {char: f"{number:04x}" for number, char in enumerate(letters, start=1)}
    shown = "".join(
        f"1 0 0 1 {left} {760 - 18 * number} Tm <{''.join(codes[char] for char in text)}> Tj "
        for number, row in enumerate(rows)
        for left, text in row
    )
    stream = f"BT /F1 10 Tf {shown}ET"
    pairs = "".join(f"<{code}> <{ord(char):04x}>\n" for char, code in codes.items())
    known = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff>"
        f" endcodespacerange {len(codes)} beginbfchar\n{pairs}endbfchar endcmap end"
    )
    return _join_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            "/Resources<</Font<</F1 5 0 R>>>>>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
            "<</Type/Font/Subtype/Type0/BaseFont/Times/Encoding/Identity-H"
            "/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Times/DW 500"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            f"<</Length {len(known)}>>stream\n{known}\nendstream",
        ]
    )


def _join_pdf(bodies):
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")
