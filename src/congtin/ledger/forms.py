"""What an editor says of one proposal: indicator, unit, period, kind, value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from congtin.ledger.actions import Amount
from congtin.ledger.enums import Comparator, Kind
from congtin.ledger.measures import is_kept_exactly
from congtin.ledger.models import Indicator, Proposal
from congtin.ledger.periods import read_span, tidy_period
from congtin.places.models import Unit
from congtin.places.queries import find_unit
from congtin.vietnamese.folding import fold
from congtin.vietnamese.formatting import format_number, trim_zeros
from congtin.vietnamese.numbers import parse_digits

__all__ = ["DecisionForm"]

_BETWEEN = re.compile(r"(?<=\d)\s*[-\u2013]\s*(?=[-\u2212]?\d)")
_GAP = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_NUMBER = re.compile(
    r"""
    (?P<minus>[-\u2212]?)\s*
    (?P<digits>
        \d{1,3}(?:\.\d{3})+(?:,\d+)?      # 1.223,771
      | \d{1,3}(?:,\d{3})+(?:\.\d+)?      # 2,356.7, as pages copied from spreadsheets have it
      | \d+(?:[.,]\d+)?
    )
    """,
    re.VERBOSE | re.ASCII,
)


class DecisionForm(forms.Form):
    """Names are typed or chosen from lists; they are looked up without regard to diacritics.

    After `is_valid`: `indicator` (None when a new one is to be made), `unit`, `amount`.
    """

    indicator_name = forms.CharField(
        label="Chỉ tiêu",
        max_length=250,
        widget=forms.TextInput(attrs={"list": "ledger-indicators", "autocomplete": "off"}),
    )
    new_indicator = forms.BooleanField(label="Tạo chỉ tiêu mới", required=False)
    unit_name = forms.CharField(
        label="Đơn vị",
        max_length=120,
        widget=forms.TextInput(attrs={"list": "ledger-units", "autocomplete": "off"}),
    )
    period = forms.CharField(label="Kỳ", max_length=24)
    kind = forms.ChoiceField(label="Loại", choices=Kind.choices)
    comparator = forms.ChoiceField(label="Cách nói", choices=Comparator.choices)
    number = forms.CharField(label="Giá trị", max_length=60)
    measure = forms.CharField(label="Đơn vị tính", max_length=60, required=False)
    set_by = forms.CharField(label="Ai đề ra (nếu là mức đề ra)", max_length=200, required=False)
    replace = forms.ChoiceField(
        required=False, choices=[("", ""), ("new", "new"), ("old", "old")], widget=forms.HiddenInput
    )

    indicator: Indicator | None = None
    unit: Unit
    amount: Amount

    @classmethod
    def for_proposal(
        cls, proposal: Proposal, data: Any = None, *, set_by: str = ""
    ) -> DecisionForm:
        indicator = proposal.indicator
        return cls(
            data,
            auto_id=f"so-lieu-{proposal.pk}-%s",
            initial={
                "indicator_name": indicator.name if indicator else _capitalise(proposal.name),
                "new_indicator": indicator is None,
                "unit_name": proposal.unit.name if proposal.unit else "",
                "period": proposal.period,
                "kind": proposal.kind,
                "comparator": proposal.comparator,
                "number": _write_number(proposal),
                "measure": proposal.measure,
                "set_by": set_by,
            },
        )

    def clean_indicator_name(self) -> str:
        """The main name goes before a name in use of another indicator."""
        name = self.cleaned_data["indicator_name"]
        folded = fold(name)
        near = Indicator.objects.filter(folded_names__contains=folded)
        names = [(each, each.folded_names.split("\n")) for each in near]
        found = [each for each, known in names if folded == known[0]]
        found += [each for each, known in names if folded in known[1:]]
        self.indicator = found[0] if found else None
        return name

    def clean_period(self) -> str:
        period = tidy_period(self.cleaned_data["period"])
        if read_span(period) is None:
            raise ValidationError(
                f"“{period}” không phải là kỳ. Viết như 2021, 2021-06, 2021-M01..06, 2020-2025."
            )
        return period

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.indicator is None and "indicator_name" in cleaned and not cleaned["new_indicator"]:
            self.add_error(
                "indicator_name",
                "Sổ chưa có chỉ tiêu này. Chọn trong danh sách, hoặc đánh dấu “Tạo chỉ tiêu mới”.",
            )
        if "period" in cleaned and "unit_name" in cleaned:
            self._find_unit(cleaned)
        if "number" in cleaned and "comparator" in cleaned:
            self._read_amount(cleaned)
        return cleaned

    def _find_unit(self, cleaned: dict[str, Any]) -> None:
        span = read_span(cleaned["period"])
        unit = find_unit(cleaned["unit_name"], on=span.last) if span else None
        if unit is None and span:
            unit = find_unit(cleaned["unit_name"], on=span.first)
        if unit is None:
            self.add_error(
                "unit_name", f"Không có đơn vị “{cleaned['unit_name']}”. Chọn trong danh sách."
            )
        else:
            self.unit = unit

    def _read_amount(self, cleaned: dict[str, Any]) -> None:
        parts = _BETWEEN.split(cleaned["number"].strip())
        is_range = cleaned["comparator"] == Comparator.RANGE
        if len(parts) != (2 if is_range else 1):
            hint = "hai số, ví dụ 7,4 - 8,4" if is_range else "một số, ví dụ 1.223,771"
            self.add_error("number", f"Viết {hint}.")
            return
        try:
            numbers = [_read_number(part) for part in parts]
        except ValueError:
            self.add_error(
                "number",
                "Viết số theo lối Việt Nam: dấu chấm ngăn nghìn, dấu phẩy thập phân, "
                "nhiều nhất 15 chữ số, 6 chữ số sau dấu phẩy.",
            )
            return
        if numbers != sorted(numbers):
            self.add_error("number", "Viết số nhỏ trước, số lớn sau.")
            return
        self.amount = Amount(
            measure=cleaned["measure"],
            value=None if is_range else numbers[0],
            low=numbers[0] if is_range else None,
            high=numbers[1] if is_range else None,
            comparator=cleaned["comparator"],
        )


def _capitalise(name: str) -> str:
    return name[:1].upper() + name[1:]


def _write_number(proposal: Proposal) -> str:
    """As the article writes it where that is the value ("406,890"), else without idle zeros."""
    stated = _read_stated(proposal.surface)
    if stated is not None and stated == proposal.value:
        return format_number(stated)
    values = [proposal.value] if proposal.value is not None else [proposal.low, proposal.high]
    return " - ".join(format_number(trim_zeros(value)) for value in values if value is not None)


def _read_stated(surface: str) -> Decimal | None:
    try:
        return _read_number(surface)
    except ValueError:
        return None


def _read_number(text: str) -> Decimal:
    """ValueError on what is no number, or has more digits than the ledger keeps."""
    found = _NUMBER.fullmatch(_GAP.sub("", text.strip()))
    if found is None:
        raise ValueError(text)
    number = parse_digits(found["digits"])
    if not is_kept_exactly(number):
        raise ValueError(text)
    return -number if found["minus"] else number
