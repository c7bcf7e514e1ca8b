"""A session ends after half an hour without work, or twelve hours; some things ask again who is there."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import AuditEntry, User
from networks.models import StandardPage
from tests.accounts.conftest import code_of, give_code, give_password

T0 = 1_900_000_000
MINUTE = 60


@pytest.fixture
def at_work(client: Client, person: User, with_app: Callable[[User], User]) -> Client:
    """An editor who has come in by both factors, at T0."""
    with_app(person)
    with time_machine.travel(T0, tick=False):
        give_password(client, person.username)
        give_code(client, code_of())
    return client


def is_in(client: Client, minutes: float) -> bool:
    with time_machine.travel(T0 + minutes * MINUTE, tick=False):
        return client.get(reverse("tasks:index")).status_code == 200


def test_work_keeps_it_for_twelve_hours_and_no_longer(at_work: Client) -> None:
    assert all(is_in(at_work, minutes) for minutes in range(20, 12 * 60, 20))
    assert not is_in(at_work, 12 * 60 + 1)


def test_half_an_hour_without_work_ends_it(at_work: Client) -> None:
    assert is_in(at_work, 29)
    assert not is_in(at_work, 29 + 31)
    assert "_auth_user_id" not in at_work.session


def test_what_a_clock_of_tomorrow_has_noted_holds_no_session_until_then(at_work: Client) -> None:
    assert not is_in(at_work, -24 * 60)


def test_what_an_open_form_sends_by_itself_is_no_work(at_work: Client) -> None:
    page = StandardPage.objects.get(slug="pomoc")
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["pages", "basepage", page.pk, 1])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for minutes in range(5, 30, 5):
        with time_machine.travel(T0 + minutes * MINUTE, tick=False):
            at_work.post(ping)
            at_work.post(preview, {"title": "x"})
            at_work.post(edit, {"title": "x"}, headers={"Accept": "application/json"})
    assert not is_in(at_work, 31)


def test_a_form_sent_at_the_door_is_kept_until_the_second_step(
    client: Client, person: User, with_app: Callable[[User], User]
) -> None:
    with_app(person)
    give_password(client, person.username)
    page = StandardPage.objects.get(slug="pomoc")
    kept = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Naslov od pola sata"})
    assert kept.status_code == 403
    assert 'value="Naslov od pola sata"' in kept.content.decode()


def test_users_settings_factors_and_exports_ask_again(
    client: Client, owner: User, person: User, with_app: Callable[[User], User]
) -> None:
    with_app(owner)
    with time_machine.travel(T0, tick=False) as clock:
        give_password(client, owner.username)
        give_code(client, code_of())
        clock.shift(16 * MINUTE)
        addresses = [
            reverse("wagtailusers_users:index"),
            reverse("wagtailusers_groups:index"),
            reverse("wagtailsites:index"),
            reverse("wagtailsettings:edit", args=["safety", "safetysettings"]),
            reverse("second_factors"),
            reverse("reset_factors", args=[person.pk]),
            f"{reverse('wagtailadmin_reports:site_history')}?export=csv",
            reverse("spreadsheets:export", args=["csv"]),
        ]
        for address in addresses:
            assert client.get(address)["Location"].startswith(reverse("confirm")), address
        assert client.get(reverse("enrol")).status_code == 403
        edit = reverse("wagtailusers_users:edit", args=[person.pk])
        kept = client.post(edit, {"first_name": "Vesna nova"}).content.decode()
        assert 'value="Vesna nova"' in kept
        assert reverse("confirm") in kept
        assert client.get("/admin/images/").status_code == 200
        give_code(client, code_of(), "confirm")
        exported = client.get(addresses[-2])
        assert exported.status_code == 200
    assert AuditEntry.objects.filter(action="confirmed").exists()
    assert AuditEntry.objects.filter(action="export", about="/admin/reports/site-history/").exists()


def test_an_open_session_gives_the_account_no_other_address(at_work: Client, person: User) -> None:
    own = {"first_name": "Vesna", "last_name": "V.", "email": person.email}
    fields = {
        **{f"name_email-{name}": value for name, value in own.items()},
        "locale-preferred_language": "en",
        "locale-current_time_zone": "Europe/Belgrade",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    address = reverse("wagtailadmin_account")
    with time_machine.travel(T0 + 16 * MINUTE, tick=False):
        assert at_work.post(address, fields).status_code == 302
        kept = at_work.post(address, fields | {"name_email-email": "strankinja@example.org"})
        assert kept.status_code == 403
        assert reverse("confirm") in kept.text
        person.refresh_from_db()
        assert (person.first_name, person.email) == ("Vesna", "vesna@example.org")
        give_code(at_work, code_of(), "confirm")
        at_work.post(address, fields | {"name_email-email": "nova@example.org"})
        person.refresh_from_db()
        assert person.email == "nova@example.org"


def test_codes_that_nobody_has_kept_are_shown_to_no_open_session(at_work: Client) -> None:
    page = reverse("recovery_codes")
    with time_machine.travel(T0 + MINUTE, tick=False):
        at_work.post(reverse("second_factors"), {"make_codes": ""})
        assert "<code>" in at_work.get(page).text
    with time_machine.travel(T0 + 16 * MINUTE, tick=False):
        assert at_work.get(page)["Location"].startswith(reverse("confirm"))


def test_a_wrong_code_confirms_nothing(at_work: Client) -> None:
    with time_machine.travel(T0 + 16 * MINUTE, tick=False):
        assert give_code(at_work, "000000", "confirm").status_code == 200
        assert at_work.get(reverse("second_factors"))["Location"].startswith(reverse("confirm"))
