"""The files of the manual, cut into chapters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from astra_site import languages

# In the order of the contents; the last ones are for reference.
NAMES = ("editors", "prijava", "import", "translators", "recnik")
_MARK = re.compile(r"^<!-- chapter: (?P<key>[\w-]+)(?: \| screens: (?P<screens>[^>]*?))? -->\n", re.MULTILINE)
_HEADING = re.compile(r"^#{1,2} (?P<title>.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Chapter:
    """One subject of a guide."""

    guide: str
    key: str
    title: str
    text: str
    screens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """One file of the manual in one language."""

    name: str
    title: str
    introduction: str
    chapters: tuple[Chapter, ...]


def guides(language: str) -> list[Guide]:
    """Return the guides in `language`; one that has no such file is the same in both."""
    return [_read(path, path.stat().st_mtime_ns) for path in (file_of(name, language) for name in NAMES)]


def file_of(name: str, language: str) -> Path:
    """Return the file of a guide."""
    english = settings.MANUAL_DIR / f"{name}.en.md"
    return (
        english if language == languages.ENGLISH and english.exists() else settings.MANUAL_DIR / f"{name}.md"
    )


def chapters(language: str) -> Iterator[Chapter]:
    """Yield all chapters in their order."""
    for guide in guides(language):
        yield from guide.chapters


def chapter(key: str, language: str) -> Chapter | None:
    """Return the chapter with this key."""
    return next((found for found in chapters(language) if found.key == key), None)


def chapter_of_screen(view_name: str, language: str) -> Chapter | None:
    """Return the chapter about a screen of the admin: the one whose pattern fits most closely.

    What is done (`*:delete`) counts for more than where (`wagtailadmin_pages:*`).
    """
    fitting = [
        ((not pattern.endswith("*"), len(pattern)), found)
        for found in chapters(language)
        for pattern in found.screens
        if fnmatchcase(view_name, pattern)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


@lru_cache(maxsize=2 * len(NAMES))
def _read(path: Path, _changed: int) -> Guide:
    """Cut a file at its marks; `_changed` is in the cache's key, so that an edit is seen at once."""
    name = path.name.partition(".")[0]
    before, *pieces = _MARK.split(path.read_text("utf-8"))
    title, introduction = _titled(before)
    found = tuple(
        Chapter(name, key, *_titled(text), tuple((screens or "").split()))
        for key, screens, text in zip(*[iter(pieces)] * 3, strict=True)
    )
    return Guide(name, title, introduction, found)


def _titled(text: str) -> tuple[str, str]:
    heading = _HEADING.search(text)
    if heading is None:
        return "", text
    return heading["title"].strip(), text[heading.end() :].strip()
