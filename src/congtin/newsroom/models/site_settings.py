"""What differs from portal to portal, set in the newsroom."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

__all__ = ["PortalSettings"]


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    portal_name = models.CharField("tên cổng", max_length=80, default="Cổng tin")
    tagline = models.CharField("dòng giới thiệu", max_length=160, blank=True)
    organisation = models.CharField("cơ quan chủ quản", max_length=160, blank=True)
    contact = models.TextField("liên hệ", blank=True)
    social_name = models.CharField("tên kênh mạng xã hội", max_length=80, blank=True)
    social_address = models.URLField("địa chỉ kênh mạng xã hội", blank=True)
    is_demonstration = models.BooleanField(
        "bản trình diễn",
        default=False,
        help_text="Mọi trang ghi rõ đây không phải trang của cơ quan nhà nước, "
        "và máy tìm kiếm được yêu cầu không ghi nhận.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("portal_name"),
                FieldPanel("tagline"),
                FieldPanel("organisation"),
                FieldPanel("contact"),
            ],
            heading="Tên và cơ quan",
        ),
        MultiFieldPanel(
            [FieldPanel("social_name"), FieldPanel("social_address")], heading="Mạng xã hội"
        ),
        FieldPanel("is_demonstration"),
    ]

    class Meta:
        verbose_name = "thông tin cổng"
