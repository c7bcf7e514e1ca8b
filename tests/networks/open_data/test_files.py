"""What can be downloaded says the same as the pages."""

import html
import re

import pytest
from wagtail.models import Site

from networks.models import SiteSettings
from networks.open_data import files, records
from tests.factories import make_membership, make_organisation
from tests.networks.open_data.conftest import DIRECTORIES, file_url
from tests.networks.open_data.json_schema import problems

pytestmark = pytest.mark.django_db
LANGUAGES = ["sr-latn", "en"]
PARAMETERS = {"sr-latn": {"mreza": "gaatw"}, "en": {"network": "gaatw"}}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def names_on_pages(client, language, **choices):
    names, page = [], 1
    while page:
        response = client.get(DIRECTORIES[language], {**choices, "page": page})
        found = re.findall(r'<a class="organisation-name"[^>]*>([^<]*)</a>', response.content.decode())
        names += [html.unescape(name) for name in found]
        page = page + 1 if response.context["shown"].paging.next else 0
    return names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_filtered", [False, True])
def test_every_file_holds_what_the_pages_show_in_the_same_order(
    starter_content, client, table, document, language, is_filtered
):
    choices = PARAMETERS[language] if is_filtered else {}
    shown = names_on_pages(client, language, **choices)

    assert len(shown) >= 10
    assert [row["name"].removeprefix("'") for row in table("organisations_csv", language, **choices)] == shown
    assert [
        organisation["name"] for organisation in document("json", language, **choices)["organisations"]
    ] == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_organisations_memberships_are_those_of_its_page(starter_content, client, document, language):
    for organisation in document("json", language)["organisations"][:12]:
        path = re.sub(r"^https?://[^/]+", "", organisation["page"])
        page = client.get(path)
        current = [m.network.title for m in page.context["memberships"]]
        assert [m["is_current"] for m in organisation["memberships"]].count(True) == len(current)
        for membership in organisation["memberships"]:
            assert re.sub(r"^https?://[^/]+", "", membership["network_page"]) in page.content.decode()
        assert organisation["town"] in html.unescape(page.content.decode())
        assert organisation["country_name"] in page.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_and_json_say_the_same(starter_content, table, document, language):
    records = document("json", language)["organisations"]
    rows = table("organisations_csv", language)

    for record, row in zip(records, rows, strict=True):
        assert row["id"] == str(record["id"])
        assert [row["latitude"], row["longitude"]] == [
            "" if record[name] is None else str(record[name]) for name in ("latitude", "longitude")
        ]
        assert row["fields_of_work"] == ", ".join(field["name"] for field in record["fields_of_work"])
        assert bool(row["coordinates_source"]) == (record["latitude"] is not None)
        for name in ("town", "country", "country_name", "website", "page", "verified_on", "source_url"):
            assert row[name] == record[name]
    memberships = table("memberships_csv", language)
    assert [(row["organisation_id"], row["network"], row["is_current"]) for row in memberships] == [
        (str(record["id"]), membership["network"], "yes" if membership["is_current"] else "no")
        for record in records
        for membership in record["memberships"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_file_fits_its_published_schema(starter_content, document, language):
    schema, written = document("schema", language), document("json", language)

    assert written["$schema"] == schema["$id"]
    assert problems(written, schema) == []


def test_the_schema_would_notice_a_mistake(starter_content, document):
    schema, written = document("schema"), document("json")
    written["organisations"][0]["latitude"] = 200
    written["organisations"][1]["street"] = "Tajna 1"
    del written["organisations"][2]["name"]

    assert len(problems(written, schema)) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_file_has_a_point_for_each_public_pair_of_coordinates(starter_content, document, language):
    records = {
        organisation["id"]: organisation for organisation in document("json", language)["organisations"]
    }
    written = document("geojson", language)

    assert written["type"] == "FeatureCollection"
    assert "GeoNames" in written["metadata"]["coordinates_source"]
    assert {feature["id"] for feature in written["features"]} == {
        key for key, record in records.items() if record["latitude"] is not None
    }
    for feature in written["features"]:
        record = records[feature["id"]]
        assert feature["geometry"]["coordinates"] == [record["longitude"], record["latitude"]]
        assert feature["properties"]["memberships"] == record["memberships"]


def test_a_cell_that_a_spreadsheet_would_run_is_only_text(directory, network, table):
    dangerous = ["=1+1", "+381 11", "-1", "@SUM(A1)", "\t=1", "＝1"]
    for name in dangerous:
        one = make_organisation(f"{name} d.o.o.", legal_name=name, latitude=-33.9, longitude=-70.6)
        make_membership(network, one, note=name, source_name=name)

    rows = [*table("organisations_csv"), *table("memberships_csv")]

    assert len(rows) == 2 * len(dangerous)
    for row in rows:
        for column, cell in row.items():
            assert column in {"latitude", "longitude"} or not cell.startswith(FORMULAS), (column, cell)
    assert {row.get("latitude") for row in rows} == {"-33.9", None}


def test_a_file_is_made_some_rows_at_a_time_in_the_language_and_alphabet_of_its_address(
    starter_content, client, monkeypatch
):
    for address in ["/en/organisations/data/json/", "/sr-cyrl/organizacije/podaci/clanstva-csv/"]:
        whole = client.get(address).content
        with monkeypatch.context() as patch:
            patch.setattr(files, "AT_A_TIME", 3)
            patch.setattr(records, "MOST_KEYS", 7)
            response = client.get(address)
            pieces = list(response.streaming_content)
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies
        assert len(pieces) > 30
        assert b"".join(pieces) == whole


def test_an_organisation_may_be_called_like_a_file(directory, client):
    one = make_organisation("Podaci", slug_sr_latn="podaci", slug_en="data")

    assert client.get("/organizacije/podaci/").context["organisation"] == one
    assert client.get("/organizacije/podaci/csv/").headers["Content-Type"].startswith("text/csv")


def test_a_file_that_is_not_there_is_not_found(directory, client):
    for address in ("/organizacije/podaci/xls/", "/organizacije/podaci/csv/csv/", "/organizacije/data/csv/"):
        assert client.get(address).status_code == 404


def test_a_files_address_in_the_other_language_leads_to_it(starter_content, client):
    response = client.get("/en/organizacije/podaci/csv/?zemlja=GR")

    assert response.status_code == 301
    assert response["Location"] == "/en/organisations/data/csv/?zemlja=GR"


def test_the_directory_links_the_files_with_the_choices(starter_content, client):
    source = client.get("/en/organisations/?network=gaatw").content.decode()

    for key in ("organisations_csv", "memberships_csv", "json", "geojson"):
        assert f'href="{file_url(key, "en")}?network=gaatw"' in source
    assert f'href="{file_url("changes", "en")}"' in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_licence_is_claimed_before_the_organisation_has_decided(
    starter_content, client, document, table, language
):
    assert document("json", language)["licence"] is None
    assert {row["licence"] for row in table("organisations_csv", language)} == {""}
    assert 'rel="license' not in client.get(DIRECTORIES[language]).content.decode()


def test_the_licence_stands_everywhere_once_it_is_decided(starter_content, client, document, table, json_ld):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.open_data_licence_sr_latn = "Neka licenca"
    settings.open_data_licence_url = "https://licence.example/"
    settings.save()

    assert document("json")["licence"] == {"name": "Neka licenca", "url": "https://licence.example/"}
    assert document("geojson")["metadata"]["licence"]["name"] == "Neka licenca"
    assert "Neka licenca" in table("memberships_csv")[0]["licence"]
    assert json_ld("/organizacije/")["license"] == "https://licence.example/"
    assert "Neka licenca</a>" in client.get("/organizacije/").content.decode()
