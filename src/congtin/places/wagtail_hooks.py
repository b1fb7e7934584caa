"""Units in the newsroom's administration."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from congtin.places.choosing import UnitChooserViewSet
from congtin.places.models import Unit


class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "globe"
    menu_label = "Đơn vị hành chính"
    menu_name = "places-units"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["name", "level", "parent", "valid_from", "valid_to"]
    list_filter = ["level"]
    search_fields = ["name", "folded_name"]
    search_backend_name = None
    ordering = ["name"]
    list_per_page = 50
    chooser_viewset_class = UnitChooserViewSet
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("level"), FieldPanel("code")]),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("end_unknown"),
        FieldRowPanel([FieldPanel("area_km2"), FieldPanel("population")]),
        FieldPanel("note"),
        FieldPanel("slug"),
    ]


register_snippet(UnitViewSet)
