"""How a page of the newsroom comes to be shown: a higher room registers the view of each model.

The newsroom owns articles and sections but not their looks; the public room does. `Page.serve`
and the editor's preview both end here.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

__all__ = ["add_article_panel", "article_panels", "present", "presents"]

View = Callable[..., HttpResponse]
_V = TypeVar("_V", bound=View)
_views: dict[type[Page], View] = {}
article_panels: list[Any] = []


def presents(model: type[Page]) -> Callable[[_V], _V]:
    """Register the decorated view, called as `view(request, page, **route)`, for a page model."""

    def register(view: _V) -> _V:
        _views[model] = view
        return view

    return register


def present(page: Page, request: HttpRequest, **route: Any) -> HttpResponse:
    """Show the page by the view registered for its model; LookupError if there is none."""
    view = _views.get(type(page))
    if view is None:
        raise LookupError(f"no view presents {type(page).__name__}")
    return view(request, page, **route)


def add_article_panel(panel: Any) -> None:
    """Let a higher room show a panel of its own in the editor of articles."""
    article_panels.append(panel)
