"""The interface in Cyrillic is derived from the Latin catalogues, text by text, and says the same."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polib
import pytest
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import formats, translation
from django.utils.translation import gettext, ngettext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple

from astra_site.serbian.transliteration import to_latin
from astra_site.translations import catalogues, cyrillic_catalogues
from tools import upstream_catalogues

FIXED = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|</?\w[^>]*>")


def pairs(domain: str) -> list[tuple[str, str]]:
    """Return each Latin text with the Cyrillic one that a process reads."""
    cyrillic = {
        (entry.msgctxt, entry.msgid): entry
        for entry in polib.mofile(str(cyrillic_catalogues.derived_path(domain)))
    }
    found = {}
    for path in catalogues.catalogues():
        for entry in polib.pofile(str(path)) if path.stem == domain else ():
            key = entry.msgctxt, entry.msgid
            other = cyrillic[key]
            texts = [entry.msgstr, *entry.msgstr_plural.values()]
            found.setdefault(
                key, list(zip(texts, [other.msgstr, *other.msgstr_plural.values()], strict=True))
            )
    return [pair for group in found.values() for pair in group if pair[0]]


@pytest.mark.parametrize("domain", cyrillic_catalogues.DOMAINS)
def test_every_text_has_one_in_cyrillic_that_reads_the_same(domain: str) -> None:
    found = pairs(domain)
    assert len(found) > 80
    assert not [pair for pair in found if FIXED.findall(pair[0]) != FIXED.findall(pair[1])]
    assert not [(latin, cyrillic) for latin, cyrillic in found if to_latin(cyrillic) != to_latin(latin)]


def test_what_programs_and_files_hold_stays_in_latin_letters() -> None:
    assert cyrillic_catalogues.in_cyrillic("Srpska adresa: slug_sr, HTML: p, b, i, a, ul, ol, li.") == (
        "Српска адреса: slug_sr, HTML: p, b, i, a, ul, ol, li."
    )
    assert cyrillic_catalogues.in_cyrillic(
        '<a href="%(url)s">Dodajte</a> %(count)s, .csv ili .xlsx; yes (da) ili no (ne)'
    ) == ('<a href="%(url)s">Додајте</a> %(count)s, .csv или .xlsx; yes (да) или no (не)')


@given(st.text(max_size=60))
def test_no_text_of_a_translator_breaks_it(text: str) -> None:
    assert isinstance(cyrillic_catalogues.in_cyrillic(text), str)


@pytest.mark.parametrize(
    ("language", "published", "counted", "day"),
    [
        ("sr-latn", "Objavi", ["1 članica", "3 članice", "12 članica"], "28. novembar 2026."),
        ("sr-cyrl", "Објави", ["1 чланица", "3 чланице", "12 чланица"], "28. новембар 2026."),
    ],
)
def test_texts_plurals_and_dates_come_in_the_alphabet(
    language: str, published: str, counted: list[str], day: str
) -> None:
    with translation.override(language):
        assert gettext("Publish") == published
        one, many = "%(number)s member", "%(number)s members"
        assert [ngettext(one, many, number) % {"number": number} for number in (1, 3, 12)] == counted
        assert formats.date_format(date(2026, 11, 28)) == day


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "pre 1 dana"), (7, "pre 1 nedelje"), (14, "pre 2 nedelje"), (31, "pre 1 meseca"),
        (160, "pre 5 meseci"), (366, "pre 1 godine"), (5 * 366, "pre 5 godina"),
    ],
)  # fmt: skip
def test_how_long_ago_something_was_takes_the_genitive(days: int, said: str) -> None:
    then = datetime.now(UTC) - timedelta(days=days, minutes=1)
    with translation.override("sr-latn"):
        assert timesince_simple(then).replace("\u00a0", " ") == said
        assert naturaltime(then).replace("\u00a0", " ").startswith(said)


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "pre 1 minuta"), (21, "pre 21 minuta"), (21 * 60, "pre 21 sata")]
)
def test_hours_and_minutes_are_told_with_their_number(minutes: int, said: str) -> None:
    with translation.override("sr-latn"):
        then = datetime.now(UTC) - timedelta(minutes=minutes, seconds=1)
        assert naturaltime(then).replace("\u00a0", " ") == said


def test_wagtails_project_is_given_every_text_in_both_alphabets(tmp_path: Path) -> None:
    written = upstream_catalogues.write(tmp_path)
    assert {path.parents[1].name for path in written} == {"sr_Latn", "sr"}
    texts = {"sr_Latn": [], "sr": []}
    for path in written:
        catalogue = polib.pofile(str(path))
        assert catalogue.percent_translated() == 100, path
        for entry in catalogue:
            texts[path.parents[1].name] += [entry.msgstr, *entry.msgstr_plural.values()]
    assert "wagtail/admin/locale/sr/LC_MESSAGES/djangojs.po" in {
        str(path.relative_to(tmp_path)) for path in written
    }
    assert len(texts["sr"]) > 1_800
    assert [to_latin(text) for text in texts["sr"]] == texts["sr_Latn"]
