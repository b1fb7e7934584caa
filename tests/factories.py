"""Things to test with: each made with what it cannot do without, the rest as the test says."""

import datetime as dt
from decimal import Decimal
from html import escape
from itertools import count

from django.utils import timezone

from congtin.accounts.actions import make_user as make_account
from congtin.ledger.models import Document, Evidence, Indicator, Proposal, Result, Target
from congtin.newsroom.actions import make_section as make_section_below
from congtin.newsroom.actions import set_up_site
from congtin.newsroom.models import ArticlePage, ArticleUnit, Source
from congtin.places.models import Unit
from congtin.vietnamese.folding import slugify

_numbers = count(1)


def make_user(username=None, *, role=None, **more):
    """Without a role: somebody who may do nothing."""
    return make_account(
        username=username or f"nguoi-dung-{next(_numbers)}",
        password="mật khẩu để thử",
        first_name=more.pop("first_name", "An"),
        roles=[role] if role else [],
        **more,
    )


def make_unit(name="Quận Lê Chân", *, level="district", valid_from=None, valid_to=None, **more):
    slug = more.pop("slug", f"{slugify(name)}-{next(_numbers)}")
    return Unit.objects.create(
        name=name, level=level, slug=slug, valid_from=valid_from, valid_to=valid_to, **more
    )


def make_home():
    return set_up_site(name="Cổng tin", hostname="testserver", port=80)


def make_section(title="Thời sự"):
    return make_section_below(home=make_home(), slug=slugify(title), title=title, description="")


def make_source(name="Báo Thử Nghiệm"):
    return Source.objects.create(name=name, slug=slugify(name))


def draft_article(*paragraphs, title="Tin của quận", section=None, units=(), **more):
    """A page below a section with one paragraph block for each text; nothing is published."""
    article = ArticlePage(
        title=title,
        body=[("paragraph", f"<p>{escape(text, quote=False)}</p>") for text in paragraphs],
        live=False,
        **more,
    )
    article.unit_links = [
        ArticleUnit(unit=unit, sort_order=order) for order, unit in enumerate(units)
    ]
    (section or make_section()).add_child(instance=article)
    return article


def make_article(*paragraphs, **more):
    """Published as the newsroom publishes it: a revision is saved and published."""
    article = draft_article(*paragraphs, **more)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def rewrite_article(article, *paragraphs):
    """Publish the article anew with these paragraphs."""
    article = article.get_latest_revision_as_object()
    article.body = [("paragraph", f"<p>{escape(text, quote=False)}</p>") for text in paragraphs]
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def make_indicator(name="Tổng thu ngân sách", *, measure="tỷ đồng", **more):
    return Indicator.objects.create(name=name, measure=measure, **more)


def make_document(title="Báo cáo cuối năm", **more):
    return Document.objects.create(title=title, **more)


def make_target(*, indicator, unit, value="100", period="2021", **more):
    return Target.objects.create(
        indicator=indicator,
        unit=unit,
        period=period,
        value=_to_number(value),
        measure=more.pop("measure", indicator.measure),
        **more,
    )


def make_result(*, indicator, unit, value="100", period="2021", **more):
    return Result.objects.create(
        indicator=indicator,
        unit=unit,
        period=period,
        value=_to_number(value),
        measure=more.pop("measure", indicator.measure),
        **more,
    )


def make_evidence(article, *, target=None, result=None, quotation="Thu 100 tỷ đồng.", start=0):
    return Evidence.objects.create(
        article=article,
        target=target,
        result=result,
        quotation=quotation,
        surface="100",
        offset=4,
        start=start,
        end=start + 3,
    )


def make_proposal(article, *, surface="100", value="100", start=0, **more):
    """A figure as the reader would propose it: a result of 2021 in tỷ đồng."""
    quotation = more.pop("quotation", f"Thu {surface} tỷ đồng.")
    return Proposal.objects.create(
        article=article,
        quotation=quotation,
        surface=surface,
        offset=quotation.index(surface),
        start=start,
        end=start + len(surface),
        value=_to_number(value),
        **{
            "name": "thu ngân sách",
            "measure": "tỷ đồng",
            "comparator": "eq",
            "kind": "result",
            "period": "2021",
            **more,
        },
    )


def at(year, month, day, hour=12):
    """A moment of Vietnam's clock."""
    return dt.datetime(year, month, day, hour, tzinfo=timezone.get_default_timezone())


def _to_number(value):
    return None if value is None else Decimal(value)
