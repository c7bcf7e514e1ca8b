"""The WSGI application; settings are named by DJANGO_SETTINGS_MODULE."""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

application = get_wsgi_application()
# Loads all views here, before gunicorn's workers part and while no visitor waits.
get_resolver().url_patterns  # noqa: B018
# What knows models can be loaded only now.
from astra_site.accounts.factors.keys import refuse_wrong_keys  # noqa: E402

try:
    refuse_wrong_keys()
except ImproperlyConfigured as error:
    sys.exit(str(error))
finally:
    # No worker may go on with a connection of the process that starts them.
    connections.close_all()
