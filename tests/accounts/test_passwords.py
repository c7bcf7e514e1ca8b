"""Passwords: from 15 to 128 characters, known to nobody, and not made of the organisation's own words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import User
from astra_site.accounts.passwords import OWN_WORDS, MaximumLengthValidator, OwnWordsValidator
from tests.accounts.conftest import PASSWORD

REFUSED = {
    "fourteen characters": "Kv4!tRz9#pLw2x",
    "129 characters": "kiša-" * 25 + "kiša",
    "the organisation's name, again and again": "astraastraastra",
    "disguised": "4$tr4-je-najbolja-2026",
    "with signs between": "A s t r a   S r b i j a",
    "what it is about": "TrgovinaLjudima2026",
    "in another keyboard's letters": "nestala-deca-116-000",
    "words of every such site": "admin-lozinka-mreža-1",
    "one that everybody knows": "1q2w3e4r5t6y7u8i9o0p",
    "her own name": "urednica-vesna-1",
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_password_that_is_easily_guessed_is_refused(why: str, person: User) -> None:
    with pytest.raises(ValidationError):
        validate_password(REFUSED[why], person)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "Kv4!tRz9#pLw2xq", "k" * 64 + "iša-na-krovu" + "m" * 52, "седам зелених јабука", "🦊" * 15],
)
def test_a_long_one_of_any_signs_is_taken(password: str, person: User) -> None:
    validate_password(password, person)


def test_forms_that_set_one_ask_these_rules(client: Client, owner: User, person: User) -> None:
    client.force_login(owner)
    fields = {"username": person.username, "email": person.email, "first_name": "V", "last_name": "V"}
    edit = reverse("wagtailusers_users:edit", args=[person.pk])
    for why in ("fourteen characters", "129 characters", "disguised"):
        sent = {"password1": REFUSED[why], "password2": REFUSED[why]}
        assert client.post(edit, fields | sent).status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def is_taken(password: str, validator: object = None) -> bool:
    try:
        (validator or OwnWordsValidator()).validate(password)  # type: ignore[attr-defined]
    except ValidationError as error:
        assert error.messages[0]
        assert error.code == ("password_too_long" if validator else "password_of_own_words")
        return False
    return True


@pytest.mark.parametrize("word", OWN_WORDS)
def test_a_word_of_our_own_stands_in_no_password(word: str) -> None:
    for written in (word, word.upper(), f"zelene-kruske-{word.title()}-na-stolu", "-".join(word)):
        assert not is_taken(written), written


@pytest.mark.parametrize(
    "written", ["4STR@", "a$tra", "A5TRA", "a s.t_r,a!?", "TRGOVINA ljudima 2026", "nestala DECA"]
)
def test_nor_does_it_when_its_letters_are_disguised(written: str) -> None:
    assert not is_taken(f"zelene-kruske-{written}-na-stolu")


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Mreža1234567", False),
        ("Mreža12345678", True),
        ("mreza i mreža 2026", False),
        ("Beograd, Srbija", False),
        ("sedam", True),
        ("sedam-zelenih-jabuka", True),
    ],
)
def test_a_word_near_to_us_wants_eight_letters_besides(password: str, expected: bool) -> None:
    assert is_taken(password) is expected


def test_a_password_is_not_longer_than_each_login_can_hash() -> None:
    assert is_taken("a" * 128, MaximumLengthValidator())
    assert not is_taken("a" * 129, MaximumLengthValidator())
    assert not is_taken("a" * 6, MaximumLengthValidator(5))
