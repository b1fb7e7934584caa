import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from congtin.accounts.actions import make_user, set_up_roles
from congtin.accounts.enums import Role

pytestmark = pytest.mark.django_db


def make(**more):
    return make_user(username="an", password="mật khẩu để thử", first_name="An", **more)


def test_wagtails_groups_become_roles_and_keep_their_members():
    member = make()
    member.groups.add(Group.objects.get(name="Moderators"))
    set_up_roles(permissions={})
    assert [group.name for group in member.groups.all()] == [Role.EDITOR.value]


def test_rights_on_pages_that_wagtail_gave_are_taken_back():
    set_up_roles(permissions={})
    assert not GroupPagePermission.objects.filter(group__name=Role.REPORTER.value).exists()


def test_rights_on_pages_that_a_newsroom_gave_stay():
    set_up_roles(permissions={})
    right = GroupPagePermission.objects.create(
        group=Group.objects.get(name=Role.REPORTER.value),
        page=Page.get_first_root_node(),
        permission=Permission.objects.get(codename="publish_page"),
    )
    set_up_roles(permissions={})
    assert GroupPagePermission.objects.filter(pk=right.pk).exists()


def test_permissions_are_added_and_none_is_taken_away():
    set_up_roles(permissions={Role.REPORTER: ["places.view_unit"]})
    set_up_roles(permissions={Role.REPORTER: ["places.change_unit"]})
    reporter = make(roles=[Role.REPORTER])
    assert reporter.has_perms(["places.view_unit", "places.change_unit"])


def test_set_up_twice_makes_each_group_once():
    for _ in range(2):
        set_up_roles(permissions={role: [] for role in Role})
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(Role.values)


def test_unknown_permission_is_named_and_nothing_is_changed():
    with pytest.raises(LookupError, match=r"places\.fly_unit"):
        set_up_roles(permissions={Role.REPORTER: ["places.view_unit", "places.fly_unit"]})
    assert not Group.objects.filter(name=Role.REPORTER.value).exists()


def test_new_user_signs_in_with_the_password_and_has_the_roles():
    set_up_roles(permissions={Role.EDITOR: ["ledger.decide_proposal"]})
    user = make(roles=[Role.EDITOR])
    assert user.check_password("mật khẩu để thử")
    assert user.has_perm("ledger.decide_proposal")
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_user_who_is_there_keeps_the_password_and_gets_the_new_name():
    make()
    again = make_user(username="an", password="khác hẳn", first_name="Bình", post="Trưởng ban")
    again.refresh_from_db()
    assert again.check_password("mật khẩu để thử")
    assert (again.first_name, again.post) == ("Bình", "Trưởng ban")


def test_existing_user_is_not_raised_to_superuser():
    make()
    assert make(is_superuser=True).is_superuser is False
