"""What a page is given to show, also before it is saved, and where a visitor asks for what there is not."""

import re

import pytest
from django.urls import Resolver404
from django.utils import translation

from networks.models import (
    HomePage,
    MapPage,
    NetworkPage,
    Organisation,
    OrganisationIndexPage,
    OverlapsPage,
    SiteSettings,
    StandardPage,
    StatedCount,
)
from networks.pages import easy_read
from tests import factories
from tests.networks.open_data.conftest import JSON_LD
from tests.pages.tree import redirects

pytestmark = pytest.mark.django_db
EASY = [{"type": "paragraph", "value": "<p>Kratko i lako.</p>"}]


def previewed(thing, mode="sr-latn"):
    """Return the preview of something that may not be saved yet."""
    with translation.override(mode.partition(":")[0]):
        return thing.make_preview_request(preview_mode=mode).content.decode()


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (HomePage, {"title": "Novo", "heading_sr_latn": "Novo", "lead_sr_latn": "Uvod"}),
        (NetworkPage, {"title": "Novo", "short_name_sr_latn": "Novo", "lead_sr_latn": "Uvod"}),
        (OrganisationIndexPage, {"title": "Novo", "lead_sr_latn": "Uvod"}),
        (Organisation, {"name_sr_latn": "Novo"}),
    ],
)
def test_what_is_not_saved_yet_can_be_seen_and_has_nothing_to_tell_search_engines(
    directory, network, model, fields
):
    shown = previewed(model(**fields))

    assert "Novo" in shown and "None" not in shown
    assert not JSON_LD.findall(shown)


def test_a_version_that_is_not_saved_yet_can_be_seen_by_itself():
    page = StandardPage(title="Novo", easy_read_sr_latn=EASY)

    assert "Kratko i lako." in previewed(page, "sr-latn:easy")
    shown = previewed(page)
    assert "Kratko i lako." not in shown and "lako-za-citanje" not in shown


# The easy-to-read version


def test_what_is_in_no_site_has_no_address_in_short_sentences_either(home):
    page = factories.make_page(home, "Pomoć", slug="pomoc", easy_read_sr_latn=EASY)
    assert easy_read.EasyReadPage(page).url_in("sr-latn") == "/pomoc/lako-za-citanje/"
    for language, url in (("sr-latn", "/pomoc/lako-za-citanje/"), ("en", "")):
        with translation.override(language):
            assert easy_read.url_of(page) == url

    outside = StandardPage(
        title="Drugde", path="00010099", depth=2, url_path="/drugde/", easy_read_sr_latn=EASY
    )
    assert easy_read.EasyReadPage(outside).url_in("sr-latn") is None


