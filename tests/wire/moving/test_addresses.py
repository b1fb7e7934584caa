"""The same old place is found however it is written."""

import pytest

from congtin.wire.moving.addresses import Place, read_place


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.Cu.example.vn/Tin/", Place("cu.example.vn", "/Tin")),
        ("http://cu.example.vn:8080/tin", Place("cu.example.vn", "/tin")),
        ("/tin/h%E1%BB%8Dp", Place("", "/tin/họp")),
        ("/?p=12", Place("", "/?p=12")),
        ("/index.php?op=a/b-1&nv=news", Place("", "/index.php?nv=news&op=a/b-1")),
        ("", Place("", "/")),
    ],
)
def test_written_in_one_form(address, place):
    assert read_place(address) == place


@pytest.mark.parametrize(
    "address", ["ftp://x/y", "tin/1", "https://[::1/", "/a\nb%0a", "/" + "x" * 600]
)
def test_what_is_no_address_is_none(address):
    assert read_place(address) is None
