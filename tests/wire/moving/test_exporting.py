"""Everything out, and into an empty portal without loss."""

import contextlib
import io
import json
import shutil

import PIL.Image
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone
from tests.factories import (
    at,
    make_article,
    make_document,
    make_evidence,
    make_home,
    make_indicator,
    make_proposal,
    make_result,
    make_section,
    make_source,
    make_target,
    make_unit,
    make_user,
)
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page

from congtin.config.moving import LEDGER, TABLES
from congtin.demonstration.loading import load_demonstration
from congtin.ledger.models import Arrival, Evidence, Plan, Project, ProjectStatement, Target
from congtin.ledger.registry import load_indicators
from congtin.newsroom.models import (
    ArticlePage,
    ArticlePerson,
    Author,
    Correction,
    HomePage,
    Person,
    PortalSettings,
    Post,
    RelatedArticle,
    SectionPage,
    Withdrawal,
)
from congtin.places.models import Succession, Unit
from congtin.wire.moving.exporting import FILE_NAME, export_portal
from congtin.wire.moving.importing import Way, move_in
from congtin.wire.moving.models import Move, OldAddress
from congtin.wire.moving.reports import Report
from congtin.wire.moving.sources import open_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def fill():
    """A portal with one of everything, and of all that points to something."""
    city = make_unit("Thành phố Hải Phòng", level="province")
    unit = make_unit("Quận Lê Chân", parent=city, valid_to=at(2025, 6, 30).date())
    ward = make_unit("Phường Lê Chân", level="commune", valid_from=at(2025, 7, 1).date())
    Succession.objects.create(predecessor=unit, successor=ward)
    person = Person.objects.create(name="Lê Trung Kiên")
    Post.objects.create(person=person, title="Bí thư", as_of=at(2020, 12, 18).date())
    image = make_image()
    section = make_section("Thời sự")
    first = make_article(
        "Thu 100 tỷ đồng.",
        title="Họp & bàn",
        section=section,
        units=[unit],
        source=make_source(),
        original_address="https://bao.example.vn/1",
        original_date=at(2020, 12, 18).date(),
        lead_image=image,
        published_at=at(2020, 12, 19),
        speaks_of="2020",
    )
    body = [
        ("heading", "Kết quả"),
        ("picture", {"image": image, "caption": "C", "credit": "Ảnh: A", "alt_text": "Chữ"}),
        ("quote", {"text": "Làm ngay.", "attribution": "Ông A"}),
        ("paragraph", f'<p>Xem <a linktype="page" id="{first.pk}">tin</a></p>'),
    ]
    second = make_article("Một.", title="Bài hai", section=section)
    second.body = body
    second.authors = [Author.objects.create(name="Đàm Thanh", post="Phóng viên")]
    second.save_revision().publish()
    Correction.objects.create(article=first, text="Sửa số.", corrected_on=at(2020, 12, 20).date())
    ArticlePerson.objects.create(article=first, person=person)
    RelatedArticle.objects.create(article=first, other=second)
    Withdrawal.objects.create(
        path="/thoi-su/da-go/", headline="Đã gỡ", reason="Sai.", article_number=999
    )
    Redirect.objects.create(old_path="/cu", redirect_page=Page.objects.get(pk=first.pk))
    Redirect.objects.create(old_path="/muc-cu", redirect_page=Page.objects.get(pk=section.pk))
    OldAddress.objects.create(host="cu.example.vn", path="/tin-1", article=first)
    OldAddress.objects.create(host="", path="/anh.jpg", target="/media/x.jpg")
    fill_ledger(first, unit)
    PortalSettings.objects.update(portal_name="Cổng Lê Chân", contact="Số 1")


def make_image():
    file = io.BytesIO()
    PIL.Image.new("RGB", (60, 40), "navy").save(file, format="PNG")
    image = get_image_model()(title="Ảnh họp", description="Hội trường")
    image.file.save("hop.png", ContentFile(file.getvalue()), save=False)
    image.width, image.height, image.file_size = 60, 40, len(file.getvalue())
    image.save()
    return image


def fill_ledger(article, unit):
    indicator = make_indicator(aliases="Thu NSNN")
    document = make_document(address="https://hp.example.vn/bc")
    plan = Plan.objects.create(unit=unit, period="2021", theme="Chủ đề")
    plan.documents.add(document)
    target = make_target(indicator=indicator, unit=unit, value="1223.771", plan=plan, set_by="HĐND")
    result = make_result(
        indicator=indicator, unit=unit, value="100", other_attainments=[["93.6", "TP"]]
    )
    make_evidence(article, target=target)
    Evidence.objects.create(result=result, document=document)
    make_proposal(article, indicator=indicator, unit=unit, figure={"name": "thu"})
    Arrival.objects.create(article=article, origin="wordpress:cu.example.vn")
    project = Project.objects.create(name="Hồ Sen - Cầu Rào 2", slug="ho-sen")
    project.units.add(unit)
    ProjectStatement.objects.create(
        project=project, status="xong", area_m2="12.50", document=document
    )


def read_out(folder):
    export_portal(folder, tables=LEDGER)
    return [json.loads(line) for line in (folder / FILE_NAME).read_text("utf-8").splitlines()]


def empty():
    """As a portal is when it was just set up."""
    for table in reversed(LEDGER):
        table.model._default_manager.all().delete()
    HomePage.objects.get().get_descendants().delete()
    Unit.objects.update(parent=None)
    for table in reversed(TABLES):
        table.model._default_manager.all().delete()
    Move.objects.all().delete()
    get_image_model().objects.all().delete()
    PortalSettings.objects.update(portal_name="Cổng tin", contact="")
    HomePage.objects.update(numchild=0)
    assert not ArticlePage.objects.exists()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    cache.clear()


