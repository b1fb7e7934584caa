"""The address of a picture in a page: pages load them late, in many sizes, or not at all."""

import re

import lxml.html

from congtin.wire.parsers.addresses import clean_address, is_counter

__all__ = ["find_picture"]

_LATE = ("data-original", "data-src", "data-lazy-src", "data-srcset", "srcset", "src")
_SMALLEST_PIXELS = 40


def find_picture(element: lxml.html.HtmlElement, base: str) -> str:
    """The absolute address, or "" for counters, icons, drawings (SVG) and pictures in the page
    itself."""
    if _is_tiny(element):
        return ""
    for name in _LATE:
        value = element.get(name)
        if not value or value.lstrip().lower().startswith("data:"):
            continue
        address = clean_address(_choose(value) if "srcset" in name else value, base)
        if address and not is_counter(address) and not _is_drawing(address):
            return address
    return ""


def _choose(srcset: str) -> str:
    """The widest up to 2000 pixels, of "a.jpg 480w, b.jpg 1024w"."""
    best, best_width = "", -1.0
    for candidate in re.split(r",\s+", srcset.strip().rstrip(",")):
        address, _, size = candidate.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        width = float(number[0]) if number else 1.0
        if address and best_width < width <= 2000:
            best, best_width = address, width
    return best


def _is_tiny(element: lxml.html.HtmlElement) -> bool:
    for name in ("width", "height"):
        value = (element.get(name) or "").removesuffix("px").strip()
        if value.isascii() and value.isdigit() and int(value) < _SMALLEST_PIXELS:
            return True
    return False


def _is_drawing(address: str) -> bool:
    return address.partition("?")[0].lower().endswith((".svg", ".svgz"))
