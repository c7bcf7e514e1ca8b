"""A public server. Values that would be unsafe stop the start, with one line that names them.

Every variable is described in docs/operations.md and stands in .env.example.
"""

import os
import socket
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host
from environs import validate

from astra_site.settings import database, uploads
from astra_site.settings.base import *  # noqa: F403
from astra_site.settings.base import (
    BACKUP_DAYS,
    BACKUP_DIR,
    BACKUP_KEY,
    SILENCED_SYSTEM_CHECKS,
    STORAGES,
    VAR_DIR,
)
from astra_site.settings.environment import (
    encrypts,
    env,
    hard_to_guess,
    names_hosts,
    refuse_unknown,
)

refuse_unknown()

if env.bool("DEBUG", False):
    raise ImproperlyConfigured("DEBUG shows visitors the inside of the site: never in production")
SECRET_KEY = env.str("SECRET_KEY", validate=hard_to_guess)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", subcast=str.strip, validate=names_hosts)
only_a_host = validate.Regexp(r"https://[^/?#]+/?$", error="must be https:// and a host, nothing more")
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", validate=only_a_host).rstrip("/")
if not validate_host(urlsplit(WAGTAILADMIN_BASE_URL).hostname or "", ALLOWED_HOSTS):
    raise ImproperlyConfigured("SITE_URL names a host that ALLOWED_HOSTS does not have")

DATABASES = {"default": database.from_environment()}
if DATABASES["default"]["ENGINE"] == database.SQLITE and not env.bool("ALLOW_SQLITE", False):
    raise ImproperlyConfigured("DATABASE_URL is SQLite; for a small site on one machine: ALLOW_SQLITE=yes")

# All traffic by TLS. The health checks come from the machine itself, without.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
FACTOR_KEYS = env.list("ASTRA_FACTOR_KEY", subcast=str.strip, validate=encrypts)
BEHIND_PROXY = env.bool("ASTRA_BEHIND_PROXY", False)
if BEHIND_PROXY:
    # Only behind a proxy that sets this header itself: else anybody could claim to come by TLS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("ASTRA_HSTS_SECONDS", 365 * 24 * 60 * 60, validate=validate.Range(min=1))
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("ASTRA_HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
if not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    # What runs on the other names of a domain is not this site's to promise.
    SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]

# Cookies for this host alone, over TLS alone.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
DEVICE_COOKIE_NAME = "__Secure-device"
LANGUAGE_COOKIE_NAME = "__Secure-language"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True

SECOND_PERSON_APPROVES = env.bool("ASTRA_SECOND_PERSON", False)
MEDIA_ROOT = env.path("ASTRA_MEDIA_ROOT", VAR_DIR / "media")
CACHE_DIR = env.path("ASTRA_CACHE_DIR", VAR_DIR / "cache")
STORAGES = {**STORAGES, "default": uploads.from_environment()}

METRICS_PORT = env.int("ASTRA_METRICS_PORT", 0, validate=validate.Range(min=0, max=65535))
if METRICS_PORT:
    # prometheus_client looks here when it is loaded. Processes of one machine are told apart by their number.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(CACHE_DIR / "metrics" / socket.gethostname())

BACKUP_DIR = env.path("ASTRA_BACKUP_DIR", BACKUP_DIR)
a_public_key = validate.Regexp(r"(age1[02-9ac-hj-np-z]{58})?$", error="must be a public key of age (age1…)")
BACKUP_KEY = env.str("ASTRA_BACKUP_KEY", BACKUP_KEY, validate=a_public_key)
BACKUP_DAYS = env.int("ASTRA_BACKUP_DAYS", BACKUP_DAYS, validate=validate.Range(min=1))

a_mail_server = validate.URL(schemes={"smtp", "smtps"}, require_tld=False)
mail_server = urlsplit(env.str("ASTRA_EMAIL_URL", "", validate=a_mail_server))
# Without one nobody could receive the link.
WAGTAIL_PASSWORD_RESET_ENABLED = bool(mail_server.hostname)
if mail_server.hostname:
    is_tls = mail_server.scheme == "smtps"
    # Two mailers: Wagtail 8.0 overrides user and password of the default one with None, and no page waits
    # for a mail server.
    MAILERS = {
        "default": {"BACKEND": "astra_site.tasks.mail.QueuedEmailBackend"},
        "delivery": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": mail_server.hostname,
                "port": mail_server.port or (465 if is_tls else 587),
                "username": unquote(mail_server.username or ""),
                "password": unquote(mail_server.password or ""),
                "use_ssl": is_tls,
                "use_tls": not is_tls,
                "timeout": 10,
            },
        },
    }
    DEFAULT_FROM_EMAIL = env.str("ASTRA_EMAIL_FROM")
else:
    # Not in MAILERS: there Django takes a site without mail for an oversight.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
