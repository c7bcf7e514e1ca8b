"""What gives the site A+ by the Mozilla Observatory's rules; `make observatory` runs the rules themselves."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db

SIX_MONTHS = 15_768_000
ADDRESSES = ["/", "/en/", "/mreze/preugovor/", "/en/search/?q=women", "/nema-ovoga/"]


@pytest.fixture
def production(settings: object) -> None:
    """Set what only production sets."""
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60  # type: ignore[attr-defined]


@pytest.fixture(params=ADDRESSES)
def answer(request: pytest.FixtureRequest, production: None, client: Client) -> HttpResponse:
    return client.get(request.param, secure=True)


def policy(answer: HttpResponse) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split("; ")
    return {name: values for name, _space, values in (part.partition(" ") for part in parts)}


def test_nothing_may_be_loaded_that_is_not_named_and_nothing_unsafe(answer: HttpResponse) -> None:
    found = policy(answer)
    assert found["default-src"] == "'none'"
    assert not [value for value in found.values() if "unsafe" in value or "*" in value or "http" in value]


def test_no_frame_of_another_site_may_hold_a_page(answer: HttpResponse) -> None:
    assert policy(answer)["frame-ancestors"] == "'none'"


def test_other_sites_get_no_referrer_no_resource_and_no_cross_origin_access(answer: HttpResponse) -> None:
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer


def test_no_cookie_and_no_guess_at_types(answer: HttpResponse) -> None:
    assert not answer.cookies
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_browsers_insist_on_tls_for_at_least_six_months(answer: HttpResponse) -> None:
    (seconds,) = re.findall(r"max-age=(\d+)", answer["Strict-Transport-Security"])
    assert int(seconds) >= SIX_MONTHS


def test_every_script_comes_from_the_site(answer: HttpResponse) -> None:
    sources = re.findall(r"<script[^>]*\bsrc=\"([^\"]+)\"", answer.content.decode())
    assert sources
    assert [source for source in sources if not source.startswith("/static/")] == []


def test_without_tls_the_first_answer_leads_to_the_same_address_with_it(
    production: None, client: Client
) -> None:
    answer = client.get("/mreze/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/mreze/")


def test_a_preflight_of_another_site_gets_no_access(production: None, client: Client) -> None:
    headers = {"origin": "https://evil.example", "access-control-request-method": "GET"}
    answer = client.options("/", headers=headers, secure=True)
    assert not [name for name in answer.headers if name.startswith("Access-Control")]
