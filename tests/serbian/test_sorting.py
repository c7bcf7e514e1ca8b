"""The order of the Serbian Latin alphabet, the same on every database."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from astra_site.serbian.sorting import letters, sort_key

ALPHABET = "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž".split()
IN_ORDER = [
    "",
    "1. maj",
    "116000",
    "12. maj",
    "2. maj",
    "ASTRA",
    "Atina",
    "Atina 2",
    "Atinska",
    "BAN",
    "BAN Human Security",
    "Centar",
    "Cvet",
    "Čačak",
    "Čovek",
    "Ćuprija",
    "Dom",
    "Duga",
    "Dzevad",
    "Džep",
    "Džudžan",
    "Đak",
    "Đorđe",
    "Evropa",
    "La Strada International",
    "La Strada Moldova",
    "Lastavica",
    "Luna",
    "Ljiljan",
    "Ljubav",
    "Mreža",
    "Nada",
    "Nužda",
    "Njegoš",
    "Oaza",
    "Sova",
    "Suza",
    "Šabac",
    "Zora",
    "Žena",
    "Žene protiv nasilja",
    "Žene u crnom",
]


def test_the_alphabet_is_in_its_own_order():
    assert sorted(ALPHABET, key=sort_key) == ALPHABET


def test_names_are_in_the_order_of_the_alphabet():
    assert sorted(IN_ORDER, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Džudžov", ["dž", "u", "dž", "o", "v"]),
        ("LJILJAN", ["lj", "i", "lj", "a", "n"]),
        ("Njegoš", ["nj", "e", "g", "o", "š"]),
        ("Његош", ["nj", "e", "g", "o", "š"]),
        ("dz", ["d", "z"]),
        ("", []),
    ],
)
def test_a_digraph_is_one_letter(word, expected):
    assert letters(word) == expected


@given(st.text())
def test_a_key_is_ascii_and_orders_like_bytes(text):
    assert sort_key(text).isascii()


def test_capitals_and_cyrillic_change_no_order():
    assert sort_key("Џјеж") == sort_key("DŽJEŽ") == sort_key("Džjež") == sort_key("džjež")


@pytest.mark.parametrize(
    ("marked", "plain"), [("Café", "Cafe"), ("Zürich", "Zurich"), ("Łódź", "Lodz"), ("Øst", "Ost")]
)
def test_a_foreign_mark_counts_as_the_plain_letter(marked, plain):
    assert sort_key(marked) == sort_key(plain)


@given(st.lists(st.sampled_from(ALPHABET), max_size=6), st.lists(st.sampled_from(ALPHABET), max_size=6))
def test_words_compare_letter_by_letter(left, right):
    # Joined letters can make a digraph of two (d + ž), which is then one letter.
    left_letters, right_letters = letters("".join(left)), letters("".join(right))
    expected = [ALPHABET.index(letter) for letter in left_letters] < [
        ALPHABET.index(letter) for letter in right_letters
    ]
    assert (sort_key("".join(left)) < sort_key("".join(right))) is expected


@pytest.mark.postgresql
@pytest.mark.django_db
@given(
    words=st.lists(st.text(alphabet=[*"abcčćdđefghijklmnoprsštuvzž"], min_size=1, max_size=6), max_size=12)
)
def test_the_order_is_that_of_unicode(words):
    assert unicode_order(words) == sorted(set(words), key=sort_key)


@pytest.mark.postgresql
def test_real_names_are_in_the_order_of_unicode(db):
    names = [name for name in IN_ORDER if name and not name[0].isdigit()]
    assert unicode_order(names) == names


def unicode_order(words: list[str]) -> list[str]:
    """Sort with ICU, which PostgreSQL has built in."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT word FROM unnest(%s::text[]) AS word GROUP BY word ORDER BY word COLLATE "sr-Latn-x-icu"',
            [words],
        )
        return [row[0] for row in cursor.fetchall()]
