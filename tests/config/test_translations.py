"""The Vietnamese catalogues must be complete, well formed and true to what they translate."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import polib
import pytest
import wagtail

import congtin.config

CATALOGUES = Path(congtin.config.__file__).parent / "locale" / "vi" / "LC_MESSAGES"
WAGTAIL = Path(wagtail.__file__).parent
DOMAINS = ("django.po", "djangojs.po")
COVERED = [
    ("admin", "django.po"),
    ("admin", "djangojs.po"),
    (".", "django.po"),
    ("images", "django.po"),
    ("documents", "django.po"),
    ("snippets", "django.po"),
    ("users", "django.po"),
    ("contrib/redirects", "django.po"),
]

PLACEHOLDER = re.compile(
    r"""
      %(?:\(\w+\))?[sdr]  # %(title)s, %d
    | \{[\w.]*\}          # {title}, {}
    """,
    re.VERBOSE,
)
TAG = re.compile(r"</?\w[^>]*>")
# The other habit, with the mark on the second vowel; in "quy" the u belongs to the consonant.
MARK_ON_SECOND_VOWEL = re.compile(r"(?:o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)

ENTRIES = [entry for domain in DOMAINS for entry in polib.pofile(str(CATALOGUES / domain))]


@pytest.mark.parametrize("domain", DOMAINS)
def test_header_names_the_language_and_its_single_plural_form(domain: str) -> None:
    metadata = polib.pofile(str(CATALOGUES / domain)).metadata

    assert metadata["Language"] == "vi"
    assert metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_is_listed_twice(domain: str) -> None:
    keys = Counter((entry.msgctxt, entry.msgid) for entry in polib.pofile(str(CATALOGUES / domain)))

    assert [key for key, count in keys.items() if count > 1] == []


def test_every_entry_is_translated_and_none_fuzzy() -> None:
    wrong = [e.msgid for e in ENTRIES if not e.translated() or not _translation(e).strip()]

    assert wrong == []


def test_placeholders_equal_those_of_the_original() -> None:
    wrong = [
        (_original(entry), _translation(entry))
        for entry in ENTRIES
        if _count(PLACEHOLDER, _translation(entry)) != _count(PLACEHOLDER, _original(entry))
    ]

    assert wrong == []


def test_markup_equals_that_of_the_original() -> None:
    wrong = [
        (_original(entry), _translation(entry))
        for entry in ENTRIES
        if _count(TAG, _translation(entry)) != _count(TAG, _original(entry))
    ]

    assert wrong == []


def test_surrounding_space_is_kept() -> None:
    wrong = [
        (entry.msgid, _translation(entry))
        for entry in ENTRIES
        if _margins(entry.msgid) != _margins(_translation(entry))
    ]

    assert wrong == []


def test_letters_are_composed_and_vietnamese() -> None:
    wrong = [
        translation
        for translation in map(_translation, ENTRIES)
        if not unicodedata.is_normalized("NFC", translation)
        or "\N{LATIN CAPITAL LETTER ETH}" in translation
    ]

    assert wrong == []


def test_marks_stand_on_the_first_vowel_of_open_oa_and_uy() -> None:
    wrong = [text for text in map(_translation, ENTRIES) if MARK_ON_SECOND_VOWEL.search(text)]

    assert wrong == []


@pytest.mark.parametrize(("app", "domain"), COVERED)
def test_wagtail_app_is_covered(app: str, domain: str) -> None:
    locale = WAGTAIL / app / "locale"
    english = polib.pofile(str(locale / "en" / "LC_MESSAGES" / domain))
    wanted = {(e.msgctxt, e.msgid) for e in english if not e.obsolete}
    known = _translated_keys(CATALOGUES / domain)
    known |= _translated_keys(locale / "vi" / "LC_MESSAGES" / domain)

    missing = sorted(message for _, message in wanted - known)

    assert len(missing) <= 0.02 * len(wanted), missing


def _original(entry: polib.POEntry) -> str:
    """The plural where there is one: Vietnamese has a single form, so it must carry the count."""
    return entry.msgid_plural or entry.msgid


def _translation(entry: polib.POEntry) -> str:
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def _count(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(pattern.findall(text))


def _margins(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _translated_keys(path: Path) -> set[tuple[str | None, str]]:
    if not path.exists():
        return set()
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if entry.translated()}
