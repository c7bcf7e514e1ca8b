"""What stands at the top of a network's page, and how names of people, places and ends are written."""

import pytest
from django.utils import translation

from astra_site.cyrillic import names as cyrillic_names
from astra_site.removal.targets import Verb
from networks import clean_html, consequences
from networks import cyrillic_names as forms_of_names
from networks.contents import contents
from networks.memberships import Member, Members
from networks.models import Deed, Membership, NetworkPage, Organisation
from networks.network_names import full_name, gloss
from networks.organisation_names import ended, name_of
from tests import factories

pytestmark = pytest.mark.django_db


# The contents


def members(*rows):
    found = [Membership(organisation=Organisation(pk=1), **{"kind": "member", **fields}) for fields in rows]
    return Members.of([Member(row, row.organisation, []) for row in found])


def parts(headings=("Prvi", "Drugi"), deeds=(), rows=({},), picture=None, **fields):
    body = [{"type": "heading", "value": heading} for heading in headings]
    page = NetworkPage(title="Mreža", body_sr_latn=body, **fields)
    with translation.override("sr-latn"):
        return [part.anchor for part in contents(page, list(deeds), members(*rows), picture)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["o-prvi", "o-drugi", "members", "sources"]),
        ({"headings": ("Prvi", "Prvi", "Drugi")}, ["o-prvi", "o-drugi", "members", "sources"]),
        # Three parts are seen without a list of them.
        ({"headings": ("Prvi",)}, []),
        ({"headings": ("Prvi",), "deeds": [Deed()]}, ["o-prvi", "deeds", "members", "sources"]),
        ({"headings": ("Prvi",), "picture": object()}, ["o-prvi", "map", "members", "sources"]),
        ({"rows": ({}, {"kind": "partner"})}, ["o-prvi", "o-drugi", "members", "partners", "sources"]),
        ({"rows": ({"kind": "partner"},), "deeds": [Deed()]},
         ["o-prvi", "o-drugi", "deeds", "partners", "sources"]),
        ({"rows": ({"until": "2015"},)}, ["o-prvi", "o-drugi", "members", "sources"]),
        ({"rows": (), "deeds": [Deed()]}, ["o-prvi", "o-drugi", "deeds", "sources"]),
        ({"members_list": "none", "deeds": [Deed()]}, ["o-prvi", "o-drugi", "deeds", "sources"]),
    ],
)  # fmt: skip
def test_the_contents_name_the_parts_that_there_are(given, expected):
    assert parts(**given) == expected


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ([{}], "Members"), ([{"kind": "coordinator"}, {"kind": "partner"}], "Lead organisation"),
        ([{"kind": "partner", "until": "2015"}], "Partner organisations"), ([{"until": "2015"}], "Members"),
    ],
)  # fmt: skip
def test_the_list_of_members_is_called_by_who_stands_there(rows, label, in_english):
    page = NetworkPage(title="Mreža", body_sr_latn=[{"type": "heading", "value": name} for name in "ABC"])
    found = {part.anchor: part.label for part in contents(page, [], members(*rows), None)}

    assert found["members"] == label


# Names


@pytest.mark.parametrize(
    ("fields", "language", "expected"),
    [
        ({}, "sr-latn", ("Žene", "", "", "")),
        ({}, "en", ("Žene", "sr-Latn", "", "")),
        ({"name_en": "Women"}, "en", ("Women", "", "", "")),
        ({"original_name": "Frauen", "original_language": "de"}, "sr-latn", ("Žene", "", "Frauen", "de")),
        ({"original_name": "Women", "original_language": "en"}, "sr-latn", ("Žene", "", "Women", "en")),
        # A name in the language of the page needs no mark, and one that is shown already none beside it.
        ({"name_en": "W", "original_name": "Women", "original_language": "en"}, "en", ("W", "", "Women", "")),
        ({"original_name": "Žene", "original_language": "hr"}, "sr-latn", ("Žene", "hr", "", "")),
        ({"original_language": "hr"}, "sr-latn", ("Žene", "hr", "", "")),
        ({"original_name": "Frauen"}, "sr-latn", ("Žene", "", "Frauen", "")),
    ],
)
def test_a_name_is_shown_with_its_language_and_beside_it_its_own(fields, language, expected):
    with translation.override(language):
        assert tuple(name_of(Organisation(name_sr_latn="Žene", **fields))) == expected


@pytest.mark.parametrize(("value", "said"), [("", ""), ("2019", "2019"), ("2019-05-03", "2019")])
def test_that_it_is_no_more_is_said_with_the_year(value, said):
    with translation.override("en"):
        assert ended(Organisation(ended=value)) == (f"dissolved in {said}" if said else "")


