"""Translators' catalogues as a process reads them."""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext

from astra_site.translations import catalogues

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
