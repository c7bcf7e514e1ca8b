"""What programs of others are told of an organisation and a network of which everything is known: all of it.

Whatever is lost, comes twice or is put under another name breaks somebody's program.
"""

import datetime
import json
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from astra_site.caching import cache
from networks.models import FieldOfWork, NetworkPage, OrganisationIndexPage, PublicPhone, SiteSettings
from networks.open_data import feed, structured
from tests import factories
from tests.networks.open_data.test_feed_and_json_ld import ATOM, entries

pytestmark = pytest.mark.django_db
ROOT = "http://testserver"
DAY = datetime.date(2026, 2, 3)
CHECKED = {"source_url": "https://izvor.example/", "as_of": "2026", "checked_on": DAY}
SURE = {"confidence": "confirmed", **CHECKED}
KNOWN = {
    "name_en": "Athena", "slug_sr_latn": "atina", "slug_en": "athena", "acronym": "AT",
    "legal_name": "Udruženje Atina", "original_name": "Athina", "original_language": "el",
    "former_names": "Stara\nStarija", "country": "RS", "city_sr_latn": "Niš", "city_en": "Nish",
    "latitude": 43.3, "longitude": 21.9,
    "do_not_publish_location": False, "founded": "2001-05", "verified_on": DAY,
    "website": "https://atina.example/", "email": "info@atina.example",
    **{f"website_{name}": value for name, value in SURE.items()},
    **{f"email_{name}": value for name, value in SURE.items()},
    "source_name_sr_latn": "Spisak", "source_name_en": "List", "source_url": "https://spisak.example/",
    "source_as_of": "2025", "internal_note": "TAJNA",
}  # fmt: skip


@pytest.fixture
def network(networks):
    return factories.make_network(
        networks, short_name_en="ATN", acronym="ATM", lead_en="Who works together.", founded="1999",
        website_en="https://at.example/", seat_city_en="Vienna", seat_city_sr_latn="Beč", seat_country="AT",
        search_description_en="What search engines show.",
    )  # fmt: skip


@pytest.fixture
def known(directory, network):
    """An organisation of which everything is known: it is in one network, and was in another."""
    organisation = factories.make_organisation("Atina", **KNOWN)
    organisation.fields_of_work.set([FieldOfWork.objects.order_by("key").first()])
    organisation.save()
    PublicPhone.objects.create(
        organisation=organisation, number="+381 18 123 456", label_sr_latn="Kancelarija", label_en="Office",
        hours_sr_latn="9–17", hours_en="9 to 5", **SURE,
    )  # fmt: skip
    first = factories.make_page(
        network.get_parent().specific, "Prva", NetworkPage, slug="prva", title_en="First", slug_en="first"
    )
    first.move(network, "left")
    factories.make_membership(first, organisation, until="2015")
    factories.make_membership(
        network, organisation, kind="founder", since="2003", as_of="2024", note_en="First of all",
        source_name_en="Charter", source_url="https://povelja.example/",
    )  # fmt: skip
    return organisation


IDENTITY = {"@type": "NGO", "name": "ASTRA – Anti-Trafficking Action", "url": "https://astra.rs/en/"}
SOURCE = {**CHECKED, "checked_on": "2026-02-03"}


