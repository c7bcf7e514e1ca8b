"""Which passwords are refused for what they are made of, however their letters are disguised."""

import pytest
from django.core.exceptions import ValidationError

from astra_site.accounts.passwords import OWN_WORDS, MaximumLengthValidator, OwnWordsValidator


def is_taken(password: str, validator: object = None) -> bool:
    try:
        (validator or OwnWordsValidator()).validate(password)  # type: ignore[attr-defined]
    except ValidationError as error:
        assert error.messages[0]
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
