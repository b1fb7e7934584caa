"""Compiling the translations: `.po` files are kept, `.mo` files are made at set-up."""

from pathlib import Path

import polib

__all__ = ["compile_catalogues"]

_LOCALE = Path(__file__).resolve().parent / "locale"


def compile_catalogues(folder: Path = _LOCALE) -> int:
    """Make each `.mo` that is missing or older than its `.po`; gives how many were made."""
    made = 0
    for source in folder.rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            part = compiled.with_suffix(".part")
            polib.pofile(str(source)).save_as_mofile(str(part))
            part.replace(compiled)
            made += 1
    return made


if __name__ == "__main__":
    compile_catalogues()
