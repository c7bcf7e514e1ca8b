"""What templates make of an organisation: its name as a link, its place, its contacts, its facts."""

import pytest
from django.template.context import Context
from django.utils import translation

from networks.contacts import contacts_of
from networks.maps.places import Country
from networks.memberships import Member, Members
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation, PublicPhone
from networks.page_facts import page_facts
from networks.templatetags import organisations
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_name_leads_to_its_page_where_there_is_a_directory(home, rf):
    organisation = factories.make_organisation(
        "Žene", slug_sr_latn="zene", original_name="Frauen", original_language="de"
    )
    context = Context({"request": rf.get("/")})
    assert organisations.organisation_name(context, organisation) == (
        '<span class="organisation-name">Žene</span>'
    )

    factories.make_directory(home)
    context = Context({"request": rf.get("/")})
    link = '<a class="organisation-name" href="/organizacije/zene/">Žene</a>'
    assert organisations.organisation_name(context, organisation) == link
    assert organisations.organisation_name(context, organisation, shows_own=True) == (
        f'{link} <span class="own-name" lang="de">Frauen</span>'
    )
    only = factories.make_organisation("Kuća")
    assert "own-name" not in organisations.organisation_name(context, only, shows_own=True)
    with translation.override("en"):
        assert ' href="/en/organisations/kuca/" lang="sr-Latn">' in organisations.organisation_name(
            Context({"request": rf.get("/en/")}), only
        )


@pytest.mark.parametrize(
    ("fields", "said", "without_country"),
    [
        ({}, "", ""),
        ({"country": "RS"}, "Srbija", ""),
        ({"city_sr_latn": "Niš"}, "Niš", "Niš"),
        ({"city_sr_latn": "Niš", "country": "RS"}, "Niš, Srbija", "Niš"),
        ({"city_sr_latn": "Niš", "country": "RS", "do_not_publish_location": True}, "Srbija", ""),
    ],
)
def test_a_place_is_told_as_far_as_it_may_be(fields, said, without_country):
    organisation = Organisation(**fields)

    assert organisations.place_of(organisation) == said
    assert organisations.place_of(organisation, with_country=False) == without_country


def test_a_contact_says_what_it_is_and_is_written_as_people_say_it():
    organisation = Organisation(
        website="https://www.a.rs/", website_confidence="likely", email="a@a.rs", email_confidence="likely"
    )
    phones = [PublicPhone(number="+381 11 1", label_sr_latn=label) for label in ("", "Kancelarija")]
    with translation.override("sr-latn"):
        said = {
            (str(organisations.contact_label(contact)), organisations.contact_text(contact))
            for contact in contacts_of(organisation, phones)
        }

    assert said == {
        ("Sajt", "a.rs"), ("Imejl", "a@a.rs"), ("Telefon", "+381 11 1"), ("Kancelarija", "+381 11 1"),
    }  # fmt: skip
    assert organisations.published_website(organisation) == "https://www.a.rs/"
    organisation.website_confidence = "unconfirmed"
    assert organisations.published_website(organisation) == ""


def test_each_fact_of_an_organisation_is_written_as_its_kind_is():
    organisation = factories.make_organisation(
        "Žene", acronym="ŽA", legal_name="Udruženje", former_names="Stare\nPrve", founded="2001-05"
    )
    organisation.fields_of_work.set(FieldOfWork.objects.order_by("key")[:2])
    organisation.save()
    written = {
        fact.name: str(organisations.fact_value(organisation, fact)) for fact in page_facts(organisation)
    }

    # In their order on the page; the town and what is said of it stand elsewhere.
    assert list(written) == ["acronym", "legal_name", "former_names", "founded", "fields_of_work"]
    assert written["acronym"] == "ŽA" and written["legal_name"] == "Udruženje"
    assert written["former_names"] == "Stare<br>Prve"
    assert written["founded"] == '<time datetime="2001-05">maj 2001.</time>'
    assert written["fields_of_work"].count(", ") == 1

    organisation.ended, organisation.legal_name = "2019", "Žene"
    with translation.override("en"):
        found = {fact.name: str(fact.heading) for fact in page_facts(organisation)}
    # A legal name that only repeats the name says nothing.
    assert found == {
        "acronym": "Acronym", "former_names": "Former names", "founded": "Founded", "ended": "Dissolved",
        "fields_of_work": "Fields of work",
    }  # fmt: skip


def test_a_list_of_networks_marks_those_in_another_language(network, client, directory):
    factories.make_membership(network, factories.make_organisation("Žene"))
    other = factories.make_page(
        network.get_parent(), "Foreign", NetworkPage, slug="foreign", title_en="Foreign", name_language="en",
        short_name_sr_latn="Foreign", short_name_en="Foreign",
    )  # fmt: skip
    factories.make_membership(other, Organisation.objects.get(name_sr_latn="Žene"))

    assert (
        '<a href="/mreze/at-mreza/">Mreža</a>, <a href="/mreze/foreign/" lang="en">Foreign</a>'
        in client.get("/organizacije/").text
    )
    assert (
        '<a class="also-in__link" href="/mreze/foreign/" lang="en">Foreign</a>'
        in client.get("/mreze/at-mreza/").text
    )


def test_a_country_of_the_map_is_in_the_list_of_members_where_all_of_it_is():
    row = Membership(organisation=Organisation(pk=1, country="RS"))
    found = Members.of([Member(row, row.organisation, [])])

    assert organisations.is_listed_in(Country("", "RS", []), found)
    assert not organisations.is_listed_in(Country("", "HR", []), found)
    assert not organisations.is_listed_in(Country("", "RS", []), None)


def test_the_directory_is_asked_for_the_members_of_a_network_or_for_those_of_a_kind(network, directory, rf):
    context = Context({"request": rf.get("/")})
    assert organisations.network_in_directory(context, network) == "/organizacije/?mreza=at-mreza"
    assert organisations.network_in_directory(context, network, "partner") == (
        "/organizacije/?mreza=at-mreza&vrsta=partner"
    )
