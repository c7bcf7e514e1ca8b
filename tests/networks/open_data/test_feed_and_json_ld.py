"""The feed of changes, and what pages say to search engines."""

from xml.etree import ElementTree

import pytest

from networks.models import NetworkPage, Organisation
from tests.factories import make_membership, make_organisation, make_page
from tests.networks.open_data.conftest import DIRECTORIES

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(response):
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return [
        (entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}id").text) for entry in feed.iter(f"{ATOM}entry")
    ]


@pytest.mark.parametrize(("language", "title"), [("sr-latn", "Nova žena"), ("en", "New woman")])
def test_what_was_published_last_comes_first_in_both_languages(starter_content, download, language, title):
    one = make_organisation("Nova žena", name_en="New woman")
    one.save_revision().publish()

    first, address = entries(download("changes", language))[0]

    assert first == title
    assert address.endswith(one.url_in(language))


def test_a_page_that_changes_comes_first_and_a_withdrawn_one_goes(starter_content, download):
    page = NetworkPage.objects.live().first()
    page.save_revision().publish()
    title, address = entries(download("changes"))[0]
    assert title == page.title and address.endswith(page.url_in("sr-latn"))

    page.unpublish()
    assert page.title not in [title for title, _address in entries(download("changes"))]


def test_the_english_feed_leaves_out_what_has_no_english(home, directory, download):
    nothing, empty = make_organisation("Samo srpski"), make_organisation("Prazno", name_en="")
    for thing in (nothing, empty, make_page(home, "Strana")):
        thing.save_revision().publish()

    assert {title for title, _address in entries(download("changes"))} == {"Samo srpski", "Prazno", "Strana"}
    assert entries(download("changes", "en")) == []


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_each_entry_has_an_address_that_answers(starter_content, client, download, language):
    for _title, address in entries(download("changes", language))[:10]:
        path = "/" + address.split("/", 3)[3]
        assert client.get(path).status_code == 200


def test_the_feed_can_be_found_from_the_directory(starter_content, client):
    source = client.get("/en/organisations/").content.decode()

    assert '<link rel="alternate" type="application/atom+xml"' in source


# JSON-LD


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_an_organisation_says_to_which_networks_it_belongs(starter_content, client, json_ld, language):
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    address = organisation.url_in(language)

    said = json_ld(address)

    assert said["@type"] == "NGO"
    assert said["url"].endswith(address)
    assert said["sameAs"] == ["https://astra.rs"]
    assert said["foundingDate"] == "2000"
    assert said["address"]["addressLocality"] == {"sr-latn": "Beograd", "en": "Belgrade"}[language]
    shown = [membership.network.url_in(language) for membership in client.get(address).context["memberships"]]
    assert [one["url"].split("/", 3)[3] for one in said["memberOf"]] == [
        one.strip("/") + "/" for one in shown
    ]


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_a_network_says_who_its_members_are(starter_content, client, json_ld, language):
    page = NetworkPage.objects.get(slug="at-mreza")
    address = page.url_in(language)

    said = json_ld(address)

    assert said["@type"] == "Organization"
    assert said["foundingDate"] == page.founded
    members = client.get(address).context["members"].current
    assert [one["name"] for one in said["member"]] == [
        getattr(m.organisation, {"sr-latn": "name_sr_latn", "en": "name_en"}[language]) for m in members
    ]


def test_a_thing_has_one_id_in_both_languages_and_wherever_it_is_named(starter_content, client, json_ld):
    astra = Organisation.objects.get(slug_sr_latn="astra")
    network = NetworkPage.objects.get(slug="at-mreza")
    serbian, english = (json_ld(astra.url_in(language)) for language in ("sr-latn", "en"))
    networks = [json_ld(network.url_in(language)) for language in ("sr-latn", "en")]

    assert serbian["@id"] == english["@id"] and serbian["url"] != english["url"]
    assert networks[0]["@id"] == networks[1]["@id"]
    assert serbian["@id"] in [member["@id"] for member in networks[1]["member"]]
    assert networks[1]["@id"] in [one["@id"] for one in serbian["memberOf"]]
    assert json_ld("/en/")["publisher"]["@id"] == serbian["@id"]
    assert json_ld("/")["@id"] == json_ld("/en/")["@id"] != json_ld("/organizacije/")["@id"]


def test_a_former_member_is_no_member(directory, network, client, json_ld):
    make_membership(network, make_organisation("Nekadašnja"), until="2015")
    assert "member" not in json_ld("/mreze/at-mreza/")

    make_membership(network, make_organisation("Sadašnja"))
    assert [member["name"] for member in json_ld("/mreze/at-mreza/")["member"]] == ["Sadašnja"]


def test_without_a_directory_nobody_has_an_address_to_be_told(network, json_ld):
    make_membership(network, make_organisation("Sadašnja"))

    found = json_ld("/mreze/at-mreza/")
    assert not {"member", "sameAs", "foundingDate", "address"} & set(found) and found["name"] == "AT mreža"


def test_a_status_with_the_united_nations_is_no_organisation(starter_content, json_ld):
    assert json_ld("/mreze/ecosoc/")["@type"] == "ProgramMembership"


@pytest.mark.parametrize(("address", "language"), [("/", "sr-Latn"), ("/en/", "en")])
def test_the_first_page_says_what_the_site_is(starter_content, json_ld, address, language):
    said = json_ld(address)

    assert (said["@type"], said["inLanguage"]) == ("WebSite", language)
    assert said["publisher"]["name"].startswith("ASTRA")


def test_a_description_in_another_language_is_left_out(directory, network, json_ld):
    assert "description" in json_ld("/mreze/at-mreza/")
    assert "description" not in json_ld("/en/networks/at-network/")


def test_a_text_cannot_end_the_element_that_it_stands_in(directory, network, client, json_ld):
    one = make_organisation("</script><script>alert(1)</script>&<!--", slug_sr_latn="opasna")

    assert "<script>alert" not in client.get("/organizacije/opasna/").content.decode()
    assert json_ld("/organizacije/opasna/")["name"] == one.name_sr_latn


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_the_directory_names_its_downloads(starter_content, client, json_ld, language):
    for one in json_ld(DIRECTORIES[language])["distribution"]:
        response = client.get("/" + one["contentUrl"].split("/", 3)[3])
        assert response["Content-Type"].startswith(one["encodingFormat"])
