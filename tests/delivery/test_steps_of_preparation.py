"""`manage.py prepare` step by step: what comes after what, what each says, and what it leaves alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db.migrations import Migration
from wagtail.models import Site

from astra_site.delivery import preparation
from astra_site.translations import catalogues

STEPS = ["reach_database", "compile_catalogues", "migrate", "load_content", "name_site"]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    made: list[Any] = []

    def noting(name: str) -> Callable[..., None]:
        return lambda *_arguments, **options: made.append((name, options) if options else name)

    for name in STEPS:
        monkeypatch.setattr(preparation, name, noting(name))
    monkeypatch.setattr(preparation.remote, "refuse_unusable", noting("uploads"))
    monkeypatch.setattr(preparation.keys, "refuse_wrong_keys", noting("keys"))
    monkeypatch.setattr(preparation.renditions, "make_missing", noting("pictures"))
    monkeypatch.setattr(preparation.changes, "tell_everything", noting("changes"))
    monkeypatch.setattr(preparation, "call_command", lambda name, **_options: made.append(name))
    return made


@pytest.mark.parametrize("is_stopped", [True, False])
@pytest.mark.parametrize("is_local", [True, False])
def test_first_is_asked_what_can_stand_in_the_way_and_last_everybody_is_told(
    is_stopped: bool, is_local: bool, done: list[Any], settings: Any
) -> None:
    settings.IS_LOCAL = is_local
    call_command("prepare", *(["--stopped"] if is_stopped else []))
    assert done == [
        "reach_database", ("uploads", {"is_absence_refused": True}), "compile_catalogues",
        ("migrate", {"is_stopped": is_stopped}), "keys", "load_content", "name_site", "pictures", "changes",
        *(["make_local_administrator"] if is_local else []),
    ]  # fmt: skip


def test_called_by_itself_it_speaks_on_the_terminal(done: list[Any], settings: Any) -> None:
    settings.IS_LOCAL = False
    preparation.prepare()
    assert ("migrate", {"is_stopped": False}) in done


@pytest.mark.parametrize(("compiled", "said"), [([Path("a.po")], "Compiled the catalogues\n"), ([], "")])
def test_catalogues_are_told_of_where_one_was_compiled(
    compiled: list[Path], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "compile_stale", lambda: compiled)
    output = StringIO()
    preparation.compile_catalogues(OutputWrapper(output))
    assert output.getvalue() == said


def test_a_broken_catalogue_ends_it_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise catalogues.CatalogueError("django.po is broken in line 2")

    monkeypatch.setattr(catalogues, "compile_stale", broken)
    with pytest.raises(CommandError, match="line 2"):
        preparation.compile_catalogues(OutputWrapper(StringIO()))


# Migrations


def migration(name: str, *before: str, app: str = "networks", contracts: str = "") -> Migration:
    made = Migration(name, app)
    made.dependencies = [(app, each) for each in before]
    vars(made)["contracts"] = contracts
    return made


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Callable[..., list[Any]]:
    """Return a way to migrate a database of some apps that lacks some migrations; it returns what ran."""
    settings.IS_LOCAL = False

    def run(missing: list[Migration], apps: tuple[str, ...] = ("networks",), **options: bool) -> list[Any]:
        ran: list[Any] = []
        graph = SimpleNamespace(leaf_nodes=list)
        applied = {(app, "0001_initial"): None for app in apps}
        executor = SimpleNamespace(
            loader=SimpleNamespace(graph=graph, applied_migrations=applied),
            migration_plan=lambda _targets: [(each, False) for each in missing],
        )
        monkeypatch.setattr(preparation, "MigrationExecutor", lambda _connection: executor)
        monkeypatch.setattr(preparation, "call_command", lambda name, **given: ran.append((name, given)))
        monkeypatch.setattr(preparation, "_wait_for_locks", ran.append)
        preparation.migrate(OutputWrapper(StringIO()), **options)
        return ran

    return run


CONTRACTS = "no release reads it since 0.2"


@pytest.mark.parametrize(
    ("missing", "apps", "is_refused"),
    [
        ([migration("0002_a"), migration("0003_b", "0002_a", contracts=CONTRACTS)], ("networks",), True),
        # A new app, or an empty database: nobody reads any of it.
        ([migration("0002_a"), migration("0003_b", "0002_a", contracts=CONTRACTS)], ("pages",), False),
        # Behind by something of another app only.
        ([migration("0002_a", app="pages"), migration("0003_b", "0002_a", contracts=CONTRACTS)],
         ("networks", "pages"), False),
        ([migration("0002_a"), migration("0003_b", "0001_initial", contracts=CONTRACTS)], ("networks",),
         False),
    ],
)  # fmt: skip
def test_what_running_code_still_reads_is_taken_away_a_release_later(
    missing: list[Migration], apps: tuple[str, ...], is_refused: bool, migrated: Any, settings: Any
) -> None:
    if is_refused:
        with pytest.raises(CommandError, match="Nothing was changed"):
            migrated(missing, apps)
        assert migrated(missing, apps, is_stopped=True)
        settings.IS_LOCAL = True
    # On one's own machine nobody else answers.
    expected = {"verbosity": 0, "interactive": False, "database": "default"}
    assert migrated(missing, apps) == ["'1s'", ("migrate", expected), "DEFAULT"]


def test_without_a_missing_migration_nothing_is_done(migrated: Any) -> None:
    assert migrated([]) == []


@pytest.mark.parametrize(("vendor", "said"), [("postgresql", ["SET lock_timeout = DEFAULT"]), ("sqlite", [])])
def test_postgresql_is_told_how_long_to_wait_for_a_table(
    vendor: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    @contextmanager
    def cursor() -> Iterator[Any]:
        yield SimpleNamespace(execute=found.append)

    monkeypatch.setattr(preparation, "connection", SimpleNamespace(vendor=vendor, cursor=cursor))
    preparation._wait_for_locks("DEFAULT")
    assert found == said


# Content


@pytest.mark.parametrize("has_content", [True, False])
def test_the_starter_content_is_loaded_into_a_database_without_content(
    has_content: bool, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.STARTER_CONTENT_COMMAND = "load_ours"
    loaded: list[Any] = []
    output = OutputWrapper(StringIO())
    monkeypatch.setattr(preparation, "has_content", lambda: has_content)
    monkeypatch.setattr(preparation, "call_command", lambda name, *, stdout: loaded.append((name, stdout)))
    preparation.load_content(output)
    assert loaded == ([] if has_content else [("load_ours", output)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "hostname", "port"),
    [
        ("https://a.example", "a.example", 443),
        ("http://a.example", "a.example", 80),
        ("https://a.example:8443", "a.example", 8443),
    ],
)
def test_the_record_of_the_site_gets_name_and_port_and_another_sites_stays(
    address: str, hostname: str, port: int, settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    site = Site.objects.get(is_default_site=True)
    Site.objects.create(hostname="druga.example", port=81, root_page=site.root_page)
    # Each of the two may be what is wrong.
    for known in ({"hostname": hostname, "port": 1}, {"hostname": "x.example", "port": port}):
        Site.objects.filter(pk=site.pk).update(**known)
        preparation.name_site()
        site.refresh_from_db()
        assert (site.hostname, site.port) == (hostname, port)
    assert Site.objects.filter(hostname="druga.example", port=81).exists()


@pytest.mark.django_db
def test_a_record_that_is_right_is_not_written(settings: Any, django_assert_num_queries: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://a.example"
    preparation.name_site()
    with django_assert_num_queries(1):
        preparation.name_site()
