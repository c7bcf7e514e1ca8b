"""The rules meet real pages, organisations and hotlines."""

import json

import pytest

from astra_site.content_checks.checker import check
from astra_site.content_checks.messages import Severity
from astra_site.content_checks.registry import all_names
from astra_site.content_checks.subjects import check_everything, checked_models, latest_versions
from networks.models import NetworkPage, Organisation, StandardPage
from networks.models.network_page import MembersList

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(starter_content):
    return NetworkPage.objects.get(slug="at-mreza")


def rules(instance, column=""):
    return {place.finding.rule for place in check(instance) if not column or place.column == column}


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("title", 'Mreža "Žene"', "straight-quotes"),
        ("lead_sr_latn", "Osnovana 2013 godine", "year-without-stop"),
        ("lead_en", "A network - a platform", "hyphen-as-dash"),
        ("search_description_en", "Two  spaces", "double-space"),
        ("lead_sr_latn", "Centar za bezbedonosnu politiku", "do-not-write"),
        ("lead_sr_latn", "pred Evropskim sudom o ljudskim pravima", "do-not-write"),
        ("lead_sr_latn", "ASTRA mreža mreža", "do-not-write"),
        ("lead_sr_latn", "Grupa 484ASTRA", "do-not-write"),
        ("lead_en", "Europian network", "do-not-write"),
        ("lead_en", "a member organization", "prefer"),
        ("lead_sr_latn", "Mreža jača svoje kapacitete.", "jargon"),
        ("lead_sr_latn", "Zene u nasoj mrezi", "without-letters"),
        ("lead_sr_latn", "Radi tijekom godine.", "not-serbian-form"),
        ("lead_sr_latn", "Odluka je doneta i odmah je poslata svima.", "passive-chain"),
        ("lead_en", f"{'word ' * 26}.", "long-sentence"),
        ("lead_sr_latn", "Pozovite nas ako želiš.", "ti-and-vi"),
    ],
)
def test_a_slip_is_found_in_the_field_where_it_stands(network, column, text, rule):
    setattr(network, column, text)
    assert rule in rules(network, column)


def test_in_an_easy_text_a_sentence_is_long_sooner_and_the_advice_leads_to_its_block(network):
    sentence = f"<p>{'Reč ' * 16}.</p>"
    network.body_sr_latn = json.dumps([{"type": "paragraph", "value": sentence, "id": "of-the-page"}])
    network.easy_read_sr_latn = json.dumps([{"type": "paragraph", "value": sentence, "id": "of-the-easy"}])
    (place,) = [one for one in check(network) if "sentence" in one.finding.rule]
    assert (place.path, place.finding.rule) == ("easy_read_sr_latn.of-the-easy", "long-easy-sentence")
    assert not place.is_error
    assert place.message.severity == Severity.ADVICE


def test_a_name_is_left_as_its_owner_writes_it(network):
    Organisation.objects.create(name_sr_latn="Fondacija za djecu", slug_sr_latn="djeca")
    network.lead_sr_latn = "Članica je Fondacija za djecu. Članica je Udruga žena, a djeca nisu."
    found = [one.finding.excerpt for one in check(network) if one.finding.rule == "not-serbian-form"]
    assert len(found) == 1
    assert found[0].endswith("djeca nisu.")


def test_a_slip_in_a_block_leads_to_the_block(network):
    network.body_sr_latn = json.dumps([{"type": "paragraph", "value": '<p>"Žene"</p>', "id": "some-id"}])
    (place,) = [one for one in check(network) if one.finding.rule == "straight-quotes"]
    assert place.path == "body_sr_latn.some-id"
    assert place.language == "sr-latn"


def test_what_the_languages_say_otherwise_leads_to_the_english_block_and_is_named_by_it(network):
    def accordion(number):
        items = [{"heading": "Reč", "text": f"<p>{number} reči</p>"}]
        return json.dumps([{"type": "accordion", "value": items, "id": f"id-{number}"}])

    network.body_sr_latn, network.body_en = accordion(120), accordion(121)
    (place,) = [one for one in check(network) if one.finding.rule == "numbers-differ"]
    assert (place.path, place.language, place.html_language) == ("body_en.id-121", "", "")
    assert place.label.count("›") == 1 and place.finding.excerpt == "120 ≠ 121"
    assert not place.is_error


@pytest.mark.parametrize("column", ["website_sr_latn", "website_en", "source_url"])
def test_what_a_check_of_our_own_finds_leads_to_its_column(network, column):
    network.website_sr_latn = network.website_en = "https://a.rs"
    if column == "source_url":
        network.source_url = network.source_name_sr_latn = network.source_name_en = ""
    else:
        setattr(network, column, "http://a.rs")
    (place,) = [
        one for one in check(network) if one.column == column and one.finding.rule != "addresses-differ"
    ]
    language = {"website_sr_latn": "sr-latn", "website_en": "en"}.get(column, "")
    assert (place.language, place.label) == (language, "Adresa izvora" if not language else "Veb-sajt")


