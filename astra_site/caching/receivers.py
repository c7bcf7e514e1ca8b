"""Hears every change, from a connection's beginning on."""

from django.db import connections
from django.db.backends.signals import connection_created

from astra_site.caching import changes

connection_created.connect(changes.listen)
# Some may be open already.
for connection in connections.all(initialized_only=True):
    changes.listen(connection)
