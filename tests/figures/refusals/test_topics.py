"""Passages that state nothing of a place, and the figures that stand beside them."""

import pytest

from congtin.figures import read


@pytest.mark.parametrize(
    "text",
    [
        "Thể lệ Cuộc thi “Tìm hiểu Luật Căn cước”\nMỗi tuần trao 5 giải, tổng trị giá 12 triệu đồng.",
        "THÔNG BÁO\nVề việc tuyển dụng viên chức năm 2025\nCần tuyển 12 giáo viên, 3 nhân viên.",
        "Trường Tiểu học A thông báo tuyển sinh lớp 1\nNhận 5 lớp, 175 học sinh.",
        "Lịch cắt điện tuần 12\nThôn 5: 120 hộ.",
        "Dự báo thời tiết ngày mai\nLượng mưa 120 mm.",
    ],
)
def test_title_tells_a_text_without_figures(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "title",
    [
        "Kết quả tuyển sinh năm 2024",
        "Huyện Tân Lập tổng kết công tác tuyển quân",
        "Lịch sử phát triển phường Hải An",
    ],
)
def test_title_of_a_report_hides_nothing(title):
    assert [figure.surface for figure in read(f"{title}\nCó 412 hộ nghèo.")] == ["412"]


def test_article_of_rules_ends_with_the_next_article():
    text = (
        "Điều 1. Thông qua dự toán: tổng thu 120 tỷ đồng.\n"
        "Điều 2. Mức hỗ trợ\nHộ chăn nuôi được 30 triệu đồng.\n"
        "Điều 3. Giao chỉ tiêu kết nạp 60 đảng viên."
    )
    assert [figure.surface for figure in read(text)] == ["120", "60"]


def test_storm_keeps_its_damage():
    text = "Bão gây gió giật cấp 11, mưa lớn 250 mm, làm 3 người chết, 120 nhà tốc mái."
    assert [figure.surface for figure in read(text)] == ["3", "120"]


@pytest.mark.parametrize(
    "text",
    [
        "Giải bóng đá khai mạc: mỗi trận đấu gồm 2 hiệp; đội vô địch nhận cúp và 10 triệu đồng,"
        " đội nhì 5 triệu đồng.",
        "Giá khởi điểm: 1.512.000.000 đồng; bước giá: 20.000.000 đồng; diện tích 126 m2.",
        "Ông sinh năm 1962, vào Đảng năm 1984; gia đình có 4 người con.",
    ],
)
def test_paragraph_of_a_topic(text):
    assert read(text) == []
