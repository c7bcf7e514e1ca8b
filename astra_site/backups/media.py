"""The uploads as one archive, and back."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

from astra_site.backups.manifest import BackupError, Part

# Nothing of the site begins with a dot; what does is a half-written file or somebody's note.
_HIDDEN = "."


class MediaArchive:
    """An archive of uploads that is filled in two passes, before and after the database is dumped.

    What the database knows at that moment was there before it, or came while the first pass ran and
    is there after it. So nothing is missing, though something may be there that no row needs.
    """

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self.root = root
        self.files: dict[str, Part] = {}

    def add_new(self) -> None:
        """Add the files that the archive does not have yet."""
        with tarfile.open(self.path, "a") as archive:
            for path in _files(self.root):
                name = path.relative_to(self.root).as_posix()
                if name not in self.files:
                    self._add(archive, path, name)

    def _add(self, archive: tarfile.TarFile, path: Path, name: str) -> None:
        try:
            content = path.read_bytes()
            entry = archive.gettarinfo(path, name)
        except FileNotFoundError:
            return  # Withdrawn in this very moment.
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


def unpack(archive_path: Path, folder: Path) -> None:
    """Write the files of an archive below a folder.

    Raises:
        BackupError: the archive is damaged or leads out of the folder.
    """
    try:
        with tarfile.open(archive_path) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise BackupError(f"{archive_path.name} cannot be unpacked: {error}") from error


def is_empty(root: Path) -> bool:
    """Tell whether there are no uploads."""
    return next(_files(root), None) is None


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        hidden = any(part.startswith(_HIDDEN) for part in path.relative_to(root).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path
