"""Which address answers with what: each in its own language, never with an error of ours."""

from types import SimpleNamespace

import pytest
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site.pages.alternates import alternates
from astra_site.pages.models import BasePage
from networks.models import OverlapsPage
from tests import factories
from tests.pages.conftest import of_this_test


@pytest.fixture(scope="module")
def site_of_the_module(family_of_the_module, for_a_module):
    site = SimpleNamespace(**vars(family_of_the_module))
    with for_a_module():
        site.networks = factories.make_networks(site.home)
        site.network = factories.make_network(site.networks)
        site.directory = factories.make_directory(site.home)
        site.organisation = factories.make_organisation("Žene u akciji", name_en="Women in action")
        site.untranslated = factories.make_page(site.parent, "Vesti", slug="vesti")
    return site


@pytest.fixture
def site(site_of_the_module, db):
    """The family, networks with one network, and a directory with one organisation."""
    return of_this_test(site_of_the_module)


@pytest.mark.parametrize(
    ("language", "address"),
    [("sr-latn", "/o-nama/tim/savet/"), ("en", "/en/about-us/team/council/")],
)
def test_a_page_tells_the_address_of_the_active_language(family, language, address):
    with translation.override(language):
        page = BasePage.objects.get(pk=family.grandchild.pk)
        assert page.get_url() == page.url == page.specific.url == address
        assert page.full_url == Site.objects.get(is_default_site=True).root_url + address
    assert page.url_in(language) == address


@pytest.mark.parametrize(
    ("address", "html_language", "title"),
    [
        ("/", "sr-Latn", "Početna"),
        ("/en/", "en", "Home"),
        ("/o-nama/tim/", "sr-Latn", "Tim"),
        ("/en/about-us/team/", "en", "Team"),
        ("/en/about-us/vesti/", "en", "Vesti"),
        ("/mreze/at-mreza/", "sr-Latn", "AT mreža"),
        ("/en/networks/at-network/", "en", "AT network"),
        ("/organizacije/zene-u-akciji/", "sr-Latn", "Žene u akciji"),
        ("/en/organisations/women-in-action/", "en", "Women in action"),
    ],
)
def test_an_address_answers_in_its_own_language_whatever_the_browser_prefers(
    client, site, address, html_language, title
):
    for preference in ("sr", "en", "de"):
        response = client.get(address, headers={"accept-language": preference})

        assert response.status_code == 200
        assert f'lang="{html_language}"' in response.text
        assert title in response.text
        assert response.headers["Content-Language"] == html_language
        assert "accept-language" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("/about-us/team/", "/o-nama/tim/"),
        ("/en/o-nama/tim/savet/", "/en/about-us/team/council/"),
        ("/en/o-nama/vesti/", "/en/about-us/vesti/"),
        ("/about-us/team", "/o-nama/tim/"),
        ("/networks/at-network/", "/mreze/at-mreza/"),
        ("/en/organizacije/", "/en/organisations/"),
        ("/en/organizacije/zene-u-akciji/", "/en/organisations/women-in-action/"),
        ("/organisations/women-in-action/", "/organizacije/zene-u-akciji/"),
        ("/about-us/team/?utm_source=letter&x=1", "/o-nama/tim/?utm_source=letter&x=1"),
    ],
)
def test_the_other_languages_path_leads_to_the_right_one_for_good(client, site, wrong, right):
    response = client.get(wrong)

    assert (response.status_code, response.headers["Location"]) == (301, right)
    assert client.head(wrong).headers["Location"] == right
    assert client.get(right).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/o-nama/team/",
        "/about-us/tim/",
        "/en/about-us/tim/",
        "/en/o-nama/team/",
        "/nema/",
        "/en/nema/",
        "/o-nama/tim/nema/",
        "/mreze/nema/",
        "/organizacije/nema/",
        "/organizacije/women-in-action/",
        "/en/organisations/zene-u-akciji/",
        "/organizacije/zene-u-akciji/nema/",
        "/en/en/",
        "/sr-latn/",
    ],
)
def test_a_mixed_or_unknown_path_is_not_found_in_the_language_of_its_prefix(client, site, address):
    response = client.get(address)

    assert response.status_code == 404
    language = "en" if address.startswith("/en/") else "sr-Latn"
    assert f'<html lang="{language}"' in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/%00/",
        "/o-nama/%00/",
        "/en/%00",
        "/organizacije/a%00b/",
        "/%ED%A0%80/",
        "/en/%FF%FE/",
        "/o-nama/%F0%9F%92%A9/",
        "/" + "a/" * 3000,
        "/en/" + "b" * 5000 + "/",
        "/organizacije/" + "c" * 5000 + "/",
        "//o-nama//tim//",
        "/o-nama/../o-nama/",
        "/%2e%2e/",
        "/o-nama/tim/%0d%0aSet-Cookie:a=b/",
        "/en//evil.example/",
        "/\\evil.example/",
    ],
)
def test_a_mangled_address_is_never_an_error_of_ours(client, site, address):
    response = client.get(address)

    assert response.status_code in {301, 400, 404}
    assert "evil.example" not in response.headers.get("Location", "").split("?")[0].lstrip("/")[:12]


