import io
import struct
import zlib

import pytest
from PIL import Image

from congtin.wire.pictures import PictureRefused, fetch_pictures, repaint


def make(kind="JPEG", size=(640, 480), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode in {"L", "P"} else None).save(out, kind, **more)
    return out.getvalue()


def make_png_head(width, height):
    """A PNG that claims a size and has no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0\0\0\0IEND\xaeB`\x82"
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_known_kinds_are_painted_anew(kind):
    picture = repaint(make(kind))
    assert (picture.suffix, picture.width, picture.height) == ("jpg", 640, 480)
    assert Image.open(io.BytesIO(picture.content)).format == "JPEG"


def test_transparent_picture_stays_so():
    assert repaint(make("PNG", mode="RGBA")).suffix == "png"


def test_wide_picture_is_made_the_right_size():
    assert (repaint(make(size=(4000, 1000))).width, repaint(make(size=(4000, 1000))).height) == (
        2000,
        500,
    )


def test_metadata_and_what_hangs_on_behind_are_gone():
    exif = Image.Exif()
    exif[0x010E] = "tọa độ nhà riêng"
    content = make(exif=exif) + b"<?php system($_GET[0]); ?>"
    painted = repaint(content).content
    assert b"php" not in painted
    assert not Image.open(io.BytesIO(painted)).getexif()


def test_picture_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = repaint(make(exif=exif))
    assert (picture.width, picture.height) == (480, 640)


def test_moving_picture_stands_still():
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert getattr(Image.open(io.BytesIO(repaint(out.getvalue()).content)), "n_frames", 1) == 1


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg/>',
        b"<html>404</html>",
        b"",
        b"%PDF-1.4",
        b"GIF89a",
        make()[:300],
        make_png_head(60_000, 60_000),
        make_png_head(1, 1),
        make(size=(20, 600)),
        make("TIFF"),
        make("BMP"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    ],
)
def test_picture_that_is_refused(content):
    with pytest.raises(PictureRefused):
        repaint(content)


def test_those_that_can_be_had_are_fetched_and_the_rest_left_out(outlet, retriever):
    good = outlet.put("/a.jpg", make(), kind="image/jpeg")
    drawing = outlet.put("/b.svg", "<svg/>", kind="image/svg+xml")
    missing = outlet.address + "/c.jpg"
    inside = "http://169.254.169.254/a.jpg"
    found = fetch_pictures([good, drawing, missing, inside, good], retriever=retriever)
    assert list(found) == [good]
