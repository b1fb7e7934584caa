"""The screens of an import, as a plan officer goes through them."""

import os
import time
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.factories import make_indicator, make_target, make_unit, make_user
from tests.papers.making import (
    make_long_workbook,
    make_pdf,
    make_word,
    make_workbook,
    rewrite_archive,
    to_tcvn3,
    to_vni,
)
from wagtail.models import ModelLogEntry

from congtin.accounts.enums import Role
from congtin.config.home import Home
from congtin.ledger import plan_template, uploads
from congtin.ledger.models import Document, Evidence, Indicator, Result, Target

pytestmark = pytest.mark.django_db

HEADINGS = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2025", "Thực hiện năm 2025"]
ROWS = [
    [1, "Tổng thu ngân sách", "tỷ đồng", 1223.771, 1300],
    [2, "Tỷ lệ hộ nghèo", "%", "dưới 1", 0.8],
]


@pytest.fixture(autouse=True)
def uploads_folder(settings, tmp_path):
    settings.HOME = Home(tmp_path)
    return tmp_path / "uploads"


@pytest.fixture(autouse=True)
def unit():
    return make_unit("Phường Lê Chân", level="commune")


@pytest.fixture
def revenue():
    return make_indicator()


@pytest.fixture
def poverty():
    return make_indicator("Tỷ lệ hộ nghèo", measure="%", direction="lower")


@pytest.fixture
def registry(revenue, poverty):
    return revenue, poverty


