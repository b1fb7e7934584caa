"""Measure the figure reader: speed from 1 KB to 10 MB, and hostile texts.

Run it as `python benchmarks/figures_speed.py [--quick]`. It fails where the time grows faster
than the text, or where a hostile text takes longer than a minute a megabyte.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from congtin.figures import read

PROSE = """Hội nghị đánh giá tình hình thực hiện nhiệm vụ năm 2024 của phường

Trong năm, cấp ủy và chính quyền phường đã lãnh đạo, chỉ đạo đồng bộ các giải pháp phát triển
kinh tế, chăm lo đời sống của nhân dân, giữ vững an ninh và trật tự trên địa bàn. Các ngành,
đoàn thể phối hợp chặt chẽ, tạo chuyển biến rõ nét trong cải cách thủ tục và chỉnh trang đô thị.

Tổng thu ngân sách trên địa bàn đạt 41,2 tỷ đồng, bằng 112% dự toán, tăng 9,4% so với cùng kỳ;
trong đó thu thuế ngoài quốc doanh 12,6 tỷ đồng. Công tác tuyên truyền được đổi mới cả về nội
dung và hình thức, góp phần tạo sự đồng thuận trong nhân dân. Phường đã giải quyết việc làm cho
780 lao động.

Công tác giảm nghèo tiếp tục được quan tâm, các chính sách với người có công được thực hiện đầy
đủ, kịp thời. Tỷ lệ hộ nghèo giảm còn 0,42%. Phong trào văn hóa, thể thao phát triển sâu rộng ở
các khu dân cư, các thiết chế văn hóa được sửa chữa và sử dụng có hiệu quả hơn so với những năm
trước đây.

Phát biểu kết luận, đồng chí Bí thư Đảng ủy yêu cầu các chi bộ bám sát chủ đề công tác, đề cao
trách nhiệm nêu gương của cán bộ, đảng viên, nhất là người đứng đầu; tập trung tháo gỡ vướng mắc
trong giải phóng mặt bằng, quản lý trật tự xây dựng và vệ sinh môi trường.

"""
KILOBYTE = 1000
SLOWEST_SECONDS_A_MEGABYTE = 60
GROWTH_ALLOWED = 3  # of the time a byte, from the second size to the last


def main(argv: Sequence[str]) -> int:
    """Print a line per text; 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="stop at 100 KB, hostile texts tenfold smaller"
    )
    options = parser.parse_args(argv)
    read(PROSE)
    speeds = measure_sizes((1, 10, 100) if options.quick else (1, 10, 100, 1000, 10_000))
    good = speeds[1] / speeds[-1] < GROWTH_ALLOWED
    for name, text in hostile_texts(0.1 if options.quick else 1.0):
        seconds, figures = _time(text)
        size = len(text.encode()) / 1e6
        good = good and seconds / size < SLOWEST_SECONDS_A_MEGABYTE
        print(f"{name:24s} {size:8.3f} MB {seconds:8.3f} s  {figures} figures")
    return 0 if good else 1


def measure_sizes(kilobytes: Sequence[int]) -> list[float]:
    """Read prose of several sizes: megabytes a second of each."""
    speeds = []
    for size in kilobytes:
        text = PROSE * max(1, size * KILOBYTE // len(PROSE.encode()))
        seconds, figures = _time(text)
        length = len(text.encode()) / 1e6
        speeds.append(length / seconds)
        print(
            f"prose {size:>12} KB {length:10.3f} MB {seconds:8.3f} s"
            f" {length / seconds:6.2f} MB/s  {figures} figures"
        )
    return speeds


def hostile_texts(scale: float) -> list[tuple[str, str]]:
    """Texts that were made to be slow, deep or senseless."""
    chance = random.Random(7)  # noqa: S311 - reproducible noise, no secret
    noise = "".join(
        chr(
            chance.choice(
                (
                    chance.randrange(32, 0x500),
                    chance.randrange(0x300, 0x370),
                    chance.randrange(0xD7FF),
                )
            )
        )
        for _ in range(int(200_000 * scale))
    )
    return [
        ("a million digits", "7" * int(1_000_000 * scale)),
        ("ten thousand brackets", "(" * int(10_000 * scale) + "5%" + ")" * int(10_000 * scale)),
        ("one line of 5 MB", PROSE.replace("\n", " ") * int(5e6 * scale / len(PROSE.encode()))),
        ("dotted digits", "1." * int(200_000 * scale)),
        ("spaced digits", "1 " * int(100_000 * scale)),
        ("strokes", "1/" * int(100_000 * scale)),
        ("words of time", "đến hết tháng " * int(50_000 * scale)),
        ("empty lines", "\n" * int(500_000 * scale)),
        ("a number a line", "5\n" * int(100_000 * scale)),
        ("tabs", "a\t5\n" * int(50_000 * scale)),
        ("random Unicode", noise),
    ]


def _time(text: str) -> tuple[float, int]:
    started = time.process_time()
    count = len(read(text))
    return time.process_time() - started, count


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
