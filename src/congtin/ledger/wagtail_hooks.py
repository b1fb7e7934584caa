"""The ledger in the newsroom's administration: its tables, the review screen, the audit trail."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from congtin.ledger import urls
from congtin.ledger.checking import find_obstacle
from congtin.ledger.models import Document, Indicator, Plan, Project, Result, Target
from congtin.ledger.panels import WaitingPanel
from congtin.ledger.queries import count_evidence_below, get_open_proposals
from congtin.newsroom.models import ArticlePage
from congtin.places.choosing import SearchedChooserViewSet


class IndicatorViewSet(SnippetViewSet):
    model = Indicator
    chooser_viewset_class = SearchedChooserViewSet
    icon = "list-ul"
    menu_label = "Chỉ tiêu"
    list_display = ["name", "measure", "topic", "nature", "direction"]
    list_filter = ["topic", "nature"]
    search_fields = ["name", "folded_names"]
    search_backend_name = None


class PlanViewSet(SnippetViewSet):
    model = Plan
    chooser_viewset_class = SearchedChooserViewSet
    icon = "clipboard-list"
    menu_label = "Kế hoạch"
    list_display = ["unit", "period", "theme", "adopting_body"]
    list_filter = ["period"]


class TargetViewSet(SnippetViewSet):
    model = Target
    chooser_viewset_class = SearchedChooserViewSet
    icon = "crosshairs"
    menu_label = "Mức đề ra"
    list_display = ["indicator", "unit", "period", "format_value", "set_by", "in_use"]
    list_filter = ["period", "in_use"]
    search_fields = ["indicator__name", "indicator__folded_names", "unit__folded_name"]
    search_backend_name = None


class ResultViewSet(SnippetViewSet):
    model = Result
    chooser_viewset_class = SearchedChooserViewSet
    icon = "tick-inverse"
    menu_label = "Kết quả"
    list_display = ["indicator", "unit", "period", "format_value", "is_estimate", "in_use"]
    list_filter = ["period", "in_use", "is_estimate"]
    search_fields = ["indicator__name", "indicator__folded_names", "unit__folded_name"]
    search_backend_name = None


class ProjectViewSet(SnippetViewSet):
    model = Project
    chooser_viewset_class = SearchedChooserViewSet
    icon = "site"
    menu_label = "Dự án"
    list_display = ["name"]


class DocumentViewSet(SnippetViewSet):
    model = Document
    chooser_viewset_class = SearchedChooserViewSet
    icon = "doc-full"
    menu_label = "Tài liệu"
    list_display = ["title", "publisher", "published_on"]
    search_fields = ["title", "code", "publisher"]
    search_backend_name = None


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ledger.add_target")


class LedgerGroup(SnippetViewSetGroup):
    items = (
        IndicatorViewSet,
        PlanViewSet,
        TargetViewSet,
        ResultViewSet,
        ProjectViewSet,
        DocumentViewSet,
    )
    menu_label = "Sổ chỉ tiêu"
    menu_name = "ledger"
    menu_icon = "table"
    menu_order = 210

    def get_submenu_items(self) -> list[MenuItem]:
        items: list[MenuItem] = super().get_submenu_items()
        address = reverse("ledger:import_plan")
        label, order = "Nhập kế hoạch từ tệp", len(items) + 1
        return [*items, ImportMenuItem(label, address, icon_name="upload", order=order)]


register_snippet(LedgerGroup)


class ReviewMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ledger.decide_proposal")


@hooks.register("register_admin_menu_item")
def add_review_to_menu() -> MenuItem:
    return ReviewMenuItem(
        "Duyệt số liệu", reverse("ledger:review"), icon_name="tasks", name="review", order=205
    )


@hooks.register("construct_homepage_panels")
def add_waiting(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("ledger.decide_proposal"):
        panels.append(WaitingPanel())


@hooks.register("register_admin_urls")
def add_review_addresses() -> Sequence[URLResolver]:
    return [path("so-lieu/", include((urls.urlpatterns, "ledger"), namespace="ledger"))]


@hooks.register("register_log_actions")
def name_log_actions(actions: LogActionRegistry) -> None:
    for action, label, sentence in (
        ("ledger.enter", "Ghi vào sổ", "Ghi vào sổ chỉ tiêu"),
        ("ledger.confirm", "Xác nhận số liệu", "Xác nhận số liệu từ bài viết"),
        ("ledger.import", "Nhập từ tệp", "Nhập kế hoạch từ tệp vào sổ chỉ tiêu"),
        ("ledger.reject", "Bỏ số liệu", "Bỏ số liệu chờ duyệt"),
        ("ledger.undo", "Hoàn tác", "Hoàn tác quyết định về số liệu"),
        (
            "ledger.lose_evidence",
            "Mất căn cứ",
            "Câu làm căn cứ không còn, đã đổi số, hoặc bài đã gỡ",
        ),
        ("ledger.keep", "Giữ giá trị", "Giữ giá trị dù câu trong bài đã đổi"),
        ("ledger.drop_evidence", "Bỏ căn cứ", "Bỏ căn cứ không còn trong bài"),
        ("ledger.waive", "Bỏ qua nhắc nhở", "Xuất bản dù có nhắc nhở về số liệu, có ghi lý do"),
        ("ledger.make_official", "Thành số chính thức", "Số ước nay được nguồn nêu là chính thức"),
        ("ledger.make_estimate", "Lại là số ước", "Không còn nguồn nào nêu là số chính thức"),
        ("ledger.step_down", "Thôi dùng", "Thôi dùng giá trị, có giá trị khác thay"),
        ("ledger.step_up", "Dùng lại", "Dùng lại giá trị, giá trị thay nó đã bị bỏ"),
    ):
        actions.register_action(action, label, sentence)


@hooks.register("before_publish_page")
def check_figures_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The form publishes past `ArticlePage.publish`, so it asks here."""
    obstacle = find_obstacle(page.specific)
    return redirect(obstacle) if obstacle else None


@hooks.register("after_publish_page")
def lead_to_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """From the publication straight to the figures that wait."""
    article = page.specific
    if not isinstance(article, ArticlePage) or not request.user.has_perm("ledger.decide_proposal"):
        return None
    waiting = get_open_proposals(article).count()
    if not waiting:
        return None
    buttons: list[Any] = [messages.button(article.url, "Xem bài trên cổng", new_window=True)]
    messages.success(
        request,
        f"Đã xuất bản “{article.title}”. Bài có {waiting} số liệu chờ duyệt.",
        buttons=buttons,
    )
    return redirect("ledger:review_article", article.pk)


@hooks.register("before_delete_page")
def keep_evidence(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An article that vouches for a value is taken down, not deleted: the value would lose its
    proof."""
    values = count_evidence_below(page)
    if not values:
        return None
    messages.error(
        request,
        f"Không xóa được: {values} giá trị trong sổ chỉ tiêu lấy căn cứ từ đây. "
        "Hãy gỡ bài xuống và ghi lý do; địa chỉ cũ sẽ nói rõ bài đã gỡ.",
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_evidence_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Page], action: object
) -> HttpResponse | None:
    if action_type != "delete" or request.method != "POST":
        return None
    for page in objects:
        if isinstance(page, Page) and (answer := keep_evidence(request, page)):
            return answer
    return None
