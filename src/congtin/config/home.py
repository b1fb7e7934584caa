"""Where an installation keeps its data, and the secrets that it makes for itself there.

No Django here: the start-up path reads these before it imports anything slow.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Home", "get_home"]


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder of one installation (`CONGTIN_HOME`, else `var` in the working folder)."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "congtin.sqlite3"

    @property
    def media(self) -> Path:
        return self.path / "media"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def search(self) -> Path:
        """The search index; it may be thrown away at any time."""
        return self.path / "search"

    @property
    def pages(self) -> Path:
        """The page store: rendered pages, made again whenever it is empty."""
        return self.path / "pages"

    @property
    def set_up_mark(self) -> Path:
        """Holds the fingerprint of the code that last set this folder up."""
        return self.path / "set-up"

    @property
    def demonstration_mark(self) -> Path:
        """Says whether the demonstration was begun or ended here."""
        return self.path / "demonstration"

    @property
    def sign_in_note(self) -> Path:
        """How to sign in to the demonstration's newsroom; readable by the owner only."""
        return self.path / "sign-in.txt"

    def read_secret_key(self) -> str:
        """The signing key; made on first use, so that none is ever shipped.

        Raises OSError when the folder cannot be written.
        """
        file = self.path / "secret-key"
        if not file.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            write_private(file, secrets.token_urlsafe(50))
        return file.read_text(encoding="utf-8").strip()


def get_home() -> Home:
    """The folder named by `CONGTIN_HOME`, else `var` in the working folder."""
    return Home(Path(os.environ.get("CONGTIN_HOME") or "var").resolve())


def write_private(file: Path, text: str) -> None:
    """Write a file that nobody but its owner may read, in one step."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text + "\n")
    part.replace(file)
