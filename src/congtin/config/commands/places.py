"""`congtin places PROVINCE`: the communes and wards of any province, so that each can start."""

import argparse
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="congtin places", description=__doc__)
    parser.add_argument("province", help="tên tỉnh, thành phố, ví dụ: Tỉnh Đồng Tháp")
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtin.config.settings")
    import django  # noqa: PLC0415  (slow: not for --help)

    django.setup()
    from congtin.places.actions import load_province  # noqa: PLC0415  (needs django.setup)
    from congtin.places.errors import PackageMissing, ProvinceUnknown  # noqa: PLC0415  (as above)

    try:
        province, made = load_province(name=options.province)
    except (PackageMissing, ProvinceUnknown) as problem:
        print(problem, file=sys.stderr)
        return 2
    communes = province.children.filter(level="commune", valid_to__isnull=True).count()
    print(f"{province.name}: thêm {made} đơn vị, nay có {communes} xã, phường, đặc khu.")
    return 0
