"""PostgreSQL's own programs, as a backup calls them; where there is a server, test_backup.py asks it."""

from pathlib import Path

import pytest

from astra_site.backups import databases
from astra_site.backups.manifest import BackupError


def program(folder: Path, name: str, lines: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> databases.PostgreSQL:
    """Return a PostgreSQL that is not there, with a folder for its programs."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    return databases.PostgreSQL(
        {"NAME": "mreze", "USER": "ana", "PASSWORD": "taj na", "HOST": str(tmp_path), "PORT": "",
         "OPTIONS": {"connect_timeout": 5}}
    )  # fmt: skip


def test_a_dump_is_restored_by_postgresqls_program_whole_or_not_at_all(
    server: databases.PostgreSQL, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "pg_restore", f'printf "%s\\n" "$PGPASSWORD" "$@" > {tmp_path}/said')
    server.restore(tmp_path / "database.dump")
    password, address, *options = (tmp_path / "said").read_text().splitlines()
    assert password == "taj na" and "taj" not in address
    assert address.startswith("--dbname=") and "dbname=mreze" in address and "user=ana" in address
    assert "connect_timeout=5" in address and "port" not in address
    assert options == [
        "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        str(tmp_path / "database.dump"),
    ]  # fmt: skip


def test_what_the_program_says_is_told_in_one_line(server: databases.PostgreSQL, tmp_path: Path) -> None:
    program(tmp_path / "bin", "pg_restore", "echo broken >&2; echo dump >&2; exit 1")
    with pytest.raises(BackupError, match=r"^pg_restore failed: broken dump$"):
        server.restore(tmp_path / "database.dump")


def test_a_program_that_is_not_there_and_a_server_that_is_not_there_are_named(
    server: databases.PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(BackupError, match=r"pg_restore is not installed \(Debian: postgresql-client\)"):
        server.restore(tmp_path / "database.dump")
    for ask in (
        server.is_empty,
        lambda: server.dump(tmp_path / "x"),
        lambda: server.restored(tmp_path / "x"),
    ):
        with pytest.raises(BackupError, match="The database mreze cannot be reached: ") as refusal:
            ask()
        assert "\n" not in str(refusal.value)
