"""A developer's or an editor's own machine: `make run`."""

import os

from astra_site.settings import database, environment
from astra_site.settings.base import *  # noqa: F403
from astra_site.settings.base import VAR_DIR

environment.refuse_unknown()

DEBUG = True
# Never a secret: production refuses to start with a key that holds the word "insecure".
SECRET_KEY = "insecure-key-of-a-developer-machine-only-never-in-production"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
DATABASES = {"default": database.from_environment(default_sqlite=VAR_DIR / "astra.sqlite3")}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