@pytest.mark.parametrize(
    ("fields", "name", "meaning"),
    [
        ({"title": "Mreža za sve (MZS)", "acronym": "MZS"}, "Mreža za sve", ""),
        ({"title": "M – Mreža za sve"}, "Mreža za sve", ""),
        ({"title": "Mreža (za sve)"}, "Mreža (za sve)", ""),
        (
            {"title": "Net for All", "acronym_meaning_sr_latn": "Net for All – Mreža za sve"},
            "Net for All",
            "Mreža za sve",
        ),
        ({"title": "Net for All", "acronym_meaning_sr_latn": "Mreža za sve"}, "Net for All", ""),
    ],
)
def test_a_network_is_named_in_full_and_its_foreign_name_is_explained(fields, name, meaning):
    page = NetworkPage(short_name_sr_latn="M", **fields)
    assert (full_name(page), gloss(page)) == (name, meaning)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # A foreign name that is the same in both languages stays, and with its language all names do.
        ({"name_sr_latn": "Frauenhaus", "name_en": "Frauenhaus", "acronym": "FH", "country": "DE"},
         {"Frauenhaus": "Frauenhaus", "FH": "FH"}),
        ({"name_sr_latn": "Ženska kuća", "name_en": "Women’s House", "country": "DE"}, {}),
        ({"name_sr_latn": "Kuća", "original_name": "Haus", "original_language": "de", "country": "DE",
          "former_names": "Alt\nNeu"}, {"Haus": "Haus", "Alt": "Alt", "Neu": "Neu"}),
        ({"name_sr_latn": "Kuća", "original_name": "Haus", "former_names": "Alt", "country": "DE"}, {}),
        # In Serbia names are written as they are spoken, also what looks like a foreign acronym.
        ({"name_sr_latn": "KINZ", "name_en": "KINZ", "acronym": "KNZ", "country": "RS"},
         {"KINZ": "КИНЗ", "KNZ": "КНЗ"}),
        ({"name_sr_latn": "Centar LAPIS", "country": "BA"},
         {"Centar LAPIS": "Центар ЛАПИС", "LAPIS": "ЛАПИС"}),
        ({"name_sr_latn": "Kuća", "original_language": "de", "original_name": "Haus", "country": "RS"},
         {"Haus": "Haus"}),
        ({"name_sr_latn": "Wexner", "name_en": "Wexner", "country": "RS"}, {}),
        ({"name_sr_latn": "Žene", "original_name": "Жене", "original_language": "mk", "country": "MK"},
         {"Žene": "Жене"}),
        ({"name_sr_latn": "Udruženje žena", "original_name": "Здружение", "country": "MK"}, {}),
    ],
)  # fmt: skip
def test_each_name_is_written_in_cyrillic_as_its_owner_would(fields, expected):
    before = forms_of_names.forms()
    Organisation.objects.create(**fields)
    found = forms_of_names.forms()

    assert {name: form for name, form in found.items() if name and before.get(name) != form} == expected


def test_foreign_names_of_networks_stay_as_they_are(networks):
    before = forms_of_names.forms()
    factories.make_page(
        networks, "Net for All", NetworkPage, short_name_sr_latn="NFAL", acronym="NFALL", name_language="en"
    )
    factories.make_page(networks, "Savez Q", NetworkPage, short_name_sr_latn="SQ", name_language="sr")
    factories.make_page(
        networks, "Mreža Z", NetworkPage, acronym_meaning_sr_latn="engl. „Zeal of Zen”",
        acronym_meaning_en="Zest of Zen",
    )  # fmt: skip
    factories.make_page(
        networks, "Nacrt", NetworkPage, short_name_sr_latn="Qux", name_language="en", live=False
    )

    new = set(forms_of_names.forms()) - set(before)
    assert new == {"Net for All", "NFAL", "NFALL", "Zeal of Zen", "Zest of Zen"}
    assert cyrillic_names.to_cyrillic("Zeal of Zen je mreža") == "Zeal of Zen је мрежа"


# What is removed, and what comes from elsewhere


@pytest.mark.parametrize(
    ("verb", "word"), [(Verb.DELETE, "deleted"), (Verb.UNPUBLISH, "hidden")], ids=["delete", "unpublish"]
)
def test_who_removes_a_network_reads_whose_membership_goes_with_it(
    network, monkeypatch, verb, word, in_english
):
    assert [str(one.sentence) for one in consequences.of_network(network, verb)] == [
        "The network on the list of networks, the map, the timeline, in overlaps and in search."
    ]
    monkeypatch.setattr(consequences, "MOST_NAMED", 2)
    for name in ("Atina", "Bela", "Ceca"):
        factories.make_membership(network, factories.make_organisation(name))
    first, second = consequences.of_network(network, verb)

    assert str(first.sentence) == f"3 memberships, {word}:"
    assert len(first.things) == 2 and all(url.startswith("/admin/") for _name, url in first.things)
    network.live = False
    assert len(list(consequences.of_network(network, verb))) == 1


def test_a_draft_of_an_organisation_is_gone_from_nowhere():
    assert len(list(consequences.of_organisation(Organisation(live=True), Verb.DELETE))) == 1
    assert not list(consequences.of_organisation(Organisation(live=False), Verb.DELETE))


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p><b>a</b> <i>b</i><br></p><ul><li>c</li></ul><ol><li>d</li></ol>", None),
        ('<p><a href="https://a.rs">a</a></p>', None),
        ('<p><span lang="en">a</span></p>', None),
        ('<p><a linktype="page" id="3">a</a></p>', None),
        ('<p><a linktype="document" id="3">a</a></p>', None),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a linktype="evil" id="x">a</a></p>', "<p><a>a</a></p>"),
        ("<p><script>a</script>b</p>", "<p>b</p>"),
        ('<p style="color: red" onclick="a()">b</p>', "<p>b</p>"),
        ("<h2>a</h2>", "a"),
    ],
)
def test_of_rich_text_from_elsewhere_only_what_the_editor_can_write_is_kept(html, kept):
    assert clean_html.clean_rich_text(html) == (html if kept is None else kept)
