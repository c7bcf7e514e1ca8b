"""`manage.py prepare` and `serve`: what `make run` does before it serves."""

import socket
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import OperationalError, connection
from django.db.migrations import Migration
from psycopg.errors import LockNotAvailable
from wagtail.models import Site

from astra_site.delivery import ports, preparation
from astra_site.pages.models import BasePage
from astra_site.safety.models import SafetySettings
from astra_site.translations import catalogues


def prepare() -> str:
    output = StringIO()
    call_command("prepare", stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_what_is_ready_is_left_alone() -> None:
    prepare()
    pages = list(BasePage.objects.values_list("pk", "latest_revision_created_at"))
    assert prepare() == ""
    assert list(BasePage.objects.values_list("pk", "latest_revision_created_at")) == pages


@pytest.mark.django_db
def test_an_empty_database_gets_the_starter_content() -> None:
    with patch.object(preparation, "has_content", return_value=False):
        assert "Loading the starter content" in prepare()


def plan(*names: str, contracts: str = "") -> list[tuple[Migration, bool]]:
    """Return migrations that stand one on the other; the last one may contract."""
    found = [Migration(name, "networks") for name in names]
    for before, migration in pairwise(found):
        migration.dependencies = [("networks", before.name)]
    vars(found[-1])["contracts"] = contracts
    return [(migration, False) for migration in found]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("missing", "is_refused"),
    [
        (plan("0009_title", "0010_less", contracts="no release reads it since 0.2"), True),
        (plan("0010_less", contracts="no release reads it since 0.2"), False),
        (plan("0009_title", "0010_more"), False),
    ],
)
def test_an_upgrade_over_two_releases_is_refused_while_old_code_may_answer(
    missing: list[tuple[Migration, bool]], is_refused: bool
) -> None:
    with (
        patch.object(preparation.MigrationExecutor, "migration_plan", return_value=missing),
        patch.object(preparation, "call_command") as migrated,
    ):
        if is_refused:
            with pytest.raises(CommandError, match=r"(?s)\A[^\n]*networks\.0010_less[^\n]*\Z"):
                preparation.migrate(OutputWrapper(StringIO()))
            assert not migrated.called
        else:
            preparation.migrate(OutputWrapper(StringIO()))
            assert migrated.called
        migrated.reset_mock()
        preparation.migrate(OutputWrapper(StringIO()), is_stopped=True)
        assert migrated.called


@pytest.mark.django_db
def test_a_migration_that_waits_behind_somebody_gives_way_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preparation, "PAUSE", 0)
    locked = OperationalError()
    locked.__cause__ = LockNotAvailable()
    with (
        patch.object(preparation.MigrationExecutor, "migration_plan", return_value=plan("0009_tried")),
        patch.object(preparation, "call_command", side_effect=[locked, locked, None]) as tried,
    ):
        preparation.migrate(OutputWrapper(StringIO()))
        assert tried.call_count == 3
        tried.side_effect = [locked] * preparation.TRIES
        with pytest.raises(CommandError, match="not migrated"):
            preparation.migrate(OutputWrapper(StringIO()))
        tried.side_effect = OperationalError("another fault")
        with pytest.raises(OperationalError, match="another fault"):
            preparation.migrate(OutputWrapper(StringIO()))


