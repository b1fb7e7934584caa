"""What the inbox sends: a deed, and the stories that it is meant for."""

from typing import Any

from django import forms

from congtin.wire.models import WireItem

__all__ = ["DeedForm"]

_MOST_AT_ONCE = 50


class DeedForm(forms.Form):
    """`deed` may name one story itself ("accept:12"), as the buttons of its row do."""

    DEEDS = ("accept", "merge", "join", "postpone", "ignore", "restore")

    deed = forms.CharField(max_length=30)
    items = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["items"]
        field.choices = [(each, each) for each in data.getlist("items") if each.isdigit()]

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        deed, _, number = words.get("deed", "").partition(":")
        if deed not in self.DEEDS or (number and not number.isdigit()):
            raise forms.ValidationError("Không rõ việc cần làm.")
        numbers = [int(number)] if number else words.get("items") or []
        if not numbers:
            raise forms.ValidationError("Chưa chọn tin nào.")
        if len(numbers) > _MOST_AT_ONCE:
            raise forms.ValidationError(f"Chọn nhiều nhất {_MOST_AT_ONCE} tin một lần.")
        found = WireItem.objects.select_related("source__outlet", "source__section", "like_article")
        words["deed"], words["items"] = deed, list(found.filter(pk__in=numbers))
        return words
