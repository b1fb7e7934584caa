import json

from tests.factories import at, make_article, make_unit

from congtin.newsroom.models import PortalSettings
from congtin.portal.structured_data import describe_news_article, dump_json_ld


def describe(article, **more):
    portal = PortalSettings(portal_name="Cổng tin")
    return describe_news_article(article, portal, canonical="https://x/a/", units=[], **more)


def test_nothing_in_the_data_can_end_the_script_element():
    data = {"headline": "</script><!--&"}
    dumped = dump_json_ld(data)
    assert not set("<>&") & set(dumped)
    assert json.loads(dumped) == data


def test_the_dates_are_the_articles_own_in_vietnams_time(section):
    article = make_article("Tin.", section=section, published_at=at(2020, 12, 19, 15))
    data = describe(article)
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2020-12-19T15:00:00+07:00"
    assert data["identifier"] == f"http://testserver/b/{article.pk}/"


def test_what_is_not_known_is_left_out(section):
    data = describe(make_article("Tin.", section=section))
    assert not {"image", "isBasedOn", "correction", "about"} & data.keys()
    assert data["author"] == {"@type": "Organization", "name": "Cổng tin"}


def test_places_are_named(section):
    data = describe_news_article(
        make_article("Tin.", section=section),
        PortalSettings(),
        canonical="",
        units=[make_unit("Quận Lê Chân")],
    )
    assert data["about"] == [{"@type": "AdministrativeArea", "name": "Quận Lê Chân"}]
