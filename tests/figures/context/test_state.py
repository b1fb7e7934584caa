"""What a document says once and its later sentences need: its time, its term, its aims."""

import pytest

from congtin.figures import read


def _told(text):
    return [(figure.surface, figure.kind, figure.period) for figure in read(text)]


CONGRESS = "Đại hội đại biểu Đảng bộ phường Hòa Sơn lần thứ I, nhiệm kỳ 2025 - 2030\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            CONGRESS + "Trong nhiệm kỳ qua, phường kết nạp 58 đảng viên. Tổng thu đạt 12 tỷ đồng.",
            [("58", "result", "2020-2025"), ("12", "result", "2020-2025")],
        ),
        (
            CONGRESS + "Trong nhiệm kỳ qua, tỷ lệ hộ nghèo từ 9,4% đầu nhiệm kỳ giảm còn 3,2%.",
            [("9,4", "result", "2020"), ("3,2", "result", "2025")],
        ),
        (
            CONGRESS + "Nhiệm kỳ 2020 - 2025, phường có 44 chi bộ. Trong nhiệm kỳ, Đảng bộ đã "
            "kết nạp được 36 đảng viên.",
            [("44", "result", "2020-2025"), ("36", "result", "2020-2025")],
        ),
        (
            CONGRESS + "Nhiệm kỳ tới, phường phấn đấu kết nạp 70 đảng viên.",
            [("70", "target", "2025-2030")],
        ),
        (
            "Nhiệm kỳ 2020 - 2025, thu nhập bình quân đến cuối nhiệm kỳ đạt 57 triệu đồng; "
            "kết nạp được 96 đảng viên.",
            [("57", "result", "2025"), ("96", "result", "2020-2025")],
        ),
    ],
)
def test_terms(text, told):
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # the day of a stock ends where flows go on
            "6 tháng đầu năm 2017, đàn bò tại thời điểm 1/4/2017 có 12 nghìn con; "
            "sản lượng sữa đạt 3,6 nghìn tấn. Sản lượng trứng đạt 41 triệu quả.",
            ["2017-04-01", "2017-M01..06", "2017-M01..06"],
        ),
        (
            "Tháng 10 năm 2023, doanh thu vận tải tăng 4,3%. "
            "Hơn 10 tháng qua, doanh thu đạt 14,8 tỷ đồng.",
            ["2023-10", "2023-M01..10"],
        ),
        (
            "Tình hình kinh tế tháng 8 năm 2023\n\n"
            "Từ đầu năm đến nay, doanh thu du lịch đạt 22 tỷ đồng.",
            ["2023-M01..08"],
        ),
        (  # a span of time that only tells how long
            "Năm 2025, xã vượt qua khó khăn. Sau hơn 5 tháng vận hành, thu ngân sách đạt 63 tỷ đồng.",
            ["2025"],
        ),
        (
            "Đến hết năm 2023, huyện có 12 xã nông thôn mới. Hiện nay, huyện có 13 xã nông thôn "
            "mới. Phấn đấu đến cuối năm, tỷ lệ hộ nghèo còn 2%. Hội nghị họp ngày 5/7/2024.",
            ["2023", None, "2024"],
        ),
        ("Trong tháng 7.2022, Công an tỉnh khám phá 43 vụ án.", ["2022-07"]),
        (
            "Năm 2022, thu ngân sách đạt 85 tỷ đồng; năng suất lúa cả năm đạt 12,8 tấn/ha.",
            ["2022", "2022"],
        ),
        (
            "Năm 2022, thu ngân sách đạt 85 tỷ đồng; hộ nghèo theo tiêu chí giai đoạn "
            "2022 - 2025 còn 1,9%.",
            ["2022", "2022"],
        ),
        (
            "Kết quả phát triển kinh tế - xã hội giai đoạn 2016 - 2020\n\n"
            "Huyện trồng mới 120 ha rừng.",
            ["2016-2020"],
        ),
        (  # the time that opens a paragraph goes on, that of a clause does not
            "Doanh thu bán lẻ tháng 8/2022 đạt 321 tỷ đồng.\n\nTính chung 8 tháng, doanh thu đạt "
            "2.480 tỷ đồng.\n\nHàng may mặc tăng 12,4%.",
            ["2022-08", "2022-M01..08", "2022-M01..08"],
        ),
        (
            "Năm 2024, thu ngân sách đạt 112 tỷ đồng, trong khi năm 2023 chỉ đạt 98 tỷ đồng. Chi "
            "ngân sách đạt 104 tỷ đồng.",
            ["2024", "2023", "2024"],
        ),
        (
            "Cập nhật: 12/10/2023\n\nDoanh thu 9 tháng năm nay đạt 124 tỷ đồng. Chỉ số giá quý III "
            "năm nay tăng 1,2%.",
            ["2023-M01..09", "2023-Q3"],
        ),
        (  # a term that is nowhere named is no year of the report
            "Năm 2024, huyện thu 12 tỷ đồng. Từ đầu nhiệm kỳ đến nay, huyện kết nạp 86 đảng viên.",
            ["2024", None],
        ),
        ("Doanh thu tháng 8 đạt 11 tỷ đồng, tăng 4% so với cùng kỳ năm 2021.", ["2022-08"]),
        (
            "Tháng 7 năm 2023, dư nợ đạt 52 tỷ đồng. Trong tháng, xảy ra 14 vụ cháy.",
            ["2023-07"] * 2,
        ),
    ],
)
def test_periods(text, told):
    assert [figure.period for figure in read(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Xã Phúc Lai thống nhất mục tiêu, nhiệm vụ năm 2026\n\n"
            "Ngày 22/12, HĐND xã họp. Thu ngân sách đạt 48,2 tỷ đồng.",
            [("48,2", "result", "2025")],
        ),
        (
            "Xã Hồ Lâm triển khai nhiệm vụ năm 2026\n\nHĐND xã họp ngày 26/12. Thu ngân sách đạt "
            "41 tỷ đồng. HĐND xã thống nhất mục tiêu thu ngân sách 50 tỷ đồng.",
            [("41", "result", "2025"), ("50", "target", "2026")],
        ),
        (
            "Năm 2023 kinh tế tăng trưởng 7,9%, tuy chưa đạt mục tiêu 8,5%.",
            [("7,9", "result", "2023"), ("8,5", "target", "2023")],
        ),
        (
            "Năm 2023, IIP tăng trên 13%, trong khi mục tiêu năm 2023 là 15%. FDI đạt 3,5 tỷ USD.",
            [("13", "result", "2023"), ("15", "target", "2023"), ("3,5", "result", "2023")],
        ),
        (
            "Năm 2025, GRDP ước tăng 11,8%; mục tiêu tăng GRDP năm 2025 là 12,3%. "
            "Quy mô GRDP năm 2025 đạt 734 tỷ đồng.",
            [("11,8", "estimate", "2025"), ("12,3", "target", "2025"), ("734", "result", "2025")],
        ),
        (
            "Năm 2025, thành phố phải thu hút ít nhất 2 tỷ USD vốn FDI.",
            [("2", "target", "2025")],
        ),
        (
            "Năm 2022, về đích sớm hơn dự kiến, xã hoàn thành 14 chỉ tiêu.",
            [("14", "result", "2022")],
        ),
        (
            "Tổng sản phẩm trên địa bàn, ước tính 6 tháng năm 2018 đạt 21.406,5 tỷ đồng.",
            [("21.406,5", "estimate", "2018-M01..06")],
        ),
        (  # the year of a goal dates no result after it
            "Xã phấn đấu đến năm 2030 có 5 trường chuẩn. Năm 2024, xã đã xây 47 căn nhà. Thu ngân "
            "sách đạt 36,5 tỷ đồng.",
            [("5", "target", "2030"), ("47", "result", "2024"), ("36,5", "result", "2024")],
        ),
        (
            "Kết quả 9 tháng năm 2024\n\nHuyện giải ngân 120 tỷ đồng. Huyện phấn đấu thu 300 tỷ đồng.",
            [("120", "result", "2024-M01..09"), ("300", "target", "2024")],
        ),
        (
            "Năm 2024, GRDP ước tăng 8,1%. Trong đó, dịch vụ tăng 9,4%.",
            [("8,1", "estimate", "2024"), ("9,4", "estimate", "2024")],
        ),
        (
            "Hội nghị nghe báo cáo kết quả năm 2024; phương hướng năm 2025. Năm 2024, các chỉ tiêu "
            "cơ bản đều đạt. Trong đó, thu ngân sách đạt 9 tỷ đồng.",
            [("9", "result", "2024")],
        ),
    ],
)
def test_kinds(text, told):
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("HUYỆN VÂN TRÌ SƠ KẾT QUÝ I\n\nThu ngân sách đạt 5 tỷ đồng.", "HUYỆN VÂN TRÌ"),
        ("Tại huyện Vân Trì, tổng vốn đầu tư toàn xã hội đạt 5 tỷ đồng.", "huyện Vân Trì"),
        ("Hải Phòng thu ngân sách cao\n\nThu ngân sách đạt 5 tỷ đồng.", "Hải Phòng"),
        ("Theo Sở Công thương, kim ngạch của tỉnh đạt 5 triệu USD, đứng thứ 6 cả nước.", "tỉnh"),
        ("Chủ tịch UBND tỉnh Lê Văn Hòa cho biết, thu ngân sách đạt 5 tỷ đồng.", "tỉnh"),
    ],
)
def test_scopes(text, scope):
    assert [figure.scope for figure in read(text)] == [scope]
