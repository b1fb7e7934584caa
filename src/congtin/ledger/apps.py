from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "congtin.ledger"
    label = "ledger"
    verbose_name = "Sổ chỉ tiêu"

    def ready(self) -> None:
        from congtin.ledger import signal_handlers  # noqa: F401, PLC0415  (connects them)
