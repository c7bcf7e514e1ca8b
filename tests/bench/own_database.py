"""A test database for a measurement, with the starter content; gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.test.utils import setup_test_environment, teardown_databases

from astra_site.translations import catalogues


@contextmanager
def own_database() -> Iterator[None]:
    """Set Django up on such a database; models can be imported only within."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "astra_site.settings.test"
    # A fresh tree has none, and forms in English are not what staff see.
    catalogues.compile_stale()
    django.setup()
    setup_test_environment()
    from tests import database

    made = database.set_up()
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)
