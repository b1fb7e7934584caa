"""An article that is held back leads whoever wanted it published to what is in the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.modal_workflow import render_modal_workflow

from congtin.newsroom.publication import PublicationHeld

__all__ = ["LeadToChecks"]


class LeadToChecks:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, PublicationHeld):
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # The window in which an approver adds a remark asks for its next step as JSON.
            step = {"step": "success", "redirect": problem.address}
            answer: HttpResponse = render_modal_workflow(request, "", None, {}, json_data=step)
            return answer
        return redirect(problem.address)
