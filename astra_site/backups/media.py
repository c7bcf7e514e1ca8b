"""The uploads as one archive, and back; read and written by way of Django's storage, wherever that is."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from astra_site.backups.manifest import BackupError, Part

# Nothing of the site begins with a dot; what does is a half-written file or somebody's note.
_HIDDEN = "."


class MediaArchive:
    """An archive of uploads that is filled in two passes, before and after the database is dumped.

    What the database knows at that moment was there before it, or came while the first pass ran and
    is there after it. So nothing is missing, though something may be there that no row needs.
    """

    def __init__(self, path: Path, storage: Storage = default_storage) -> None:
        self.path = path
        self.storage = storage
        self.files: dict[str, Part] = {}

    def add_new(self) -> None:
        """Add the files that the archive does not have yet."""
        with tarfile.open(self.path, "a") as archive:
            for name in _names(self.storage):
                if name not in self.files:
                    self._add(archive, name)

    def _add(self, archive: tarfile.TarFile, name: str) -> None:
        try:
            with self.storage.open(name) as file:
                content = file.read()
        except FileNotFoundError:
            return  # Withdrawn in this very moment.
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
        self.files[name] = Part(len(content), hashlib.sha256(content).hexdigest())


def changed(archive_path: Path, files: dict[str, Part]) -> list[str]:
    """Return the names of files in an archive that are not what they were, are missing or too many."""
    wrong = []
    missing = set(files)
    with tarfile.open(archive_path) as archive:
        for entry in archive:
            missing.discard(entry.name)
            file = archive.extractfile(entry)
            digest = hashlib.sha256(file.read()).hexdigest() if file else ""
            if entry.name not in files or digest != files[entry.name].sha256:
                wrong.append(entry.name)
    return [*wrong, *sorted(missing)]


@contextmanager
def restored(archive_path: Path, storage: Storage = default_storage) -> Iterator[None]:
    """Store the files of an archive; if the block, or the storing itself, fails, none of them stays.

    Raises:
        BackupError: the archive is damaged or leads out of the storage.
    """
    stored: list[str] = []
    try:
        for name, content in _unpacked(archive_path):
            stored.append(storage.save(name, ContentFile(content)))
        yield
    except BaseException as error:
        for name in stored:
            storage.delete(name)
        if isinstance(error, tarfile.TarError | SuspiciousFileOperation):
            raise BackupError(f"{archive_path.name} cannot be unpacked: {error}") from error
        raise


def _unpacked(archive_path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive_path) as archive:
        for entry in archive:
            if file := archive.extractfile(entry):
                yield entry.name, file.read()


def is_empty(storage: Storage = default_storage) -> bool:
    """Tell whether there are no uploads."""
    return next(_names(storage), None) is None


def _names(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return  # Nothing was uploaded yet.
    for name in sorted(files):
        if name and not name.startswith(_HIDDEN):
            yield folder + name
    for name in sorted(folders):
        if name and not name.startswith(_HIDDEN):
            yield from _names(storage, f"{folder}{name}/")
