"""Nobody is in by a password alone, whichever page took it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from astra_site.accounts.factors import codes, keys
from astra_site.accounts.models import User
from tests.accounts.conftest import PASSWORD, SECRET, code_of, give_code, give_password, wrong_code

HOME = "/admin/"


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def where(client: Client, address: str = HOME) -> str:
    """Return where somebody ends who asks for a page."""
    return client.get(address, follow=True).request["PATH_INFO"]


def test_a_password_alone_leads_to_the_second_step(client: Client, person: User, with_app) -> None:
    with_app(person)
    give_password(client, person.username)
    assert where(client) == reverse("second_factor")
    assert where(client, "/admin/users/") == reverse("second_factor")
    give_code(client, wrong_code())
    assert not is_in(client)
    answer = give_code(client, code_of(), next="/admin/images/")
    assert answer["Location"] == "/admin/images/"
    assert is_in(client)


def test_the_other_login_page_that_wagtail_brings_lets_nobody_in(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    client.post(reverse("wagtailcore_login"), {"username": person.username, "password": PASSWORD})
    assert where(client) == reverse("wagtailadmin_login")


def test_the_first_login_sets_up_an_app_and_shows_recovery_codes_once(client: Client, person: User) -> None:
    give_password(client, person.username)
    page = client.get(HOME, follow=True)
    assert page.request["PATH_INFO"] == reverse("enrol")
    secret = "".join(re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode()).group(1).split())
    assert secret not in str(dict(client.session))
    assert give_code(client, "000000", "enrol").status_code == 200
    assert not is_in(client)
    shown = client.post(reverse("enrol"), {"code": code_of(secret)}, follow=True).content.decode()
    recovery = ["".join(code.split()) for code in re.findall(r"<code>([\d ]+)</code>", shown)]
    assert len(recovery) == 10
    assert is_in(client)
    client.post(reverse("recovery_codes"))
    assert recovery[0][:5] not in client.get(reverse("recovery_codes"), follow=True).content.decode()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    other = Client()
    for number, expected in enumerate([True, False]):
        other.logout()
        give_password(other, person.username)
        give_code(other, recovery[0])
        assert is_in(other) == expected, number


def test_who_has_a_factor_cannot_set_up_another_by_her_password(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    give_password(client, person.username)
    assert client.get(reverse("enrol")).status_code == 403
    assert client.post(reverse("enrol"), {"code": code_of()}).status_code == 403
    assert client.post(reverse("skip_second_factor")).status_code == 403
    assert not is_in(client)


def test_a_code_works_once_in_any_process_and_none_of_before_it(person: User, with_app, rf) -> None:
    with_app(person)
    request = rf.post("/")
    assert codes.check(request, person, code_of(steps=-3)) is None
    assert codes.check(request, person, f" {code_of()[:3]} {code_of()[3:]} ")
    assert codes.check(request, person, code_of()) is None
    assert codes.check(request, person, code_of(steps=-1)) is None


def test_nobody_skips_it_but_an_owner_on_her_own_machine(
    client: Client, owner: User, person: User, settings
) -> None:
    give_password(client, owner.username)
    assert client.post(reverse("skip_second_factor")).status_code == 403
    settings.IS_LOCAL = settings.SECOND_FACTOR_MAY_BE_SKIPPED = True
    assert reverse("skip_second_factor") in client.get(reverse("enrol")).content.decode()
    client.post(reverse("skip_second_factor"))
    assert is_in(client)
    other = Client()
    give_password(other, person.username)
    assert other.post(reverse("skip_second_factor")).status_code == 403


def test_the_way_on_never_leads_to_another_site(client: Client, person: User, with_app) -> None:
    with_app(person)
    give_password(client, person.username)
    answer = give_code(client, code_of(), next="https://evil.example/admin/")
    assert answer["Location"] == HOME


@pytest.mark.parametrize("keeps", ["app", "recovery codes"])
def test_a_key_that_does_not_fit_stops_the_start_and_an_older_one_is_still_read(
    keeps: str, person: User, with_app, settings
) -> None:
    with_app(person) if keeps == "app" else codes.make_recovery_codes(person)
    keys.refuse_wrong_keys()
    new = "bmV3LWtleS1mb3ItdGVzdHMtb25seS1hYmNkZWZnaGk="
    settings.FACTOR_KEYS = [new, *settings.FACTOR_KEYS]
    keys.refuse_wrong_keys()
    settings.FACTOR_KEYS = [new]
    with pytest.raises(ImproperlyConfigured, match="ASTRA_FACTOR_KEY") as refusal:
        keys.refuse_wrong_keys()
    assert "\n" not in str(refusal.value)
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize(
    "answer", ["{", "[]", "null", '{"id": 5}', "9" * 30_000, '{"type":"public-key","rawId":"a"}']
)
def test_nonsense_in_place_of_a_passkey_is_a_sentence(
    answer: str, client: Client, person: User, with_app
) -> None:
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "ključ", "credential": {}})
    give_password(client, person.username)
    with_app(person)
    Authenticator.objects.filter(type="webauthn").delete()
    for page in ("second_factor",):
        assert client.post(reverse(page), {"credential": answer, "code": ""}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(
    "answer", ["{", "[]", "null", '{"id": 5}', "9" * 30_000, '{"type":"public-key","rawId":"a"}']
)
def test_nonsense_in_place_of_a_new_passkey_is_a_sentence(answer: str, client: Client, person: User) -> None:
    give_password(client, person.username)
    client.get(reverse("enrol"))
    page = client.post(reverse("enrol"), {"credential": answer})
    assert page.status_code == 200
    # What is an answer, and of no question, is told from what is none.
    assert ("prepoznat" in page.context["problem"]) is not answer.startswith('{"')
    assert not Authenticator.objects.exists()
