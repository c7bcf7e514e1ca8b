"""What the manual quotes in bold as a name on the screen stands on the screen, in the manual's language."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
import wagtail
from django.conf import settings

LOCALE = settings.BASE_DIR / "locale"
ENGLISH = sorted(settings.MANUAL_DIR.glob("*.en.md"))
SERBIAN = [path.with_name(path.name.replace(".en.md", ".md")) for path in ENGLISH]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
# Too little besides the placeholder would match anything.
FEWEST_LETTERS = 4


def same(text: str) -> str:
    """Return `text` as it is compared: on screens names begin with a capital letter, in code they do not."""
    return " ".join(text.split()).strip(" .…").casefold()


def entries(english: bool) -> Iterator[polib.POEntry]:
    files = sorted(LOCALE.rglob("*.po"))
    if english:
        files += Path(wagtail.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    for file in files:
        yield from (entry for entry in polib.pofile(str(file)) if not entry.obsolete)


def texts(english: bool) -> Iterator[str]:
    for entry in entries(english):
        if english:
            yield from (entry.msgid, entry.msgid_plural)
        else:
            yield from (entry.msgstr, *entry.msgstr_plural.values())


@cache
def on_screen(english: bool) -> Callable[[str], bool]:
    """Return what tells whether a name stands on a screen; a placeholder may be anything."""
    known, patterns = set(), []
    for text in map(same, texts(english)):
        known.add(text)
        if PLACEHOLDER.search(text) and len(PLACEHOLDER.sub("", text).strip()) >= FEWEST_LETTERS:
            patterns.append(".+".join(map(re.escape, PLACEHOLDER.split(text))))
    with_placeholder = re.compile("|".join(patterns))
    return lambda name: same(name) in known or bool(with_placeholder.fullmatch(same(name)))


def quoted(markdown: str) -> list[str]:
    """Return what stands in bold; “Reports → Translations” are two names."""
    return [name for bold in re.findall(r"\*\*([^*]+)\*\*", markdown) for name in bold.split("→")]


@pytest.mark.parametrize("path", [*SERBIAN, *ENGLISH], ids=lambda path: path.name)
def test_every_quoted_button_and_menu_stands_on_the_screen(path: Path) -> None:
    stands = on_screen(path in ENGLISH)
    names = quoted(path.read_text("utf-8"))
    assert len(names) > 5
    assert [name for name in names if not stands(name)] == []


def test_a_name_that_no_screen_shows_is_found() -> None:
    assert quoted("Levo **Izveštaji → Provere**, pa **Objavi**.") == ["Izveštaji ", " Provere", "Objavi"]
    assert not on_screen(english=False)("Podaci i poreklo")
    assert on_screen(english=False)("Pošalji na odobrenje (Objava)")
    assert on_screen(english=True)("Submit to Objava")
