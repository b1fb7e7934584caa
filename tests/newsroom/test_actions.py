"""What publication, withdrawal and set-up bring with them."""

import pytest
from django.contrib.auth.models import Group
from tests.factories import draft_article, make_article
from tests.factories import make_section as make_section_named
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from congtin.newsroom.actions import (
    grant_pages,
    make_section,
    set_up_approval,
    set_up_site,
    settle_publication,
)
from congtin.newsroom.models import ArticlePage, HomePage, SectionPage, Withdrawal
from congtin.newsroom.queries import find_withdrawal, get_settings

pytestmark = pytest.mark.django_db


def withdraw(article, reason=""):
    article.withdrawal_reason = reason
    article.unpublish()


def test_site_has_the_home_page_at_its_root_and_no_welcome_page(home):
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific) == ("testserver", 80, home)
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["trang-chu"]


def test_site_is_set_up_once_and_follows_the_address(home):
    again = set_up_site(name="Cổng khác", hostname="tin.example.vn", port=443)
    assert again == home
    assert HomePage.objects.count() == 1
    assert Site.objects.get().hostname == "tin.example.vn"


def test_name_that_an_editor_gave_the_portal_stays(home):
    settings = get_settings()
    settings.portal_name = "Cổng tin Lê Chân"
    settings.save()
    set_up_site(name="Cổng tin", hostname="testserver", port=80)
    assert get_settings().portal_name == "Cổng tin Lê Chân"


def test_section_is_made_once(home):
    sections = [
        make_section(home=home, slug="thoi-su", title=title, description="") for title in "ab"
    ]
    assert sections[0] == sections[1]
    assert SectionPage.objects.get().title == "a"


def test_rights_are_granted_once(home):
    group = Group.objects.create(name="Nhóm thử")
    for _ in range(2):
        grant_pages(group=group.name, codenames=["add_page", "publish_page"])
    granted = GroupPagePermission.objects.filter(group=group)
    assert sorted(granted.values_list("permission__codename", flat=True)) == [
        "add_page",
        "publish_page",
    ]


def test_approval_that_a_newsroom_shaped_is_not_made_anew(home):
    set_up_approval(steps=[("Đọc", [])])
    set_up_approval(steps=[("Đọc", []), ("Duyệt", [])])
    assert [task.name for task in Workflow.objects.get().tasks] == ["Đọc"]


def test_published_article_knows_its_section(home):
    section = make_section_named("Kinh tế")
    assert make_article(section=section).section == section


def test_moved_article_knows_its_new_section(home):
    article = make_article(section=make_section_named("Thời sự"))
    section = make_section_named("Kinh tế")
    article.move(section, pos="last-child")
    assert ArticlePage.objects.get().section == section


def test_moved_article_keeps_its_new_section_when_published_again(home):
    article = make_article(section=make_section_named("Thời sự"))
    section = make_section_named("Kinh tế")
    article.move(section, pos="last-child")
    ArticlePage.objects.get().get_latest_revision_as_object().save_revision().publish()
    assert ArticlePage.objects.get().section == section


def test_withdrawn_article_leaves_its_address_headline_and_reason(home):
    article = make_article(title="Tin sai", section=make_section_named("Thời sự"))
    withdraw(article, "Sai nguồn.")
    note = Withdrawal.objects.get()
    assert (note.path, note.headline, note.reason) == (
        "/thoi-su/tin-sai/",
        "Tin sai",
        "Sai nguồn.",
    )


@pytest.mark.parametrize("path", ["/thoi-su/tin-sai/", "/thoi-su/tin-sai"])
def test_note_of_withdrawal_is_found_with_or_without_the_last_slash(home, path):
    withdraw(make_article(title="Tin sai"))
    assert find_withdrawal(path) == Withdrawal.objects.get()


def test_article_published_again_takes_the_note_back(home):
    article = make_article(title="Tin sai")
    withdraw(article, "Sai nguồn.")
    article.get_latest_revision().publish()
    assert not Withdrawal.objects.exists()


def test_article_withdrawn_twice_has_one_note_with_the_last_reason(home):
    article = make_article(title="Tin sai")
    withdraw(article, "Sai nguồn.")
    article.get_latest_revision().publish()
    withdraw(ArticlePage.objects.get(), "Vẫn sai.")
    assert Withdrawal.objects.get().reason == "Vẫn sai."


def test_other_articles_keep_their_notes(home):
    withdraw(make_article(title="Tin một"))
    make_article(title="Tin một khác")
    assert Withdrawal.objects.get().path == "/thoi-su/tin-mot/"


def test_deleted_article_leaves_a_note(home):
    make_article(title="Tin sai").delete()
    assert Withdrawal.objects.get().path == "/thoi-su/tin-sai/"


def test_deleted_draft_leaves_none(home):
    draft_article(title="Chưa đăng").delete()
    assert not Withdrawal.objects.exists()


def test_deleted_section_leaves_the_notes_of_its_articles(home):
    make_article(title="Tin một")
    make_article(title="Tin hai")
    SectionPage.objects.get().delete()
    assert sorted(Withdrawal.objects.values_list("path", flat=True)) == [
        "/thoi-su/tin-hai/",
        "/thoi-su/tin-mot/",
    ]


def test_settling_a_publication_twice_changes_nothing(home):
    article = make_article()
    before = (article.section_id, article.published_at)
    settle_publication(article=article)
    after = ArticlePage.objects.get()
    assert (after.section_id, after.published_at) == before
