"""The rules of Serbian at their edges: one word that they take, and the next one that they leave."""

import pytest

from astra_site.serbian import readability, typography, wrong_words
from astra_site.serbian.cyrillic import AS_TYPED, NamesAsShown, WhyLatin, letters, to_cyrillic, words
from astra_site.serbian.dates import month_called, read_date, read_date_and_time
from astra_site.serbian.digraphs import taken_apart
from astra_site.serbian.findings import ENGLISH, MASK, SERBIAN, Finding, excerpt, without_addresses
from astra_site.serbian.folding import fold
from astra_site.serbian.sorting import cyrillic_sort_key, sort_key
from astra_site.serbian.transliteration import to_latin

NAMES = NamesAsShown(
    {"Kvin": "Kvin", "Kvin Pal": "Квин Пал", "…IZ KRUGA": "…ИЗ КРУГА", "Otvorena kuća": "Отворена кућа"}
)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("LJ NJ DŽ", "Љ Њ Џ"),
        ("NJegoš i LJubav", "Његош и Љубав"),
        ("a KONDOR KONDORA", "а KONDOR КОНДОРА"),
        ("ŽKR", "ЖКР"),
        ("rEUformator prEUgovora CoMensha", "рЕУформатор прЕУговора CoMensha"),
        ("NASILJE NAD ŽENAMA EU", "НАСИЉЕ НАД ЖЕНАМА ЕУ"),
        ("GLAVA IV POMOĆNICI GDPR", "ГЛАВА IV ПОМОЋНИЦИ ГДПР"),
        ("GDPR UNHCR", "GDPR UNHCR"),
        ("GDPR Pomoćnici", "GDPR Помоћници"),
        ("5 km, 5 km i km", "5 km, 5 km и км"),
        ("5, m", "5, м"),
        ("A4 2024 4.", "A4 2024 4."),
        ("I", "I"),
        ("I. I dalje. V Vidi V", "И. И даље. V Види V"),
        ("I. Petrović, V. Ilić", "И. Петровић, В. Илић"),
        ("Da. I mi", "Да. И ми"),
        ("Petar I mi", "Петар I ми"),
        ("женa и жена", "женa и жена"),
        (f"žena {AS_TYPED[0]}žena{AS_TYPED[1]} žena", "жена žena жена"),
        (f"{AS_TYPED[0]}5{AS_TYPED[1]}", "5"),
        (f"5{AS_TYPED[1]}", "5"),
        ("c\u030cas", "час"),
        ("", ""),
        ("5 %", "5 %"),
        ("nadžnjeti i Nadživeti", "наджњети и Надживети"),
    ],
)
def test_a_word_is_put_into_cyrillic_by_what_it_is(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kvin Pal i Kvin", "Квин Пал и Kvin"),
        ("Kvin Palata", "Kvin Палата"),
        ("Kvin Pal.", "Квин Пал."),
        ("…IZ KRUGA", "…ИЗ КРУГА"),
        ("Kvinova", "Квинова"),
    ],
)
def test_the_longest_name_counts_where_it_ends_with_its_word(text: str, shown: str) -> None:
    assert to_cyrillic(text, NAMES) == shown


def test_a_name_tells_its_reason_only_where_it_stays() -> None:
    assert [(word.written, word.reason) for word in words("Kvin Pal, Kvin", NAMES)] == [
        ("Kvin Pal", None), (", ", None), ("Kvin", WhyLatin.NAME),
    ]  # fmt: skip
    assert [word.written for word in words("a, b!")] == ["a", ", ", "b", "!"]
    assert NamesAsShown.that_stay(["Kvin"]).by_first == {"Kvin": [("Kvin", "Kvin")]}
    assert letters("Kvin") == "Квин"
    assert taken_apart("Injekcija") == "In\ufdd2jekcija" and taken_apart("nadžnje") == "nad\ufdd2žnje"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2013", (2013, None, None)),
        ("5. 2013.", (2013, 5, None)),
        ("17. 5. 2013. godine", (2013, 5, 17)),
        ("05/2013", (2013, 5, None)),
        ("17/5/2013", (2013, 5, 17)),
        ("2013-05-17", (2013, 5, 17)),
        ("maja 2013. god.", (2013, 5, None)),
        ("17. maj 2013 g.", (2013, 5, 17)),
        ("17 May, 2013", (2013, 5, 17)),
        ("V 2013", (2013, 5, None)),
        ("17. sept. 2013", (2013, 9, 17)),
        ("Avgusta  2013", (2013, 8, None)),
        ("xyz 2013", None),
        ("ma 2013", None),
        ("proleće", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, date: tuple | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("1. 1. 2027. u 10", (10, 0)),
        ("1.1.2027. 10:30", (10, 30)),
        ("2027-01-01T10:30:15.25", (10, 30)),
        ("1. 1. 2027. u 10.05 časova", (10, 5)),
        (" 1 January 2027 at 9 h ", (9, 0)),
        ("1. 1. 2027.", None),
    ],
)
def test_a_time_may_stand_behind_a_date(text: str, time: tuple | None) -> None:
    assert read_date_and_time(text) == ((2027, 1, 1), time)
    assert read_date_and_time("u 10") is read_date_and_time("proleće u 10") is None


def test_a_month_is_called_by_three_letters_at_least() -> None:
    assert [month_called(word) for word in ("jan", "ja", "XII", "juna", "jula", "JUNE", "xyz")] == [
        1, None, 12, 6, 7, 6, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("sezona 2021-21", []),
        ("sezona 2021-22", ["2021–22"]),
        ("od 5-5", []),
        ("od 9-10", ["9–10"]),
        ("od 9-100", []),
        ("od 05-10", []),
        ("od 10-05", []),
        ("od 5 - 10", ["5–1"]),
        ("reč--reč", [" – "]),
        ("a - 5", [" – "]),
    ],
)
def test_a_range_of_numbers_goes_up(text: str, suggestions: list[str]) -> None:
    assert [found.suggestion for found in typography.hyphen_as_dash(text, SERBIAN)] == suggestions