@pytest.mark.django_db
def test_content_is_told_from_what_wagtails_migrations_leave() -> None:
    assert preparation.has_content()
    SafetySettings.objects.update(safe_browsing_page=None)
    BasePage.objects.exclude(content_type__model="basepage").delete()
    assert not preparation.has_content()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "root_url"),
    [
        ("https://mreze.example.org", "https://mreze.example.org"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
    ],
)
def test_the_sites_record_says_the_address_of_the_settings(address: str, root_url: str, settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    prepare()
    assert Site.objects.get(is_default_site=True).root_url == root_url


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_one_line_and_changes_nothing() -> None:
    refused = OperationalError("connection failed:\n\tIs the server running?")
    with (
        patch.object(connection, "ensure_connection", side_effect=refused),
        patch.object(preparation, "compile_catalogues") as next_step,
        pytest.raises(CommandError, match=r"DATABASE_URL.*Is the server running\?$") as error,
    ):
        prepare()
    assert "\n" not in str(error.value)
    next_step.assert_not_called()


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind((ports.HOST, 0))
        listener.listen()
        yield str(listener.getsockname()[1])


def test_a_taken_port_is_named_together_with_a_way_out(taken_port: str) -> None:
    assert ports.problem_with(taken_port).startswith(f"Port {taken_port} is taken. Choose another: PORT=")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "", "8000 ", "８０００", "1e3"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert "is no port" in ports.problem_with(port)


def test_serving_looks_at_the_port_before_it_prepares(taken_port: str, settings) -> None:
    settings.IS_LOCAL, settings.PORT = True, taken_port
    with (
        patch("astra_site.delivery.management.commands.serve.prepare") as prepares,
        pytest.raises(CommandError, match="is taken"),
    ):
        call_command("serve")
    prepares.assert_not_called()


def test_serving_without_a_web_server_is_refused_in_production() -> None:
    with pytest.raises(CommandError, match="gunicorn"):
        call_command("serve")


@pytest.mark.django_db
class TestLocalAdministrator:
    """`manage.py make_local_administrator`."""

    def make(self) -> str:
        output = StringIO()
        call_command("make_local_administrator", stdout=output)
        return output.getvalue()

    def test_the_printed_password_logs_in(self, settings) -> None:
        settings.IS_LOCAL = True
        words = self.make().split()
        password = words[words.index("password") + 1]
        user = authenticate(username="admin", password=password)
        assert user is not None
        assert user.is_superuser
        assert len(password) >= 15

    def test_a_second_one_is_not_made_and_nothing_is_printed(self, settings) -> None:
        settings.IS_LOCAL = True
        self.make()
        assert self.make() == ""
        assert get_user_model().objects.filter(is_superuser=True).count() == 1

    def test_it_is_refused_on_a_public_server(self) -> None:
        with pytest.raises(CommandError, match="createsuperuser"):
            self.make()
        assert not get_user_model().objects.exists()

    def test_somebody_elses_name_is_not_taken_over(self, settings) -> None:
        settings.IS_LOCAL = True
        get_user_model().objects.create_user("admin")
        with pytest.raises(CommandError, match="no administrator"):
            self.make()


class TestCatalogues:
    """`manage.py compile_catalogues`."""

    @pytest.fixture
    def catalogue(self, tmp_path: Path, settings) -> Path:
        settings.LOCALE_PATHS = [tmp_path]
        path = tmp_path / "sr_Latn" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        path.write_text('msgid ""\nmsgstr ""\n\nmsgid "Networks"\nmsgstr "Mreže"\n', "utf-8")
        return path

    def test_a_new_catalogue_is_compiled_and_then_left_alone(self, catalogue: Path) -> None:
        assert catalogues.compile_stale() == [catalogue]
        assert "Mreže".encode() in catalogue.with_suffix(".mo").read_bytes()
        assert catalogues.compile_stale() == []

    def test_a_broken_one_is_named_with_its_line_and_leaves_the_old_one(self, catalogue: Path) -> None:
        catalogues.compile_stale()
        before = catalogue.with_suffix(".mo").read_bytes()
        catalogue.write_text('msgid "Networks"\nprevod "Mreže"\n', "utf-8")
        with pytest.raises(catalogues.CatalogueError, match=r"django\.po.*line 2"):
            catalogues.compile_catalogue(catalogue)
        assert catalogue.with_suffix(".mo").read_bytes() == before
        assert sorted(path.name for path in catalogue.parent.iterdir()) == ["django.mo", "django.po"]
