"""Moving in: what comes of articles in the database, and that a second run changes nothing."""

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import PIL.Image
import pytest
from django.test import Client
from tests.factories import make_article, make_section
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from congtin.newsroom.models import ArticlePage, Author, SectionPage, Source
from congtin.newsroom.signals import articles_moved_in
from congtin.pagestore.watching import change_everything
from congtin.wire.moving import importing, writing
from congtin.wire.moving.importing import Way, move_in
from congtin.wire.moving.json_lines import read_json_lines
from congtin.wire.moving.models import Move, Moved, OldAddress
from congtin.wire.moving.reports import Report
from congtin.wire.moving.wordpress import read_wordpress

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
SITE = "https://phuongcu.example.vn"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def uploads(tmp_path):
    """A copy of the old portal's folder: two pictures and a file."""
    folder = tmp_path / "uploads" / "2020" / "12"
    folder.mkdir(parents=True)
    PIL.Image.new("RGB", (4000, 3000), "navy").save(folder / "hop.jpg")
    PIL.Image.new("RGB", (300, 200), "green").save(folder / "khen.png")
    (folder / "ke-hoach.pdf").write_bytes(b"%PDF-1.4 ...")
    return tmp_path / "uploads"


def make_lines(*articles, **more):
    """Articles as lines; each with what it cannot do without."""
    lines = []
    for number, each in enumerate(articles, 1):
        record = {
            "id": str(number),
            "address": f"{SITE}/tin/bai-{number}.html",
            "headline": f"Tin số {number}",
            "body": "<p>Thu 10 tỷ.</p>",
            "published_at": f"2020-12-{number % 28 + 1:02}T15:00:00+07:00",
            "section": "Thời sự",
            **more,
            **each,
        }
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines).encode()


def move_lines(content, **more):
    report = Report(more.pop("out", None))
    way = Way(origin="jsonl:phuongcu", address=SITE, **more)
    move_in(read_json_lines(io.BytesIO(content), base=SITE, now=NOW), way, report)
    return report


def move_wordpress(path=DATA / "wordpress.xml", **more):
    report = Report()
    way = Way(origin="wordpress:phuongcu", address=SITE, **more)
    move_in(read_wordpress(path, now=NOW), way, report)
    return report


