"""Whoever makes, trusts or restores a backup reads at which step it is."""

from pathlib import Path
from typing import Any

import pyrage
import pytest

from astra_site.backups import backup
from astra_site.tasks.progress import Progress
from tests.backups.test_backup import empty_database, made, uploads  # noqa: F401

pytestmark = pytest.mark.django_db


class Told(Progress):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int | None, str]] = []

    def tell(self, done: int, total: int | None = None, step: str = "") -> None:
        self.steps.append((done, total, step))


@pytest.mark.parametrize(
    ("is_verified", "is_encrypted", "steps"),
    [
        (False, False, ["Uploads", "Database", "", "", ""]),
        (True, False, ["Uploads", "Database", "Restoring and comparing", "", ""]),
        (False, True, ["Uploads", "Database", "", "Encrypting", ""]),
    ],
)
def test_what_is_being_made_is_told(
    is_verified: bool, is_encrypted: bool, steps: list[str], tmp_path: Path
) -> None:
    key, told = pyrage.x25519.Identity.generate().to_public(), Told()
    backup.make(tmp_path / "b", str(key) if is_encrypted else "", is_verified=is_verified, progress=told)
    assert told.steps == [(place, 4, step) for place, step in enumerate(steps)]


def test_what_is_being_trusted_and_restored_is_told(
    made: Path,  # noqa: F811
    empty_database: Any,  # noqa: F811
    settings: Any,
    tmp_path: Path,
) -> None:
    told = Told()
    assert backup.verify(made, progress=told) == []
    assert told.steps == [(0, 2, "Looking at the parts"), (1, 2, "Restoring and comparing"), (2, 2, "")]
    settings.MEDIA_ROOT, told = tmp_path / "elsewhere", Told()
    backup.restore(made, progress=told)
    assert told.steps == [
        (0, 3, "Looking at the parts"), (1, 3, "Uploads"), (2, 3, "Database"), (3, 3, ""),
    ]  # fmt: skip
