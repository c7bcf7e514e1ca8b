"""Codes: each works once, for its own person, also when it is given twice at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from django.test import Client, RequestFactory
from django.urls import reverse

from astra_site.accounts.factors import codes
from astra_site.accounts.models import User
from tests.accounts.conftest import PASSWORD, SECRET, code_of, give_code, give_password

AT_ONCE = 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_that_is_given_several_times_at_once_lets_one_in(kind: str) -> None:
    person = User.objects.create_user("vesna", "vesna@example.org", PASSWORD)
    codes.add_app(person, SECRET, step=0)
    code = code_of() if kind == "app" else codes.make_recovery_codes(person)[0]
    together = Barrier(AT_ONCE)

    def give(number: int) -> bool:
        try:
            together.wait()
            # Each from an address of its own, and only five strangers have a try.
            request = RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{number}")
            return codes.check(request, person, code) is not None
        except codes.TooManyCodes:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(give, range(AT_ONCE))) == 1


def test_the_recovery_codes_of_somebody_else_let_nobody_in(
    client: Client, person: User, owner: User, with_app
) -> None:
    with_app(person)
    with_app(owner)
    hers, others = codes.make_recovery_codes(person), codes.make_recovery_codes(owner)
    give_password(client, person.username)
    give_code(client, others[0])
    assert client.get("/admin/").status_code == 302
    give_code(client, hers[0])
    assert client.get("/admin/").status_code == 200
    assert codes.number_of_recovery_codes(owner) == 10


def test_new_recovery_codes_end_those_of_before(client: Client, person: User, with_app) -> None:
    with_app(person)
    old = codes.make_recovery_codes(person)
    new = codes.make_recovery_codes(person)
    assert not set(old) & set(new)
    give_password(client, person.username)
    give_code(client, old[0])
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "code", ["", " ", "0" * 41, "\0", "１２３４５６", "-------", "' OR 1=1 --", "𝟙𝟚𝟛𝟜𝟝𝟞", "\u202e"]
)
def test_nonsense_in_place_of_a_code_is_a_sentence(code: str, client: Client, person: User, with_app) -> None:
    with_app(person)
    give_password(client, person.username)
    answer = give_code(client, code)
    assert answer.status_code == 200
    assert 'class="error"' in answer.text
    assert client.get("/admin/").status_code == 302


def test_of_two_factors_that_are_taken_away_one_after_the_other_one_stays(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "ključ", "credential": {}})
    client.force_login(person)
    for factor in list(Authenticator.objects.filter(user=person)) + [key]:
        client.post(reverse("second_factors"), {"remove": str(factor.pk)})
    assert Authenticator.objects.filter(user=person).count() == 1
