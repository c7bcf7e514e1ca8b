"""What staff open all day asks the database little, however much there is."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from astra_site.content_checks.panel import summary
from astra_site.translations.models import FieldTranslation
from astra_site.translations.states import State
from networks.models import NetworkIndexPage, NetworkPage, Organisation
from tests.bench import large_data

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]

ROLES = ("Urednice", "Moderatorke", "Prevoditeljke")
FEW = 20
ORGANISATIONS, NETWORKS, MEMBERSHIPS = 1000, 40, 1000


def lists_of_ours() -> list[str]:
    """Return the addresses of the overview and of the lists that are our own."""
    overview, networks = reverse("translations:overview"), reverse("network_list:index")
    organisations = reverse("wagtailsnippets_networks_organisation:list")
    return [
        overview,
        f"{overview}?state=missing&q=udruzenje",
        f"{overview}?export=csv",
        networks,
        f"{networks}?export=csv",
        organisations,
        f"{organisations}?q=zena&lacks=english",
        f"{organisations}?export=csv",
        reverse("wagtailsnippets_networks_fieldofwork:list"),
        reverse("wagtailsnippets_safety_hotline:list"),
    ]


def pages_of_wagtail() -> list[str]:
    """Return what is Wagtail's or holds panels of Wagtail's, with more queries of its own."""
    networks = NetworkIndexPage.objects.get()
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[networks.pk]),
        f"{reverse('wagtailadmin_pages:search')}?q=mreza",
        reverse("wagtailadmin_reports:site_history"),
    ]


def queries(client: Client, address: str) -> int:
    """Return how many queries the answer takes; 0 for whoever may not see it."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    assert content or response.status_code == 302
    return len(captured) if response.status_code == 200 else 0


def counted(clients: dict[str, Client], addresses: list[str]) -> dict[tuple[str, str], int]:
    """Return the numbers of queries by role and address."""
    return {(role, one): queries(client, one) for role, client in clients.items() for one in addresses}


def make_much() -> None:
    """Add a thousand organisations with members, and a line in the overview for each."""
    large_data.make(ORGANISATIONS, NETWORKS, MEMBERSHIPS)
    kind = ContentType.objects.get_for_model(Organisation)
    known = FieldTranslation.objects.filter(root_type=kind).values("root_id")
    FieldTranslation.objects.bulk_create(
        FieldTranslation(
            root_type=kind,
            root_id=one.pk,
            owner_type=kind,
            owner_id=one.pk,
            field="about",
            label=one.name_sr_latn,
            search_text="udruzenje",
            state=State.MISSING,
        )
        for one in Organisation.objects.exclude(pk__in=known)
    )
    summary()  # Made anew after each change, and kept.


def test_a_thousand_organisations_and_forty_networks(client_of: LogIn) -> None:
    clients = {role: client_of(role) for role in ROLES}
    counted(clients, pages_of_wagtail())  # Fills what a process keeps.
    before = counted(clients, pages_of_wagtail())
    make_much()
    assert NetworkPage.objects.count() >= NETWORKS
    too_many = {where: number for where, number in counted(clients, lists_of_ours()).items() if number >= FEW}
    assert not too_many
    after = counted(clients, pages_of_wagtail())
    assert not {where: (before[where], after[where]) for where in before if after[where] > before[where]}
