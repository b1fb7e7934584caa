import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from congtin.newsroom.models import SectionPage


@pytest.mark.parametrize(
    ("path", "route"),
    [
        (["2020"], {"year": 2020}),
        (["2020", "12"], {"year": 2020, "month": 12}),
        (["2020", "01"], {"year": 2020, "month": 1}),
        (["2020", "02", "29"], {"year": 2020, "month": 2, "day": 29}),
    ],
)
def test_year_month_and_day_lead_to_the_listing(rf, path, route):
    section = SectionPage(title="Thời sự", live=True)
    found = section.route(rf.get("/"), path)
    assert (found.page, found.kwargs) == (section, route)


@pytest.mark.parametrize(
    "path",
    [
        ["20"],
        ["0020"],
        ["20200"],
        ["3000"],
        ["2020", "13"],
        ["2020", "00"],
        ["2020", "1"],
        ["2020", "xx"],
        ["2020", "²³"],
        ["2020", "12", "9"],
        ["2020", "02", "30"],
        ["2020", "12", "19", "08"],
    ],
)
def test_no_listing_of_days_that_no_calendar_has(rf, path):
    with pytest.raises(Http404):
        SectionPage(title="Thời sự", live=True).route(rf.get("/"), path)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["b", "nguon", "chi-tieu", "toa-soan", "static", "api"])
def test_section_does_not_take_an_address_of_the_portals_own(home, slug):
    with pytest.raises(ValidationError) as caught:
        home.add_child(instance=SectionPage(title="Chuyên mục", slug=slug))
    assert list(caught.value.message_dict) == ["slug"]