def test_a_version_has_its_address_where_it_is_written_and_leads_to_the_page_where_it_is_not(home, client):
    page = factories.make_page(home, "Pomoć", slug="pomoc", title_en="Help", slug_en="help",
                               easy_read_sr_latn=EASY)  # fmt: skip

    answer = client.get("/pomoc/lako-za-citanje/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    assert 'href="/en/help/"' in answer.text and "/easy-read/" not in answer.text
    for wrong in ("/pomoc/lako/", "/pomoc/lako-za-citanje/jos/", "/en/help/easy-read/"):
        assert client.get(wrong).status_code == 404
    assert "/pomoc/lako-za-citanje/" in client.get("/pomoc/").text
    assert "/easy-read/" not in client.get("/en/help/").text

    # English that has no title is no English page, whatever else is written of it.
    page.easy_read_en, page.title_en = EASY, ""
    page.save()
    assert 'hreflang="en"' not in client.get("/pomoc/lako-za-citanje/").text.partition("</head>")[0]


# The directory and what stands below it


def test_a_part_of_the_directory_is_not_told_to_search_engines_as_the_whole(directory, network, client):
    assert client.get("/organizacije/").context["feed"].url == "/organizacije/podaci/izmene/"
    assert JSON_LD.findall(client.get("/organizacije/").text)
    assert not JSON_LD.findall(client.get("/organizacije/?mreza=at-mreza").text)


def test_a_directory_with_another_address_leads_on_for_who_is_published_only(directory, client):
    factories.make_organisation("Javna", slug_sr_latn="javna")
    factories.make_organisation("Nacrt", slug_sr_latn="nacrt", live=False)
    directory.slug = "imenik"
    directory.save()

    assert "/organizacije/javna" in redirects() and "/organizacije/nacrt" not in redirects()
    assert client.get("/organizacije/javna/")["Location"] == "/imenik/javna/"


def test_an_organisation_has_its_page_in_both_languages_and_one_line_to_call(starter_content, client):
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    answer = client.get("/organizacije/astra/")
    found = answer.context

    assert answer["Cache-Control"] == "no-cache"
    # Below its address there is nothing, whatever comes before it.
    assert client.get("/organizacije/astra/astra/").status_code == 404

    assert len(found["sos"]) == 1
    assert found["has_number"] and not found["is_abroad"]
    assert found["canonical"].url_in("en") == organisation.url_in("en")


@pytest.mark.parametrize(("country", "is_abroad"), [("", False), ("RS", False), ("DE", True)])
def test_abroad_is_where_a_country_is_known_and_is_not_ours(directory, client, country, is_abroad):
    factories.make_organisation("Atina", slug_sr_latn="atina", country=country)
    found = client.get("/organizacije/atina/").context

    assert found["is_abroad"] is found["subject"].is_abroad is is_abroad
    assert not found["has_number"]


def test_an_organisation_says_where_it_belongs_where_perhaps_and_where_it_did(directory, networks, client):
    organisation = factories.make_organisation("Atina", slug_sr_latn="atina")
    pages = [factories.make_page(networks, f"Mreža {number}", NetworkPage) for number in range(3)]
    for page, fields in zip(pages, ({}, {"confirmation": "unconfirmed"}, {"until": "2015"}), strict=True):
        factories.make_membership(page, organisation, **fields)
    found = client.get("/organizacije/atina/").context

    names = ("memberships", "unconfirmed_memberships", "former_memberships")
    assert [[one.network for one in found[name]] for name in names] == [[page] for page in pages]


# Networks


def test_a_network_leads_to_the_one_before_and_after_and_one_that_is_a_draft_to_none(networks, client):
    pages = [factories.make_page(networks, f"Mreža {number}", NetworkPage) for number in range(3)]
    for page, around in zip(pages, ((None, 1), (0, 2), (1, None)), strict=True):
        adjacent = client.get(page.url_in("sr-latn")).context["adjacent"]
        found = [adjacent.previous and adjacent.previous.id, adjacent.following and adjacent.following.id]
        assert found == [number if number is None else str(pages[number].pk) for number in around]

    draft = factories.make_page(networks, "Nacrt", NetworkPage, live=False)
    assert "adjacent" not in re.findall(r'<nav class="([^"]+)"', previewed(draft))


def test_a_network_that_has_no_members_has_no_map(network, directory, client):
    factories.make_membership(network, factories.make_organisation(country="RS"))
    assert client.get("/mreze/at-mreza/").context["picture"]

    network.members_list = "none"
    network.save()
    assert client.get("/mreze/at-mreza/").context["picture"] is None


def test_dots_of_those_of_whom_nobody_is_sure_look_different(network, directory, client):
    factories.make_membership(network, factories.make_organisation(country="RS"))
    sure = client.get("/mreze/at-mreza/").context["picture"]
    factories.make_membership(network, factories.make_organisation(country="HR"), confirmation="unconfirmed")
    unsure = client.get("/mreze/at-mreza/").context["picture"]

    assert (sure.has_uncertain, unsure.has_uncertain) == (False, True)


def test_the_numbers_of_a_network_are_read_once_and_shown_before_they_are_saved(
    network, client, django_assert_num_queries
):
    network.stated_counts.add(StatedCount(number=77, what_sr_latn="članica"))
    network.save()
    page = client.get("/mreze/at-mreza/").context["page"]
    with django_assert_num_queries(0):
        assert (page.stated_count.number, page.other_counts) == (77, [])

    new = NetworkPage(title="Nova", short_name_sr_latn="Nova", lead_sr_latn="Uvod")
    new.stated_counts.add(StatedCount(number=8765, what_sr_latn="članica"))
    assert "8765" in previewed(new)


# The map and the overlaps


@pytest.fixture
def all_pages(home, network, directory):
    factories.make_page(home, "Karta", MapPage, slug="karta", title_en="Map", slug_en="map")
    factories.make_page(home, "Preklapanja", OverlapsPage, slug="preklapanja")
    factories.make_membership(network, factories.make_organisation("Atina", country="RS"))


def test_the_map_leads_to_the_list_that_says_the_same(all_pages, client):
    assert client.get("/karta/").context["list_url"] == "/organizacije/"
    chosen = client.get("/karta/?mreza=at-mreza")
    assert chosen.context["list_url"] == "/organizacije/?mreza=at-mreza#results"
    assert "map__picture" in chosen.text

    unknown = client.get("/karta/?mreza=nema&zemlja=RS")
    assert (unknown.status_code, unknown.context["list_url"]) == (404, "/organizacije/")
    assert "map__picture" not in unknown.text
    assert client.get("/organizacije/?mreza=nema&zemlja=RS").context["map_url"] == ""
    assert client.get("/organizacije/?zemlja=RS").context["map_url"] == "/karta/?zemlja=RS"
    OrganisationIndexPage.objects.get(live=True).unpublish()
    assert client.get("/karta/?mreza=at-mreza").context["list_url"] == ""


def test_the_overlaps_ask_for_networks_only_and_need_two(all_pages, client):
    assert client.get("/preklapanja/?zemlja=XX").status_code == 200
    assert client.get("/preklapanja/?mreza=nema").status_code == 404
    assert client.get("/preklapanja/?mreza=at-mreza").context["chosen"] is None


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [(["paragraph"], "no-cache"), (["hotlines"], "no-store"), (["hotlines", "paragraph"], "no-store")],
)
def test_a_page_that_tells_whom_to_call_is_kept_on_no_disk(home, client, blocks, kept):
    values = {"paragraph": "<p>Tekst.</p>", "hotlines": {}}
    body = [{"type": name, "value": values[name]} for name in blocks]
    factories.make_page(home, "Pomoć", slug="pomoc", body_sr_latn=body)

    assert client.get("/pomoc/")["Cache-Control"] == kept


def test_a_settings_preview_is_the_map_where_there_is_one_and_else_the_first_page(home):
    settings = SiteSettings.objects.get()
    assert settings.preview_page().specific == home

    draft = factories.make_page(home, "Karta", MapPage, slug="karta", live=False)
    assert settings.preview_page().specific == home
    draft.save_revision().publish()
    assert settings.preview_page().specific == draft


def test_a_redirect_of_an_organisation_leads_nowhere_when_it_is_gone(directory):
    factories.make_organisation("Atina", slug_sr_latn="atina")
    page = OrganisationIndexPage.objects.get(pk=directory.pk)

    with translation.override("sr-latn"):
        assert page.resolve_subpage("/atina/").name_sr_latn == "Atina"
        with pytest.raises(Resolver404):
            page.resolve_subpage("/nema/")
        assert page.get_route_paths() == ["/", "/atina/"]
