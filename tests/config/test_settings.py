"""The settings are read anew in each test, as a start of the server reads them."""

import runpy

import pytest

from congtin.config import settings as loaded


@pytest.fixture
def read_settings(monkeypatch, tmp_path):
    for name in ("DATABASE", "BASE_URL", "HOSTS", "SECRET_KEY", "SMTP_HOST"):
        monkeypatch.delenv(f"CONGTIN_{name}", raising=False)
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(f"CONGTIN_{name}" if name != "PORT" else name, value)
        return runpy.run_path(loaded.__file__)

    return read


def test_database_is_a_file_in_the_data_folder_by_default(read_settings, tmp_path):
    database = read_settings()["DATABASES"]["default"]
    assert (database["ENGINE"], database["NAME"]) == (
        "django.db.backends.sqlite3",
        tmp_path / "congtin.sqlite3",
    )
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_address_is_taken_apart(read_settings, scheme):
    address = f"{scheme}://tin:m%40t%20kh%E1%BA%A9u@db.example:5433/cong"
    database = read_settings(DATABASE=address)["DATABASES"]["default"]
    assert {key: database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "cong",
        "USER": "tin",
        "PASSWORD": "m@t khẩu",
        "HOST": "db.example",
        "PORT": "5433",
    }


@pytest.mark.parametrize("address", ["mysql://root@localhost/cong", "congtin.sqlite3"])
def test_other_databases_are_refused_in_one_sentence(read_settings, address):
    with pytest.raises(ValueError, match="CONGTIN_DATABASE must begin with postgresql://"):
        read_settings(DATABASE=address)


def test_secret_key_is_made_and_kept_in_the_data_folder(read_settings, tmp_path):
    key = read_settings()["SECRET_KEY"]
    assert key == (tmp_path / "secret-key").read_text().strip()
    assert read_settings()["SECRET_KEY"] == key


def test_secret_key_of_the_variable_goes_first_and_none_is_made(read_settings, tmp_path):
    assert read_settings(SECRET_KEY="của máy khác")["SECRET_KEY"] == "của máy khác"
    assert not (tmp_path / "secret-key").exists()


def test_address_follows_the_port(read_settings):
    assert read_settings(PORT="8123")["BASE_URL"] == "http://127.0.0.1:8123"


def test_address_loses_its_last_slash(read_settings):
    assert read_settings(BASE_URL="https://tin.example.vn/")["BASE_URL"] == "https://tin.example.vn"


@pytest.mark.parametrize(
    ("address", "is_safe"), [("https://tin.example.vn", True), ("http://127.0.0.1:8000", False)]
)
def test_cookies_and_hsts_follow_the_scheme(read_settings, address, is_safe):
    settings = read_settings(BASE_URL=address)
    assert settings["SESSION_COOKIE_SECURE"] is is_safe
    assert settings["CSRF_COOKIE_SECURE"] is is_safe
    assert bool(settings["SECURE_HSTS_SECONDS"]) is is_safe


def test_hosts_are_those_named_the_address_and_this_machine(read_settings):
    settings = read_settings(BASE_URL="https://tin.example.vn", HOSTS="a.example,b.example")
    assert settings["ALLOWED_HOSTS"] == [
        "a.example",
        "b.example",
        "tin.example.vn",
        "127.0.0.1",
        "localhost",
    ]


def test_debugging_is_never_on(read_settings):
    assert read_settings()["DEBUG"] is False


def test_mail_goes_to_the_named_server(read_settings):
    settings = read_settings(SMTP_HOST="mail.example", SMTP_PORT="587", SMTP_TLS="1")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"]) == (
        "mail.example",
        587,
        True,
    )


@pytest.mark.parametrize(("server", "offered"), [("", False), ("mail.example.vn", True)])
def test_forgotten_password_is_offered_where_mail_can_be_sent(read_settings, server, offered):
    assert read_settings(SMTP_HOST=server)["WAGTAIL_PASSWORD_RESET_ENABLED"] is offered
