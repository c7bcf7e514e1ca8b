"""What is written down, and what is not: a line of JSON each, and nothing about a visitor."""

from typing import Any

# Takes what follows, and Python's own warnings with it.
LOGGING_CONFIG = "astra_site.delivery.json_logging.configure"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "astra_site.delivery.json_logging.JSONFormatter"}},
    "handlers": {
        "console": {"class": "astra_site.delivery.repeated_logs.CountingHandler", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers send error reports by mail, with headers and cookies in them.
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # A line for each address that was not found is a record of visits.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Whoever asks for another name than the site's is answered with 400, and is not news.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        # A line for each index entry and each answer to HEAD.
        "django.tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},
        # What staff do stands in Wagtail's own history; its copy here has a line for each record loaded.
        "wagtail": {"level": "WARNING"},
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": ["nowhere"], "propagate": False},
    },
}
