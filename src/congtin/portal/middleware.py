"""What the browser may load, by part of the site (CSP Level 3, https://www.w3.org/TR/CSP3/)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

__all__ = ["PUBLIC_POLICY", "ContentSecurityPolicy"]

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's admin carries inline scripts and styles of its own.
_NEWSROOM = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'self'"
)


class ContentSecurityPolicy:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Content-Security-Policy" not in response.headers:
            newsroom = request.path.startswith("/toa-soan/")
            response.headers["Content-Security-Policy"] = _NEWSROOM if newsroom else PUBLIC_POLICY
        return response
