"""Lets a page that is being rendered tell which parameters of its address it was made by."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from congtin.pagestore.recording import note_reading

__all__ = ["NoteReading"]


class NoteReading:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note_reading(request)
        return self.get_response(request)
