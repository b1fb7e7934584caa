import unicodedata

import pytest

from congtin.wire.parsers import LettersUnreadable, decode

TEXT = "Quận Lê Chân tổng kết năm 2020: thu ngân sách đạt 1.223,771 tỷ đồng, bằng 110% kế hoạch."
PAGE = f"<html><head><title>Tin</title></head><body><p>{TEXT}</p></body></html>"
TCVN3 = "QuËn Lª Ch©n tæng kÕt n¨m 2020: thu ng©n s¸ch ®¹t 1.223,771 tû ®ång, b»ng 110% kÕ ho¹ch."
VNI = (
    "Quaän Leâ Chaân toång keát naêm 2020: thu ngaân saùch ñaït 1.223,771 tyû ñoàng, "
    "baèng 110% keá hoaïch."
)


def make_1258(text):
    """As Windows writes it: the circumflex letter in one sign, its tone in the next."""
    pieces = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        pieces.append(base + "".join(tones))
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (PAGE.encode(), "text/html; charset=utf-8"),
        (PAGE.encode(), "text/html; charset=iso-8859-1"),
        (PAGE.encode(), "text/html; charset=windows-1258"),
        (PAGE.encode("utf-8-sig"), ""),
        (PAGE.encode("utf-16"), "text/html; charset=utf-8"),
        (PAGE.encode("utf-16-le"), ""),
        (PAGE.encode("utf-16-be"), "text/html; charset=utf-16"),
        (b"\xfe\xff" + PAGE.encode("utf-16-be"), ""),
        (make_1258(PAGE), "text/html; charset=windows-1258"),
        (make_1258(PAGE), "text/html; charset=utf-8"),
        (make_1258(PAGE), ""),
        (PAGE.replace(TEXT, TCVN3).encode("latin-1"), "text/html; charset=windows-1252"),
        (PAGE.replace(TEXT, TCVN3).encode("latin-1"), ""),
        (PAGE.replace(TEXT, TCVN3).encode(), "text/html; charset=utf-8"),
        (PAGE.replace(TEXT, VNI).encode("latin-1"), "text/html; charset=x-khong-co"),
        (PAGE.replace(TEXT, VNI).encode(), "text/html; charset=utf-8"),
        (PAGE.encode().decode("latin-1").encode(), "text/html; charset=utf-8"),
    ],
)
def test_every_way_of_writing_ends_as_the_same_vietnamese(content, content_type):
    assert decode(content, content_type) == PAGE


def test_twice_encoded_by_way_of_windows_signs():
    """Bytes that windows-1252 has no sign for are kept as controls, as browsers do."""
    double = "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in PAGE.encode()
    )
    assert decode(double.encode()) == PAGE


def test_page_that_is_only_partly_encoded_twice():
    mixed = f"<p>{TEXT}</p><p>{TEXT.encode().decode('latin-1')}</p>"
    assert decode(mixed.encode()) == f"<p>{TEXT}</p><p>{TEXT}</p>"


def test_letter_that_was_cut_in_two_takes_its_word_with_it():
    cut = f"{TEXT} Hộ ngh".encode() + "è".encode()[:1] + b" giam"
    assert decode(cut, "text/html; charset=utf-8") == f"{TEXT} Hộ … giam"


@pytest.mark.parametrize(
    "content",
    [
        (TEXT * 20).encode().replace(b"\xa1", b" ").replace(b"\xad", b""),
        bytes(range(128, 256)) * 20,
        (TEXT * 20).encode().replace(b"\xba", b"?").replace(b"\xbb", b"?"),
        b"\x00\x01\x02\x03" * 100,
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 4,
    ],
)
def test_letters_beyond_repair_are_refused(content):
    with pytest.raises(LettersUnreadable):
        decode(content, "text/html; charset=utf-8")


def test_text_in_another_language_is_left_alone():
    text = "<p>Café résumé naïve — Ünïcödé, 中文新闻</p>"
    assert decode(text.encode()) == text
