import stat

from congtin.config.home import Home, get_home, write_private


def test_folder_is_that_of_the_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))
    assert get_home() == Home(tmp_path)


def test_folder_is_var_in_the_working_folder_without_the_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("CONGTIN_HOME", "")
    monkeypatch.chdir(tmp_path)
    assert get_home().path == tmp_path / "var"


def test_secret_key_is_made_once_and_kept(tmp_path):
    home = Home(tmp_path / "new")
    key = home.read_secret_key()
    assert len(key) >= 50
    assert home.read_secret_key() == key
    assert Home(tmp_path / "other").read_secret_key() != key


def test_secret_key_is_for_its_owner_only(tmp_path):
    Home(tmp_path).read_secret_key()
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_private_file_is_for_its_owner_only_also_where_an_open_one_was(tmp_path):
    file = tmp_path / "note"
    file.write_text("old")
    file.chmod(0o644)
    write_private(file, "Mật khẩu: x")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8") == "Mật khẩu: x\n"
    assert list(tmp_path.iterdir()) == [file]
