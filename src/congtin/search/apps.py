from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "congtin.search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        from congtin.search import signal_handlers  # noqa: F401, PLC0415  (connects the receivers)
