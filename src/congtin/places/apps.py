from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "congtin.places"
    label = "places"
    verbose_name = "Địa phương"
