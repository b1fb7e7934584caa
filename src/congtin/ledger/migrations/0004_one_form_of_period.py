"""Write every period in the ledger's own way, and tell the evidence for estimates.

The forms stand here as they were at this migration: the code may learn others later.
"""

from django.db import migrations

_FORMS = {
    "-M01..12": "",
    "-H1": "-M01..06",
    "-H2": "-M07..12",
    "-M01..03": "-Q1",
    "-M04..06": "-Q2",
    "-M07..09": "-Q3",
    "-M10..12": "-Q4",
    **{f"-M{month:02d}..{month:02d}": f"-{month:02d}" for month in range(1, 13)},
}
_SAME = {
    "Target": ("indicator_id", "unit_id", "territory", "set_by", "document_id"),
    "Result": ("indicator_id", "unit_id", "territory"),
}
_NOTE = "Có giá trị khác cho cùng kỳ, trước đây ghi kỳ theo cách khác."


def write_periods(apps, schema_editor):
    for name in ("Target", "Result", "Proposal", "Plan"):
        model = apps.get_model("ledger", name)
        for ending, form in _FORMS.items():
            for row in model.objects.filter(period__endswith=ending).order_by("pk"):
                _rename(model, row, row.period.removesuffix(ending) + form)


def tell_estimates(apps, schema_editor):
    evidence = apps.get_model("ledger", "Evidence")
    evidence.objects.filter(result__is_estimate=True).update(is_estimate=True)


def _rename(model, row, period):
    """Of two values that now are of one period, the one that was changed last stays in use."""
    changes = {"period": period}
    same = _SAME.get(model.__name__)
    if same and row.in_use:
        rivals = model.objects.filter(
            period=period, in_use=True, **{field: getattr(row, field) for field in same}
        )
        if rivals.filter(changed_at__gt=row.changed_at).exists():
            changes |= {"in_use": False, "note": row.note or _NOTE}
        else:
            rivals.filter(note="").update(note=_NOTE)
            rivals.update(in_use=False)
    if model.__name__ == "Plan":
        twins = model.objects.filter(
            unit_id=row.unit_id,
            period=period,
            adopting_body=row.adopting_body,
            resolution_number=row.resolution_number,
        )
        if twins.exists():
            return
    model.objects.filter(pk=row.pk).update(**changes)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_evidence_is_estimate")]

    operations = [
        migrations.RunPython(write_periods, migrations.RunPython.noop),
        migrations.RunPython(tell_estimates, migrations.RunPython.noop),
    ]
