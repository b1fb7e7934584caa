from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "congtin.portal"
    label = "portal"
    verbose_name = "Cổng"

    def ready(self) -> None:
        from congtin.portal import pages  # noqa: F401, PLC0415  (registers the views of pages)
