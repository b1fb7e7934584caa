"""Addresses of the open ledger: single values, indicators, notices for print, data, the API.

They stand before the portal's other addresses of the ledger, whose last pattern takes any slug.
"""

from django.urls import path, register_converter

from congtin.portal import value_feeds
from congtin.portal.views import api, indicators, notices, open_data, values


class FileKindConverter:
    regex = "csv|json|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileKindConverter, "file_kind")

urlpatterns = [
    path("so-lieu/<slug:value_id>/", values.show_value, name="value"),
    path("chi-tieu/do/<slug:slug>/", indicators.show_indicator, name="indicator"),
    path("chi-tieu/<slug:slug>/<slug:period>/in/", notices.print_plan, name="plan_print"),
    path("chi-tieu/<slug:slug>/atom.xml", value_feeds.ValuesAtom(), name="unit_values_atom"),
    path(
        "chi-tieu/do/<slug:slug>/atom.xml",
        value_feeds.IndicatorValuesAtom(),
        name="indicator_values_atom",
    ),
    path("du-lieu/", open_data.show_open_data, name="open_data"),
    path("du-lieu/datapackage.json", open_data.show_package, name="package"),
    path("du-lieu/catalog.jsonld", open_data.show_catalogue, name="catalogue"),
    path("du-lieu/<slug:slug>.<file_kind:kind>", open_data.send_table, name="data_table"),
    path(
        "du-lieu/ke-hoach/<slug:slug>/<slug:period>.<file_kind:kind>",
        open_data.send_plan,
        name="data_plan",
    ),
    path(
        "du-lieu/chi-tieu/<slug:slug>.<file_kind:kind>",
        open_data.send_indicator,
        name="data_indicator",
    ),
    path("api/v1/", api.show_root, name="api"),
    path("api/v1/openapi.json", api.show_description, name="openapi"),
    path("api/v1/<slug:name>", api.show_rows, name="api_rows"),
    path("api/v1/<slug:name>/<str:identity>", api.show_row, name="api_row"),
    path("api/<path:path>", api.show_missing),
]
