"""Migrations take the triggers away and put them back; what they changed meanwhile is indexed."""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from congtin.search import triggers


@receiver(pre_migrate)
def remove_triggers(sender: Any, using: str, plan: Any = (), **_: Any) -> None:
    if plan and sender is _first():
        triggers.remove(connections[using])


@receiver(post_migrate)
def install_triggers(sender: Any, using: str, plan: Any = (), **_: Any) -> None:
    """Once for all apps, after the last: only then are all tables there."""
    connection = connections[using]
    if sender is not _last() or "search_change" not in connection.introspection.table_names():
        return
    triggers.install(connection)
    if plan:
        triggers.note_everything(connection)


def _first() -> Any:
    return next(each for each in apps.get_app_configs() if each.models_module is not None)


def _last() -> Any:
    return [each for each in apps.get_app_configs() if each.models_module is not None][-1]
