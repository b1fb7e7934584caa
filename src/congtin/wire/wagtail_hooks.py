"""The wire in the newsroom's administration: the inbox, the sources, the log."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from congtin.wire import urls
from congtin.wire.models import WireSource
from congtin.wire.panels import ArrivalsPanel


class WireSourceViewSet(SnippetViewSet):
    model = WireSource
    icon = "download"
    menu_label = "Nơi lấy tin"
    menu_name = "wire_sources"
    menu_order = 204
    add_to_admin_menu = True
    list_display = ["outlet", "title", "taking", "interval_minutes", "describe_visit", "asked_at"]
    list_filter = ["is_on", "taking", "section"]
    search_fields = ["title", "outlet__name", "address"]
    search_backend_name = None


register_snippet(WireSourceViewSet)


class InboxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("wire.decide_wireitem")


@hooks.register("register_admin_menu_item")
def add_inbox_to_menu() -> MenuItem:
    return InboxMenuItem(
        "Tin đến", reverse("wire:inbox"), icon_name="mail", name="wire_inbox", order=203
    )


@hooks.register("construct_homepage_panels")
def add_arrivals(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("wire.decide_wireitem") and WireSource.objects.exists():
        panels.append(ArrivalsPanel())


@hooks.register("register_admin_urls")
def add_inbox_addresses() -> Sequence[URLResolver]:
    return [path("tin-den/", include((urls.urlpatterns, "wire"), namespace="wire"))]


@hooks.register("register_log_actions")
def name_log_actions(actions: LogActionRegistry) -> None:
    for action, label, sentence in (
        ("wire.accept", "Nhận tin", "Nhận tin đến thành bản nháp"),
        ("wire.join", "Ghi thêm nguồn", "Ghi tin đến là nguồn của bài đã có"),
        ("wire.merge", "Gộp tin", "Gộp tin trùng thành một"),
        ("wire.postpone", "Để sau", "Để tin đến lại sau"),
        ("wire.ignore", "Bỏ qua tin", "Bỏ qua tin đến"),
        ("wire.restore", "Đưa về chờ xem", "Đưa tin về chờ xem"),
        ("wire.take_change", "Lấy bản sửa", "Lấy bản sửa của nơi đăng vào bản nháp"),
        ("wire.decline_change", "Giữ bản của ta", "Không lấy bản sửa của nơi đăng"),
    ):
        actions.register_action(action, label, sentence)
