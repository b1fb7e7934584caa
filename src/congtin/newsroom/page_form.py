"""The editor's form of a page: the address is folded in the browser as it is on the server."""

from itertools import count
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Page

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

    def clean_slug(self) -> str:
        """A page that was never public gets a number where its address is another's.

        Not only when it is made: the editor saves by itself, and the form in the browser goes on
        sending the address without the number.
        """
        given: str = self.cleaned_data["slug"]
        if not given:
            return given
        slug: str = self.instance.free_address(given)
        if self.instance.first_published_at:
            return slug
        siblings = Page.objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        taken = set(siblings.filter(slug__startswith=slug).values_list("slug", flat=True))
        numbered = (f"{slug}-{number}" for number in count(2))
        return slug if slug not in taken else next(each for each in numbered if each not in taken)

    def save(self, commit: bool = True) -> Page:
        """A new page is a draft until it is published: Wagtail would store it as live, and so it
        would stay where a check holds the publication back."""
        if self.instance.pk is None:
            self.instance.live = False
        page: Page = super().save(commit)
        return page
