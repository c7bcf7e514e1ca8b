"""What templates make of a network: its name, its numbers, its sources, our role in it."""

import pytest
from django.template.context import Context
from django.utils import translation

from networks.memberships import Member, Members
from networks.models import (
    MapPage,
    Membership,
    NetworkPage,
    Organisation,
    OverlapsPage,
    StandardPage,
    StatedCount,
    TimelinePage,
)
from networks.templatetags import networks, sources
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "shown", "of_a_source"),
    [
        ("https://www.astra.rs/", "astra.rs", "astra.rs/"),
        ("http://astra.rs/a/", "astra.rs/a", "astra.rs/a/"),
        ("astra.rs", "astra.rs", "astra.rs"),
        (f"https://a.rs/{'b' * 60}", f"a.rs/{'b' * 60}", f"a.rs/{'b' * 32}..."),
    ],
)
def test_an_address_is_shown_as_people_say_it(url, shown, of_a_source):
    assert networks.short_address(url) == shown
    assert networks.source_link(url) == of_a_source


def test_a_link_to_a_website_does_not_tell_where_somebody_comes_from():
    assert networks.website_link("https://www.a.rs/?a&b") == (
        '<a class="website" href="https://www.a.rs/?a&amp;b" rel="noreferrer">a.rs/?a&amp;b</a>'
    )


@pytest.mark.parametrize(
    ("fields", "language", "said"),
    [
        ({"number": 80}, "sr-latn", "80"),
        ({"number": 80, "qualifier": "more_than"}, "sr-latn", "više od 80"),
        ({"number": 80, "qualifier": "more_than"}, "en", "more than 80"),
    ],
)
def test_a_stated_number_is_as_exact_as_it_is(fields, language, said):
    with translation.override(language):
        assert networks.stated_number(StatedCount(**fields)) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"source_name_sr_latn": "Spisak"}, "Spisak"),
        ({"as_of": "2024"}, '<time datetime="2024">2024</time>'),
        ({"source_name_sr_latn": "Spisak", "as_of": "2024"}, 'Spisak, <time datetime="2024">2024</time>'),
        ({"source_url": "https://a.rs"}, '<a href="https://a.rs" rel="noreferrer">izvor</a>'),
        (
            {"source_name_sr_latn": "Spisak", "source_url": "https://a.rs"},
            '<a href="https://a.rs" rel="noreferrer">Spisak</a>',
        ),
        (
            {"source_url": "https://sr.wikipedia.org/a"},
            '<a href="https://sr.wikipedia.org/a" rel="noreferrer">izvor</a> (sekundarni izvor)',
        ),
    ],
)
def test_a_number_says_who_states_it_and_as_of_when(fields, said):
    assert networks.count_source(StatedCount(number=8, **fields)) == said


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://wikipedia.org/", True), ("https://sr.wikipedia.org/a", True),
        ("https://britannica.com", True), ("https://www.wikiwand.com/a", True),
        ("https://notwikipedia.org/", False),
        ("https://a.rs/wikipedia.org", False), ("nije adresa", False), ("", False),
    ],
)  # fmt: skip
def test_an_encyclopaedia_is_known_by_its_host(url, is_one):
    assert sources.secondary_mark(url) == (" (sekundarni izvor)" if is_one else "")


def test_a_network_leads_to_whom_its_number_counts_where_all_are_listed():
    assert networks.counted_at("/m/", NetworkPage(members_list="complete")) == "/m/#members"
    assert networks.counted_at("/m/", NetworkPage(members_list="selection")) == "/m/#at-a-glance"


@pytest.mark.parametrize(
    ("kind", "our_role", "said"),
    [
        ("coordinator", "lead", "nosilac projekta"), ("coordinator", "member", "koordinatorka"),
        ("member", "lead", "članica"),
    ],
)  # fmt: skip
def test_who_coordinates_what_we_lead_is_said_to_lead_it(kind, our_role, said):
    membership = Membership(kind=kind, network=NetworkPage(our_role=our_role))
    assert networks.role_name(membership) == said


