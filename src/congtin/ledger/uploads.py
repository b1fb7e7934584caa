"""Uploaded plans between the two steps of an import: in the data folder, never in public media.

A token names the file and whose it is, signed; a file goes when it was used, or after a day.
"""

import datetime as dt
import json
import secrets
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

__all__ = ["Upload", "UploadGone", "claim_upload", "keep_upload", "load_upload", "release_upload"]

_LIFE = dt.timedelta(days=1)
_SIGNER = TimestampSigner(salt="congtin.ledger.uploads")


class UploadGone(Exception):
    """The token is not ours, not this person's, too old, or the file was imported already."""


@dataclass(frozen=True, slots=True)
class Upload:
    """The file with what was said of it; dates as ISO texts."""

    name: str
    unit_id: int
    period: str
    kind: str
    set_by: str = ""
    title: str = ""
    published_on: str = ""
    content: bytes = b""

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def keep_upload(upload: Upload, *, user_id: int) -> str:
    """Gives the token under which `load_upload` finds it again."""
    folder = _get_folder()
    _remove_old(folder)
    number = secrets.token_hex(12)
    words = {**asdict(upload), "content": ""}
    folder.joinpath(f"{number}.json").write_text(json.dumps(words), encoding="utf-8")
    folder.joinpath(f"{number}.bin").write_bytes(upload.content)
    return _SIGNER.sign(f"{number}.{user_id}")


def load_upload(token: str, *, user_id: int) -> Upload:
    """Raises UploadGone."""
    number = _read_token(token, user_id)
    try:
        words = json.loads(_get_folder().joinpath(f"{number}.json").read_text(encoding="utf-8"))
        content = _get_folder().joinpath(f"{number}.bin").read_bytes()
    except OSError as problem:
        raise UploadGone from problem
    return Upload(**{**words, "content": content})


def claim_upload(token: str, *, user_id: int) -> None:
    """Take the file away for good: only one of two requests at once succeeds. Raises UploadGone."""
    number = _read_token(token, user_id)
    folder = _get_folder()
    try:
        folder.joinpath(f"{number}.bin").rename(folder / f"{number}.taken")
    except OSError as problem:
        raise UploadGone from problem


def release_upload(token: str, *, user_id: int, used: bool) -> None:
    """After a claim: remove the file that was used, or put back the one that was not."""
    number = _read_token(token, user_id)
    folder = _get_folder()
    if used:
        for suffix in ("json", "taken"):
            folder.joinpath(f"{number}.{suffix}").unlink(missing_ok=True)
    else:
        folder.joinpath(f"{number}.taken").rename(folder / f"{number}.bin")


def _get_folder() -> Path:
    folder = Path(settings.HOME.path) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _remove_old(folder: Path) -> None:
    oldest = time.time() - _LIFE.total_seconds()
    for file in folder.iterdir():
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


def _read_token(token: str, user_id: int) -> str:
    try:
        number, _, owner = _SIGNER.unsign(token, max_age=_LIFE).partition(".")
    except BadSignature as problem:
        raise UploadGone from problem
    if owner != str(user_id):
        raise UploadGone
    return number
