"""What the portal's tests need beyond the common factories: pictures, and values with sentences."""

import io

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from tests import factories
from wagtail.images import get_image_model

from congtin.ledger.models import Evidence
from congtin.newsroom.prose import read_prose

SENTENCE = "Quận phấn đấu thu 1.223,771 tỷ đồng, tăng 10%."


def make_picture(title="Ảnh", size=(1600, 900)):
    content = io.BytesIO()
    Drawing.new("RGB", size, "#1d3f66").save(content, "PNG")
    content.seek(0)
    return get_image_model().objects.create(
        title=title, description="", file=ImageFile(content, name="anh.png")
    )


def cite(article, sentence, surface, *, target=None, result=None):
    """Evidence for a value: a sentence of the article with the number in it."""
    start = read_prose(article).index(sentence)
    offset = sentence.index(surface)
    return Evidence.objects.create(
        article=article,
        target=target,
        result=result,
        quotation=sentence,
        surface=surface,
        offset=offset,
        start=start + offset,
        end=start + offset + len(surface),
    )


def make_stated_target(section, *, unit=None, indicator=None):
    """An article with a sentence, the target that it states, and the evidence for it."""
    unit = unit or factories.make_unit(slug="quan-le-chan")
    indicator = indicator or factories.make_indicator("Thu ngân sách", slug="thu-ngan-sach")
    article = factories.make_article(
        SENTENCE, section=section, units=[unit], published_at=factories.at(2020, 12, 19, 15)
    )
    target = factories.make_target(
        indicator=indicator, unit=unit, value="1223.771", set_by="Quận ủy Lê Chân"
    )
    return article, target, cite(article, SENTENCE, "1.223,771", target=target)
