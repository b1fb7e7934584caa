"""Projects, told by dated statements: land clearance first."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from congtin.ledger.enums import Comparator
from congtin.ledger.models.documents import Document
from congtin.places.models import Unit

__all__ = ["Project", "ProjectStatement"]


class Project(ClusterableModel):
    name = models.CharField("tên dự án", max_length=250, unique=True)
    slug = models.SlugField("đường dẫn", max_length=120, unique=True)
    units = models.ManyToManyField(Unit, verbose_name="địa bàn", related_name="projects")

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        InlinePanel("statements", label="Thông tin theo ngày"),
    ]

    class Meta:
        verbose_name = "dự án"
        verbose_name_plural = "dự án"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ProjectStatement(models.Model):
    """What one document says of a project on a day; `said_on` empty where it gives no full date.

    `start`, `planned_finish` and `said_on_text` are as stated: a day, a quarter or a year.
    """

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="statements")
    section = models.CharField("đoạn, vị trí", max_length=250, blank=True)
    area_m2 = models.DecimalField(
        "diện tích (m²)", max_digits=14, decimal_places=2, null=True, blank=True
    )
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    parcels = models.PositiveIntegerField("số thửa", null=True, blank=True)
    length_km = models.DecimalField(
        "chiều dài (km)", max_digits=8, decimal_places=3, null=True, blank=True
    )
    capital = models.DecimalField(
        "vốn (tỷ đồng)", max_digits=14, decimal_places=3, null=True, blank=True
    )
    capital_comparator = models.CharField(
        "cách nói về vốn", max_length=10, choices=Comparator.choices, blank=True
    )
    start = models.CharField("khởi công", max_length=12, blank=True)
    planned_finish = models.CharField("dự kiến xong", max_length=12, blank=True)
    status = models.CharField("tình trạng", max_length=300)
    said_on = models.CharField("ngày nêu", max_length=12, blank=True)
    document = models.ForeignKey(
        Document, verbose_name="tài liệu", null=True, blank=True, on_delete=models.PROTECT
    )
    note = models.CharField("ghi chú", max_length=400, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("said_on"), FieldPanel("status")]),
        FieldPanel("section"),
        FieldRowPanel([FieldPanel("area_m2"), FieldPanel("households"), FieldPanel("parcels")]),
        FieldRowPanel([FieldPanel("length_km"), FieldPanel("capital")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("planned_finish")]),
        FieldPanel("document"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "thông tin dự án"
        verbose_name_plural = "thông tin dự án"
        ordering = ["-said_on", "pk"]

    def __str__(self) -> str:
        return f"{self.project.name}: {self.status}"
