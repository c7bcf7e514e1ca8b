"""The networks at a glance: by kind, with the number of members of each."""

from typing import NamedTuple

from django.utils.functional import Promise

from networks.models import NetworkPage
from networks.models.network_page import NetworkKind


class NetworksOfKind(NamedTuple):
    """The published networks of one kind."""

    kind: str
    label: str | Promise
    networks: list[NetworkPage]


def published_networks() -> list[NetworkPage]:
    """Return all published networks in the order of the tree."""
    networks = NetworkPage.objects.live().prefetch_related("stated_counts")
    return list(networks.defer("body_sr_latn", "body_en", "body").order_by("path"))


def networks_without_text() -> list[NetworkPage]:
    """Return all published networks in the order of the tree, with one query and without their long texts."""
    return list(NetworkPage.objects.live().defer("body_sr_latn", "body_en", "body").order_by("path"))


def networks_by_kind() -> list[NetworksOfKind]:
    """Return the published networks by kind, from near to far; kinds without a network are left out."""
    networks = published_networks()
    groups = [
        NetworksOfKind(
            kind.value, kind.label, [network for network in networks if network.kind == kind.value]
        )
        for kind in NetworkKind
    ]
    return [group for group in groups if group.networks]
