"""Who may do what: the newsroom's roles and their permissions, read like a table."""

from congtin.accounts.enums import Role

__all__ = ["APPROVAL_STEPS", "PAGE_RIGHTS", "PERMISSIONS"]

_ADMIN = ("wagtailadmin.access_admin",)
_PICTURES = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
_OUTLETS = tuple(
    f"newsroom.{verb}_{model}"
    for model in ("source", "author", "person")
    for verb in ("add", "change", "view")
)
_REVIEW = (
    "ledger.view_proposal",
    "ledger.decide_proposal",
    "ledger.add_indicator",
    "ledger.view_indicator",
    "ledger.view_target",
    "ledger.view_result",
    "places.view_unit",
)
_WIRE = (
    "wire.view_wireitem",
    "wire.decide_wireitem",
    "wire.add_wiresource",
    "wire.change_wiresource",
    "wire.view_wiresource",
)
_LEDGER = tuple(
    f"ledger.{verb}_{model}"
    for model in ("indicator", "plan", "target", "result", "document", "project")
    for verb in ("add", "change", "view")
)

PERMISSIONS = {
    Role.REPORTER: (*_ADMIN, *_PICTURES, "places.view_unit"),
    Role.EDITOR: (*_ADMIN, *_PICTURES, *_OUTLETS, *_REVIEW, *_WIRE, "newsroom.view_withdrawal"),
    Role.APPROVER: (*_ADMIN, *_PICTURES, *_OUTLETS, *_REVIEW, *_WIRE, "newsroom.view_withdrawal"),
    Role.PLAN_OFFICER: (*_ADMIN, *_REVIEW, *_LEDGER),
}

PAGE_RIGHTS = {
    Role.REPORTER: ("add_page",),
    Role.EDITOR: ("add_page", "change_page", "publish_page"),
    Role.APPROVER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}

APPROVAL_STEPS = (
    ("Biên tập viên đọc duyệt", (Role.EDITOR.value, Role.APPROVER.value)),
    ("Lãnh đạo duyệt đăng", (Role.APPROVER.value,)),
)
