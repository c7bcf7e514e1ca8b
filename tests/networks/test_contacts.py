"""Visitors are shown a contact only where it is sure, with its date; everything else is for staff."""

import datetime
import json
import re

import pytest
from django.core.management import call_command
from django.test import Client

from astra_site.safety.models import Confidence
from astra_site.search.models import SearchEntry
from networks.contacts import contacts_of, published_contacts
from networks.models import FieldOfWork, Organisation, PublicPhone, SiteSettings
from networks.open_data import files
from tests.factories import make_membership, make_network, make_organisation
from tests.networks.open_data.conftest import DIRECTORIES, file_url

pytestmark = pytest.mark.django_db

TRACES = {"website": "kontakt-za-proveru.example", "email": "pisite@example.org", "phone": "016 555 7788"}
SHOWN = {
    "website": {"confirmed", "likely"},
    "email": {"confirmed", "likely"},
    "phone": {"confirmed"},
}


@pytest.fixture
def network(directory, networks):
    return make_network(networks)


def make_reachable(kind, confidence, **fields):
    """Make an organisation with one contact."""
    if kind == "phone":
        organisation = make_organisation("Dostupna", country="RS", city_sr_latn="Niš", **fields)
        PublicPhone.objects.create(
            organisation=organisation, number=TRACES["phone"], confidence=confidence, as_of="2023"
        )
        return organisation
    value = f"https://{TRACES['website']}/" if kind == "website" else TRACES["email"]
    contact = {kind: value, f"{kind}_confidence": confidence, f"{kind}_as_of": "2023"}
    return make_organisation("Dostupna", country="RS", city_sr_latn="Niš", **contact, **fields)


def everything(organisation, network):
    """Return all that a visitor, a program or a search engine can read of it, by where it stands."""
    found = {}
    for language, directory in DIRECTORIES.items():
        addresses = [
            directory,
            organisation.url_in(language),
            network.url_in(language),
            files.record_url(directory, organisation.pk, language),
            *(file_url(file.key, language) for file in files.FILES),
        ]
        for address in addresses:
            found[address] = Client().get(address).content.decode()
    call_command("rebuild_search", verbosity=0)
    entries = SearchEntry.objects.filter(url__startswith="/")
    found["the search index"] = " ".join(f"{entry.title} {entry.text}" for entry in entries)
    return found


@pytest.mark.parametrize("confidence", Confidence.values)
@pytest.mark.parametrize("kind", TRACES)
def test_what_is_not_sure_stands_nowhere(network, kind, confidence):
    organisation = make_reachable(kind, confidence)
    make_membership(network, organisation)
    told = everything(organisation, network)

    where = {place for place, text in told.items() if TRACES[kind] in text}

    if confidence not in SHOWN[kind]:
        assert where == set()
        assert [contact.value for contact in contacts_of(organisation)]
        return
    page, record = (
        organisation.url_in("sr-latn"),
        files.record_url("/organizacije/", organisation.pk, "sr-latn"),
    )
    assert {page, record, file_url("json", "en"), file_url("organisations_csv", "sr-latn")} <= where
    assert "2023" in told[page]


@pytest.mark.parametrize("kind", TRACES)
def test_of_who_is_no_more_no_contact_is_told(network, kind):
    organisation = make_reachable(kind, "confirmed", ended="2024")
    make_membership(network, organisation)

    assert published_contacts(organisation) == []
    assert not [place for place, text in everything(organisation, network).items() if TRACES[kind] in text]


# The page of an organisation leads on


def page_of(organisation, client, language="sr-latn"):
    source = " ".join(client.get(organisation.url_in(language)).content.decode().split())
    return source.replace('" >', '">')


def test_a_contact_stands_with_its_date_and_its_source(directory, client):
    organisation = make_organisation(
        "Centar",
        email="centar@example.org",
        email_confidence="confirmed",
        email_checked_on=datetime.date(2026, 11, 3),
        website="https://www.example.org/",
        website_confidence="likely",
        website_as_of="2024-05",
        website_source_url="https://example.org/adresar",
    )

    html = page_of(organisation, client)

    assert 'href="mailto:centar@example.org">centar@example.org</a>' in html
    assert 'Provereno: <time datetime="2026-11-03">3. novembar 2026.</time>' in html
    assert 'Podatak iz <time datetime="2024-05">maja 2024.</time>' in html
    assert 'href="https://example.org/adresar"' in html


def test_a_source_without_a_date_says_so(directory, client):
    organisation = make_organisation(
        "Centar", email="centar@example.org", email_confidence="confirmed", email_source_url="https://a.rs/"
    )

    assert "Podatak bez datuma" in page_of(organisation, client)