def test_an_organisation_has_in_its_file_all_that_is_public_and_nothing_else(known, network, client):
    text = client.get(f"/en/organisations/data/json/{known.pk}/").content.decode()
    # People read it too.
    assert '\n "organisation": {\n' in text and '"Udruženje Atina"' in text
    found = json.loads(text)
    (field,) = known.fields_of_work.all()
    first, second = found["organisation"].pop("memberships")

    assert found.keys() == {
        "language", "publisher", "licence", "coordinates_source", "as_of", "organisation",
    }  # fmt: skip
    assert found["organisation"] == {
        "id": known.pk, "name": "Athena", "own_name": "Athina", "own_name_language": "el", "acronym": "AT",
        "legal_name": "Udruženje Atina", "former_names": ["Stara", "Starija"],
        "country": "RS", "country_name": "Serbia", "town": "Nish", "latitude": 43.3, "longitude": 21.9,
        "coordinates_precision": "city", "coordinates_precision_name": "centre of the town",
        "website": "https://atina.example/", **{f"website_{name}": value for name, value in SOURCE.items()},
        "email": "info@atina.example", **{f"email_{name}": value for name, value in SOURCE.items()},
        "activity": "unknown", "activity_name": "not known", "activity_as_of": "", "activity_source_url": "",
        "founded": "2001-05", "ended": "", "page": f"{ROOT}/en/organisations/athena/",
        "source_name": "List", "source_url": "https://spisak.example/", "source_as_of": "2025",
        "verified_on": "2026-02-03",
        "phones": [{"number": "+381 18 123 456", "label": "Office", "hours": "9 to 5", **SOURCE}],
        "record": f"{ROOT}/en/organisations/data/json/{known.pk}/",
        "fields_of_work": [{"key": field.key, "name": field.name_en}],
    }  # fmt: skip
    assert first == {
        "network": "ATN", "network_page": f"{ROOT}/en/networks/at-network/",
        "kind": "founder", "kind_name": "founder", "is_current": True, "since": "2003", "until": "",
        "confirmation": "confirmed", "confirmation_name": "confirmed", "as_of": "2024",
        "note": "First of all", "source_name": "Charter", "source_url": "https://povelja.example/",
    }  # fmt: skip
    # What has ended comes after what lasts, though its network comes first.
    assert (second["network_page"], second["is_current"]) == (f"{ROOT}/en/networks/first/", False)


def test_a_search_engine_is_told_of_an_organisation_all_that_has_a_word_there(known, network, json_ld):
    expected = {
        "@context": "https://schema.org", "@type": "NGO", "@id": f"{ROOT}/#organisation-{known.pk}",
        "name": "Athena", "url": f"{ROOT}/en/organisations/athena/", "legalName": "Udruženje Atina",
        "alternateName": ["AT", "Athina", "Stara", "Starija"],
        "address": {"@type": "PostalAddress", "addressLocality": "Nish", "addressCountry": "RS"},
        "foundingDate": "2001-05", "sameAs": ["https://atina.example/"], "email": "info@atina.example",
        "telephone": ["+381 18 123 456"],
        "memberOf": [
            {"@type": "Organization", "@id": f"{ROOT}/#network-{network.pk}", "name": "AT network",
             "url": f"{ROOT}/en/networks/at-network/"},
        ],
    }  # fmt: skip
    assert json_ld("/en/organisations/athena/") == expected

    known.ended = "2020"
    known.save()

    assert json_ld("/en/organisations/athena/")["dissolutionDate"] == "2020"


@pytest.mark.parametrize("most", [1, 2])
def test_a_search_engine_is_told_of_a_network_and_of_its_members_when_they_are_few(
    known, network, json_ld, monkeypatch, most
):
    monkeypatch.setattr(structured, "MOST_MEMBERS", most)
    factories.make_membership(network, factories.make_organisation("Bela", name_en="Bela", slug_en="bela"))
    found = json_ld("/en/networks/at-network/")
    listed = found.pop("member", [])

    assert found == {
        "@context": "https://schema.org", "@type": "Organization", "@id": f"{ROOT}/#network-{network.pk}",
        "name": "AT network", "url": f"{ROOT}/en/networks/at-network/", "alternateName": ["ATN", "ATM"],
        "description": "Who works together.", "sameAs": ["https://at.example/"], "foundingDate": "1999",
        "address": {"@type": "PostalAddress", "addressLocality": "Vienna", "addressCountry": "AT"},
    }  # fmt: skip
    names = [(one["@type"], one["name"], one["url"]) for one in listed]
    athena = ("NGO", "Athena", f"{ROOT}/en/organisations/athena/")
    assert names == ([athena, ("NGO", "Bela", f"{ROOT}/en/organisations/bela/")] if most == 2 else [])


def test_a_status_has_neither_a_seat_nor_a_day_of_its_foundation(known, network, json_ld):
    NetworkPage.objects.filter(pk=network.pk).update(kind="un_status")

    found = json_ld("/en/networks/at-network/")

    assert found["@type"] == "ProgramMembership" and not {"address", "foundingDate"} & set(found)


