"""The repository's own text: what the code has is told of, and all text is sound."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from congtin.config.command import main

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "congtin"
TEXT = {".py", ".md", ".toml", ".csv", ".html", ".css", ".js", ".po", ".json", ".txt", ".svg"}
ETH = "\u00d0"  # Icelandic, typed in old fonts for the Vietnamese letter U+0110
# Those that name the letter to replace it, the table of an old font, and real texts typed with it.
MAY_HOLD_ETH = (
    "src/congtin/figures/text/plain.py",
    "src/congtin/papers/alphabets.py",
    "src/congtin/vietnamese/folding.py",
    "tests/corpus/",
    "tests/figures/test_laws.py",
)


def list_files():
    """Every text file that is kept, or would be by the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    files = (ROOT / name for name in listed if name)
    return [file for file in files if file.is_file() and file.suffix in TEXT | {""}]


def read(*names):
    """The text of these files and of all Markdown in these folders."""
    texts = []
    for name in names:
        place = ROOT / name
        files = sorted(place.rglob("*.md")) if place.is_dir() else [place]
        texts += [file.read_text(encoding="utf-8") for file in files]
    return "\n".join(texts)


def find_in_code(pattern, *, files="*.py"):
    return {
        name
        for file in PACKAGE.rglob(files)
        for name in re.findall(pattern, file.read_text(encoding="utf-8"))
    }


def find_commands(capsys):
    main(["--help"])
    return re.findall(r"^  congtin ([a-z-]+) ", capsys.readouterr().out, re.MULTILINE)


def test_every_variable_that_is_read_is_a_documented_setting():
    read_in_code = find_in_code(r"""environ(?:\.get\(|\[)["'](CONGTIN_[A-Z_]+)""") | {
        f"CONGTIN_{name}" for name in find_in_code(r"""_variable\(["']([A-Z_]+)""")
    }
    documented = set(re.findall(r"`(CONGTIN_[A-Z_]+)`", read("docs/settings.md")))
    assert len(read_in_code) > 5
    assert read_in_code == documented


def test_every_room_is_in_the_architecture():
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    told = set(re.findall(r"`?\b([a-z]+)\b`?", read("ARCHITECTURE.md")))
    assert "ledger" in rooms
    assert rooms - told == set()


def test_every_sub_command_is_told_of(capsys):
    commands = find_commands(capsys)
    assert "run" in commands
    text = read("README.md", "docs")
    assert [name for name in commands if f"congtin {name}" not in text] == []


def test_every_make_target_is_told_of():
    targets = re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE)
    assert {"run", "test"} <= set(targets)
    text = read("README.md", "CONTRIBUTING.md", "docs")
    assert [name for name in targets if f"make {name}" not in text] == []


def test_every_decision_record_is_in_their_list():
    listed = read("docs/adr/README.md")
    records = [file.name for file in (ROOT / "docs" / "adr").glob("[0-9]*.md")]
    assert records
    assert [name for name in records if name not in listed] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_readme_gives_the_two_commands(name):
    text = read(name)
    assert "make run" in text
    assert "make test" in text


def test_links_between_documents_lead_somewhere():
    broken = []
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8")):
            if "://" not in target and not (file.parent / target).exists():
                broken.append(f"{file.relative_to(ROOT)}: {target}")
    assert broken == []


def test_all_text_is_composed_and_without_the_look_alike_letter():
    wrong = []
    for file in list_files():
        name = str(file.relative_to(ROOT))
        text = file.read_text(encoding="utf-8")
        if not unicodedata.is_normalized("NFC", text):
            wrong.append(f"{name}: not NFC")
        if ETH in text and not name.startswith(MAY_HOLD_ETH):
            wrong.append(f"{name}: U+00D0")
    assert wrong == []


def test_no_text_has_carriage_returns():
    wrong = [str(file.relative_to(ROOT)) for file in list_files() if b"\r" in file.read_bytes()]
    assert wrong == []


def test_every_suppression_says_which_rule_and_why():
    bare = []
    for file in list_files():
        if file.suffix != ".py":
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            found = re.search(r"#\s*(?:noqa|type: ignore)(.*)", line)
            if found and not re.match(r"(?:: [A-Z]+\d+|\[[a-z-]+\]).*\w\W+\w", found[1]):
                bare.append(f"{file.relative_to(ROOT)}:{number}")
    assert bare == []


def test_nothing_is_left_to_do():
    words = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME)\b")
    left = [
        str(file.relative_to(ROOT))
        for file in list_files()
        if file.suffix in {".py", ".html", ".css", ".js", ".md"}
        and words.search(file.read_text(encoding="utf-8"))
    ]
    assert left == []
