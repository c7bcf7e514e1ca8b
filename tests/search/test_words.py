"""The words under which a text is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from astra_site.search.query import after_prefix, words_of
from astra_site.search.words import index_words, spelling_pattern, stem


@pytest.mark.parametrize(
    "spelling", ["zene", "žene", "ŽENE", "жене", "Жене", "žena", "ženama", "женама", "ženom"]
)
def test_every_spelling_and_form_of_a_word_has_one_stem(spelling):
    (word,) = words_of(spelling)

    assert stem(word, "sr-latn") == "zen"


@pytest.mark.parametrize("spelling", ["đak", "djak", "Ђак", "dak"])
def test_dj_and_d_with_a_stroke_are_the_same(spelling):
    assert words_of(spelling) == ["dak"]


def test_a_word_is_indexed_as_it_stands_and_as_its_stem():
    assert index_words("Organizacijama u Nišu", "sr-latn") == {
        "organizacijama",
        "organizacij",
        "u",
        "nisu",
        "nis",
    }


@pytest.mark.parametrize("written", ["žene", "Ženama", "zena", "жене"])
def test_the_pattern_of_a_stem_finds_the_word_as_it_is_written(written):
    assert spelling_pattern("zen").search(f"Za {written} je.").group() == written


def test_a_question_has_at_most_eight_different_words():
    assert len(words_of(" ".join(f"reč{number}" for number in range(50)))) == 8


# No deadline: the first call compiles the stemmer.
@settings(deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_no_text_breaks_the_words(text):
    for word in words_of(text):
        spelling_pattern(stem(word, "sr-latn")).search(text)
        assert after_prefix(word) > word
