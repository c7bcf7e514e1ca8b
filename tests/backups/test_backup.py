"""A backup holds database and uploads of one moment, is known to be whole, and comes back."""

import datetime
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.db import connection

from astra_site.backups import databases, manifest
from astra_site.runs.models import Run
from networks.models import Organisation
from tests.tasks.terminals import BACK, said_by

pytestmark = pytest.mark.django_db

PICTURE = "images/znak.png"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    """Return a folder of uploads with one file, beside an empty folder of backups."""
    settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path / "media", tmp_path / "backups"
    picture = tmp_path / "media" / PICTURE
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture" * 1000)
    return tmp_path / "media"


@pytest.fixture
def made() -> Path:
    """Return the folder of a fresh backup."""
    call_command("backup")
    return newest()


@pytest.fixture
def key_file(settings, tmp_path: Path) -> Path:
    """Return the private key whose public key backups are made for."""
    identity = pyrage.x25519.Identity.generate()
    settings.BACKUP_KEY = str(identity.to_public())
    path = tmp_path / "key.txt"
    path.write_text(f"# created: today\n\n{identity}\n", encoding="utf-8")
    return path


@pytest.fixture
def empty_database(monkeypatch, tmp_path: Path) -> Iterator[databases.PostgreSQL | databases.SQLite]:
    """Let the site's database be a new one without tables."""
    if connection.vendor == "sqlite":
        new = databases.SQLite(tmp_path / "new.sqlite3")
        monkeypatch.setattr(databases, "database", lambda: new)
        yield new
        return
    name = f"{connection.settings_dict['NAME']}_new"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    new = databases.PostgreSQL({**connection.settings_dict, "NAME": name})
    monkeypatch.setattr(databases, "database", lambda: new)
    yield new
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def newest() -> Path:
    return manifest.all_below(Path(site_settings.BACKUP_DIR))[-1]


