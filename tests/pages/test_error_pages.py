"""Pages for faults: in the language of the address, with the exit, someone to call, and a way on."""

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from astra_site import urls

pytestmark = pytest.mark.django_db

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def misunderstand(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault on purpose")


PARTS = {"400": misunderstand, "403": refuse, "500": fail}
urlpatterns = [
    *(path(f"{prefix}fault/{name}/", view) for name, view in PARTS.items() for prefix in ("", "en/")),
    *urls.urlpatterns,
]

HEADINGS = {
    "/fault/400/": "Zahtev nije ispravan",
    "/en/fault/400/": "This request could not be understood",
    "/fault/403/": "Ovo nije dozvoljeno",
    "/en/fault/403/": "This is not allowed",
    "/fault/404/": "Ove stranice nema",
    "/en/fault/404/": "There is no such page",
    "/fault/500/": "Došlo je do greške",
    "/en/fault/500/": "Something went wrong",
}


@pytest.fixture(autouse=True)
def _faults(settings: object) -> Iterator[None]:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    return


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def assert_helps(answer: HttpResponse, status: int) -> str:
    """Check what every page for faults must have; return it."""
    html = answer.content.decode()
    assert answer.status_code == status
    assert len(re.findall(r"<h1", html)) == 1
    assert re.search(
        r'class="exit-control" href="/izlaz/" rel="noreferrer nofollow" data-destination="https', html
    )
    assert 'href="tel:116000"' in html
    assert 'href="tel:+381117850000"' in html
    assert html.index('class="exit-control"') < html.index('class="help-line"') < html.index("<h1")
    footer = html[html.index('class="footer-hotlines"') :]
    assert html.index("</main>") < html.index('class="footer-hotlines"')
    assert "tel:116000" in footer
    assert '<meta name="robots" content="noindex">' in html
    assert not answer.cookies
    return html


@pytest.mark.parametrize("address", HEADINGS)
def test_a_fault_is_told_in_the_language_of_the_address_and_has_a_way_on(
    address: str, visitor: Client
) -> None:
    html = assert_helps(visitor.get(address), int(address.split("/")[-2]))
    is_english = address.startswith("/en/")
    assert f'<html lang="{"en" if is_english else "sr-Latn"}">' in html
    assert re.search(rf"<h1>\s*{HEADINGS[address]}\s*</h1>", html)
    assert f"<title>{HEADINGS[address]} – " in html
    ways_on = re.search(r'<ul class="threaded ways-on">.*?</ul>', html, re.S)
    assert ways_on
    assert f'href="{"/en/" if is_english else "/"}"' in ways_on[0]
    assert len(re.findall("<a ", ways_on[0])) > 1


@pytest.mark.parametrize(("address", "language"), [("/", "sr-Latn"), ("/en/networks/", "en")])
def test_a_form_from_elsewhere_is_refused_with_a_page_that_helps(address: str, language: str) -> None:
    stranger = Client(enforce_csrf_checks=True)
    html = assert_helps(stranger.post(address, {"q": "x"}), 403)
    assert f'<html lang="{language}">' in html
    assert ("Go back" if language == "en" else "Vratite se") in html


@pytest.mark.parametrize("address", ["/", "/en/networks/"])
def test_another_name_than_the_sites_is_refused_with_a_page_that_helps(address: str, visitor: Client) -> None:
    assert_helps(visitor.get(address, headers={"Host": "evil.example"}), 400)


@pytest.mark.parametrize("address", ["/fault/400/", "/en/fault/403/", "/fault/500/"])
def test_a_fault_asks_nothing_of_the_database(address: str, visitor: Client) -> None:
    def stopped(*args: object, **kwargs: object) -> None:
        raise AssertionError("asked the database")

    with connection.execute_wrapper(stopped):
        assert_helps(visitor.get(address), int(address.split("/")[-2]))


PAGES = [
    "/",
    "/en/",
    "/mreze/preugovor/",
    "/en/networks/",
    "/organizacije/",
    "/organizacije/astra/",
    "/pretraga/?q=x",
    "/en/search/",
    "/pomoc/",
    *HEADINGS,
]


@pytest.mark.parametrize("address", PAGES)
def test_hotlines_stand_in_the_same_place_on_every_page(address: str, visitor: Client) -> None:
    html = visitor.get(address).content.decode()
    footer = html[html.index('<footer class="site-footer">') :]
    place = (
        r'<footer class="site-footer">\s*<div class="site-footer__inside">\s*<section class="footer-hotlines"'
    )
    assert re.match(place, footer), "first in the footer"
    assert re.findall(r'href="tel:([+\d]+)"', footer) == ["116000", "+381117850000"]
    (items,) = re.findall(r'<ul class="footer-hotlines__list">(.*?)</section>', footer, re.S)
    # Between the items of a list stands nothing else.
    outside = re.sub(r"<li[ >].*?</li>(?=\s*(?:<li|</ul>\s*$))", "", items, flags=re.S)
    assert outside.split() == ["</ul>"]
