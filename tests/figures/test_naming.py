"""Names of figures, with what ellipsis drops."""

import pytest

from congtin.figures import read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Giá trị sản xuất nông nghiệp tăng 1,9%, thủy sản tăng 5,5%.", ["Giá trị sản xuất nông nghiệp", "Giá trị sản xuất thủy sản"]),
        ("Đã kết nạp 155 đảng viên.", ["kết nạp đảng viên"]),
        ("Cứng hóa 84,7 km đường thôn xóm.", ["Cứng hóa đường thôn xóm"]),
        ("100% trạm y tế có bác sĩ làm việc.", ["trạm y tế có bác sĩ làm việc"]),
        ("Nông, lâm nghiệp và thủy sản tăng 3,1%.", ["Nông, lâm nghiệp và thủy sản"]),
        ("Xảy ra 14 vụ tai nạn giao thông, làm 9 người chết.", ["vụ tai nạn giao thông", "người chết do tai nạn giao thông"]),
        ("Thu ngân sách xã 9,8 tỷ đồng; chi 9,4 tỷ đồng.", ["Thu ngân sách xã", "chi ngân sách"]),
        ("Tổng đàn lợn 2.850 con (KH 3.000 con).", ["Tổng đàn lợn", "Tổng đàn lợn"]),
        ("Năng suất khoai tây, ngô lần lượt đạt 152 và 47,6 tạ/ha.", ["Năng suất khoai tây", "Năng suất ngô"]),
        ("Diện tích lúa xuân 5.120 ha; năng suất 71,8 tạ/ha.", ["Diện tích lúa xuân", "năng suất lúa xuân"]),
        ("Tỷ lệ dân số nông thôn dùng nước sạch 91,2%, đô thị 99,6%.", ["Tỷ lệ dân số nông thôn dùng nước sạch", "Tỷ lệ dân số đô thị dùng nước sạch"]),
        ("Tỷ lệ trường đạt chuẩn: mầm non 75%, tiểu học 90%.", ["Tỷ lệ trường đạt chuẩn mầm non", "Tỷ lệ trường đạt chuẩn tiểu học"]),
        ("100% cán bộ, công chức sử dụng chữ ký số.", ["cán bộ, công chức sử dụng chữ ký số"]),
        ("Có 15/18 chỉ tiêu kinh tế - xã hội đạt và vượt kế hoạch.", ["chỉ tiêu kinh tế - xã hội đạt và vượt kế hoạch"]),
        ("Vận động Quỹ “Vì người nghèo” được 12 triệu đồng.", ["Vận động Quỹ Vì người nghèo"]),
        ("Số thôn văn hóa (theo Kế hoạch số 12-KH/ĐU): 7/9 thôn.", ["Số thôn văn hóa"]),
        ("Hoàn thành giải phóng mặt bằng 5 dự án, diện tích 17 ha.", ["Hoàn thành giải phóng mặt bằng dự án", "diện tích Hoàn thành giải phóng mặt bằng dự án"]),
        ("Chi trả cho 905 hộ, số tiền 962 tỷ đồng.", ["Chi trả hộ", "số tiền Chi trả"]),
        ("Trao 98 suất quà, trị giá 49 triệu đồng.", ["Trao suất quà", "trị giá suất quà"]),
        ("100% chi bộ và hơn 90% đảng viên hoàn thành tốt nhiệm vụ.", ["chi bộ hoàn thành tốt nhiệm vụ", "đảng viên hoàn thành tốt nhiệm vụ"]),
        ("Huyện phấn đấu giảm 0,2% hộ nghèo.", ["hộ nghèo"]),
        ("Năm 2023, kinh tế thành phố tăng trưởng 8,7%.", ["tăng trưởng kinh tế"]),
        ("Cháy xảy ra 12 vụ.", ["vụ Cháy"]),
        ("Kết nạp 88 đảng viên, trong đó nữ 41, dân tộc thiểu số 17.", ["Kết nạp đảng viên", "Kết nạp đảng viên nữ", "Kết nạp đảng viên dân tộc thiểu số"]),
        ("Nhóm nhà ở tăng 0,9% do giá gas tăng 4,2%.", ["Nhóm nhà ở", "giá gas"]),
        ("Thu bổ sung từ ngân sách cấp trên: 7.686 triệu đồng.", ["Thu bổ sung từ ngân sách cấp trên"]),
        ("Công nghiệp và xây dựng 421 nghìn người.", ["Công nghiệp và xây dựng"]),
        ("Có 3 chỉ tiêu chưa đạt là tỷ lệ đô thị hóa.", ["chỉ tiêu chưa đạt"]),
    ],
)  # fmt: skip
def test_names(text, names):
    assert [figure.name for figure in read(text)] == names


def test_scope_is_left_out_of_a_name():
    [figure] = read("Giá trị sản xuất công nghiệp của huyện Vĩnh An năm 2019 đạt 7.930 tỷ đồng.")
    assert (figure.name, figure.scope) == ("Giá trị sản xuất công nghiệp", "huyện Vĩnh An")
