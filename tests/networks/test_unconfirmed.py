"""A membership known only from an old list is shown as such wherever it is shown, and counted nowhere."""

import csv
import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from astra_site.pages.models import BasePage
from networks.content_checks import stated_count
from networks.models import MapPage, Membership, Organisation, PublicPhone, StatedCount
from networks.models.membership import Confirmation, MembershipKind
from networks.organisation_search import organisation_documents
from networks.overlaps import overlaps
from tests import factories
from tests.networks.spreadsheets.files import csv_of, dry_run, exported, import_file, messages, zip_of

pytestmark = pytest.mark.django_db
WORDS = {"sr-latn": "nepotvrđeno članstvo", "en": "unconfirmed"}


@pytest.fixture
def site(directory, network):
    """A network with a member, a partner and somebody of whom nobody knows."""
    places = {"country": "RS", "do_not_publish_location": False}
    member = factories.make_organisation(
        "Članica", name_en="Member", city_sr_latn="Niš", longitude=21.9, latitude=43.3, **places
    )
    partner = factories.make_organisation("Partnerka", name_en="Partner", **places)
    unknown = factories.make_organisation(
        "Neizvesna", name_en="Uncertain", city_sr_latn="Vranje", longitude=21.9, latitude=42.5, **places
    )
    factories.make_membership(network, member)
    factories.make_membership(network, partner, kind=MembershipKind.PARTNER)
    factories.make_membership(network, unknown, confirmation=Confirmation.UNCONFIRMED, as_of="2013")
    return {"network": network, "member": member, "partner": partner, "unknown": unknown}


def page(client, thing, language="sr-latn"):
    response = client.get(thing.url_in(language) if not isinstance(thing, str) else thing)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("language", WORDS)
def test_the_pages_of_network_and_organisation_say_that_it_is_unconfirmed(site, client, language):
    word = WORDS[language]
    network = page(client, site["network"], language)

    card = network[network.index('id="unconfirmed"') :]
    assert card.count('class="member-card"') == 1
    assert word in card[: card.index("</ul>")]
    assert word in page(client, site["unknown"], language)
    assert word not in page(client, site["member"], language)


@pytest.mark.parametrize(
    ("language", "address"), [("sr-latn", "/organizacije/"), ("en", "/en/organisations/")]
)
def test_the_directory_marks_it_and_can_be_narrowed_down_to_it(site, client, language, address):
    query = {"sr-latn": "vrsta=nepotvrdjena", "en": "kind=unconfirmed"}[language]
    all_of_them, narrowed = page(client, address), page(client, f"{address}?{query}")

    (entry,) = [
        one
        for one in all_of_them.split('<li class="directory-entry">')[1:]
        if "eizvesna" in one or "Uncertain" in one
    ]
    assert WORDS[language] in entry[: entry.index("</li>")]
    assert narrowed.count('class="directory-entry"') == 1
    assert site["unknown"].url_in(language) in narrowed


def test_members_are_counted_without_it_and_without_partners(site, client):
    html = page(client, site["network"])

    assert '<a href="#members">1 članica</a>' in html
    assert '<a href="#partners">1 partnerska organizacija</a>' in html
    assert '<a href="#unconfirmed">1 nepotvrđeno članstvo</a>' in html
    assert ">2&nbsp;organizacije<" in page(client, "/")


def test_its_knot_on_the_map_is_another_and_no_thread_leads_there(site, client):
    factories.make_page(site["network"].get_parent().get_parent(), "Mapa", MapPage, slug="mapa")
    for html in (page(client, site["network"]), page(client, "/mapa/")):
        assert html.count("map__knot--uncertain") == 1
        assert "Bleda tačka" in html
        assert "nepotvrđeno članstvo" in html[html.index("map__list") :]


def test_a_map_without_any_has_no_legend_for_it(site, client):
    Membership.objects.filter(organisation=site["unknown"]).delete()
    Organisation.objects.get(pk=site["unknown"].pk).delete()

    assert "Bleda tačka" not in page(client, site["network"])


def test_every_data_file_has_it_by_a_key_of_its_own_and_not_as_current(site, client):
    (organisation,) = [
        organisation
        for organisation in document(client, "json")["organisations"]
        if organisation["name"] == "Neizvesna"
    ]
    (feature,) = [
        feature
        for feature in document(client, "geojson")["features"]
        if feature["properties"]["name"] == "Neizvesna"
    ]
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/organizacije/podaci/clanstva-csv/").content.decode("utf-8-sig"))
        )
    )

    for membership in (*organisation["memberships"], *feature["properties"]["memberships"]):
        assert (membership["confirmation"], membership["is_current"]) == ("unconfirmed", False)
    assert {row["organisation"]: (row["confirmation"], row["is_current"]) for row in rows} == {
        "Članica": ("confirmed", "yes"),
        "Partnerka": ("confirmed", "yes"),
        "Neizvesna": ("unconfirmed", "no"),
    }


def document(client, name):
    return json.loads(client.get(f"/organizacije/podaci/{name}/").content)


def test_search_engines_are_not_told_of_it_as_of_a_member(site, client):
    for thing in (site["network"], site["unknown"]):
        html = page(client, thing)
        data = html[html.index("application/ld+json") :]
        data = data[: data.index("</script>")]
        assert "memberOf" not in data
        assert '"member":' not in data or "Neizvesna" not in data


