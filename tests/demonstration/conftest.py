"""The whole demonstration, loaded once for all tests of a file."""

import contextlib

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase, override_settings
from tests.factories import make_home, make_user

from congtin.demonstration.loading import load_demonstration
from congtin.ledger.registry import load_indicators


@contextlib.contextmanager
def step(title):
    """One part of the load; what it leaves for after the commit is done when it ends."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


@pytest.fixture(scope="module")
def editor(django_db_setup, django_db_blocker, tmp_path_factory):
    """The editor who confirmed the figures. All is rolled back when the file is done."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        cache.clear()
        make_home()
        load_indicators()
        editor = make_user("bien-tap", first_name="Biên tập viên")
        load_demonstration(editor=editor, step=step)
        yield editor
        transaction.set_rollback(True)
    cache.clear()
