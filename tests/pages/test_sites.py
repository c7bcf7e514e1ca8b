"""More sites than one: each has its own pages, addresses, menu and settings; one answers for every host."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site import languages
from astra_site.pages import alternates, menu, routing, sites
from astra_site.pages.alternates import WithParameters
from astra_site.pages.models import BasePage
from networks.models import MapPage, NetworkIndexPage, SiteSettings
from tests import factories

pytestmark = pytest.mark.django_db
OTHER = "drugi.example"


def asked(host: str = "testserver") -> HttpRequest:
    return RequestFactory().get("/", headers={"host": host})


@pytest.fixture
def two(settings: Any) -> SimpleNamespace:
    """Return two sites, each with a list of networks; the first is the default one."""
    settings.ALLOWED_HOSTS = ["testserver", OTHER, "nepoznat.example"]
    first = factories.make_home()
    root = BasePage.objects.get(depth=1)
    other = factories.make_page(root, "Druga", type(first), slug="druga", title_en="Other")
    site = Site.objects.create(hostname=OTHER, root_page=other, site_name="Druga")
    return SimpleNamespace(
        first=first,
        other=other,
        site=site,
        networks=factories.make_networks(first),
        others=factories.make_networks(other, slug="mreze-druge", slug_en="other-networks"),
    )


def test_each_host_has_its_site_and_an_unknown_one_the_default(two: SimpleNamespace) -> None:
    default = Site.objects.get(is_default_site=True)
    for host, expected in {OTHER: two.site, "testserver": default, "nepoznat.example": default}.items():
        assert sites.site_of(asked(host)) == expected
        assert alternates.root_url(asked(host)) == expected.root_url
    assert alternates.root_url(None) == default.root_url


def test_one_site_answers_for_every_host_but_only_where_it_is_the_default(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert sites.site_of(asked("nepoznat.example")) == Site.objects.get()
    Site.objects.update(is_default_site=False, hostname=OTHER)
    sites.SITES.known = None
    assert sites.site_of(asked(OTHER)) == Site.objects.get()
    assert sites.site_of(asked("nepoznat.example")) is None
    assert sites.settings_of(asked("nepoznat.example"), SiteSettings) is None
    assert menu.top_pages(asked("nepoznat.example")) == menu.top_pages(None) == []
    assert routing.find_route(asked("nepoznat.example"), "/", languages.SOURCE) is None
    assert routing.find_route(asked(OTHER), "/", languages.SOURCE)


def test_each_site_has_its_own_settings_and_a_preview_brings_its_own(two: SimpleNamespace) -> None:
    SiteSettings.objects.all().delete()
    SiteSettings.objects.create(site=two.site, organisation_name_sr_latn="Druga organizacija")
    assert sites.settings_of(asked(), SiteSettings) is None
    found = sites.settings_of(asked(OTHER), SiteSettings)
    assert found and found.organisation_name_sr_latn == "Druga organizacija"
    preview = asked(OTHER)
    draft = SiteSettings(site=two.site)
    setattr(preview, SiteSettings.get_cache_attr_name(), draft)
    assert sites.settings_of(preview, SiteSettings) is draft


def test_a_menu_has_the_published_pages_right_below_the_home_page_of_its_site(two: SimpleNamespace) -> None:
    factories.make_page(two.first, "Nacrt", live=False)
    factories.make_page(two.networks, "Dublje")
    last = factories.make_page(two.first, "A posle")
    assert menu.top_pages(asked()) == [two.networks, last]
    assert menu.top_pages(asked(OTHER)) == [two.others]
    # As their own types, in the order of the tree.
    assert type(menu.top_pages(asked())[0]) is NetworkIndexPage
    two.networks.move(last, pos="right")
    assert menu.top_pages(asked()) == [last, two.networks]
    assert menu.url_of_top_page(NetworkIndexPage, asked()) == "/mreze/"
    assert menu.url_of_top_page(MapPage, asked()) == ""


def test_the_address_of_another_site_names_its_host_and_its_pages_stand_there(
    two: SimpleNamespace, client: Any
) -> None:
    other = BasePage.objects.get(pk=two.others.pk)
    assert other.get_url(asked()) == f"http://{OTHER}/mreze-druge/"
    assert client.get("/mreze-druge/", headers={"host": OTHER}).status_code == 200
    assert (
        client.get("/mreze-druge/").status_code == client.get("/mreze/", headers={"host": OTHER}).status_code
    )
    assert client.get("/mreze-druge/").status_code == 404


def test_a_page_that_moves_to_another_site_leaves_no_redirect_to_nowhere(two: SimpleNamespace) -> None:
    below = factories.make_page(two.networks, "Dublje", slug="dublje")
    two.networks.move(two.other, pos="last-child")
    assert BasePage.objects.get(pk=below.pk).get_url(asked()) == f"http://{OTHER}/mreze/dublje/"
    assert not Redirect.objects.filter(old_path__startswith="/mreze").exists()


def test_who_finds_a_page_knows_what_stands_above_it(two: SimpleNamespace) -> None:
    network = factories.make_network(two.networks)
    route = routing.find_route(asked(), "/mreze/at-mreza/", languages.SOURCE)
    assert route and route[0] == network
    above = [page.pk for page in route[0].known_ancestors or ()]  # type: ignore[attr-defined]
    assert above == [two.first.pk, two.networks.pk]


def test_a_page_of_no_site_has_no_address() -> None:
    root = BasePage.objects.get(depth=1)
    page = factories.make_page(root, "Bez sajta", type(factories.make_home()), slug="bez-sajta")
    assert page.url_in("sr-latn") is page.url_in("en") is page.get_url_parts() is None
    assert alternates.url_in(page, languages.CYRILLIC) is None
    assert alternates.full_url(page, languages.SOURCE, None) == alternates.root_url(None) + "/"


class Thing:
    """Something with an address in each language, and of which only the Serbian is worth finding."""

    def url_in(self, language: str) -> str | None:
        return {"sr-latn": "/spisak/", "en": "/en/list/"}.get(language)

    def is_translated(self, language: str) -> bool:
        return language == languages.SOURCE


def test_what_a_visitor_has_chosen_has_addresses_and_is_found_only_as_a_whole() -> None:
    root = alternates.root_url(None)

    def links(thing: Any) -> dict[str, str]:
        return {link.hreflang: link.url.removeprefix(root) for link in alternates.alternates(thing, None)}

    chosen = WithParameters(Thing(), lambda language: f"x={language}")
    assert chosen.url_in("en") == "/en/list/?x=en"
    assert WithParameters(Thing(), lambda _language: "").url_in("en") == "/en/list/"
    assert chosen.url_in("de") is None
    assert links(chosen) == {"x-default": "/spisak/?x=sr-latn"}
    assert links(chosen._replace(is_whole=True)) == {
        "sr-Latn": "/spisak/?x=sr-latn",
        "sr-Cyrl": "/sr-cyrl/spisak/?x=sr-latn",
        "x-default": "/spisak/?x=sr-latn",
    }


def test_the_sitemap_has_an_entry_a_version_with_all_of_them_beside_it() -> None:
    root = alternates.root_url(None)
    entries = alternates.sitemap_entries(Thing(), None, "2026-11-28")
    assert [entry["location"] for entry in entries] == [f"{root}/spisak/", f"{root}/sr-cyrl/spisak/"]
    for entry in entries:
        assert entry["lastmod"] == "2026-11-28"
        assert [link["lang_code"] for link in entry["alternates"]] == ["sr-Latn", "sr-Cyrl", "x-default"]
        assert entry["alternates"][1]["location"] == f"{root}/sr-cyrl/spisak/"


def test_the_sitemap_tells_when_a_page_was_published_last(client: Any) -> None:
    page = factories.make_page(factories.make_home(), "Vesti", slug="vesti")
    page.save_revision().publish()
    day = timezone.localdate(factories.fresh(page).last_published_at).isoformat()
    entry = client.get("/sitemap.xml").text.partition("/vesti/</loc>")[2].partition("</url>")[0]
    assert f"<lastmod>{day}</lastmod>" in entry
    assert client.get("/sitemap.xml")["X-Robots-Tag"].startswith("noindex")
    robots = client.get("/robots.txt")
    assert robots["Content-Type"] == "text/plain; charset=utf-8"
    assert {"Disallow: /admin/", "Sitemap: http://testserver/sitemap.xml"} <= set(robots.text.splitlines())