@pytest.mark.parametrize("language", WORDS)
def test_who_searches_reads_that_it_is_unconfirmed(site, language):
    with translation.override(language):
        member, unknown = organisation_documents([site["member"], site["unknown"]], language)

    assert WORDS[language] in unknown.text
    assert WORDS[language] not in member.text


def test_it_is_no_overlap(site, networks):
    other = factories.make_network(networks, slug="druga", slug_en="other")
    factories.make_membership(other, site["unknown"])

    assert all(cell.number == 0 for row in overlaps(None).rows for cell in row.cells if not cell.is_same)


def test_it_is_not_former_as_well(site):
    for fields in ({"is_former": True}, {"until": "2015"}):
        membership = Membership(
            network=site["network"],
            organisation=site["member"],
            confirmation=Confirmation.UNCONFIRMED,
            **fields,
        )
        with pytest.raises(ValidationError) as refusal:
            membership.full_clean()
        assert "confirmation" in refusal.value.message_dict


def test_a_stated_number_is_not_compared_with_it(site):
    network = site["network"]
    network.members_list = "complete"
    network.stated_counts = [StatedCount(number=1, what_sr_latn="članica")]

    assert list(stated_count(network)) == []


def test_the_list_of_staff_can_be_narrowed_down_to_it(site, admin_client):
    html = admin_client.get(
        "/admin/snippets/networks/organisation/?confirmation=unconfirmed"
    ).content.decode()

    assert "Neizvesna" in html
    assert "Partnerka" not in html


@pytest.fixture
def moderator(django_user_model):
    return django_user_model.objects.create_superuser("moderatorka")


def test_the_spreadsheet_takes_it_out_and_in(site, moderator):
    (row,) = [
        membership for membership in exported()["memberships"] if membership["organisation"] == "neizvesna"
    ]
    assert row["confirmation"] == "unconfirmed"

    import_file(zip_of(memberships=[{**row, "confirmation": "confirmed"}]), moderator)

    assert Membership.objects.get(organisation=site["unknown"]).is_current


def test_the_spreadsheet_refuses_another_word_with_its_place(site, moderator):
    (row,) = [
        membership for membership in exported()["memberships"] if membership["organisation"] == "neizvesna"
    ]

    plan = dry_run(zip_of(memberships=[{**row, "confirmation": "mozda"}]), moderator)

    assert "confirmation" in messages(plan.errors)
    assert "mozda" in messages(plan.errors)
    assert csv_of(row)


def test_an_organisation_that_has_ended_is_offered_to_nobody(site, client):
    member = site["member"]
    PublicPhone.objects.create(
        organisation=member, number="0800 123 456", as_of="2024", confidence="confirmed"
    )
    member.website = "https://example.org/"
    member.website_confidence = "confirmed"
    member.ended = "2021-09-28"
    member.save()

    own, network, directory = (
        page(client, member),
        page(client, site["network"]),
        page(client, "/organizacije/"),
    )
    assert "Ukinuta 2021<" in own
    for html in (own, network, directory):
        assert "kinuta 2021" in html
        assert "0800 123 456" not in html
        assert 'href="https://example.org/"' not in html
    assert '<a href="#members">' not in network
    (record,) = [
        organisation
        for organisation in document(client, "json")["organisations"]
        if organisation["name"] == "Članica"
    ]
    assert (record["ended"], record["phones"]) == ("2021-09-28", [])
    assert [membership["is_current"] for membership in record["memberships"]] == [False]
    with translation.override("sr-latn"):
        assert "ukinuta 2021" in organisation_documents([member], "sr-latn")[0].text


def test_a_phone_stands_with_its_source_and_its_date(site, client):
    PublicPhone.objects.create(
        organisation=site["member"],
        number="0800 123 456",
        confidence="confirmed",
        hours_sr_latn="radnim danima",
        as_of="2024",
        source_url="https://example.org/broj",
    )

    html = page(client, site["member"])

    assert "Podatak iz" in html[html.index("0800 123 456</a>") :]
    assert 'href="https://example.org/broj"' in html
    (record,) = [
        organisation
        for organisation in document(client, "json")["organisations"]
        if organisation["name"] == "Članica"
    ]
    assert record["phones"] == [
        {
            "number": "0800 123 456",
            "label": "",
            "hours": "radnim danima",
            "source_url": "https://example.org/broj",
            "as_of": "2024",
            "checked_on": "",
        }
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"source_as_of": "2020-12"}, 'Podatak iz <time datetime="2020-12">decembra 2020.</time>'),
        ({"source_as_of": "2020-12-05"}, 'Podatak od <time datetime="2020-12-05">5. decembra 2020.</time>'),
        ({"source_as_of": "2020", "verified_on": "2026-11-24"}, 'Provereno: <time datetime="2026-11-24">'),
        ({}, ""),
    ],
)
def test_only_what_a_person_has_verified_is_called_checked(site, client, fields, said):
    Organisation.objects.filter(pk=site["member"].pk).update(source_url="https://example.org/", **fields)

    line = page(client, site["member"]).split('class="source-line"')[-1].split("</p>")[0]

    assert said in line
    assert ("Provereno" in line) == ("verified_on" in fields)
    assert ("Podatak" in line) == bool(fields and "verified_on" not in fields)


def test_nothing_of_the_starter_content_claims_to_be_verified(client):
    for model in (Organisation,):
        assert not model.objects.filter(verified_on__isnull=False).exists()
    for one in BasePage.objects.live().filter(networkpage__isnull=False).specific():
        assert "Provereno" not in page(client, one)
