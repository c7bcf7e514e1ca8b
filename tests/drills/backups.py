"""A backup while four publish; restored elsewhere; with one flipped byte."""

import json
import time
from pathlib import Path

from tests.drills.database import Database
from tests.drills.people import Staff, all_at_work, numbers
from tests.drills.server import Server
from tests.drills.writing import CHILDREN, PICTURE


def _newest(folder: Path) -> Path:
    return max(path for path in folder.iterdir() if path.is_dir())


def backup(server: Server, database: Database) -> tuple[bool, str]:
    """A backup while four people publish, restored into another database: row for row, file for file."""
    pages, clicks = numbers(server.shell(CHILDREN)), []

    def work(staff: Staff, own: list[int]) -> None:
        clicks.extend(click(page) for page in own for click in (staff.withdraw, staff.publish))

    people = [Staff(server, f"radi{number}") for number in range(4)]
    people[0].upload("Slika", bytes.fromhex(server.shell(PICTURE)))
    with all_at_work(work, people, pages):
        started = time.monotonic()
        server.manage("backup")
        made = time.monotonic() - started
    newest = _newest(server.folder / "backups")
    elsewhere = {
        "DATABASE_URL": database.create("elsewhere"),
        "ASTRA_MEDIA_ROOT": str(server.folder / "elsewhere" / "media"),
        "ASTRA_BACKUP_DIR": str(server.folder / "elsewhere" / "backups"),
        "ASTRA_CACHE_DIR": str(server.folder / "elsewhere" / "cache"),
    }
    started = time.monotonic()
    server.manage("restore_backup", str(newest), **elsewhere)
    restored = time.monotonic() - started
    server.manage("backup", **elsewhere)
    contents = [_contents(each) for each in (newest, _newest(server.folder / "elsewhere" / "backups"))]
    is_equal = contents[0] == contents[1]
    told = f"made in {made:.1f} s during {len(clicks)} clicks, restored in {restored:.1f} s, "
    told += f"{len(contents[0]['tables'])} tables and {len(contents[0]['files'])} files "
    return is_equal and clicks.count(302) > 0, told + ("equal" if is_equal else "DIFFERENT")


def _contents(folder: Path) -> dict:
    """Return the digests of all tables and files of a backup."""
    return json.loads((folder / "contents.json").read_text("utf-8"))


def flipped_byte(server: Server, database: Database) -> tuple[bool, str]:
    """Every part of a backup with one flipped byte: it is named."""
    server.manage("backup")
    newest, named = _newest(server.folder / "backups"), []
    server.manage("verify_backup")
    parts = [path for path in newest.iterdir() if path.name not in {"verified", "manifest.json"}]
    for part in parts:
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 1
        part.write_bytes(content)
        try:
            server.manage("verify_backup")
        except RuntimeError as error:
            named += [part.name] if part.name in str(error) else []
        content[len(content) // 2] ^= 1
        part.write_bytes(content)
    return len(named) == len(parts), f"named in {len(named)} of {len(parts)} parts"
