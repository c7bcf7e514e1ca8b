"""How much of the interface's own texts is translated."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings

from astra_site.translations.catalogues import catalogues


class CatalogueNumbers(NamedTuple):
    """What a catalogue holds; obsolete texts do not count."""

    name: str
    translated: int
    missing: int
    fuzzy: int

    @property
    def total(self) -> int:
        """Return the number of texts."""
        return self.translated + self.missing + self.fuzzy


def numbers_of_catalogues() -> list[CatalogueNumbers]:
    """Return the numbers of each catalogue in locale/; a file is read again when it has changed."""
    return [_numbers(path, path.stat().st_mtime_ns) for path in catalogues()]


@lru_cache(maxsize=16)
def _numbers(path: Path, changed: int) -> CatalogueNumbers:
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    fuzzy = sum(entry.fuzzy for entry in entries)
    translated = sum(entry.translated() for entry in entries)
    return CatalogueNumbers(_name(path), translated, len(entries) - translated - fuzzy, fuzzy)


def _name(path: Path) -> str:
    base = Path(settings.BASE_DIR)
    return str(path.relative_to(base) if path.is_relative_to(base) else path)
