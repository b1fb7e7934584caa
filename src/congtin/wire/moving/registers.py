"""The tables that lie below this room: places, and what the newsroom has besides articles."""

from __future__ import annotations

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from congtin.newsroom.models import (
    ArticlePage,
    ArticlePerson,
    ArticleUnit,
    Author,
    Person,
    Post,
    RelatedArticle,
    Source,
    Withdrawal,
)
from congtin.places.models import Succession, Unit
from congtin.wire.moving.models import OldAddress
from congtin.wire.moving.tables import Table

__all__ = ["AFTER_ARTICLES", "BEFORE_ARTICLES", "KINDS"]

# What other tables may point to, with the name of its records.
KINDS: dict[type[Model], str] = {
    Unit: "unit",
    Author: "author",
    Source: "source",
    Person: "person",
    ArticlePage: "article",
    get_image_model(): "picture",
    get_document_model(): "attachment",
}

BEFORE_ARTICLES = (
    Table("unit", Unit, by=("slug",), points_to=KINDS),
    Table("succession", Succession, by=("predecessor", "successor"), points_to=KINDS),
    Table("author", Author, by=("name",), points_to=KINDS),
    Table("source", Source, by=("name",), points_to=KINDS),
    Table("person", Person, by=("name", "note"), points_to=KINDS),
    Table("post", Post, points_to=KINDS),
)
AFTER_ARTICLES = (
    Table("article_unit", ArticleUnit, by=("article", "unit"), points_to=KINDS),
    Table("article_person", ArticlePerson, by=("article", "person"), points_to=KINDS),
    Table("related_article", RelatedArticle, by=("article", "other"), points_to=KINDS),
    Table("withdrawal", Withdrawal, by=("path",), points_to=KINDS),
    Table(
        "redirect",
        Redirect,
        by=("old_path",),
        points_to={Page: "article|section"},
        left_out=frozenset({"site"}),
    ),
    Table("old_address", OldAddress, by=("host", "path"), points_to=KINDS),
)
