"""Five wrong answers an account in five minutes, over all processes, and nobody is locked out by another."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, connections
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode

from astra_site.accounts import throttle
from astra_site.accounts.models import User, WrongAnswers
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password, wrong_code

WRONG = "ovo-nije-njena-lozinka"
NEW_PASSWORD = "osam-plavih-krusaka-u-korpi"
TOO_MANY = "Previše pogrešnih pokušaja"


def tries_that_are_looked_at(kind: str = "password", number: int = 20, **headers: str) -> int:
    made = [throttle.note(RequestFactory().post("/", **headers), kind, "vesna") for _ in range(number)]
    return sum(one is not None for one in made)


def test_one_address_has_three_tries_and_all_strangers_together_five(db: None) -> None:
    assert tries_that_are_looked_at(REMOTE_ADDR="192.0.2.1") == 3
    assert tries_that_are_looked_at(REMOTE_ADDR="192.0.2.2") == 2
    assert tries_that_are_looked_at(REMOTE_ADDR="192.0.2.3") == 0
    assert tries_that_are_looked_at("code", REMOTE_ADDR="192.0.2.3") == 3


def test_a_forged_address_is_no_other_address(db: None, settings) -> None:
    forged = [
        throttle.note(
            RequestFactory().post("/", headers={"x-forwarded-for": f"198.51.100.{number}"}),
            "password",
            "vesna",
        )
        for number in range(10)
    ]
    assert sum(one is not None for one in forged) == 3
    settings.BEHIND_PROXY = True
    behind = RequestFactory().post("/", headers={"x-forwarded-for": "198.51.100.7, 192.0.2.9"})
    assert throttle.address_of(behind) == "192.0.2.9"


@pytest.mark.parametrize("is_behind", [True, False])
@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-Forwarded-Host"],
)
def test_whatever_address_somebody_forges_the_login_page_counts_one(
    header: str, is_behind: bool, client: Client, person: User, settings
) -> None:
    settings.BEHIND_PROXY = is_behind
    looked_at = 0
    for number in range(6):
        told = {"x-forwarded-for": "203.0.113.9"} if is_behind else {}
        forged = f"192.0.2.{number}"
        # nginx adds the real one behind what the visitor has written.
        told[header.lower()] = (
            f"{forged}, 203.0.113.9" if is_behind and header == "X-Forwarded-For" else forged
        )
        answer = client.post(
            reverse("wagtailadmin_login"), {"username": person.username, "password": WRONG}, headers=told
        )
        looked_at += TOO_MANY not in answer.content.decode()
    assert looked_at == 3


def test_who_has_logged_in_here_before_is_locked_out_by_nobody(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    give_password(client, person.username)
    give_code(client, code_of())
    cookie = client.cookies["device"].value
    client.logout()
    stranger = Client()
    for number in range(10):
        give_password(stranger, person.username, WRONG, REMOTE_ADDR=f"192.0.2.{number}")
    refused = give_password(stranger, person.username, REMOTE_ADDR="192.0.2.77")
    assert TOO_MANY in refused.content.decode()
    assert person.username not in cookie
    client.cookies["device"] = cookie
    assert give_password(client, person.username).status_code == 302
    others = Client()
    others.cookies["device"] = cookie + "x"
    assert TOO_MANY in give_password(others, person.username).content.decode()
    # Her own browser has tries of its own, and no more than five.
    client.logout()
    client.cookies["device"] = cookie
    answers = [TOO_MANY in give_password(client, person.username, WRONG).content.decode() for _ in range(7)]
    assert answers == [False] * 5 + [True] * 2


def test_a_browser_of_several_people_gets_no_tries_anew_by_the_login_of_another(
    client: Client, person: User, owner: User, with_app
) -> None:
    for somebody in (person, owner):
        with_app(somebody)
        give_password(client, somebody.username)
        give_code(client, code_of())
        client.get(reverse("wagtailadmin_logout"))
        client.cookies.pop("sessionid")
    kept = client.cookies["device"].value
    looked_at = []
    for round_ in range(3):
        for _ in range(4):
            answer = give_password(client, person.username, WRONG)
            looked_at.append(TOO_MANY not in answer.content.decode())
        # Another one of the same browser comes in, and an older cookie of hers is put back.
        give_password(client, owner.username)
        give_code(client, code_of(steps=1))
        client.cookies.pop("sessionid", None)
        if round_ == 1:
            client.cookies["device"] = kept
    assert sum(looked_at) == 5


def test_whoever_has_the_mail_lets_her_new_browser_in_though_strangers_try_without_end(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    stranger = Client()

    def try_without_end() -> None:
        for number in range(10):
            give_password(stranger, person.username, WRONG, REMOTE_ADDR=f"192.0.2.{number}")

    User.objects.create_user("neko-drugi")
    try_without_end()
    refused = give_password(client, person.username).content.decode()
    assert TOO_MANY in refused
    assert reverse("wagtailadmin_password_reset") in refused
    client.post(reverse("wagtailadmin_password_reset"), {"email": person.email})
    link = re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    try_without_end()
    give_password(client, person.username, NEW_PASSWORD)
    give_code(client, code_of())
    assert client.get("/admin/").status_code == 200
    assert TOO_MANY in give_password(Client(), person.username, NEW_PASSWORD).content.decode()


def test_a_link_that_is_not_hers_makes_no_browser_known(client: Client, person: User) -> None:
    key = urlsafe_base64_encode(str(person.pk).encode())
    link = reverse("wagtailadmin_password_reset_confirm", args=[key, "set-password"])
    client.post(link, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    assert "device" not in client.cookies


def test_the_password_in_an_open_session_cannot_be_guessed(client: Client, person: User) -> None:
    client.force_login(person)
    fields = {"password-new_password1": NEW_PASSWORD, "password-new_password2": NEW_PASSWORD}
    address = reverse("wagtailadmin_account")
    answers = [client.post(address, {**fields, "password-old_password": WRONG}).text for _ in range(4)]
    assert [TOO_MANY in html for html in answers] == [False] * 3 + [True]
    assert TOO_MANY in client.post(address, {**fields, "password-old_password": PASSWORD}).text
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_unknown_names_hear_the_same_and_right_passwords_do_not_count(client: Client, person: User) -> None:
    known = [give_password(client, person.username, WRONG).content.decode() for _ in range(4)]
    unknown = [give_password(Client(), "nema-je", WRONG).content.decode() for _ in range(4)]
    assert (
        [TOO_MANY in html for html in known] == [TOO_MANY in html for html in unknown] == [False] * 3 + [True]
    )
    with time_machine.travel(throttle.time.time() + 301, tick=True):
        for _ in range(8):
            assert give_password(Client(), person.username).status_code == 302


def test_tries_of_a_clock_of_tomorrow_lock_nobody_out_until_then(db: None) -> None:
    with time_machine.travel(throttle.time.time() + 24 * 60 * 60, tick=True):
        assert tries_that_are_looked_at(number=4, REMOTE_ADDR="192.0.2.1") == 3
    assert tries_that_are_looked_at(number=4, REMOTE_ADDR="192.0.2.1") == 3


def test_nothing_of_an_address_is_kept_for_longer(db: None) -> None:
    tries_that_are_looked_at(REMOTE_ADDR="192.0.2.1")
    kept = str(list(WrongAnswers.objects.values()))
    assert "192.0.2.1" not in kept
    assert "vesna" not in kept
    with time_machine.travel(throttle.time.time() + 302, tick=True):
        # Whoever tries next takes it away.
        assert throttle.note(None, "code", "mira") is not None
        assert WrongAnswers.objects.count() == 2
    with time_machine.travel(throttle.time.time() + 604, tick=True):
        throttle.forget_old()
        assert not WrongAnswers.objects.exists()


def test_without_the_database_nobody_is_let_in(client: Client, person: User, monkeypatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(WrongAnswers.objects, "bulk_create", broken)
    with pytest.raises(DatabaseError):
        give_password(client, person.username)
    assert "_auth_user_id" not in client.session


def test_five_wrong_codes_end_the_tries_also_with_the_right_one(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    give_password(client, person.username)
    answers = [give_code(client, wrong_code()).content.decode() for _ in range(4)]
    assert [TOO_MANY in html for html in answers] == [False] * 3 + [True]
    assert TOO_MANY in give_code(client, code_of()).content.decode()
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_tries_side_by_side_are_counted_too() -> None:
    def one(number: int) -> bool:
        try:
            request = RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{number}")
            return throttle.note(request, "password", "vesna") is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(one, range(24))) == 5
