"""What a network's page concludes from who belongs to it: each row has exactly one reason for its answer."""

import pytest
from django.utils import translation

from networks.memberships import Member, Members
from networks.models import Membership, Organisation
from networks.models.membership import MembershipKind

MEMBER = {"kind": "member", "country": "RS"}
LEAD = {"kind": "coordinator", "country": "HU"}
ASSOCIATE = {"kind": "associate", "country": "BA"}
PARTNER = {"kind": "partner", "country": "ME"}
UNKNOWN = {"kind": "member", "country": "AL", "confirmation": "unconfirmed"}
FORMER = {"kind": "member", "country": "MK", "is_former": True}
GONE = {"kind": "member", "country": "HR", "ended": "2019"}
FORMER_PARTNER = {"kind": "partner", "country": "SI", "until": "2019"}
GONE_PARTNER = {"kind": "partner", "country": "SI", "ended": "2019"}
STATES = {
    "current": MEMBER,
    "unconfirmed": UNKNOWN,
    "former": FORMER,
    "the organisation is a draft": {**MEMBER, "live": False},
}


def row(kind="member", country="", ended="", live=True, **fields):
    """Return a membership that was not saved, of an organisation that was not either."""
    organisation = Organisation(pk=1, country=country, ended=ended, live=live)
    return Membership(kind=kind, organisation=organisation, **fields)


def members(*rows):
    found = [row(**fields) for fields in rows]
    return Members.of([Member(membership, membership.organisation, []) for membership in found])


def countries(shown):
    """Return where those who are shown are: by that they are told apart here."""
    return [getattr(one, "organisation", one).country for one in shown]


@pytest.mark.parametrize(
    ("kind", "is_full_member", "is_associate", "is_partner"),
    [
        ("member", True, False, False), ("founder", True, False, False), ("coordinator", True, False, False),
        ("associate", False, True, False), ("partner", False, False, True), ("observer", False, False, True),
        ("consultative_status", True, False, False),
    ],
)  # fmt: skip
def test_each_kind_is_counted_with_members_with_associate_ones_or_with_neither(
    kind, is_full_member, is_associate, is_partner
):
    known = MembershipKind(kind)

    assert known.is_counted(among_associates=False) is is_full_member
    assert known.is_counted(among_associates=True) is is_associate
    assert row(kind).is_partner is is_partner and row(kind).is_plain is (kind == "member")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (MEMBER, "current"), (LEAD, "current"), (ASSOCIATE, "current"), (PARTNER, "partners"),
        (UNKNOWN, "unconfirmed"), ({**PARTNER, "confirmation": "unconfirmed"}, "unconfirmed"),
        (FORMER, "former"), (GONE, "former"), (FORMER_PARTNER, "former"),
        ({**UNKNOWN, "ended": "2019"}, "former"),
    ],
)  # fmt: skip
def test_each_stands_in_one_list_and_makes_it_known_that_there_is_somebody(fields, name):
    found = members(fields)

    lists = {key: len(getattr(found, key)) for key in ("current", "partners", "unconfirmed", "former")}
    assert {key for key, number in lists.items() if number} == {name} and lists[name] == 1
    assert found.are_any and not members().are_any


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([LEAD, PARTNER], True),
        ([PARTNER], True),
        ([{**LEAD, "until": "2019"}, FORMER_PARTNER], True),
        ([LEAD], False),
        ([MEMBER, PARTNER], False),
        ([UNKNOWN, PARTNER], False),
        ([FORMER, PARTNER], False),
        ([], False),
    ],
)
def test_partners_are_led_where_nobody_is_or_was_a_member(rows, expected):
    assert members(*rows).are_led is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([FORMER], True), ([FORMER, MEMBER], False), ([FORMER, PARTNER], False), ([FORMER, UNKNOWN], False),
        ([], False), ([MEMBER], False),
    ],
)  # fmt: skip
def test_it_is_over_when_there_are_only_those_who_belonged_once(rows, expected):
    assert members(*rows).are_over is expected


@pytest.mark.parametrize(
    ("rows", "all_are", "some_are"),
    [
        ([FORMER_PARTNER, GONE_PARTNER], True, True), ([FORMER_PARTNER, FORMER], False, True),
        ([FORMER, GONE, PARTNER], False, False),
    ],
)  # fmt: skip
def test_partners_among_those_who_are_gone_are_no_former_members(rows, all_are, some_are):
    found = members(*rows)

    assert (found.all_former_are_partners, found.some_former_are_partners) == (all_are, some_are)


def test_associate_members_are_counted_and_among_members_only_the_current_ones():
    assert members(ASSOCIATE, ASSOCIATE, MEMBER, PARTNER, {**ASSOCIATE, "is_former": True}).associates == 2


def test_members_that_are_no_more_are_named_and_neither_partners_nor_who_left():
    assert countries(members(GONE, FORMER, GONE_PARTNER, MEMBER).dissolved) == [GONE["country"]]


def test_those_who_are_gone_are_on_the_map_only_where_there_is_nobody_else():
    assert countries(members(FORMER, MEMBER, PARTNER, UNKNOWN).on_map) == ["RS", "ME", "AL"]
    assert countries(members(FORMER).on_map) == ["MK"]


def test_a_country_leads_to_the_list_of_members_when_all_it_shows_are_there():
    anywhere = [MEMBER, LEAD, {**PARTNER, "country": "RS"}, FORMER]
    assert members(*anywhere).codes == {"HU"}
    assert members(MEMBER, LEAD, {**UNKNOWN, "country": "HU"}).codes == {"RS"}


def test_countries_are_counted_once_and_of_those_that_are_known():
    assert members(MEMBER, MEMBER, LEAD, {"kind": "member"}, PARTNER).countries == 2


def test_members_stand_by_country_in_the_order_of_the_alphabet():
    with translation.override("sr-latn"):
        found = members({**MEMBER, "country": "TR"}, LEAD, {**MEMBER, "country": "CZ"}, LEAD).by_country

    assert [(one.country, one.code, len(one.members)) for one in found] == [
        ("Češka", "CZ", 1), ("Mađarska", "HU", 2), ("Turska", "TR", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_the_table_of_members_says_of_each_how_it_stands(state):
    with translation.override("en"):
        kind, since, until, told = row(**STATES[state], since="2013-05").row_cells

    assert (kind, until, told) == ("member", "", state)
    assert since.startswith("5") and "2013" in since
