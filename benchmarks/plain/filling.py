"""Fill the plain site with the same articles as the portal under measure."""

import datetime as dt
import io
import json

from django.core.files.images import ImageFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images.models import Image
from wagtail.models import Page, Site

from congtin.demonstration.inventing import Place, invent
from plain.models import ArticlePage, ArticleUnit, Author, HomePage, SectionPage, Source, Unit

__all__ = ["fill_site"]


def fill_site(*, articles: int, until: dt.date) -> list[str]:
    """Make sections and articles; gives the paths of the articles."""
    call_command("migrate", verbosity=0)
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Cổng", slug="cong"))
    Site.objects.update(root_page=home, site_name="Cổng tin")
    sections = [
        home.add_child(
            instance=SectionPage(title=f"Chuyên mục {n}", slug=f"muc-{n}", show_in_menus=True)
        )
        for n in range(7)
    ]
    places = [Place(n, f"Phường {n}", None, None) for n in range(1, 30)]
    picture = _make_picture()
    author = Author.objects.create(name="Ban biên tập")
    source = Source.objects.create(name="Báo Thử")
    city = Unit.objects.create(name="Thành phố")
    units = {place.key: Unit.objects.create(name=place.name, parent=city) for place in places}
    for number in range(articles):
        story = invent(number, places=places, until=until, sections=7)
        body = [
            {"type": "paragraph", "value": f"<p>{text}</p>", "id": str(place)}
            for place, text in enumerate(story.paragraphs)
        ]
        page = ArticlePage(
            title=story.headline,
            slug=story.slug,
            date=timezone.make_aware(story.published_at),
            intro=story.standfirst,
            lead_image=picture,
            source=source,
            original_address="https://bao.example/1",
            body=json.dumps(body),
        )
        page.authors = [author]
        page.unit_links = [ArticleUnit(unit=units[story.place.key], sort_order=0)]
        sections[story.section].add_child(instance=page)
    return [page.get_url() for page in ArticlePage.objects.order_by("pk")]


def _make_picture() -> Image:
    file = io.BytesIO()
    Drawing.new("RGB", (1200, 675), "#556").save(file, "PNG")
    file.seek(0)
    image = Image(title="Ảnh")
    image.file = ImageFile(file, name="picture.png")
    image.save()
    return image
