"""What a plan officer says of a file, and of each of its rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from congtin.ledger.enums import Kind
from congtin.ledger.models import Indicator
from congtin.ledger.periods import read_span, tidy_period
from congtin.ledger.plan_preview import PreviewRow
from congtin.papers import SUFFIXES
from congtin.places.models import Unit
from congtin.places.queries import find_unit
from congtin.vietnamese.folding import fold

__all__ = ["IndicatorNames", "RowForm", "UploadForm"]

_MOST_MB = 5
_REPLACE = [
    ("", "— chọn —"),
    ("new", "Dùng giá trị mới"),
    ("old", "Ghi lại, vẫn dùng giá trị cũ"),
]
_KINDS = [
    (Kind.RESULT.value, "kết quả chính thức"),
    (Kind.ESTIMATE.value, "kết quả ước"),
]
_TABLES = (".xlsx", ".csv", ".docx", ".tsv", ".html", ".htm")


class UploadForm(forms.Form):
    """After `is_valid`: `unit`."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        help_text=f"Excel (.xlsx), Word (.docx) hoặc CSV, tối đa {_MOST_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(_TABLES)}),
    )
    unit_name = forms.CharField(
        label="Đơn vị",
        max_length=120,
        widget=forms.TextInput(attrs={"list": "ledger-units", "autocomplete": "off"}),
    )
    period = forms.CharField(
        label="Kỳ",
        max_length=24,
        help_text="Năm 2025; giai đoạn 2025-2030; báo cáo 6 tháng 2025-M01..06.",
    )
    kind = forms.ChoiceField(
        label="Cột “Thực hiện” là",
        choices=_KINDS,
        help_text="Cột ghi rõ “ước” luôn là kết quả ước.",
    )
    set_by = forms.CharField(
        label="Ai đề ra kế hoạch",
        max_length=200,
        required=False,
        help_text="Ví dụ: HĐND phường Lê Chân. Cột ghi “… giao” thì theo tiêu đề cột.",
    )
    title = forms.CharField(
        label="Tên văn bản",
        max_length=300,
        required=False,
        help_text="Hiện trên cổng làm căn cứ. Để trống thì lấy tên tệp.",
    )
    published_on = forms.DateField(
        label="Ngày văn bản",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    unit: Unit

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > _MOST_MB * 2**20:
            raise ValidationError(
                f"Tệp lớn hơn {_MOST_MB} MB. Hãy bỏ bớt hình ảnh và các trang không cần."
            )
        if (file.name or "").lower().endswith(tuple(set(SUFFIXES) - set(_TABLES))):
            raise ValidationError(
                "Loại tệp này không có bảng để nhập. Hãy dùng .xlsx, .docx hoặc .csv."
            )
        return file

    def clean_period(self) -> str:
        period = tidy_period(self.cleaned_data["period"])
        if read_span(period) is None:
            raise ValidationError(
                f"“{period}” không phải là kỳ. Viết như 2025, 2025-M01..06 hoặc 2025-2030."
            )
        return period

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        span = read_span(cleaned.get("period", ""))
        if span and "unit_name" in cleaned:
            name = cleaned["unit_name"]
            unit = find_unit(name, on=span.last) or find_unit(name, on=span.first)
            if unit is None:
                self.add_error("unit_name", f"Không có đơn vị “{name}”. Chọn trong danh sách.")
            else:
                self.unit = unit
        return cleaned


class IndicatorNames:
    """All names of the registry, loaded once for the many rows of a file."""

    def __init__(self) -> None:
        self._by_name: dict[str, Indicator] = {}
        for indicator in Indicator.objects.order_by("pk"):
            for name in indicator.folded_names.split("\n"):
                self._by_name.setdefault(name, indicator)
        self.names = sorted(each.name for each in set(self._by_name.values()))

    def find(self, name: str) -> Indicator | None:
        return self._by_name.get(fold(name))


class RowForm(forms.Form):
    """One row of the preview. After `is_valid` of a taken row: `indicator`, None where a new one
    is to be made."""

    take = forms.BooleanField(label="Nhập", required=False)
    indicator_name = forms.CharField(
        label="Chỉ tiêu trong sổ",
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"list": "ledger-indicators", "autocomplete": "off"}),
    )
    new_indicator = forms.BooleanField(label="Tạo chỉ tiêu mới", required=False)
    replace = forms.ChoiceField(label="Giá trị khác nhau", required=False, choices=_REPLACE)

    indicator: Indicator | None = None

    def __init__(
        self,
        data: Any = None,
        *,
        names: IndicatorNames,
        number: int,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=f"r{number}", auto_id="%s", initial=initial)
        self._names = names

    @staticmethod
    def make_initial(row: PreviewRow, *, doubtful: bool) -> dict[str, Any]:
        """A doubtful, hidden, wrong or differing row is left for the officer to choose."""
        hidden = row.row.hidden or any(value.hidden for value in row.row.values)
        return {
            "take": not (doubtful or hidden or row.is_odd or row.row.problems),
            "indicator_name": row.indicator.name if row.indicator else row.row.name,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = cleaned.get("indicator_name", "")
        self.indicator = self._names.find(name) if name else None
        if not cleaned.get("take"):
            return cleaned
        if not name:
            self.add_error("indicator_name", "Chọn chỉ tiêu cho dòng này.")
        elif self.indicator is None and not cleaned["new_indicator"]:
            self.add_error(
                "indicator_name",
                "Sổ chưa có chỉ tiêu này. Chọn trong danh sách, hoặc đánh dấu “Tạo chỉ tiêu mới”.",
            )
        return cleaned

    @property
    def wants(self) -> bool:
        return bool(self.is_bound and self.cleaned_data.get("take"))
