"""What `make test` leaves out, to be done in ten minutes (docs/decisions/0012); `pytest --fast` does so too.

A test that passes without this and fails with it wants something that is left out here: the index of
references (ask for the fixture `reference_index`), or what a part of a page was rendered with.
"""

import gc
import math
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_save
from django.template.base import Template
from django.template.context import Context
from django.test import utils as test_utils
from django.test.signals import template_rendered
from modelsearch import signal_handlers as search_signals
from modelsearch.index import get_indexed_models
from wagtail import signal_handlers as wagtail_signals

from astra_site.caching import cache

DATABASES = {"sqlite", "postgresql"}
_of_the_starter_content: dict[cache.Cache, cache.CachedContent] = {}


def _leave_out() -> None:
    """Leave out the indexes that only the admin asks, and the telling of each part of a page."""
    wagtail_signals.disconnect_reference_index_signal_handlers()
    for options in settings.WAGTAILSEARCH_BACKENDS.values():
        options["AUTO_UPDATE"] = False
    for model in get_indexed_models():
        post_save.disconnect(search_signals.post_save_signal_handler, sender=model)
    test_utils.instrumented_test_render = _render_and_tell_of_pages


def _render_and_tell_of_pages(template: Template, context: Context) -> str:
    """Render, and keep for `response.context` what a page is made of.

    Django tells of each part and widget too. A form of the admin has thousands of those, and the
    telling was a tenth of its work.
    """
    if context.template is template and "request" in context:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that only mean something on the other database, and put the browser's first.

    Those are the longest: begun last, one of them would leave the other processes without work.
    """
    asked: set[str] = set()
    left_out = [item for item in items if not says_something_here(item, asked)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def says_something_here(item: pytest.Item, asked: set[str]) -> bool:
    """Tell whether a test says something on this database that it does not say on the other as well.

    What asks no database gives the same answer beside any, so beside SQLite is enough. Where a test is
    asked with many values, the code tells them apart and the database is asked alike: there, one is enough,
    but for those marked `every_value`. `asked` collects the tests that have had theirs.
    """
    marked = {vendor for vendor in DATABASES if item.get_closest_marker(vendor)}
    if marked or connection.vendor == "sqlite":
        return marked in (set(), {connection.vendor})
    fixtures = {"db", "transactional_db", "django_db_setup"}
    name = item.nodeid.partition("[")[0]
    is_first = name not in asked or bool(item.get_closest_marker("every_value"))
    asked.add(name)
    return is_first and bool(
        item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ()))
    )


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking again and again at what stays: all modules, all tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> Iterator[object]:
    """Read once what each test would read anew of the starter content, when that is in the database."""
    result = yield
    if fixturedef.argname == "django_db_setup":
        with request.getfixturevalue("django_db_blocker").unblock():
            for instance in cache.Cache.instances:
                instance.get()
                _of_the_starter_content[instance] = instance.known._replace(until=math.inf)
        _leave_out()
    return result


@pytest.fixture(autouse=True)
def _starter_content_is_known(_nothing_left_from_the_test_before: None) -> None:
    """Begin with what was read once; what a test changes is thrown away as on the site."""
    for one, known in _of_the_starter_content.items():
        one.known = known
