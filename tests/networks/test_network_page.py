"""A network's page: its parts in their order, what ASTRA did in it, and where a reader goes on."""

import re

import pytest
from django.core.exceptions import ValidationError

from networks.models import Deed, NetworkPage
from networks.templatetags.partial_dates import deed_dates
from tests import factories

LANGUAGES = ["sr-latn", "en"]


@pytest.fixture
def all_networks(starter_content):
    return list(NetworkPage.objects.live().order_by("path"))


def get(client, network, language="sr-latn"):
    return client.get(network.url_in(language)).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_entry_of_the_contents_leads_to_its_part_and_none_is_left_out(client, all_networks, language):
    for network in all_networks:
        page = get(client, network, language)
        contents = re.search(r'<ul class="contents__list">.*?</ul>', page, re.DOTALL)[0]
        anchors = re.findall(r'href="#([^"]+)"', contents)
        ids = re.findall(r' id="([^"]+)"', page)
        assert anchors
        assert len(ids) == len(set(ids))
        # In the order of the page.
        assert [ids.index(anchor) for anchor in anchors] == sorted(ids.index(anchor) for anchor in anchors)
        assert {one for one in ids if one.startswith("o-")} <= set(anchors)
        for part in ("deeds", "map", "members", "sources"):
            assert (part in ids) == (part in anchors)


def test_the_story_comes_before_the_facts_and_the_facts_before_the_map(client, all_networks):
    page = get(client, all_networks[0])
    order = [
        page.index(f'class="{part}')
        for part in ("contents", "network__body", "network__aside", "network__map")
    ]

    assert order == sorted(order)


def test_what_heading_and_lead_have_said_is_not_said_again(client, all_networks):
    by_slug = {network.slug: network for network in all_networks}
    facts = re.compile(r'<section class="fact-list".*?</section>', re.DOTALL)
    gmcn, ein = (facts.search(get(client, by_slug[slug]))[0] for slug in ("gmcn", "ein"))

    assert "Globalna mreža za nestalu decu" not in gmcn
    assert "Evropska mreža za izvršenje presuda" in ein


@pytest.mark.parametrize("language", LANGUAGES)
def test_deeds_stand_with_their_date_and_source_and_where_there_are_none_nothing_is_said(
    client, all_networks, language
):
    for network in all_networks:
        page = get(client, network, language)
        deeds = list(network.deeds.all())
        section = re.search(r'<section class="deeds".*?</section>', page, re.DOTALL)
        assert bool(section) == bool(deeds)
        for deed in deeds:
            assert getattr(deed, "text_en" if language == "en" else "text_sr_latn")
            assert f'href="{deed.source_url}"' in section[0]
        if section:
            assert section[0].count("deeds__when") == sum(bool(deed.began) for deed in deeds)


def test_a_deed_that_lasted_has_both_years_and_cannot_end_before_it_began(network):
    assert deed_dates(Deed(began="2018", ended="2021")) == "2018–2021."
    with pytest.raises(ValidationError) as refused:
        Deed(network=network, began="2021", ended="2018", text_sr_latn="Nešto.").full_clean()
    assert "ended" in refused.value.message_dict


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_goes_on_to_the_network_before_and_after(client, all_networks, language):
    for before, network, after in zip(all_networks, all_networks[1:], all_networks[2:], strict=False):
        ways = re.search(r'<nav class="adjacent".*?</nav>', get(client, network, language), re.DOTALL)[0]
        assert re.findall(r'href="([^"]+)"', ways) == [before.url_in(language), after.url_in(language)]
    first = re.search(r'<nav class="adjacent".*?</nav>', get(client, all_networks[0], language), re.DOTALL)[0]
    assert first.count("<a ") == 1


def test_quarrels_about_numbers_stand_among_the_notes_at_the_end(client, all_networks):
    for network in all_networks:
        if network.source_notes:
            notes = get(client, network).rpartition('id="sources"')[2]
            assert re.search(r'<div class="rich-text">', notes)


def test_a_name_that_is_not_translated_is_marked_with_its_language(client, all_networks):
    by_slug = {network.slug: network for network in all_networks}
    lsi = by_slug["la-strada-international"]

    assert '<h1><span lang="en">La Strada International (LSI)</span></h1>' in get(client, lsi)
    assert "<h1>La Strada International (LSI)</h1>" in get(client, lsi, "en")
    for page in ("/mreze/", "/vremenska-linija/", "/preklapanja/", "/"):
        for link in re.findall(
            rf'href="{lsi.url_in("sr-latn")}"[^>]*>(.*?)</a>', client.get(page).text, re.DOTALL
        ):
            if "La Strada International" in link:
                assert 'lang="en"' in link, page


def test_a_name_translated_by_hand_is_not_taken_for_a_foreign_one(networks):
    page = factories.make_page(
        networks, "Mreža", NetworkPage, title_en="Network", short_name_sr_latn="Mreža", name_language="en"
    )

    assert page.foreign_language("title") == ""
    assert page.foreign_language("lead") == ""


@pytest.mark.parametrize(
    ("address", "word", "no_word"),
    [
        ("/mreze/ban/", "nosilac projekta", "koordinatorka"),
        ("/en/networks/ban/", "lead organisation", "coordinator"),
    ],
)
def test_who_leads_a_project_of_ours_is_called_one_thing(client, starter_content, address, word, no_word):
    members = client.get(address).text.split('id="members"')[1].split("</section>")[0]

    assert f"{word}, " in " ".join(members.split())
    assert no_word not in members


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/mreze/ecosoc/", "1 organizacija sa ovim statusom na našem spisku"),
        ("/en/networks/ecosoc/", "1 organisation with this status on our list"),
    ],
)
def test_a_status_is_not_said_to_have_one_holder_in_the_world(client, starter_content, address, words):
    assert f">{words}</a>" in client.get(address).text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", 'osnivačica (<time datetime="2002">2002</time>)'),
        ("/en/", 'founder (<time datetime="2002">2002</time>)'),
    ],
)
def test_a_founder_has_the_year_of_the_founding_beside_it(client, starter_content, address, words):
    assert words in " ".join(client.get(address).text.split())


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/mreze/la-strada-international/", "2 nekadašnje članice i partnerske organizacije"),
        ("/en/networks/la-strada-international/", "2 former members and partners"),
        ("/mreze/missing-children-europe/", "2 nekadašnje članice <"),
    ],
)
def test_a_former_partner_is_not_called_a_former_member(client, starter_content, address, words):
    assert words in " ".join(client.get(address).text.split()).replace("</span>", "<")
