"""The inbox *Tin đến*: what came, from whom, how like what is there; and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from congtin import figures
from congtin.accounts.models import User
from congtin.newsroom.models import ArticlePage, Source
from congtin.wire import actions
from congtin.wire.contents import load_content
from congtin.wire.differing import compare_wordings
from congtin.wire.enums import ItemState
from congtin.wire.errors import WireError
from congtin.wire.forms import DeedForm
from congtin.wire.manners import get_retriever
from congtin.wire.models import WireItem, WireSource
from congtin.wire.pictures import FetchedPicture, fetch_pictures
from congtin.wire.queries import (
    count_waiting,
    find_latest_version,
    find_picture_addresses,
    get_content,
    get_inbox,
    get_offered,
    get_versions,
)

__all__ = ["change", "decide", "fetch_now", "inbox", "show"]

_PER_PAGE = 30
_View = Callable[..., HttpResponse]
_TABS = (
    (ItemState.WAITING, "Chờ xem"),
    (ItemState.POSTPONED, "Để sau"),
    ("offered", "Nơi đăng đã sửa"),
    (ItemState.ACCEPTED, "Đã nhận"),
    (ItemState.IGNORED, "Bỏ qua"),
)
_DONE = {
    "accept": "Đã nhận {n} tin thành bản nháp.",
    "merge": "Đã gộp thành một tin.",
    "join": "Đã ghi {n} tin là nguồn của bài đã có.",
    "postpone": "Đã để {n} tin lại sau.",
    "ignore": "Đã bỏ qua {n} tin.",
    "restore": "Đã đưa {n} tin về chờ xem.",
}


def _for_deciders(view: _View) -> _View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("wire.decide_wireitem"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@_for_deciders
def inbox(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("muc", ItemState.WAITING)
    outlet = request.GET.get("nguon", "")
    number = int(outlet) if outlet.isascii() and outlet.isdigit() else None
    is_offered = state == "offered"
    if not is_offered and state not in ItemState.values:
        state = ItemState.WAITING
    items = get_offered() if is_offered else get_inbox(state, outlet=number)
    page = Paginator(items, _PER_PAGE).get_page(request.GET.get("p"))
    counts = count_waiting()
    return render(
        request,
        "wire/inbox.html",
        {
            "page": page,
            "items": page.object_list,
            "state": state,
            "is_open": state in {ItemState.WAITING, ItemState.POSTPONED},
            "tabs": [(name, label, counts.get(name, 0)) for name, label in _TABS],
            "outlets": Source.objects.filter(wire_sources__isnull=False).distinct(),
            "outlet": number,
            "troubled": WireSource.objects.filter(is_on=True, failures__gte=3).count(),
            "has_sources": WireSource.objects.exists(),
        },
    )


@require_GET
@_for_deciders
def show(request: HttpRequest, item_id: int) -> HttpResponse:
    """All of a story: its text, the figures it states, its sources, what changed since."""
    item = get_object_or_404(
        WireItem.objects.select_related(
            "source__outlet", "source__section", "article", "like_article", "like_item"
        ),
        pk=item_id,
    )
    content = get_content(item)
    text = f"{content.headline}\n\n{content.get_text()}"
    versions = get_versions(item)
    latest = find_latest_version(item)
    differences = []
    if item.change_state != "none" and latest and len(versions) > 1:
        differences = compare_wordings(content, load_content(latest.content))
    return render(
        request,
        "wire/item.html",
        {
            "item": item,
            "blocks": [(type(block).__name__.lower(), block) for block in content.blocks],
            "figures": figures.read(text[:20_000], published=item.original_day),
            "sightings": item.sightings.select_related("source__outlet").order_by("seen_at"),
            "differences": differences,
            "is_open": item.state in {ItemState.WAITING, ItemState.POSTPONED},
        },
    )


@require_POST
@_for_deciders
def decide(request: HttpRequest) -> HttpResponse:
    """One deed for one story or many; a story that somebody else was faster with is told of."""
    form = DeedForm(request.POST)
    if not form.is_valid():
        return _answer(
            request, problem=" ".join(map(str, form.non_field_errors())) or "Chưa chọn tin nào."
        )
    deed, items = form.cleaned_data["deed"], form.cleaned_data["items"]
    if deed == "merge":
        return _merge(request, items)
    pictures = _fetch(items) if deed == "accept" else {}
    done: list[int] = []
    drafts: list[ArticlePage] = []
    problems: list[str] = []
    for item in items:
        try:
            drafts += _do(request, deed, item, pictures)
            done.append(item.pk)
        except WireError as problem:
            problems.append(f"{item.headline}: {problem}")
    missing = len(find_picture_addresses(items)) - len(pictures) if deed == "accept" else 0
    if missing > 0:
        problems.append(f"{missing} ảnh không lấy được, bản nháp không có những ảnh đó.")
    return _answer(
        request,
        done=done,
        message=_DONE[deed].format(n=len(done)) if done else "",
        problem=" ".join(problems),
        drafts=drafts,
    )


@require_POST
@_for_deciders
def change(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take an outlet's correction over into a draft, or leave it."""
    item = get_object_or_404(WireItem, pk=item_id)
    if request.POST.get("deed") != "take":
        return _try(request, lambda: actions.decline_change(item=item, by=_get_user(request)))
    if item.article is None or not item.article.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    version = find_latest_version(item)
    addresses = find_picture_addresses([load_content(version.content)] if version else [])
    pictures = fetch_pictures(addresses, retriever=get_retriever())
    return _try(
        request,
        lambda: actions.take_change(item=item, by=_get_user(request), pictures=pictures),
        then=reverse("wagtailadmin_pages:edit", args=[item.article.pk]),
    )


