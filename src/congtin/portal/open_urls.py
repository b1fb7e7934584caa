"""Addresses of the open ledger: single values, indicators, notices for print, data, the API.

They stand before the portal's other addresses of the ledger, whose last pattern takes any slug.
"""

from django.urls import path

from congtin.portal.views import indicators, notices, values

urlpatterns = [
    path("so-lieu/<slug:value_id>/", values.show_value, name="value"),
    path("chi-tieu/do/<slug:slug>/", indicators.show_indicator, name="indicator"),
    path("chi-tieu/<slug:slug>/<slug:period>/in/", notices.print_plan, name="plan_print"),
]
