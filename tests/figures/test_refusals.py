"""What is no figure."""

import pytest

from congtin.figures import read


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 14/3/2022, hội nghị lần thứ 11 khóa XXII khai mạc lúc 8h30.",
        "Căn cứ Nghị định số 77/2021/NĐ-CP và Nghị quyết 28-NQ/TU.",
        "Mọi ý kiến gửi về số 7 đường Trần Phú, điện thoại 0225.3841.222.",
        "Dự án giai đoạn 2, đợt 3, gói thầu số 07 đi qua quốc lộ 10 và đường tỉnh 359.",
        "Hội nghị có 312 đại biểu dự; 31/31 đại biểu tán thành (đạt 100%).",
        "Xã đứng thứ 3 toàn huyện, lọt tốp đầu năm thứ 9 liên tiếp.",
        "Nghị quyết đề ra 5 nhiệm vụ trọng tâm và 3 khâu đột phá.",
        "Kỳ họp nghe 6 báo cáo, xem xét 3 tờ trình và thông qua 4 nghị quyết.",
        "Từ 22 giờ ngày 5/6 đến 5 giờ ngày 6/6, cấm xe trên 10 tấn qua cầu Rạch 2.",
        "Tăng trưởng duy trì hai con số.",
        "Quyết định có hiệu lực sau 10 ngày kể từ ngày ký.",
        "Các phường 1, 3 và 5 phối hợp niêm yết tại khu phố 2.",
        "Phủ sóng 5G, bán xăng E5, phòng dịch COVID-19.",
        "Mọi thắc mắc xin gọi 0225.3712.458 hoặc 1900.9011 nhánh 4.",
        "Lượt truy cập hôm nay: 2.417. Tổng lượt truy cập: 5.906.318.",
        "Giải chạy có các cự ly 5 km, 10 km và 21 km.",
        "Mỗi hồ sơ nộp trong vòng 15 ngày, 12 trọng tài điều hành.",
        "Đại hội bầu Ban Chấp hành Đảng bộ gồm 27 đồng chí.",
        "Đề nghị mỗi đồng chí phụ trách 1 địa bàn.",
    ],
)
def test_no_figure(text):
    assert [figure.surface for figure in read(text)] == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Số xã đạt từ 10 tiêu chí trở lên là 37 xã.", ["37"]),
        ("Tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng 7%.", ["7"]),
        ("Xã có 4 sản phẩm OCOP 3 sao.", ["4"]),
        ("Có 8 chủ đầu tư giải ngân dưới 30%.", ["8"]),
        ("Giá trị trên 1 ha canh tác 128 triệu đồng.", ["128"]),
        ("1. Thu ngân sách đạt 12 tỷ đồng.", ["12"]),
        ("Khiển trách 9 đồng chí, khai trừ 1 đồng chí.", ["9", "1"]),
        ("Cấp 312 giấy chứng nhận.", ["312"]),
        ("Phát hiện 24 vụ/39 đối tượng.", ["24", "39"]),
        ("Số doanh nghiệp thành lập mới (57/KH 50).", ["57"]),
    ],
)
def test_only_the_figure_beside_what_is_none(text, surfaces):
    assert [figure.surface for figure in read(text)] == surfaces
