"""Countries by code, with the names of Unicode in both languages."""

import pytest
from babel import Locale
from django.utils import translation

from networks.countries import code_of, country_choices, country_name, names
from networks.models import Organisation


@pytest.mark.parametrize(
    ("code", "serbian", "english"),
    [
        ("RS", "Srbija", "Serbia"),
        ("DE", "Nemačka", "Germany"),
        ("US", "SAD", "United States"),
        ("HK", "Hongkong", "Hong Kong"),
        ("", "", ""),
        ("ZZ", "", ""),
    ],
)
def test_a_country_is_named_in_the_active_language(code, serbian, english):
    organisation = Organisation(country=code)
    with translation.override("sr-latn"):
        assert country_name(code) == organisation.country_name == serbian
    with translation.override("en"):
        assert country_name(code) == organisation.country_name == english


@pytest.mark.parametrize("name", ["SAD", "Sjedinjene Države", "United States"])
def test_a_country_is_known_by_its_long_name_too(name):
    assert code_of(name) == "US"


def test_every_choice_is_named_in_both_languages():
    with translation.override("sr-latn"):
        serbian = country_choices()
    with translation.override("en"):
        english = country_choices()

    assert {code for code, _name in serbian} == {code for code, _name in english}
    assert len(serbian) > 240
    assert all(name for _code, name in [*serbian, *english])
    assert [name for _code, name in serbian].index("Češka") > [name for _code, name in serbian].index(
        "Crna Gora"
    )


@pytest.mark.parametrize("group", ["EU", "UN", "QO", "EZ"])
def test_groups_are_no_countries(group):
    assert group not in dict(country_choices())


def test_in_english_two_parts_of_a_name_are_joined_by_a_word():
    assert country_name("BA", "en") == "Bosnia and Herzegovina"
    assert code_of("Bosnia & Herzegovina") == code_of("Bosnia and Herzegovina") == "BA"


@pytest.mark.parametrize(
    ("language", "locale"), [("sr-latn", "sr_Latn"), ("sr-cyrl", "sr_Cyrl"), ("en", "en_GB")]
)
def test_the_names_are_those_of_the_language_as_unicode_has_it(language, locale):
    shortened = {"HK", "US"}
    unicode_names = {
        code: name.replace(" & ", " and ") if language == "en" else name
        for code, name in Locale.parse(locale).territories.items()
    }
    ours = names(language)
    assert {code for code in ours if ours[code] != unicode_names[code]} <= shortened
    assert len(ours) > 245
