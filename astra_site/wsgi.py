"""The WSGI application; settings are named by DJANGO_SETTINGS_MODULE."""

from pathlib import Path
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application: WSGIApplication = get_wsgi_application()

if not settings.DEBUG:
    # Here, for it needs the models.
    from astra_site.caching.generation import GENERATION
    from astra_site.delivery.warming import WarmedAnswerCache

    # Keeps nothing until a server has started the watcher: astra_site/delivery/gunicorn.py.
    application = WarmedAnswerCache(application, GENERATION, Path(settings.CACHE_DIR) / "answers")
