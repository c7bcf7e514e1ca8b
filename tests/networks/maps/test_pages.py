"""The map on a network's page: the same in the picture and in words, in both languages."""

import gzip
import re

import pytest

from networks.memberships import members_of
from networks.models import NetworkPage, Organisation, SiteSettings
from tests import factories

SERBIAN = ["at-mreza", "preugovor", "zene-protiv-nasilja"]
PICTURE = re.compile(r'<svg class="map__picture.*?</svg>', re.DOTALL)
LIST = re.compile(r'<ul class="map__list">(.*?)</ul>\s*</div>\s*<p class="map__source">', re.DOTALL)


def get(client, network, language):
    return client.get(network.url_in(language)).content.decode()


@pytest.fixture(params=["sr-latn", "en"])
def language(request):
    return request.param


@pytest.fixture
def all_networks(starter_content):
    return list(NetworkPage.objects.live())


def test_every_member_is_on_the_map_and_in_the_list(client, all_networks, language):
    for network in all_networks:
        page = get(client, network, language)
        found = members_of(network)
        # Partners and those of whom nobody knows too; of a network that has ended, those who were in it.
        members = found.on_map
        named = [member for member in members if member.country not in found.codes]
        listed = LIST.search(page)
        if network.members_list == "none":
            assert listed is None
            continue
        links = re.findall(r'class="organisation-name" href="([^"]+)"', listed[1])
        countries = re.findall(r'href="#(members-\w\w)"', listed[1])
        if countries:
            # The cards below name the members by country, so the list leads there where nobody else is.
            assert sorted(links) == sorted(one.url_in(language) for one in named)
            numbers = re.findall(r'href="#members-\w\w">[^<]*</a> \((\d+)\)', listed[1])
            assert len(members) - len(named) == sum(int(number) for number in numbers)
            assert set(countries) <= set(re.findall(r'id="([^"]+)"', page))
        else:
            assert sorted(links) == sorted(member.url_in(language) for member in members)
        dots = set(re.findall(r'href="#(place-\w+)"', page))
        assert dots
        assert dots <= set(re.findall(r'id="(place-\w+)"', listed[1]))


def test_numbers_in_the_picture_are_those_of_the_list(client, all_networks, language):
    for network in all_networks:
        page = get(client, network, language)
        for entry in re.findall(r'<li class="map__place".*?</li>', page, re.DOTALL):
            if "#members-" in entry:
                continue
            places = re.findall(r'id="place-\w\w\d+">(.*?)</li>', entry, re.DOTALL)
            for place in places:
                number = re.search(r"\((\d+)\)", place)
                assert place.count('class="organisation-name"') == int(number[1] if number else 1)


def test_networks_of_serbia_have_the_map_of_serbia_with_every_town_named(client, all_networks, language):
    for network in all_networks:
        page = get(client, network, language)
        is_serbian = "map__picture--serbia" in page
        assert is_serbian == (network.slug in SERBIAN)
        if is_serbian:
            dots, names = page.count('class="map__reach"'), page.count('class="map__name"')
            assert names == dots


def test_a_map_weighs_little(client, all_networks, language):
    for network in all_networks:
        pictures = "".join(PICTURE.findall(get(client, network, language)))
        assert len(gzip.compress(pictures.encode())) <= 14 * 1024


def test_no_map_needs_a_style_a_script_or_another_host(client, all_networks):
    for network in all_networks:
        for picture in PICTURE.findall(get(client, network, "en")):
            assert not re.search(r"style=|<script|<style|<image|https?:|url\(|on\w+=", picture)


def test_readers_of_a_screen_get_the_list_and_not_the_picture(client, all_networks):
    page = get(client, all_networks[0], "en")
    (picture,) = PICTURE.findall(page)
    assert 'aria-hidden="true"' in picture.split(">")[0]
    assert picture.count("<a ") == picture.count('tabindex="-1"') > 0


def test_a_secret_place_is_nowhere(client, network, directory, language):
    shown = factories.make_organisation(
        "Vidljiva", city_sr_latn="Niš", country="RS", latitude=43.3, longitude=21.9
    )
    secret = factories.make_organisation(
        "Skrivena", city_sr_latn="Tajnograd", country="HR", latitude=45.8, longitude=16,
        do_not_publish_location=True,
    )  # fmt: skip
    factories.make_membership(network, shown)
    before = get(client, network, language)
    factories.make_membership(network, secret)
    after = get(client, network, language)

    assert "Tajnograd" not in after
    assert PICTURE.findall(before) == PICTURE.findall(after)
    assert LIST.findall(before) == LIST.findall(after)


def test_sources_are_credited_and_the_footnote_is_the_sites_own(client, network, directory, language):
    factories.make_membership(
        network, factories.make_organisation(country="RS", city_sr_latn="Niš", latitude=43.3, longitude=21.9)
    )
    page = get(client, network, language)
    assert "Natural Earth" in page
    assert "GeoNames</a>, CC BY 4.0" in page

    settings = SiteSettings.objects.get()
    settings.map_footnote_sr_latn, settings.map_footnote_en = "Napomena uz granice.", "A note on borders."
    settings.border_drawing = "none"
    settings.save()
    page = get(client, network, language)
    assert ("A note on borders." if language == "en" else "Napomena uz granice.") in page
    assert "map__line" not in page


def test_a_map_costs_no_query_of_its_own(client, network, directory, django_assert_max_num_queries):
    factories.make_membership(network, factories.make_organisation(country="DE"))
    get(client, network, "sr-latn")
    with django_assert_max_num_queries(8) as few:
        get(client, network, "sr-latn")
    number_of_queries = len(few)
    for number in range(30):
        factories.make_membership(
            network,
            factories.make_organisation(country="RS", city_sr_latn=f"Grad {number % 7}",
                                        latitude=43 + number % 7 / 5, longitude=21),
        )  # fmt: skip
    get(client, network, "sr-latn")
    with django_assert_max_num_queries(number_of_queries):
        get(client, network, "sr-latn")


def test_an_organisation_without_any_place_is_only_in_the_list_of_members(client, network, directory):
    factories.make_membership(network, factories.make_organisation("Bez mesta"))
    factories.make_membership(network, factories.make_organisation("U Nemačkoj", country="DE"))
    page = get(client, network, "sr-latn")

    assert "Bez mesta" not in LIST.search(page)[1]
    assert "U Nemačkoj" in LIST.search(page)[1]
    assert Organisation.objects.filter(name_sr_latn="Bez mesta", live=True).exists()
