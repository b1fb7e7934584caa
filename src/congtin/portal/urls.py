"""The portal's own addresses; articles and sections are pages and have theirs from the page tree.

All answers here are the same for every visitor, so all but those of the search may be kept by a
cache.
"""

from django.urls import include, path, register_converter

from congtin.portal import feeds
from congtin.portal.views import articles, indicators, machines, overview, plans, search, sources

app_name = "portal"


class YearConverter:
    regex = "(?:19|20)[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


class MonthConverter:
    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class DayConverter(MonthConverter):
    regex = "0[1-9]|[12][0-9]|3[01]"


class NumberConverter:
    """A row's number; more digits than the database can hold are no address."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(NumberConverter, "number")
register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")

urlpatterns = [
    path("b/<number:article_id>/", articles.show_short_address, name="short"),
    path("b/<number:article_id>/in/", articles.print_article, name="print"),
    path("b/<number:article_id>/qr.svg", articles.show_article_qr, name="qr"),
    path("nguon/<slug:slug>/", sources.show_source, name="source"),
    path("nguon/<slug:slug>/<year:year>/", sources.show_source, name="source_year"),
    path("nguon/<slug:slug>/<year:year>/<month:month>/", sources.show_source, name="source_month"),
    path(
        "nguon/<slug:slug>/<year:year>/<month:month>/<day:day>/",
        sources.show_source,
        name="source_day",
    ),
    path("tim-kiem/", search.show_search, name="search"),
    path("tim-kiem/goi-y", search.show_suggestions, name="suggestions"),
    path("", include("congtin.portal.open_urls")),
    path("chi-tieu/", overview.show_ledger, name="ledger"),
    path("chi-tieu/cach-tinh/", plans.show_method, name="method"),
    path("chi-tieu/<slug:slug>/", indicators.show_unit_or_indicator, name="unit"),
    path("chi-tieu/<slug:slug>/<slug:period>/", plans.show_plan, name="plan"),
    path("rss.xml", feeds.ArticlesRss(), name="rss"),
    path("atom.xml", feeds.ArticlesAtom(), name="atom"),
    path("chuyen-muc/<slug:slug>/rss.xml", feeds.ArticlesRss(), name="section_rss"),
    path("chuyen-muc/<slug:slug>/atom.xml", feeds.ArticlesAtom(), name="section_atom"),
    path("robots.txt", machines.show_robots, name="robots"),
    path("favicon.ico", machines.redirect_to_icon, name="icon"),
    path("sitemap.xml", machines.show_sitemap_index, name="sitemap_index"),
    path("sitemap-trang.xml", machines.show_standing_sitemap, name="sitemap_standing"),
    path(
        "sitemap-<year:year>-<month:month>.xml", machines.show_month_sitemap, name="sitemap_month"
    ),
]