def test_the_directory_is_a_set_of_data_with_somebody_who_made_it(known, directory, json_ld):
    found = json_ld("/en/organisations/")
    downloads = found.pop("distribution")

    creator = found.pop("creator")
    assert {key: creator[key] for key in IDENTITY} == IDENTITY
    assert found == {
        "@context": "https://schema.org", "@type": "Dataset", "name": "Organisations",
        "@id": f"{ROOT}/#organisationindex-{directory.pk}", "url": f"{ROOT}/en/organisations/",
    }  # fmt: skip
    assert [one["encodingFormat"] for one in downloads] == [
        "text/csv", "text/csv", "application/json", "application/geo+json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lead_sr", "lead_en", "expected"),
    [("Ko je gde.", "Who is where.", "Who is where."), ("Ko je gde.", "", None), ("", "", None)],
)
def test_a_set_of_data_is_described_in_the_language_of_its_page_or_not_at_all(
    lead_sr, lead_en, expected, known, directory, json_ld
):
    OrganisationIndexPage.objects.filter(pk=directory.pk).update(lead_sr_latn=lead_sr, lead_en=lead_en)
    cache.clear_all()

    assert json_ld("/en/organisations/").get("description") == expected


def test_a_site_of_nobody_names_no_publisher(known, json_ld):
    SiteSettings.objects.update(organisation_name_sr_latn="", organisation_name_en="")
    cache.clear_all()

    assert "publisher" not in json_ld("/en/") and "creator" not in json_ld("/en/organisations/")


def test_what_was_chosen_stands_in_words_over_the_points(known, document):
    found = document("geojson", "en", network="at-network", words="ath")

    about = found["metadata"]
    assert about["page"] == f"{ROOT}/en/organisations/?words=ath&network=at-network"
    assert about["choices"] == {"network": "ATN", "words": "ath"}
    assert about["organisations_without_a_point"] == 0
    (point,) = found["features"]
    assert (point["type"], point["id"]) == ("Feature", known.pk)
    assert point["geometry"] == {"type": "Point", "coordinates": [21.9, 43.3]}
    assert not {"latitude", "longitude"} & set(point["properties"])
    assert point["properties"]["name"] == "Athena"


# The feed


def publish_at(thing, hour):
    thing.save_revision().publish()
    moment = datetime.datetime(2026, 5, 1, hour, tzinfo=datetime.UTC)
    type(thing).objects.filter(pk=thing.pk).update(
        last_published_at=moment, first_published_at=moment.replace(year=2020)
    )


def test_the_feed_tells_the_latest_changes_only_and_the_newest_first(known, network, download, monkeypatch):
    bela = factories.make_organisation("Bela", name_en="Bela", slug_en="bela")
    first = NetworkPage.objects.get(slug="prva")
    for hour, thing in enumerate([network.get_parent().specific, first, known, network, bela], 1):
        publish_at(thing, hour)
    told = [title for title, _address in entries(download("changes", "en"))]

    assert told == ["Bela", "AT network", "Athena", "First", "Networks"]
    for most in (1, 2, 4):
        monkeypatch.setattr(feed, "ENTRIES", most)
        assert [title for title, _address in entries(download("changes", "en"))] == told[:most]


def test_an_entry_of_the_feed_says_what_it_is_and_since_when(network, directory, download):
    publish_at(network, 1)
    whole = ElementTree.fromstring(download("changes", "en").content)  # noqa: S314 - our own
    (entry,) = whole.iter(f"{ATOM}entry")

    assert {part.tag.removeprefix(ATOM): part.text for part in entry if part.text} == {
        "title": "AT network", "id": f"{ROOT}/en/networks/at-network/",
        "summary": "What search engines show.",
        "published": "2020-05-01T01:00:00+00:00", "updated": "2026-05-01T01:00:00+00:00",
    }  # fmt: skip
    assert whole.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [(link.get("rel"), link.get("href")) for link in whole.findall(f"{ATOM}link")] == [
        ("alternate", f"{ROOT}/en/organisations/"), ("self", f"{ROOT}/en/organisations/data/changes/"),
    ]  # fmt: skip
    assert whole.find(f"{ATOM}author/{ATOM}name").text == "ASTRA’s networks"


def test_a_page_that_is_not_for_everybody_is_not_in_the_feed(network, directory, download):
    publish_at(network, 1)
    PageViewRestriction.objects.create(page=network, restriction_type=PageViewRestriction.LOGIN)

    assert entries(download("changes", "en")) == []
