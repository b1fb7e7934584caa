"""Office files as zip archives (ECMA-376 part 2), looked over before anything is unpacked.

Python's zipfile gives at most the size that the directory states for a member, so the sums of the
directory are a true bound on what reading can cost.
"""

import zipfile
import zlib
from io import BytesIO

from congtin.papers.errors import PaperDamaged, PaperNotReadable, PaperTooLarge, PaperUnsafe

__all__ = ["check_archive"]

_MOST_MEMBERS = 4000
_MOST_UNPACKED_MB = 80
_MOST_RATIO = 150
_RATIO_COUNTS_FROM_MB = 4
_MB = 2**20
_HEAD_BYTES = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_archive(content: bytes, *, main_part: str, wanted: str) -> None:
    """`main_part` must be there; `wanted` names the kind for the person ("Excel (.xlsx)").

    Raises PaperDamaged, PaperNotReadable, PaperTooLarge and PaperUnsafe.
    """
    if content.startswith(_OLD_OFFICE):
        _refuse_old_office(content, wanted)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members, main_part=main_part, wanted=wanted)
            _check_xml(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error) as problem:
        raise PaperDamaged(
            f"Tệp bị hỏng hoặc không phải tệp {wanted}. Hãy mở tệp, lưu lại rồi tải lên lần nữa."
        ) from problem


def _check_members(members: list[zipfile.ZipInfo], *, main_part: str, wanted: str) -> None:
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise PaperUnsafe(
            f"Tệp có macro nên không được nhận. Hãy lưu lại thành {wanted} không có macro."
        )
    if main_part not in names:
        raise PaperDamaged(f"Tệp không phải tệp {wanted}, dù tên tệp viết như vậy.")
    if any(member.flag_bits & 1 for member in members):
        raise PaperUnsafe("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    _check_sizes(members)


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > _RATIO_COUNTS_FROM_MB * _MB
        and member.file_size > _MOST_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if swollen:
        raise PaperUnsafe(
            "Tệp nén phình ra bất thường khi mở (kiểu «bom nén») nên không được nhận."
        )
    if unpacked > _MOST_UNPACKED_MB * _MB or len(members) > _MOST_MEMBERS:
        raise PaperTooLarge(
            f"Tệp quá lớn khi giải nén (quá {_MOST_UNPACKED_MB} MB). "
            "Hãy bỏ bớt hình ảnh và các trang không cần."
        )


def _check_xml(archive: zipfile.ZipFile) -> None:
    """No office program writes a document type, so one that is there is there to harm."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                head = part.read(_HEAD_BYTES).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise PaperUnsafe("Tệp có khai báo thực thể XML bên trong nên không được nhận.")


def _refuse_old_office(content: bytes, wanted: str) -> None:
    """The container of .xls and .doc, in which encrypted new files are kept too."""
    if _ENCRYPTED in content:
        raise PaperUnsafe("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.")
    raise PaperNotReadable(
        f"Tệp thuộc định dạng Office cũ (.xls, .doc). Hãy mở tệp và lưu lại thành {wanted}."
    )
