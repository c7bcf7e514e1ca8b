"""The words under which a text is found."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from astra_site.search.documents import Document
from astra_site.search.excerpts import excerpt, with_marks
from astra_site.search.lookup import after_prefix
from astra_site.search.question import MAX_WORDS, terms_of
from astra_site.search.stop_words import ENGLISH, SERBIAN
from astra_site.search.weights import LEAD, NAME, TEXT, better_written, weighed
from astra_site.search.words import folded_words, stem


def texts(question: str, language: str = "sr-latn") -> list[str]:
    return [term.text for term in terms_of(question, language)]


@pytest.mark.parametrize(
    "spelling", ["zene", "žene", "ŽENE", "жене", "Жене", "žena", "ženama", "женама", "ženom"]
)
def test_every_spelling_and_form_of_a_word_has_one_stem(spelling: str) -> None:
    (word,) = folded_words(spelling)

    assert stem(word, "sr-latn") == "zen"


@pytest.mark.parametrize("spelling", ["đak", "djak", "Ђак", "dak"])
def test_dj_and_d_with_a_stroke_are_the_same(spelling: str) -> None:
    assert folded_words(spelling) == ["dak"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organizations"),
        ("centre", "centers"),
        ("labour", "labor"),
        ("organised", "organize"),
    ],
)
def test_british_and_american_spelling_have_one_stem(british: str, american: str) -> None:
    assert stem(british, "en") == stem(american, "en")


@pytest.mark.parametrize(("word", "other"), [("four", "for"), ("rise", "rize"), ("hour", "hor")])
def test_short_words_with_such_an_ending_stay_what_they_are(word: str, other: str) -> None:
    assert stem(word, "en") != stem(other, "en")


def test_a_word_weighs_as_it_stands_and_as_its_stem() -> None:
    found = weighed(Document("page", "Naslov", "/", text="Organizacijama u Nišu"), "sr-latn")

    assert {"organizacijama", "organizacij", "u", "nisu", "nis"} <= found.weights.keys()


def test_a_title_weighs_more_than_a_name_a_lead_and_a_text() -> None:
    document = Document("page", "jedan drugi", "/", names=("treci",), lead="cetvrti", text="peti")
    weights = weighed(document, "en").weights

    assert weights["jedan"] > weights["treci"] > weights["cetvrti"] > weights["peti"]
    assert (weights["treci"], weights["cetvrti"], weights["peti"]) == (NAME, LEAD, TEXT)


def test_a_word_of_a_short_title_weighs_more_than_one_of_a_long_title() -> None:
    short, long = Document("page", "Niš", "/"), Document("page", "Centar za devojke Niš", "/")

    assert weighed(short, "sr-latn").weights["nis"] > weighed(long, "sr-latn").weights["nis"]


def test_a_word_is_shown_as_it_is_written_with_its_marks() -> None:
    document = Document("page", "Nis", "/", text="U Nišu. Niš, NIŠ. Žene i žene")
    written = weighed(document, "sr-latn").written

    assert (written["nis"], written["zene"]) == ("Niš", "žene")
    assert "zen" not in written


@settings(deadline=None)
@given(st.text(max_size=5), st.text(max_size=5))
def test_the_better_of_two_ways_to_write_is_the_same_in_either_order(one: str, other: str) -> None:
    assert better_written(one, other) == better_written(other, one)


def test_words_that_say_nothing_are_not_looked_for() -> None:
    assert texts("Ko se bavi pravima migranata u Nišu?") == ["pravima", "migranata", "nisu"]
    assert texts("Who is it that helps in the town?", "en") == ["helps", "town"]
    assert 50 <= len(SERBIAN) <= 90
    assert 50 <= len(ENGLISH) <= 90


def test_a_question_of_nothing_else_looks_for_them_all_the_same() -> None:
    assert texts("ko je to") == ["ko", "je", "to"]


def test_a_question_has_at_most_eight_different_terms() -> None:
    assert len(texts(" ".join(f"reč{number}" for number in range(50)))) == MAX_WORDS == 8


@pytest.mark.parametrize("written", ["žene", "Ženama", "zena", "жене"])
def test_a_word_is_marked_as_it_is_written(written: str) -> None:
    assert with_marks(f"Za {written} je.", {"zen"}, "sr-latn") == f"Za <mark>{written}</mark> je."


def test_a_short_word_is_not_marked_inside_of_others() -> None:
    assert with_marks("Deset de de-minera", {"de"}, "sr-latn").count("<mark>") == 2


def test_an_excerpt_shows_where_the_word_stands() -> None:
    text = f"{'Dugačak uvod. ' * 60}Ovde je Niš. {'Dalje. ' * 60}"

    assert "<mark>Niš</mark>" in excerpt(text, {"nis"}, "sr-latn")
    assert len(excerpt(text, {"nis"}, "sr-latn")) < 300


# No deadline: the first call compiles the stemmer.
@settings(deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_no_text_breaks_the_words(text: str) -> None:
    for term in terms_of(text, "sr-latn"):
        with_marks(text, term.keys, "sr-latn")
        assert not term.beginning or after_prefix(term.beginning) > term.beginning


def test_threads_that_search_at_once_get_the_same_stems() -> None:
    endings = ("ama", "ima", "ovima", "skih", "nostima", "anjima")
    words = [beginning + ending for beginning in ("zen", "organizacij", "mrez") for ending in endings] * 20
    # What was stemmed before is known; whoever asks for a new word needs the stemmer itself.
    new = stem.__wrapped__
    expected = [new(word, "sr-latn") for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(6) as threads:
            found = list(threads.map(lambda _turn: [new(word, "sr-latn") for word in words], range(6)))
    finally:
        sys.setswitchinterval(before)
    assert found == [expected] * 6
