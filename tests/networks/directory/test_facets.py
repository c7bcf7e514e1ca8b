"""Choosing by network, country, town, field of work and kind of membership."""

import re
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.directory import freshness
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation
from tests.factories import make_membership, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(directory, make_network):
    """Two networks; Atina in both, Osvit a partner in one, Nadez left the other."""
    at = make_network("AT mreža", slug="at-mreza", slug_en="at-network")
    mce = make_network("Missing Children Europe", slug="mce", slug_en="missing-children")
    legal = FieldOfWork.objects.create(key="pravo", name_sr_latn="pravna pomoć", name_en="legal aid")
    atina = make_organisation("Atina", country="RS", city_sr_latn="Beograd", city_en="Belgrade")
    osvit = make_organisation("Osvit", country="RS", city_sr_latn="Niš")
    smile = make_organisation("Smile", country="GR", city_sr_latn="Atina", city_en="Athens")
    nadez = make_organisation("Nadež", country="RS", city_sr_latn="Niš")
    atina.fields_of_work.add(legal)
    atina.save()
    make_membership(at, atina, kind="founder")
    make_membership(mce, atina)
    make_membership(at, osvit, kind="partner")
    make_membership(mce, smile)
    make_membership(at, nadez, until="2015")
    return at


def test_a_callers_adviser_finds_the_116000_partner_in_greece_with_two_choices(starter_content, ask):
    assert ask("en", network="missing-children-europe", country="GR").names == ["The Smile of the Child"]
    assert ask(mreza="missing-children-europe", zemlja="GR").names == ["Osmeh deteta"]


def test_a_journalist_finds_who_works_against_trafficking_in_nis(starter_content, ask):
    assert "Centar za devojke – Niš" in ask(mesto="nis", oblast="at").names


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        ({}, ["Atina", "Nadež", "Osvit", "Smile"]),
        ({"mreza": "at-mreza"}, ["Atina", "Osvit"]),
        ({"zemlja": "GR"}, ["Smile"]),
        ({"zemlja": "gr"}, ["Smile"]),
        ({"mesto": "nis"}, ["Nadež", "Osvit"]),
        ({"oblast": "pravo"}, ["Atina"]),
        ({"vrsta": "partner"}, ["Osvit"]),
        ({"mreza": "at-mreza", "vrsta": "clanica"}, []),
        ({"mreza": "at-mreza", "zemlja": "GR"}, []),
    ],
)
def test_choices_narrow_the_list(small, ask, choices, names):
    assert ask(**choices).names == names


def test_network_and_kind_speak_of_the_same_membership(small, ask):
    # Atina is a founder of one network and a member of the other.
    assert ask(mreza="mce", vrsta="osnivac").names == []
    assert ask(mreza="at-mreza", vrsta="osnivac").names == ["Atina"]


def test_former_members_count_only_when_they_are_asked_for(small, ask):
    assert ask(mreza="at-mreza", vrsta="nekadasnja-clanica").names == ["Nadež"]
    assert ask("en", kind="former-member").names == ["Nadež"]


def test_each_number_is_how_many_there_would_be_with_the_other_choices_kept(small, ask):
    options = ask(mreza="at-mreza").options

    assert options["mreza"] == {"at-mreza": 2, "mce": 2}
    assert options["zemlja"] == {"RS": 2}
    assert options["mesto"] == {"beograd": 1, "nis": 1}
    assert options["vrsta"] == {"sadasnja": 2, "osnivac": 1, "partner": 1, "nekadasnja-clanica": 1}


@pytest.mark.parametrize("language", ["sr-latn", pytest.param("en", marks=pytest.mark.sqlite)])
def test_every_number_of_the_starter_content_is_the_number_of_results(starter_content, ask, language):
    for parameter, options in ask(language).options.items():
        assert options
        for key, number in options.items():
            assert ask(language, **{parameter: key}).shown.total == number, (parameter, key)


def test_a_choice_is_removed_by_a_link(small, ask, client):
    answer = ask(mreza="at-mreza", zemlja="RS")

    assert 'href="/organizacije/?zemlja=RS#results"' in answer.source
    assert 'href="/organizacije/?mreza=at-mreza#results"' in answer.source
    assert "Missing Children" not in answer.source.split('class="choices"')[1].split("</ul>")[0]