@pytest.fixture
def officer(client, newsroom):
    user = make_user(role=Role.PLAN_OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def send(client):
    def call(content, name="ke-hoach.xlsx", **more):
        file = SimpleUploadedFile(name, content)
        words = {
            "unit_name": "phuong le chan",
            "period": "2025",
            "kind": "result",
            "set_by": "HĐND phường",
        }
        return client.post(reverse("ledger:import_plan"), {"file": file, **words, **more})

    return call


@pytest.fixture
def confirm(client, send):
    """Send the file and confirm it as shown, with what the test changes."""

    def call(content, name="ke-hoach.xlsx", period="2025", **changes):
        answer = send(content, name, period=period)
        assert answer.status_code == 302, get_problems(answer)
        shown = client.get(answer.url)
        return client.post(answer.url, {**get_fields(shown), **changes})

    return call


def get_fields(shown):
    """What a browser would send for the page as it is."""
    fields = {}
    for line in shown.context["lines"]:
        for field in line["form"]:
            value = field.value()
            if value not in (None, False, ""):
                fields[field.html_name] = "on" if value is True else value
    return fields


def get_problems(answer):
    return [error for errors in answer.context["form"].errors.values() for error in errors]


def count_ledger():
    models = (Target, Result, Evidence, Document, Indicator, ModelLogEntry)
    return [model.objects.count() for model in models]


def test_a_plan_goes_in_with_its_file_as_evidence(confirm, client, officer, registry, unit):
    revenue, poverty = registry
    answer = confirm(make_workbook(HEADINGS, *ROWS))
    document = Document.objects.get()
    assert answer.url == reverse("ledger:imported", args=[document.pk])
    assert [
        (each.indicator, each.period, each.value, each.comparator, each.set_by)
        for each in Target.objects.order_by("pk")
    ] == [
        (revenue, "2025", Decimal("1223.771"), "eq", "HĐND phường"),
        (poverty, "2025", Decimal(1), "lt", "HĐND phường"),
    ]
    assert [(each.value, each.is_estimate) for each in Result.objects.order_by("pk")] == [
        (Decimal(1300), False),
        (Decimal("0.8"), False),
    ]
    assert sorted(Evidence.objects.values_list("document", "note", "added_by")) == [
        (document.pk, "Dòng 2, ô D2", officer.pk),
        (document.pk, "Dòng 2, ô E2", officer.pk),
        (document.pk, "Dòng 3, ô D3", officer.pk),
        (document.pk, "Dòng 3, ô E3", officer.pk),
    ]
    assert document.title == "Tệp “ke-hoach.xlsx”"
    done = client.get(answer.url)
    assert f"/chi-tieu/{unit.slug}/2025/" in done.content.decode()


def test_the_log_says_who_imported_what(confirm, officer, revenue, poverty):
    confirm(make_workbook(HEADINGS, *ROWS))
    actions = ModelLogEntry.objects.filter(user=officer).values_list("action", flat=True)
    assert sorted(actions) == ["ledger.enter"] * 4 + ["ledger.import"]


def test_the_template_goes_in_as_it_comes_out(client, confirm, officer, poverty):
    make_indicator("Tổng thu ngân sách nhà nước trên địa bàn")
    template = client.get(reverse("ledger:plan_template", args=["xlsx"])).content
    confirm(template, "mau.xlsx", period=str(timezone.localdate().year))
    assert (Target.objects.count(), Result.objects.count()) == (2, 2)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_both_templates_are_read_back(client, send, officer, suffix):
    answer = client.get(reverse("ledger:plan_template", args=[suffix]))
    assert answer["Content-Disposition"].endswith(f'.{suffix}"')
    writer = {"xlsx": plan_template.write_workbook, "csv": plan_template.write_csv}[suffix]
    sent = send(writer(2025), f"mau.{suffix}")
    shown = client.get(sent.url)
    assert [
        [value.shown for value in line["preview"].values] for line in shown.context["lines"]
    ] == [["100\u00a0tỷ đồng", "105,2\u00a0tỷ đồng, đạt 105,2% kế hoạch"], ["dưới 1%", "0,8%"]]


def test_a_row_that_is_not_chosen_stays_out(confirm, officer, revenue, poverty):
    answer = confirm(make_workbook(HEADINGS, *ROWS), **{"r1-take": ""})
    assert answer.status_code == 302
    assert [target.indicator for target in Target.objects.all()] == [revenue]


def test_a_doubtful_row_is_left_for_the_officer(client, send, officer, revenue):
    shown = client.get(send(make_workbook(HEADINGS, *ROWS)).url)
    assert [line["form"]["take"].value() for line in shown.context["lines"]] == [True, False]
    assert "Sổ chưa có chỉ tiêu giống tên này." in shown.content.decode()


def test_a_hidden_row_is_left_for_the_officer(client, send, officer, revenue, poverty):
    def hide(sheet, _):
        sheet.row_dimensions[2].hidden = True

    shown = client.get(send(make_workbook(HEADINGS, *ROWS, change=hide)).url)
    assert [line["form"]["take"].value() for line in shown.context["lines"]] == [False, True]
    assert "dòng ẩn trong tệp" in shown.content.decode()


def test_a_new_indicator_is_made_only_when_asked(confirm, officer, revenue):
    before = count_ledger()
    refused = confirm(make_workbook(HEADINGS, *ROWS), **{"r1-take": "on"})
    assert refused.status_code == 422
    assert "Sổ chưa có chỉ tiêu này." in refused.content.decode()
    assert count_ledger() == before
    confirm(make_workbook(HEADINGS, *ROWS), **{"r1-take": "on", "r1-new_indicator": "on"})
    assert Indicator.objects.get(name="Tỷ lệ hộ nghèo").measure == "%"


def test_nothing_chosen_is_said(confirm, officer, revenue):
    answer = confirm(make_workbook(HEADINGS, ROWS[0]), **{"r0-take": ""})
    assert "Chưa chọn dòng nào." in answer.content.decode()


@pytest.mark.usefixtures("officer")
def test_a_differing_value_is_left_out_until_the_officer_decides(
    client, confirm, send, registry, unit
):
    revenue, _ = registry
    old = make_target(
        indicator=revenue, unit=unit, period="2025", value="1000", set_by="HĐND phường"
    )
    content = make_workbook(HEADINGS, *ROWS)
    shown = client.get(send(content).url)
    assert "Khác với giá trị đã có: 1.000" in shown.content.decode()
    assert [line["form"]["take"].value() for line in shown.context["lines"]] == [False, True]
    before = count_ledger()
    refused = confirm(content, **{"r0-take": "on"})
    assert refused.status_code == 422
    assert "Chưa ghi dòng nào: 1 dòng cần xem lại. Sổ chỉ tiêu vẫn như cũ." in (
        refused.content.decode()
    )
    assert count_ledger() == before
    confirm(content, **{"r0-take": "on", "r0-replace": "new"})
    old.refresh_from_db()
    assert old.in_use is False
    assert Target.objects.get(indicator=revenue, in_use=True).value == Decimal("1223.771")


def test_the_old_value_may_stay_in_use(confirm, officer, revenue, unit):
    old = make_target(
        indicator=revenue, unit=unit, period="2025", value="1000", set_by="HĐND phường"
    )
    confirm(make_workbook(HEADINGS, ROWS[0]), **{"r0-take": "on", "r0-replace": "old"})
    assert Target.objects.get(indicator=revenue, in_use=True) == old
    assert Target.objects.filter(indicator=revenue).count() == 2


def test_the_same_file_twice_adds_nothing(confirm, officer, revenue, poverty):
    content = make_workbook(HEADINGS, *ROWS)
    confirm(content)
    before = count_ledger()[:5]
    answer = confirm(content)
    assert answer.status_code == 302
    assert count_ledger()[:5] == before


def test_a_file_is_imported_once_only(client, send, officer, revenue, uploads_folder):
    address = send(make_workbook(HEADINGS, *ROWS)).url
    fields = get_fields(client.get(address))
    client.post(address, fields)
    before = count_ledger()
    again = client.post(address, fields, follow=True)
    assert "Tệp này đã được nhập hoặc đã quá một ngày." in again.content.decode()
    assert count_ledger() == before
    assert list(uploads_folder.iterdir()) == []


def test_a_file_of_yesterday_is_gone(send, client, officer, uploads_folder):
    address = send(make_workbook(HEADINGS, *ROWS)).url
    for file in uploads_folder.iterdir():
        os.utime(file, (time.time() - 100_000,) * 2)
    send(make_workbook(HEADINGS, ROWS[0]))
    assert client.get(address).url == reverse("ledger:import_plan")


def test_another_persons_file_is_not_shown(send, client, officer, revenue):
    address = send(make_workbook(HEADINGS, *ROWS)).url
    client.force_login(make_user(role=Role.PLAN_OFFICER))
    assert client.get(address).url == reverse("ledger:import_plan")
    assert client.get(f"{address[:-3]}xx/").url == reverse("ledger:import_plan")


def test_uploads_are_readable_by_their_owner_only(send, officer, uploads_folder):
    send(make_workbook(HEADINGS, *ROWS))
    assert uploads_folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR])
