"""The newsroom's own things, one file each."""

from congtin.newsroom.models.articles import (
    ArticlePage,
    ArticlePerson,
    ArticleUnit,
    Correction,
    RelatedArticle,
)
from congtin.newsroom.models.outlets import Author, Source
from congtin.newsroom.models.people import Person, Post
from congtin.newsroom.models.sections import HomePage, SectionPage
from congtin.newsroom.models.site_settings import PortalSettings
from congtin.newsroom.models.withdrawals import Withdrawal

__all__ = [
    "ArticlePage",
    "ArticlePerson",
    "ArticleUnit",
    "Author",
    "Correction",
    "HomePage",
    "Person",
    "PortalSettings",
    "Post",
    "RelatedArticle",
    "SectionPage",
    "Source",
    "Withdrawal",
]
