"""Rows of any model as records of an export, and back.

What a portal is made of besides articles and files (units, outlets, people, the ledger) is moved
by one rule: a record has the row's number as `id` and its fields by their names in `fields`; one
that points to another row holds that row's id. A higher room's tables are described where the rooms
are wired together, so that nothing here knows of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, Model

from congtin.wire.moving.errors import ArticleRefused
from congtin.wire.moving.models import Move, Moved
from congtin.wire.moving.queries import find_moved
from congtin.wire.moving.records import Record, Refusal
from congtin.wire.moving.rows import insert_rows, let_numbers_go_on

__all__ = ["RowWriter", "Table", "read_rows"]

_PAUSE = 2000


@dataclass(frozen=True, slots=True)
class Table:
    """A model whose rows are moved as records of `kind`.

    `by`: the fields by which a row that is there already is the same one. `points_to`: the kinds of
    the models that its fields point to ("article|section": one of these). A field that points
    elsewhere is left out, as are those of `left_out`.
    """

    kind: str
    model: type[Model]
    by: tuple[str, ...] = ()
    points_to: Mapping[type[Model], str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def list_fields(self) -> list[Field[Any, Any]]:
        return [
            each
            for each in self.model._meta.local_concrete_fields
            if (not each.primary_key or each.related_model is not None)
            and each.name not in self.left_out
            and (each.related_model is None or self.get_kind(each))
        ]

    def list_many(self) -> list[Any]:
        return [
            each
            for each in self.model._meta.local_many_to_many
            if each.name not in self.left_out
            and _is_made_by_django(each.remote_field.through)
            and self.get_kind(each)
        ]

    def get_kind(self, each: Any) -> str:
        """The kind of what the field points to, "" where that is not moved."""
        model = each.related_model
        return self.kind if model is self.model else self.points_to.get(model, "")


def read_rows(table: Table) -> Iterator[dict[str, Any]]:
    """All rows as records, in the order of their numbers."""
    fields, many = table.list_fields(), table.list_many()
    rows = table.model._default_manager.order_by("pk").prefetch_related(
        *(each.name for each in many)
    )
    for row in rows.iterator(chunk_size=_PAUSE):
        values = {each.name: _write_value(row, each) for each in fields}
        for each in many:
            numbers = sorted(other.pk for other in getattr(row, each.name).all())
            values[each.name] = [str(number) for number in numbers]
        yield {"kind": table.kind, "id": str(row.pk), "fields": values}


def _is_made_by_django(through: Any) -> bool:
    """A table between two models that has a model of its own is a table of its own here."""
    return bool(through._meta.auto_created)


def _write_value(row: Model, each: Field[Any, Any]) -> Any:
    value = getattr(row, each.attname)
    if value is None or isinstance(value, bool | str | list | dict):
        return value
    if each.related_model is not None:
        return str(value)
    if isinstance(value, int):
        return value
    return each.value_to_string(row)


@dataclass(slots=True)
class RowWriter:
    """Takes records of the tables back, a batch of one kind in one transaction."""

    move: Move
    tables: Mapping[str, Table]

    def write(self, kind: str, batch: Sequence[Record]) -> tuple[int, int, list[Refusal]]:
        """How many were new, how many were there, and what is refused."""
        table = self.tables[kind]
        known = find_moved(self.move, kind, [record.key for record in batch])
        sound = [_open(record) for record in batch if _is_sound(record)]
        fresh = [record for record in sound if record.key not in known]
        refused = [
            Refusal(record.row, record.key, f"bản ghi “{kind}” không có id hoặc fields")
            for record in batch
            if not _is_sound(record)
        ]
        same = len(batch) - len(fresh) - len(refused)
        try:
            with transaction.atomic():
                more = self._add_in_order(table, fresh)
        except (IntegrityError, ValueError):
            return self._write_singly(table, fresh, same, refused)
        return len(fresh) - len(more), same, refused + more

    def _write_singly(
        self, table: Table, fresh: Sequence[Record], same: int, refused: list[Refusal]
    ) -> tuple[int, int, list[Refusal]]:
        """One bad row does not keep the others out."""
        made = 0
        for record in fresh:
            try:
                with transaction.atomic():
                    more = self._add(table, [record])
            except (IntegrityError, ValueError) as problem:
                more = [Refusal(record.row, record.key, _say(problem))]
            made += not more
            refused = refused + more
        return made, same, refused

    def _add_in_order(self, table: Table, records: Sequence[Record]) -> list[Refusal]:
        """A row after the one of its own kind that it points to, where that has no number yet."""
        own = [each.name for each in table.list_fields() if each.related_model is table.model]
        if self.move.keeps_numbers or not own:
            return self._add(table, records)
        waiting = {record.key: record for record in records}
        refused: list[Refusal] = []
        while waiting:
            ready = [
                record
                for record in waiting.values()
                if not any(record.fields.get(name) in waiting for name in own)
            ]
            refused += self._add(table, ready or list(waiting.values()))
            for record in ready or list(waiting.values()):
                del waiting[record.key]
        return refused

    def _add(self, table: Table, records: Sequence[Record]) -> list[Refusal]:
        there = self._find_others(table, records)
        taken = set(
            table.model._default_manager.filter(
                pk__in=[int(r.key) for r in records if r.key.isdigit()]
            ).values_list("pk", flat=True)
        )
        rows: list[tuple[Record, Model]] = []
        moved: list[Moved] = []
        refused: list[Refusal] = []
        for record in records:
            try:
                values = self._read_values(table, record, there)
            except (ArticleRefused, ValidationError) as problem:
                refused.append(Refusal(record.row, record.key, _say(problem)))
                continue
            row = self._find_same(table, values)
            if row is None:
                row = table.model(**values)
                if table.model._meta.pk.related_model is None:
                    keeps = self.move.keeps_numbers and record.key.isdigit()
                    row.pk = int(record.key) if keeps and int(record.key) not in taken else None
                rows.append((record, row))
            elif self.move.keeps_numbers:
                table.model._default_manager.filter(pk=row.pk).update(**values)
            if row.pk is not None:
                moved.append(self._note(record, row))
        self._insert(table, rows, moved)
        self._add_many(table, records, moved, there)
        Moved.objects.bulk_create(moved)
        return refused

    def _insert(
        self, table: Table, rows: Sequence[tuple[Record, Model]], moved: list[Moved]
    ) -> None:
        numbered = [row for _, row in rows if row.pk is not None]
        # The rows of this batch may point to each other: their numbers are settled before.
        if numbered:
            insert_rows(table.model, numbered)
            let_numbers_go_on([table.model])
        for record, row in rows:
            if row.pk is None:
                row.save(force_insert=True)
                moved.append(self._note(record, row))
                self._keep_dates(table, record, row)

    def _keep_dates(self, table: Table, record: Record, row: Model) -> None:
        """Dates that Django sets by itself are those of the old portal all the same."""
        own = {
            each.name: each.to_python(record.fields[each.name])
            for each in table.list_fields()
            if (getattr(each, "auto_now", False) or getattr(each, "auto_now_add", False))
            and record.fields.get(each.name)
        }
        if own:
            table.model._default_manager.filter(pk=row.pk).update(**own)

    def _add_many(
        self,
        table: Table,
        records: Sequence[Record],
        moved: Sequence[Moved],
        there: Mapping[tuple[str, str], int],
    ) -> None:
        numbers = {row.key: row.number for row in moved}
        for each in table.list_many():
            through = each.remote_field.through
            kind = table.get_kind(each)
            pairs = [
                {
                    each.m2m_column_name(): numbers[record.key],
                    each.m2m_reverse_name(): there[kind, str(key)],
                }
                for record in records
                if record.key in numbers
                for key in record.fields.get(each.name) or []
                if (kind, str(key)) in there
            ]
            through._default_manager.bulk_create(
                [through(**pair) for pair in pairs], ignore_conflicts=True
            )

    def _find_others(self, table: Table, records: Sequence[Record]) -> dict[tuple[str, str], int]:
        """The numbers here of all that the records point to."""
        wanted: dict[str, set[str]] = {}
        for each in table.list_fields():
            kind = table.get_kind(each) if each.related_model is not None else ""
            if kind:
                keys = {str(r.fields[each.name]) for r in records if r.fields.get(each.name)}
                wanted.setdefault(kind, set()).update(keys)
        for each in table.list_many():
            for record in records:
                keys = set(map(str, record.fields.get(each.name) or []))
                wanted.setdefault(table.get_kind(each), set()).update(keys)
        found = {
            (kind, key): row.number
            for kind, keys in wanted.items()
            for each_kind in kind.split("|")
            for key, row in find_moved(self.move, each_kind, keys).items()
        }
        if self.move.keeps_numbers:  # a row may point to one of its own kind further down
            own = {key for key in wanted.get(table.kind, ()) if key.isdigit()}
            found |= {(table.kind, key): int(key) for key in own if (table.kind, key) not in found}
        return found

    def _read_values(
        self, table: Table, record: Record, there: Mapping[tuple[str, str], int]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for each in table.list_fields():
            if each.name not in record.fields:
                continue
            value = record.fields[each.name]
            if each.related_model is None:
                values[each.attname] = each.to_python(value)
                continue
            kind = table.get_kind(each)
            number = there.get((kind, str(value))) if value is not None else None
            if value is not None and number is None:
                raise ArticleRefused(f"“{each.name}” chỉ tới {kind} {value}, không có ở đây")
            values[each.attname] = number
        return values

    def _find_same(self, table: Table, values: Mapping[str, Any]) -> Model | None:
        if not table.by:
            return None
        names = {each.attname for each in table.list_fields() if each.name in table.by}
        if not names <= set(values):
            return None
        return table.model._default_manager.filter(**{name: values[name] for name in names}).first()

    def _note(self, record: Record, row: Model) -> Moved:
        return Moved(
            move=self.move,
            kind=record.kind,
            key=record.key[:200],
            fingerprint=record.fingerprint,
            number=row.pk,
        )


def _is_sound(record: Record) -> bool:
    return bool(record.key) and isinstance(record.fields.get("fields"), dict)


def _open(record: Record) -> Record:
    """With the row's own fields, which may be named like those of the record."""
    return replace(record, fields=record.fields["fields"])


def _say(problem: Exception) -> str:
    if isinstance(problem, ArticleRefused):
        return str(problem)
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    return f"trùng hoặc trái với dữ liệu đã có ({type(problem).__name__})"
