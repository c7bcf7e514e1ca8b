"""One slip of the keyboard is put right at once, and it is said."""

import pytest

from astra_site.search.corrections import one_slip
from astra_site.search.query import find
from networks.models import Organisation, StandardPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["orgnizacija", "organizzacija", "organizacjia", "orgamizacija"])
def test_a_letter_more_less_other_or_exchanged_is_one_slip(typed: str) -> None:
    assert "organizacija" in one_slip(typed)


def test_a_short_word_keeps_its_first_letter() -> None:
    assert "mama" in one_slip("mamx")
    assert "mama" not in one_slip("sama")


def test_what_was_meant_is_searched_at_once(client) -> None:
    text = client.get("/pretraga/?q=Kragjuevac").text

    assert "Prikazani su rezultati za <b>„Kragujevac”</b>" in text
    assert "Oaza sigurnosti" in text


def test_there_is_a_way_back_to_what_was_typed(client_en) -> None:
    text = client_en.get("/search/?q=Helsnki").text
    assert "Showing results for <b>“Helsinki”</b>" in text
    assert '<a href="?q=Helsnki&amp;literal=1">' in text

    literal = client_en.get("/search/?q=Helsnki&literal=1").text
    assert "Showing results" not in literal
    assert "Nothing was found" in literal


def test_the_language_switch_keeps_the_literal_question(client) -> None:
    assert "/en/search/?q=Helsnki&amp;literal=1" in client.get("/pretraga/?q=Helsnki&literal=1").text


def test_the_words_that_are_right_stay_as_they_were_typed() -> None:
    assert find("DEVOJKE Vlasotinec Niš", "sr-latn").corrected == "DEVOJKE Vlasotince Niš"


def test_an_ending_that_stands_in_no_text_is_put_right_by_its_stem() -> None:
    assert find("transparentnostju", "sr-latn").corrected == ""
    assert find("antitrafkinga", "sr-latn").total


def test_two_words_written_as_one_are_taken_apart() -> None:
    assert find("otvorenaporta", "sr-latn").corrected == "otvorena porta"


def test_two_halves_of_one_word_are_put_together() -> None:
    assert find("pre-ugovor", "sr-latn").entries[0].title == "Koalicija prEUgovor"


def test_numbers_are_never_put_right() -> None:
    assert find("116001", "sr-latn").corrected == ""


def test_what_is_offered_is_a_word_of_the_site_with_its_marks(client) -> None:
    page = StandardPage.objects.get(slug="pomoc")
    page.lead_sr_latn = "Krastavčićima"
    page.save_revision().publish()
    assert find("krastavcicimx", "sr-latn").corrected == "Krastavčićima"

    suggested = client.get("/pretraga/?q=krastvcicimx").context["suggestions"]
    assert suggested == ["Krastavčićima"]

    page.unpublish()
    assert find("krastavcicimx", "sr-latn").corrected == ""
    assert client.get("/pretraga/?q=krastvcicimx").context["suggestions"] == []


def test_a_word_that_is_there_is_never_put_right() -> None:
    organisation = Organisation.objects.create(name_sr_latn="Udruženje Nisu", live=True)
    organisation.save_revision().publish()

    assert find("nisu", "sr-latn").corrected == ""


def test_many_mistyped_words_take_few_queries(rf, django_assert_max_num_queries) -> None:
    request = rf.get("/pretraga/")
    find("kvazx", "sr-latn", request=request)

    with django_assert_max_num_queries(7):
        find("zenex mlladi orgnizacija qwxqwx nasijle trgvina preugovro", "sr-latn", request=request)
