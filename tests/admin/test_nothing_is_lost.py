"""An ended session, scripts that did not load, a date in words: a sentence each, and nothing is lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import User
from networks.models import NetworkIndexPage, NetworkPage, StandardPage
from tests.admin.conftest import edit_page

LogIn = Callable[..., Client]
Read = Callable[..., dict[str, Any]]

HERE = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "lozinka-za-probu-7"


def test_what_was_written_outlives_the_session(client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    client = client_of("Urednice")
    address = edit_page(page)
    sent = {**form_data(client, address), "title": "Naslov od pola sata"}
    person = client.session["_auth_user_id"]
    client.logout()
    answer = client.post(address, sent)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "ništa nije izgubljeno" in html
    assert 'value="Naslov od pola sata"' in html
    assert reverse("wagtailadmin_login") in html
    client.force_login(User.objects.get(pk=person))
    client.post(address, sent)
    draft = StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "Naslov od pola sata"


def test_a_form_from_before_the_login_is_offered_again_with_a_fresh_token(
    client_of: LogIn, page: StandardPage
) -> None:
    person = User.objects.get(pk=client_of("Urednice").session["_auth_user_id"])
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = client.post(edit_page(page), {"title": "Naslov od pola sata"}, headers=HERE)
    html = answer.content.decode()
    assert 'value="Naslov od pola sata"' in html
    assert "csrfmiddlewaretoken" in html


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_from_elsewhere_is_not(headers: dict[str, str], client_of: LogIn, page: StandardPage) -> None:
    person = User.objects.get(pk=client_of("Urednice").session["_auth_user_id"])
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = client.post(edit_page(page), {"title": "Podmetnut naslov"}, headers=headers)
    assert answer.status_code == 403
    assert "Podmetnut naslov" not in answer.content.decode()


def test_a_form_that_saves_itself_hears_it_too(client: Client, page: StandardPage) -> None:
    answer = client.post(edit_page(page), {"title": "x"}, headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert "Odjavljeni ste" in answer.json()["error_message"]


@pytest.mark.parametrize("address", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_the_door_itself_stays_open(address: str, client: Client, db: None) -> None:
    assert client.post(
        reverse(address), {"username": "x", "password": "y", "email": "a@b.rs"}
    ).status_code in {
        200,
        302,
    }


@pytest.mark.parametrize("role", ["", "Urednice", "Moderatorke"])
@pytest.mark.parametrize("kind", ["edit", "add"])
def test_a_form_without_the_counters_of_its_blocks(
    kind: str, role: str, client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    client = client_of(role)
    address = edit_page(network)
    sent = {name: value for name, value in form_data(client, address).items() if not name.endswith("-count")}
    if kind == "add":
        parent = NetworkIndexPage.objects.get().pk
        address = reverse("wagtailadmin_pages:add", args=["networks", "networkpage", parent])
    before = network.latest_revision_id
    answer = client.post(address, {**sent, "lead_sr_latn": "Nov uvod, dug pasus."})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Ništa nije sačuvano" in html
    assert "Nov uvod, dug pasus." in html
    network.refresh_from_db()
    assert network.latest_revision_id == before


@pytest.mark.parametrize(
    "written",
    ["1.1.2040. 10:00", "01.01.2040. 10:00", "1.1.2040 10.00", "1. januara 2040. u 10 h", "2040-01-01 10:00"],
)
@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_a_time_is_understood_as_people_write_it_here(
    language: str, written: str, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    client = client_of("Moderatorke", language)
    address = edit_page(page)
    client.post(address, {**form_data(client, address), "go_live_at": written, "action-publish": "1"})
    scheduled = StandardPage.objects.get(pk=page.pk).scheduled_revision
    expected = datetime(2040, 1, 1, 10, tzinfo=ZoneInfo(settings.TIME_ZONE))
    assert scheduled is not None
    assert scheduled.approved_go_live_at == expected
    assert 'value="1.1.2040. 10:00"' in client.get(address).content.decode()


@pytest.mark.parametrize("written", ["sutra u deset", "32.1.2040. 10:00", "1.1.2040. 25:00"])
def test_a_time_that_nobody_understands_publishes_nothing(
    written: str, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    client = client_of("Moderatorke")
    address = edit_page(page)
    sent = {**form_data(client, address), "title": "Nov naslov", "go_live_at": written, "action-publish": "1"}
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert written in answer.content.decode()
    page.refresh_from_db()
    assert page.title != "Nov naslov"


def test_a_person_without_a_role_reads_whom_to_ask(client: Client, db: None) -> None:
    User.objects.create_user(username="bez-uloge", password=PASSWORD)
    answer = client.post(reverse("wagtailadmin_login"), {"username": "bez-uloge", "password": PASSWORD})
    assert answer.status_code == 200
    assert "još nema ulogu" in answer.content.decode()


def test_whoever_makes_an_account_without_a_role_is_told(client_of: LogIn) -> None:
    data = {
        "username": "nova",
        "email": "nova@example.org",
        "first_name": "Nova",
        "last_name": "Osoba",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "is_active": "on",
    }
    answer = client_of("Administratorke").post(reverse("wagtailusers_users:add"), data, follow=True)
    assert User.objects.filter(username="nova").exists()
    assert "još nema ulogu" in answer.content.decode()
