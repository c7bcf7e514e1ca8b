"""One stylesheet for visitors, many small ones for those who write them.

`static/css/main.css` names the files in order, with @import. Browsers would fetch each import by a
request of its own, so pages link `css/site.css`: the same files in one. A finder makes it whenever
static files are looked for, in development and by collectstatic, so it is never stale and never kept
in the repository.

All visitors pay for each byte of it on every first visit. rcssmin leaves out what says nothing, and two
things are done besides that no library does better (docs/decisions/0003-libraries.md has the bytes). What
asks the same of the screen (`@media`) is gathered in one place, behind all other rules and in the order in
which the last of each stands: a rule for a width wins over an equally weighty one for all widths, in
whichever file that is. Custom properties get names of one letter; nothing but the stylesheet knows them.
"""

import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rcssmin
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
IMPORT = re.compile(r'@import\s*"([^"]+)"')
# Set or used; not the end of a class such as .sign--long.
PROPERTY = re.compile(r"(?<=[{;(])--[\w-]+")
LETTERS = string.ascii_letters
MEDIA = re.compile(r"(?P<condition>@media[^{]+)\{(?P<rules>(?:[^{}]*\{[^{}]*\})*)\}")


def build(entry: Path) -> str:
    """Return the files that `entry` imports, in its order, as one stylesheet."""
    imported = IMPORT.findall(rcssmin.cssmin(entry.read_text(encoding="utf-8")))
    sources = [(entry.parent / file).read_text(encoding="utf-8") for file in imported]
    return shorten(gather(rcssmin.cssmin("".join(sources)))) + "\n"


def gather(css: str) -> str:
    """Return minified `css` with every `@media` once, behind all rules that stand in none."""
    gathered: dict[str, str] = {}
    for found in MEDIA.finditer(css):
        condition = found["condition"]
        gathered[condition] = gathered.pop(condition, "") + found["rules"]
    return MEDIA.sub("", css) + "".join(f"{condition}{{{rules}}}" for condition, rules in gathered.items())


def shorten(css: str) -> str:
    """Return minified `css` with a letter for each custom property, as far as there are letters."""
    names = Counter(PROPERTY.findall(css)).most_common(len(LETTERS))
    short = {name: f"--{letter}" for (name, _times), letter in zip(names, LETTERS, strict=False)}
    return PROPERTY.sub(lambda found: short.get(found[0], found[0]), css)


class StylesheetFinder(BaseFinder):
    """Finds css/site.css, and makes it when its sources have changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "stylesheet")
        self.storage.prefix = ""  # type: ignore[attr-defined]

    def check(self, **kwargs: Any) -> list:
        """Say that nothing can be configured wrongly."""
        return []

    def find(self, path: str, find_all: bool = False) -> str | list[str]:  # type: ignore[override]
        """Return where css/site.css lies, freshly made."""
        if path != NAME:
            return []
        found = str(self.write())
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Hand css/site.css to collectstatic."""
        self.write()
        yield NAME, self.storage

    def write(self) -> Path:
        """Write the stylesheet if it differs from the one that is there."""
        css = build(settings.BASE_DIR / "static" / "css" / "main.css")
        target = Path(self.storage.path(NAME))
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(css, encoding="utf-8")
        return target
