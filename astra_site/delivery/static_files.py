"""Collects, names by content and compresses the static files, when one of them has changed.

It takes some seconds and `make run` goes through it on every start, so what the files were like is
written down and compared.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

KEPT = "sources.sha256"


def build_stale() -> bool:
    """Build the static files anew if they are not those of the sources; tell whether they were."""
    kept = Path(settings.STATIC_ROOT) / KEPT
    digest = sources_digest()
    if kept.exists() and kept.read_text("ascii") == digest:
        return False
    # Cut short, a folder that looks whole must not be left.
    kept.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    kept.write_text(digest, "ascii")
    return True


def sources_digest() -> str:
    """Return a digest of the names, sizes and times of all files that are collected, and of how."""
    seen = hashlib.sha256(repr((settings.STORAGES["staticfiles"], settings.STATIC_URL)).encode())
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            found = Path(storage.path(name)).stat()
            seen.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
