"""Compiles the translators' catalogues (.po) for use (.mo), without needing gettext installed."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed

from astra_site.translations import cyrillic_catalogues


class CatalogueError(Exception):
    """A catalogue cannot be read; says which and where."""


def catalogues() -> list[Path]:
    """Return the project's own catalogues, those of the packages come compiled."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    return sorted(path for folder in folders for path in folder.glob("*/LC_MESSAGES/*.po"))


def is_stale(catalogue: Path) -> bool:
    """Tell whether the compiled file is missing or older than `catalogue`."""
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def compile_catalogue(catalogue: Path) -> None:
    """Write the compiled file beside `catalogue`, whole or not at all.

    Raises:
        CatalogueError: the catalogue cannot be read.
    """
    try:
        content = polib.pofile(str(catalogue)).to_binary()
    except (OSError, ValueError) as error:
        raise CatalogueError(f"{catalogue}: {error}") from error
    compiled = catalogue.with_suffix(".mo")
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(compiled)


def compile_stale() -> list[Path]:
    """Compile what has changed and let this process use it; returns the catalogues compiled.

    What is derived from them comes last.
    """
    stale = [catalogue for catalogue in catalogues() if is_stale(catalogue)]
    for catalogue in stale:
        compile_catalogue(catalogue)
        # Python and Django keep what they have once read for the life of the process.
        translation_file_changed(None, catalogue.with_suffix(".mo"))
    return stale + cyrillic_catalogues.compile_stale()
