"""The WSGI application; settings are named by DJANGO_SETTINGS_MODULE."""

import sys
from pathlib import Path
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connections

application: WSGIApplication = get_wsgi_application()

# What knows models can be loaded only now.
from astra_site.accounts.factors.keys import refuse_wrong_keys  # noqa: E402
from astra_site.uploads.remote import refuse_unusable  # noqa: E402

try:
    refuse_wrong_keys()
    refuse_unusable()
except ImproperlyConfigured as error:
    sys.exit(str(error))
finally:
    # No worker may go on with a connection of the process that starts them.
    connections.close_all()

if not settings.DEBUG:
    # Here, for it needs the models.
    from astra_site.caching.generation import GENERATION
    from astra_site.delivery.warming import WarmedAnswerCache

    # Keeps nothing until a server has started the watcher: astra_site/delivery/gunicorn.py.
    application = WarmedAnswerCache(application, GENERATION, Path(settings.CACHE_DIR) / "answers")

if settings.METRICS_PORT:
    from astra_site.status.metrics import Counted

    application = Counted(application)
