import pytest
from tests.factories import (
    make_document,
    make_indicator,
    make_result,
    make_target,
    make_unit,
    make_user,
)
from wagtail.log_actions import log

from congtin.accounts.enums import Role
from congtin.ledger.records import Edit, find_last_label, find_value, get_changes, get_rivals


@pytest.fixture
def target(db):
    return make_target(indicator=make_indicator(), unit=make_unit())


def test_a_value_is_found_by_kind_and_key(target):
    assert find_value(is_target=True, key=target.pk) == target
    assert find_value(is_target=False, key=target.pk) is None
    assert find_value(is_target=True, key=target.pk + 1) is None


def test_rivals_are_of_the_same_thing_alone(target):
    same = {"indicator": target.indicator, "unit": target.unit}
    unused = make_target(**same, in_use=False)
    other_body = make_target(**same, set_by="HĐND thành phố")
    make_target(**same, period="2022")
    make_target(**same, territory="trước hợp nhất")
    make_target(indicator=make_indicator("Khác"), unit=target.unit)
    make_result(**same)
    assert get_rivals(target) == [other_body, unused]


@pytest.mark.parametrize(
    ("role", "named"),
    [(Role.EDITOR, "Biên tập viên"), (Role.PLAN_OFFICER, "Cán bộ kế hoạch"), (None, "Quản trị")],
)
def test_a_change_names_the_role(newsroom, target, role, named):
    log(instance=target, action="ledger.confirm", user=make_user(role=role))
    [change] = get_changes(target)
    assert (change.action, change.role) == ("ledger.confirm", named)


def test_what_the_portal_did_itself_has_no_role(target):
    log(instance=target, action="ledger.enter", data={"value": "100 tỷ đồng"})
    [change] = get_changes(target)
    assert (change.role, change.value, change.edits) == ("", "100 tỷ đồng", [])


def test_edits_compare_each_revision_with_the_one_before(target):
    target.save_revision(log_action=True)
    target.measure, target.in_use = "triệu đồng", False
    target.save_revision(log_action=True)
    first, second = get_changes(target)
    assert first.edits == []
    assert second.edits == [
        Edit("Đơn vị tính", "tỷ đồng", "triệu đồng"),
        Edit("Đang dùng", "có", "không"),
    ]


def test_changes_of_another_value_with_the_same_key_are_not_mixed_in(target):
    result = make_result(indicator=target.indicator, unit=target.unit, pk=target.pk)
    log(instance=result, action="ledger.enter")
    assert get_changes(target) == []


def test_a_value_that_is_gone_keeps_its_label(target):
    key = target.pk
    assert find_last_label(is_target=True, key=key) is None
    log(instance=target, action="ledger.enter")
    target.delete()
    assert "Tổng thu ngân sách" in find_last_label(is_target=True, key=key)
    assert find_last_label(is_target=False, key=key) is None


def test_documents_come_with_the_value(target, django_assert_num_queries):
    target.evidence.create(document=make_document())
    found = find_value(is_target=True, key=target.pk)
    with django_assert_num_queries(0):
        assert [each.document.title for each in found.evidence.all()] == ["Báo cáo cuối năm"]
        assert found.indicator.name
        assert found.unit.name
