from django.apps import AppConfig

from congtin.pagestore import clock

clock.install()


class PageStoreConfig(AppConfig):
    name = "congtin.pagestore"
    label = "pagestore"
    verbose_name = "Kho trang"

    def ready(self) -> None:
        from congtin.pagestore import watching  # noqa: PLC0415  (needs the models)

        watching.install()
