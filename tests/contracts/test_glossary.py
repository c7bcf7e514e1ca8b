"""What docs/recnik.md says not to write stands in no starter content, interface or guide."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import polib
import pytest
import yaml
from django.conf import settings

GLOSSARY = settings.BASE_DIR / "docs" / "recnik.md"
CONTENT = settings.BASE_DIR / "networks" / "starter"
CATALOGUES = sorted((settings.BASE_DIR / "locale").rglob("*.po"))
GUIDES = {
    **dict.fromkeys(("editors.md", "import.md", "translators.md"), "sr"),
    **dict.fromkeys(("editors.en.md", "import.en.md", "translators.en.md"), "en"),
}
SECTIONS = {"## Srpski": "sr", "## English": "en"}
COLUMNS = 4
# The owners of these names write them so.
NAMES = {"en": ("Non-Governmental Organizations", "Civil Society Organizations")}


class Row(NamedTuple):
    """One line of a table of the glossary."""

    language: str
    thing: str
    write: str
    avoided: tuple[str, ...]
    example: str


def rows() -> Iterator[Row]:
    language = ""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        language = SECTIONS.get(line, language)
        if (
            not line.startswith("|")
            or line.startswith("|---")
            or line.split("|")[1].strip() in {"Stvar", "Thing"}
        ):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert len(cells) == COLUMNS, line
        thing, write, avoided, example = cells
        yield Row(language, thing, write, tuple(re.findall(r"`([^`]+)`", avoided)), example)


ROWS = list(rows())


def pattern(form: str) -> re.Pattern[str]:
    """Return what finds `form`: * is any ending, # a number, a space any space."""
    escaped = re.escape(form).replace(r"\*", r"\w*").replace(r"\#", r"\d").replace(r"\ ", r"\s+")
    end = "" if form.endswith("#") else r"(?!\w)"
    return re.compile(rf"(?<!\w){escaped}{end}", re.IGNORECASE)


AVOIDED = [(row.language, form, pattern(form)) for row in ROWS for form in row.avoided]


def wrong_in(text: str, language: str) -> list[str]:
    for name in NAMES.get(language, ()):
        text = text.replace(name, "")
    return [form for avoided, form, found in AVOIDED if avoided == language and found.search(text)]


def texts(node: Any, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a starter file with their languages."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "slug":
                continue
            yield from texts(value, key if key in {"sr", "en"} else language)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, language)
    elif isinstance(node, str) and language:
        yield language, re.sub(r'href="[^"]*"', "", node)


# What visitors type is theirs to choose.
VISITORS_WORDS = {"synonyms", "best_answers"}
OURS = sorted(path for path in CONTENT.rglob("*.yaml") if path.stem not in VISITORS_WORDS)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_the_starter_content_keeps_to_the_glossary(path):
    found = [
        (form, text)
        for language, text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        for form in wrong_in(text, language)
    ]

    assert found == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_the_serbian_interface_keeps_to_the_glossary(path):
    found = [
        (form, text)
        for entry in polib.pofile(str(path))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        for form in wrong_in(text, "sr")
    ]

    assert found == []


def test_the_english_interface_keeps_to_the_glossary():
    ours = polib.pofile(str(settings.BASE_DIR / "locale" / "sr_Latn" / "LC_MESSAGES" / "django.po"))
    found = [
        (form, text)
        for entry in ours
        for text in (entry.msgid, entry.msgid_plural)
        for form in wrong_in(text, "en")
    ]

    assert found == []


@pytest.mark.parametrize(("name", "language"), GUIDES.items())
def test_the_guides_keep_to_the_glossary(name, language):
    text = (GLOSSARY.parent / name).read_text(encoding="utf-8")

    assert wrong_in(re.sub(r"`[^`]*`", "", text), language) == []


# Names of sources are marked by the site itself, by the host of their address.
WRITTEN = sorted(path for path in CONTENT.rglob("*.yaml") if path.stem != "sources")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_an_encyclopaedia_is_called_a_secondary_source(path):
    said = {"sr": ("Vikipedij", "sekundarni izvor"), "en": ("Wikipedia", "secondary source")}
    alone = [
        text
        for language, text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        if said[language][0] in text and said[language][1] not in text.replace("\u00a0", " ")
    ]

    assert alone == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.language} {row.thing}")
def test_what_the_glossary_recommends_is_not_what_it_forbids(row):
    assert wrong_in(re.sub(r"\*", "", row.example), row.language) == []
    assert row.write


def test_the_glossary_has_both_languages_and_forms_to_look_for():
    assert {language for language, _, _ in AVOIDED} == {"sr", "en"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("u svetskim mrežama", "svetsk* mrež*"),
        ("okuplja preko\u00a080 organizacija", "preko #"),
        ("Objavio/la: Mira", "*o/la"),
        ("ASTRA je organizacija-partner.", "organizacij*-partner*"),
        ("Po prijavi se kreće u akciju", "kre* u akciju"),
    ],
)
def test_a_form_is_found_with_any_ending(text, form):
    assert form in wrong_in(text, "sr")


@pytest.mark.parametrize(
    "text", ["vodi preko granice", "globalne mreže", "naša veza sa drugima", "Odluka: Mira"]
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert wrong_in(text, "sr") == []
