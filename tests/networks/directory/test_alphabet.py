"""The directory's order, its letters and its pages."""

import pytest

from astra_site.serbian.sorting import sort_key
from networks.directory.bits import as_set, numbers_in
from networks.directory.index import letter_of
from networks.directory.listing_page import PAGE_SIZE
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def letters(answer):
    return [letter.letter for letter in answer.shown.letters]


def test_the_directory_is_in_serbian_order_by_serbian_letters(directory, ask):
    for name in ("Žena", "Ćuk", "Đak", "Čuvar", "Ljubav", "Luna", "Džep", "Njiva", "116000", "Émile", "Eho"):
        make_organisation(name)

    answer = ask()

    assert letters(answer) == ["0–9", "Č", "Ć", "Dž", "Đ", "E", "L", "Lj", "Nj", "Ž"]
    assert answer.names == [
        "116000",
        "Čuvar",
        "Ćuk",
        "Džep",
        "Đak",
        "Eho",
        "Émile",
        "Luna",
        "Ljubav",
        "Njiva",
        "Žena",
    ]


def test_the_english_directory_is_by_english_names(directory, ask):
    make_organisation("Žene", name_en="Women")
    make_organisation("Atina")

    assert letters(ask("en")) == ["A", "W"]


@pytest.mark.parametrize(
    ("name", "serbian", "english"),
    [
        ("„Atina”", "A", "A"),
        ("Džep", "Dž", "D"),
        ("Ljubav", "Lj", "L"),
        ("Љубав", "Lj", "L"),
        ("Łódź", "L", "L"),
        ("4 strane", "0–9", "0–9"),
        ("?", "#", "#"),
        ("", "#", "#"),
    ],
)
def test_the_letter_under_which_a_name_stands(name, serbian, english):
    assert letter_of(sort_key(name), "sr-latn")[0] == serbian
    assert letter_of(sort_key(name), "en")[0] == english


def test_a_letter_leads_to_the_page_where_its_first_organisation_stands(directory, ask, client):
    for number in range(PAGE_SIZE + 5):
        make_organisation(f"Atina {number:03d}")
    make_organisation("Žena")

    links = {link.letter: link.url for link in ask().shown.alphabet}

    assert links["A"].startswith("#letter-")
    page, _hash, anchor = links["Ž"].partition("#")
    source = client.get(f"/organizacije/{page}").content.decode()
    assert page == "?page=2"
    assert f'id="{anchor}"' in source
    assert "Žena" in source


def test_from_the_second_page_letters_lead_back_to_the_first(directory, ask):
    for number in range(PAGE_SIZE + 5):
        make_organisation(f"Atina {number:03d}")

    (link,) = ask(page=2).shown.alphabet

    assert link.url.startswith("?#letter-")


def test_every_organisation_stands_on_exactly_one_page(directory, ask):
    for number in range(2 * PAGE_SIZE + 1):
        make_organisation(f"{'ABCČĆ'[number % 5]} {number:03d}")

    pages = [ask(page=number).names for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert sum(pages, []) == sorted(sum(pages, []), key=sort_key)
    assert len(set(sum(pages, []))) == 2 * PAGE_SIZE + 1


@pytest.mark.parametrize("page", ["0", "-1", "99999", "²", "abc", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(directory, ask, page):
    make_organisation("Atina")

    assert ask(page=page).names == ["Atina"]


@pytest.mark.parametrize("numbers", [[], [0], [7, 8, 63, 64, 65], [1000]])
def test_a_set_gives_back_its_numbers(numbers):
    assert list(numbers_in(as_set(numbers), range(2000))) == numbers
    assert list(numbers_in(as_set(numbers), range(1999, -1, -1))) == numbers[::-1]
