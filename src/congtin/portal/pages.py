"""Which view shows which page of the newsroom."""

from congtin.newsroom.models import ArticlePage, HomePage, SectionPage
from congtin.newsroom.presentation import presents
from congtin.portal.views.articles import show_article
from congtin.portal.views.home import show_home
from congtin.portal.views.sections import show_section

presents(HomePage)(show_home)
presents(SectionPage)(show_section)
presents(ArticlePage)(show_article)
