"""What is withdrawn or still a draft is named nowhere: asked of all that is published, over every output.

Each thing bears a word that stands nowhere else. First it has to be found where it belongs, or the test
would pass of itself; then it is withdrawn, and no output may know the word.
"""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.models import Document

from astra_site.uploads.models import SiteImage
from networks.models import MapPage, Membership, NetworkPage, Organisation, OverlapsPage, TimelinePage
from networks.open_data import files
from tests import factories
from tests.networks.open_data.conftest import file_url
from tests.uploads.pictures import drawing, saved

pytestmark = pytest.mark.django_db

WORD = "Kvazimorija"
# In every title, so that a search can ask for it without saying the word itself.
ASKED = "zimzelen"
NAMES = {"title": f"{WORD} {ASKED}", "title_en": f"{WORD} {ASKED}"}
FILES = [file.key for file in files.FILES]


@pytest.fixture
def site(home, networks, network, directory):
    """A site with every page that is made from the data, and one organisation in two networks."""
    other = factories.make_page(
        networks, "Druga", NetworkPage, slug="druga", title_en="Second", slug_en="second", founded="2001"
    )
    for title, english, model in (
        ("Karta", "Map", MapPage),
        ("Linija", "Timeline", TimelinePage),
        ("Preklapanja", "Overlaps", OverlapsPage),
    ):  # fmt: skip
        factories.make_page(home, title, model, title_en=english, slug_en=english.lower(), show_in_menus=True)
    known = factories.make_organisation("Atina", name_en="Atina", slug_sr_latn="atina", country="RS")
    for page in (network, other):
        factories.make_membership(page, known)
    return SimpleNamespace(home=home, networks=networks, network=network, other=other, known=known)


def outputs(client):
    """Return by name all that visitors and programs can get, in both languages as one text."""
    pages = {
        "home": ("/", "/en/"),
        "networks": ("/mreze/", "/en/networks/"),
        "network": ("/mreze/at-mreza/", "/en/networks/at-network/"),
        "directory": ("/organizacije/", "/en/organisations/"),
        "organisation": ("/organizacije/atina/", "/en/organisations/atina/"),
        "map": ("/karta/", "/en/map/"),
        "timeline": ("/linija/", "/en/timeline/"),
        "overlaps": ("/preklapanja/", "/en/overlaps/"),
        "search": (f"/pretraga/?q={ASKED}", f"/en/search/?q={ASKED}"),
        "sitemap": ("/sitemap.xml",),
        **{key: (file_url(key, "sr-latn"), file_url(key, "en")) for key in FILES},
    }
    found = {}
    for name, addresses in pages.items():
        answers = [client.get(address) for address in addresses]
        assert {answer.status_code for answer in answers} == {200}, name
        # JSON may write letters as numbers.
        found[name] = "".join(answer.content.decode("utf-8-sig") for answer in answers)
        if name in {"json", "geojson"}:
            found[name] = json.dumps([json.loads(answer.content) for answer in answers], ensure_ascii=False)
    return found


def named_in(found, word=WORD):
    """Return those of the outputs that name what has the word in its name or its address."""
    return {name for name, text in found.items() if word.lower() in text.lower()}


def publish(thing):
    thing.save_revision().publish()
    return factories.fresh(thing)


def a_page(site, live):
    return factories.make_page(site.home, WORD, slug="kvazimorija", title_en=WORD, slug_en="kvazimorija-en",
                               lead_sr_latn=ASKED, lead_en=ASKED, show_in_menus=True, live=live)  # fmt: skip


def a_network(site, live):
    page = factories.make_page(
        site.networks, NAMES["title"], NetworkPage, title_en=NAMES["title_en"],
        slug="kvazimorija", slug_en="kvazimorija-en",
        short_name_sr_latn=WORD, short_name_en=WORD, founded="2003", live=live,
    )  # fmt: skip
    factories.make_membership(page, site.known)
    return page


def an_organisation(site, live):
    organisation = factories.make_organisation(
        NAMES["title"], name_en=NAMES["title"], country="RS",
        slug_sr_latn="kvazimorija", slug_en="kvazimorija-en",
        city_sr_latn=f"{WORD}grad", city_en=f"{WORD}town", latitude=44.8, longitude=20.4, live=live,
    )  # fmt: skip
    for page in (site.network, site.other):
        factories.make_membership(page, organisation)
    return organisation


# How it is made, its own addresses, and where it has to be named while it is published.
THINGS = {
    "a page": (a_page, ("/kvazimorija/", "/en/kvazimorija-en/"), {"home", "search", "sitemap", "changes"}),
    "a network": (
        a_network, ("/mreze/kvazimorija/", "/en/networks/kvazimorija-en/"),
        {"home", "networks", "directory", "organisation", "timeline", "overlaps", "search", "sitemap",
         "changes", "organisations_csv", "memberships_csv", "json"},
    ),
    "an organisation": (
        an_organisation, ("/organizacije/kvazimorija/", "/en/organisations/kvazimorija-en/"),
        {"network", "directory", "map", "overlaps", "search", "sitemap", "changes",
         "organisations_csv", "memberships_csv", "json", "geojson"},
    ),
}  # fmt: skip
of_each_thing = pytest.mark.parametrize(("make", "addresses", "places"), THINGS.values(), ids=THINGS)


