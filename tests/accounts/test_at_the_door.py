"""The forms of the door in detail: what they ask and keep, and how each of them ends."""

import re
import time
from collections.abc import Callable
from importlib import reload
from typing import Any

import pytest
import time_machine
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.test import Client, RequestFactory
from django.urls import reverse

from astra_site.accounts import throttle
from astra_site.accounts.factors import codes, passkeys, urls
from astra_site.accounts.factors.adapter import FactorAdapter
from astra_site.accounts.factors.forms import CodeForm, NewAppForm, PasswordForm
from astra_site.accounts.models import AuditEntry, User
from astra_site.accounts.new_password import CountedPasswordChangeForm
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password, wrong_code

pytestmark = pytest.mark.django_db
Give = Callable[[User], User]
HOME = "/admin/"


# The password


def test_a_session_outlives_a_new_secret_key_while_the_old_one_is_known(inside: Client, settings) -> None:
    before, request = dict(inside.session), RequestFactory().get("/")
    assert len(before["_auth_user_hash"]) == 64
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a" * 50
    for known, is_in in (([old], True), (["b" * 50, old], True), (["b" * 50], False), ([], False)):
        settings.SECRET_KEY_FALLBACKS = known
        request.session = Client().session
        request.session.update(before)
        assert get_user(request).is_authenticated is is_in


def test_in_ones_own_account_a_right_old_password_is_no_try_and_too_many_are_told(person: User) -> None:
    def errors(old: str) -> list[str]:
        form = CountedPasswordChangeForm(person, {"old_password": old})
        form.is_valid()
        return [error.code for error in form.errors.as_data().get("old_password", [])]

    assert [errors(PASSWORD) for _ in range(6)] == [[]] * 6
    assert [errors("x") for _ in range(4)] == [["password_incorrect"]] * 3 + [["too_many"]]


# The second factor


def test_the_field_of_a_code_helps_a_telephone_and_corrects_nothing(
    client: Client, person: User, with_app: Give
) -> None:
    give_password(client, person.username)
    set_up = client.get(reverse("enrol")).context["form"].fields["code"]
    with_app(person)
    asked = client.get(reverse("second_factor")).context["form"].fields["code"]

    for field in (set_up, asked):
        assert field.max_length == 40
        assert {name: field.widget.attrs[name] for name in ("autocomplete", "inputmode", "spellcheck")} == {
            "autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false",
        }  # fmt: skip


def test_each_form_tells_what_is_wrong_from_too_many_tries(person: User, rf) -> None:
    request = rf.post("/")
    request.user = person
    codes.add_app(person, codes.new_secret(), step=0)
    secret = codes.new_secret()

    def told(form: Any, field: str) -> list[str]:
        assert not form.is_valid()
        return [error.code for error in form.errors.as_data()[field]]

    tries = [told(CodeForm(request, {"code": "000000"}), "code") for _ in range(4)]
    assert tries == [["wrong"]] * 3 + [["too_many"]]
    tries = [told(PasswordForm(request, {"password": " x"}), "password") for _ in range(4)]
    assert tries == [["wrong"]] * 3 + [["too_many"]]
    assert told(NewAppForm(secret, {"code": wrong_code()}), "code") == ["wrong"]
    # Nobody beside her reads it, and what keeps passwords fills it in.
    field = str(PasswordForm(request)["password"])
    assert 'type="password"' in field and 'autocomplete="current-password"' in field
    right = code_of(secret)
    assert NewAppForm(secret, {"code": f" {right[:3]} {right[3:]} "}).is_valid()


def test_codes_of_the_half_minutes_around_now_are_taken_and_no_others(settings) -> None:
    settings.MFA_TOTP_TOLERANCE = 1
    secret = codes.new_secret()
    assert re.fullmatch("[A-Z2-7]{32}", secret) and secret != codes.new_secret()
    with time_machine.travel(1_900_000_010, tick=False):
        now = int(time.time()) // 30
        found = [codes.step_of(secret, code_of(secret, steps)) for steps in (-2, -1, 0, 1, 2)]
    assert found == [None, now - 1, now, now + 1, None]


def test_one_app_takes_the_place_of_another_and_its_first_code_is_used_up(
    person: User, owner: User, rf
) -> None:
    for somebody in (person, owner):
        codes.add_app(somebody, codes.new_secret(), step=0)
    secret = codes.new_secret()
    made = codes.add_app(person, secret, step=codes.step_of(secret, code_of(secret)))

    assert (
        Authenticator.objects.get(user=person) == made and Authenticator.objects.filter(user=owner).exists()
    )
    assert codes.check(rf.post("/"), person, code_of(secret)) is None
    assert secret not in str(made.data)
    # A right code is no try against her, and it is known when it was used.
    with time_machine.travel(time.time() + throttle.SECONDS + 1, tick=True):
        for _ in range(2):
            codes.check(rf.post("/"), person, wrong_code())
        assert codes.check(rf.post("/"), person, code_of(secret)) == made
        made.refresh_from_db()
        assert made.last_used_at is not None
        assert codes.check(rf.post("/"), person, wrong_code()) is None
        with pytest.raises(codes.TooManyCodes):
            codes.check(rf.post("/"), person, wrong_code())


