"""What editors want to stand above everything that is found."""

import re

import pytest

from astra_site.safety.models import ChosenHotline, Hotline
from astra_site.search.best_answers import best_answers, line_of
from astra_site.search.models import BestAnswer
from networks.models import NetworkPage, StandardPage

pytestmark = pytest.mark.django_db


def numbers(question: str, language: str = "sr-latn") -> list[str]:
    return [hotline.number for hotline in best_answers(question, language).hotlines]


def pages(question: str, language: str = "sr-latn") -> list[str]:
    return [page.title for page in best_answers(question, language).pages]


def test_all_words_of_a_line_have_to_be_asked_in_any_order_and_form() -> None:
    network = NetworkPage.objects.get(slug="ban")
    BestAnswer.objects.create(page=network.basepage_ptr, serbian_words="kvazi krastavac")

    assert pages("o krastavcima, kvazi i inače") == [network.title]
    assert pages("kvazi") == pages("krastavac") == []


def test_a_star_stands_for_any_ending() -> None:
    network = NetworkPage.objects.get(slug="ban")
    BestAnswer.objects.create(page=network.basepage_ptr, serbian_words="kvazikrast*")

    assert pages("kvazikrastavčićima") == pages("квазикраста") == [network.title]
    assert pages("kvazikras") == []


def test_the_words_of_either_language_answer_on_both_sides_of_the_site() -> None:
    assert "116 000" in numbers("missing child")
    assert "116 000" in numbers("nestalo dete", "en")
    assert pages("pomoć", "en")[0] == "Help"


def test_a_hotline_answers_for_its_own_number() -> None:
    BestAnswer.objects.all().delete()

    assert numbers("116 000") == numbers("116000") == numbers("zovi 116-000") == ["116 000"]
    assert numbers("+381117850000") == numbers("0117850000") == ["011 785 0000"]
    assert numbers("192") == ["192"]
    assert numbers("1920") == numbers("116001") == []


def test_what_is_not_shown_to_visitors_is_no_answer() -> None:
    Hotline.objects.get(dial_string="116000").unpublish()
    StandardPage.objects.get(slug="pomoc").unpublish()

    assert "116 000" not in numbers("nestalo dete")
    assert "Pomoć" not in pages("pomoć")


def test_a_change_is_seen_at_once() -> None:
    answer = BestAnswer.objects.get(hotline__dial_string="116000")
    answer.serbian_words += "\nkvazikrastavac"
    answer.save()
    assert numbers("kvazikrastavac") == ["116 000"]

    answer.delete()
    assert numbers("kvazikrastavac") == []


def test_a_page_is_linked_by_its_new_name_and_address() -> None:
    page = StandardPage.objects.get(slug="pomoc")
    page.title, page.slug = "Kome da se javim", "kome-da-se-javim"
    page.save_revision().publish()

    (link,) = best_answers("pomoć", "sr-latn").pages
    assert (link.title, link.url) == ("Kome da se javim", "/kome-da-se-javim/")


def test_there_are_never_so_many_that_the_results_are_pushed_away() -> None:
    answers = best_answers("hitno policija nasilje nestalo dete trgovina ljudima pomoć", "sr-latn")

    assert len(answers.hotlines) + len(answers.pages) == 2


def first_number(html: str) -> str:
    """Return the first number to tap in the main part of a page."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.search(r'href="tel:([^"]+)"', main)[1]


@pytest.mark.parametrize(
    ("address", "question"), [("/pretraga/", "нестало дете"), ("/en/search/", "missing child")]
)
def test_the_number_stands_above_the_results(client, address: str, question: str) -> None:
    text = client.get(address, {"q": question}).text

    assert first_number(text) == "116000"
    assert text.index('href="tel:116000"', text.index("<main")) < text.index("search-results")


@pytest.mark.parametrize("address", ["/pretraga/", "/en/search/"])
def test_where_nothing_is_found_there_is_someone_to_call_and_other_ways_on(client, address: str) -> None:
    text = client.get(address, {"q": "qwxqwxqwx"}).text
    main = text[text.index("<main") : text.index("</main>")]

    assert first_number(text) == ChosenHotline.objects.first().hotline.dial_string
    prefix = "" if address == "/pretraga/" else "/en"
    places = (
        ("/mreze/", "/organizacije/", "/pomoc/")
        if not prefix
        else ("/networks/", "/organisations/", "/help/")
    )
    for place in places:
        assert f'href="{prefix}{place}"' in main


@pytest.mark.parametrize(
    ("words", "target", "field", "said"),
    [
        ("nestal*", "none", "page", "one of the two"),
        ("nestal*", "both", "page", "one of the two"),
        ("", "hotline", "serbian_words", "at least one of the two languages"),
        ("ne*", "hotline", "serbian_words", "at least 3 letters"),
        ("* dete", "hotline", "serbian_words", "at least 3 letters"),
        ("da li je to", "hotline", "serbian_words", "no word of it"),
        ("😀", "hotline", "serbian_words", "no word of it"),
        ("a" * 101, "hotline", "serbian_words", "at most 100 characters"),
    ],
)
def test_an_answer_that_leads_nowhere_or_stands_everywhere_is_refused(
    words: str, target: str, field: str, said: str, refused
) -> None:
    answer = BestAnswer(serbian_words=words)
    answer.hotline = Hotline.objects.first() if target in ("hotline", "both") else None
    answer.page = StandardPage.objects.first().basepage_ptr if target == "both" else None

    assert said in refused(answer)[field]


def test_a_line_of_words_that_say_nothing_asks_for_nothing() -> None:
    assert line_of("da li je", "sr-latn").length == 0


def test_the_start_set_is_accepted_and_in_both_languages() -> None:
    for answer in BestAnswer.objects.all():
        answer.full_clean()
        assert answer.lines_in("sr-latn")
        assert answer.lines_in("en")