def test_our_role_is_said_in_words_of_its_own_where_there_are_any():
    assert networks.our_role(NetworkPage(our_role="founder")) == "osnivačica"
    assert (
        networks.our_role(NetworkPage(our_role="founder", our_role_note_sr_latn="predsedava")) == "predsedava"
    )


def members(*countries, kind="member"):
    rows = [Membership(kind=kind, organisation=Organisation(pk=1, country=country)) for country in countries]
    return Members.of([Member(row, row.organisation, []) for row in rows])


@pytest.mark.parametrize(
    ("countries", "groups", "is_international"),
    [
        (["RS"] * 8, 0, False),
        (["RS", "HR"] * 4, 0, True),
        (["RS", "HR", "BA"] * 3, 3, True),
        (["RS", "HR", "BA"] * 2 + ["RS", "RS"], 3, True),
        (["RS", "HR", "BA"] * 2 + ["RS"], 0, True),
        (["RS"], 0, False),
    ],
)
def test_members_stand_by_country_where_they_are_many_from_many(countries, groups, is_international):
    found = members(*countries)

    assert len(networks.grouped_by_country(found)) == groups
    assert networks.is_international(found) is is_international


def test_what_an_abbreviation_means_is_said_once():
    fields = {"title": "ABC mreža", "short_name_sr_latn": "ABC", "acronym": "ABC"}
    unsaid = NetworkPage(**fields, acronym_meaning_sr_latn="Asocijacija bez cilja", lead_sr_latn="Radi.")
    assert networks.unsaid_meaning(unsaid) == "Asocijacija bez cilja"
    unsaid.lead_sr_latn = "To je asocijacija bez cilja."
    assert networks.unsaid_meaning(unsaid) == ""

    named = NetworkPage(**{**fields, "title": "Asocijacija bez cilja (ABC)"})
    assert networks.short_name(named) == '<abbr title="Asocijacija bez cilja">ABC</abbr>'
    assert networks.short_name(NetworkPage(title="Koalicija", short_name_sr_latn="Koalicija")) == "Koalicija"


def test_networks_in_a_line_lead_to_their_pages(networks_of_two, rf):
    context = Context({"request": rf.get("/")})
    assert networks.network_links(context, networks_of_two) == (
        '<a href="/mreze/at-mreza/">Mreža</a>, <a href="/mreze/druga/">Mreža</a>'
    )


@pytest.fixture
def networks_of_two(network):
    return [network, factories.make_page(network.get_parent(), "Druga", NetworkPage, slug="druga")]


def test_a_table_has_its_heading_beside_each_cell_and_no_cell_without_one():
    columns = [{"heading": "Prva"}, {"heading": "Druga"}]
    assert networks.with_headings(["a", "b"], columns) == [("Prva", "a"), ("Druga", "b")]
    with pytest.raises(ValueError, match="shorter"):
        networks.with_headings(["a"], columns)


def test_a_text_says_whether_it_has_a_block_and_a_page_without_text_has_none():
    page = NetworkPage(
        body_sr_latn=[{"type": "heading", "value": "Prvi"}, {"type": "timeline", "value": None}]
    )

    assert networks.has_block(page.body, "timeline") and not networks.has_block(page.body, "members")
    assert not networks.has_block(None, "members")
    assert networks.is_automatic("members") and not networks.is_automatic("heading")


def test_overviews_are_the_published_map_timeline_and_overlaps(home, rf):
    for model, live in ((OverlapsPage, True), (StandardPage, True), (MapPage, True), (TimelinePage, False)):
        factories.make_page(home, model.__name__, model, show_in_menus=True, live=live)

    shown = networks.overview_pages(Context({"request": rf.get("/")}))
    assert [type(page) for page in shown] == [OverlapsPage, MapPage]
