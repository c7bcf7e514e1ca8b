"""The networks at a glance: by kind, with the number of members of each."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from astra_site.caching.per_generation import PerGeneration
from networks.models import NetworkPage
from networks.models.network_page import NetworkKind

# What stands in the place of a kind for those that work no more, whatever they were.
ENDED = "ended"
_NETWORKS = PerGeneration[list[NetworkPage]]()


class NetworksOfKind(NamedTuple):
    """The published networks of one kind that still work, or of all kinds those that do not."""

    kind: str
    heading: str | Promise
    networks: list[NetworkPage]


class Overview(NamedTuple):
    """What ASTRA belongs to today, statuses apart for nobody is a member of one, and what it belonged to."""

    present: list[NetworksOfKind]
    statuses: list[NetworksOfKind]
    ended: list[NetworksOfKind]

    @property
    def all(self) -> list[NetworksOfKind]:
        """Return everything in the order in which it is shown."""
        return [*self.present, *self.statuses, *self.ended]

    @property
    def networks(self) -> list[NetworkPage]:
        """Return the networks themselves, in the same order."""
        return [network for group in self.all for network in group.networks]


def published_networks() -> list[NetworkPage]:
    """Return all published networks in the order of the tree, with their logos and stated numbers."""
    return _NETWORKS.get("whole", _read_whole)


def networks_without_text() -> list[NetworkPage]:
    """Return all published networks in the order of the tree, with one query and without their long texts."""
    return _NETWORKS.get("without text", _read_without_text)


def _read_whole() -> list[NetworkPage]:
    return list(_without_text().prefetch_related("stated_counts", "logo__renditions"))


def _read_without_text() -> list[NetworkPage]:
    return list(_without_text())


def _without_text() -> QuerySet[NetworkPage]:
    return NetworkPage.objects.live().defer("body_sr_latn", "body_en", "body").order_by("path")


def overview() -> Overview:
    """Return the published networks by kind, from near to far; kinds without a network are left out."""
    networks = published_networks()
    lasting = [network for network in networks if not network.has_ended]
    groups = [(kind, [network for network in lasting if network.kind == kind.value]) for kind in NetworkKind]
    found = [(kind, NetworksOfKind(kind.value, kind.heading, there)) for kind, there in groups if there]
    over = [network for network in networks if network.has_ended]
    heading = pgettext_lazy("heading above networks", "Ended")
    return Overview(
        [group for kind, group in found if not kind.is_status],
        [group for kind, group in found if kind.is_status],
        [NetworksOfKind(ENDED, heading, over)] if over else [],
    )
