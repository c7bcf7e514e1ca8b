"""What somebody has stolen or kept lets her in nowhere: a session, a link, a code of before."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from astra_site.accounts.factors import codes, managing
from astra_site.accounts.models import User
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "osam-plavih-krusaka-u-korpi"
SENT = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
IN_HER_ACCOUNT = {
    "password-old_password": PASSWORD, "password-new_password1": NEW_PASSWORD,
    "password-new_password2": NEW_PASSWORD,
    "name_email-first_name": "Vesna", "name_email-last_name": "Vesić",
    "name_email-email": "vesna@example.org",
    "locale-preferred_language": "sr-latn", "locale-current_time_zone": "Europe/Belgrade",
    "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
}  # fmt: skip


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def enter(client: Client, person: User, steps: int = 0) -> None:
    give_password(client, person.username)
    give_code(client, code_of(steps=steps))
    assert is_in(client)


def with_session(key: str) -> Client:
    client = Client()
    client.cookies["sessionid"] = key
    return client


def link_of_letter(client: Client, person: User) -> str:
    mail.outbox.clear()
    client.post(reverse("wagtailadmin_password_reset"), {"email": person.email})
    return re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[0].body)[0]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_session_that_somebody_laid_under_her_is_not_hers_after_any_step(
    is_first: bool, client: Client, person: User, with_app
) -> None:
    session = client.session
    session["laid"] = "under"
    session.save()
    keys = [session.session_key]
    client.cookies["sessionid"] = keys[0]
    give_password(client, person.username)
    keys.append(client.session.session_key)
    if is_first:
        page = client.get(reverse("enrol")).content.decode()
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
        give_code(client, code_of(secret), "enrol")
    else:
        with_app(person)
        give_code(client, code_of())
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    assert [is_in(with_session(key)) for key in keys] == [False, False, True]


@pytest.mark.parametrize("changes", ["address", "password", "nothing"])
def test_a_link_of_before_a_new_address_or_password_sets_none(
    changes: str, client: Client, person: User
) -> None:
    link = link_of_letter(client, person)
    # Opened before the change: its session holds the token.
    form = client.get(link, follow=True).request["PATH_INFO"]
    if changes == "address":
        person.email = "nova-adresa@example.org"
    elif changes == "password":
        person.set_password("devet-crvenih-tresanja-na-grani")
    person.save()
    client.post(form, SENT)
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD) == (changes == "nothing")
    other = Client()
    again = other.get(link, follow=True)
    assert "Link za novu lozinku ne važi" in again.content.decode()
    other.post(again.request["PATH_INFO"], SENT | {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert not User.objects.get(pk=person.pk).check_password(PASSWORD) or changes == "address"


def test_a_link_lasts_for_an_hour(client: Client, person: User) -> None:
    link = link_of_letter(client, person)
    for minutes, lasts in ((59, True), (61, False)):
        with time_machine.travel(time.time() + minutes * 60, tick=True):
            page = Client().get(link, follow=True).content.decode()
        assert ("Link za novu lozinku ne važi" not in page) == lasts


def test_a_new_password_by_a_link_ends_open_sessions_and_lets_nobody_in(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    enter(client, person)
    other = Client()
    form = other.get(link_of_letter(other, person), follow=True).request["PATH_INFO"]
    other.post(form, SENT)
    assert not is_in(client)
    assert not is_in(other)
    give_password(other, person.username, NEW_PASSWORD)
    assert not is_in(other)


def test_a_new_password_in_her_account_ends_her_other_sessions(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    enter(client, person)
    stolen, key = Client(), client.session.session_key
    enter(stolen, person, steps=1)
    client.post(reverse("wagtailadmin_account"), IN_HER_ACCOUNT)
    assert User.objects.get(pk=person.pk).check_password(NEW_PASSWORD)
    assert is_in(client)
    assert not is_in(stolen)
    assert not is_in(with_session(key))


def test_nothing_of_before_a_reset_lets_anybody_in(
    client: Client, person: User, owner: User, with_app
) -> None:
    with_app(person)
    printed = codes.make_recovery_codes(person)
    at_the_door = Client()
    give_password(at_the_door, person.username)
    managing.reset(person, owner)
    for client_ in (client, at_the_door):
        for code in (printed[0], code_of()):
            give_code(client_, code)
            assert not is_in(client_)
        give_password(client_, person.username)


def test_accounts_are_found_by_no_other_name_that_asks_for_no_confirmation(
    client: Client, owner: User, person: User, with_app
) -> None:
    with_app(owner)
    enter(client, owner)
    session = client.session
    session["staff"] = {**session["staff"], "confirmed": 0}
    session.save()
    for app in ("accounts", "ACCOUNTS", "Accounts"):
        for name in ("user", "User", "USER"):
            for action in ("delete", "assign_role", "set_active_state"):
                address = f"/admin/bulk/{app}/{name}/{action}/?id={person.pk}"
                assert client.post(address, {"mark_as_active": ""}).status_code in {403, 404}
    assert User.objects.filter(pk=person.pk, is_active=True).exists()
