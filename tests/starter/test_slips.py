"""A slip in any record of a starter content is named, and nothing of it reaches the database."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from networks.models import StarterRecord
from tests.starter.test_small_content import emptied, folder  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("pages/home.yaml", "key: home", "key: home2", "home.yaml, line 1: the home page is missing"),
        ("pages/home.yaml", "heading: {sr: Glavni naslov, en: Main}", "", "“heading” is missing"),
        ("pages/help.yaml", "type: standard", "type: strana", "“type” is 'strana', expected one of network_index"),
        ("pages/bezimena.yaml", "sr: bezimena", "sr: admin", "bezimena.yaml, line 1: slug: "),
        ("pages/bezimena.yaml", "title: {sr: Bezimena", "title: {rs: Bezimena", "“title” must have the languages"),
        ("pages/bezimena.yaml", "title: {sr: Bezimena", "title: {de: X, sr: Bezimena", "“title” must have the languages"),
        ("pages/bezimena.yaml", "slug: {sr: bezimena, en: nameless}", "slug: bezimena", "“slug” must have the languages"),
        ("pages/bezimena.yaml", "slug: {sr: bezimena, en: nameless}", "", "“slug” is missing"),
        ("pages/help.yaml", "- heading: Naslov", "- heading: Naslov\n      quote: x", "one key with its value"),
        ("pages/help.yaml", "- heading: Naslov", "- Naslov", "one key with its value"),
        ("pages/help.yaml", '["1", dva]', '["1"]', "as many cells as the header"),
        ("pages/help.yaml", "about: [danger]", "about: [danger]\n        more: 1", "unknown: more"),
        ("networks/mreza.yaml", "short_name: {sr: Svi, en: All}", "", "“short_name” is missing"),
        ("networks/mreza.yaml", "city: {sr: Beč", "town: 1\n  city: {sr: Beč", "unknown: town"),
        ("networks/mreza.yaml", "period_from: 2024", "period_form: 2024", "unknown: period_form"),
        ("networks/mreza.yaml", "text: {sr: Učinjeno, en: Done}", "", "“text” is missing"),
        ("networks/mreza.yaml", "what: {sr: zemlje}", "", "“what” is missing"),
        ("networks/mreza.yaml", "began:", "begun:", "unknown: begun"),
        ("networks/mreza.yaml", "number: 7", "number: 7\n    about: x", "unknown: about"),
        ("networks/mreza.yaml", "since: \"2007\"", "sinse: \"2007\"", "unknown: sinse"),
        ("organisations/all.yaml", "fields_of_work: [a, b]", "fields_of_work: [a, c]", "“c” in “fields_of_work” is not known"),
        ("organisations/all.yaml", "slug: {sr: puna, en: full}", "", "“slug” is missing"),
        ("organisations/all.yaml", "name: {sr: Puna organizacija, en: Full organisation}", "", "“name” is missing"),
        ("organisations/all.yaml", "hours: {sr: danju", "hour: 1\n      hours: {sr: danju", "unknown: hour"),
        ("organisations/all.yaml", "key: hidden", "key: puna", "the organisation “puna” stands twice"),
        ("hotlines.yaml", "name: {sr: Gola}", "", "“name” is missing"),
        ("glossary.yaml", "explanation: {sr: Drugo., en: Other.}", "", "“explanation” is missing"),
        ("fields_of_work.yaml", "name: {sr: druga oblast}", "", "“name” is missing"),
        ("search/synonyms.yaml", "sr: [UN, OUN]", "rs: [UN, OUN]", "unknown: rs"),
        ("search/best_answers.yaml", "hotline: full", "hotline: fuller", "hotline: there is none “fuller”"),
        ("search/best_answers.yaml", "page: mreza", "page: mreze2", "page: there is none “mreze2”"),
        ("settings.yaml", "exit_destination", "exit_destinations", "unknown: exit_destinations"),
        ("sources.yaml", "zbirka:", "zbirka: [", "sources.yaml, line 3: not valid YAML"),
        ("glossary.yaml", "- key: pojam", "- pojam", "glossary.yaml, line"),
    ],
)  # fmt: skip
@pytest.mark.sqlite
def test_a_slip_in_any_record_is_named(
    folder: Path,  # noqa: F811
    name: str,
    old: str,
    new: str,
    said: str,
) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("load_starter_content", folder=folder)
    assert said in str(refusal.value)
    assert not StarterRecord.objects.exists()


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:  # noqa: F811
    (folder / "glossary.yaml").write_bytes(b"- key: \xff\xfe")
    with pytest.raises(CommandError, match=r"glossary.yaml, line 1: not UTF-8"):
        call_command("load_starter_content", folder=folder)
