"""Making a backup, trusting it, and restoring it."""

import datetime
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.files.storage import default_storage

from astra_site.backups import databases, encryption, manifest, media
from astra_site.backups.manifest import BackupError, Contents, Manifest, Table
from astra_site.backups.retention import PARTIAL
from astra_site.tasks.progress import NO_PROGRESS, Progress

MEDIA = "media.tar"
# Of a backup, as its progress is told.
STEPS = 4


class Made(NamedTuple):
    """A backup, and what is wrong with it if it was verified while it could be read."""

    folder: Path
    wrong: list[str]


def make(folder: Path, public_key: str, *, is_verified: bool, progress: Progress = NO_PROGRESS) -> Made:
    """Write a backup into a new folder below `folder`.

    Nothing with the name of a backup is there before it is whole. Encrypted, it can be read by nobody here;
    so whoever wants it verified has to say so now.

    Raises:
        BackupError: it cannot be made; nothing is left behind.
    """
    now = datetime.datetime.now(datetime.UTC)
    target = folder / now.strftime("%Y%m%dT%H%M%S.%fZ")
    with _scratch(folder) as partial:
        wrong = _write(partial, now, public_key, is_verified, progress)
        partial.rename(target)
    return Made(target, wrong)


def _write(
    folder: Path, now: datetime.datetime, public_key: str, is_verified: bool, progress: Progress
) -> list[str]:
    database = databases.database()
    archive = media.MediaArchive(folder / MEDIA)
    progress.tell(0, STEPS, "Uploads")
    archive.add_new()
    progress.tell(1, STEPS, "Database")
    tables = database.dump(folder / database.file_name)
    archive.add_new()
    manifest.write_contents(folder / manifest.CONTENTS, Contents(tables, archive.files))
    progress.tell(2, STEPS, "Restoring and comparing" if is_verified else "")
    wrong = _wrong_when_restored(folder) if is_verified else []
    progress.tell(3, STEPS, "Encrypting" if public_key else "")
    paths = [folder / name for name in (database.file_name, MEDIA, manifest.CONTENTS)]
    if public_key:
        paths = [encryption.encrypt(path, public_key) for path in paths]
    parts = {path.name: manifest.part_of(path) for path in paths}
    manifest.write(
        folder, Manifest(now.isoformat(timespec="seconds"), database.kind, bool(public_key), parts)
    )
    progress.tell(STEPS, STEPS)
    return wrong


def _wrong_when_restored(folder: Path) -> list[str]:
    """Restore the database into an empty one and compare it row by row; compare each file."""
    contents = manifest.read_contents(folder / manifest.CONTENTS)
    database = databases.database()
    try:
        found = database.restored(folder / database.file_name)
    except BackupError as error:
        return [str(error)]
    files = media.changed(folder / MEDIA, contents.files)
    return [*_differing(contents.tables, found), *(f"in {MEDIA}: {name}" for name in files)]


def verify(backup: Path, key_file: Path | None = None, progress: Progress = NO_PROGRESS) -> list[str]:
    """Restore a backup into an empty database, compare it row by row, and return what is wrong with it.

    Raises:
        BackupError: it cannot be read at all.
    """
    progress.tell(0, 2, "Looking at the parts")
    with _opened(backup, key_file) as (folder, wrong):
        progress.tell(1, 2, "Restoring and comparing")
        found = wrong or _wrong_when_restored(folder)
    progress.tell(2, 2)
    return found


def verify_parts(backup: Path) -> list[str]:
    """Return what is wrong with the parts of a backup that nobody here can read.

    Raises:
        BackupError: it is no backup.
    """
    return [_changed(name) for name in _damaged(backup, manifest.read(backup))]


def restore(backup: Path, key_file: Path | None = None, progress: Progress = NO_PROGRESS) -> None:
    """Fill the empty database and the empty folder of uploads from a backup.

    Raises:
        BackupError: it is damaged, or something is there already; nothing has been changed then.
    """
    database = databases.database()
    if not database.is_empty():
        raise BackupError("The database is not empty: restore into a new one, and name it in DATABASE_URL")
    where = getattr(default_storage, "bucket_name", settings.MEDIA_ROOT)
    with _told_in_one_line(where):
        if not media.is_empty():
            raise BackupError(f"There are uploads in {where}: move them away first")
        progress.tell(0, 3, "Looking at the parts")
        with _opened(backup, key_file) as (folder, wrong):
            if wrong:
                raise BackupError("; ".join(wrong))
            progress.tell(1, 3, "Uploads")
            with media.restored(folder / MEDIA):
                progress.tell(2, 3, "Database")
                database.restore(folder / database.file_name)
        progress.tell(3, 3)


@contextmanager
def _opened(backup: Path, key_file: Path | None) -> Iterator[tuple[Path, list[str]]]:
    """Give a folder with the readable parts of a backup, and what is wrong with them."""
    found = manifest.read(backup)
    if found.database != databases.database().kind:
        raise BackupError(f"{backup} is one of {found.database}, and DATABASE_URL is not")
    damaged = _damaged(backup, found)
    if damaged and found.encrypted:
        yield backup, [_changed(name) for name in damaged]
        return
    if not found.encrypted:
        yield backup, [problem for name in damaged for problem in _named(backup, name)]
        return
    if key_file is None:
        raise BackupError(f"{backup} is encrypted: name the file with the private key (--key-file)")
    with tempfile.TemporaryDirectory() as scratch:
        for name in found.parts:
            encryption.decrypt(backup / name, Path(scratch) / name.removesuffix(encryption.SUFFIX), key_file)
        yield Path(scratch), []


def _damaged(backup: Path, found: Manifest) -> list[str]:
    return [name for name, part in found.parts.items() if not _is_whole(backup / name, part)]


def _is_whole(path: Path, part: manifest.Part) -> bool:
    try:
        return manifest.part_of(path) == part
    except OSError:
        return False


def _named(backup: Path, name: str) -> list[str]:
    """Return what is wrong with a damaged part, as near to the place as can be told."""
    if name == MEDIA and (backup / MEDIA).exists():
        try:
            contents = manifest.read_contents(backup / manifest.CONTENTS)
            if files := media.changed(backup / MEDIA, contents.files):
                return [f"{MEDIA} is not what it was, in it: {', '.join(files)}"]
        except (BackupError, OSError, ValueError):
            pass  # The list or the archive itself is beyond reading; its name is what can be told.
    return [_changed(name)]


def _changed(name: str) -> str:
    return f"{name} is not what it was"


def _differing(known: dict[str, Table], found: dict[str, Table]) -> list[str]:
    return [
        f"table {name}: {_told(known.get(name))} when it was made, {_told(found.get(name))} restored"
        for name in sorted(known.keys() | found.keys())
        if known.get(name) != found.get(name)
    ]


def _told(table: Table | None) -> str:
    return f"{table.rows} rows ({table.digest[:8]})" if table else "not there"


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Give a new folder within `folder`, so that what is done can be moved at once; leave none behind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=folder))
    except OSError as error:
        raise BackupError(f"{folder} cannot be written: {error.strerror}") from error
    try:
        with _told_in_one_line(folder):
            yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _told_in_one_line(where: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(f"{error.filename or where}: {error.strerror or error}") from error
