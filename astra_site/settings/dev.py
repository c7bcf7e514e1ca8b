"""For whoever changes the code: `make dev`. Shows faults, and each edit at the next request."""

from astra_site.settings.local import *  # noqa: F403

# Django's own: static files straight from their sources, and lines to read instead of JSON.
from django.conf.global_settings import LOGGING, LOGGING_CONFIG, STORAGES  # noqa: F401  # isort: skip

DEBUG = True
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
WAGTAIL_PASSWORD_RESET_ENABLED = True
