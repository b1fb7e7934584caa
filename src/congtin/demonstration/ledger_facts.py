"""The facts that go into the ledger: documents, plans, projects, targets and results."""

from __future__ import annotations

from collections.abc import Mapping

from congtin.demonstration.facts import (
    FactFigure,
    FactSource,
    read_day,
    read_figures,
    read_note,
    read_rows,
)
from congtin.ledger.actions import Amount, record_result, record_target
from congtin.ledger.models import (
    Document,
    Indicator,
    Plan,
    Project,
    ProjectStatement,
    Result,
    Target,
)
from congtin.ledger.periods import read_span
from congtin.places.models import Unit
from congtin.places.queries import find_unit
from congtin.vietnamese.folding import fold, slugify

__all__ = [
    "find_body",
    "load_documents",
    "load_figures",
    "load_plans",
    "load_projects",
    "make_indicator_finder",
]

Documents = Mapping[str, Document]


def load_documents(sources: Mapping[str, FactSource]) -> dict[str, Document]:
    """By the code of their source."""
    known = set(Document.objects.values_list("code", flat=True))
    Document.objects.bulk_create(
        Document(
            code=source.code,
            title=source.title,
            publisher=source.publisher,
            address=source.address,
            published_on=source.published_on,
            event_on=source.event_on,
        )
        for source in sources.values()
        if source.code not in known
    )
    return {document.code: document for document in Document.objects.exclude(code="")}


def load_plans(documents: Documents) -> None:
    for row in read_rows("plans"):
        plan, _ = Plan.objects.get_or_create(
            unit=find_body(row["body"], period=row["period"]),
            period=row["period"],
            adopting_body=row["adopting_body"],
            resolution_number=row["resolution_number"],
            defaults={
                "theme": row["theme"],
                "resolution_date": read_day(row["resolution_date"]),
                "note": read_note(row["note"]),
            },
        )
        codes = (row["source_id"], row["source_id_2"])
        plan.documents.add(*(documents[code] for code in codes if code))


def load_projects(documents: Documents) -> None:
    if Project.objects.exists():
        return
    for row in read_rows("projects"):
        project, _ = Project.objects.get_or_create(
            name=row["name"], defaults={"slug": slugify(row["name"], max_length=120)}
        )
        bodies = [body.strip() for body in row["body"].split(";")]
        project.units.add(*(find_body(body, period=row["status_date"][:4]) for body in bodies))
        ProjectStatement.objects.create(
            project=project,
            section=row["section"],
            area_m2=row["area_m2"] or None,
            households=row["households"] or None,
            parcels=row["parcels"] or None,
            length_km=row["length_km"] or None,
            capital=row["capital_billion_vnd"] or None,
            capital_comparator=row["capital_comparator"],
            start=row["start"],
            planned_finish=row["planned_finish"],
            status=row["status"],
            said_on=row["status_date"],
            document=documents[row["source_id"]],
            note=read_note(row["note"]),
        )


def load_figures(documents: Documents, sources: Mapping[str, FactSource]) -> None:
    """All targets and results, so entered that of several values of one thing the one in use is
    the last published, a final one before an estimate, a sure one before a doubtful one."""
    if Result.objects.exists():
        return
    find_indicator = make_indicator_finder()
    rows = sorted(
        read_figures(),
        key=lambda row: (not row.is_doubtful, row.kind == "result", sources[row.source].date),
    )
    for row in rows:
        _record(row, documents[row.source], find_indicator(row.indicator))
    _say_why()


def _say_why() -> None:
    """Why the value in use is the one, wherever a source states another."""
    reason = "Số công bố sau cùng; số còn lại là số ước, số đề ra trước hoặc chưa chắc."
    for model in (Target, Result):
        for rival in model.objects.filter(in_use=False):
            model.objects.filter(
                indicator=rival.indicator_id,
                unit=rival.unit_id,
                period=rival.period,
                territory=rival.territory,
                in_use=True,
            ).update(why_in_use=reason)


def make_indicator_finder():  # type: ignore[no-untyped-def]  # noqa: ANN201  (a closure over the registry)
    """A function from a name or alias to its indicator; LookupError where there is none."""
    by_name = {
        name: indicator
        for indicator in Indicator.objects.all()
        for name in reversed(indicator.folded_names.split("\n"))
    }
    by_name.update({fold(indicator.name): indicator for indicator in Indicator.objects.all()})

    def find(name: str) -> Indicator:
        return by_name[fold(name)]

    return find


def find_body(name: str, *, period: str) -> Unit:
    """The unit of that name at the end of the period; LookupError where there was none."""
    span = read_span(period) or read_span("2024")
    unit = find_unit(name, on=span.last) if span else None
    unit = unit or (find_unit(name, on=span.first) if span else None)
    if unit is None:
        raise LookupError(f"no unit {name} in {period}")
    return unit


def _record(row: FactFigure, document: Document, indicator: Indicator) -> None:
    amount = Amount(
        measure=row.measure,
        value=row.value,
        low=row.low,
        high=row.high,
        comparator=row.comparator,
    )
    unit = find_body(row.body, period=row.period)
    if row.kind == "target":
        record_target(
            indicator=indicator,
            unit=unit,
            period=row.period,
            amount=amount,
            set_by=row.set_by,
            territory=row.territory,
            document=document,
            note=row.public_note,
            replace=True,
        )
        return
    record_result(
        indicator=indicator,
        unit=unit,
        period=row.period,
        amount=amount,
        is_estimate=row.kind == "estimate",
        attainment=row.attainment,
        attainment_base=row.attainment_base,
        other_attainments=row.other_attainments,
        territory=row.territory,
        document=document,
        note=row.public_note,
        replace=True,
    )
