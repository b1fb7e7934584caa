"""Moving in by command: what it says, and what it gives back to the shell."""

import json

import pytest
from tests.factories import make_article

from congtin.config.commands import move_in, move_out
from congtin.newsroom.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portal(home, monkeypatch, tmp_path, settings):
    """One that is set up, with a data folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path / "home"))
    for command in (move_in, move_out):
        monkeypatch.setattr(command, "is_set_up", lambda: True)
    return home


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "old.jsonl"
    rows = [
        {"id": "1", "headline": "Tin", "published_at": "2020-12-19", "section": "Thời sự"},
        {"id": "2", "headline": "", "published_at": "2020-12-19"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def test_dry_run_says_what_would_come_and_why_not(lines, capsys):
    assert move_in.main([lines, "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:5] == [
        "Sẽ chuyển 1 bài; đã có từ trước 0.",
        "Chuyên mục sẽ lập: Thời sự.",
        "Không chuyển (1):",
        "  1 × bài không có tít.",
        "  dòng 2 (2) : bài không có tít.",
    ]
    assert said[-1].startswith("Báo cáo từng dòng: ")
    assert not ArticlePage.objects.exists()


def test_move_says_what_came_and_writes_the_report(lines, capsys, tmp_path):
    assert move_in.main([lines, "--report", str(tmp_path / "r.csv")]) == 0
    assert "Đã chuyển 1 bài; đã có từ trước 0." in capsys.readouterr().out
    assert "2,2,,không chuyển,bài không có tít." in (tmp_path / "r.csv").read_text("utf-8-sig")
    assert move_in.main([lines]) == 0
    assert "Đã chuyển 0 bài; đã có từ trước 1." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["khong-co.xml"], "Không tìm thấy “khong-co.xml”."),
        (
            ["old.docx"],
            "Không biết “old.docx” là loại gì. Hãy thêm --from, ví dụ --from wordpress.",
        ),
        (["old.sql"], "Với NukeViet cần --site, ví dụ --site https://cu.example.vn"),
    ],
)
def test_what_cannot_be_begun_is_said_in_a_sentence(words, sentence, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.sql").touch()
    assert move_in.main(words) == 2
    assert capsys.readouterr().err == f"{sentence}\n"


def test_broken_file_is_told_and_is_no_success(capsys, tmp_path):
    (tmp_path / "old.xml").write_text("<rss><channel>", encoding="utf-8")
    assert move_in.main([str(tmp_path / "old.xml")]) == 1
    assert "hỏng hoặc bị cắt ngang" in capsys.readouterr().err


def test_portal_that_is_not_set_up_is_not_moved_into(lines, capsys, monkeypatch):
    monkeypatch.setattr(move_in, "is_set_up", lambda: False)
    assert move_in.main([lines]) == 2
    assert capsys.readouterr().err == "Cổng chưa được dựng. Chạy congtin set-up trước.\n"


def test_export_is_written_in_both_forms(capsys, tmp_path):
    make_article("Thu 10 tỷ.", title="Tin")
    assert move_out.main([str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "congtin.jsonl").exists()
    assert move_out.main([str(tmp_path / "out"), "--wordpress"]) == 0
    assert "congtin.wxr.xml" in capsys.readouterr().out


def test_export_of_a_portal_that_is_not_set_up_is_refused(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(move_out, "is_set_up", lambda: False)
    assert move_out.main([str(tmp_path)]) == 2
