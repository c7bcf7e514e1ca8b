"""How each file is answered: under which name it is saved, what may keep it, and what is no file."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.models import Organisation
from networks.open_data import files
from tests import factories
from tests.networks.open_data.conftest import DIRECTORIES, file_url

pytestmark = pytest.mark.django_db

NAMES = {
    "sr-latn": ["organizacije.csv", "clanstva.csv", "organizacije.json", "organizacije.geojson", "", ""],
    "en": ["organisations.csv", "memberships.csv", "organisations.json", "organisations.geojson", "", ""],
}
UNFILTERED = [file.key for file in files.FILES if not file.is_filtered]


@pytest.mark.parametrize("language", NAMES)
def test_a_browser_saves_a_file_under_a_name_in_the_language_of_its_address(directory, download, language):
    for name, file in zip(NAMES[language], files.FILES, strict=True):
        response = download(file.key, language)

        assert response.get("Content-Disposition") == (f'attachment; filename="{name}"' if name else None)
        assert response["Content-Type"] == file.content_type
        assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("key", ["organisations_csv", "memberships_csv"])
def test_a_table_tells_spreadsheets_that_its_letters_are_unicode(directory, download, key):
    assert download(key).content.startswith("\ufeff".encode())


@pytest.mark.parametrize("key", files.BY_KEY)
def test_whoever_has_a_file_asks_whether_it_is_still_good(directory, download, key):
    assert download(key)["Cache-Control"] == "no-cache"


def test_what_a_visitor_has_typed_is_kept_nowhere(directory, download):
    for file in files.FILES:
        kept = download(file.key, reci="pomoć")["Cache-Control"]
        # What does not depend on it has nothing of it.
        assert kept == ("no-store" if file.is_filtered else "no-cache"), file.key


@pytest.mark.parametrize("key", UNFILTERED)
def test_what_is_the_same_for_all_does_not_ask_what_was_chosen(directory, download, key):
    factories.make_organisation("Žuta").save_revision().publish()
    response = download(key, mreza="nema-je", reci="nigde")

    assert response.status_code == 200
    assert response.content == download(key).content


def test_only_what_depends_on_choices_is_offered_with_them(directory, network, client):
    offered = client.get("/organizacije/?mreza=at-mreza").context["downloads"]

    assert [one.url.partition("?")[2] for one in offered] == ["mreza=at-mreza"] * 4 + [""] * 2
    assert [one.is_feed for one in offered] == [False] * 5 + [True]
    assert [one.content_type for one in offered] == [
        "text/csv", "text/csv", "application/json", "application/geo+json", "application/schema+json",
        "application/atom+xml",
    ]  # fmt: skip
    assert not any("?" in one.url for one in client.get("/organizacije/").context["downloads"])


def test_the_file_of_one_is_kept_and_read_by_others_as_the_file_of_all(directory, client):
    factories.make_organisation("Druga")
    key = factories.make_organisation("Žuta").pk
    response = client.get(files.record_url("/organizacije/", key, "sr-latn"))

    assert json.loads(response.content)["organisation"]["name"] == "Žuta"
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_an_id_is_one_of_ours_and_written_in_plain_digits(directory, client):
    key = factories.make_organisation("Žuta").pk
    written = str(key).translate({ord("0") + digit: chr(0x0660 + digit) for digit in range(10)})
    assert int(written) == key

    for wrong in (written, "9" * 5000, f"{key}/{key}"):
        assert client.get(f"/organizacije/podaci/json/{wrong}/").status_code == 404
    for folder in ("podaci/csv", "data/json"):
        assert client.get(f"/organizacije/{folder}/{key}/").status_code == 404
    nobody = client.get(f"/organizacije/podaci/json/{key + 1}/")
    assert (nobody.status_code, nobody.text) == (404, "Nema organizacije sa tim brojem.\n")


@pytest.mark.parametrize("language", DIRECTORIES)
def test_letters_stand_in_the_files_as_they_are(directory, network, download, language):
    factories.make_membership(network, factories.make_organisation("Žuta čaša", latitude=1, longitude=2))

    for file in files.FILES:
        if file.is_filtered:
            assert "Žuta čaša" in download(file.key, language).content.decode()


def test_files_of_many_take_no_query_for_each(directory, network, download):
    def asked(key):
        factories.make_membership(network, factories.make_organisation(country="RS"), until="2015")
        download(key)
        with CaptureQueriesContext(connection) as found:
            assert download(key).content
        return len(found)

    for key in ("json", "memberships_csv"):
        assert asked(key) == asked(key)


def test_of_nobody_the_files_have_their_heads_and_no_date(directory, network, document, download):
    factories.make_organisation("Žuta", latitude=1, longitude=2)

    for key, items in (("json", "organisations"), ("geojson", "features")):
        found = document(key, mreza="at-mreza")
        about = found.get("metadata", found)
        assert found[items] == []
        assert (about["as_of"], about["coordinates_source"]) == (None, "")
        assert about["choices"] == {"network": "Mreža"}
        everybody = document(key)
        about = everybody.get("metadata", everybody)
        assert about["page"] == "http://testserver/organizacije/" and about["choices"] == {}
        assert "GeoNames" in about["coordinates_source"]
    for key in ("organisations_csv", "memberships_csv"):
        assert len(download(key, mreza="at-mreza").content.decode().splitlines()) == 1


def test_a_withdrawn_directory_has_no_files(directory, client):
    organisation = factories.make_organisation("Žuta")
    directory.unpublish()

    for key in files.BY_KEY:
        assert client.get(file_url(key, "sr-latn")).status_code == 404
    assert client.get(files.record_url("/organizacije/", organisation.pk, "sr-latn")).status_code == 404
    assert Organisation.objects.filter(pk=organisation.pk, live=True).exists()