@of_each_thing
def test_a_draft_is_named_nowhere_and_what_is_withdrawn_is_gone_everywhere(
    make, addresses, places, site, client
):
    thing = publish(make(site, live=True))
    named = named_in(outputs(client))
    assert places <= named, places - named
    assert {client.get(address).status_code for address in addresses} == {200}

    for name in ("title", "title_en", "name_sr_latn", "name_en", "short_name_sr_latn", "city_sr_latn"):
        if hasattr(thing, name):
            setattr(thing, name, f"{ASKED} Naknadna")
    thing.save_revision()
    assert not named_in(outputs(client), "Naknadna")

    thing.unpublish()
    assert not named_in(outputs(client))
    assert {client.get(address).status_code for address in addresses} == {404}


@of_each_thing
def test_what_was_never_published_is_named_nowhere(make, addresses, places, site, client):
    make(site, live=False).save_revision()

    assert not named_in(outputs(client))
    assert {client.get(address).status_code for address in addresses} == {404}


def test_what_is_unpublished_past_all_signals_is_in_no_list_and_no_file_even_before_they_are_read_anew(
    site, client
):
    organisation = publish(an_organisation(site, live=True))
    assert "json" in named_in(outputs(client), f"{WORD} {ASKED}")
    # As a command in the database would: no receiver hears of it.
    Organisation.objects.filter(pk=organisation.pk).update(live=False)

    # The choices of the directory still offer its town, no secret; the search has an index of its own.
    assert named_in(outputs(client), f"{WORD} {ASKED}") <= {"search"}


# Memberships


def with_membership(site, **fields):
    """Return the network's page with one more row, not saved yet."""
    page = NetworkPage.objects.get(pk=site.network.pk)
    organisation = factories.make_organisation("Osvit", name_en="Osvit", slug_sr_latn="osvit")
    page.memberships.add(Membership(organisation=organisation, note_sr_latn=WORD, note_en=WORD, **fields))
    return page


def test_a_membership_of_a_draft_is_told_nowhere_and_is_gone_when_its_row_is(site, client):
    page = with_membership(site)
    page.save_revision()
    assert not named_in(outputs(client))

    page.get_latest_revision().publish()
    assert {"network", "memberships_csv", "json"} <= named_in(outputs(client))

    page = factories.fresh(page)
    page.memberships.set([row for row in page.memberships.all() if not row.note_sr_latn])
    publish(page)
    assert not named_in(outputs(client))


@pytest.mark.parametrize("fields", [{"until": "2015"}, {"is_former": True}])
def test_who_has_left_a_network_is_told_as_a_present_member_nowhere(fields, site, client, document, table):
    organisation = factories.make_organisation("Osvit", name_en="Osvit", slug_sr_latn="osvit")
    factories.make_membership(site.other, organisation, **fields)

    (row,) = [row for row in table("organisations_csv") if row["name"] == "Osvit"]
    (record,) = [row for row in document("json")["organisations"] if row["name"] == "Osvit"]
    assert row["networks"] == ""
    assert [membership["is_current"] for membership in record["memberships"]] == [False]
    shown = client.get("/organizacije/osvit/").context
    assert not shown["memberships"] and len(shown["former_memberships"]) == 1


# Pictures and documents


def a_picture():
    return SiteImage.objects.create(
        title=WORD, alt_text_sr_latn=WORD, alt_text_en=WORD,
        file=SimpleUploadedFile(f"{WORD}.png", saved(drawing(), "png")),
    )  # fmt: skip


def a_document():
    return Document.objects.create(title=WORD, file=ContentFile(b"%PDF-1.4", name=f"{WORD}.pdf"))


FILES_OF_A_PAGE = {
    "a picture": (a_picture, lambda file: {"type": "image", "value": {"image": file.pk, "caption": ""}}),
    "a document": (a_document, lambda file: {"type": "document", "value": {"document": file.pk, "text": ""}}),
}
of_each_file = pytest.mark.parametrize(("make", "block"), FILES_OF_A_PAGE.values(), ids=FILES_OF_A_PAGE)


@of_each_file
def test_a_file_is_shown_when_its_text_is_published_and_gone_from_page_and_disk_when_deleted(
    make, block, site, client, django_capture_on_commit_callbacks
):
    file = make()
    page = NetworkPage.objects.get(pk=site.network.pk)
    page.body_sr_latn = [block(file)]
    page.save_revision()
    assert WORD not in client.get("/mreze/at-mreza/").text

    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    assert WORD in client.get("/mreze/at-mreza/").text

    stored, address = Path(file.file.path), getattr(file, "url", None)
    with django_capture_on_commit_callbacks(execute=True):
        file.delete()
    assert WORD not in client.get("/mreze/at-mreza/").text
    assert not stored.exists()
    assert address is None or client.get(address).status_code == 404
