"""What a document is found by, to the last word and weight; and how contacts are taken apart."""

import pytest

from astra_site.search.contacts import asked_contacts, host_words, index_keys
from astra_site.search.documents import Document, IndexedContact
from astra_site.search.question import MAX_QUERY, terms_of
from astra_site.search.weights import CONTACT, LEAD, NAME, TEXT, better_written, weighed


def weights(**fields: object) -> dict[str, int]:
    return weighed(Document("page", **{"title": "", "url": "/", **fields}), "en").weights  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "weight"), [(1, 48), (2, 36), (3, 32), (24, 25), (25, 24)])
def test_a_word_of_a_title_weighs_up_to_twice_as_much_where_it_is_short(words: int, weight: int) -> None:
    found = weights(title=" ".join(f"w{number}" for number in range(words)))
    assert set(found.values()) == {weight}


@pytest.mark.parametrize(("times", "weight"), [(1, TEXT), (2, 2 * TEXT), (3, 3 * TEXT), (4, 3 * TEXT)])
def test_a_word_that_is_repeated_weighs_up_to_three_times_as_much_in_all_its_forms(
    times: int, weight: int
) -> None:
    assert weights(text=" ".join(["network", "networks", "network", "networks"][:times]))["network"] == weight


def test_a_word_weighs_what_its_best_place_does() -> None:
    found = weights(names=("quasi",), lead="quasi other", also=("unseen",), text="quasi other")
    # In a lead it stands in the text too.
    assert (found["quasi"], found["other"], found["unseen"]) == (NAME, max(LEAD, 2 * TEXT), TEXT)


def test_a_contact_is_found_by_its_keys_and_by_the_name_in_its_host() -> None:
    contacts = (IndexedContact("https://www.womenngo.example/"), IndexedContact("018 515 318"))
    found = weighed(Document("page", "", "/", contacts=contacts, text="pišite na info@drugi.example"), "en")
    assert found.weights["@womenngo.example"] == found.weights["#515318"] == CONTACT
    assert found.weights["womenngo"] == NAME
    assert found.weights["@info@drugi.example"] == LEAD
    # A part of a host is no word that could be offered.
    assert "womenngo" not in found.written and found.written["pisite"] == "pišite"
    assert weights(title="Call 116 000")["#116000"] == weights(names=("116 000",))["#116000"] == LEAD


@pytest.mark.parametrize(
    ("better", "worse"),
    [("niš", "nis"), ("niš", "Niš"), ("Niš", "nis"), ("niš", "ниш"), ("nis", ""), ("đak", "dak"), ("Đ", "D")],
)
def test_a_word_is_written_in_latin_with_its_marks_and_small_where_it_may_be(better: str, worse: str) -> None:
    assert better_written(worse, better) == better


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("116000", {"#116000"}),
        ("12345", {"#12345"}),
        ("1234", set()),
        ("0" * 16, set()),
        ("018 515 318", {"#38118515318", "#8118515318", "#118515318", "#18515318", "#8515318", "#515318"}),
        ("00381 (0)18 515", {"#38118515", "#8118515", "#118515"}),
        ("385 1 4614", {"#38514614", "#8514614", "#514614"}),
        ("Info@WWW.Astra.rs", {"@info@astra.rs", "@astra.rs"}),
        ("https://astra.rs/018-515-318", {"@astra.rs"}),
        ("cena 1.234,56 dinara", set()),
    ],
)
def test_a_contact_has_its_keys_and_no_others(text: str, keys: set[str]) -> None:
    assert index_keys(text) == keys


def test_contacts_are_told_in_their_order() -> None:
    found = asked_contacts("018 515 318, info@astra.rs, 016 999 888, astra.rs")
    assert [contact.key for contact in found] == [
        "#18515318", "@info@astra.rs", "#16999888", "@astra.rs",
    ]  # fmt: skip
    assert len(asked_contacts(f"{'a' * 60}.{'b' * 20}.rs")[0].key) == 60


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://www.womenngo.museum", "womenngo"),
        ("mail.astra.rs i www.group484.org.rs", "astra group484"),
        ("ngo.abc.rs", ""),
        ("abcd.rs", "abcd"),
        ("018 515 318", ""),
    ],
)
def test_what_many_hosts_have_is_no_name(text: str, words: str) -> None:
    assert host_words(text) == words


def asked(question: str, language: str = "sr-latn") -> list[tuple[str, set[str], str]]:
    return [(term.text, set(term.keys), term.beginning) for term in terms_of(question, language)]


def test_contacts_are_asked_for_before_the_words_in_their_order() -> None:
    found = terms_of("Zove me 018 515 318 ili info@astra.rs nasilje", "sr-latn")
    assert [term.text for term in found] == ["018 515 318", "info@astra.rs", "zove", "nasilje"]
    assert (found[0].keys, found[0].beginning) == ({"#18515318"}, "#18515318")
    assert {"nasilje"} < found[3].keys and found[3].beginning == "nasilje"


@pytest.mark.parametrize(("word", "beginning"), [("niš", ""), ("mrež", "mrez"), ("un", "")])
def test_a_short_word_stands_for_itself(word: str, beginning: str) -> None:
    assert [term[2] for term in asked(word)] == [beginning]


def test_where_nobody_has_a_contact_its_host_its_name_and_its_words_are_asked_for() -> None:
    (mail,) = terms_of("info@womenngo.org.rs", "en")
    (host,) = mail.instead
    assert host.keys == {"@womenngo.org.rs"} and [term.text for term in host.instead] == ["womenngo"]
    assert [term.text for term in mail.with_all_instead()] == ["info@womenngo.org.rs"] * 2 + ["womenngo"]
    (short,) = terms_of("abc.rs", "en")
    assert [term.text for term in short.instead] == ["abc", "rs"]
    (number,) = terms_of("2013 2021", "en")
    assert [term.text for term in number.instead] == ["2013", "2021"]
    assert mail.is_contact and number.is_contact and not host.instead[0].is_contact


def test_each_word_is_asked_for_once_and_a_long_question_is_cut() -> None:
    assert [row[0] for row in asked("Mreža, MREŽA i мрежа")] == ["mreza"]
    assert [row[0] for row in asked("a" * (MAX_QUERY - 5) + " nasilje")] == ["a" * 60, "nasi"]
