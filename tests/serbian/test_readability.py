"""Advice on Serbian and English texts: long sentences, passives, two ways of addressing, wrong words."""

import pytest

from astra_site.serbian import readability, wrong_words
from astra_site.serbian.findings import ENGLISH, SERBIAN


def words(rule, text):
    return [(found.excerpt, found.suggestion) for found in rule(text, SERBIAN)]


def test_a_sentence_ends_at_its_full_stop_and_not_at_that_of_a_date():
    date = "Osnovana je 23. jula 2019. godine, „u Nišu”, br. 5."
    assert len(list(readability.sentences(date))) == 1
    assert len(list(readability.sentences("Radi od 2013. Vodi je ASTRA. „Da!” Šta još?"))) == 4


@pytest.mark.parametrize(("count", "found"), [(25, 0), (26, 1)])
def test_a_sentence_of_more_than_25_words_is_long(count, found):
    text = f"Prva. Reč {'reč ' * (count - 2)}kraj. Poslednja."
    assert len(list(readability.long_sentences(text, readability.LONGEST))) == found


@pytest.mark.parametrize(
    ("text", "language", "is_found"),
    [
        ("Izveštaj je objavljen, a odluka je poslata svima.", SERBIAN, True),
        ("Prijava je prosleđena od strane policije.", SERBIAN, True),
        ("Odluka je objavljena. Poslata je svima.", SERBIAN, False),
        ("ASTRA je osnovana 2002. godine.", SERBIAN, False),
        ("Važno je da je pomoć potrebna i da je sigurna.", SERBIAN, False),
        ("The report was published and sent, and a decision was made.", ENGLISH, True),
        ("ASTRA was founded in 2002 and runs a line.", ENGLISH, False),
    ],
)
def test_two_passives_in_a_sentence_are_a_chain(text, language, is_found):
    assert bool(list(readability.passive_chains(text, language))) is is_found


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        (["Pozovite nas.", "Možeš da budeš bezbedna."], True),
        (["Pozovite nas.", "Ako želiš, piši."], True),
        (["Pozovite nas. Ti standardi važe."], False),
        (["Ako želiš, piši."], False),
        (["Pozovite nas.", "Rekao je: „Ti to znaš.”"], False),
    ],
)
def test_a_reader_is_addressed_in_one_way(texts, is_found):
    assert bool(readability.two_ways_to_address(texts)) is is_found


def test_words_without_their_letters_are_found_with_what_they_should_be():
    found = words(wrong_words.without_letters, "Zene i zrtve izmedju dve drzave, u Nis")
    assert [right for _, right in found] == ["Žene", "žrtve", "između", "države", "Niš"]


def test_croatian_and_ijekavian_forms_are_found_with_what_is_written_here():
    found = words(wrong_words.not_serbian_forms, "Tijekom suradnje s djecom, tjednima.")
    assert [right for _, right in found] == ["Tokom", "saradnje", "decom", ""]


@pytest.mark.parametrize("rule", wrong_words.ALL)
def test_serbian_words_that_look_alike_are_left_alone(rule):
    text = (
        "Nisu nade u kazni, proslava i večera u decembru, prosto sto resursa, prijem prijave prijatelja,"
        " sigurnost, uslovi, med i mera, kuća na Resavi, zena.rs, e-mail mreza@zene.rs, vijuga, objekat"
    )
    assert list(rule(text, SERBIAN)) == []
    assert list(rule("vise the zene tko", ENGLISH)) == []
