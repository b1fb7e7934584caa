"""What is measured. Codes follow Decision 05/2023/QĐ-TTg where the official list has one."""

from typing import Any

from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from congtin.ledger.enums import Aggregation, Direction, Nature, Topic
from congtin.vietnamese.folding import fold, slugify

__all__ = ["Indicator"]


class Indicator(index.Indexed, models.Model):
    """`aliases`: other names in use, one a line; `folded_names`: all names without marks."""

    slug = models.SlugField("đường dẫn", max_length=120, unique=True, blank=True)
    code = models.CharField("mã", max_length=10, blank=True)
    other_codes = models.CharField("mã khác", max_length=60, blank=True)
    name = models.CharField("tên", max_length=250, unique=True)
    aliases = models.TextField("tên gọi khác", blank=True, help_text="Mỗi dòng một tên.")
    folded_names = models.TextField(editable=False, default="")
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    nature = models.CharField("loại", max_length=10, choices=Nature.choices, default=Nature.FLOW)
    direction = models.CharField(
        "chiều tốt", max_length=10, choices=Direction.choices, default=Direction.HIGHER
    )
    aggregation = models.CharField(
        "cách gộp", max_length=10, choices=Aggregation.choices, default=Aggregation.NONE
    )
    topic = models.CharField(
        "nhóm", max_length=60, choices=Topic.choices, default=Topic.ECONOMY, db_index=True
    )
    level = models.CharField("cấp báo cáo", max_length=10, blank=True)
    frequency = models.CharField("kỳ báo cáo", max_length=10, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("aliases"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("measure"), FieldPanel("topic")]),
                FieldRowPanel([FieldPanel("nature"), FieldPanel("direction")]),
                FieldRowPanel([FieldPanel("aggregation"), FieldPanel("code")]),
            ],
            heading="Cách đo",
        ),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.SearchField("folded_names"),
        index.AutocompleteField("folded_names"),
    ]

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="indicator_code_is_used_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.slug = self.slug or slugify(self.name, max_length=120)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name, max_length=120)
        self.folded_names = "\n".join(fold(name) for name in self.get_names())
        super().save(*args, **kwargs)

    def get_names(self) -> list[str]:
        """The name first, then the aliases."""
        return [self.name, *(line.strip() for line in self.aliases.splitlines() if line.strip())]
