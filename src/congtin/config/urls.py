"""All addresses: the newsroom, then the portal's own, then the pages."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("toa-soan/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("", include("congtin.portal.urls")),
    path("", include(wagtail_urls)),
]

handler404 = "congtin.portal.views.errors.show_not_found"
handler500 = "congtin.portal.views.errors.show_server_error"
