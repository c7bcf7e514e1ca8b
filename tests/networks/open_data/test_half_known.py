"""What is told of an organisation of which little is known or told, and of one in another alphabet."""

import datetime
import json
import re

import pytest

from networks.directory.freshness import choices_of
from networks.models import FieldOfWork, Organisation, PublicPhone, SiteSettings
from networks.open_data import files
from networks.open_data.records import collect
from tests import factories

pytestmark = pytest.mark.django_db
ROOT = "http://testserver"
SURE = {"confidence": "confirmed", "source_url": "https://izvor.example/"}


def record(client, organisation, language="sr-latn"):
    """Return the file of one organisation."""
    directory = {
        "sr-latn": "/organizacije/", "sr-cyrl": "/sr-cyrl/organizacije/", "en": "/en/organisations/",
    }[language]  # fmt: skip
    url = files.record_url(directory, organisation.pk, "en" if language == "en" else "sr-latn")
    return json.loads(client.get(url).content)["organisation"]


def test_of_whom_only_the_name_is_known_everything_else_is_empty(directory, client, table, json_ld):
    only = factories.make_organisation("Atina", slug_sr_latn="atina")
    found = record(client, only)

    assert {name for name, value in found.items() if value not in ("", None, [])} == {
        "id", "name", "page", "record", "activity", "activity_name",
    }  # fmt: skip
    assert (found["latitude"], found["longitude"]) == (None, None)
    (row,) = table("organisations_csv")
    assert {name for name, value in row.items() if value} == {
        "id", "name", "page", "record", "activity", "activity_name",
    }  # fmt: skip
    assert json_ld("/organizacije/atina/") == {
        "@context": "https://schema.org", "@type": "NGO", "@id": f"{ROOT}/#organisation-{only.pk}",
        "name": "Atina", "url": f"{ROOT}/organizacije/atina/",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"country": "RS"}, {"addressCountry": "RS"}),
        ({"city_sr_latn": "Niš"}, {"addressLocality": "Niš"}),
        ({"country": "RS", "city_sr_latn": "Niš", "do_not_publish_location": True}, {"addressCountry": "RS"}),
    ],
)
def test_half_an_address_is_one_too(directory, json_ld, fields, expected):
    factories.make_organisation("Atina", slug_sr_latn="atina", **fields)

    assert json_ld("/organizacije/atina/")["address"] == {"@type": "PostalAddress", **expected}


def test_a_name_stands_once_and_not_again_among_the_others(directory, json_ld):
    factories.make_organisation(
        "Atina", slug_sr_latn="atina", acronym="Atina", original_name="Athina", former_names="Athina\nAT"
    )

    assert json_ld("/organizacije/atina/")["alternateName"] == ["Athina", "AT"]


def test_of_a_secret_place_a_file_has_the_country_alone(directory, client):
    secret = factories.make_organisation(
        "Atina", country="RS", city_sr_latn="Niš", latitude=43.3, longitude=21.9,
        do_not_publish_location=True,
    )  # fmt: skip
    found = record(client, secret)

    assert {name: found[name] for name in ("country", "country_name", "town", "latitude", "longitude")} == {
        "country": "RS", "country_name": "Srbija", "town": "", "latitude": None, "longitude": None,
    }  # fmt: skip
    assert (found["coordinates_precision"], found["coordinates_precision_name"]) == ("", "")


def test_each_phone_has_a_line_of_a_table_and_says_what_it_is_for_where_that_is_known(
    directory, client, table
):
    organisation = factories.make_organisation("Atina", country="RS")
    for number, label in (("+381 18 123 456", "Kancelarija"), ("+381 18 654 321", "")):
        PublicPhone.objects.create(organisation=organisation, number=number, label_sr_latn=label, **SURE)

    (row,) = table("organisations_csv")
    # The mark keeps a spreadsheet from taking it for a formula.
    assert row["phones"] == "'+381 18 123 456 – Kancelarija\n+381 18 654 321"
    phones = record(client, organisation)["phones"]
    assert [(one["label"], one["checked_on"]) for one in phones] == [("Kancelarija", ""), ("", "")]


def test_fields_of_work_stand_in_the_order_of_their_keys(directory, client, table):
    fields = list(FieldOfWork.objects.order_by("-key")[:3])
    organisation = factories.make_organisation("Atina")
    for field in fields:
        organisation.fields_of_work.add(field)
        organisation.save()
    # As the database orders them, whatever it makes of hyphens.
    expected = [field.key for field in reversed(fields)]

    assert [field["key"] for field in record(client, organisation)["fields_of_work"]] == expected
    assert table("organisations_csv")[0]["fields_of_work"].count(", ") == 2


def test_who_left_and_came_back_has_both_memberships_and_the_present_one_first(
    directory, network, client, table
):
    organisation = factories.make_organisation("Atina")
    for place, fields in enumerate(({"until": "2005"}, {"since": "2010"}, {"until": "2001"})):
        # In the order in which staff have put them on the network's page.
        factories.make_membership(network, organisation, sort_order=(1, 2, 0)[place], **fields)

    found = [(one["since"], one["until"]) for one in record(client, organisation)["memberships"]]
    assert found == [("2010", ""), ("", "2001"), ("", "2005")]
    assert [(row["since"], row["until"]) for row in table("memberships_csv")] == found
    assert table("organisations_csv")[0]["networks"] == "Mreža"