def describe_all():
    """Everything that a second run could change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (ArticlePage, SectionPage, Author, Source, OldAddress, get_image_model())
    ] + [list(Moved.objects.order_by("pk").values()), Page.objects.count()]


def test_posts_of_wordpress_stand_as_articles(home, uploads):
    report = move_wordpress(uploads=uploads)
    assert (report.made["article"], report.refused.total()) == (3, 3)
    article = ArticlePage.objects.get(slug="hoi-nghi-tong-ket")
    assert article.title == "Hội nghị tổng kết & khen thưởng"
    assert article.published_at == dt.datetime(2020, 12, 19, 8, tzinfo=dt.UTC)
    assert article.first_published_at == article.published_at
    assert article.last_published_at == dt.datetime(2020, 12, 20, 1, tzinfo=dt.UTC)
    assert article.section.title == article.get_parent().title == "Thời sự"
    assert article.get_byline() == "Đàm Thanh"
    assert article.lead_image.file.name.endswith("khen.png")
    kinds = [block.block_type for block in article.body]
    assert kinds == ["paragraph", "picture", "paragraph", "picture", "picture", "paragraph"]
    picture = article.body[1].value
    assert (picture["caption"], picture["credit"]) == ("Quang cảnh hội nghị.", "Ảnh: Đàm Thanh")
    assert (picture["image"].width, picture["image"].height) == (2560, 1920)
    assert Page.find_problems() == ([], [], [], [], [])


def test_file_is_attached_and_link_leads_to_the_article_here(home, uploads):
    move_wordpress(uploads=uploads)
    plan = ArticlePage.objects.get(slug="ke-hoach")
    assert plan.body[1].value.filename == "ke-hoach.pdf"
    assert plan.section.title == "Tin cũ"
    meeting = ArticlePage.objects.get(slug="hoi-nghi-tong-ket")
    assert f'<a linktype="page" id="{plan.pk}">kế hoạch</a>' in meeting.body[2].value.source


def test_draft_is_not_published(home):
    move_wordpress()
    draft = ArticlePage.objects.get(title="Nháp")
    assert (draft.live, draft.first_published_at, draft.published_at) == (False, None, None)
    assert Client().get(draft.get_url()).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/2020/12/hoi-nghi-tong-ket/",
        "/2020/12/hoi-nghi-tong-ket",
        "/2020/12/hoi-nghi-tong-ket/?fbclid=1",
        "/?p=11",
    ],
)
def test_old_address_leads_to_the_article(home, address):
    move_wordpress()
    answer = Client().get(address)
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/thoi-su/hoi-nghi-tong-ket/"
    assert Client().get(answer.headers["Location"]).status_code == 200


def test_old_address_of_a_picture_leads_to_it(home, uploads):
    move_wordpress(uploads=uploads)
    answer = Client().get("/wp-content/uploads/2020/12/hop.jpg")
    assert answer.headers["Location"].startswith("/media/original_images/hop")


@pytest.mark.parametrize("address", ["/", "/?p=99", "/?p=x%00", "/khong-co/", "/2020/12/%ff/"])
def test_other_addresses_answer_as_before(home, address):
    move_wordpress()
    assert Client().get(address).status_code in {200, 404}


def test_same_path_on_two_old_portals_is_told_apart_by_the_host(home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    move_lines(make_lines({"address": "https://a.example.vn/tin-1", "headline": "Tin A"}))
    report = Report()
    lines = make_lines({"address": "https://b.example.vn/tin-1", "headline": "Tin B"})
    way = Way(origin="jsonl:b", address="https://b.example.vn")
    move_in(read_json_lines(io.BytesIO(lines), now=NOW), way, report)
    for host, slug in (("a.example.vn", "tin-a"), ("www.b.example.vn", "tin-b")):
        answer = Client().get("/tin-1/", headers={"host": host})
        assert answer.headers["Location"] == f"/thoi-su/{slug}/"
    assert Client().get("/tin-1/").status_code == 404


def test_running_twice_changes_nothing(home, uploads):
    move_wordpress(uploads=uploads)
    before = describe_all()
    report = move_wordpress(uploads=uploads)
    assert describe_all() == before
    assert (report.made["article"], report.same["article"]) == (0, 3)


def test_interrupted_move_is_taken_up(home, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    content = make_lines(*[{}] * 7)
    real = writing.insert_rows
    calls = []

    def fail_at_the_third(model, rows):
        calls.append(model)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(model, rows)

    monkeypatch.setattr(writing, "insert_rows", fail_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        move_lines(content)
    assert ArticlePage.objects.count() == Moved.objects.filter(kind="article").count() == 4
    assert Page.find_problems() == ([], [], [], [], [])
    monkeypatch.setattr(writing, "insert_rows", real)
    report = move_lines(content)
    assert (report.made["article"], report.same["article"]) == (3, 4)
    assert sorted(ArticlePage.objects.values_list("title", flat=True)) == [
        f"Tin số {number}" for number in range(1, 8)
    ]


def test_article_that_changed_there_stays_as_it_is_here_and_is_told(home):
    move_lines(make_lines({}))
    report = move_lines(make_lines({"headline": "Tít mới"}))
    assert ArticlePage.objects.get().title == "Tin số 1"
    assert dict(report.noticed) == {"đã đổi ở cổng cũ sau khi chuyển; bài ở đây giữ nguyên": 1}


def test_dry_run_tells_all_and_writes_nothing(home, uploads):
    before = describe_all()
    report = move_wordpress(is_rehearsal=True)
    assert describe_all() == before
    assert not Move.objects.exists()
    assert report.made["article"] == 3
    assert report.sections == ["Thời sự"]
    assert report.noticed["tệp không lấy được: không có trong thư mục tải lên"] == 5
    assert [(p.row, p.text) for p in report.first] == [
        (4, "bài không có tít."),
        (5, "không có ngày đăng, hoặc ngày không đọc được."),
        (6, "bài riêng tư hoặc có mật khẩu."),
    ]


def test_dry_run_after_a_move_sees_what_is_there(home):
    move_lines(make_lines({}, {}))
    report = move_lines(make_lines({}, {}, {}), is_rehearsal=True)
    assert (report.made["article"], report.same["article"]) == (1, 2)


def test_report_is_a_table_of_rows(home):
    out = io.StringIO()
    move_lines(make_lines({"headline": ""}, {"headline": "=1+1", "published_at": "x"}), out=out)
    assert out.getvalue().splitlines() == [
        "dòng,mã,tít,mức,nội dung",
        "1,1,,không chuyển,bài không có tít.",
        '2,2,\'=1+1,không chuyển,"không có ngày đăng, hoặc ngày không đọc được."',
    ]


def test_picture_that_cannot_be_had_is_a_link_and_told(home):
    report = move_lines(make_lines({"body": '<p>Tin</p><img src="/anh/a.jpg" alt="Hội trường">'}))
    article = ArticlePage.objects.get()
    assert article.body[1].value.source == (
        f'<p>Ảnh: <a href="{SITE}/anh/a.jpg">Hội trường</a></p>'
    )
    assert dict(report.noticed) == {"tệp không lấy được: không có trong thư mục tải lên": 1}


def test_same_picture_at_two_addresses_is_kept_once(home, uploads):
    shutil.copy(uploads / "2020/12/khen.png", uploads / "ban-sao.png")
    body = '<img src="/uploads/2020/12/khen.png"><img src="/uploads/ban-sao.png">'
    move_lines(make_lines({"body": body}), uploads=uploads)
    assert get_image_model().objects.count() == 1


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/../../etc/passwd.pdf", "không có trong thư mục tải lên"),
        ("/%2e%2e/%2e%2e/secret.pdf", "đường dẫn có “..” hoặc dấu lạ, không đọc"),
        ("/a/..%5c..%5csecret.pdf", "đường dẫn có “..” hoặc dấu lạ, không đọc"),
        ("/ngoai.pdf", "đường dẫn ra ngoài thư mục tải lên"),
        ("/2020/12/virus.exe", "loại tệp “.exe” không nhận"),
    ],
)
def test_file_from_outside_the_folder_is_not_read(home, uploads, tmp_path, address, reason):
    (tmp_path / "secret.pdf").write_text("bí mật")
    (uploads / "2020/12/virus.exe").write_text("x")
    (uploads / "ngoai.pdf").symlink_to(tmp_path / "secret.pdf")
    report = move_lines(make_lines({"attachments": [{"address": address}]}), uploads=uploads)
    assert not get_document_model().objects.exists()
    assert dict(report.noticed) == {f"tệp không lấy được: {reason}": 1}
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        b"GIF89a",
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"BM" * 50,
    ],
)
def test_what_is_no_picture_is_not_taken(home, uploads, content):
    (uploads / "a.png").write_bytes(content)
    report = move_lines(make_lines({"body": '<img src="/a.png">'}), uploads=uploads)
    assert not get_image_model().objects.exists()
    (told,) = report.noticed
    assert told == "tệp không lấy được: không phải ảnh đọc được (JPEG, PNG, GIF, WebP, AVIF)"


def test_picture_of_too_many_pixels_is_not_taken(home, uploads):
    PIL.Image.new("1", (9000, 9000)).save(uploads / "a.png")
    report = move_lines(make_lines({"body": '<img src="/a.png">'}), uploads=uploads)
    assert "tệp không lấy được: ảnh có quá nhiều điểm ảnh" in report.noticed


def test_picture_inside_the_text_becomes_a_picture(home):
    body = (
        '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">'
    )
    move_lines(make_lines({"body": body}))
    assert ArticlePage.objects.get().body[0].value["image"].width == 1


def test_same_slug_in_one_section_is_numbered(home):
    make_article("Tin đã có.", title="Họp", section=make_section("Thời sự"))
    move_lines(
        make_lines({"headline": "Họp"}, {"headline": "Họp"}, {"headline": "Họp", "section": "Khác"})
    )
    assert sorted(ArticlePage.objects.values_list("url_path", flat=True)) == [
        "/trang-chu/khac/hop/",
        "/trang-chu/thoi-su/hop-2/",
        "/trang-chu/thoi-su/hop-3/",
        "/trang-chu/thoi-su/hop/",
    ]


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"slug": "hop-tong-ket"}, "hop-tong-ket"),
        ({"slug": "h%e1%bb%8dp-t%e1%bb%95ng"}, "hop-tong"),
        ({"slug": "../../x"}, "x"),
        ({"headline": "2020"}, "bai-2020"),
        ({"headline": "!!!"}, "bai"),
    ],
)
def test_slug_is_kept_where_it_is_one(home, change, slug):
    move_lines(make_lines(change))
    assert ArticlePage.objects.get().slug == slug


@pytest.mark.parametrize(("name", "slug"), [("API", "muc-api"), ("2020", "muc-2020"), ("★", "muc")])
def test_section_keeps_clear_of_the_portals_own_addresses(home, name, slug):
    move_lines(make_lines({"section": name}))
    section = ArticlePage.objects.get().section
    assert (section.title, section.slug) == (name, slug)


def test_outlet_authors_and_corrections_are_kept(home):
    move_lines(
        make_lines(
            {
                "authors": ["An", "Bình"],
                "source": {"name": "Báo A", "address": "https://a.example.vn"},
                "original_address": "https://a.example.vn/1",
                "original_date": "2020-11-30",
                "corrections": [{"date": "2020-12-20", "text": "Sửa số."}],
            }
        )
    )
    article = ArticlePage.objects.get()
    assert article.get_byline() == "An, Bình"
    assert (article.source.name, article.source.slug) == ("Báo A", "bao-a")
    assert article.original_date == dt.date(2020, 11, 30)
    assert [each.text for each in article.corrections.all()] == ["Sửa số."]


def test_link_to_an_article_that_comes_later_is_led_there_in_the_end(home, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 1)
    body = f'<p>Xem <a href="{SITE}/tin/bai-2.html">tin</a>, <a href="{SITE}/la">lạ</a>.</p>'
    move_lines(make_lines({"body": body}, {}))
    first, second = ArticlePage.objects.order_by("pk")
    assert first.body[0].value.source == (
        f'<p>Xem <a linktype="page" id="{second.pk}">tin</a>, <a href="{SITE}/la">lạ</a>.</p>'
    )


def test_what_reads_articles_hears_of_published_ones_in_batches(home, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    heard = []

    def hear(numbers, origin, **_):
        heard.append((len(numbers), origin))

    articles_moved_in.connect(hear)
    try:
        move_lines(make_lines({}, {}, {"state": "draft"}, {}))
    finally:
        articles_moved_in.disconnect(hear)
    assert heard == [(2, "jsonl:phuongcu"), (1, "jsonl:phuongcu")]


def test_queries_grow_by_batches_not_by_articles(home, count_queries):
    move_lines(make_lines({}, {}, {}))
    with change_everything():  # as the command does
        few = count_queries(lambda: move_lines(make_lines(*[{}] * 5)))
        many = count_queries(lambda: move_lines(make_lines(*[{}] * 100)))
    assert many - few < 20  # for 95 more articles: a database takes so many values at once


def test_whole_page_of_a_moved_article_is_shown(home, uploads):
    move_wordpress(uploads=uploads)
    answer = Client().get("/thoi-su/hoi-nghi-tong-ket/")
    text = answer.content.decode()
    assert "Thứ Bảy, 19/12/2020 15:00" in text
    assert "phuongcu.example.vn/wp-content" not in text


def test_file_that_a_sentence_links_to_is_taken_along(home, uploads):
    body = f'<p>Xem <a href="{SITE}/2020/12/ke-hoach.pdf">kế hoạch</a> nhé.</p>'
    move_lines(make_lines({"body": body}), uploads=uploads)
    document = get_document_model().objects.get()
    assert ArticlePage.objects.get().body[0].value.source == (
        f'<p>Xem <a linktype="document" id="{document.pk}">kế hoạch</a> nhé.</p>'
    )


def test_file_that_a_killed_run_left_behind_is_taken_up(home, uploads, settings):
    left = Path(settings.MEDIA_ROOT) / "original_images" / "khen.png"
    left.parent.mkdir(parents=True)
    shutil.copy(uploads / "2020/12/khen.png", left)
    move_lines(make_lines({"body": '<img src="/2020/12/khen.png">'}), uploads=uploads)
    assert get_image_model().objects.get().file.name == "original_images/khen.png"
    assert [each.name for each in left.parent.iterdir()] == ["khen.png"]