def test_a_page_that_answers_not_found_itself_is_not_led_to_itself(client, site):
    factories.make_page(site.home, "Preklapanja", OverlapsPage, slug="isto", slug_en="isto")

    assert client.get("/isto/").status_code == client.get("/en/isto/").status_code == 200
    assert client.get("/isto/?mreza=nema").status_code == 404
    assert client.get("/en/isto/?network=none").status_code == 404


def test_a_redirect_that_is_written_down_wins_over_one_that_is_worked_out(client, site):
    Redirect.add_redirect("/about-us/team", redirect_to="/letak/")

    assert client.get("/about-us/team/").headers["Location"] == "/letak/"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_readers_are_sent_on(client, site, method):
    assert getattr(client, method)("/about-us/team/").status_code in {403, 404, 405}


def test_a_page_off_the_air_is_not_found_and_tells_nothing(client, family):
    BasePage.objects.filter(pk=family.child.pk).update(live=False)

    for address in ("/o-nama/tim/", "/en/about-us/team/", "/about-us/team/", "/en/o-nama/tim/"):
        assert client.get(address).status_code == 404


def test_a_page_below_one_off_the_air_still_answers(client, family):
    BasePage.objects.filter(pk=family.child.pk).update(live=False)

    assert client.get("/o-nama/tim/savet/").status_code == 200


def test_an_organisation_off_the_air_is_not_found(client, site):
    type(site.organisation).objects.filter(pk=site.organisation.pk).update(live=False)

    assert client.get("/organizacije/zene-u-akciji/").status_code == 404
    assert client.get("/organisations/women-in-action/").status_code == 404


@pytest.mark.parametrize(
    ("address", "status", "text"),
    [
        ("/pretraga/", 200, "Pretraga"),
        ("/en/search/", 200, "Search"),
        ("/robots.txt", 200, "User-agent"),
        ("/sitemap.xml", 200, "<urlset"),
        ("/.well-known/security.txt", 200, "Contact: "),
        ("/.well-known/security.txt", 200, "/.well-known/security.txt\n"),
        ("/health/live/", 200, ""),
        ("/health/ready/", 200, ""),
        ("/admin/login/", 200, "<form"),
        ("/admin/", 302, ""),
        ("/izlaz/", 303, ""),
        ("/documents/1/nema.pdf", 404, ""),
        ("/media/nema.png", 404, ""),
    ],
)
def test_what_is_no_page_of_the_tree_answers_too(client, site, address, status, text):
    response = client.get(address)

    assert response.status_code == status
    assert text in response.text


def test_hreflang_names_the_languages_that_are_worth_finding(site):
    site_root = Site.objects.get(is_default_site=True).root_url

    assert [tuple(link) for link in alternates(site.child, None)] == [
        ("sr-Latn", f"{site_root}/o-nama/tim/"),
        ("sr-Cyrl", f"{site_root}/sr-cyrl/o-nama/tim/"),
        ("en", f"{site_root}/en/about-us/team/"),
        ("x-default", f"{site_root}/o-nama/tim/"),
    ]
    assert [link.hreflang for link in alternates(site.untranslated, None)] == [
        "sr-Latn",
        "sr-Cyrl",
        "x-default",
    ]
    english = alternates(site.organisation, None)[2]
    assert english.url == f"{site_root}/en/organisations/women-in-action/"


def test_the_sitemap_has_each_page_in_each_of_its_languages(client, site):
    text = client.get("/sitemap.xml").text

    assert "/o-nama/tim/</loc>" in text
    assert "/en/about-us/team/</loc>" in text
    assert "/en/organisations/women-in-action/</loc>" in text
    assert "/o-nama/vesti/</loc>" in text
    assert "/en/about-us/vesti/" not in text
    assert 'hreflang="sr-Latn"' in text


def test_finding_a_page_takes_the_same_few_queries_at_any_depth(
    client, family, django_assert_max_num_queries
):
    from django.test import RequestFactory

    from astra_site.pages.routing import find_route

    request = RequestFactory().get("/", HTTP_HOST="testserver")
    Site.find_for_request(request)
    for path in ("/o-nama/", "/o-nama/tim/savet/"):
        with django_assert_max_num_queries(2):
            assert find_route(request, path, "sr-latn")
