"""The files are for others: for programs and pages of other sites, with all that they need to reuse them."""

import json
import re

import pytest

from networks.models import Organisation, SiteSettings
from networks.open_data import files
from tests.networks.open_data.conftest import DIRECTORIES, file_url
from tests.networks.open_data.json_schema import problems

pytestmark = pytest.mark.django_db
both_languages = pytest.mark.parametrize("language", DIRECTORIES)


@both_languages
@pytest.mark.parametrize("key", files.BY_KEY)
def test_pages_of_other_sites_may_read_the_files(starter_content, download, language, key):
    response = download(key, language)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["/", "/organizacije/", "/organizacije/astra/", "/sitemap.xml", "/nema/"])
def test_nothing_else_is_open_to_other_sites(starter_content, client, path):
    response = client.get(path)

    assert "Access-Control-Allow-Origin" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("key", [file.key for file in files.FILES if file.is_filtered])
def test_an_unknown_value_is_not_found_and_said_in_one_line(starter_content, download, key):
    response = download(key, mreza="nema\nje\x00")

    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.content.decode() == "Mreža: „nema je” ne postoji u ovom imeniku.\n"


@both_languages
def test_one_organisation_has_a_file_under_an_id_that_stays(starter_content, client, language):
    astra = Organisation.objects.get(slug_sr_latn="astra")
    url = files.record_url(DIRECTORIES[language], astra.pk, language)
    schema = json.loads(client.get(file_url("schema", language)).content)
    before = json.loads(client.get(url).content)

    astra.slug_sr_latn, astra.slug_en = "astra-nova", "astra-new"
    astra.save()
    response = client.get(url)
    after = json.loads(response.content)

    assert before["organisation"]["id"] == after["organisation"]["id"] == astra.pk
    assert before["organisation"]["page"] != after["organisation"]["page"]
    assert after["organisation"]["record"].endswith(url)
    assert after["as_of"]
    assert "licence" in after
    assert problems(after["organisation"], schema["properties"]["organisations"]["items"]) == []
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("key", ["999999", "0", "1" * 40, "٣", "x", "-1", "1.0"])
def test_nobody_with_such_an_id_is_not_found(starter_content, client, key):
    assert client.get(f"/organizacije/podaci/json/{key}/").status_code == 404


def test_a_draft_has_no_file(starter_content, client):
    astra = Organisation.objects.get(slug_sr_latn="astra")
    astra.unpublish()

    assert client.get(f"/organizacije/podaci/json/{astra.pk}/").status_code == 404


@pytest.mark.parametrize("key", ["organisations_csv", "memberships_csv"])
def test_tables_say_as_of_when_they_are_and_speak_in_words(starter_content, table, key):
    rows = table(key)

    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*", row["data_as_of"]) for row in rows)
    if key == "organisations_csv":
        (astra,) = [row for row in rows if row["name"].startswith("ASTRA –")]
        assert "borba protiv trgovine ljudima" in astra["fields_of_work"]
        assert (astra["coordinates_precision_name"], astra["activity_name"]) == ("centar mesta", "radi")
    else:
        words = {row["confirmation_name"].partition(":")[0] for row in rows}
        assert words == {"potvrđeno", "nepotvrđeno"}


def test_the_page_says_the_licence_and_as_of_when_the_data_are(starter_content, client):
    page = client.get("/organizacije/").content.decode()
    assert "Licenca za dalje korišćenje još nije izabrana" in page
    assert "Stanje: <time" in " ".join(page.split())

    settings = SiteSettings.objects.get()
    settings.open_data_licence_sr_latn = "CC BY 4.0"
    settings.save()

    page = client.get("/organizacije/").content.decode()
    assert "CC BY 4.0" in page
    assert "još nije izabrana" not in page


def test_the_points_say_how_many_have_none(starter_content, document):
    found = document("geojson")
    everybody = len(document("json")["organisations"])

    assert found["metadata"]["organisations_without_a_point"] == everybody - len(found["features"])
