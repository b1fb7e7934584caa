import datetime as dt
from decimal import Decimal

import pytest
from tests.factories import (
    make_document,
    make_indicator,
    make_result,
    make_source,
    make_target,
    make_unit,
)
from tests.portal.making import cite, make_stated_target

from congtin.ledger.progress import Status
from congtin.ledger.queries import get_plan_table
from congtin.portal.plan_page import Bar, show_plans, show_rows


@pytest.fixture
def unit(db):
    return make_unit("Quận Lê Chân", slug="quan-le-chan")


@pytest.fixture
def indicator(db):
    return make_indicator("Thu ngân sách", slug="thu-ngan-sach")


def show_only_row(unit, period="2021"):
    [(_, [row])] = show_rows(get_plan_table(unit=unit, period=period))
    return row


def test_a_target_is_shown_with_who_set_it_and_its_result(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="100", set_by="HĐND quận")
    make_result(indicator=indicator, unit=unit, value="128")
    row = show_only_row(unit)
    [target] = row.targets
    assert (target.text, target.origin) == ("100\u00a0tỷ đồng", "HĐND quận")
    assert (target.status, target.arithmetic) == (Status.EXCEEDED, "128 / 100 = 128%")
    assert row.result.text == "128\u00a0tỷ đồng"
    assert row.anchor == "chi-tieu-thu-ngan-sach"


@pytest.mark.parametrize(
    ("value", "bar"),
    [
        ("50", Bar(fill="40.00%", goal="80.00%")),
        ("100", Bar(fill="80.00%", goal="80.00%")),
        ("250", Bar(fill="100.00%", goal="40.00%")),
    ],
)
def test_the_bar_keeps_target_and_result_on_one_scale(unit, indicator, value, bar):
    make_target(indicator=indicator, unit=unit, value="100")
    make_result(indicator=indicator, unit=unit, value=value)
    assert show_only_row(unit).targets[0].bar == bar


def test_a_part_of_the_year_says_so_and_shows_what_was_due(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="100")
    make_result(
        indicator=indicator,
        unit=unit,
        value="40",
        period="2021-M01..06",
        is_estimate=True,
        as_of=dt.date(2021, 6, 30),
    )
    row = show_only_row(unit)
    assert row.result.notes == ["số ước", "6 tháng đầu năm 2021", "tính đến 30/06/2021"]
    assert row.targets[0].status == Status.BEHIND
    assert row.targets[0].bar.due == "39.67%"


def test_a_result_stated_only_as_a_share_is_told_as_one(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="100")
    make_result(
        indicator=indicator,
        unit=unit,
        value=None,
        attainment=Decimal("128.0000"),
        attainment_base="kế hoạch quận",
    )
    assert show_only_row(unit).result.text == "bằng 128% kế hoạch quận"


def test_a_value_not_in_use_is_cited_with_the_reason(unit, indicator):
    used = make_result(
        indicator=indicator, unit=unit, value="128", why_in_use="số của cơ quan thống kê"
    )
    make_result(indicator=indicator, unit=unit, value="120", in_use=False)
    row = show_only_row(unit)
    assert row.result.text == used.format_value()
    assert [(cited.text, cited.reason) for cited in row.others] == [
        ("120\u00a0tỷ đồng", "không dùng: số của cơ quan thống kê")
    ]


def test_targets_for_different_territories_keep_their_own_results(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="100", territory="trước hợp nhất")
    make_target(indicator=indicator, unit=unit, value="200")
    make_result(indicator=indicator, unit=unit, value="110", territory="trước hợp nhất")
    make_result(indicator=indicator, unit=unit, value="190")
    row = show_only_row(unit)
    assert not row.has_one_result
    assert {(target.text, target.result.text) for target in row.targets} == {
        ("100\u00a0tỷ đồng", "110\u00a0tỷ đồng"),
        ("200\u00a0tỷ đồng", "190\u00a0tỷ đồng"),
    }