def move_back(folder):
    source = open_source("jsonl", str(folder), address="", now=timezone.now())
    report = Report()
    way = Way(source.origin, address=source.address, folder=source.folder, tables=TABLES)
    move_in(source.items, way, report)
    return report


def take_back(folder):
    """Without a word to say about it."""
    report = move_back(folder)
    assert (report.broken, dict(report.refused), dict(report.noticed)) == ("", {}, {})
    return report


def test_whole_portal_comes_back_field_by_field(home, tmp_path):
    fill()
    before = read_out(tmp_path / "first")
    empty()
    take_back(tmp_path / "first")
    assert read_out(tmp_path / "second") == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_demonstration_comes_back_field_by_field(home, tmp_path):
    load_indicators()
    load_demonstration(editor=make_user("bien-tap"), step=as_if_committed)
    before = read_out(tmp_path / "first")
    assert len(before) > 3000
    empty()
    take_back(tmp_path / "first")
    after = read_out(tmp_path / "second")
    assert after == before


@contextlib.contextmanager
def as_if_committed(title):
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def test_one_of_every_kind_was_in_that_comparison(home, tmp_path):
    fill()
    kinds = {record["kind"] for record in read_out(tmp_path)}
    assert {table.kind for table in TABLES} - kinds == set()
    assert {"portal", "section", "picture", "article"} - kinds == set()


def test_taking_back_twice_changes_nothing(home, tmp_path):
    fill()
    read_out(tmp_path / "first")
    empty()
    take_back(tmp_path / "first")
    between = read_out(tmp_path / "second")
    report = take_back(tmp_path / "first")
    assert report.made.total() == 0
    assert read_out(tmp_path / "third") == between


def test_into_a_portal_with_articles_all_comes_under_new_numbers(home, tmp_path):
    fill()
    before = read_out(tmp_path / "first")
    empty()
    make_article("Tin.", title="Tin khác", section=make_section("Khác"))
    take_back(tmp_path / "first")
    article = ArticlePage.objects.get(title="Họp & bàn")
    second = ArticlePage.objects.get(title="Bài hai")
    assert f'<a linktype="page" id="{article.pk}">' in second.body[3].value.source
    assert article.evidence.get().target.value == Target.objects.get().value
    assert article.related_links.get().other_id == second.pk
    assert second.body[1].value["image"].title == "Ảnh họp"
    assert OldAddress.objects.get(path="/tin-1").article_id == article.pk
    assert Redirect.objects.get(old_path="/muc-cu").redirect_page.specific.title == "Thời sự"
    assert len(read_out(tmp_path / "second")) > len(before)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_every_field_of_a_table_is_moved_or_left_out_on_purpose(table):
    """Accounts and history stay behind; a field that is added to a model is moved by itself."""
    moved = {field.name for field in (*table.list_fields(), *table.list_many())}
    model = table.model._meta
    left = {
        field.name for field in (*model.local_concrete_fields, *model.local_many_to_many)
    } - moved
    assert left <= {"id", "added_by", "decided_by", "latest_revision", "revision", "site"} | (
        {"successors"} if table.kind == "unit" else set()
    )


def test_field_of_an_article_is_moved_or_left_out_on_purpose(home, tmp_path):
    fill()
    records = [record for record in read_out(tmp_path) if record["kind"] == "article"]
    told = {"title": "headline", "lead_image": "lead_picture", "live": "state"}
    left = {
        field.name
        for field in ArticlePage._meta.concrete_fields
        if told.get(field.name, field.name) not in records[0]
    }
    assert left == {
        *("page_ptr", "path", "depth", "numchild", "url_path", "draft_title"),
        *("content_type", "translation_key", "locale", "alias_of", "owner", "show_in_menus"),
        *("locked", "locked_at", "locked_by", "has_unpublished_changes", "latest_revision"),
        *("live_revision", "latest_revision_created_at"),
    }


def test_file_that_was_changed_on_the_way_is_refused(home, tmp_path):
    fill()
    read_out(tmp_path)
    (picture,) = (tmp_path / "files").rglob("*.png")
    picture.write_bytes(picture.read_bytes() + b"x")
    empty()
    report = move_back(tmp_path)
    assert dict(report.refused) == {"tệp không còn như khi xuất (mã băm khác)": 1}
    assert ArticlePage.objects.count() == 2


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "files/../../x.png", "/etc/passwd", "files\\..\\x"]
)
def test_file_outside_of_the_export_is_not_read(home, tmp_path, path):
    record = {"kind": "attachment", "id": "1", "file": path, "title": "x"}
    (tmp_path / FILE_NAME).write_text(json.dumps(record), encoding="utf-8")
    report = move_back(tmp_path)
    assert report.refused.total() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"indicator": "999", "unit": "1", "period": "2021", "value": "1"},
        {"period": "2021"},
        {"value": "abc", "period": "2021"},
        {"value": {"a": 1}},
        [],
    ],
)
def test_bad_row_of_the_ledger_is_refused_in_a_sentence(home, tmp_path, fields):
    record = {"kind": "target", "id": "1", "fields": fields}
    (tmp_path / FILE_NAME).write_text(json.dumps(record), encoding="utf-8")
    report = move_back(tmp_path)
    assert report.refused.total() == 1
    assert not Target.objects.exists()


def test_section_that_is_there_is_not_made_twice(home, tmp_path):
    fill()
    read_out(tmp_path / "first")
    empty()
    make_section("Thời sự")
    take_back(tmp_path / "first")
    assert SectionPage.objects.count() == 1
    assert make_home().get_children().count() == 1
