"""The lists of staff: found, narrowed down and taken away as a file, each row with what it needs."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from networks.models import FieldOfWork, Membership, NetworkPage, Organisation
from networks.staff_lists import (
    LACKS,
    ORGANISATION_EXPORT,
    columns_of_export,
    lacks_any,
    named_like,
    network_names,
)
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_networks_organisation:list"


@pytest.fixture(scope="module", autouse=True)
def _nobody_else(for_a_module):
    with for_a_module():
        Membership.objects.all().delete()
        Organisation.objects.all().delete()


def names(organisations):
    return sorted(organisation.name_sr_latn for organisation in organisations)


@pytest.fixture
def listed(admin_client):
    """Return the names on the list as somebody narrows it down, in their order."""

    def get(**query):
        page = admin_client.get(reverse(LIST), query)
        return [organisation.name_sr_latn for organisation in page.context["object_list"]]

    return get


@pytest.mark.parametrize(
    ("lack", "expected"),
    [
        ("contact", ["Bez sajta", "Bez svega", "Bez zemlje"]),
        ("country", ["Bez svega", "Bez zemlje"]),
        ("website", ["Bez sajta", "Bez svega"]),
        ("english", ["Bez engleskog", "Bez svega"]),
    ],
)
def test_whoever_lacks_something_is_found(listed, lack, expected):
    whole = {"country": "RS", "website": "https://a.rs", "name_en": "Name"}
    factories.make_organisation("Ima sve", **whole)
    factories.make_organisation("Bez svega")
    for name, missing in (("Bez sajta", "website"), ("Bez zemlje", "country"), ("Bez engleskog", "name_en")):
        factories.make_organisation(name, **{**whole, missing: ""})

    assert sorted(listed(lacks=lack)) == expected
    assert names(Organisation.objects.filter(lacks_any(LACKS[lack][1]))) == expected


@pytest.mark.parametrize(
    "query",
    [
        "žene",
        "Zena",
        "Women",
        "ŽNA",
        "Savez žena d.o.o",
        "Frauen",
        "Stari savez",
        "Niš",
        "niska savez",
        "жена",
    ],
)
def test_somebody_is_found_by_any_name_and_by_the_town_in_any_letters(query):
    factories.make_organisation(
        "Žene Niša", name_en="Women of Nish", acronym="ŽNA", legal_name="Savez žena d.o.o.",
        original_name="Frauen", former_names="Stari savez", city_sr_latn="Niš",
        slug_sr_latn="zene-savez-niski",
    )  # fmt: skip
    factories.make_organisation("Klub mladih", website="https://zene.example", internal_note="žene")

    assert names(Organisation.objects.filter(named_like(query))) == ["Žene Niša"]


@pytest.mark.parametrize("query", ["enes", "žene klub", "---", "RS"])
def test_the_middle_of_a_word_or_another_fact_finds_nobody(query):
    factories.make_organisation("Žene Sombora", country="RS")
    factories.make_organisation("Klub mladih", country="RS")

    assert not Organisation.objects.filter(named_like(query)).exists()


def test_the_list_is_narrowed_down_by_what_is_known(listed, network, networks):
    other = factories.make_page(networks, "Druga", NetworkPage)
    field = FieldOfWork.objects.order_by("key").first()
    one = factories.make_organisation("Atina", country="RS")
    one.fields_of_work.set([field])
    one.save()
    two = factories.make_organisation("Bela", country="HR", live=False)
    factories.make_membership(network, one)
    factories.make_membership(other, two, confirmation="unconfirmed")

    assert listed(country="RS") == listed(live="True") == listed(field_of_work=field.pk) == ["Atina"]
    assert listed(network=other.pk) == listed(live="False") == listed(confirmation="unconfirmed") == ["Bela"]
    assert listed(confirmation="confirmed") == ["Atina"]


def test_only_countries_in_use_are_offered(admin_client):
    factories.make_organisation("Atina", country="RS")
    factories.make_organisation("Bela")
    filters = admin_client.get(reverse(LIST)).context["filters"]

    assert [code for code, _name in filters.filters["country"].extra["choices"]()] == ["RS"]


def test_the_order_of_the_list_is_the_alphabet_of_who_reads_it(editor):
    for name, english in (("Čuvar", "Angel"), ("Žena", ""), ("Ana", "Woman")):
        factories.make_organisation(name, name_en=english)
    page = editor.client.get(reverse(LIST))
    shown = [organisation.name_sr_latn for organisation in page.context["object_list"]]

    assert shown == {
        "en": ["Čuvar", "Ana", "Žena"], "sr-latn": ["Ana", "Čuvar", "Žena"],
    }[editor.language]  # fmt: skip


def test_only_present_memberships_of_published_networks_are_counted(admin_client, network, networks):
    organisation = factories.make_organisation("Atina")
    pages = [factories.make_page(networks, f"Mreža {number}", NetworkPage) for number in range(3)]
    draft = factories.make_page(networks, "Nacrt", NetworkPage, live=False)
    for page, fields in (
        (network, {}), (network, {"kind": "partner", "since": "2001"}), (draft, {}), (pages[0], {}),
        (pages[1], {"until": "2015"}), (pages[2], {"confirmation": "unconfirmed"}),
    ):  # fmt: skip
        factories.make_membership(page, organisation, **fields)

    (found,) = admin_client.get(reverse(LIST)).context["object_list"]
    assert found.network_count == 2


def test_networks_are_named_once_and_shortly(network, networks):
    organisation = factories.make_organisation("Atina")
    unnamed = factories.make_page(networks, "Bez kratkog imena", NetworkPage)
    NetworkPage.objects.filter(pk=unnamed.pk).update(short_name_sr_latn="")
    for page in (network, network, unnamed):
        factories.make_membership(page, organisation)

    found = network_names(organisation.memberships.order_by("pk").select_related("network"))
    assert found == "Mreža; Bez kratkog imena"


def test_the_file_of_the_list_has_each_fact_in_its_column(admin_client, network):
    organisation = factories.make_organisation(
        "Žene", name_en="Women", acronym="Ž", country="RS", city_sr_latn="Niš", website="https://a.rs/"
    )
    factories.make_membership(network, organisation)
    answer = admin_client.get(reverse(LIST), {"export": "csv"})
    (row,) = csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig")))

    assert len(row) == len(ORGANISATION_EXPORT)
    assert list(ORGANISATION_EXPORT) == [
        "name_sr_latn", "name_en", "acronym", "city_sr_latn", "country", "country_name", "network_names",
        "website", "live", "email", "verified_on", "verify_by",
    ]  # fmt: skip
    assert {"Žene", "Women", "Ž", "Niš", "RS", "Mreža", "https://a.rs/"} <= set(row.values())


def test_a_file_of_the_list_has_what_is_worked_out_behind_what_it_is_of():
    columns = list(columns_of_export())
    place = columns.index("country")
    assert columns[place : place + 3] == ["country", "country_name", "network_names"]
    assert columns[columns.index("website") + 1] == "live"


def test_each_list_says_when_somebody_last_looked(admin_client, network):
    day = datetime.date(2026, 2, 3)
    NetworkPage.objects.filter(pk=network.pk).update(verified_on=day)
    factories.make_organisation("Atina", verified_on=day)

    for address in ("network_list:index", LIST):
        answer = admin_client.get(reverse(address))
        assert str(answer.context["table"].columns["verified_on"].label) == "Provereno"
        assert date_format(day, "SHORT_DATE_FORMAT") in answer.text
