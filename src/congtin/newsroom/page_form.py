"""The editor's form of a page: the address is folded in the browser as it is on the server."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets.slug import SlugInput

__all__ = ["FoldedSlugForm"]

# What congtin.vietnamese.folding does, as pairs of a pattern and its replacement. Stripping marks
# alone would keep đ, and Wagtail's own transliteration makes "dj" of it.
_FOLDERS = [
    (r"[\u0300-\u036f]+", "", "gu"),
    (r"[àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ]", "a", "gu"),
    (r"[èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ]", "e", "gu"),
    (r"[ìíỉĩịÌÍỈĨỊ]", "i", "gu"),
    (r"[òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ]", "o", "gu"),
    (r"[ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ]", "u", "gu"),
    (r"[ỳýỷỹỵỲÝỶỸỴ]", "y", "gu"),
    ("[đĐ\u00f0\u00d0]", "d", "gu"),
]


class FoldedSlugForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].widget = SlugInput(formatters=_FOLDERS)
