"""Changing accounts: roles with their permissions, and users."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from congtin.accounts.enums import Role
from congtin.accounts.models import User

__all__ = ["make_user", "set_up_roles"]

# Groups that Wagtail's migrations make, with page and picture rights already set.
_WAGTAILS_NAMES = {"Editors": Role.REPORTER, "Moderators": Role.EDITOR}


@transaction.atomic
def set_up_roles(*, permissions: Mapping[Role, Iterable[str]]) -> None:
    """Make the groups, and add to each the permissions named "app.codename"; none is taken away.

    Raises LookupError on a permission that does not exist.
    """
    for old, role in _WAGTAILS_NAMES.items():
        if not Group.objects.filter(name=role.value).exists():
            Group.objects.filter(name=old).update(name=role.value)
            _clear_page_rights(role)
    for role, names in permissions.items():
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.add(*(_get_permission(name) for name in names))


@transaction.atomic
def make_user(
    *,
    username: str,
    password: str,
    first_name: str,
    last_name: str = "",
    post: str = "",
    roles: Iterable[Role] = (),
    is_superuser: bool = False,
) -> User:
    """A user of that name with these roles; one that is there keeps its password."""
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User(username=username, is_superuser=is_superuser, is_staff=is_superuser)
        user.set_password(password)
    user.first_name, user.last_name, user.post = first_name, last_name, post
    user.save()
    user.groups.add(*Group.objects.filter(name__in=[role.value for role in roles]))
    return user


def _clear_page_rights(role: Role) -> None:
    """Wagtail lets its editors change everybody's pages; here each role's rights are listed."""
    GroupPagePermission.objects.filter(group__name=role.value).delete()


def _get_permission(name: str) -> Permission:
    app, _, codename = name.partition(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
    if found is None:
        raise LookupError(f"no permission {name}")
    return found
