import re

import segno
from tests.portal.markup import check

from congtin.portal.qr import draw_qr

ADDRESS = "https://cong.example/b/12/"


def test_the_drawing_has_exactly_the_dark_modules_of_the_code():
    code = segno.make(ADDRESS, error="m", micro=False, boost_error=False, mask=3)
    dark = {
        (x + 2, y + 2)
        for y, row in enumerate(code.matrix)
        for x, module in enumerate(row)
        if module
    }
    drawn = set()
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", draw_qr(ADDRESS, label="")):
        drawn |= {(int(x) + step, int(y)) for step in range(int(run))}
    assert drawn == dark


def test_it_is_sound_markup_without_styles_and_its_label_is_escaped():
    drawing = draw_qr(ADDRESS, label='Bài "<b>"')
    check(drawing)
    assert 'aria-label="Bài &quot;&lt;b&gt;&quot;"' in drawing