def test_who_may_not_set_targets_may_not_import(client, newsroom, role):
    client.force_login(make_user(role=role))
    for name, args in (
        ("import_plan", []),
        ("plan_template", ["xlsx"]),
        ("import_preview", ["x"]),
        ("imported", [1]),
    ):
        answer = client.get(reverse(f"ledger:{name}", args=args))
        assert answer.status_code == 302
        assert answer.url == reverse("wagtailadmin_home")


def test_nobody_signed_in_is_sent_to_sign_in(client, newsroom):
    assert "/toa-soan/login/" in client.get(reverse("ledger:import_plan")).url


def test_the_menu_leads_there_for_plan_officers_only(client, officer):
    address = reverse("ledger:import_plan")
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(make_user(role=Role.EDITOR))
    assert address not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.xlsx", "Tệp gửi lên không có nội dung."),
        (b"  \n ", "a.csv", "Tệp trống, không có nội dung nào."),
        (b"PK\x03\x04", "a.xlsx", "Tệp bị hỏng hoặc không phải tệp Excel (.xlsx)."),
        (b"x", "a.xlsm", "Tệp .xlsm có macro nên không được nhận. Hãy lưu lại thành .xlsx."),
        (b"x", "a.xls", "Loại tệp này chưa đọc được. Định dạng .xls đã cũ."),
        (make_pdf("x"), "a.pdf", "Loại tệp này không có bảng để nhập."),
        (make_workbook(["a", "b"]), "a.xlsx", "Không thấy bảng kế hoạch trong tệp."),
        (make_long_workbook(100_001), "a.xlsx", "Tệp có hơn 20.000 dòng."),
        (bytes(6 * 2**20), "a.xlsx", "Tệp lớn hơn 5 MB."),
        ("Tiêu đề à la crème".encode("latin-1", "replace"), "a.csv", "Không nhận ra bảng mã"),
        (
            rewrite_archive(make_workbook(["x"]), {}, add=[("xl/vbaProject.bin", b"x")]),
            "a.xlsx",
            "Tệp có macro nên không được nhận.",
        ),
        (
            rewrite_archive(make_workbook(["x"]), {}, add=[("xl/a.bin", bytes(60 * 2**20))]),
            "a.xlsx",
            "Tệp nén phình ra bất thường",
        ),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_beside_its_field(send, officer, content, name, sentence):
    before = count_ledger()
    answer = send(content, name)
    assert answer.status_code == 422
    [problem] = get_problems(answer)
    assert problem.startswith(sentence)
    assert count_ledger() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"unit_name": "Phường Không Có"}, "Không có đơn vị “Phường Không Có”."),
        ({"period": "năm nay"}, "“năm nay” không phải là kỳ."),
        ({"period": "2023"}, "Tệp không có cột số liệu nào của kỳ 2023."),
    ],
)
def test_what_is_said_of_the_file_is_checked(send, officer, words, sentence):
    answer = send(make_workbook(HEADINGS, *ROWS), **words)
    assert answer.status_code == 422
    [problem] = get_problems(answer)
    assert problem.startswith(sentence)


