"""DATABASE_URL, in all the ways people write it."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from astra_site.settings import database


def settings_for(url: str, monkeypatch: pytest.MonkeyPatch) -> dict:
    monkeypatch.setenv("DATABASE_URL", url)
    return database.from_environment()


def test_a_full_address_names_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_for("postgres://ana:tajna@db.example.org:5433/mreze", monkeypatch)
    parts = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    assert [str(found[part]) for part in parts] == ["ana", "tajna", "db.example.org", "5433", "mreze"]


def test_special_characters_are_percent_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_for("postgresql://ana:p%40ss%2Fw%C5%BE@localhost/mre%C5%BEe", monkeypatch)
    assert (found["PASSWORD"], found["NAME"]) == ("p@ss/wž", "mreže")


def test_a_socket_is_named_by_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_for("postgres://ana@/mreze?host=/run/PostgreSQL", monkeypatch)
    assert (found["HOST"], found["OPTIONS"]["host"]) == ("", "/run/PostgreSQL")


def test_options_of_the_connection_are_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_for("postgres://ana@localhost/mreze?sslmode=require", monkeypatch)
    assert found["OPTIONS"]["sslmode"] == "require"


def test_connections_recover_after_the_database_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings_for("postgres://ana@localhost/mreze", monkeypatch)
    assert found["CONN_HEALTH_CHECKS"]
    assert "pool" not in found["OPTIONS"]


def test_four_slashes_name_an_absolute_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = settings_for(f"sqlite:///{tmp_path}/new/site.sqlite3", monkeypatch)
    assert found["NAME"] == tmp_path / "new" / "site.sqlite3"
    assert found["NAME"].parent.is_dir()


def test_three_slashes_name_a_file_in_this_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings_for("sqlite:///site.sqlite3", monkeypatch)["NAME"] == tmp_path / "site.sqlite3"


def test_sqlite_lets_several_editors_publish_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    options = settings_for(f"sqlite:///{tmp_path}/site.sqlite3", monkeypatch)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 10
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "must be"),
        ("mreze", "must be"),
        ("mysql://ana@localhost/mreze", "must be"),
        ("postgres://ana@localhost", "must be"),
        ("postgres://ana@localhost:pet/mreze", "must be"),
        ("postgres://ana@localhost:99999/mreze", "must be"),
        ("postgres://ana@localhost/mreze?sslmod=require", "has the option sslmod"),
        ("postgres://ana@[localhost/mreze", "must be"),
        ("sqlite://", "must be"),
        ("sqlite://site.sqlite3", "must be"),
        ("sqlite:////proc/none/site.sqlite3", "no folder"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(
    url: str, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match=complaint) as refusal:
        settings_for(url, monkeypatch)
    message = str(refusal.value)
    assert message.startswith("DATABASE_URL")
    assert "\n" not in message
