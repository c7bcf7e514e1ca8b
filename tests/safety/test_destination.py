"""The exit's destination: what may be set, and what a visitor gets whatever happens."""

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from wagtail.models import Site

from astra_site.safety import destination
from astra_site.safety.models import SafetySettings, validate_dial_string, validate_exit_destination

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(destination, "_last_known", {})


def set_destination(address):
    site = Site.objects.get(is_default_site=True)
    SafetySettings.objects.update_or_create(site=site, defaults={"exit_destination": address})


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_exit_redirects_to_the_setting_with_every_method(client, method):
    set_destination("https://www.rts.rs/")
    response = getattr(client, method)("/izlaz/")
    assert response.status_code == 303
    assert response["Location"] == "https://www.rts.rs/"
    assert response["Clear-Site-Data"] == '"cookies", "storage"'
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert not response.content


def test_exit_works_without_a_csrf_token(client):
    client.handler.enforce_csrf_checks = True
    assert client.post("/izlaz/", headers={"Origin": "null"}).status_code == 303


@pytest.mark.parametrize("stored", [None, "", "javascript:alert(1)", "//elsewhere.example/"])
def test_exit_leads_to_the_neutral_page_without_a_usable_setting(client, stored):
    if stored is not None:
        set_destination(stored)
    assert client.get("/izlaz/")["Location"] == destination.NEUTRAL


def test_exit_leads_to_the_neutral_page_without_a_site(client):
    Site.objects.all().delete()
    assert client.get("/izlaz/")["Location"] == destination.NEUTRAL


def test_exit_keeps_the_last_known_destination_when_the_database_fails(client, monkeypatch):
    set_destination("https://www.rts.rs/")
    client.get("/izlaz/")

    def fail(*args):
        raise OperationalError("the database is gone")

    monkeypatch.setattr(Site, "find_for_request", fail)
    assert client.get("/izlaz/")["Location"] == "https://www.rts.rs/"
    monkeypatch.setattr(destination, "_last_known", {})
    assert client.get("/izlaz/")["Location"] == destination.NEUTRAL


def test_exit_asks_the_database_a_single_question(client, django_assert_num_queries):
    client.get("/izlaz/")
    with django_assert_num_queries(1):
        client.get("/izlaz/")


@pytest.mark.parametrize("address", ["https://www.wikipedia.org/", "https://weather.example/beograd"])
def test_plain_https_address_is_accepted(address):
    validate_exit_destination(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.wikipedia.org/",
        "https://www.wikipedia.org/?from=astra",
        "https://www.wikipedia.org/?",
        "https://www.wikipedia.org/#astra",
        "https://name:password@www.wikipedia.org/",
        "https://www.wikipedia.org\\@evil.example/",
        "https:///path",
        "https://[",
        "javascript:alert(1)",
        "//www.wikipedia.org/",
        "www.wikipedia.org",
        "",
    ],
)
def test_any_other_address_is_refused(address):
    with pytest.raises(ValidationError):
        validate_exit_destination(address)


def test_address_of_this_site_is_refused():
    Site.objects.update(hostname="mreze.astra.example")
    with pytest.raises(ValidationError):
        validate_exit_destination("https://Mreze.Astra.example/")


def test_settings_form_refuses_what_the_validator_refuses():
    settings = SafetySettings(site=Site.objects.get(), exit_destination="https://example.org/?q=1")
    with pytest.raises(ValidationError) as caught:
        settings.full_clean()
    assert "exit_destination" in caught.value.message_dict


@pytest.mark.parametrize("number", ["116000", "+381117850000", "0117850000"])
def test_dial_string_of_digits_is_accepted(number):
    validate_dial_string(number)


@pytest.mark.parametrize(
    "number", ["", "12", "011 785 0000", "011/785-0000", "+", "1" * 16, "116000;ext=1", "١١٦", "116000\n"]
)
def test_dial_string_of_anything_else_is_refused(number):
    with pytest.raises(ValidationError):
        validate_dial_string(number)