def rules(text: str, language: str = SERBIAN) -> list[tuple[str, str]]:
    found = [each for rule in typography.ALL for each in rule(text, language)]
    return [(each.rule, each.suggestion) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('on "reč" i "reč"', [("straight-quotes", "„reč”")] * 2),
        ('samo" tu', [("straight-quotes", "")]),
        ("'reč' i ne'reč", [("straight-quotes", "‘reč’"), ("straight-quotes", "ne’reč")]),
        ("„reč“", [("foreign-quotes", "„reč”")]),
        ("( reč )", [("space-before-mark", "("), ("space-before-mark", ")")]),
        ("2013.godine", [("space-missing", "2013. ")]),
        ("абab", [("mixed-script", "abab")]),
        ("аbab", [("mixed-script", "abab")]),
        ("23 jula", [("year-without-stop", "23. jula")]),
    ],
)
def test_a_slip_has_its_rule_and_what_to_write(text: str, expected: list[tuple[str, str]]) -> None:
    found = rules(text)
    assert all(each in found for each in expected) and {each[0] for each in found} >= {
        each[0] for each in expected
    }
    assert rules("2013.founded in", ENGLISH) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("OBAVEŠTENJE", True),
        ("X-OBAVEŠTENJE", False),
        ("5OBAVEŠTENJE", False),
        (" VAŽNA VEST ", True),
        ("VAŽNA VEST stiže", False),
        ("TV I RTS", False),
        ("ASTROM i ASTRINIM", False),
        ("ASTRINIMOM UNHCROM", False),
        ("UNHAAAA", True),
    ],
)
def test_what_shouts_is_longer_than_an_acronym_and_no_known_name(text: str, is_found: bool) -> None:
    known = frozenset({"ASTRA", "UNHCR", "UNHC"})
    found = list(typography.all_capitals(text, SERBIAN, known))
    assert bool(found) is is_found
    assert all(each.suggestion == each.suggestion.capitalize() for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PoMoc i pomoc", ["pomoć"]),
        ("ZENE", ["Žene"]),
        ("zena-majka", []),
        ("Zenevu", []),
    ],
)
def test_a_word_without_its_letters_is_one_that_is_written_as_a_word(text: str, expected: list[str]) -> None:
    assert [found.suggestion for found in wrong_words.without_letters(text, SERBIAN)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grad Mjesto.", []),
        ("Grad. Mjesto", ["Mesto"]),
        ("„Mjesto”", ["Mesto"]),
        ("mjesto sukladno", ["mesto", ""]),
        ("uvjeti i dijete", ["uslovi", "dete"]),
    ],
)
def test_a_capital_inside_of_a_sentence_begins_a_name(text: str, expected: list[str]) -> None:
    assert [found.suggestion for found in wrong_words.not_serbian_forms(text, SERBIAN)] == expected


def test_findings_tell_where_they_are_and_how_long_a_sentence_is() -> None:
    (long,) = readability.long_sentences(f"Kratka. {'Reč ' * 26}kraj.", readability.LONGEST)
    assert (long.rule, long.start) == ("long-sentence", 8) and long.excerpt.startswith("27: ")
    (easy,) = readability.long_sentences("reč " * 16, readability.LONGEST_EASY)
    assert easy.rule == "long-easy-sentence"
    text = "Prva. Odluka je doneta i poslata je svima."
    (chain,) = readability.passive_chains(text, SERBIAN)
    assert text[chain.start : chain.end] == "je doneta i poslata je"
    assert readability.two_ways_to_address(["Pozovite nas.", "Ti možeš."]).excerpt == "Ti možeš."


def test_an_excerpt_is_cut_at_words_and_says_so() -> None:
    text = f"{'a' * 30} prva reč ovde jeste sredina dela i još reč posle njega {'b' * 30}"
    start = text.index("sredina")
    shown = excerpt(text, start, start + 7)
    assert shown == "…prva reč ovde jeste sredina dela i još reč posle…"
    assert excerpt("kratko", 0, 6) == "kratko"
    assert Finding("x", "stari").shown_in("novi tekst").excerpt == "stari"
    shown_finding = Finding("x", "stari", f"a{MASK}", 0, 4).shown_in("novi tekst")
    assert (shown_finding.excerpt, shown_finding.suggestion) == ("novi tekst", "")
    assert without_addresses("v. astra.rs i a@b.rs") == f"v. {MASK * 8} i {MASK * 6}"


def test_letters_of_other_languages_are_sorted_as_they_sound() -> None:
    assert sorted(["Щука", "Шума", "Јама", "Юрка", "Ивана", "Язика"], key=cyrillic_sort_key) == [
        "Ивана", "Язика", "Јама", "Юрка", "Щука", "Шума",
    ]  # fmt: skip
    assert cyrillic_sort_key("Njiva") > cyrillic_sort_key("Niz") > cyrillic_sort_key("Шума")
    assert sort_key("- A,  b!") == sort_key("a b") != sort_key("ab")
    assert sort_key("²") == sort_key("2") and cyrillic_sort_key("5") < cyrillic_sort_key("А")
    assert [to_latin(text) for text in ("ЉА", "Ља", "АЉ", "Љ А", "џ")] == ["LJA", "Lja", "ALJ", "Lj A", "dž"]
    assert fold("Ådjjo Đorđe") == "ado dorde"
