from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "congtin.ledger"
    label = "ledger"
    verbose_name = "Sổ chỉ tiêu"

    def ready(self) -> None:
        from congtin.ledger import signal_handlers  # noqa: F401, PLC0415  (connects them)
        from congtin.ledger.checking import find_obstacle  # noqa: PLC0415  (models must be ready)
        from congtin.ledger.panels import FiguresPanel  # noqa: PLC0415  (as above)
        from congtin.newsroom.presentation import add_article_panel  # noqa: PLC0415  (as above)
        from congtin.newsroom.publication import (  # noqa: PLC0415  (as above)
            add_publication_check,
        )

        add_publication_check(find_obstacle)
        add_article_panel(FiguresPanel(heading="Số liệu trong bài"))
