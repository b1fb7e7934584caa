"""The units of any province as of 1 July 2025, from the package `vietnamadminunits` (MIT).

Only its data file is read; its code and the geographic libraries that it asks for are not needed
(requirements/places.txt installs it alone). Codes are those of the General Statistics Office.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

from congtin.places.errors import PackageMissing, ProvinceUnknown
from congtin.vietnamese.folding import fold

__all__ = ["PackagedProvince", "PackagedUnit", "read_province"]

_PACKAGE = "vietnamadminunits"
_KINDS = ("thanh pho ", "tinh ")


@dataclass(frozen=True, slots=True)
class PackagedUnit:
    name: str
    code: str
    area_km2: Decimal | None


@dataclass(frozen=True, slots=True)
class PackagedProvince:
    name: str
    code: str
    communes: tuple[PackagedUnit, ...]


def read_province(name: str) -> PackagedProvince:
    """The province of that name, with or without "tỉnh", marks aside.

    Raises PackageMissing, ProvinceUnknown (its text lists the names that are known).
    """
    with closing(sqlite3.connect(f"file:{_find_file()}?mode=ro", uri=True)) as data:
        provinces = dict(data.execute("SELECT DISTINCT province, provinceCode FROM admin_units"))
        wanted = _strip_kind(fold(name))
        found = next((each for each in provinces if _strip_kind(fold(each)) == wanted), None)
        if found is None:
            known = ", ".join(sorted(provinces))
            raise ProvinceUnknown(f"Không có tỉnh, thành phố “{name}”. Có: {known}.")
        rows = data.execute(
            "SELECT ward, wardCode, wardAreaKm2 FROM admin_units"
            " WHERE province = ? ORDER BY wardCode",
            (found,),
        )
        communes = tuple(
            PackagedUnit(ward, code, None if area is None else Decimal(str(area)))
            for ward, code, area in rows
            if ward
        )
    return PackagedProvince(found, provinces[found], communes)


def _find_file() -> Path:
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise PackageMissing(
            "Chưa có gói dữ liệu địa danh. Chạy: "
            ".venv/bin/uv pip install --no-deps -r requirements/places.txt"
        )
    return Path(found.origin).parent / "data" / "dataset.db"


def _strip_kind(folded: str) -> str:
    for kind in _KINDS:
        folded = folded.removeprefix(kind)
    return folded
