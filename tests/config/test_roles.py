"""Who may do what, once set-up has carried the tables of roles into the database."""

import pytest
from tests.factories import draft_article, make_article, make_user
from wagtail.models import GroupPagePermission, Workflow

from congtin.accounts.enums import Role
from congtin.config.roles import PAGE_RIGHTS, PERMISSIONS

pytestmark = pytest.mark.django_db

_DECIDES = "ledger.decide_proposal"


def get_rights(user, page):
    rights = page.permissions_for_user(user)
    return rights.can_edit(), rights.can_publish()


def test_every_role_has_its_permissions(newsroom):
    for role in Role:
        user = make_user(role=role)
        assert user.has_perms(PERMISSIONS[role])


def test_table_of_page_rights_says_all_that_a_role_may(newsroom):
    granted = {
        role: set(
            GroupPagePermission.objects.filter(group__name=role.value).values_list(
                "permission__codename", flat=True
            )
        )
        for role in PAGE_RIGHTS
    }
    assert granted == {role: set(rights) for role, rights in PAGE_RIGHTS.items()}


@pytest.mark.parametrize(
    ("role", "decides"),
    [
        (Role.REPORTER, False),
        (Role.EDITOR, True),
        (Role.APPROVER, True),
        (Role.PLAN_OFFICER, True),
    ],
)
def test_figures_are_decided_by_all_but_reporters(newsroom, role, decides):
    assert make_user(role=role).has_perm(_DECIDES) is decides


@pytest.mark.parametrize(
    ("role", "publishes"),
    [
        (Role.REPORTER, False),
        (Role.EDITOR, True),
        (Role.APPROVER, True),
        (Role.PLAN_OFFICER, False),
    ],
)
def test_articles_are_published_by_editors_and_approvers(newsroom, role, publishes):
    article = draft_article()
    assert article.permissions_for_user(make_user(role=role)).can_publish() is publishes


def test_reporter_writes_and_edits_articles_of_their_own(reporter):
    section = draft_article().get_parent()
    assert section.permissions_for_user(reporter).can_add_subpage()
    own = draft_article("Tin.", title="Bài của mình", owner=reporter)
    assert get_rights(reporter, own) == (True, False)


def test_reporter_leaves_the_articles_of_others_alone(reporter):
    assert get_rights(reporter, draft_article("Tin.")) == (False, False)


def test_plan_officer_keeps_the_ledger_and_no_articles(newsroom):
    officer = make_user(role=Role.PLAN_OFFICER)
    assert officer.has_perms(["ledger.add_target", "ledger.change_result", "ledger.add_plan"])
    assert get_rights(officer, make_article()) == (False, False)


def test_editor_may_not_change_values_past_the_review(editor):
    assert not editor.has_perm("ledger.change_target")


def test_somebody_without_a_role_does_not_enter_the_newsroom(newsroom, client):
    client.force_login(make_user())
    answer = client.get("/toa-soan/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/toa-soan/login/")


def test_approval_has_two_steps_each_with_its_groups(newsroom):
    workflow = Workflow.objects.get()
    assert [
        (task.name, sorted(task.specific.groups.values_list("name", flat=True)))
        for task in workflow.tasks
    ] == [
        ("Biên tập viên đọc duyệt", ["Biên tập viên", "Lãnh đạo duyệt"]),
        ("Lãnh đạo duyệt đăng", ["Lãnh đạo duyệt"]),
    ]


def test_approval_holds_for_articles(newsroom):
    assert draft_article().get_workflow() == Workflow.objects.get()


def test_article_is_published_when_both_steps_are_approved(newsroom, reporter, editor):
    article = draft_article("Tin.")
    article.save_revision()
    state = Workflow.objects.get().start(article, reporter)
    state.current_task_state.approve(user=editor)
    article.refresh_from_db()
    assert article.live is False
    state.refresh_from_db()
    state.current_task_state.approve(user=make_user(role=Role.APPROVER))
    article.refresh_from_db()
    assert article.live is True


def test_reporters_have_no_say_in_the_approval(newsroom, reporter):
    article = draft_article("Tin.")
    article.save_revision()
    state = Workflow.objects.get().start(article, reporter)
    task = state.current_task_state.task.specific
    assert task.get_actions(article, reporter) == []