def flip_a_byte(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def names_in(database: databases.PostgreSQL | databases.SQLite) -> set[str]:
    question = "SELECT name_sr_latn FROM networks_organisation"
    if isinstance(database, databases.SQLite):
        with closing(sqlite3.connect(database.path)) as opened:
            return {name for (name,) in opened.execute(question)}
    with psycopg.connect(dbname=database.name, **database.address) as opened:
        return {name for (name,) in opened.execute(question)}


def test_a_fresh_backup_is_restored_aside_and_found_equal(made: Path, capsys) -> None:
    call_command("verify_backup")
    assert "equal row by row" in capsys.readouterr().out
    contents = manifest.read_contents(made / manifest.CONTENTS)
    assert contents.tables["networks_organisation"].rows == Organisation.objects.count() > 100
    assert set(contents.files) == {PICTURE}


def test_database_and_uploads_come_back_into_an_empty_site(
    made: Path, uploads: Path, empty_database, settings, tmp_path: Path, capsys
) -> None:
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    call_command("restore_backup", made)
    assert f"Restored {made}. Now: manage.py prepare" in capsys.readouterr().out
    names = set(Organisation.objects.values_list("name_sr_latn", flat=True))
    assert names_in(empty_database) == names
    assert (tmp_path / "elsewhere" / PICTURE).read_bytes() == (uploads / PICTURE).read_bytes()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["images"]


def test_each_step_is_shown_on_a_terminal_and_told_in_lines_elsewhere(
    made: Path, empty_database, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    shown = said_by("restore_backup", made, is_terminal=True, monkeypatch=monkeypatch)
    assert BACK in shown and "Uploads: " in shown and "Database: " in shown
    for command, step, steps in (("backup", "Uploads", 4), ("verify_backup", "Looking at the parts", 2)):
        shown = said_by(command, is_terminal=True, monkeypatch=monkeypatch)
        assert BACK in shown and f"{step}: " in shown
        lines = said_by(command, is_terminal=False, monkeypatch=monkeypatch).splitlines()
        assert lines == [f"{step} 0/{steps}", f"{steps}/{steps}"]


def test_a_flipped_byte_in_an_upload_is_found_and_the_upload_named(made: Path) -> None:
    archive = made / "media.tar"
    flip_a_byte(archive, archive.read_bytes().index(b"picture"))
    with pytest.raises(CommandError, match=f"media.tar is not what it was, in it: {PICTURE}"):
        call_command("verify_backup")


@pytest.mark.parametrize("place", [100, -100])
def test_a_flipped_byte_in_the_database_is_found_and_nothing_is_restored(
    place: int, made: Path, empty_database, settings, tmp_path: Path
) -> None:
    flip_a_byte(made / empty_database.file_name, place)
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    with pytest.raises(CommandError, match=f"{empty_database.file_name} is not what it was"):
        call_command("restore_backup", made)
    assert empty_database.is_empty()
    assert not list((tmp_path / "elsewhere").glob("*"))


def test_a_table_with_another_row_is_named(made: Path) -> None:
    path = made / manifest.CONTENTS
    contents = manifest.read_contents(path)
    contents.tables["networks_fieldofwork"].rows += 1
    manifest.write_contents(path, contents)
    found = manifest.read(made)
    found.parts[manifest.CONTENTS] = manifest.part_of(path)
    manifest.write(made, found)
    with pytest.raises(CommandError, match="table networks_fieldofwork: "):
        call_command("verify_backup")


def test_only_the_private_key_reads_an_encrypted_backup(
    key_file: Path, uploads: Path, tmp_path: Path, capsys
) -> None:
    call_command("backup")
    made = newest()
    everything = b"".join(path.read_bytes() for path in made.iterdir())
    assert b"picture" not in everything
    assert b"znak.png" not in everything
    assert b"networks_organisation" not in everything
    call_command("verify_backup", key_file=key_file)
    assert "equal row by row" in capsys.readouterr().out

    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()), encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be decrypted with the key in .*other.txt"):
        call_command("verify_backup", key_file=other)


def test_without_the_key_a_changed_byte_of_an_encrypted_backup_is_still_found(key_file: Path, capsys) -> None:
    call_command("backup")
    call_command("verify_backup")
    assert "its parts are as they were" in capsys.readouterr().out
    flip_a_byte(newest() / "media.tar.age", 300)
    with pytest.raises(CommandError, match="media.tar.age is not what it was"):
        call_command("verify_backup")


def test_an_encrypted_backup_is_restored_and_compared_before_nobody_can_read_it(
    key_file: Path, monkeypatch, capsys
) -> None:
    call_command("backup", "--verify")
    assert "Restored and equal row by row, each file as it was" in capsys.readouterr().out
    assert newest().joinpath("media.tar.age").exists()
    assert not Run.objects.get(pk="verify_backup").has_failed
    kind = type(databases.database())
    restored = kind.restored

    def another(self, dump: Path) -> dict:
        found = restored(self, dump)
        return {**found, "networks_fieldofwork": manifest.Table(0, "")} if restores(dump) else found

    # What SQLite writes down when it dumps is read in the same way.
    read: list[Path] = []

    def restores(dump: Path) -> bool:
        read.append(dump)
        return kind is databases.PostgreSQL or len(read) == 2

    monkeypatch.setattr(kind, "restored", another)
    with pytest.raises(CommandError, match="must not be trusted: table networks_fieldofwork"):
        call_command("backup", "--verify")
    assert Run.objects.get(pk="verify_backup").has_failed
    assert not Run.objects.get(pk="backup").has_failed


def test_what_a_killed_backup_has_left_goes_with_a_later_one(made: Path) -> None:
    left = Path(site_settings.BACKUP_DIR) / ".partial-killed"
    left.mkdir()
    call_command("backup")
    assert left.exists()
    os.utime(left, (0, 0))
    call_command("backup")
    assert not left.exists()


def test_nothing_is_restored_over_what_is_there(made: Path, empty_database, uploads: Path) -> None:
    with pytest.raises(CommandError, match="There are uploads in"):
        call_command("restore_backup", made)
    assert empty_database.is_empty()


def test_a_database_that_is_not_empty_is_left_alone(made: Path) -> None:
    with pytest.raises(CommandError, match="The database is not empty"):
        call_command("restore_backup", made)


@pytest.mark.parametrize("missing", ["manifest.json", "media.tar", "contents.json"])
def test_half_a_backup_is_refused_in_one_line(missing: str, made: Path) -> None:
    (made / missing).unlink()
    with pytest.raises(CommandError) as refusal:
        call_command("verify_backup", made)
    assert missing in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.BACKUP_DIR = tmp_path / "file"
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup")


def test_a_backup_that_fails_half_way_leaves_nothing(settings, monkeypatch) -> None:
    def disk_is_full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", "database")

    monkeypatch.setattr(type(databases.database()), "dump", disk_is_full)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("backup")
    assert list(Path(settings.BACKUP_DIR).iterdir()) == []


def test_a_disk_that_is_full_while_it_is_encrypted_is_said_in_one_line(key_file: Path, monkeypatch) -> None:
    encrypt = pyrage.encrypt_file
    monkeypatch.setattr(pyrage, "encrypt_file", lambda path, _to, keys: encrypt(path, "/dev/full", keys))
    with pytest.raises(CommandError, match="cannot be encrypted: No space left on device") as refusal:
        call_command("backup")
    assert "\n" not in str(refusal.value)
    assert list(Path(site_settings.BACKUP_DIR).iterdir()) == []


def test_old_backups_go_but_never_the_last_three(settings, made: Path, capsys) -> None:
    folder = Path(settings.BACKUP_DIR)
    for days in (40, 50, 60):
        moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
        old = folder / moment.strftime("%Y%m%dT%H%M%SZ")
        old.mkdir()
        described = json.loads((made / manifest.NAME).read_text())
        (old / manifest.NAME).write_text(json.dumps({**described, "made_at": moment.isoformat()}))
    call_command("backup")
    assert len(manifest.all_below(folder)) == 3
    assert made.exists()
    told = capsys.readouterr().out
    assert told.count("Deleted ") == 2 and f"Backup in {newest()}\n" in told


def test_without_a_backup_there_is_nothing_to_verify() -> None:
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("verify_backup")
