from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "congtin.newsroom"
    label = "newsroom"
    verbose_name = "Tòa soạn"

    def ready(self) -> None:
        from congtin.newsroom import signal_handlers  # noqa: F401, PLC0415  (connects them)
        from congtin.newsroom.lookups import register_lookups  # noqa: PLC0415  (beside it)

        register_lookups()
