"""The WSGI application; settings are named by DJANGO_SETTINGS_MODULE."""

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()
# Loads all views here, before gunicorn's workers part and while no visitor waits.
get_resolver().url_patterns  # noqa: B018
