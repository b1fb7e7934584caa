import datetime as dt

import pytest
from tests.factories import (
    at,
    make_article,
    make_document,
    make_evidence,
    make_indicator,
    make_proposal,
    make_result,
    make_section,
    make_target,
    make_unit,
)

from congtin.ledger.enums import ProposalState, Topic
from congtin.ledger.models import Evidence, Plan, Project, ProjectStatement
from congtin.ledger.progress import Status
from congtin.ledger.queries import (
    count_evidence_below,
    get_article_entries,
    get_lost_evidence,
    get_open_proposals,
    get_plan_table,
    get_units_and_years,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return make_unit("Quận Lê Chân")


def get_rows(unit, period="2021"):
    """The rows of a plan table by the names of their indicators."""
    table = get_plan_table(unit=unit, period=period)
    return {row.indicator.name: row for _, rows in table.topics for row in rows}


def get_row(unit, period="2021"):
    [row] = get_rows(unit, period).values()
    return row


class TestPlanTable:
    def test_target_is_held_against_the_result_of_the_year(self, unit):
        income = make_indicator()
        make_target(indicator=income, unit=unit, value="1223.771")
        result = make_result(indicator=income, unit=unit, value="1300")
        row = get_row(unit)
        assert (row.status, row.result) == (Status.EXCEEDED, result)

    def test_target_without_a_result_waits_for_data(self, unit):
        make_target(indicator=make_indicator(), unit=unit)
        row = get_row(unit)
        assert (row.status, row.result) == (Status.NO_DATA, None)

    def test_two_denominators_stand_side_by_side_each_with_its_judgement(self, unit):
        income = make_indicator()
        for body, value in (("Quận ủy", "1223.771"), ("UBND thành phố", "1112.519")):
            make_target(indicator=income, unit=unit, set_by=body, value=value)
        make_result(indicator=income, unit=unit, value="1200")
        assert [(line.target.set_by, line.judgement.status) for line in get_row(unit).targets] == [
            ("Quận ủy", Status.MISSED),
            ("UBND thành phố", Status.EXCEEDED),
        ]

    def test_result_of_the_whole_year_goes_before_one_of_a_part(self, unit):
        income = make_indicator()
        part = make_result(indicator=income, unit=unit, value="50", period="2021-M01..06")
        whole = make_result(indicator=income, unit=unit, value="120")
        row = get_row(unit)
        assert (row.result, row.other_results) == (whole, [part])

    def test_result_of_a_part_is_paced(self, unit):
        income = make_indicator(nature="flow")
        make_target(indicator=income, unit=unit, value="100")
        make_result(indicator=income, unit=unit, value="50", period="2021-M01..06")
        assert get_row(unit).status == Status.ON_TRACK

    def test_result_of_a_part_is_paced_by_the_same_months_of_earlier_years(self, unit):
        income = make_indicator(nature="flow")
        make_target(indicator=income, unit=unit, value="100")
        make_result(indicator=income, unit=unit, value="50", period="2021-M01..06")
        for year in ("2019", "2020"):
            make_result(indicator=income, unit=unit, value="60", period=f"{year}-M01..06")
            make_result(indicator=income, unit=unit, value="100", period=year)
        row = get_row(unit)
        assert row.status == Status.BEHIND
        assert "cùng kỳ các năm 2019, 2020 thường đạt 60%" in row.targets[0].judgement.arithmetic

    def test_rate_of_a_part_is_held_against_the_target_itself(self, unit):
        rate = make_indicator("Tỷ lệ giải ngân", measure="%", nature="rate")
        make_target(indicator=rate, unit=unit, value="95")
        make_result(indicator=rate, unit=unit, value="50", period="2021-M01..06")
        assert get_row(unit).status == Status.BEHIND

    def test_attainment_of_128_per_cent_exceeds_the_target(self, unit):
        income = make_indicator()
        make_target(indicator=income, unit=unit)
        make_result(indicator=income, unit=unit, value=None, attainment="128")
        assert get_row(unit).status == Status.EXCEEDED

    def test_results_of_another_territory_are_not_compared(self, unit):
        income = make_indicator()
        make_target(indicator=income, unit=unit, territory="trước hợp nhất")
        make_result(indicator=income, unit=unit, value="500")
        [line] = get_row(unit).targets
        assert (line.judgement.status, line.result) == (Status.NO_DATA, None)

    def test_result_that_is_not_in_use_is_not_judged(self, unit):
        income = make_indicator()
        make_target(indicator=income, unit=unit)
        make_result(indicator=income, unit=unit, value="90")
        make_result(indicator=income, unit=unit, value="110", in_use=False)
        row = get_row(unit)
        assert row.status == Status.MISSED
        assert [result.value for result in row.other_results] == [110]

    def test_value_of_the_year_before_stands_beside(self, unit):
        income = make_indicator()
        make_target(indicator=income, unit=unit)
        before = make_result(indicator=income, unit=unit, value="80", period="2020")
        assert get_row(unit).previous == before

    @pytest.mark.parametrize(
        ("period", "is_there"),
        [
            ("2021", True),
            ("2021-06", True),
            ("2021-06-30", True),
            ("2021-Q1", True),
            ("2021-M07..12", True),
            ("2021-M01..09", True),
            ("2021-2025", False),
            ("2020", False),
            ("2022-01", False),
        ],
    )
    def test_page_of_a_year_holds_the_year_and_its_parts(self, unit, period, is_there):
        make_result(indicator=make_indicator(), unit=unit, period=period)
        assert bool(get_rows(unit)) is is_there

    def test_page_of_a_term_holds_the_term_only(self, unit):
        term = make_indicator("Của nhiệm kỳ")
        make_target(indicator=term, unit=unit, period="2020-2025")
        make_target(indicator=make_indicator("Của năm"), unit=unit, period="2020")
        assert list(get_rows(unit, "2020-2025")) == ["Của nhiệm kỳ"]

    def test_values_of_other_units_stay_there(self, unit):
        make_result(indicator=make_indicator(), unit=make_unit("Quận Khác"))
        assert get_plan_table(unit=unit, period="2021").is_empty

    def test_rows_stand_by_topic_and_by_the_alphabet(self, unit):
        for name, topic in (
            ("Đảng viên mới", Topic.PARTY),
            ("Ấp trứng", Topic.ECONOMY),
            ("An ninh lương thực", Topic.ECONOMY),
        ):
            make_target(indicator=make_indicator(name, topic=topic), unit=unit)
        table = get_plan_table(unit=unit, period="2021")
        assert [(topic, [row.indicator.name for row in rows]) for topic, rows in table.topics] == [
            (Topic.ECONOMY, ["An ninh lương thực", "Ấp trứng"]),
            (Topic.PARTY, ["Đảng viên mới"]),
        ]

    def test_tally_counts_what_has_a_target(self, unit):
        for name, value in (("Một", "100"), ("Hai", "100"), ("Ba", "50")):
            indicator = make_indicator(name)
            make_target(indicator=indicator, unit=unit)
            make_result(indicator=indicator, unit=unit, value=value)
        make_result(indicator=make_indicator("Không có mức đề ra"), unit=unit)
        tally = get_plan_table(unit=unit, period="2021").tally
        assert tally == {Status.MET: 2, Status.MISSED: 1}

    def test_plans_and_projects_of_the_year_are_there(self, unit):
        plan = Plan.objects.create(unit=unit, period="2021", theme="Chỉnh trang đô thị")
        Plan.objects.create(unit=unit, period="2022")
        for name, day in (("Đường Hồ Sen", "2021-03"), ("Cầu Rào", "2020-03")):
            project = Project.objects.create(name=name, slug=name[-3:])
            project.units.add(unit)
            ProjectStatement.objects.create(project=project, status="đang làm", said_on=day)
        table = get_plan_table(unit=unit, period="2021")
        assert table.plans == [plan]
        assert [project.name for project in table.projects] == ["Đường Hồ Sen"]

    def test_takes_no_more_queries_with_many_rows_than_with_few(self, unit, home, count_queries):
        article, document = make_article(), make_document()

        def add(numbers):
            for n in numbers:
                indicator = make_indicator(f"Chỉ tiêu {n}")
                target = make_target(indicator=indicator, unit=unit, document=document)
                result = make_result(indicator=indicator, unit=unit)
                make_result(indicator=indicator, unit=unit, period="2020")
                Evidence.objects.create(target=target, document=document)
                make_evidence(article, result=result, start=n)

        def read():
            table = get_plan_table(unit=unit, period="2021")
            for _, rows in table.topics:
                for row in rows:
                    for value in (row.targets[0].target, row.result):
                        assert [each.document or each.article for each in value.evidence.all()]
                    assert row.previous.format_value()
                    assert row.targets[0].target.document

        add(range(1))
        few = count_queries(read)
        add(range(1, 30))
        assert count_queries(read) == few


class TestUnitsAndYears:
    def test_every_page_of_the_ledger_is_counted_newest_first(self, unit):
        other = make_unit("Thành phố Hải Phòng", level="province")
        income = make_indicator()
        make_target(indicator=income, unit=unit, period="2021")
        make_result(indicator=income, unit=unit, period="2021-M01..06")
        make_result(indicator=income, unit=unit, period="2021-Q1")
        make_target(indicator=income, unit=unit, period="2020-2025")
        Plan.objects.create(unit=other, period="2021")
        found = [
            (entry.unit.name, entry.period, entry.targets, entry.results)
            for entry in get_units_and_years()
        ]
        assert found == [
            ("Thành phố Hải Phòng", "2021", 0, 0),
            ("Quận Lê Chân", "2021", 1, 2),
            ("Quận Lê Chân", "2020-2025", 1, 0),
        ]

    def test_takes_no_more_queries_with_many_units_than_with_few(self, count_queries):
        income = make_indicator()

        def add(numbers):
            for n in numbers:
                make_target(indicator=income, unit=make_unit(f"Quận {n}"), period=str(2000 + n))

        def read():
            return [entry.unit.name for entry in get_units_and_years()]

        add(range(1))
        few = count_queries(read)
        add(range(1, 30))
        assert count_queries(read) == few


class TestArticleEntries:
    def test_values_stand_in_the_order_of_their_sentences(self, unit, home):
        article = make_article()
        income, party = make_indicator("Thu"), make_indicator("Đảng viên")
        target = make_target(indicator=income, unit=unit)
        result = make_result(indicator=party, unit=unit)
        make_evidence(article, target=target, start=90)
        make_evidence(article, result=result, start=10)
        assert [
            (entry.value, entry.is_target, entry.plan_period)
            for entry in get_article_entries(article)
        ] == [(result, False, "2021"), (target, True, "2021")]

    def test_target_says_what_became_of_it(self, unit, home):
        article, income = make_article(), make_indicator()
        make_evidence(article, target=make_target(indicator=income, unit=unit))
        make_result(indicator=income, unit=unit, value="120", period="2020")
        result = make_result(indicator=income, unit=unit, value="128")
        [entry] = get_article_entries(article)
        assert (entry.result, entry.judgement.status) == (result, Status.EXCEEDED)

    def test_evidence_of_other_articles_stays_there(self, unit, home):
        other = make_article(title="Bài khác")
        make_evidence(other, result=make_result(indicator=make_indicator(), unit=unit))
        assert get_article_entries(make_article()) == []

    def test_takes_no_more_queries_with_many_values_than_with_few(self, unit, home, count_queries):
        article = make_article()

        def add(numbers):
            for n in numbers:
                indicator = make_indicator(f"Chỉ tiêu {n}")
                make_evidence(article, target=make_target(indicator=indicator, unit=unit), start=n)
                make_result(indicator=indicator, unit=unit)

        def read():
            for entry in get_article_entries(article):
                assert entry.value.indicator.name
                assert entry.value.unit.slug
                assert entry.judgement.status == Status.MET

        add(range(1))
        few = count_queries(read)
        add(range(1, 30))
        assert count_queries(read) == few


class TestWaiting:
    def test_open_proposals_stand_by_article_and_the_doubtful_first(self, home):
        old = make_article(title="Cũ", published_at=at(2021, 1, 1))
        new = make_article(title="Mới", published_at=at(2021, 2, 1))
        rows = [
            make_proposal(old, start=0),
            make_proposal(new, start=0, certainty="0.9"),
            make_proposal(new, start=50, certainty="0.4"),
        ]
        make_proposal(new, start=90, state=ProposalState.REJECTED)
        assert list(get_open_proposals()) == [rows[2], rows[1], rows[0]]

    def test_open_proposals_of_an_article_stand_as_in_its_text(self, home):
        article = make_article()
        rows = [make_proposal(article, start=start, certainty="0.4") for start in (50, 0)]
        make_proposal(make_article(title="Khác"))
        assert list(get_open_proposals(article)) == [rows[1], rows[0]]

    def test_only_lost_evidence_wants_a_look(self, unit, home):
        article = make_article()
        result = make_result(indicator=make_indicator(), unit=unit)
        rows = {
            loss: make_evidence(article, result=result, start=start)
            for start, loss in enumerate(["", "changed", "gone", "kept"])
        }
        for loss, row in rows.items():
            Evidence.objects.filter(pk=row.pk).update(loss=loss)
        assert set(get_lost_evidence()) == {rows["changed"], rows["gone"]}
        assert set(get_lost_evidence(article)) == {rows["changed"], rows["gone"]}
        assert not get_lost_evidence(make_article(title="Khác"))

    def test_evidence_below_a_section_counts(self, unit, home):
        section = make_section("Kinh tế")
        article = make_article(section=section)
        make_evidence(article, result=make_result(indicator=make_indicator(), unit=unit))
        assert [count_evidence_below(page) for page in (article, section, home)] == [1, 1, 1]
        assert count_evidence_below(make_section("Thời sự")) == 0


def test_unit_in_being_for_half_a_year_has_its_page(home):
    unit = make_unit("Quận Cũ", valid_to=dt.date(2025, 6, 30))
    make_target(indicator=make_indicator(), unit=unit, period="2025")
    assert [entry.period for entry in get_units_and_years()] == ["2025"]