def test_the_state_is_announced_and_stands_in_the_title(small, ask):
    answer = ask("en", network="at-network", country="RS")

    status = answer.source.split('class="results__status" role="status"')[1].split("</div>")[0]
    assert "<b>2</b> organisations" in status
    assert "<title>AT mreža, Serbia – Organisations" in " ".join(answer.source.split())


def test_the_other_language_has_the_same_choices_in_its_own_words(small, ask):
    answer = ask(mreza="at-mreza", mesto="beograd", vrsta="osnivac")
    assert answer.names == ["Atina"]
    address = '/en/organisations/?network=at-network&amp;town=belgrade&amp;kind=founder"'
    assert f'href="{address}' in answer.source

    assert ask("en", network="at-network", town="belgrade", kind="founder").names == ["Atina"]


def test_the_words_of_the_other_language_are_understood(small, ask):
    assert ask("en", mreza="at-mreza", vrsta="osnivac").names == ["Atina"]
    assert ask(network="at-network").names == ["Atina", "Osvit"]


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_the_whole_list_may_be_indexed_and_a_part_of_it_not(small, ask, language):
    whole, part = ask(language), ask(language, country="RS")

    assert 'name="robots"' not in whole.source
    assert '<meta name="robots" content="noindex">' in part.source
    address = {"sr-latn": "/organizacije/", "en": "/en/organisations/"}[language]
    for answer in (whole, part):
        assert re.search(rf'<link rel="canonical" href="https?://[^/]+{address}">', answer.source)
    assert "hreflang" not in part.source.split("<title>")[0].replace('hreflang="x-default"', "")


@pytest.mark.parametrize("parameter", ["mreza", "zemlja", "mesto", "oblast", "vrsta"])
def test_an_unknown_value_is_not_found_and_said_in_words(small, client, parameter):
    for text in ("nema-je", "%00", "a" * 500, "<script>alert(1)</script>", "'; DROP TABLE", "\ud800", "٣"):
        response = client.get("/organizacije/", {parameter: text.encode("utf-8", "surrogatepass")})

        source = response.content.decode()
        assert response.status_code == 404
        assert 'class="unknown-choices"' in source
        assert "<script>alert" not in source
        assert 'class="organisation-name"' not in source
        assert 'href="/organizacije/#results"' in source


def test_where_nothing_fits_there_is_a_way_on(small, ask):
    answer = ask("en", network="at-network", country="GR")

    assert answer.names == []
    assert 'href="/en/organisations/#results">See all organisations' in answer.source
    assert 'href="/en/search/"' in answer.source


def test_an_empty_directory_says_so(directory, ask):
    assert "No organisation has been published yet." in ask("en").words


def test_there_is_a_button_and_nothing_happens_before_it_is_pressed(small, ask):
    form = ask().source.split('class="directory-form"')[1].split("</form>")[0]

    assert 'method="get"' in form
    assert 'type="submit"' in form
    assert "onchange" not in form


# Places


def test_a_secret_place_is_no_town_to_choose(small, ask):
    osvit = Organisation.objects.get(name_sr_latn="Osvit")
    osvit.do_not_publish_location = True
    osvit.save()

    answer = ask()
    assert answer.options["mesto"]["nis"] == 1
    assert ask(mesto="nis").names == ["Nadež"]
    assert "Osvit" in answer.names


def test_a_place_made_secret_past_all_signals_is_not_told_either(small, ask):
    assert ask(mesto="nis").names == ["Nadež", "Osvit"]
    Organisation.objects.filter(name_sr_latn="Osvit").update(do_not_publish_location=True)

    assert ask(mesto="nis").names == ["Nadež"]


def test_two_towns_of_one_name_are_told_apart(directory, ask):
    make_organisation("Prva", country="GB", city_sr_latn="London", city_en="London")
    make_organisation("Druga", country="CA", city_sr_latn="London", city_en="London")

    answer = ask("en")

    assert answer.options["town"] == {"london-ca": 1, "london-gb": 1}
    assert "London (Canada)" in answer.words
    assert ask("en", town="london-ca").shown.total == 1