def test_a_passkey_is_made_for_this_site_and_named_by_its_person(settings) -> None:
    settings.MFA_TOTP_ISSUER = "ASTRA"
    adapter = FactorAdapter()
    with request_context(RequestFactory().get("/")):
        assert adapter.get_public_key_credential_rp_entity() == {"id": "testserver", "name": "ASTRA"}
    assert adapter.get_totp_label(User(username="vesna")) == "vesna"
    assert codes.name_of("totp") == "Aplikacija za kodove" and codes.name_of("other") == "other"


def test_only_ones_own_passkey_is_asked_for(person: User, owner: User, with_app: Give) -> None:
    with_app(person)
    Authenticator.objects.create(user=owner, type="webauthn", data={"name": "ključ", "credential": {}})

    assert passkeys.has_any(owner) and not passkeys.has_any(person)


def test_the_pages_of_the_door_stand_below_that_of_the_login() -> None:
    # As they are read at the start.
    addresses = {pattern.name: reverse(pattern.name) for pattern in reload(urls).urlpatterns}
    assert addresses == {
        "second_factor": "/admin/login/code/", "enrol": "/admin/login/set-up/",
        "recovery_codes": "/admin/login/recovery-codes/", "confirm": "/admin/login/confirm/",
        "skip_second_factor": "/admin/login/skip/",
    }  # fmt: skip


@pytest.mark.parametrize("page", ["second_factor", "confirm", "enrol", "recovery_codes"])
def test_the_pages_of_the_door_take_two_methods_and_are_kept_by_no_cache(page: str, inside: Client) -> None:
    answer = inside.get(reverse(page))
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert [getattr(inside, method)(reverse(page)).status_code for method in ("put", "delete")] == [405, 405]
    # To skip is a deed.
    assert inside.get(reverse("skip_second_factor")).status_code == 405


def test_each_page_is_headed_by_what_it_is(inside: Client, person: User) -> None:
    def headed(name: str) -> str:
        answer = inside.get(reverse(name))
        assert answer.context["heading"] in answer.text
        return answer.context["heading"]

    assert headed("second_factors") == "Vaš drugi korak prijave"
    inside.post(reverse("second_factors"), {"make_codes": ""})
    assert headed("recovery_codes") == "Vaši rezervni kodovi"
    assert headed("confirm") == "Potvrdite da ste to vi"
    assert headed("enrol") == "Podesite drugi korak prijave"


def test_ones_factors_and_a_reset_are_kept_by_no_cache(inside: Client, owner: User, person: User) -> None:
    assert "no-store" in inside.get(reverse("second_factors"))["Cache-Control"]
    client = Client()
    client.force_login(owner)
    assert "no-store" in client.get(reverse("reset_factors", args=[person.pk]))["Cache-Control"]


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/admin/images/?p=2", "/admin/images/?p=2"), ("", HOME), ("/", HOME),
        ("//evil.example/admin/", HOME), ("/administrator/", HOME), ("/mreze/", HOME),
        ("javascript:alert(1)", HOME),
    ],
)  # fmt: skip
def test_from_the_door_one_goes_on_to_pages_of_staff(
    wanted: str, leads_to: str, client: Client, person: User, with_app: Give
) -> None:
    with_app(person)
    give_password(client, person.username)

    assert give_code(client, code_of(), next=wanted)["Location"] == leads_to
    assert client.get(f"{reverse('second_factor')}", {"next": wanted})["Location"] == leads_to


def test_the_number_of_codes_that_are_left_is_shown_and_a_page_without_any_makes_none(
    inside: Client, person: User, client: Client
) -> None:
    assert inside.get(reverse("second_factors")).context["codes_left"] == 0
    codes.make_recovery_codes(person)
    assert inside.get(reverse("second_factors")).context["codes_left"] == 10
    # Nobody prints codes who has nothing to lose.
    Authenticator.objects.filter(user=person).exclude(type="recovery_codes").delete()
    assert inside.post(reverse("second_factors"), {"make_codes": ""}).status_code == 200
    assert not AuditEntry.objects.filter(action="codes_made").exists()
    assert inside.get(reverse("second_factors") + "?make_codes=").status_code == 200
