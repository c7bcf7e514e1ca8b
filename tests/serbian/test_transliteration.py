"""Serbian Cyrillic becomes Serbian Latin; everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_site.serbian.transliteration import to_latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав", "Ljubav"),
        ("ЉУБАВ", "LJUBAV"),
        ("Љ", "Lj"),
        ("ДОЉ", "DOLJ"),
        ("АЉ Б", "ALj B"),
        ("Џеп, ЏЕП", "Džep, DŽEP"),
        ("Његош", "Njegoš"),
        ("Ђурђевдан", "Đurđevdan"),
        ("мрежа AT мрежа", "mreža AT mreža"),
        ("žena", "žena"),
        ("ASTRA 2024.", "ASTRA 2024."),
        ("русский ы", "russkiй ы"),
        ("", ""),
    ],
)
def test_a_word_in_latin(cyrillic, latin):
    assert to_latin(cyrillic) == latin


@given(st.text())
def test_latin_stays_as_it_is(text):
    assert to_latin(to_latin(text)) == to_latin(text)


@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџш"))
def test_every_serbian_letter_has_a_latin_one(text):
    assert not any("\u0400" <= letter <= "\u04ff" for letter in to_latin(text))