def test_towns_countries_and_fields_stand_in_the_order_of_the_alphabet_of_the_page(directory, ask):
    for key, name in (("sport", "šport"), ("cuda", "čuda"), ("zakon", "zakon")):
        FieldOfWork.objects.create(key=key, name_sr_latn=name)
    places = {"Zrenjanin": "TR", "Šabac": "SE", "Cetinje": "CZ", "Čačak": "TD", "Žabalj": "AL", "Ljig": "LU"}
    for town, country in places.items():
        work = make_organisation(country=country, city_sr_latn=town)
        work.fields_of_work.set(FieldOfWork.objects.filter(key__in=["sport", "cuda", "zakon"]))
        work.save()

    options = ask().options

    assert list(options["mesto"]) == ["cetinje", "cacak", "ljig", "sabac", "zrenjanin", "zabalj"]
    # Albanija, Čad, Češka, Luksemburg, Švedska, Turska.
    assert list(options["zemlja"]) == ["AL", "TD", "CZ", "LU", "SE", "TR"]
    assert list(options["oblast"]) == ["cuda", "sport", "zakon"]


# Freshness


def test_changes_are_seen_at_once(small, ask):
    assert ask(mreza="at-mreza").names == ["Atina", "Osvit"]

    Membership.objects.get(organisation__name_sr_latn="Osvit").delete()
    assert ask(mreza="at-mreza").names == ["Atina"]
    make_membership(small, Organisation.objects.get(name_sr_latn="Smile"))
    assert ask(mreza="at-mreza").names == ["Atina", "Smile"]
    Organisation.objects.get(name_sr_latn="Smile").unpublish()
    assert ask(mreza="at-mreza").names == ["Atina"]
    atina = Organisation.objects.get(name_sr_latn="Atina")
    atina.fields_of_work.add(FieldOfWork.objects.create(key="nov", name_sr_latn="nova oblast"))
    atina.save()
    assert ask(oblast="nov").names == ["Atina"]


def test_a_network_that_is_withdrawn_is_no_choice_any_more(small, ask):
    NetworkPage.objects.get(pk=small.pk).unpublish()

    assert ask().options["mreza"] == {"mce": 2}


def test_a_network_has_its_new_address_at_once(small, ask):
    ask()
    parent = small.get_parent().specific
    parent.slug = "nove-mreze"
    parent.save()

    assert 'href="/nove-mreze/at-mreza/"' in ask().source


@pytest.mark.django_db(transaction=True)
def test_another_process_learns_of_a_change(ask):
    ask(mreza="at-mreza")
    known = freshness.DIRECTORY.known, freshness.VERSIONS["sr-latn"].known
    Organisation.objects.create(name_sr_latn="Nova")
    # What the other process still has in its memory:
    freshness.DIRECTORY.known, freshness.VERSIONS["sr-latn"].known = known

    assert "Nova" in ask().names + ask(page=2).names + ask(page=3).names


# Addresses


@pytest.mark.parametrize(
    ("asked", "clean"),
    [
        ("/organizacije/?mreza=&zemlja=RS&mesto=&oblast=&vrsta=", "/organizacije/?zemlja=RS"),
        ("/organizacije/?mreza=&zemlja=&mesto=", "/organizacije/"),
        ("/en/organisations/?network=&country=+&kind=member&page=2", "/en/organisations/?kind=member&page=2"),
        ("/en/organisations/?mreza=&x=", "/en/organisations/?x="),
    ],
)
def test_an_empty_choice_leaves_the_address(small, client, asked, clean):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, clean)
    assert client.get(clean).status_code == 200


# Queries


def test_the_directory_takes_the_same_few_queries_however_large_it_is(small, ask):
    def queries():
        captured = {}
        for choices in ("", "mreza=mce", "zemlja=RS&vrsta=clanica", "page=2"):
            ask(**dict(parse_qsl(choices)))
            with CaptureQueriesContext(connection) as captured[choices]:
                ask(**dict(parse_qsl(choices)))
        return captured

    few = queries()
    for number in range(80):
        one = make_organisation(f"Nova {number}", country="RS", city_sr_latn="Niš")
        make_membership(small, one)

    for choices, many in queries().items():
        assert len(many) == len(few[choices]), choices
        tables = [query["sql"].partition(" FROM ")[2].split(" ")[0] for query in many]
        assert tables.count('"networks_organisation"') == tables.count('"caching_cacheversion"') == 1
        assert '"networks_membership"' not in tables
