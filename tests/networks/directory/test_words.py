"""The directory takes words as well as choices: names, towns, fields of work, in any writing."""

import pytest

from networks.models import FieldOfWork, NetworkPage
from tests.factories import make_membership, make_organisation

# What is refused or chosen is decided before a database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def some(directory, make_network):
    at = make_network("AT mreža", slug="at-mreza", slug_en="at-network")
    shelter = FieldOfWork.objects.create(key="kuca", name_sr_latn="sklonište", name_en="shelter")
    zene = make_organisation(
        "Žene za mir", acronym="ŽZM", former_names="Stari naziv", country="RS", city_sr_latn="Leskovac"
    )
    make_organisation(
        "Udruženje Osvit", name_en="Osvit Association", country="RS", city_sr_latn="Niš", original_name="Zora"
    )
    pag = make_organisation("PAG-ASA", country="BE", city_sr_latn="Brisel", city_en="Brussels")
    for organisation in (zene, pag):
        make_membership(at, organisation)
    pag.fields_of_work.add(shelter)
    pag.save()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Osvit", ["Udruženje Osvit"]),
        ("osv", ["Udruženje Osvit"]),
        ("zene", ["Žene za mir"]),
        ("ЖЕНЕ ЗА МИР", ["Žene za mir"]),
        ("žzm", ["Žene za mir"]),
        ("stari", ["Žene za mir"]),
        ("zora", ["Udruženje Osvit"]),
        ("Niš udruženje", ["Udruženje Osvit"]),
        ("Leskovcu", []),
        ("ниш", ["Udruženje Osvit"]),
        ("skloništa", ["PAG-ASA"]),
        ("shelter", ["PAG-ASA"]),
        ("Brussels", ["PAG-ASA"]),
        ("Belgija", ["PAG-ASA"]),
        ("pag asa", ["PAG-ASA"]),
        ("osvit mir", []),
    ],
)
def test_words_find_names_towns_and_work(some, ask, words, names):
    assert ask(reci=words).names == names


def test_words_and_choices_narrow_each_other(some, ask):
    assert ask(reci="e", mreza="at-mreza").names == []
    assert ask(reci="mir", mreza="at-mreza").names == ["Žene za mir"]
    assert ask(reci="mir", zemlja="BE").names == []
    assert ask(reci="mir").options["zemlja"] == {"RS": 1}


def test_words_stand_in_the_box_and_can_be_removed(some, ask):
    answer = ask(reci="mir", zemlja="RS")

    assert 'name="reci" value="mir"' in answer.source
    assert 'href="/organizacije/?zemlja=RS#results"' in answer.source
    assert 'href="/organizacije/?reci=mir#results"' in answer.source
    assert 'href="/en/organisations/?words=mir&amp;country=RS"' in answer.source
    assert "„mir”, Srbija – " in answer.source and "<span>„mir”</span>" in answer.source
    english = ask("en", words="mir", country="RS").source
    assert "“mir”, Serbia – " in english and "<span>“mir”</span>" in english and "„" not in english


def test_a_secret_town_is_found_by_no_word(some, ask):
    make_organisation("Tajna kuća", country="RS", city_sr_latn="Subotica", do_not_publish_location=True)

    assert ask(reci="subotica").names == []
    assert ask(reci="tajna").names == ["Tajna kuća"]


@pytest.mark.parametrize(
    "words", ["a" * 5000, "mir " * 1250, "😀", "\x00", "mir\x00", "%", "' OR 1=1", "…„”"]
)
def test_whatever_is_typed_is_answered(some, client, words):
    response = client.get("/organizacije/", {"reci": words}, follow=True)

    assert response.status_code == 200
    assert "a" * 101 not in response.content.decode()


def test_several_networks_and_fields_widen_the_choice(some, ask, make_network):
    other = make_network("EIN", slug="ein", slug_en="ein")
    osvit = make_organisation("Druga")
    make_membership(other, osvit)

    assert ask(mreza=["at-mreza", "ein"]).names == ["Druga", "PAG-ASA", "Žene za mir"]
    assert ask(mreza=["at-mreza", "ein"], zemlja="BE").names == ["PAG-ASA"]
    assert ask(mreza=["at-mreza", "ein"]).options["mreza"] == {"at-mreza": 2, "ein": 1}
    answer = ask(mreza=["at-mreza", "ein"])
    assert 'href="/organizacije/?mreza=ein#results"' in answer.source
    assert answer.source.count(" checked>") == 2


def test_a_field_that_only_one_has_is_no_choice_but_is_found(some, ask):
    assert "kuca" not in ask().options.get("oblast", {})
    assert ask(oblast="kuca").names == ["PAG-ASA"]
    assert ask(oblast="kuca").options["oblast"] == {"kuca": 1}
    assert ask(reci="sklonište").names == ["PAG-ASA"]


# Renamed networks


def test_a_renamed_network_leads_on_and_an_unknown_one_is_not_found(some, client, ask):
    network = NetworkPage.objects.get(slug="at-mreza", live=True)
    network.slug, network.slug_en = "nova-mreza", "new-network"
    network.save()

    response = client.get("/organizacije/?mreza=at-mreza&zemlja=RS")
    assert (response.status_code, response["Location"]) == (
        301,
        "/organizacije/?mreza=nova-mreza&zemlja=RS",
    )
    response = client.get("/en/organisations/data/json/?network=at-network")
    assert (response.status_code, response["Location"]) == (
        301,
        "/en/organisations/data/json/?network=new-network",
    )
    answer = ask(mreza="nikad-nije-bila")
    assert answer.response.status_code == 404
    assert "Mreža: „nikad-nije-bila” ne postoji u ovom imeniku." in answer.words
    assert answer.names == []
