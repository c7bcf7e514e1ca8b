"""The networks at a glance: by kind, with the number of members of each."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.functional import Promise

if TYPE_CHECKING:
    from networks.models import NetworkPage


class NetworksOfKind(NamedTuple):
    """The published networks of one kind."""

    kind: str
    label: str | Promise
    networks: list["NetworkPage"]


def published_networks() -> list["NetworkPage"]:
    """Return all published networks in the order of the tree."""
    from networks.models import NetworkPage

    networks = NetworkPage.objects.live().prefetch_related("stated_counts")
    return list(networks.defer("body_sr_latn", "body_en", "body").order_by("path"))


def networks_without_text() -> list["NetworkPage"]:
    """Return all published networks in the order of the tree, with one query and without their long texts."""
    from networks.models import NetworkPage

    return list(NetworkPage.objects.live().defer("body_sr_latn", "body_en", "body").order_by("path"))


def networks_by_kind() -> list[NetworksOfKind]:
    """Return the published networks by kind, from near to far; kinds without a network are left out."""
    from networks.models.network_page import NetworkKind

    networks = published_networks()
    groups = [
        NetworksOfKind(
            kind.value, kind.label, [network for network in networks if network.kind == kind.value]
        )
        for kind in NetworkKind
    ]
    return [group for group in groups if group.networks]
