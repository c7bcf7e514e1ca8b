"""The test suite: SQLite in memory of its own file, or PostgreSQL by DATABASE_URL."""

from astra_site.settings import database
from astra_site.settings.base import *  # noqa: F403
from astra_site.settings.base import VAR_DIR

DEBUG = False
SECRET_KEY = "insecure-key-of-the-test-suite"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WAGTAILADMIN_BASE_URL = "http://testserver"
DATABASES = {"default": database.from_environment(default_sqlite=VAR_DIR / "test.sqlite3")}
# Fast on purpose: no password of the tests guards anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / "test-media"
