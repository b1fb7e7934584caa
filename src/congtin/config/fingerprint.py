"""Whether the data folder was set up by this very code: read without importing Django."""

import hashlib
from pathlib import Path

import congtin

__all__ = ["compute_fingerprint"]

_PACKAGE = Path(congtin.__file__).resolve().parent
_PARTS = ("*/migrations/*.py", "config/locale/**/*.po", "*/static/**/*", "ledger/data/*")


def compute_fingerprint() -> str:
    """Changes with the version, a migration, a translation, a static file or the registry, and
    with the installed packages."""
    digest = hashlib.sha256(congtin.__version__.encode())
    for pattern in _PARTS:
        for file in sorted(_PACKAGE.glob(pattern)):
            if file.is_file() and file.suffix not in {".mo", ".pyc"}:
                digest.update(str(file.relative_to(_PACKAGE)).encode())
                digest.update(file.read_bytes())
    site_packages = _find_site_packages()
    digest.update("\n".join(sorted(path.name for path in site_packages)).encode())
    return digest.hexdigest()


def _find_site_packages() -> list[Path]:
    import django  # noqa: PLC0415  (only its place is wanted; Django itself is not started)

    return list(Path(django.__file__).resolve().parent.parent.glob("*.dist-info"))
