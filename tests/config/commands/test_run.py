"""What stands in the way of a start is said in one sentence."""

import socket
from collections import namedtuple

import pytest

from congtin.config.commands import run
from congtin.config.setting_up import compute_fingerprint

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """A data folder of its own, a free port, and nothing that is really set up or served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PORT", str(probe.getsockname()[1]))
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))
    monkeypatch.setattr(run, "serve", lambda **_: 0)
    monkeypatch.setattr(run, "_set_up", lambda **_: None)
    return tmp_path


def leave_free(monkeypatch, megabytes):
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(0, 0, megabytes * 2**20))


def test_first_start_wants_room_for_all_that_it_makes(monkeypatch, home, capsys):
    leave_free(monkeypatch, 299)
    assert run.main([]) == 1
    assert capsys.readouterr().err == (
        f"Không chạy được: ổ đĩa chứa {home} chỉ còn 299 MB, cần ít nhất 300 MB. "
        "Hãy giải phóng dung lượng rồi chạy lại.\n"
    )


@pytest.mark.parametrize(("megabytes", "code"), [(200, 0), (19, 1)])
def test_later_start_is_content_with_little_room(monkeypatch, home, megabytes, code):
    (home / "set-up").write_text(compute_fingerprint(), encoding="utf-8")
    leave_free(monkeypatch, megabytes)
    assert run.main([]) == code


def test_file_in_the_place_of_the_folder_is_named(monkeypatch, home, capsys):
    file = home / "data"
    file.touch()
    monkeypatch.setenv("CONGTIN_HOME", str(file))
    assert run.main([]) == 1
    assert f"{file} là một tệp, không phải thư mục" in capsys.readouterr().err
