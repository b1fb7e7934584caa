import gettext
import os

from congtin.config import catalogues
from congtin.config.catalogues import compile_catalogues

_CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Sign in"
msgstr "Đăng nhập"
"""


def write_catalogue(folder, text=_CATALOGUE):
    source = folder / "vi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    return source


def test_missing_catalogue_is_compiled(tmp_path):
    source = write_catalogue(tmp_path)
    assert compile_catalogues(tmp_path) == 1
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Sign in") == "Đăng nhập"


def test_fresh_catalogue_is_left_alone(tmp_path):
    write_catalogue(tmp_path)
    compile_catalogues(tmp_path)
    assert compile_catalogues(tmp_path) == 0


def test_changed_catalogue_is_compiled_again(tmp_path):
    source = write_catalogue(tmp_path)
    compile_catalogues(tmp_path)
    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_catalogues(tmp_path) == 1


def test_the_projects_own_catalogues_compile(tmp_path):
    sources = list(catalogues._LOCALE.rglob("*.po"))
    for source in sources:
        write_catalogue(tmp_path / source.stem, source.read_text(encoding="utf-8"))
    assert compile_catalogues(tmp_path) == len(sources) == 2
