"""The test suite: SQLite, or PostgreSQL by DATABASE_URL."""

import atexit
import copy
import os
import shutil
import tempfile
from pathlib import Path

from astra_site.settings import database
from astra_site.settings.base import *  # noqa: F403
from astra_site.settings.base import TEMPLATES as BASE_TEMPLATES
from astra_site.settings.base import WAGTAILSEARCH_BACKENDS as BASE_SEARCH

# Files of this process alone, gone with it: test processes run side by side.
FOLDER = Path(tempfile.mkdtemp(prefix="astra-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

DEBUG = False
SECRET_KEY = "insecure-key-of-the-test-suite"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WAGTAILADMIN_BASE_URL = "http://testserver"
DATABASES = {"default": database.from_environment(default_sqlite=FOLDER / "astra.sqlite3")}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # In a file and not in memory: there, all threads of a live server would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": FOLDER / "test.sqlite3"}
# Fast on purpose: no password of the tests guards anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
# A sixth of the suite's work would be this index, which only searches in the admin ask; what tests
# one of those fills it.
WAGTAILSEARCH_BACKENDS = {name: {**options, "AUTO_UPDATE": False} for name, options in BASE_SEARCH.items()}
MEDIA_ROOT = FOLDER / "media"
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir()
# Set by `coverage run`: only then do templates keep what it needs to count their lines.
TEMPLATES = copy.deepcopy(BASE_TEMPLATES)
TEMPLATES[0]["OPTIONS"] |= {"debug": "COVERAGE_RUN" in os.environ}  # type: ignore[operator]
