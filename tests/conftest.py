"""What every test gets: the starter content in its database, Serbian as language, an empty cache."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.test.utils import teardown_databases
from django.utils import translation
from wagtail import signal_handlers as wagtail_signals

from astra_site.accounts import sessions
from astra_site.caching import cache as kept
from astra_site.translations import catalogues
from tests import database, snapshots, template_coverage


def _whole(response: StreamingHttpResponse) -> bytes:
    """Return what was streamed, read once: tests read a file as any other answer."""
    if "_whole" not in vars(response):
        vars(response)["_whole"] = response.getvalue()
    return vars(response)["_whole"]


setattr(StreamingHttpResponse, "content", property(_whole))  # noqa: B010
setattr(StreamingHttpResponse, "text", property(lambda response: _whole(response).decode()))  # noqa: B010

blocker_key = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say that `make test` saves time, and that the tests that somebody works on do not."""
    parser.addoption("--fast", action="store_true", help="as `make test`: see tests/fast.py")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before the worker processes start."""
    template_coverage.start()
    if config.getoption("fast"):
        config.pluginmanager.import_plugin("tests.fast")
    if not hasattr(config, "workerinput"):
        catalogues.compile_stale()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Count a skipped test as a failure in CI: there, everything it needs is installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    is_controller = not hasattr(session.config, "workerinput")
    if is_controller and os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("With CI=true no test may be skipped", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


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
    request.session.stash[blocker_key] = django_db_blocker
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


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
    for instance in kept.Cache.instances:
        instance.known = None


@pytest.fixture
def reference_index(request: pytest.FixtureRequest) -> Iterator[None]:
    """Note at each save what refers to what, as the site does and `--fast` does not."""
    wagtail_signals.connect_reference_index_signal_handlers()
    yield
    if request.config.getoption("fast"):
        wagtail_signals.disconnect_reference_index_signal_handlers()


@pytest.fixture
def starter_content(db: None) -> None:
    """Say that a test reads the starter content; it is in every test's database."""


@receiver(user_logged_in)
def let_in(request: HttpRequest, **kwargs: Any) -> None:
    """Give whoever `force_login` logs in her second factor too.

    What the login page lets in has an address, and comes to the door as everybody does.
    """
    if not request.path:
        sessions.let_in(request.session, "test")


class EnglishClient(Client):
    """Asks for English addresses: `client_en.get("/networks/")` gets /en/networks/."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put /en before the path."""
        return super().generic(method, f"/en{path}", *args, **kwargs)


@pytest.fixture
def client_en() -> Client:
    """Return a client for the English pages."""
    return EnglishClient()
