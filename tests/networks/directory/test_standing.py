"""Who is in no network today is called what it was, in the directory and on the map."""

import re

import pytest

from networks.directory.rows import CURRENT, FORMER, UNCONFIRMED, MembershipRow
from networks.directory.standing import NotCounted, common, standings
from networks.models import MapPage, Organisation
from tests.factories import make_membership, make_organisation, make_page

pytestmark = pytest.mark.django_db


def row(kind, state, *, is_dissolved=False):
    return MembershipRow(1, "1", kind, state, is_dissolved)


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([row("partner", FORMER)], NotCounted.FORMER_PARTNER),
        ([row("partner", FORMER), row("partner", FORMER)], NotCounted.FORMER_PARTNER),
        ([row("partner", FORMER), row("member", FORMER)], NotCounted.FORMER),
        ([row("member", UNCONFIRMED), row("partner", FORMER)], NotCounted.UNCONFIRMED),
        ([row("founder", FORMER, is_dissolved=True)], NotCounted.DISSOLVED),
        ([row("partner", FORMER), row("member", CURRENT)], None),
    ],
)
def test_a_standing_says_no_more_than_the_memberships(rows, standing):
    assert standings(rows).get(1) is standing


def test_of_different_ones_it_is_said_only_that_none_is_confirmed():
    assert common([NotCounted.FORMER, NotCounted.FORMER]) is NotCounted.FORMER
    assert common([NotCounted.FORMER, NotCounted.DISSOLVED]) is NotCounted.UNCONFIRMED


@pytest.mark.parametrize(
    ("language", "address", "map_address", "words"),
    [
        (
            "sr-latn",
            "/organizacije/",
            "/mapa/",
            {
                "Partnerka": "nekadašnja partnerska organizacija",
                "Bivša": "nekadašnja članica",
                "Ukinuta": "više ne postoji",
            },
        ),
        (
            "en",
            "/en/organisations/",
            "/en/map/",
            {
                "Partnerka": "former partner organisation",
                "Bivša": "former member",
                "Ukinuta": "no longer exists",
            },
        ),
    ],
)
def test_directory_and_map_call_each_by_what_it_was(
    directory, network, client, language, address, map_address, words
):
    make_page(directory.get_parent(), "Mapa", MapPage, slug="mapa", title_en="Map", slug_en="map")
    place = {"country": "RS", "longitude": 21.9, "latitude": 43.3}
    for name, town, fields in (
        ("Partnerka", "Niš", {"kind": "partner", "until": "2016"}),
        ("Bivša", "Bor", {"until": "2016"}),
        ("Ukinuta", "Vranje", {}),
    ):
        make_membership(network, make_organisation(name, city_sr_latn=town, **place), **fields)
    Organisation.objects.filter(name_sr_latn="Ukinuta").update(ended="2021")

    listed = " ".join(client.get(address).text.split())
    drawn = " ".join(client.get(map_address).text.split())

    for name, town in (("Partnerka", "Niš"), ("Bivša", "Bor"), ("Ukinuta", "Vranje")):
        assert re.search(rf">{town}</a> \({words[name]}\)", drawn)
        if name != "Ukinuta":
            entry = listed.split(f">{name}</a>")[1].split("</li>")[0]
            assert f'<span class="state">{words[name]}</span>' in entry
