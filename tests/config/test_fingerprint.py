"""The fingerprint decides whether an installation is set up anew."""

import pytest

from congtin.config import fingerprint
from congtin.config.fingerprint import compute_fingerprint


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of four files in place of the real one."""
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)
    for name in (
        "places/migrations/0001_initial.py",
        "config/locale/vi/LC_MESSAGES/django.po",
        "portal/static/portal/portal.css",
        "ledger/data/indicators.csv",
    ):
        write(tmp_path, name)
    return tmp_path


def write(package, name, text="before"):
    file = package / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_same_code_has_the_same_fingerprint(package):
    assert compute_fingerprint() == compute_fingerprint()


@pytest.mark.parametrize(
    "name",
    [
        "places/migrations/0001_initial.py",
        "places/migrations/0002_more.py",
        "config/locale/vi/LC_MESSAGES/django.po",
        "portal/static/portal/portal.css",
        "ledger/data/indicators.csv",
    ],
)
def test_what_set_up_takes_in_changes_it(package, name):
    before = compute_fingerprint()
    write(package, name, "after")
    assert compute_fingerprint() != before


@pytest.mark.parametrize(
    "name",
    [
        "config/locale/vi/LC_MESSAGES/django.mo",
        "places/migrations/__pycache__/0001.cpython-311.pyc",
        "places/models.py",
    ],
)
def test_what_set_up_makes_or_never_reads_does_not(package, name):
    before = compute_fingerprint()
    write(package, name, "after")
    assert compute_fingerprint() == before


def test_new_package_changes_it(package, monkeypatch):
    before = compute_fingerprint()
    monkeypatch.setattr(fingerprint, "_find_site_packages", lambda: [package / "a-1.dist-info"])
    assert compute_fingerprint() != before
