from django.apps import AppConfig


class WireConfig(AppConfig):
    name = "congtin.wire"
    label = "wire"
    verbose_name = "Tin đến"

    def ready(self) -> None:
        from congtin.wire import checks, signal_handlers  # noqa: F401, PLC0415  (registers them)
