"""Django's settings: safe by default, changed by `CONGTIN_…` variables only (docs/settings.md)."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from congtin.config.home import get_home

HOME = get_home()
_PACKAGE = Path(__file__).resolve().parent.parent


def _variable(name: str, default: str = "") -> str:
    return os.environ.get(f"CONGTIN_{name}") or default


def _database(address: str) -> dict[str, object]:
    """Settings for Django from `postgresql://user:password@host:port/name`, else SQLite at home."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME.database,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"CONGTIN_DATABASE must begin with postgresql://, not {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DEBUG = False
SECRET_KEY = _variable("SECRET_KEY") or HOME.read_secret_key()
BASE_URL = _variable("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
_BEHIND_TLS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [
    host
    for host in (
        *_variable("HOSTS").split(","),
        urlsplit(BASE_URL).hostname,
        "127.0.0.1",
        "localhost",
    )
    if host
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "congtin.demonstration",
    "congtin.portal",
    "congtin.search",
    "congtin.wire.moving",
    "congtin.wire",
    "congtin.ledger",
    "congtin.newsroom",
    "congtin.pagestore",
    "congtin.places",
    "congtin.accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "congtin.pagestore.middleware.NoteReading",
    "django.middleware.security.SecurityMiddleware",
    "congtin.portal.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "congtin.wire.moving.middleware.OldAddresses",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "congtin.newsroom.middleware.LeadToChecks",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "congtin.config.urls"
WSGI_APPLICATION = "congtin.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": _database(_variable("DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [_PACKAGE / "config" / "locale"]
FORMAT_MODULE_PATH = ["congtin.config.formats"]
USE_I18N = True
# Vietnam keeps one time zone without daylight saving; pages show it whatever the server's own.
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME.media
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

PAGE_STORE_FOLDER = HOME.pages
PAGE_STORE_LIMIT_BYTES = int(_variable("PAGES_MB", "2048")) * 2**20
# For a cache of others before the portal: how long it may hold a page unless it is told.
SHARED_CACHE_SECONDS = int(_variable("SHARED_CACHE_SECONDS", "0"))

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BEHIND_TLS else None
X_FRAME_OPTIONS = "SAMEORIGIN"

WAGTAIL_SITE_NAME = "Cổng tin"
WAGTAILADMIN_USER_LOGIN_FORM = "congtin.accounts.forms.SignInForm"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "congtin.newsroom.picture_form.PictureForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "odt", "ods", "zip"]
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "congtin.newsroom.admin_search"}}

# The public's search: an index in the data folder, or on an OpenSearch server (docs/search.md).
SEARCH_FOLDER = HOME.search
SEARCH_ADDRESS = _variable("SEARCH")

# Without a mail server nobody would get the letter that the form promises.
WAGTAIL_PASSWORD_RESET_ENABLED = bool(_variable("SMTP_HOST"))
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if _variable("SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _variable("SMTP_HOST")
    EMAIL_PORT = int(_variable("SMTP_PORT", "25"))
    EMAIL_HOST_USER = _variable("SMTP_USER")
    EMAIL_HOST_PASSWORD = _variable("SMTP_PASSWORD")
    EMAIL_USE_TLS = _variable("SMTP_TLS") == "1"
DEFAULT_FROM_EMAIL = _variable("MAIL_FROM", "congtin@localhost")

# How other hosts reach whoever answers for this portal's requests. This machine and its network
# are never asked: no variable changes that, tests alone do.
WIRE_CONTACT = _variable("WIRE_CONTACT")
WIRE_ALLOWS_LOOPBACK = False
WIRE_PAUSE_SECONDS = 1.0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.security.DisallowedHost": {"level": "ERROR", "propagate": True}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
