"""What WordPress adds to HTML: its paragraphs by empty lines, shortcodes, blocks.

Shortcodes after https://developer.wordpress.org/plugins/shortcodes/; the paragraphs of the classic
editor are made when a page is shown, so an export has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

__all__ = ["Upload", "drop_size", "render_markup"]

_CAPTION = re.compile(r"\[caption([^\]]*)\](.*?)\[/caption\]", re.DOTALL)
_WP_CAPTION = re.compile(r"\[wp_caption([^\]]*)\](.*?)\[/wp_caption\]", re.DOTALL)
_GALLERY = re.compile(r"\[gallery([^\]]*)\]")
_EMBED = re.compile(r"\[embed[^\]]*\]\s*(\S+?)\s*\[/embed\]")
_PLAYER = re.compile(
    r"\[(?:video|audio)\b[^\]]*?\b(?:src|mp4|mp3|m4v|webm|ogg)=[\"']?([^\"'\s\]]+)[^\]]*\]"
)
_PLAYER_END = re.compile(r"\[/(?:video|audio)\]")
# Page builders wrap the text in shortcodes; only the wrapping goes.
_BUILDER = re.compile(
    r"\[/?(?:vc_|et_pb_|av_|fusion_|ux_|row|col|section|text_box|contact-form-7|rev_slider)"
    r"[^\]]*\]"
)
_IDS = re.compile(r"""\bids\s*=\s*["']?([\d,\s]+)""")
_IMAGE = re.compile(r"<a\b[^>]*>\s*<img\b[^>]*>\s*</a>|<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
_CAPTION_WORDS = re.compile(r"""\bcaption\s*=\s*("([^"]*)"|'([^']*)')""")
_FILE_BUTTON = re.compile(r"<a\b[^>]*wp-block-file__button[^>]*>.*?</a>", re.DOTALL)
_BLOCK_START = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|pre|"
    r"section|article|aside|hr|iframe|form|address|center)\b",
    re.IGNORECASE,
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n+")
_SIZED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.[A-Za-z]{3,4}$)")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of WordPress's media library."""

    address: str
    title: str = ""
    caption: str = ""
    alt_text: str = ""


def render_markup(content: str, find_upload: Callable[[int], Upload | None]) -> str:
    """Plain HTML of a post's content."""
    text = content.replace("\r\n", "\n")
    if "[" in text:
        text = _CAPTION.sub(_make_figure, text)
        text = _WP_CAPTION.sub(_make_figure, text)
        text = _GALLERY.sub(lambda found: _make_gallery(found[1], find_upload), text)
        text = _EMBED.sub(lambda found: _make_link(found[1]), text)
        text = _PLAYER.sub(lambda found: _make_link(found[1]), text)
        text = _BUILDER.sub("", _PLAYER_END.sub("", text))
    if "wp-block-file__button" in text:
        text = _FILE_BUTTON.sub("", text)
    return text if "<!-- wp:" in text else _make_paragraphs(text)


def drop_size(address: str) -> str:
    """The address of the picture as uploaded, from that of a smaller copy.

    >>> drop_size("/wp-content/uploads/2020/12/hop-300x200.jpg")
    '/wp-content/uploads/2020/12/hop.jpg'
    """
    return _SIZED.sub("", address)


def _make_paragraphs(text: str) -> str:
    parts = []
    for part in _EMPTY_LINE.split(text.strip()):
        bare = part.strip()
        if not bare:
            continue
        if _BLOCK_START.match(bare):
            parts.append(bare)
        else:
            parts.append("<p>{}</p>".format(bare.replace("\n", "<br/>")))
    return "\n".join(parts)


def _make_figure(found: re.Match[str]) -> str:
    image = _IMAGE.search(found[2])
    if image is None:
        return found[2]
    named = _CAPTION_WORDS.search(found[1])
    words = (found[2][: image.start()] + found[2][image.end() :]).strip()
    caption = words or (named[2] or named[3] or "" if named else "")
    return f"\n\n<figure>{image[0]}<figcaption>{caption}</figcaption></figure>\n\n"


def _make_gallery(attributes: str, find_upload: Callable[[int], Upload | None]) -> str:
    figures = []
    for number in _read_ids(attributes):
        upload = find_upload(number)
        if upload is not None:
            figures.append(
                f'<figure><img src="{escape(upload.address)}" alt="{escape(upload.alt_text)}">'
                f"<figcaption>{escape(upload.caption)}</figcaption></figure>"
            )
    return "\n\n" + "\n\n".join(figures) + "\n\n"


def _make_link(address: str) -> str:
    return f'\n\n<p><a href="{escape(address)}">{escape(address)}</a></p>\n\n'


def _read_ids(attributes: str) -> list[int]:
    found = _IDS.search(attributes)
    return [int(each) for each in found[1].split(",") if each.strip().isdigit()] if found else []
