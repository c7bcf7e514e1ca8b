"""The parts of a backup one by one: lists, archives, keys, what is forgotten, PostgreSQL's programs."""

import datetime
import io
import json
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command

from astra_site.backups import backup, databases, encryption, manifest, media, retention
from astra_site.backups.manifest import BackupError, Contents, Manifest, Part, Table
from astra_site.runs.models import Run
from tests.backups.test_backup import flip_a_byte, made, newest, uploads  # noqa: F401

NOW = datetime.datetime(2026, 11, 28, tzinfo=datetime.UTC)


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    """Return a storage with two files, and with what begins with a dot."""
    storage = FileSystemStorage(tmp_path / "store")
    for name in ("b.txt", "images/a.png", ".note", ".hidden/x.txt", "images/.half"):
        path = tmp_path / "store" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return storage


@pytest.fixture
def archive(storage: FileSystemStorage, tmp_path: Path) -> media.MediaArchive:
    found = media.MediaArchive(tmp_path / "media.tar", storage)
    found.add_new()
    return found


def members(path: Path) -> list[str]:
    with tarfile.open(path) as archive:
        return archive.getnames()


def test_an_archive_has_each_file_once_and_what_came_meanwhile(
    archive: media.MediaArchive, storage: FileSystemStorage
) -> None:
    assert members(archive.path) == ["b.txt", "images/a.png"]
    storage.save("images/c.png", ContentFile(b"new"))
    archive.add_new()
    assert members(archive.path) == ["b.txt", "images/a.png", "images/c.png"] == list(archive.files)
    assert archive.files["images/c.png"].bytes == 3
    assert media.changed(archive.path, archive.files) == []


def test_what_is_withdrawn_while_the_archive_is_made_is_left_out(
    storage: FileSystemStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir = storage.listdir
    monkeypatch.setattr(storage, "listdir", lambda path: (listdir(path)[0], [*listdir(path)[1], "gone.txt"]))
    archive = media.MediaArchive(tmp_path / "media.tar", storage)
    archive.add_new()
    assert members(archive.path) == list(archive.files) == ["b.txt", "images/a.png"]


def test_what_is_changed_missing_or_too_many_is_named(archive: media.MediaArchive) -> None:
    files = dict(archive.files)
    del files["b.txt"]
    assert media.changed(archive.path, files) == ["b.txt"]
    assert media.changed(archive.path, {**archive.files, "z": Part(1, ""), "y": Part(1, "")}) == ["y", "z"]
    assert media.changed(archive.path, {**archive.files, "b.txt": Part(5, "other")}) == ["b.txt"]
    with tarfile.open(archive.path, "a") as opened:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        opened.addfile(folder)
    assert media.changed(archive.path, archive.files) == ["folder"]


def test_an_archive_that_cannot_be_unpacked_leaves_nothing(
    archive: media.MediaArchive, tmp_path: Path
) -> None:
    target = FileSystemStorage(tmp_path / "target")
    with pytest.raises(ZeroDivisionError), media.restored(archive.path, target):
        assert target.exists("images/a.png")
        raise ZeroDivisionError
    assert media.is_empty(target)
    with tarfile.open(archive.path, "a") as opened:
        entry = tarfile.TarInfo("../out.txt")
        entry.size = 1
        opened.addfile(entry, io.BytesIO(b"x"))
    with (
        pytest.raises(BackupError, match=r"media.tar cannot be unpacked"),
        media.restored(archive.path, target),
    ):
        pass
    assert media.is_empty(target) and not (tmp_path / "out.txt").exists()


def test_a_storage_with_nothing_but_notes_is_empty(storage: FileSystemStorage, tmp_path: Path) -> None:
    assert not media.is_empty(storage)
    storage.delete("b.txt")
    storage.delete("images/a.png")
    assert media.is_empty(storage) and media.is_empty(FileSystemStorage(tmp_path / "never"))


def test_a_list_of_parts_is_read_as_it_was_written_and_leads_nowhere_else(tmp_path: Path) -> None:
    written = Manifest(NOW.isoformat(), "sqlite", True, {"media.tar": Part(5, "abc")})
    manifest.write(tmp_path, written)
    assert manifest.read(tmp_path) == written and written.moment == NOW
    described = json.loads((tmp_path / manifest.NAME).read_text())
    described["parts"] = {"../../etc/passwd": {"bytes": 1, "sha256": "x"}}
    (tmp_path / manifest.NAME).write_text(json.dumps(described))
    assert list(manifest.read(tmp_path).parts) == ["passwd"]
    (tmp_path / manifest.NAME).write_text(json.dumps({**described, "format": 2}))
    with pytest.raises(BackupError, match="has format 2; this release reads 1"):
        manifest.read(tmp_path)
    contents = Contents({"a": Table(1, "x")}, {"b": Part(2, "y")})
    manifest.write_contents(tmp_path / "c", contents)
    assert manifest.read_contents(tmp_path / "c") == contents


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "parts": {"a": {"x": 1}}}'])
def test_what_is_no_list_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_text(text)
    with pytest.raises(BackupError, match="is no whole backup: its manifest.json cannot be read"):
        manifest.read(tmp_path)
    with pytest.raises(BackupError, match="contents.json cannot be read"):
        manifest.read_contents(tmp_path / manifest.NAME)


def test_rows_are_counted_and_compared_in_any_order() -> None:
    assert databases.table_of(["a", "b"]) == databases.table_of(["b", "a"]) != databases.table_of(["a", "c"])
    assert databases.table_of([]) == Table(0, "0" * 64)
    many = databases.table_of(["a"] * 40)
    assert (many.rows, len(many.digest)) == (40, 64)
    assert databases.table_of(["a", "a"]) != databases.table_of(["a"])


