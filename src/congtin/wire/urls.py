"""Addresses of the inbox, below the newsroom's own."""

from django.urls import path

from congtin.wire import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("quyet-dinh/", views.decide, name="decide"),
    path("lay-ngay/", views.fetch_now, name="fetch_now"),
    path("<int:item_id>/", views.show, name="item"),
    path("<int:item_id>/ban-sua/", views.change, name="change"),
]
