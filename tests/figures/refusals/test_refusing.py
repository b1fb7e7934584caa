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
        "Phạt tiền 5.000.000 đồng đối với cơ sở vi phạm.",
        "Cơ cấu: 01 giải Nhất: 3.000.000 đồng; 02 giải Nhì, mỗi giải 2.000.000 đồng.",
        "Lệ phí: 8.000 đồng/trường hợp.",
        "Nhà riêng tại số 45/12 đường Hùng Vương.",
        "Đóng điện trạm 110 kV Thăng Bình 2.",
        "In trên khổ 19 x 27 cm.",
        "Chiều 5/8, dự hội nghị có Bí thư Đảng ủy và 45 cán bộ chủ chốt.",
        "Đồng chí Lê Văn Bình, 48 tuổi, có 25 năm công tác.",
        "Theo Điều 54 Luật này, mức hưởng bằng 45% mức lương.",
        "Trường hợp diện tích từ 2 ha trở lên thì mức hỗ trợ là 15 triệu đồng/ha.",
        "Chi bộ họp 1 lần/tháng.",
        "Quận đứng thứ 4 trong 9 giải phong trào của thành phố.",
        "Quán triệt Nghị quyết Hội nghị Trung ương 8 khóa XIII.",
        "Chủ đầu tư nào giải ngân dưới 50% sẽ bị điều chuyển vốn.",
        "Chương trình gồm 3 chương, chia làm 2 phần.",
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
        ("Công an phạt tiền 388 trường hợp với 5,9 tỷ đồng.", ["388", "5,9"]),
        ("Thu phí, lệ phí 12,9 tỷ đồng; lệ phí trước bạ 71 tỷ đồng.", ["12,9", "71"]),
        ("Học sinh đạt 2 giải Nhất, 5 giải Ba.", ["2", "5"]),
        ("Tỷ số giới tính khi sinh là 112,3 bé trai/100 bé gái.", ["112,3"]),
        ("Có 3 câu lạc bộ, 2 trang trại.", ["3", "2"]),
        ("Tuổi thọ trung bình đạt 74,5 tuổi.", ["74,5"]),
        ("Phát hiện 24 vụ/39 đối tượng.", ["24", "39"]),
        ("Số doanh nghiệp thành lập mới (57/KH 50).", ["57"]),
    ],
)
def test_only_the_figure_beside_what_is_none(text, surfaces):
    assert [figure.surface for figure in read(text)] == surfaces
