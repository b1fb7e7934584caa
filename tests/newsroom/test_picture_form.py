import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

pytestmark = pytest.mark.django_db


def make_png(width, height):
    """A black picture of one bit a pixel, small in bytes however large it is."""

    def chunk(kind, content):
        crc = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)

    pixels = zlib.compress(bytes((1 + (width + 7) // 8) * height))
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, content)
        for kind, content in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    )


def fill(width, height):
    picture = SimpleUploadedFile("a.png", make_png(width, height), content_type="image/png")
    form = get_image_form(get_image_model())
    return form({"title": "Một hình"}, {"file": picture})


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [12_000, 20_000])
def test_picture_of_too_many_pixels_is_refused_in_a_sentence(side):
    assert "quá nhiều điểm ảnh" in fill(side, side).errors["file"][0]


def test_ordinary_picture_passes():
    assert "file" not in fill(80, 50).errors
