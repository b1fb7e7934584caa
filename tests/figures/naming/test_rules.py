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
        ("Năng suất, sản lượng một số cây trồng như: ngô đạt 46,5 tạ/ha, sản lượng đạt 2.870 tấn; lạc đạt 25,8 tạ/ha.", ["năng suất ngô", "sản lượng ngô", "năng suất lạc"]),
        ("Diện tích lúa 31.005 ha; ngô đạt 12.541 ha.", ["Diện tích lúa", "Diện tích ngô"]),
        ("Năng suất lúa vụ xuân đạt 55,9 tạ/ha; vụ hè thu đạt 50,2 tạ/ha.", ["Năng suất lúa vụ xuân", "Năng suất lúa vụ hè thu"]),
        ("Số vụ tai nạn giao thông là 380 vụ. Đường sắt xảy ra 9 vụ, làm chết 6 người.", ["Số vụ tai nạn giao thông", "vụ tai nạn giao thông Đường sắt", "người chết do tai nạn giao thông Đường sắt"]),
        ("Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao 6,2%.", ["Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao"]),
        ("Tổng đàn lợn tại thời điểm 1/4/2016 là 794 nghìn con.", ["Tổng đàn lợn"]),
        ("Địa phương có tổng đàn heo 92.942 con.", ["tổng đàn heo"]),
        ("Xếp loại học lực: giỏi 286 em, khá 603 em.", ["Xếp loại học lực giỏi", "Xếp loại học lực khá"]),
        ("Nhật Bản là thị trường xuất khẩu lớn nhất (kim ngạch 94 triệu USD).", ["kim ngạch xuất khẩu sang Nhật Bản"]),
        ("Chỉ số sản xuất tăng 2,9%. Hải Phòng tăng 26%; Bắc Ninh tăng 8%.", ["Chỉ số sản xuất", "Chỉ số sản xuất Hải Phòng", "Chỉ số sản xuất Bắc Ninh"]),
        ("Sau sắp xếp, huyện giảm 4 đơn vị hành chính.", ["đơn vị hành chính"]),
        ("II. Về văn hóa (10 chỉ tiêu) 12. Tốc độ tăng dân số dưới 1%.", ["Tốc độ tăng dân số"]),
        ("Xử lý 13 vụ vi phạm về môi trường, phạt tiền 164 triệu đồng.", ["Xử lý vụ vi phạm về môi trường", "phạt tiền vi phạm về môi trường"]),
        ("Phát hiện 24 vụ, 29 đối tượng phạm tội về ma túy.", ["Phát hiện vụ phạm tội về ma túy", "Phát hiện đối tượng phạm tội về ma túy"]),
        ("Hộ nghèo: 468 hộ, 2.391 nhân khẩu.", ["Hộ nghèo", "nhân khẩu Hộ nghèo"]),
        ("Có 4/14 phường không còn hộ nghèo.", ["phường không còn hộ nghèo"]),
        ("Chỉ tiêu: có 12 chỉ tiêu vượt và 9 chỉ tiêu đạt so với nghị quyết.", ["chỉ tiêu vượt", "chỉ tiêu đạt"]),
        ("Tiêu dùng cuối cùng tăng 7,1%.", ["Tiêu dùng cuối cùng"]),
        ("Bến Hải tăng 3%; Cần Thơ tăng 2%; giá lúa tăng 1%.", ["Bến Hải", "Cần Thơ", "giá lúa"]),
        ("Cung cấp nước, quản lý và xử lý rác thải, nước thải tăng 2,4%.", ["Cung cấp nước, quản lý và xử lý rác thải, nước thải"]),
        ("Doanh nghiệp có vốn đầu tư nước ngoài ước đạt 41 triệu USD.", ["Doanh nghiệp có vốn đầu tư nước ngoài"]),
        ("Sản lượng một số cây ăn quả: vải 3.120 tấn; ổi 876 tấn.", ["Sản lượng vải", "Sản lượng ổi"]),
        ("Các loại rau màu cho năng suất 212 tạ/ha; sản lượng đạt 12.300 tấn.", ["năng suất loại rau màu", "sản lượng rau màu"]),
        ("Đối với hoạt động lưu trú, doanh thu đạt 48 tỷ đồng.", ["doanh thu lưu trú"]),
        ("Ba nhóm ngành khai khoáng, chế biến và điện tăng lần lượt 4%; 6% và 9%.", ["nhóm ngành khai khoáng", "nhóm ngành chế biến", "nhóm ngành điện"]),
        ("Xuất khẩu sang Hàn Quốc, Canada và Thái Lan có mức tăng tương ứng là 12%; 8% và 5%.", ["Xuất khẩu sang Hàn Quốc", "Xuất khẩu sang Canada", "Xuất khẩu sang Thái Lan"]),
        ("Trường có 68 giáo viên, trong đó 96% đạt chuẩn.", ["giáo viên", "giáo viên đạt chuẩn"]),
        ("Kiểm tra 63 cơ sở, chấn chỉnh 7 cơ sở.", ["Kiểm tra cơ sở", "chấn chỉnh cơ sở"]),
        ("Tổng số tiền sửa chữa 2 căn nhà này là 50 triệu đồng.", ["Tổng số tiền sửa chữa 2 căn nhà này"]),
        ("Thu nội địa đạt 60 tỷ đồng, tuy thấp hơn mức tăng 7% của quý I.", ["Thu nội địa", "Thu nội địa"]),
        ("Lắp 18 camera an ninh trị giá 96 triệu đồng từ nguồn xã hội hóa.", ["Lắp camera an ninh", "trị giá camera an ninh"]),
    ],
)  # fmt: skip
def test_names(text, names):
    assert [figure.name for figure in read(text)] == names


def test_scope_is_left_out_of_a_name():
    [figure] = read("Giá trị sản xuất công nghiệp của huyện Vĩnh An năm 2019 đạt 7.930 tỷ đồng.")
    assert (figure.name, figure.scope) == ("Giá trị sản xuất công nghiệp", "huyện Vĩnh An")
