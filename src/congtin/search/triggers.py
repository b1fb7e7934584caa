"""Triggers that note each change of what is searched, for SQLite (https://sqlite.org/lang_createtrigger.html)
and PostgreSQL (https://www.postgresql.org/docs/current/sql-createtrigger.html).

They are put in place after every migration and taken away before: SQLite drops a table's triggers
when a migration makes the table anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["EVERYTHING", "WATCHED", "Watch", "install", "note_everything", "remove"]

EVERYTHING = "everything"  # who may read pages has changed, or the database itself


@dataclass(frozen=True, slots=True)
class Watch:
    """A change of a row of `table` is noted under `name` with the number in each of `columns`.
    `only`: updates count where one of these columns has another value; empty for every update."""

    table: str
    name: str
    columns: tuple[str, ...]
    only: tuple[str, ...] = ()
    updates_only: bool = False


WATCHED = (
    Watch("newsroom_articlepage", "article", ("page_ptr_id",)),
    Watch(
        "wagtailcore_page",
        "article",
        ("id",),
        only=("title", "live", "url_path"),
        updates_only=True,
    ),
    Watch("newsroom_articleunit", "article", ("article_id",)),
    Watch("newsroom_source", "source", ("id",), only=("name", "slug")),
    Watch("wagtailcore_pageviewrestriction", EVERYTHING, ("page_id",)),
    Watch("places_unit", "unit", ("id",)),
    Watch("places_succession", "unit", ("predecessor_id", "successor_id")),
    Watch("ledger_indicator", "indicator", ("id",)),
    Watch("ledger_target", "target", ("id",)),
    Watch("ledger_result", "result", ("id",)),
    Watch("ledger_evidence", "target", ("target_id",)),
    Watch("ledger_evidence", "result", ("result_id",)),
    Watch("ledger_plan", "plan", ("id",)),
    Watch("ledger_plan_documents", "plan", ("plan_id",)),
    Watch("ledger_document", "document", ("id",)),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; what is there already is replaced."""
    remove(connection)
    make = _make_for_postgresql if connection.vendor == "postgresql" else _make_for_sqlite
    with connection.cursor() as cursor:
        for watch in WATCHED:
            for deed in _list_deeds(watch):
                for statement in make(watch, deed):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Those of tables that exist; the others have none."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for watch in WATCHED:
            for deed in _list_deeds(watch):
                name = _name(watch, deed)
                if connection.vendor != "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                elif watch.table in tables:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {watch.table}")


def note_everything(connection: BaseDatabaseWrapper) -> None:
    """Have all indexes built anew."""
    with connection.cursor() as cursor:
        cursor.execute(_note(f"'{EVERYTHING}'", "0", connection.vendor))


def _note(name: str, number: str, vendor: str) -> str:
    """The statement that notes a change; both are SQL, and none of it comes from outside."""
    ticket = "pg_current_xact_id()::text::bigint" if vendor == "postgresql" else "NULL"
    return (
        "INSERT INTO search_change (name, number, ticket, made_at) "
        f"SELECT {name}, {number}, {ticket}, CURRENT_TIMESTAMP WHERE {number} IS NOT NULL"
    )


def _list_deeds(watch: Watch) -> tuple[str, ...]:
    return ("UPDATE",) if watch.updates_only else ("INSERT", "UPDATE", "DELETE")


def _name(watch: Watch, deed: str) -> str:
    return f"search_{watch.table}_{watch.name}_{deed}".lower()


def _list_numbers(watch: Watch, deed: str) -> list[str]:
    """What to note: of an update also the number that the row pointed to before."""
    rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("NEW", "OLD")}[deed]
    if watch.updates_only or watch.columns == ("id",):
        rows = rows[:1]
    return [f"{row}.{column}" for row in rows for column in watch.columns]


def _join_notes(watch: Watch, deed: str, vendor: str) -> str:
    notes = (_note(f"'{watch.name}'", each, vendor) for each in _list_numbers(watch, deed))
    return " ".join(f"{note};" for note in notes)


def _make_condition(watch: Watch, deed: str, differs: str) -> str:
    if deed != "UPDATE" or not watch.only:
        return ""
    return " OR ".join(f"(OLD.{column} {differs} NEW.{column})" for column in watch.only)


def _make_for_sqlite(watch: Watch, deed: str) -> list[str]:
    condition = _make_condition(watch, deed, "IS NOT")
    notes = _join_notes(watch, deed, "sqlite")
    when = f"WHEN {condition}" if condition else ""
    return [
        f"CREATE TRIGGER {_name(watch, deed)} AFTER {deed} ON {watch.table} "
        f"FOR EACH ROW {when} BEGIN {notes} END"
    ]


def _make_for_postgresql(watch: Watch, deed: str) -> list[str]:
    name = _name(watch, deed)
    condition = _make_condition(watch, deed, "IS DISTINCT FROM")
    notes = _join_notes(watch, deed, "postgresql")
    when = f"WHEN ({condition})" if condition else ""
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {notes} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {deed} ON {watch.table} "
        f"FOR EACH ROW {when} EXECUTE FUNCTION {name}()",
    ]
