from decimal import Decimal

import pytest

from congtin.portal.charts import HEIGHT, Goal, Slot, draw_columns, make_scale


def make_slot(label="2021", value=None, *, goals=(), side=0, is_estimate=False):
    number = None if value is None else Decimal(value)
    ends = tuple(Goal(Decimal(low), Decimal(high), "") for low, high in goals)
    return Slot(label, label[2:], number, str(value), is_estimate, ends, side)


def draw(*slots):
    return draw_columns(slots, make_scale(slots))


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [
        (["100"], 0, 100, 25),
        (["13.5", "9"], 0, 15, 5),
        (["-4", "11"], -5, 15, 5),
        (["-7"], -8, 0, 2),
        (["0"], 0, 1, "0.25"),
        (["197000", "165011.6"], 0, 200000, 50000),
        (["0.0003"], 0, "0.0003", "0.0001"),
    ],
)
def test_the_scale_has_round_steps_and_holds_zero(values, low, high, step):
    scale = make_scale([make_slot(value=value) for value in values])
    assert (scale.low, scale.high, scale.step) == (Decimal(low), Decimal(high), Decimal(step))


def test_ticks_are_written_in_vietnamese():
    texts = [tick.text for tick in draw(make_slot(value="5000")).ticks]
    assert texts == ["0", "1.250", "2.500", "3.750", "5.000"][: len(texts)] or "2.000" in texts


def test_a_target_beyond_the_result_fits_too():
    chart = draw(make_slot(value="50", goals=[("80", "80")]))
    [column] = chart.columns
    [mark] = column.marks
    assert float(mark.y) < float(column.y)
    assert float(mark.y) > 0
    assert not mark.is_range
    assert float(column.label_y) < float(mark.y)


def test_a_range_is_as_high_as_it_is():
    [column] = draw(make_slot(goals=[("10", "20")])).columns
    [mark] = column.marks
    assert mark.is_range
    assert float(mark.height) > 50
    assert (column.height, column.number) == ("", "")


def test_a_negative_value_hangs_from_zero():
    chart = draw(make_slot(value="-4"), make_slot("2022", "4"))
    below, above = chart.columns
    [zero] = [float(tick.y) for tick in chart.ticks if tick.is_zero]
    assert float(below.y) == zero
    assert float(above.y) + float(above.height) == pytest.approx(zero)


def test_a_change_of_territory_is_marked_between_columns():
    chart = draw(make_slot("2024", "1"), make_slot("2025", "1"), make_slot("2026", "1", side=1))
    [place] = chart.breaks
    assert float(chart.columns[1].centre[:-1]) < float(place[:-1])
    assert float(place[:-1]) < float(chart.columns[2].centre[:-1])


@pytest.mark.parametrize("count", [1, 2, 12])
def test_all_columns_lie_within_the_drawing(count):
    chart = draw(*(make_slot(str(2010 + each), str(each + 1)) for each in range(count)))
    for column in chart.columns:
        assert float(chart.gutter[:-1]) <= float(column.x[:-1])
        assert float(column.x[:-1]) + float(column.width[:-1]) <= 100
        assert 0 < float(column.y) < HEIGHT
    assert chart.is_dense == (count > 4)


def test_nothing_to_draw_is_drawn():
    assert draw().columns == []