def test_a_citation_leads_to_the_marked_sentence(section):
    article, target, evidence = make_stated_target(section)
    row = show_only_row(target.unit)
    [[citation]] = [cited.citations for cited in row.cited]
    assert citation.address == f"{article.get_url()}#so-lieu-{evidence.pk}"
    assert (citation.before, citation.number, citation.after) == (
        "Quận phấn đấu thu ",
        "1.223,771",
        " tỷ đồng, tăng 10%.",
    )
    assert row.targets[0].sentence == citation.address


def test_the_portals_own_words_are_not_put_into_the_outlets_mouth(section):
    article, target, _ = make_stated_target(section)
    article.source = make_source("Báo Thử")
    article.original_address = "https://bao.example/1"
    article.original_date = dt.date(2020, 12, 18)
    article.save()
    [cited] = show_only_row(target.unit).cited
    [citation] = cited.citations
    assert (citation.title, citation.via) == (article.title, "theo Báo Thử, 18/12/2020")


def test_an_article_taken_down_is_named_without_a_link(section):
    article, target, _ = make_stated_target(section)
    article.unpublish()
    row = show_only_row(target.unit)
    assert [each.address for cited in row.cited for each in cited.citations] == [""]
    assert row.targets[0].sentence == ""


def test_an_article_and_the_document_that_it_retells_are_both_cited(section, unit, indicator):
    article, target, _ = make_stated_target(section, unit=unit, indicator=indicator)
    target.evidence.create(document=make_document(publisher="Báo Thử"))
    assert [(each.title, each.is_ours) for each in show_only_row(unit).places] == [
        (article.title, True),
        ("Báo Thử", False),
    ]


def test_a_document_is_named_by_publisher_and_day_without_its_domain(unit, indicator):
    document = make_document(
        publisher="Báo An ninh (anhp.vn)", published_on=dt.date(2021, 11, 30), address="https://a/"
    )
    make_target(indicator=indicator, unit=unit, value="100", document=document)
    assert show_only_row(unit).targets[0].origin == "Báo An ninh, 30/11/2021"


def test_a_plan_names_its_resolution_first(unit):
    unit.plans.create(
        period="2021",
        theme="Chỉnh trang đô thị",
        resolution_number="28-NQ/TU",
        resolution_date=dt.date(2020, 12, 18),
        adopting_body="Thành ủy",
    )
    [plan] = show_plans(get_plan_table(unit=unit, period="2021"))
    assert (plan.title, plan.details) == ("28-NQ/TU", ["18/12/2020", "Thành ủy"])


def test_rows_without_a_target_are_shown_too(unit, indicator):
    make_result(indicator=indicator, unit=unit, value="1")
    row = show_only_row(unit)
    assert row.targets == []
    assert row.result.text == "1\u00a0tỷ đồng"


def test_last_years_result_stands_beside(unit, indicator):
    make_target(indicator=indicator, unit=unit, value="100")
    make_result(indicator=indicator, unit=unit, value="90", period="2020")
    assert show_only_row(unit).previous == "90\u00a0tỷ đồng"


def test_quotations_whose_number_moved_are_shown_whole(section):
    _, target, evidence = make_stated_target(section)
    evidence.offset = 3
    evidence.save()
    [cited] = show_only_row(target.unit).cited
    assert (cited.citations[0].before, cited.citations[0].number) == (evidence.quotation, "")


def test_results_are_cited_by_their_own_sentences(section, unit, indicator):
    article, _, _ = make_stated_target(section, unit=unit, indicator=indicator)
    result = make_result(indicator=indicator, unit=unit, value="10")
    cite(article, "Quận phấn đấu thu 1.223,771 tỷ đồng, tăng 10%.", "10", result=result)
    assert [cited.role for cited in show_only_row(unit).cited] == ["Đề ra", "Kết quả"]


def test_a_sentence_that_was_rewritten_is_cited_as_of_the_earlier_text(section):
    _, target, evidence = make_stated_target(section)
    evidence.loss = "changed"
    evidence.save()
    [cited] = show_only_row(target.unit).cited
    assert cited.citations[0].note == "theo bản đăng trước, câu này đã được sửa"
