"""Where a value is stated: the sentence of an article here, or an outside document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congtin.ledger.models import Document, Evidence
from congtin.ledger.models.values import StatedValue
from congtin.newsroom.models import ArticlePage
from congtin.portal.addresses import get_figure_anchor, get_page_address
from congtin.vietnamese.formatting import format_date

__all__ = ["Citation", "find_sentence", "make_citations", "name_document"]

_DOMAIN = re.compile(r"\s*\([a-z0-9.-]+\.[a-z]{2,}\)$")


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a value is stated. The quotation is in three parts, the number in the middle;
    without a quotation `before` is empty. `is_ours`: the words are those of an article of this
    portal, which `via` names the origin of."""

    before: str
    number: str
    after: str
    title: str
    address: str
    is_ours: bool
    via: str
    note: str


def make_citations(value: StatedValue) -> list[Citation]:
    return [_make_citation(each) for each in value.evidence.all()]


def find_sentence(value: StatedValue) -> str:
    """The address of the first sentence of this portal that states the value, "" without one."""
    ours = (each.address for each in make_citations(value) if each.is_ours and each.address)
    return next(ours, "")


def name_document(document: Document) -> str:
    """Publisher and date; the domain in brackets behind a publisher's name is left out."""
    name = _DOMAIN.sub("", document.publisher) or document.title
    day = document.published_on or document.event_on
    return f"{name}, {format_date(day)}" if day else name


def _make_citation(evidence: Evidence) -> Citation:
    note = _say_loss(evidence) or evidence.note
    words = _split_quotation(evidence)
    article, document = evidence.article, evidence.document
    if article is not None:
        anchor = get_figure_anchor(evidence.pk)
        address = f"{get_page_address(article)}#{anchor}" if article.live else ""
        return Citation(*words, article.title, address, True, _name_origin(article), note)
    title = name_document(document) if document else ""
    return Citation(*words, title, document.address if document else "", False, "", note)


def _say_loss(evidence: Evidence) -> str:
    if evidence.article is not None and not evidence.article.live:
        return _("bài này đã được gỡ khỏi cổng")
    return _("theo bản đăng trước, câu này đã được sửa") if evidence.loss else ""


def _name_origin(article: ArticlePage) -> str:
    if article.source is None:
        return ""
    day = f", {format_date(article.original_date)}" if article.original_date else ""
    return _("theo %(outlet)s") % {"outlet": f"{article.source.name}{day}"}


def _split_quotation(evidence: Evidence) -> tuple[str, str, str]:
    quotation, offset = evidence.quotation, evidence.offset
    if offset is None or quotation[offset : offset + len(evidence.surface)] != evidence.surface:
        return quotation, "", ""
    end = offset + len(evidence.surface)
    return quotation[:offset], evidence.surface, quotation[end:]
