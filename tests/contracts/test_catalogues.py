"""The Serbian catalogues are complete: ours has all texts of the code, Wagtail's all texts of Wagtail."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.apps import apps
from django.conf import settings

from astra_site.translations import catalogues
from tests.contracts import sources

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "sr_Latn" / "LC_MESSAGES" / "django.po"
SERBIAN_FORMS = 3
# What must be the same in a translation: %(name)s, %s, {name}, and tags of HTML.
FIXED = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+[^>]*>")
DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)
CODE = ("astra_site", "networks", "templates", "static", "locale", "manage.py")


OF_WAGTAIL = Path(settings.LOCALE_PATHS[1]) / "sr_Latn" / "LC_MESSAGES"
OF_PACKAGES = Path(settings.LOCALE_PATHS[2]) / "sr_Latn" / "LC_MESSAGES" / "django.po"
Text = tuple[str | None, str, str]


def name(path: Path) -> str:
    return str(path.relative_to(sources.ROOT))


@pytest.fixture(scope="module", params=catalogues.catalogues(), ids=name)
def catalogue(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(request.param))


@pytest.fixture(scope="module")
def entries(catalogue: polib.POFile) -> list[polib.POEntry]:
    return list(catalogue)


def fixed_parts(text: str) -> list[str]:
    return sorted(FIXED.findall(text))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_there_are_texts_in_it(entries: list[polib.POEntry]) -> None:
    assert len(entries) > 40


def test_nothing_is_left_untranslated(entries: list[polib.POEntry]) -> None:
    assert not [entry.msgid for entry in entries if not all(translations(entry))]


def test_nothing_is_a_guess_and_nothing_is_left_over(entries: list[polib.POEntry]) -> None:
    assert not [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete]


def test_what_is_counted_has_the_three_forms_of_serbian(
    catalogue: polib.POFile, entries: list[polib.POEntry]
) -> None:
    assert "nplurals=3" in catalogue.metadata["Plural-Forms"]
    plural = [entry for entry in entries if entry.msgid_plural]
    assert not [entry.msgid for entry in plural if len(entry.msgstr_plural) != SERBIAN_FORMS]


def test_placeholders_and_tags_are_those_of_the_original(entries: list[polib.POEntry]) -> None:
    # A Serbian form stands for many numbers (1, 21, 31, …), so each must show the number.
    wrong = [
        (entry.msgid, text)
        for entry in entries
        for text in translations(entry)
        if fixed_parts(text) != fixed_parts(entry.msgid_plural or entry.msgid)
    ]
    assert not wrong


def test_lines_begin_and_end_as_in_the_original(entries: list[polib.POEntry]) -> None:
    def edges(text: str) -> tuple[bool, bool]:
        return text.startswith("\n"), text.endswith("\n")

    assert not [
        entry.msgid for entry in entries for text in translations(entry) if edges(text) != edges(entry.msgid)
    ]


def texts(paths: Iterable[Path]) -> set[Text]:
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for path in paths
        for entry in polib.pofile(str(path))
    }


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_text_of_wagtail_is_translated_and_none_that_it_does_not_have(domain: str) -> None:
    present = texts(Path(wagtail.__file__).parent.glob(f"**/locale/en/LC_MESSAGES/{domain}.po"))
    of_wagtail = texts([OF_WAGTAIL / f"{domain}.po"])
    # Of our own texts some are Wagtail's too: ours win.
    ours = {text[:2] for text in texts([CATALOGUE])} if domain == "django" else set()
    assert not {text for text in present - of_wagtail if text[:2] not in ours}
    assert not of_wagtail - present


def test_what_is_translated_of_packages_is_still_in_them() -> None:
    packages = [
        Path(app.path)
        for app in apps.get_app_configs()
        if not app.name.startswith(("astra_site", "networks"))
    ]
    named = texts(path for package in packages for path in package.glob("locale/en/LC_MESSAGES/django.po"))
    named |= texts([Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"])
    # Those without catalogues mark their texts all the same; humanize in its tags.
    code = "".join(
        path.read_text("utf-8")
        for package in packages
        for pattern in ("*.py", "templatetags/*.py")
        for path in package.glob(pattern)
    )
    of_packages = texts([OF_PACKAGES])
    assert not {text for text in of_packages - named if f'"{text[1]}"' not in code}


def test_no_text_is_translated_twice() -> None:
    known: set[tuple[str | None, str]] = set()
    twice = set()
    for path in (CATALOGUE, OF_WAGTAIL / "django.po", OF_PACKAGES):
        here = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))}
        twice |= known & here
        known |= here
    assert not twice


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_collecting_the_texts_again_changes_nothing(tmp_path: Path) -> None:
    for name in CODE:
        copy = shutil.copytree if (sources.ROOT / name).is_dir() else shutil.copy
        copy(sources.ROOT / name, tmp_path / name)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "astra_site.settings.test"}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
    )
    collected = tmp_path / CATALOGUE.relative_to(sources.ROOT)
    assert DATE.sub("", collected.read_text("utf-8")) == DATE.sub("", CATALOGUE.read_text("utf-8"))
