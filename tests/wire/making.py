"""Sources, feeds and pages to test with."""

import datetime as dt
from email.utils import format_datetime
from html import escape
from itertools import count

from django.utils import timezone
from tests.factories import make_section, make_source

from congtin.wire.models import WireSource

_numbers = count(1)

SENTENCES = [
    "Năm 2020, tổng thu ngân sách nhà nước trên địa bàn quận đạt 1.223,771 tỷ đồng, bằng 110% "
    "kế hoạch thành phố giao.",
    "Phát biểu tại hội nghị, đồng chí Bí thư Quận ủy đề nghị các phường tập trung giải phóng mặt "
    "bằng các dự án trọng điểm, bảo đảm tiến độ đã đề ra trong năm 2021.",
    "Hội nghị đã thông qua nghị quyết về phát triển kinh tế - xã hội, quốc phòng - an ninh với 9 "
    "chỉ tiêu chủ yếu, trong đó thu ngân sách tăng 8,5%.",
    "Trên địa bàn quận có 15 phường với hơn 230.000 dân, tỷ lệ hộ nghèo còn 0,35%.",
]


def make_wire_source(address, *, outlet=None, section=None, taking="full", **more):
    return WireSource.objects.create(
        outlet=outlet or make_source(f"Báo Thử {next(_numbers)}"),
        section=section or make_section(),
        address=address,
        taking=taking,
        **more,
    )


def make_feed(*lines, title="Báo Thử"):
    """RSS 2.0 of lines: (address, headline) or with a standfirst and more elements as XML."""
    items = "".join(
        f"<item><title>{escape(headline)}</title><link>{escape(address)}</link>"
        f"<guid>{escape(address)}</guid>{''.join(more)}</item>"
        for address, headline, *more in lines
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>http://bao.example/</link>{items}</channel></rss>"
    )


def date_line(moment=None):
    """<pubDate> of a moment, an hour ago if none is given."""
    moment = moment or timezone.now() - dt.timedelta(hours=1)
    return f"<pubDate>{format_datetime(moment)}</pubDate>"


def make_page(headline, *paragraphs, stamp="19/12/2020 15:00", extra=""):
    """A page of an outlet as such pages are: menu, headline, date, text, what else there is."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or SENTENCES)
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>{headline} - Báo Thử</title></head><body>
<header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/thoi-su">Thời sự</a></li></ul>
</nav></header>
<main><article><h1>{headline}</h1><div class="date">Thứ Bảy, {stamp} (GMT+7)</div>
<div class="content">{text}{extra}</div></article>
<aside><h3>Tin khác</h3><ul><li><a href="/khac.html">Một tin khác của báo hôm nay</a></li></ul>
</aside></main><footer>Báo Thử, giấy phép số 1</footer></body></html>"""
