import pytest

from congtin.config.commands import run, serve


@pytest.mark.parametrize("command", [run, serve])
def test_folder_that_may_not_be_read_is_named(monkeypatch, capsys, tmp_path, command):
    """Permissions do not stop root, so the refusal is played."""

    def refuse(self, **_):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))
    monkeypatch.setattr(command, "check_port", lambda *_: None)
    monkeypatch.setattr("pathlib.Path.exists", refuse)
    assert command.main(["--port", "8999"]) == 1
    assert f"không có quyền đọc thư mục dữ liệu {tmp_path}" in capsys.readouterr().err
