"""Entering the rows of a plan: all of them, or the ledger as it was."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.factories import make_document, make_indicator, make_result, make_target, make_unit

from congtin.ledger import plan_import
from congtin.ledger.meaning import Sense
from congtin.ledger.models import Document, Evidence, Indicator, Result, Target
from congtin.ledger.plan_amounts import StatedAmount
from congtin.ledger.plan_files import PlanFile, PlanRow, PlanValue
from congtin.ledger.plan_import import Choice, RowsRefused, Source, import_plan
from congtin.ledger.plan_preview import preview_plan, suggest_indicators

pytestmark = pytest.mark.django_db
SOURCE = Source(digest="0123456789abcdef", title="Biểu kế hoạch", publisher="UBND phường")


@pytest.fixture
def unit():
    return make_unit("Phường Lê Chân")


@pytest.fixture
def indicator():
    return make_indicator()


@pytest.fixture
def enter(unit):
    def call(*choices, set_by="HĐND phường"):
        return import_plan(choices=choices, unit=unit, set_by=set_by, source=SOURCE, by=None)

    return call


@pytest.fixture(params=["target", "result"])
def kept(request, indicator, unit):
    """A kind of value, how to look at it, and how to put one of it into the ledger."""
    is_target = request.param == "target"
    more = {"set_by": "HĐND phường"} if is_target else {}

    def make(number, **also):
        things = {"indicator": indicator, "unit": unit, "period": "2025", **more, **also}
        return (make_target if is_target else make_result)(value=number, **things)

    return request.param, Target if is_target else Result, make


def value(number="100", kind="target", *, period="2025", measure="tỷ đồng", **more):
    amount = StatedAmount(measure, Decimal(number)) if number is not None else None
    return PlanValue(kind, period, more.pop("ref", "D2"), number or "", amount, **more)


def row(*values, name="Tổng thu ngân sách", number=2, **more):
    return PlanRow(f"Dòng {number}", name, "tỷ đồng", values, **more)


def choose(*values, indicator=None, number=0, replace=None, **more):
    made = row(*values, number=number + 2, **more)
    new_name = "" if indicator else made.name
    return Choice(number, made, indicator, new_name, replace)


def count_ledger():
    return [model.objects.count() for model in (Target, Result, Evidence, Document, Indicator)]


def get_problems(enter, *choices):
    before = count_ledger()
    with pytest.raises(RowsRefused) as refusal:
        enter(*choices)
    assert count_ledger() == before
    return refusal.value.problems


def test_two_targets_of_one_row_stand_side_by_side(enter, indicator):
    enter(choose(value("100", set_by="Thành phố"), value("120"), indicator=indicator))
    assert sorted(Target.objects.values_list("set_by", "value", "in_use")) == [
        ("HĐND phường", Decimal(120), True),
        ("Thành phố", Decimal(100), True),
    ]


def test_results_keep_kind_period_and_share(enter, indicator):
    enter(
        choose(
            value("60", "estimate", period="2025-M01..06", attainment=Decimal("50.5")),
            value(None, "result", attainment=Decimal("101.2")),
            indicator=indicator,
        )
    )
    assert list(
        Result.objects.order_by("pk").values_list(
            "period", "value", "is_estimate", "attainment", "attainment_base"
        )
    ) == [
        ("2025-M01..06", Decimal(60), True, Decimal("50.5"), "kế hoạch"),
        ("2025", None, False, Decimal("101.2"), "kế hoạch"),
    ]


def test_every_value_names_its_cell(enter, indicator):
    enter(choose(value(ref="E7"), indicator=indicator))
    evidence = Evidence.objects.get()
    assert (evidence.document.title, evidence.note) == ("Biểu kế hoạch", "Dòng 2, ô E7")


def test_new_indicators_are_made_with_the_rows_measure(enter):
    enter(choose(value(), name="chỉ tiêu mới tinh"))
    made = Indicator.objects.get()
    assert (made.name, made.measure) == ("Chỉ tiêu mới tinh", "tỷ đồng")


def test_one_bad_row_keeps_all_others_out(enter, indicator):
    problems = get_problems(
        enter,
        choose(value(), indicator=indicator),
        choose(value(), name="x", number=1),
        choose(value(), indicator=indicator, number=2, problems=("Dòng 4, ô D4: sai.",)),
    )
    assert problems[1] == "Tên chỉ tiêu cần ít nhất ba ký tự."
    assert set(problems) == {1, 2}


def test_two_rows_of_one_indicator_are_named(enter, indicator):
    problems = get_problems(
        enter,
        choose(value("1"), indicator=indicator),
        choose(value("2"), indicator=indicator, number=1),
    )
    assert problems == {1: "Trùng chỉ tiêu với dòng 2. Hãy chọn chỉ tiêu khác hoặc bỏ một dòng."}


def test_a_failure_in_the_middle_leaves_nothing(enter, indicator, monkeypatch):
    def fail(**_):
        raise OSError("disk")

    monkeypatch.setattr(plan_import, "record_result", fail)
    before = count_ledger()
    with pytest.raises(OSError, match="disk"):
        enter(choose(value(), value("90", "result"), indicator=indicator))
    assert count_ledger() == before


def test_a_unit_that_was_not_in_being_is_named(enter, indicator, unit):
    unit.valid_from = dt.date(2026, 1, 1)
    unit.save()
    assert (
        "không tồn tại trong kỳ 2025"
        in get_problems(enter, choose(value(), indicator=indicator))[0]
    )


def test_another_value_in_use_asks_which_counts(enter, indicator, kept):
    kind, _, make = kept
    make("90")
    assert get_problems(enter, choose(value("100", kind), indicator=indicator)) == {
        0: "Sổ đang dùng giá trị khác: 90\u00a0tỷ đồng (chưa ghi nguồn). "
        "Hãy chọn dùng giá trị mới hoặc giữ giá trị cũ."
    }


@pytest.mark.parametrize(("replace", "used"), [(True, "100"), (False, "90")])
def test_the_answer_says_which_value_counts(enter, indicator, kept, replace, used):
    kind, model, make = kept
    make("90", **({"document": make_document()} if kind == "target" else {}))
    enter(choose(value("100", kind), indicator=indicator, replace=replace))
    assert [each.value for each in model.objects.filter(in_use=True)] == [Decimal(used)]
    assert model.objects.count() == 2


def test_a_known_value_that_was_set_aside_can_count_again(enter, indicator, kept):
    kind, model, make = kept
    make("90")
    make("100", in_use=False)
    enter(choose(value("100", kind), indicator=indicator, replace=True))
    assert sorted(model.objects.values_list("value", "in_use")) == [
        (Decimal(90), False),
        (Decimal(100), True),
    ]


def test_the_same_value_in_another_magnitude_gains_evidence_only(enter, indicator, unit):
    known = make_target(
        indicator=indicator, unit=unit, value="100", period="2025", set_by="HĐND phường"
    )
    enter(choose(value("100000", measure="triệu đồng"), indicator=indicator))
    assert Target.objects.get() == known
    assert known.evidence.count() == 1


def test_a_target_of_somebody_else_is_no_rival(enter, indicator, unit):
    make_target(indicator=indicator, unit=unit, value="90", period="2025", set_by="Thành phố")
    enter(choose(value("100"), indicator=indicator))
    assert Target.objects.filter(in_use=True).count() == 2


def preview(unit, *rows, indicators, set_by=""):
    return preview_plan(
        plan=PlanFile(rows, ()),
        unit=unit,
        set_by=set_by,
        indicators=indicators,
        certainties=[Decimal(1)] * len(rows),
    )


def test_suggestions_try_the_sums_name_too():
    total = make_indicator("Tổng thu ngân sách")
    part = make_indicator("Thu nội địa")
    rows = (
        row(value()),
        row(value(), name="Thu nội địa", parent="Tổng thu"),
        row(value(), name="Q"),
    )
    found = suggest_indicators(PlanFile(rows, ()))
    assert [each and each.indicator for each in found] == [total, part, None]


def test_the_preview_says_new_same_and_different(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="100", period="2025")
    make_result(indicator=indicator, unit=unit, value="80", period="2025")
    [shown] = preview(
        unit,
        row(value("100"), value("90", "result"), value("5", "result", period="2025-Q1")),
        indicators=[indicator],
    )
    assert [each.meaning.sense for each in shown.values] == [
        Sense.SAME,
        Sense.DIFFERENT,
        Sense.NEW,
    ]
    assert shown.differs


def test_the_preview_tells_a_thousandfold_jump(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="0.1", period="2024")
    shown = preview(
        unit,
        row(value("100")),
        row(value("406.89"), value("406890", "result")),
        indicators=[indicator, None],
    )
    assert [each.meaning.sense for line in shown for each in line.values] == [
        Sense.THOUSANDFOLD,
        Sense.NEW,
        Sense.THOUSANDFOLD,
    ]
    assert all(line.is_odd for line in shown)


def test_a_plan_of_a_term_has_no_year_before(unit, indicator):
    [shown] = preview(unit, row(value("100", period="2025-2030")), indicators=[indicator])
    assert shown.values[0].meaning.sense == Sense.NEW
