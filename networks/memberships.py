"""Lists of memberships, each made with a fixed number of queries."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from astra_site.pages import languages

if TYPE_CHECKING:
    from networks.models import Membership, NetworkPage, Organisation


# More cards on one page help nobody and would weigh megabytes; the directory has them all, page by page.
MOST_SHOWN = 100


class Member(NamedTuple):
    """A member as its card shows it."""

    membership: "Membership"
    organisation: "Organisation"
    also_in: list["NetworkPage"]


class MembersByCountry(NamedTuple):
    """The members of one country."""

    country: str
    members: list[Member]


class Members(NamedTuple):
    """The members of a network: those who belong and those who did."""

    current: list[Member]
    former: list[Member]
    # There are more than are shown here.
    is_cut: bool = False

    @property
    def countries(self) -> int:
        """Return the number of different countries of the current members."""
        return len({member.organisation.country for member in self.current if member.organisation.country})

    @property
    def by_country(self) -> list[MembersByCountry]:
        """Return the current members by country, in the alphabetical order of the active language."""
        from astra_site.serbian.sorting import sort_key

        groups = defaultdict(list)
        for member in self.current:
            groups[member.organisation.country_name].append(member)
        return [MembersByCountry(country, groups[country]) for country in sorted(groups, key=sort_key)]


def members_of(network: "NetworkPage") -> Members:
    """Return the published members of `network`, MOST_SHOWN at most, and the other networks of each."""
    found = list(network.memberships.all()[: MOST_SHOWN + 1])
    memberships = [one for one in found[:MOST_SHOWN] if one.organisation_id]
    organisations = _organisations({one.organisation_id for one in memberships})
    others = other_networks(set(organisations), network.pk)
    members = [
        Member(one, organisations[one.organisation_id], others[one.organisation_id])
        for one in memberships
        if one.organisation_id in organisations
    ]
    return Members(
        [member for member in members if member.membership.is_current],
        [member for member in members if not member.membership.is_current],
        is_cut=len(found) > MOST_SHOWN,
    )


def _organisations(ids: set[int]) -> dict[int, "Organisation"]:
    from networks.models import Organisation

    return Organisation.objects.filter(live=True).select_related("logo").in_bulk(ids)


def other_networks(organisation_ids: set[int], except_network: int | None) -> dict[int, list["NetworkPage"]]:
    """Return for each organisation the published networks to which it belongs now."""
    from networks.models import Membership

    found: dict[int, list[NetworkPage]] = defaultdict(list)
    memberships = (
        Membership.objects.filter(
            organisation__in=organisation_ids, network__live=True, is_former=False, until=""
        )
        .exclude(network=except_network)
        .select_related("network")
        # A list shows names; the texts of a hundred networks need not come along for each member.
        .defer("network__body", "network__body_sr_latn", "network__body_en")
        .order_by("network__path")
    )
    for membership in memberships:
        if membership.network not in found[membership.organisation_id]:
            found[membership.organisation_id].append(membership.network)
    return found


def memberships_of(organisation: "Organisation") -> list["Membership"]:
    """Return the memberships of `organisation` in published networks, current ones first."""
    from networks.models import Membership

    if organisation.pk is None:
        return []  # Previewed before it is saved.
    found = Membership.objects.filter(organisation=organisation, network__live=True).select_related("network")
    return sorted(found.order_by("network__path"), key=lambda one: not one.is_current)


def active_sort_column() -> str:
    """Return the column that sorts organisations in the active language."""
    return "sort_key_en" if languages.active() == languages.ENGLISH else "sort_key_sr_latn"