@require_POST
@_for_deciders
def fetch_now(request: HttpRequest) -> HttpResponse:
    """Make all sources due; the worker visits them within seconds."""
    for source in WireSource.objects.filter(is_on=True):
        actions.request_visit(source=source)
    messages.success(request, "Đang lấy tin. Tải lại trang này sau ít phút.")
    return redirect("wire:inbox")


def _do(
    request: HttpRequest, deed: str, item: WireItem, pictures: dict[str, FetchedPicture]
) -> list[ArticlePage]:
    """The drafts that came of it. Raises WireError."""
    by = _get_user(request)
    if deed == "accept":
        section = item.source.section
        if not section.permissions_for_user(by).can_add_subpage():
            raise WireError(f"Bạn chưa được viết bài trong chuyên mục {section.title}.")
        return [actions.accept_item(item=item, by=by, pictures=pictures)]
    if deed == "join":
        if item.like_article is None:
            raise WireError("Không có bài nào giống để ghi nguồn.")
        actions.join_article(item=item, article=item.like_article, by=by)
        return []
    settle = {
        "postpone": actions.postpone_item,
        "ignore": actions.ignore_item,
        "restore": actions.restore_item,
    }[deed]
    settle(item=item, by=by)
    return []


def _merge(request: HttpRequest, items: Sequence[WireItem]) -> HttpResponse:
    """Those chosen; of one alone, with the story that it is like."""
    chosen = list(items)
    if len(chosen) == 1 and chosen[0].like_item is not None:
        chosen.append(chosen[0].like_item)
    chosen.sort(key=lambda item: (item.state != ItemState.ACCEPTED, item.arrived_at, item.pk))
    try:
        with transaction.atomic():
            actions.merge_items(into=chosen[0], items=chosen, by=_get_user(request))
    except WireError as problem:
        return _answer(request, problem=str(problem))
    gone = [item.pk for item in chosen[1:]]
    return _answer(request, done=gone, message=_DONE["merge"])


def _fetch(items: Sequence[WireItem]) -> dict[str, FetchedPicture]:
    return fetch_pictures(find_picture_addresses(items), retriever=get_retriever())


def _try(request: HttpRequest, act: Callable[[], object], *, then: str = "") -> HttpResponse:
    try:
        act()
    except WireError as problem:
        return _answer(request, problem=str(problem))
    if then and request.headers.get("X-Requested-With") != "fetch":
        return redirect(then)
    return _answer(request, message="Đã ghi.")


def _answer(
    request: HttpRequest,
    *,
    done: Sequence[int] = (),
    message: str = "",
    problem: str = "",
    drafts: Sequence[ArticlePage] = (),
) -> HttpResponse:
    """Facts for the script; without it, back to the inbox with the same told there."""
    links = [(reverse("wagtailadmin_pages:edit", args=[draft.pk]), draft.title) for draft in drafts]
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse(
            {
                "done": list(done),
                "message": message,
                "problem": problem,
                "drafts": [{"address": address, "title": title} for address, title in links],
            },
            status=422 if problem and not done else 200,
        )
    if message:
        buttons = [messages.button(address, f"Mở “{title[:60]}”") for address, title in links[:3]]
        messages.success(request, message, buttons=buttons)
    if problem:
        messages.warning(request, problem)
    state = request.POST.get("muc", "")
    address = reverse("wire:inbox")
    return redirect(f"{address}?muc={state}" if state in ItemState.values else address)


def _get_user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