def test_where_no_number_is_known_the_sos_line_is_offered(starter_content, client):
    nobody = Organisation.objects.get(slug_sr_latn="sos-vlasotince")
    only_a_site = Organisation.objects.get(slug_sr_latn="olj-vranje")
    with_a_number = Organisation.objects.get(slug_sr_latn="osvit-nis")
    asks_there = (
        "Nemamo potvrđen kontakt ove organizacije."
        " Na ASTRA SOS telefonu možete da pitate kome da se obratite:"
    )

    assert asks_there in page_of(nobody, client)
    assert "Nemamo potvrđen broj telefona ove organizacije." in page_of(only_a_site, client)
    assert "We have no confirmed contact details for this organisation." in page_of(nobody, client, "en")
    for organisation in (nobody, only_a_site):
        main = page_of(organisation, client).split("<main")[1].split("</main")[0]
        assert 'href="tel:+381117850000"' in main
    main = page_of(with_a_number, client).split("<main")[1].split("</main")[0]
    assert 'href="tel:0800100909"' in main
    assert "možete da pitate kome da se obratite" not in main


def test_abroad_the_sos_line_is_offered_with_the_number_to_dial_from_there(starter_content, client):
    abroad = Organisation.objects.get(slug_sr_latn="accept-ro")
    at_home = Organisation.objects.get(slug_sr_latn="sos-vlasotince")

    for organisation, shown in ((abroad, "+381 11 785 0000"), (at_home, "011 785 0000")):
        contacts = page_of(organisation, client).split('class="contacts"')[1].split("</section>")[0]
        assert f'href="tel:+381117850000">{shown}</a>' in contacts


def test_between_a_date_and_its_source_stands_a_dot(starter_content, client):
    contacts = page_of(Organisation.objects.get(slug_sr_latn="osvit-nis"), client)

    assert re.search(r'</time>\.? <span aria-hidden="true">·</span> <a class="date-source"', contacts)


def test_the_page_leads_on_to_others_in_town_country_and_network(directory, networks, client):
    network = make_network(networks, short_name_sr_latn="AT mreža")
    here, there = (make_organisation(name, country="RS", city_sr_latn="Niš") for name in ("Ovde", "Pored"))
    away = make_organisation("Daleko", country="RS", city_sr_latn="Bor")
    for one in (here, there, away):
        make_membership(network, one)

    end = page_of(here, client).split('class="neighbours"')[1].split("</section>")[0]

    assert "Pored" in end
    assert "Daleko" not in end
    assert '<a href="/organizacije/?mesto=nis#results">Niš</a> (2)' in end
    assert '<a href="/organizacije/?zemlja=RS#results">Srbija</a> (3)' in end
    assert '<a href="/organizacije/?mreza=at-mreza#results">AT mreža</a> (3)' in end


def test_neighbours_give_no_secret_place_away(directory, networks, client):
    network = make_network(networks)
    secret = make_organisation("Tajna", country="RS", city_sr_latn="Niš", do_not_publish_location=True)
    open_one = make_organisation("Javna", country="RS", city_sr_latn="Niš")
    for one in (secret, open_one):
        make_membership(network, one)

    assert "mesto=nis" not in page_of(open_one, client)
    assert "mesto=nis" not in page_of(secret, client)


def test_an_error_is_reported_by_mail_where_the_settings_have_an_address(directory, client):
    organisation = make_organisation("Centar za žene & decu")
    assert "Prijavite grešku" not in page_of(organisation, client)

    settings = SiteSettings.for_site(directory.get_site())
    settings.corrections_email = "ispravke@example.org"
    settings.save()

    html = page_of(organisation, client)
    assert "Prijavite grešku na ovoj stranici" in html
    assert "mailto:ispravke@example.org?subject=Ispravka%3A%20Centar%20za%20%C5%BEene%20%26%20decu" in html


# What was found is loaded


def test_the_starter_content_has_contacts_and_says_what_organisations_do(starter_content):
    published = [
        organisation for organisation in Organisation.objects.all() if published_contacts(organisation)
    ]
    described = Organisation.objects.exclude(about_sr_latn="").exclude(about_en="")

    assert len(published) >= 45
    assert described.count() >= 60
    assert PublicPhone.objects.exclude(confidence="confirmed").count() >= 40


def test_every_published_town_is_on_the_map(starter_content, client):
    features = json.loads(client.get("/organizacije/podaci/geojson/").content)["features"]
    with_town = Organisation.objects.filter(live=True).exclude(city_sr_latn="")

    assert len(features) == with_town.filter(do_not_publish_location=False).count()
    assert not Organisation.objects.filter(do_not_publish_location=True, longitude__isnull=False).exists()
    assert FieldOfWork.objects.exists()
