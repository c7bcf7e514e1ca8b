"""A public server. Values that would be unsafe stop the start, with one line that names them.

Every variable is described in docs/operations.md and stands in .env.example.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from astra_site.delivery.json_logging import LOGGING  # noqa: F401
from astra_site.settings import database, email, environment
from astra_site.settings.base import *  # noqa: F403
from astra_site.settings.base import SILENCED_SYSTEM_CHECKS, STORAGES, VAR_DIR

environment.refuse_unknown()

DEBUG = False
if environment.yes_or_no("DEBUG"):
    raise ImproperlyConfigured("DEBUG shows visitors the inside of the site: never in production")
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.allowed_hosts()
WAGTAILADMIN_BASE_URL = environment.site_url(ALLOWED_HOSTS)

DATABASES = {"default": database.from_environment()}
if "sqlite3" in DATABASES["default"]["ENGINE"] and not environment.yes_or_no("ALLOW_SQLITE"):
    raise ImproperlyConfigured("DATABASE_URL is SQLite; for a small site on one machine: ALLOW_SQLITE=yes")

# All traffic by TLS. The health checks come from the machine itself, without.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if environment.yes_or_no("ASTRA_BEHIND_PROXY"):
    # Only behind a proxy that sets this header itself: else anybody could claim to come by TLS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = environment.whole_number("ASTRA_HSTS_SECONDS", 365 * 24 * 60 * 60, least=1)
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.yes_or_no("ASTRA_HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
if not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    # What runs on the other names of a domain is not this site's to promise.
    SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]

# Cookies: for this host alone, over TLS alone, out of reach of scripts. Half an hour idle, then out.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

MEDIA_ROOT = Path(environment.text("ASTRA_MEDIA_ROOT", str(VAR_DIR / "media")))
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

globals().update(email.from_environment())
# Without a mail server nobody could receive the link.
WAGTAIL_PASSWORD_RESET_ENABLED = bool(environment.text("ASTRA_EMAIL_URL"))
