"""Whoever guesses codes has the password: the person and the owners hear of it, once in an hour."""

from collections.abc import Callable

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from astra_site.accounts import throttle
from astra_site.accounts.factors import guessing, passkeys
from astra_site.accounts.models import AuditEntry, User
from tests.accounts.conftest import code_of, give_code, give_password, wrong_code

GUESSED = AuditEntry.Action.CODES_GUESSED
Guess = Callable[[int], None]


@pytest.fixture
def guess(client: Client, person: User, owner: User, with_app: Callable[[User], User]) -> Guess:
    """Return a function that gives the right password and then so many wrong codes."""
    with_app(person)
    mail.outbox.clear()

    def give_wrong_ones(number: int) -> None:
        give_password(client, person.username)
        for _ in range(number):
            give_code(client, wrong_code())

    return give_wrong_ones


def letters() -> list[tuple[str, str]]:
    return sorted((letter.to[0].partition("@")[0], letter.subject) for letter in mail.outbox)


TOLD = [
    ("vesna", "Vaš nalog: mnogo pogrešnih kodova posle tačne lozinke"),
    ("vlasnica", "Promena naloga: mnogo pogrešnih kodova posle tačne lozinke"),
]


def test_three_slips_are_nobodys_concern_and_the_first_try_too_many_is(
    guess: Guess, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        guess(throttle.MOST_FROM_ONE_ADDRESS)
    assert not letters()
    with django_capture_on_commit_callbacks(execute=True):
        guess(1)
    assert letters() == TOLD
    assert "Zaboravili ste lozinku?" in mail.outbox[0].body
    assert "urednica-vesna" in mail.outbox[0].body and "Ko: –" in mail.outbox[0].body


def test_who_waits_for_new_tries_is_noticed_at_the_fifth_wrong_code_of_an_hour(
    guess: Guess, django_capture_on_commit_callbacks
) -> None:
    with time_machine.travel(throttle.time.time() - 20 * 60, tick=True):
        guess(3)
    with django_capture_on_commit_callbacks(execute=True):
        guess(1)
    assert not letters()
    with django_capture_on_commit_callbacks(execute=True):
        guess(1)
    assert letters() == TOLD


def test_wrong_codes_of_yesterday_are_no_sign(guess: Guess) -> None:
    for hours in (48, 24, 3):
        with time_machine.travel(throttle.time.time() - hours * 60 * 60, tick=True):
            guess(3)
    guess(2)
    assert not AuditEntry.objects.filter(action=GUESSED).exists()


def test_what_others_mistype_in_the_same_hour_does_not_count_against_her(guess: Guess, owner: User) -> None:
    for _ in range(guessing.MANY - 1):
        guessing.note_wrong_code(owner)
    guess(1)
    assert AuditEntry.objects.filter(action=AuditEntry.Action.CODE_FAILED).count() == guessing.MANY
    assert not AuditEntry.objects.filter(action=GUESSED).exists()


def test_there_is_one_letter_in_an_hour_for_each_account(
    guess: Guess, person: User, owner: User, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        guess(12)
        guessing.tell(person)
        guessing.tell(owner)
    assert letters() == sorted([*TOLD, TOLD[1], ("vlasnica", TOLD[0][1])])
    with time_machine.travel(throttle.time.time() + 61 * 60, tick=True):
        guess(4)
    assert AuditEntry.objects.filter(action=GUESSED, about=person.username).count() == 2


def test_a_name_longer_than_a_line_of_the_journal_gets_one_letter_too(
    guess: Guess, person: User, django_capture_on_commit_callbacks
) -> None:
    User.objects.filter(pk=person.pk).update(first_name="A" * 150, last_name="B" * 150)
    with django_capture_on_commit_callbacks(execute=True):
        guess(12)
    assert letters() == TOLD


def test_nobody_hears_of_codes_without_the_password_and_of_a_right_one(
    guess: Guess, client: Client, person: User
) -> None:
    for _ in range(8):
        give_code(client, wrong_code())
    guess(2)
    give_code(client, code_of())
    assert client.get("/admin/").status_code == 200
    assert not AuditEntry.objects.filter(action=GUESSED).exists()


def test_wrong_passkeys_are_guesses_too(
    client: Client, person: User, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.authenticator_set.create(type="webauthn", data={"name": "ključ", "credential": {}})
    monkeypatch.setattr(passkeys, "question", lambda person: "{}")
    give_password(client, person.username)
    for _ in range(guessing.MANY):
        assert client.post(reverse("second_factor"), {"credential": "{}"}).status_code == 200
    assert AuditEntry.objects.filter(action=GUESSED).count() == 1


def test_she_reads_it_in_her_language(guess: Guess, person: User, django_capture_on_commit_callbacks) -> None:
    UserProfile.objects.create(user=person, preferred_language="en")
    with django_capture_on_commit_callbacks(execute=True):
        guess(4)
    letter = next(letter for letter in mail.outbox if letter.to == [person.email])
    assert letter.subject == "Your account: many wrong codes after the right password"
    assert "knows the password of this account" in letter.body
