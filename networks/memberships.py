"""Lists of memberships, each made with a fixed number of queries."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from astra_site import languages
from astra_site.cyrillic.order import sort_key
from networks.directory import freshness
from networks.directory.index import Value
from networks.directory.sets import NETWORK
from networks.models import Membership, NetworkPage, Organisation
from networks.models.membership import MembershipKind

# More cards on one page help nobody and would weigh megabytes; the directory has them all, page by page.
MOST_SHOWN = 100


class Member(NamedTuple):
    """A member as its card shows it."""

    membership: Membership
    organisation: Organisation
    also_in: list[Value]


class MembersByCountry(NamedTuple):
    """The members of one country."""

    country: str
    members: list[Member]

    @property
    def code(self) -> str:
        """Return the country's code; "" for those of whom none is known."""
        return self.members[0].organisation.country


class Members(NamedTuple):
    """The organisations of a network. Only `current` are its members; partners are not counted as such."""

    current: list[Member]
    partners: list[Member]
    unconfirmed: list[Member]
    former: list[Member]
    # There are more than are shown here.
    is_cut: bool

    @classmethod
    def of(cls, members: list[Member], *, is_cut: bool = False) -> "Members":
        """Divide `members` by what is known of their memberships."""
        lasting = [member for member in members if member.membership.is_current]
        return cls(
            [member for member in lasting if not member.membership.is_partner],
            [member for member in lasting if member.membership.is_partner],
            [member for member in members if member.membership.is_unconfirmed],
            [member for member in members if member.membership.has_ended],
            is_cut,
        )

    @property
    def are_any(self) -> bool:
        """Tell whether any organisation belongs, works with the network or did."""
        return any((self.current, self.partners, self.unconfirmed, self.former))

    @property
    def are_led(self) -> bool:
        """Tell whether nobody is or was a member: there are partners, and who leads them."""
        everybody = (*self.current, *self.partners, *self.unconfirmed, *self.former)
        partners = [member for member in everybody if member.membership.is_partner]
        kinds = {member.membership.kind for member in everybody if not member.membership.is_partner}
        return bool(partners) and kinds <= {MembershipKind.COORDINATOR}

    @property
    def are_over(self) -> bool:
        """Tell whether there are only those who belonged once."""
        return bool(self.former) and not (self.current or self.partners or self.unconfirmed)

    @property
    def all_former_are_partners(self) -> bool:
        """Tell whether nobody of those who are gone was a member."""
        return all(member.membership.is_partner for member in self.former)

    @property
    def some_former_are_partners(self) -> bool:
        """Tell whether of those who are gone some were partners and not members."""
        return any(member.membership.is_partner for member in self.former)

    @property
    def associates(self) -> int:
        """Return how many of the current members are associate ones, whom a network counts apart."""
        return sum(member.membership.kind == MembershipKind.ASSOCIATE for member in self.current)

    @property
    def dissolved(self) -> list[Member]:
        """Return who was counted as a member once and is no more, as an organisation."""
        return [
            member for member in self.former if member.organisation.ended and not member.membership.is_partner
        ]

    @property
    def on_map(self) -> list[Organisation]:
        """Return who is shown on a map: all but those who are gone, and those where there is nobody else."""
        shown = (*self.current, *self.partners, *self.unconfirmed)
        return [member.organisation for member in shown or self.former]

    @property
    def codes(self) -> set[str]:
        """Return the countries of which the list of members has all that a map shows there."""
        elsewhere = {member.organisation.country for member in (*self.partners, *self.unconfirmed)}
        return {member.organisation.country for member in self.current} - elsewhere

    @property
    def countries(self) -> int:
        """Return the number of different countries of the current members."""
        return len({member.organisation.country for member in self.current if member.organisation.country})

    @property
    def by_country(self) -> list[MembersByCountry]:
        """Return the current members by country, in the alphabetical order of the active language."""
        groups = defaultdict(list)
        for member in self.current:
            groups[member.organisation.country_name].append(member)
        return [MembersByCountry(country, groups[country]) for country in sorted(groups, key=sort_key)]


def members_of(network: NetworkPage, request: HttpRequest | None = None) -> Members:
    """Return the published members of `network`, MOST_SHOWN at most, and the other networks of each."""
    found = list(network.memberships.select_related("organisation__logo").all()[: MOST_SHOWN + 1])
    memberships = [membership for membership in found[:MOST_SHOWN] if membership.organisation_id]
    # Those of a draft come from no query and bring nobody along.
    prefetch_related_objects(memberships, "organisation__logo")
    published = [membership for membership in memberships if membership.organisation.live]
    directory = freshness.index(languages.active(), request)
    members = [
        Member(
            membership,
            membership.organisation,
            [
                directory.values[NETWORK][other]
                for other in directory.networks_of.get(membership.organisation_id, [])
                if other != str(network.pk)
            ],
        )
        for membership in published
    ]
    return Members.of(members, is_cut=len(found) > MOST_SHOWN)


def memberships_of(organisation: Organisation) -> list[Membership]:
    """Return the memberships of `organisation` in published networks, in their order."""
    if organisation.pk is None:
        return []  # Previewed before it is saved.
    found = Membership.objects.filter(organisation=organisation, network__live=True).select_related("network")
    memberships = list(found.prefetch_related("network__logo__renditions").order_by("network__path"))
    for membership in memberships:
        # It is at hand, and whether it has ended is asked of each.
        membership.organisation = organisation
    return memberships


def active_sort_column() -> str:
    """Return the column that sorts organisations in the active language."""
    return "sort_key_en" if languages.active() == languages.ENGLISH else "sort_key_sr_latn"
