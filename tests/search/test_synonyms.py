"""Words of which editors say that they mean the same."""

import pytest

from astra_site.search.models import Synonyms
from astra_site.search.query import find
from networks.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    organisation = Organisation(name_sr_latn="Savez kvazi krastavaca", name_en="Quasi Cucumbers", live=True)
    organisation.save()
    organisation.save_revision().publish()
    return organisation


def titles(question: str, language: str = "sr-latn") -> list[str]:
    return [entry.title for entry in find(question, language).entries]


def test_a_synonym_finds_at_once_and_no_longer_when_it_is_gone(organisation: Organisation) -> None:
    assert titles("skk") == []

    synonyms = Synonyms.objects.create(serbian_words="SKK\nkvazi krastavci\nkvazovci")
    assert titles("skk") == titles("СКК") == titles("kvazovci") == ["Savez kvazi krastavaca"]

    synonyms.serbian_words = "kornišon\nkvazi krastavac"
    synonyms.save()
    assert titles("skk") == []
    assert titles("kornišoni") == ["Savez kvazi krastavaca"]

    synonyms.delete()
    assert titles("kornišon") == []


def test_a_phrase_stands_for_a_word_too(organisation: Organisation) -> None:
    Synonyms.objects.create(serbian_words="kvazi\nzeleno povrće iz bašte")

    assert titles("zelenog povrća iz bašte") == ["Savez kvazi krastavaca"]


def test_each_language_has_its_own_words(organisation: Organisation) -> None:
    Synonyms.objects.create(serbian_words="kornišon\nkrastavac", english_words="gherkin\ncucumber")

    assert titles("gherkins", "en") == ["Quasi Cucumbers"]
    assert titles("gherkins") == titles("kornišon", "en") == []


def test_the_start_set_knows_what_is_said_of_the_site() -> None:
    assert "Ekonomski i\xa0socijalni savet Ujedinjenih nacija (ECOSOC)" in titles("OUN")[:3]
    assert "European Implementation Network (EIN)" in titles("ESLJP")[:3]
    assert "European Implementation Network (EIN)" in titles("ECtHR", "en")[:3]


@pytest.mark.parametrize(
    ("serbian", "english", "column", "said"),
    [
        ("", "", "serbian_words", "at least one of the two languages"),
        ("UN", "", "serbian_words", "at least two lines"),
        ("UN\nOUN", "UN", "english_words", "at least two lines"),
        ("UN\n!?", "", "serbian_words", "no word of it"),
        ("UN\nje i", "", "serbian_words", "no word of it"),
        ("UN\nujedinjen*", "", "serbian_words", "no star"),
        (f"UN\n{'a' * 101}", "", "serbian_words", "at most 100 characters"),
    ],
)
def test_a_set_that_would_find_nothing_is_refused(
    serbian: str, english: str, column: str, said: str, refused
) -> None:
    assert said in refused(Synonyms(serbian_words=serbian, english_words=english))[column]
