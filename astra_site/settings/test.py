"""The test suite: SQLite, or PostgreSQL by DATABASE_URL."""

import atexit
import shutil
import tempfile
from pathlib import Path

from astra_site.settings import database
from astra_site.settings.base import *  # noqa: F403

# Django's own: static files straight from their sources, and logs that tests can read.
from django.conf.global_settings import LOGGING, LOGGING_CONFIG, STORAGES  # noqa: F401  # isort: skip

# Files of this process alone, gone with it: test processes run side by side.
FOLDER = Path(tempfile.mkdtemp(prefix="astra-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

SECRET_KEY = "insecure-key-of-the-test-suite"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WAGTAILADMIN_BASE_URL = "http://testserver"
DATABASES = {"default": database.from_environment(default_sqlite=FOLDER / "astra.sqlite3")}
if DATABASES["default"]["ENGINE"] == database.SQLITE:
    # In a file and not in memory: there, all threads of a live server would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": FOLDER / "test.sqlite3"}
# Fast on purpose: no password of the tests guards anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FACTOR_KEYS = ["dGVzdHMtb25seS1ndWFyZC1ub3RoaW5nLTEyMzQ1Njc="]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CACHE_DIR = FOLDER / "cache"
MEDIA_ROOT = FOLDER / "media"
BACKUP_DIR = FOLDER / "backups"
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir()
# At once, unless a test asks for the queue.
IMMEDIATE = {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
TASKS = {"default": IMMEDIATE, "background": IMMEDIATE}
