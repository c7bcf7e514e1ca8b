"""The site as visitors get it, on one's own machine: `make run`. By http, without mail, SQLite by default."""

from copy import deepcopy

from astra_site.settings import database
from astra_site.settings.base import *  # noqa: F403
from astra_site.settings.base import LOGGING, PORT, VAR_DIR
from astra_site.settings.environment import env, refuse_unknown

refuse_unknown()

IS_LOCAL = True
# Never a secret: production refuses to start with a key that holds the word "insecure".
SECRET_KEY = "insecure-key-of-ones-own-machine-only-never-in-production"  # noqa: S105
FACTOR_KEYS = ["aW5zZWN1cmUta2V5LW9mLW9uZXMtb3duLW1hY2hpbmU="]
SECOND_FACTOR_MAY_BE_SKIPPED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
PORT = env.str("PORT", PORT)
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{PORT}"
DATABASES = {"default": database.from_environment(default_sqlite=VAR_DIR / "astra.sqlite3")}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
WAGTAIL_PASSWORD_RESET_ENABLED = False
# A terminal of one's own shows what goes wrong, and nothing else.
LOGGING = deepcopy(LOGGING)
LOGGING["handlers"]["console"]["level"] = "WARNING"
