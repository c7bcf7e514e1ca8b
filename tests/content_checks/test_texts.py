"""Which texts of a thing are checked, and what each is called."""

import pytest

from astra_site.content_checks.texts import pairs_of
from networks.models import NetworkPage, Organisation, PublicPhone, StatedCount

pytestmark = pytest.mark.django_db


def texts_of(instance):
    """Return the texts by the name of their field and their language."""
    return {(text.field, text.language, text.label): text for pair in pairs_of(instance) for text in pair}


def test_a_name_is_a_heading_and_a_description_is_none():
    organisation = Organisation(name_sr_latn="Udruženje", city_sr_latn="Niš", about_en="<p>a</p><p>b</p>")
    found = {
        (text.field, text.language): [(each.text, each.is_heading, each.is_rich) for each in text.passages]
        for text in texts_of(organisation).values()
        if text.passages
    }
    assert found == {
        ("name", "sr-latn"): [("Udruženje", True, False)],
        ("city", "sr-latn"): [("Niš", False, False)],
        ("about", "en"): [("a", False, True), ("b", False, True)],
    }


def test_each_line_of_a_text_is_a_passage_and_an_address_is_a_link():
    network = NetworkPage(title="Mreža", lead_sr_latn="prvi red\ndrugi red", website_en="https://a.rs/en")
    texts = {(text.field, text.language): text for text in texts_of(network).values()}
    lead = texts["lead", "sr-latn"]
    assert ([each.text for each in lead.passages], lead.column) == (["prvi red", "drugi red"], "lead_sr_latn")
    (website,) = texts["website", "en"].passages
    assert (website.text, [link.url for link in website.links]) == ("", ["https://a.rs/en"])
    assert texts["title", "sr-latn"].column == "title" and texts["title", "en"].column == "title_en"
    assert texts["lead", "en"].passages == ()


def test_what_belongs_to_a_thing_is_counted_and_has_no_place_of_its_own_in_the_form():
    network = NetworkPage(title="Mreža")
    network.stated_counts = [StatedCount(what_sr_latn="članica"), StatedCount(what_sr_latn="zemalja")]
    organisation = Organisation(name_sr_latn="Udruženje")
    organisation.phones = [PublicPhone(number="011 1", label_sr_latn="Danju")]
    labels = {
        (text.label, text.column)
        for thing in (network, organisation)
        for text in texts_of(thing).values()
        if text.passages and "›" in text.label
    }
    assert labels == {
        ("Navedeni broj 1 › Čega", ""), ("Navedeni broj 2 › Čega", ""),
        ("Telefon 1 › Čemu služi", ""),
    }  # fmt: skip
