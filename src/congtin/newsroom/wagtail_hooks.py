"""The newsroom's own entries in the administration."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from congtin.newsroom.dashboard import WaysPanel
from congtin.newsroom.models import Author, Person, Source, Withdrawal
from congtin.places.choosing import SearchedChooserViewSet


class SourceViewSet(SnippetViewSet):
    model = Source
    chooser_viewset_class = SearchedChooserViewSet
    icon = "globe"
    menu_label = "Nguồn tin"
    list_display = ["name", "address"]
    search_fields = ["name"]
    search_backend_name = None


class AuthorViewSet(SnippetViewSet):
    model = Author
    chooser_viewset_class = SearchedChooserViewSet
    icon = "user"
    menu_label = "Tác giả"
    list_display = ["name", "post"]
    search_fields = ["name"]
    search_backend_name = None


class PersonViewSet(SnippetViewSet):
    model = Person
    chooser_viewset_class = SearchedChooserViewSet
    icon = "group"
    menu_label = "Nhân vật"
    list_display = ["name", "note"]
    search_fields = ["name"]
    search_backend_name = None


class WithdrawalViewSet(SnippetViewSet):
    model = Withdrawal
    icon = "bin"
    menu_label = "Bài đã gỡ"
    list_display = ["headline", "path", "withdrawn_at"]


class NewsroomGroup(SnippetViewSetGroup):
    items = (SourceViewSet, AuthorViewSet, PersonViewSet, WithdrawalViewSet)
    menu_label = "Nguồn và nhân vật"
    menu_name = "newsroom"
    menu_icon = "folder-open-inverse"
    menu_order = 310


register_snippet(NewsroomGroup)


@hooks.register("construct_homepage_panels")
def add_ways(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaysPanel())


@hooks.register("construct_homepage_summary_items")
def drop_counts(request: HttpRequest, summary_items: list[Component]) -> None:
    """Counting all pages at every look at the dashboard takes longer with each article."""
    summary_items.clear()


@hooks.register("construct_main_menu")
def drop_foreign_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help leads to pages in English; ours stands beside the fields."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("insert_global_admin_css")
def add_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))
