"""Settings of the tests: a data folder of their own, cheap passwords, the database by variable."""

import os
import tempfile

os.environ.setdefault("CONGTIN_HOME", tempfile.mkdtemp(prefix="congtin-test-"))
os.environ.setdefault("CONGTIN_BASE_URL", "http://testserver")

from congtin.config.settings import *  # noqa: F403  (settings are extended by this very import)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WIRE_ALLOWS_LOOPBACK = True
WIRE_PAUSE_SECONDS = 0.0
