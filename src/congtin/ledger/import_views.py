"""The screens of an import: upload, preview with a choice for each row, summary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from congtin.accounts.models import User
from congtin.ledger import plan_template
from congtin.ledger.addresses import get_page_period, get_plan_path
from congtin.ledger.import_forms import IndicatorNames, RowForm, UploadForm
from congtin.ledger.models import Document, Result, Target
from congtin.ledger.plan_files import PlanFile, PlanFileError, read_plan
from congtin.ledger.plan_import import Choice, RowsRefused, Source, import_plan
from congtin.ledger.plan_preview import PreviewRow, preview_plan, suggest_indicators
from congtin.ledger.uploads import (
    Upload,
    UploadGone,
    claim_upload,
    keep_upload,
    load_upload,
    release_upload,
)
from congtin.papers import PaperError, read_paper
from congtin.places.models import Unit
from congtin.vietnamese.formatting import format_period

__all__ = ["download_template", "preview", "show_imported", "upload"]

_DOUBTFUL = Decimal("0.75")
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class _Opened:
    """An uploaded file in the second step: what was said of it, and what it holds."""

    token: str
    kept: Upload
    plan: PlanFile
    unit: Unit
    names: IndicatorNames
    user: User


def _for_planners(view: _View) -> _View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("ledger.add_target"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "POST"])
@_for_planners
def upload(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _render_upload(request, UploadForm(initial={"period": timezone.localdate().year}))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render_upload(request, form, status=422)
    words = form.cleaned_data
    kept = Upload(
        name=words["file"].name,
        unit_id=form.unit.pk,
        period=words["period"],
        kind=words["kind"],
        set_by=words["set_by"],
        title=words["title"],
        published_on=words["published_on"].isoformat() if words["published_on"] else "",
        content=words["file"].read(),
    )
    try:
        _read(kept)
    except (PaperError, PlanFileError) as problem:
        form.add_error("file", str(problem))
        return _render_upload(request, form, status=422)
    return redirect("ledger:import_preview", keep_upload(kept, user_id=_get_user(request).pk))


@require_http_methods(["GET", "POST"])
@_for_planners
def preview(request: HttpRequest, token: str) -> HttpResponse:
    user = _get_user(request)
    try:
        kept = load_upload(token, user_id=user.pk)
        plan = _read(kept)
    except (UploadGone, PaperError, PlanFileError):
        messages.error(
            request, "Tệp này đã được nhập hoặc đã quá một ngày. Hãy tải tệp lên lần nữa."
        )
        return redirect("ledger:import_plan")
    unit = get_object_or_404(Unit, pk=kept.unit_id)
    opened = _Opened(token, kept, plan, unit, IndicatorNames(), user)
    if request.method == "GET":
        return _render_suggestions(request, opened)
    return _confirm(request, opened)


@require_GET
@_for_planners
def show_imported(request: HttpRequest, document_id: int) -> HttpResponse:
    """What the file vouches for, and where the public sees it."""
    document = get_object_or_404(Document, pk=document_id)
    targets = Target.objects.filter(evidence__document=document)
    results = Result.objects.filter(evidence__document=document)
    values: list[Target | Result] = []
    for rows in (targets, results):
        values += rows.select_related("indicator", "unit").order_by("pk").distinct()
    pages = {
        get_plan_path(unit_slug=value.unit.slug, period=value.period): (
            f"{value.unit.name}, {format_period(get_page_period(value.period))}"
        )
        for value in values
    }
    context = {
        "document": document,
        "rows": [
            (value, isinstance(value, Target), format_period(value.period)) for value in values
        ],
        "pages": sorted(pages.items()),
    }
    return render(request, "ledger/import_done.html", context)


@require_GET
@_for_planners
def download_template(request: HttpRequest, suffix: str) -> HttpResponse:
    del request
    year = timezone.localdate().year
    writers = {"xlsx": plan_template.write_workbook, "csv": plan_template.write_csv}
    response = HttpResponse(writers[suffix](year), content_type=_TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="mau-ke-hoach-{year}.{suffix}"'
    return response


def _read(kept: Upload) -> PlanFile:
    """Raises PaperError and PlanFileError."""
    return read_plan(read_paper(kept.content, name=kept.name), period=kept.period, kind=kept.kind)


def _render_suggestions(request: HttpRequest, opened: _Opened) -> HttpResponse:
    suggestions = suggest_indicators(opened.plan)
    rows = preview_plan(
        plan=opened.plan,
        unit=opened.unit,
        set_by=opened.kept.set_by,
        indicators=[each.indicator if each else None for each in suggestions],
        certainties=[each.certainty if each else Decimal(0) for each in suggestions],
    )
    forms = [
        RowForm(
            names=opened.names,
            number=number,
            initial=RowForm.make_initial(row, doubtful=row.certainty < _DOUBTFUL),
        )
        for number, row in enumerate(rows)
    ]
    return _render_preview(request, opened, rows, forms)


def _confirm(request: HttpRequest, opened: _Opened) -> HttpResponse:
    numbers = range(len(opened.plan.rows))
    forms = [RowForm(request.POST, names=opened.names, number=number) for number in numbers]
    wrong = [form for form in forms if not form.is_valid()]
    problems: dict[int, str] = {}
    choices = [] if wrong else _make_choices(opened.plan, forms)
    if wrong:
        problem = "Chưa ghi dòng nào: có dòng chưa rõ chỉ tiêu. Sổ chỉ tiêu vẫn như cũ."
    elif not choices:
        problem = "Chưa chọn dòng nào. Đánh dấu những dòng cần ghi vào sổ."
    else:
        _check_rights(opened.user, choices)
        try:
            return _enter(request, opened, choices)
        except RowsRefused as refusal:
            problem, problems = str(refusal), refusal.problems
        except UploadGone:
            messages.error(request, "Tệp này vừa được nhập rồi.")
            return redirect("ledger:import_plan")
    rows = preview_plan(
        plan=opened.plan,
        unit=opened.unit,
        set_by=opened.kept.set_by,
        indicators=[form.indicator for form in forms],
        certainties=[Decimal(1)] * len(forms),
    )
    return _render_preview(request, opened, rows, forms, problem=problem, problems=problems)


def _make_choices(plan: PlanFile, forms: Sequence[RowForm]) -> list[Choice]:
    return [
        Choice(
            number=number,
            row=plan.rows[number],
            indicator=form.indicator,
            new_name="" if form.indicator else form.cleaned_data["indicator_name"],
            replace={"new": True, "old": False}.get(form.cleaned_data["replace"]),
        )
        for number, form in enumerate(forms)
        if form.wants
    ]


def _check_rights(user: User, choices: Sequence[Choice]) -> None:
    kinds = {value.kind for choice in choices for value in choice.row.values}
    if kinds - {"target"} and not user.has_perm("ledger.add_result"):
        raise PermissionDenied
    if any(choice.indicator is None for choice in choices) and not user.has_perm(
        "ledger.add_indicator"
    ):
        raise PermissionDenied


def _enter(request: HttpRequest, opened: _Opened, choices: Sequence[Choice]) -> HttpResponse:
    """Raises RowsRefused and UploadGone; of two requests at once only one gets past the claim."""
    kept, unit, user = opened.kept, opened.unit, opened.user
    claim_upload(opened.token, user_id=user.pk)
    used = False
    try:
        imported = import_plan(
            choices=choices,
            unit=unit,
            set_by=kept.set_by,
            source=Source(
                digest=kept.digest,
                title=kept.title or f"Tệp “{kept.name}”",
                publisher=kept.set_by or unit.name,
                published_on=dt.date.fromisoformat(kept.published_on)
                if kept.published_on
                else None,
            ),
            by=user,
        )
        used = True
    finally:
        release_upload(opened.token, user_id=user.pk, used=used)
    messages.success(
        request,
        f"Đã ghi {len(imported.targets)} mức đề ra và {len(imported.results)} kết quả vào sổ.",
    )
    return redirect("ledger:imported", imported.document.pk)


def _render_upload(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    units = Unit.objects.order_by("level", "name").values_list("name", flat=True)
    context = {"form": form, "units": list(dict.fromkeys(units))}
    return render(request, "ledger/import.html", context, status=status)


def _render_preview(
    request: HttpRequest,
    opened: _Opened,
    rows: Sequence[PreviewRow],
    forms: Sequence[RowForm],
    *,
    problem: str = "",
    problems: dict[int, str] | None = None,
) -> HttpResponse:
    problems = problems or {}
    lines = [
        {
            "preview": row,
            "form": form,
            "problem": problems.get(number, ""),
            "doubtful": row.indicator is None or row.certainty < _DOUBTFUL,
            "asks": row.differs or number in problems,
        }
        for number, (row, form) in enumerate(zip(rows, forms, strict=True))
    ]
    context = {
        "lines": lines,
        "plan": opened.plan,
        "unit": opened.unit,
        "period": format_period(opened.kept.period),
        "kept": opened.kept,
        "problem": problem,
        "indicators": opened.names.names,
        "can_make": request.user.has_perm("ledger.add_indicator"),
    }
    return render(request, "ledger/import_preview.html", context, status=422 if problem else 200)


def _get_user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
