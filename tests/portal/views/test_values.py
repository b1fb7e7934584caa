import datetime as dt

import pytest
from tests.factories import (
    make_document,
    make_indicator,
    make_result,
    make_target,
    make_unit,
    make_user,
)
from tests.portal.making import cite, make_stated_target
from tests.portal.markup import check_page
from wagtail.log_actions import log

from congtin.config.roles import Role
from congtin.ledger.actions import Amount, record_result


@pytest.fixture
def stated(section):
    return make_stated_target(section)


def test_a_value_shows_what_it_is_and_where_it_is_said(client, stated):
    article, target, evidence = stated
    response = client.get(f"/so-lieu/m{target.pk}/")
    page = check_page(response)
    html = response.content.decode()
    for part in ("1.223,771\u00a0tỷ đồng", "Mức đề ra", "Quận ủy Lê Chân", "năm 2021"):
        assert part in html
    assert f"{article.get_url()}#so-lieu-{evidence.pk}" in page.links
    assert "/chi-tieu/quan-le-chan/2021/#chi-tieu-thu-ngan-sach" in page.links
    assert "/chi-tieu/thu-ngan-sach/" in page.links
    assert f"http://testserver/so-lieu/m{target.pk}/" in html


def test_sources_that_disagree_are_shown_with_the_reason(client, stated):
    _, target, _ = stated
    used = make_result(
        indicator=target.indicator, unit=target.unit, value="128", why_in_use="số của thống kê"
    )
    other = make_result(
        indicator=target.indicator, unit=target.unit, value="120", in_use=False, is_estimate=True
    )
    other.evidence.create(document=make_document(publisher="Báo Khác", address="https://k.example"))
    page = client.get(f"/so-lieu/k{used.pk}/")
    assert f"/so-lieu/k{other.pk}/" in check_page(page).links
    for part in ("Đang dùng: số của thống kê", "Báo Khác", "Không dùng: số của thống kê"):
        assert part in page.content.decode()
    page = client.get(f"/so-lieu/k{other.pk}/").content.decode()
    assert "Không dùng: số của thống kê" in page
    assert f"/so-lieu/k{used.pk}/" in page


def test_targets_of_another_body_stand_beside(client, stated):
    _, target, _ = stated
    make_target(indicator=target.indicator, unit=target.unit, value="1400", set_by="HĐND thành phố")
    html = client.get(f"/so-lieu/m{target.pk}/").content.decode()
    assert "Mức đề ra, HĐND thành phố" in html


def test_the_history_tells_roles_and_never_names(client, stated, newsroom):
    _, target, _ = stated
    somebody = make_user("bi-mat", role=Role.EDITOR, first_name="Tuyệt", last_name="Mật")
    outsider = make_user("nguoi-ngoai")
    log(instance=target, action="ledger.enter", user=somebody, data={"value": "1.223,771 tỷ đồng"})
    log(instance=target, action="ledger.confirm", user=outsider)
    html = client.get(f"/so-lieu/m{target.pk}/").content.decode()
    for part in ("Ghi vào sổ", "Biên tập viên", "Xác nhận số liệu", "Quản trị"):
        assert part in html
    for part in ("bi-mat", "Tuyệt", "nguoi-ngoai"):
        assert part not in html


def test_an_edit_tells_what_was_changed(client, stated):
    _, target, _ = stated
    target.save_revision(log_action=True)
    target.note, target.in_use = "theo bản sửa", False
    target.save()
    target.save_revision(log_action=True)
    html = client.get(f"/so-lieu/m{target.pk}/").content.decode()
    assert "Ghi chú: – → theo bản sửa" in html
    assert "Đang dùng: có → không" in html


def test_a_value_taken_out_of_the_ledger_is_gone_and_still_named(client, stated):
    _, target, _ = stated
    amount = Amount(measure="tỷ đồng", value=target.value)
    result = record_result(
        indicator=target.indicator, unit=target.unit, period="2021", amount=amount
    )
    path = f"/so-lieu/k{result.pk}/"
    result.delete()
    response = client.get(path)
    assert response.status_code == 410
    check_page(response)
    assert "Thu ngân sách" in response.content.decode()


@pytest.mark.parametrize("identity", ["m0", "m01", "x1", "m", "k" + "9" * 20, "K1", "m999"])
def test_what_identifies_nothing_is_not_found(client, home, identity):
    assert client.get(f"/so-lieu/{identity}/").status_code == 404


def test_the_plan_and_the_article_lead_to_the_value(client, stated):
    article, target, _ = stated
    for path in ("/chi-tieu/quan-le-chan/2021/", article.get_url()):
        assert f"/so-lieu/m{target.pk}/" in check_page(client.get(path)).links


def test_thirty_sources_cost_no_more_queries_than_one(count_queries, section):
    article, target, _ = make_stated_target(section)
    path = f"/so-lieu/m{target.pk}/"
    make_target(indicator=target.indicator, unit=target.unit, in_use=False)
    with_one = count_queries(path)
    for number in range(30):
        target.evidence.create(document=make_document(f"Văn bản {number}"))
        cite(article, "Quận phấn đấu thu 1.223,771 tỷ đồng, tăng 10%.", "10", target=target)
        rival = make_target(
            indicator=target.indicator, unit=target.unit, in_use=False, value=number
        )
        rival.evidence.create(document=make_document(f"Khác {number}"))
    assert count_queries(path) == with_one


def test_a_share_and_an_as_of_day_are_told(client, home):
    result = make_result(
        indicator=make_indicator(),
        unit=make_unit(),
        value=None,
        attainment="128",
        attainment_base="kế hoạch",
        as_of=dt.date(2021, 11, 30),
        territory="trước hợp nhất",
    )
    html = client.get(f"/so-lieu/k{result.pk}/").content.decode()
    for part in ("bằng 128% kế hoạch", "30/11/2021", "Trước hợp nhất"):
        assert part in html
