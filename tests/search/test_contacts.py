"""A number, a site or an address is found however it is written."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from astra_site.safety.models import Confidence
from astra_site.search.contacts import asked_contacts, host_words, index_keys
from astra_site.search.query import find
from networks.models import Organisation, PublicPhone

WRITTEN = [
    "018 515 318",
    "018/515-318",
    "018515318",
    "+381 18 515 318",
    "00381 18 515 318",
    "+381 (0)18 515-318",
]


@pytest.mark.parametrize("stored", WRITTEN)
@pytest.mark.parametrize("typed", [*WRITTEN, "515 318", "515-318"])
def test_a_number_is_found_however_it_is_written(stored: str, typed: str) -> None:
    (asked,) = asked_contacts(typed)

    assert asked.key in index_keys(stored)


@pytest.mark.parametrize(("stored", "typed"), [("116 000", "116000"), ("+385 1 4614 520", "01 4614 520")])
def test_short_and_foreign_numbers_are_found_too(stored: str, typed: str) -> None:
    assert asked_contacts(typed)[0].key in index_keys(stored)


@pytest.mark.parametrize("typed", ["018 515 319", "18 515", "116 111"])
def test_another_number_is_another_one(typed: str) -> None:
    assert not {contact.key for contact in asked_contacts(typed)} & index_keys("018 515 318")


@pytest.mark.parametrize(
    "typed",
    ["womenngo.org.rs", "www.womenngo.org.rs", "https://www.womenngo.org.rs/kontakt?x=1", "WomenNGO.org.rs"],
)
def test_a_site_is_found_by_its_host(typed: str) -> None:
    assert asked_contacts(typed)[0].key in index_keys("https://www.womenngo.org.rs")


def test_an_address_is_found_whole_and_by_its_host() -> None:
    keys = index_keys("info@astra.rs")

    assert {"@info@astra.rs", "@astra.rs"} <= keys
    assert asked_contacts("INFO@astra.rs")[0].key in keys
    assert asked_contacts("drugi@astra.rs")[0].key not in keys


def test_the_name_in_a_host_is_a_word() -> None:
    assert host_words("https://www.womenngo.org.rs") == "womenngo"


def test_numbers_that_stand_on_lines_of_their_own_stay_apart() -> None:
    assert "#116000" in index_keys("+381 11 785 0000\n116 000")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_contacts(text: str) -> None:
    assert all(key[0] in "#@" and len(key) <= 60 for key in index_keys(text))


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["0117850000", "+381117850000", "00381 11 785 0000", "zovi 011 785 0000"])
def test_an_organisation_is_found_by_its_number(typed: str) -> None:
    assert "ASTRA – Akcija protiv trgovine ljudima" in [
        entry.title for entry in find(typed, "sr-latn").entries
    ]


@pytest.mark.django_db
def test_a_number_that_nobody_has_is_looked_for_as_words() -> None:
    assert find("2013 2021", "sr-latn").total


@pytest.mark.django_db
def test_an_organisation_is_found_by_an_address_at_its_host() -> None:
    assert find("kancelarija@grupa484.org.rs", "sr-latn").entries[0].title == "Grupa 484"


@pytest.fixture
def organisation() -> Organisation:
    return Organisation.objects.get(slug_sr_latn="zene-za-mir-leskovac")


@pytest.mark.django_db
def test_a_new_number_is_found_at_once_and_can_be_tapped(organisation: Organisation, client) -> None:
    organisation.phones = [PublicPhone(number="016 999 888", confidence=Confidence.CONFIRMED)]
    organisation.save_revision().publish()

    text = client.get("/pretraga/?q=016/999-888").text

    assert re.search(r'<a class="call" href="tel:[+\d]+16999888"><mark>016 999 888</mark></a>', text)


@pytest.mark.django_db
@pytest.mark.parametrize("confidence", [Confidence.LIKELY, Confidence.OLD, Confidence.UNCONFIRMED])
def test_a_number_that_visitors_are_not_shown_finds_nobody(
    organisation: Organisation, confidence: Confidence, client
) -> None:
    organisation.phones = [PublicPhone(number="016 999 888", confidence=confidence)]
    organisation.email, organisation.email_confidence = "kvazi@example.org", Confidence.UNCONFIRMED
    organisation.save_revision().publish()

    for question in ("016 999 888", "kvazi@example.org", "example.org"):
        text = client.get("/pretraga/", {"q": question}).text
        assert "Žene za mir" not in text


@pytest.mark.django_db
def test_a_number_that_calls_somebody_else_from_here_is_found_and_no_link(client) -> None:
    organisation = Organisation.objects.filter(country="BG", live=True).first()
    organisation.phones = [PublicPhone(number="0800 9 7531", confidence=Confidence.CONFIRMED)]
    organisation.save_revision().publish()

    text = client.get("/pretraga/?q=080097531").text

    assert "<mark>0800 9 7531</mark>" in text
    assert 'href="tel:0800' not in text
