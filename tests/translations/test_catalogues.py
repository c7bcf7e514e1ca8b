"""Translators' catalogues as a process reads them."""

import os
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext

from astra_site.translations import catalogue_numbers, catalogues, cyrillic_catalogues

WORD = "a word of this test"


def write(path: Path, text: str) -> None:
    """Write a catalogue of one text, newer than its compiled file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "{WORD}"\nmsgstr "{text}"\n'
    )
    path.with_suffix(".mo").unlink(missing_ok=True)


def test_a_changed_text_is_read_by_the_process_that_compiles_it(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "sr_Latn" / "LC_MESSAGES" / "django.po"
    read = []
    for text in ("reč", "bolja reč"):
        write(path, text)
        catalogues.compile_stale()
        with translation.override("sr-latn"):
            read.append(gettext(WORD))
    assert read == ["reč", "bolja reč"]


@pytest.fixture
def folder(settings, tmp_path):
    """Return where the only catalogues are, the derived ones beside the translators'."""
    settings.CYRILLIC_LOCALE_DIR = tmp_path / "cyrillic"
    settings.LOCALE_PATHS = [tmp_path, tmp_path / "cyrillic"]
    return tmp_path / "sr_Latn" / "LC_MESSAGES"


def test_what_has_changed_is_compiled_and_what_is_derived_from_it_comes_last(folder):
    path, of_scripts = folder / "django.po", folder / "djangojs.po"
    write(path, "reč")
    write(of_scripts, "skript")
    derived = cyrillic_catalogues.derived_path("django")
    made = catalogues.compile_stale()
    assert made == [path, of_scripts, derived, cyrillic_catalogues.derived_path("djangojs")]
    assert catalogues.compile_stale() == []
    assert sorted(file.suffix for file in [*folder.iterdir(), *derived.parent.iterdir()]) == [
        ".mo", ".mo", ".mo", ".mo", ".po", ".po",
    ]  # fmt: skip
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    # Compiled anew because it is newer; nothing to derive, because it says the same.
    assert catalogues.compile_stale() == [path]
    write(path, "bolja reč")
    assert catalogues.compile_stale() == [path, derived]


def test_the_derived_catalogue_takes_each_text_from_the_first_that_has_it(folder):
    path = folder / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Save"\nmsgstr "Sačuvaj baš ovako"\n\nmsgctxt "a thing"\nmsgid "Save"\nmsgstr "Spas"\n'
    )
    catalogues.compile_stale()
    made = polib.mofile(str(cyrillic_catalogues.derived_path("django")))
    texts = [(entry.msgctxt, entry.msgstr) for entry in made if entry.msgid == "Save"]
    assert sorted(texts, key=str) == [("a thing", "Спас"), (None, "Сачувај баш овако")]
    assert made.metadata["Language"] == "sr_Cyrl"
    # Django's own texts are in it too, and those of packages.
    known = {entry.msgid for entry in made}
    assert {"This field is required.", "Enter the same password as before, for verification."} <= known


def test_nothing_is_derived_where_no_place_is_read_for_it(folder, settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    write(folder / "django.po", "reč")
    assert catalogues.compile_stale() == [folder / "django.po"]
    assert not cyrillic_catalogues.derived_path("django").exists()


def test_the_command_names_what_it_compiles_and_what_it_cannot_read(folder):
    path = folder / "django.po"
    write(path, "reč")
    said = StringIO()
    call_command("compile_catalogues", stdout=said)
    assert f"Compiled {path}" in said.getvalue().splitlines()
    path.write_text("ovo nije katalog")
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    with pytest.raises(CommandError, match=r"django\.po"):
        call_command("compile_catalogues", stdout=said)
    # What was compiled before is there still, whole.
    assert WORD in {entry.msgid for entry in polib.mofile(str(path.with_suffix(".mo")))}
    assert {file.suffix for file in folder.iterdir()} == {".po", ".mo"}


def test_the_numbers_of_a_catalogue_are_read_again_when_it_has_changed(folder):
    path = folder / "django.po"
    write(path, "reč")
    (numbers,) = catalogue_numbers.numbers_of_catalogues()
    assert (numbers.name, numbers.translated, numbers.missing) == (str(path), 1, 0)
    write(path, "")
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    (numbers,) = catalogue_numbers.numbers_of_catalogues()
    assert (numbers.translated, numbers.missing) == (0, 1)


def test_the_catalogues_of_the_site_are_named_from_its_folder_on():
    names = [numbers.name for numbers in catalogue_numbers.numbers_of_catalogues()]
    assert "locale/sr_Latn/LC_MESSAGES/django.po" in names and names == sorted(names)
