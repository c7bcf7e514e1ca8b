"""What every test gets: the starter content in its database, Serbian as language, an empty cache."""

import gc
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.http import HttpResponse
from django.template.base import Template
from django.template.context import Context
from django.test import Client
from django.test import utils as test_utils
from django.test.signals import template_rendered
from django.test.utils import teardown_databases
from django.utils import translation
from modelsearch import signal_handlers as search_signals
from modelsearch.index import get_indexed_models
from wagtail import signal_handlers as wagtail_signals

from astra_site.caching import kept
from astra_site.translations import catalogues
from tests import database, snapshots

DATABASES = {"sqlite", "postgresql"}
_of_the_starter_content: dict[kept.Kept, kept.Known] = {}
blocker_key = pytest.StashKey[Any]()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before the worker processes start."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_stale()
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
    left_out = [item for item in items if not says_something_here(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep the garbage collector from looking again and again at what stays: all modules, all tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Count a skipped test as a failure in CI: there, everything it needs is installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_controller = not hasattr(session.config, "workerinput")
    if is_controller and os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("With CI=true no test may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def says_something_here(item: pytest.Item) -> bool:
    """Tell whether a test says something on this database that it does not say on the other as well.

    What asks no database gives the same answer beside any, so beside SQLite is enough.
    """
    marked = {vendor for vendor in DATABASES if item.get_closest_marker(vendor)}
    if marked or connection.vendor == "sqlite":
        return marked in (set(), {connection.vendor})
    fixtures = {"db", "transactional_db", "django_db_setup"}
    return bool(item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ())))


def commits(item: pytest.Item) -> bool:
    """Tell whether a test really commits; Django empties every table after those."""
    marker = item.get_closest_marker("django_db")
    fixtures = {"live_server", "transactional_db"}
    return bool(
        fixtures & set(getattr(item, "fixturenames", ())) or (marker and marker.kwargs.get("transaction"))
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put the content back after a test that commits, when all its fixtures are gone."""
    result = yield
    # After the last test the database itself is gone.
    if nextitem and commits(item) and blocker_key in item.session.stash:
        with item.session.stash[blocker_key].unblock():
            snapshots.restore()
    return result


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    """Make the test database with the starter content in it: each test is rolled back to that.

    A test that wants an empty place makes a page of its own and works below it.
    """
    with django_db_blocker.unblock():
        made = database.set_up()
        snapshots.take()
        _keep_the_starter_content()
    # A fifth of the suite's work together. What tests the index of references asks for the fixture below;
    # the admin's own search is never kept up to date (astra_site/settings/test.py).
    wagtail_signals.disconnect_reference_index_signal_handlers()
    for model in get_indexed_models():
        post_save.disconnect(search_signals.post_save_signal_handler, sender=model)
    request.session.stash[blocker_key] = django_db_blocker
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def _keep_the_starter_content() -> None:
    """Read once what each test would read anew; what a test changes is thrown away as on the site."""
    for one in kept.Kept.everything:
        one.get()
        _of_the_starter_content[one] = one.known._replace(until=math.inf)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def for_a_module(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Callable[[], Any]]:
    """Give the way into the database to fixtures that make something once for all tests of a module.

    `with for_a_module():` they write; it is gone after the module's last test. No test may have the
    objects themselves, for it could change them: each gets a `fresh` copy.
    """
    module = request.node
    if any(commits(item) for item in request.session.items if item.getparent(pytest.Module) is module):
        pytest.fail(f"{module.name} has a test that commits: it would empty what is made for all")
    around_all = transaction.atomic()

    @contextmanager
    def writing() -> Iterator[None]:
        with django_db_blocker.unblock(), translation.override("sr-latn"):
            yield

    with django_db_blocker.unblock():
        around_all.__enter__()
    yield writing
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around_all.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _nothing_left_from_the_test_before() -> Iterator[None]:
    """Start in the site's own language, with an empty cache and nothing kept of what was rolled back."""
    _start_anew()
    yield
    _start_anew()


def _start_anew() -> None:
    translation.deactivate()
    cache.clear()
    for one in kept.Kept.everything:
        one.known = _of_the_starter_content.get(one)


@pytest.fixture
def reference_index() -> Iterator[None]:
    """Note at each save what refers to what, as the site does."""
    wagtail_signals.connect_reference_index_signal_handlers()
    yield
    wagtail_signals.disconnect_reference_index_signal_handlers()


@pytest.fixture
def starter_content(db: None) -> None:
    """Say that a test reads the starter content; it is in every test's database."""


class EnglishClient(Client):
    """Asks for English addresses: `client_en.get("/networks/")` gets /en/networks/."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put /en before the path."""
        return super().generic(method, f"/en{path}", *args, **kwargs)


@pytest.fixture
def client_en() -> Client:
    """Return a client for the English pages."""
    return EnglishClient()