def test_in_english_what_is_not_translated_is_told_in_serbian(directory, network, client, table):
    organisation = factories.make_organisation("Žene", city_sr_latn="Niš", country="RS")
    PublicPhone.objects.create(organisation=organisation, number="112", label_sr_latn="Linija", **SURE)
    factories.make_membership(network, organisation, note_sr_latn="Prva", source_name_sr_latn="Spisak")
    found = record(client, organisation, "en")
    (membership,) = found["memberships"]

    assert (found["name"], found["town"], found["country_name"]) == ("Žene", "Niš", "Serbia")
    assert (membership["note"], membership["source_name"], membership["network"]) == (
        "Prva",
        "Spisak",
        "Mreža",
    )
    assert found["phones"][0]["label"] == "Linija"
    assert table("organisations_csv", "en")[0]["town"] == "Niš"


def test_in_cyrillic_serbian_is_written_so_and_what_is_no_serbian_stays(directory, network, client):
    organisation = factories.make_organisation(
        "Žene", acronym="ŽUA", legal_name="Udruženje žena", former_names="Stare žene\nPrve",
        original_name="Frauen", country="RS", city_sr_latn="Niš",
        website="https://zene.example/", email="info@zene.example", founded="2001",
        **{f"{name}_{part}": value for name in ("website", "email") for part, value in SURE.items()},
    )  # fmt: skip
    PublicPhone.objects.create(
        organisation=organisation, number="+381 18 123 456", label_sr_latn="Linija",
        hours_sr_latn="radnim danom", **SURE,
    )  # fmt: skip
    factories.make_membership(
        network, organisation, note_sr_latn="Prva članica", source_name_sr_latn="Spisak"
    )
    found = record(client, organisation, "sr-cyrl")

    expected = {
        "name": "Жене", "acronym": "ЖУА", "legal_name": "Удружење жена",
        "former_names": ["Старе жене", "Прве"], "own_name": "Frauen", "town": "Ниш", "country": "RS",
        "country_name": "Србија", "website": "https://zene.example/", "email": "info@zene.example",
        "activity": "unknown", "founded": "2001",
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected
    assert re.fullmatch("[а-яђјљњћџ ]+", found["activity_name"])
    assert (found["phones"][0]["label"], found["phones"][0]["hours"]) == ("Линија", "радним даном")
    (membership,) = found["memberships"]
    assert (membership["network"], membership["note"], membership["source_name"], membership["kind"]) == (
        "Мрежа", "Прва чланица", "Списак", "member",
    )  # fmt: skip
    assert membership["network_page"].startswith(f"{ROOT}/sr-cyrl/")


@pytest.mark.parametrize(
    ("name", "address", "in_a_table", "for_search_engines"),
    [
        ("CC BY 4.0", "https://licenca.example/", "CC BY 4.0 – https://licenca.example/",
         "https://licenca.example/"),
        ("CC BY 4.0", "", "CC BY 4.0", "CC BY 4.0"),
        ("", "https://licenca.example/", "", None),
    ],
)  # fmt: skip
def test_a_licence_is_its_name_and_its_address_where_it_has_one(
    directory, table, document, json_ld, name, address, in_a_table, for_search_engines
):
    factories.make_organisation("Atina")
    settings = SiteSettings.objects.get()
    settings.open_data_licence_sr_latn, settings.open_data_licence_url = name, address
    settings.save()

    assert table("organisations_csv")[0]["licence"] == in_a_table
    assert document("json")["licence"] == ({"name": name, "url": address} if name else None)
    assert json_ld("/organizacije/").get("license") == for_search_engines


def test_the_date_of_the_data_is_that_of_what_was_chosen_to_the_second(directory, network, document, table):
    moments = [datetime.datetime(2026, 5, day, 1, 2, 3, 456, tzinfo=datetime.UTC) for day in (1, 2)]
    older, newer = factories.make_organisation("Atina"), factories.make_organisation("Bela")
    for organisation, moment in zip((older, newer), moments, strict=True):
        Organisation.objects.filter(pk=organisation.pk).update(last_published_at=moment)
    factories.make_membership(network, older)

    assert document("json")["as_of"] == "2026-05-02T01:02:03+00:00"
    assert document("json", mreza="at-mreza")["as_of"] == "2026-05-01T01:02:03+00:00"
    assert {row["data_as_of"] for row in table("organisations_csv")} == {"2026-05-02T01:02:03+00:00"}
    assert {row["data_as_of"] for row in table("memberships_csv")} == {"2026-05-02T01:02:03+00:00"}


@pytest.mark.parametrize(
    ("change", "asked", "is_told"),
    [
        ({"live": False}, {}, False), ({"live": False}, {"mesto": "nis"}, False),
        ({"do_not_publish_location": True}, {"mesto": "nis"}, False),
        # Without the town in the choice it is told, but not where it is.
        ({"do_not_publish_location": True}, {}, True), ({}, {"mesto": "nis"}, True),
    ],
)  # fmt: skip
def test_what_changes_between_the_choice_and_the_reading_holds(directory, rf, change, asked, is_told):
    organisation = factories.make_organisation("Atina", country="RS", city_sr_latn="Niš")
    data = collect(choices_of(rf.get("/organizacije/podaci/json/", asked)), "/organizacije/", ROOT)
    assert len(data.numbers) == 1
    Organisation.objects.filter(pk=organisation.pk).update(**{"live": True, **change})

    told = list(data.records())
    assert [one["id"] for one in told] == [organisation.pk] * is_told
    assert all(one["town"] == ("" if change else "Niš") for one in told)
