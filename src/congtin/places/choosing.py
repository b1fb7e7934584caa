"""Choosing a row of a long table in the newsroom: by any words of its name, marks or not."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from congtin.vietnamese.folding import fold

__all__ = ["SearchedChooserViewSet", "UnitChooserViewSet"]


class _SearchForm(BaseFilterForm):
    """A row is known by its words as shown, and by its other names where it has `folded_names`."""

    q = forms.CharField(
        label="Từ cần tìm",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Gõ một phần tên, không cần dấu"}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        query = self.cleaned_data.get("q", "")
        words = [f" {word}" for word in fold(query).split()]
        if not words:
            return objects
        self.is_searching, self.search_query = True, query
        found = [each.pk for each in objects if all(word in _get_names(each) for word in words)]
        return objects.filter(pk__in=found)


def _get_names(row: Any) -> str:
    """Folded, each word behind a space."""
    return f" {fold(str(row))} {' '.join(getattr(row, 'folded_names', '').split())}"


class _SearchedView(ChooseView):
    filter_form_class = _SearchForm


class _SearchedResultsView(ChooseResultsView):
    filter_form_class = _SearchForm


class SearchedChooserViewSet(SnippetChooserViewSet):
    """Wagtail offers no search for a table that its own index does not hold."""

    choose_view_class = _SearchedView
    choose_results_view_class = _SearchedResultsView


_PRESENT_FIRST = (
    "end_unknown",
    F("valid_to").desc(nulls_first=True),
    "-level",
    "name",
)


class _UnitView(_SearchedView):
    ordering = _PRESENT_FIRST


class _UnitResultsView(_SearchedResultsView):
    ordering = _PRESENT_FIRST


class UnitChooserViewSet(SearchedChooserViewSet):
    choose_view_class = _UnitView
    choose_results_view_class = _UnitResultsView
