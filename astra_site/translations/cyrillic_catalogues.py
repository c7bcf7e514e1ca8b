"""The Serbian catalogues in Cyrillic: derived from all Latin ones, for staff who choose that alphabet.

Only texts of the interface are derived, each by itself, so what staff wrote is shown as it is stored.
gettext reads files, so there is one for each domain; it is made again when a Latin catalogue or a rule
of `astra_site/serbian` is another one than it was made from.
"""

import gettext
import hashlib
import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed

from astra_site.serbian import cyrillic

LATIN, CYRILLIC = "sr_Latn", "sr_Cyrl"
DOMAINS = ("django", "djangojs")
_DIGEST = "X-Made-From"
# Placeholders, tags with what is code in them, entities, names in programs, files, commands.
_FIXED = re.compile(
    r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<code>.*?</code>|</?\w[^>]*>|&\w+;"
    r"|[\w.]*[a-z]_[a-z][\w.]*(?:\(\))?|\.(?:csv|xlsx|zip)\b|docs/[\w.]+"
    r"|systemctl \w+ [\w-]+(?:\.\w+)?|journalctl --unit [\w-]+|sudo [\w/]+ \w+",
    re.DOTALL,
)
# Values and names that forms, files and other programs have in Latin letters, whatever reads them.
_STAYS = cyrillic.NamesAsShown(
    {
        **{
            name: name
            for name in (
                "Aegis", "Authenticator", "at-mreza", "de, fr, mk", "en, fr", "False", "GeoNames",
                "Natural Earth", "None", "p, b, i, a, ul, ol, li", "Referer", "True",
            )
        },
        "inače no": "иначе no",
        "no (ne)": "no (не)",
    }
)  # fmt: skip


def derived_path(domain: str) -> Path:
    """Return where the Cyrillic catalogue of `domain` lies."""
    return Path(settings.CYRILLIC_LOCALE_DIR) / CYRILLIC / "LC_MESSAGES" / f"{domain}.mo"


def compile_stale() -> list[Path]:
    """Derive what does not fit the compiled Latin catalogues any more; returns what was made."""
    if Path(settings.CYRILLIC_LOCALE_DIR) not in map(Path, settings.LOCALE_PATHS):
        return []
    return [path for domain in DOMAINS if (path := _compile(domain))]


def in_cyrillic(text: str) -> str:
    """Return one text of the interface in Cyrillic, with its placeholders and tags as they are."""
    before, after = cyrillic.AS_TYPED
    return cyrillic.to_cyrillic(_FIXED.sub(lambda fixed: f"{before}{fixed[0]}{after}", text), _STAYS)


def _compile(domain: str) -> Path | None:
    compiled, sources = derived_path(domain), list(_latin(domain))
    digest = _digest_of(sources)
    if compiled.exists() and _made_from(compiled) == digest:
        return None
    compiled.parent.mkdir(parents=True, exist_ok=True)
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(_derived(sources, digest).to_binary())
    unfinished.replace(compiled)
    translation_file_changed(None, compiled)
    return compiled


def _latin(domain: str) -> Iterator[Path]:
    """Yield the compiled Latin catalogues, as Django ranks them: the first one that has a text wins."""
    folders = [*map(Path, settings.LOCALE_PATHS), *_folders_of_packages()]
    for folder in (*folders, Path(django.__file__).parent / "conf" / "locale"):
        path = folder / LATIN / "LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            yield path


def _folders_of_packages() -> Iterator[Path]:
    """Yield the locale folders of installed packages, whether Django has started or not."""
    for name in settings.INSTALLED_APPS:
        # A class is the configuration of an app of ours, and those have none.
        spec = importlib.util.find_spec(name) if name.islower() else None
        if spec and spec.submodule_search_locations:
            yield Path(spec.submodule_search_locations[0], "locale")


def _digest_of(sources: list[Path]) -> str:
    rules = sorted(Path(cyrillic.__file__).parent.glob("*.py"))
    content = (path.read_bytes() for path in (*sources, *rules, Path(__file__)))
    return hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in content)).hexdigest()


def _made_from(compiled: Path) -> str | None:
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file).info().get(_DIGEST.lower())


def _derived(sources: list[Path], digest: str) -> polib.POFile:
    made = polib.POFile()
    known: set[tuple[str | None, str]] = set()
    for path in sources:
        latin = polib.mofile(str(path))
        made.metadata = made.metadata or {**latin.metadata, "Language": CYRILLIC, _DIGEST: digest}
        for entry in latin:
            if (entry.msgctxt, entry.msgid) not in known:
                known.add((entry.msgctxt, entry.msgid))
                made.append(_entry(entry))
    return made


def _entry(latin: polib.MOEntry) -> polib.POEntry:
    plural = {number: in_cyrillic(text) for number, text in latin.msgstr_plural.items()}
    return polib.POEntry(
        msgctxt=latin.msgctxt,
        msgid=latin.msgid,
        msgid_plural=latin.msgid_plural,
        msgstr=in_cyrillic(latin.msgstr),
        msgstr_plural=plural,
    )