def test_a_database_in_a_file_is_put_in_its_place_without_what_belonged_to_the_one_before(
    tmp_path: Path,
) -> None:
    tmp_path = Path(tempfile.mkdtemp(dir=tmp_path))
    site, dump = databases.SQLite(tmp_path / "site.sqlite3"), tmp_path / "dump.sqlite3"
    assert site.is_empty() and not site.path.exists()
    with closing(sqlite3.connect(dump)) as connection:
        connection.execute("CREATE TABLE first (id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT)")
        connection.execute("INSERT INTO first (word) VALUES ('žena')")
        connection.commit()
    for leftover in ("-wal", "-shm"):
        site.path.with_name(site.path.name + leftover).write_text("old")
    sqlite3.connect(site.path).close()
    assert site.is_empty()
    site.restore(dump)
    assert {path.name for path in tmp_path.iterdir()} == {"site.sqlite3", "dump.sqlite3"}
    assert not site.is_empty() and site.restored(dump) == {"first": databases.table_of(["(1, 'žena')"])}
    dump.write_bytes(b"no database at all")
    with pytest.raises(BackupError, match="dump.sqlite3 is damaged: file is not a database"):
        site.restored(dump)


def test_a_key_is_found_among_remarks_and_anything_else_is_refused(tmp_path: Path) -> None:
    identity, file, key = pyrage.x25519.Identity.generate(), tmp_path / "media.tar", tmp_path / "key.txt"
    file.write_bytes(b"secret")
    encrypted = encryption.encrypt(file, str(identity.to_public()))
    assert encrypted.name == "media.tar.age" and not file.exists()
    for text in ("# remark\n\n", "nothing", "", "# AGE-SECRET-KEY-1"):
        key.write_text(text)
        with pytest.raises(BackupError, match=r"key.txt holds no private key of age"):
            encryption.decrypt(encrypted, file, key)
    with pytest.raises(BackupError, match=r"none.txt holds no private key"):
        encryption.decrypt(encrypted, file, tmp_path / "none.txt")
    key.write_text(f"# remark\n\n  {identity}  \n")
    encryption.decrypt(encrypted, file, key)
    assert file.read_bytes() == b"secret"
    with pytest.raises(BackupError, match="ASTRA_BACKUP_KEY is no public key of age"):
        encryption.encrypt(file, "age1nothing")
    assert file.exists()


@pytest.mark.parametrize(("ages", "kept"), [([40, 39, 38], 3), ([40, 39, 2, 1], 3), ([40, 29, 3, 2, 1], 4)])
def test_what_is_older_than_asked_goes_but_for_the_last_three(
    ages: list[int], kept: int, tmp_path: Path
) -> None:
    tmp_path = Path(tempfile.mkdtemp(dir=tmp_path))
    for days in ages:
        moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
        folder = tmp_path / moment.strftime("%Y%m%d")
        folder.mkdir()
        manifest.write(folder, Manifest(moment.isoformat(), "sqlite", False, {}))
    gone = retention.forget(tmp_path, 30)
    assert len(manifest.all_below(tmp_path)) == kept and len(gone) == len(ages) - kept
    assert [folder.name for folder in manifest.all_below(tmp_path)] == sorted(
        folder.name for folder in tmp_path.iterdir()
    )


@pytest.mark.django_db
def test_only_what_is_said_of_the_newest_is_noted(made: Path) -> None:  # noqa: F811
    call_command("verify_backup", made)
    assert not Run.objects.filter(pk="verify_backup").exists()
    call_command("verify_backup")
    assert not Run.objects.get(pk="verify_backup").has_failed
    assert not Run.objects.get(pk="backup").has_failed


@pytest.mark.django_db
def test_a_part_in_which_no_file_has_changed_is_named_by_itself(made: Path) -> None:  # noqa: F811
    flip_a_byte(made / "media.tar", -1)
    with pytest.raises(CommandError, match=r"must not be trusted: media.tar is not what it was$"):
        call_command("verify_backup", made)
    assert backup.verify_parts(made) == ["media.tar is not what it was"]
    (made / "media.tar").unlink()
    assert backup.verify(made) == ["media.tar is not what it was"]


@pytest.mark.django_db
def test_a_backup_of_another_kind_of_database_and_one_without_its_key_are_refused(
    made: Path,  # noqa: F811
    settings: Any,
) -> None:
    found = manifest.read(made)
    assert "." not in found.made_at
    other = "postgresql" if found.database == "sqlite" else "sqlite"
    manifest.write(made, Manifest(found.made_at, other, False, found.parts))
    with pytest.raises(CommandError, match=f"is one of {other}, and DATABASE_URL is not"):
        call_command("verify_backup", made)
    settings.BACKUP_KEY = str(pyrage.x25519.Identity.generate().to_public())
    call_command("backup")
    with pytest.raises(BackupError, match=r"is encrypted: name the file with the private key \(--key-file\)"):
        backup.verify(newest())
    assert newest().name[:8] == found.made_at[:10].replace("-", "")


@pytest.mark.django_db
def test_a_backup_that_cannot_be_trusted_takes_nobodys_place(
    made: Path,  # noqa: F811
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forgotten: list[Path] = []
    monkeypatch.setattr(retention, "forget", lambda folder, _days: forgotten.append(folder) or [])
    monkeypatch.setattr(media, "changed", lambda _path, _files: ["znak.png"])
    with pytest.raises(CommandError, match=r"must not be trusted: in media.tar: znak.png"):
        call_command("backup", "--verify")
    assert forgotten == []
    call_command("backup")
    assert forgotten == [Path(settings.BACKUP_DIR)]