@pytest.mark.parametrize("to_alphabet", [to_tcvn3, to_vni])
def test_a_file_in_an_old_alphabet_goes_in(confirm, officer, revenue, poverty, to_alphabet):
    text = "TT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2025\n1;Tổng thu ngân sách;tỷ đồng;1.223,771\n"
    confirm(to_alphabet(text).encode("cp1252"), "ke-hoach.csv")
    assert Target.objects.get().format_value() == "1.223,771\u00a0tỷ đồng"


def test_a_table_of_a_word_document_goes_in(confirm, officer, revenue, poverty):
    rows = [[str(cell).replace(".", ",") for cell in row] for row in (HEADINGS, *ROWS)]
    confirm(make_word("Kế hoạch", rows), "ke-hoach.docx")
    assert Target.objects.count() == 2


@pytest.mark.usefixtures("officer")
def test_a_wrong_cell_is_named_beside_its_row_and_the_rest_goes_in(client, confirm, send, registry):
    revenue, poverty = registry
    content = make_workbook(HEADINGS, [1, "Tổng thu ngân sách", "tỷ đồng", "nhiều", 5], ROWS[1])
    shown = client.get(send(content).url).content.decode()
    assert "Dòng 2, ô D2: “nhiều” không phải là số." in shown
    before = count_ledger()
    refused = confirm(content, **{"r0-take": "on", "r0-indicator_name": revenue.name})
    assert refused.status_code == 422
    assert count_ledger() == before
    confirm(content)
    assert [target.indicator for target in Target.objects.all()] == [poverty]


def test_a_unit_that_was_not_in_being_leaves_the_ledger_as_it_was(confirm, officer, revenue, unit):
    unit.valid_to = "2024-12-31"
    unit.save()
    before = count_ledger()
    answer = confirm(make_workbook(HEADINGS, ROWS[0]))
    assert answer.status_code == 422
    assert "không tồn tại trong kỳ 2025" in answer.content.decode()
    assert count_ledger() == before


def test_the_preview_takes_as_many_queries_for_many_rows_as_for_one(
    client, send, officer, django_assert_max_num_queries
):
    for number in range(30):
        make_indicator(f"Chỉ tiêu số {number} của sổ")
    rows = [[n, f"Chỉ tiêu số {n} của sổ", "tỷ đồng", n + 1, n + 2] for n in range(30)]
    counts = []
    for few in (rows[:1], rows):
        address = send(make_workbook(HEADINGS, *few)).url
        with django_assert_max_num_queries(60) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_token_keeps_the_number_and_the_owner():
    token = uploads.keep_upload(
        uploads.Upload("a.csv", 1, "2025", "result", content=b"x"), user_id=7
    )
    assert uploads.load_upload(token, user_id=7).content == b"x"
    with pytest.raises(uploads.UploadGone):
        uploads.load_upload(token, user_id=8)
