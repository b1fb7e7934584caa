from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "congtin.demonstration"
    label = "demonstration"
    verbose_name = "Bản trình diễn"
