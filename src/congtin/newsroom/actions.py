"""Changing the newsroom: what publication and withdrawal bring with them."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from congtin.newsroom.models import (
    ArticlePage,
    HomePage,
    PortalSettings,
    SectionPage,
    Withdrawal,
)

__all__ = [
    "grant_pages",
    "make_section",
    "record_withdrawal",
    "set_up_approval",
    "set_up_site",
    "settle_publication",
]

_APPROVAL = "Quy trình duyệt bài"


@transaction.atomic
def set_up_site(*, name: str, hostname: str, port: int) -> HomePage:
    """The portal's home page at the root of the default site, made once; Wagtail's welcome page
    gives way to it."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title=name, slug="trang-chu"))
        for welcome in Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk):
            Site.objects.filter(root_page=welcome).update(root_page=home)
            welcome.delete()
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": hostname, "port": port, "root_page": home, "site_name": name},
    )
    PortalSettings.objects.get_or_create(site=site, defaults={"portal_name": name})
    Collection.objects.filter(depth=1, name="Root").update(name="Mọi tệp")
    Page.objects.filter(depth=1, title="Root").update(title="Gốc", draft_title="Gốc")
    return home


@transaction.atomic
def set_up_approval(*, steps: Iterable[tuple[str, Iterable[str]]]) -> None:
    """The approval chain on the home page: steps in order, each with the groups that may approve.

    Wagtail's own chain of one step is renamed and kept as the first; nothing is changed later, so
    that a newsroom can shape the chain in the administration.
    """
    if Workflow.objects.filter(name=_APPROVAL).exists():
        return
    WorkflowPage.objects.all().delete()
    Workflow.objects.all().delete()
    GroupApprovalTask.objects.all().delete()
    workflow = Workflow.objects.create(name=_APPROVAL)
    for order, (name, groups) in enumerate(steps):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set(Group.objects.filter(name__in=list(groups)))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=HomePage.objects.get())


@transaction.atomic
def grant_pages(*, group: str, codenames: Iterable[str]) -> None:
    """Rights of a group on all pages ("add_page", "change_page", "publish_page" …)."""
    root = Page.get_first_root_node()
    for codename in codenames:
        permission = _get_page_permission(codename)
        GroupPagePermission.objects.get_or_create(
            group=Group.objects.get(name=group), page=root, permission=permission
        )


@transaction.atomic
def make_section(*, home: HomePage, slug: str, title: str, description: str) -> SectionPage:
    """A published section of that address below the home page, made if it is not there."""
    section = SectionPage.objects.child_of(home).filter(slug=slug).first()
    if section is None:
        section = home.add_child(
            instance=SectionPage(
                title=title, slug=slug, description=description, show_in_menus=True
            )
        )
    return section


@transaction.atomic
def settle_publication(*, article: ArticlePage) -> None:
    """Fix the date of publication and the section, and take back a note of withdrawal."""
    parent = article.get_parent()
    section_id = parent.pk if parent and issubclass(parent.specific_class, SectionPage) else None
    published_at = article.published_at or article.first_published_at or timezone.now()
    ArticlePage.objects.filter(pk=article.pk).update(
        section_id=section_id, published_at=published_at
    )
    article.section_id, article.published_at = section_id, published_at
    Withdrawal.objects.filter(path=_get_path(article)).delete()


@transaction.atomic
def record_withdrawal(*, article: ArticlePage) -> None:
    """Remember the address of an article that is taken down, so that it can answer 410."""
    latest = article.get_latest_revision_as_object()
    Withdrawal.objects.update_or_create(
        path=_get_path(article),
        defaults={
            "headline": article.title,
            "reason": latest.withdrawal_reason or article.withdrawal_reason,
            "article_number": article.pk,
        },
    )


def _get_path(article: ArticlePage) -> str:
    """The path below the site's root: Wagtail's url_path bears the root page's slug in front."""
    return "/" + article.url_path.lstrip("/").partition("/")[2]


def _get_page_permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
