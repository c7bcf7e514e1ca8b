"""What a backup consists of: the list of its parts, readable by everybody, and the list of its contents.

The contents name tables and files, so they are a part like the others and are encrypted with them.
"""

import datetime
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "manifest.json"
CONTENTS = "contents.json"
FORMAT = 1
CHUNK = 1 << 20


class BackupError(Exception):
    """A backup cannot be made, trusted or restored; the message is one line for the person at the server."""


@dataclass
class Part:
    """One file of a backup."""

    bytes: int
    sha256: str


@dataclass
class Manifest:
    """The parts of one backup by file name."""

    made_at: str
    database: str
    encrypted: bool
    parts: dict[str, Part]
    format: int = FORMAT

    @property
    def moment(self) -> datetime.datetime:
        """Return when it was made."""
        return datetime.datetime.fromisoformat(self.made_at)


@dataclass
class Table:
    """How many rows a table has, and a digest that does not mind their order."""

    rows: int
    digest: str


@dataclass
class Contents:
    """What is in the parts: tables of the database, and files of the uploads."""

    tables: dict[str, Table]
    files: dict[str, Part]


def part_of(path: Path) -> Part:
    """Return size and SHA-256 of a file."""
    with path.open("rb") as file:
        return Part(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write(folder: Path, manifest: Manifest) -> None:
    """Write the list of parts, last of all: a folder without it is no backup."""
    (folder / NAME).write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read the list of parts.

    Raises:
        BackupError: the folder is no backup of this format.
    """
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise BackupError(f"{folder} has format {found['format']}; this release reads {FORMAT}")
        parts = {Path(name).name: Part(**part) for name, part in found["parts"].items()}
        return Manifest(**{**found, "parts": parts})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BackupError(f"{folder} is no whole backup: its {NAME} cannot be read") from error


def write_contents(path: Path, contents: Contents) -> None:
    """Write the list of tables and files."""
    path.write_text(json.dumps(asdict(contents)), encoding="utf-8")


def read_contents(path: Path) -> Contents:
    """Read the list of tables and files.

    Raises:
        BackupError: it is not such a list.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Contents(
            {name: Table(**table) for name, table in found["tables"].items()},
            {name: Part(**part) for name, part in found["files"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BackupError(f"{CONTENTS} cannot be read") from error


def all_below(folder: Path) -> list[Path]:
    """Return every whole backup in the folder of backups, oldest first."""
    return sorted(path.parent for path in folder.glob(f"*/{NAME}"))