def test_what_is_about_no_field_has_no_place_and_no_label(network):
    member = network.memberships.all()[0]
    member.source_url = member.source_name_sr_latn = ""
    network.memberships = [member]
    (place,) = [one for one in check(network) if one.finding.rule == "no-source"]
    assert (place.column, place.label, place.language, place.anchor) == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "rules_found"),
    [
        ("<h2>Naslov koji ima " + "reč " * 30 + "</h2>", set()),
        ("<h2>Odluka je doneta i odmah je poslata svima.</h2>", set()),
        ("<p>Odluka je doneta i odmah je poslata svima.</p>", {"passive-chain"}),
        ("<h2> </h2>", {"empty-heading"}),
        ("<h3>\u00a0</h3>", {"empty-heading"}),
        ("<p>Na sajtu djeca.org.rs piše dosta.</p>", set()),
    ],
)
def test_a_heading_is_judged_as_a_heading_and_an_address_not_at_all(network, text, rules_found):
    network.body_sr_latn = json.dumps([{"type": "paragraph", "value": text, "id": "1"}])
    assert rules(network, "body_sr_latn") == rules_found


def test_only_serbian_tells_in_how_many_ways_it_speaks(network):
    network.lead_en = "Pozovite nas ako želiš."
    assert "ti-and-vi" not in rules(network, "lead_en")


def test_a_slip_in_what_belongs_to_a_network_is_found(network):
    count = network.stated_counts.all()[0]
    count.what_en = "members - ASTRA included"
    network.stated_counts = [count]
    assert "hyphen-as-dash" in rules(network)


def test_the_excerpt_shows_the_text_and_not_what_the_rules_left_out(network):
    network.lead_sr_latn = "Na astra.rs piše  ovo"
    (place,) = [one for one in check(network) if one.column == "lead_sr_latn" and one.is_error]
    assert place.finding.excerpt == "Na astra.rs piše  ovo"


def test_a_stated_number_that_the_complete_list_does_not_have_is_found(network):
    assert "count-differs" not in rules(network)
    count = network.stated_counts.all()[0]
    count.number += 1
    network.stated_counts = [count]
    assert "count-differs" in rules(network)


def test_a_list_that_claims_nothing_may_be_shorter_than_the_number(network):
    count = network.stated_counts.all()[0]
    count.number += 1
    network.stated_counts = [count]
    network.members_list = MembersList.SELECTION
    assert "count-differs" not in rules(network)


def test_a_network_and_a_membership_without_source_are_found(network):
    network.source_url = network.source_name_sr_latn = ""
    member = network.memberships.all()[0]
    member.source_url = member.source_name_sr_latn = ""
    network.memberships = [member]
    found = [place.finding.excerpt for place in check(network) if place.finding.rule == "no-source"]
    assert len(found) == 2


def test_a_website_without_https_is_found(starter_content):
    organisation = Organisation.objects.first()
    organisation.website = "http://example.org"
    assert "insecure-address" in rules(organisation)


def test_names_in_capitals_are_learnt_from_the_data(starter_content):
    assert {"ASTRA", "VOJVODINA", "EMMAUS"} <= all_names().acronyms


def test_english_words_of_a_serbian_text_are_found_unless_marked(network):
    text = "Koalicija {} radi u Evropi."
    name = "Women Against Trafficking of People"
    network.body_sr_latn = [("paragraph", f"<p>{text.format(name)}</p>")]
    assert "foreign-words" in rules(network)
    marked = f'<span lang="en">{name}</span>'
    network.body_sr_latn = [("paragraph", f"<p>{text.format(marked)}</p>")]
    assert "foreign-words" not in rules(network)


def test_the_draft_is_what_is_checked(network):
    network.lead_sr_latn = "Nacrt - još nije objavljen"
    network.save_revision()
    (draft,) = [version for version in latest_versions(NetworkPage) if version.pk == network.pk]
    assert draft.lead_sr_latn == network.lead_sr_latn
    assert "hyphen-as-dash" in rules(draft, "lead_sr_latn")
    assert len(draft.memberships.all()) == network.memberships.count()


def test_pages_snippets_and_settings_are_checked_and_their_parts_with_them(starter_content):
    names = {model.__name__ for model in checked_models()}
    assert {"HomePage", "NetworkPage", "Organisation", "Hotline", "SiteSettings", "SiteImage"} <= names
    assert "Membership" not in names


def test_more_objects_and_drafts_take_no_more_queries(starter_content, django_assert_max_num_queries):
    for page in (*StandardPage.objects.all(), *NetworkPage.objects.all()):
        page.save_revision()
    with django_assert_max_num_queries(35):
        check_everything()
