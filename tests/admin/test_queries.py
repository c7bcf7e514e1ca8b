"""What staff open all day asks the database little, however much there is."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from astra_site.accounts import sessions
from astra_site.accounts.models import User
from astra_site.pages.models import BasePage
from astra_site.translations.models import FieldTranslation
from astra_site.translations.states import State
from networks.models import HomePage, NetworkIndexPage, NetworkPage, Organisation
from tests.bench import large_data

# How often a page asks is the doing of the code and of no database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LogIn = Callable[..., Client]

# Who sees everything, and who sees her own.
ROLES = ("Administratorke", "Urednice")
MOST = 40
# In the tree, each kind of page asks by itself, and beside a draft stands its state: lock, workflow, uses.
MOST_IN_THE_TREE = 48
# More of each than any list shows on one page.
ORGANISATIONS, NETWORKS, MEMBERSHIPS = 150, 55, 300


def lists() -> list[str]:
    """Return the addresses of the start page, of all lists and of all reports."""
    networks = NetworkIndexPage.objects.get().pk
    page = NetworkPage.objects.filter(has_unpublished_changes=True).order_by("pk").first().pk
    organisation = Organisation.objects.filter(latest_revision__isnull=False).first().pk
    overview, network_list = reverse("translations:overview"), reverse("network_list:index")
    snippet = "wagtailsnippets_networks_organisation"
    organisations = reverse(f"{snippet}:list")
    named = [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_tasks",
        "content_checks_report",
        "wagtailsnippets_networks_fieldofwork:list",
        "wagtailsnippets_safety_hotline:list",
        "wagtailsnippets_search_bestanswer:list",
        "wagtailsnippets_search_synonyms:list",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailredirects:index",
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailadmin_workflows:index",
    ]
    return [
        *map(reverse, named),
        reverse("wagtailadmin_explore", args=[HomePage.objects.get().pk]),
        reverse("wagtailadmin_explore", args=[networks]),
        below_a_draft(),
        f"{reverse('wagtailadmin_explore', args=[networks])}?q=mreza&has_child_pages=false",
        f"{reverse('wagtailadmin_pages:search')}?q=mreza",
        reverse("wagtailadmin_pages:type_use", args=["networks", "networkpage"]),
        reverse("wagtailadmin_pages:history", args=[page]),
        reverse("wagtailadmin_pages:usage", args=[page]),
        overview,
        f"{overview}?state=missing&q=udruzenje",
        f"{overview}?export=csv",
        network_list,
        f"{network_list}?export=csv",
        organisations,
        f"{organisations}?q=zena&lacks=english",
        f"{organisations}?export=csv",
        reverse(f"{snippet}:history", args=[organisation]),
        reverse(f"{snippet}:usage", args=[organisation]),
    ]


def below_a_draft() -> str:
    """Return the address of the tree below a network that has a draft."""
    page = NetworkPage.objects.filter(has_unpublished_changes=True).order_by("pk").first()
    return reverse("wagtailadmin_explore", args=[page.pk])


def queries(client: Client, address: str) -> int:
    """Return how many queries the answer takes; 0 for whoever may not see it."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    assert content or response.status_code == 302
    return len(captured) if response.status_code == 200 else 0


def counted(clients: dict[str, Client], addresses: list[str]) -> dict[tuple[str, str], int]:
    """Return the numbers of queries by role and address."""
    return {(role, url): queries(client, url) for role, client in clients.items() for url in addresses}


def leave_untranslated() -> None:
    """Let some lines of the overview be missing already."""
    kind = ContentType.objects.get_for_model(Organisation)
    some = FieldTranslation.objects.filter(root_type=kind).order_by("pk").values_list("pk", flat=True)[:3]
    FieldTranslation.objects.filter(pk__in=list(some)).update(state=State.MISSING, search_text="udruzenje")


def make_much() -> None:
    """Add organisations with members, and a line in the overview for each."""
    large_data.make(ORGANISATIONS, NETWORKS, MEMBERSHIPS)
    kind = ContentType.objects.get_for_model(Organisation)
    known = FieldTranslation.objects.filter(root_type=kind).values("root_id")
    FieldTranslation.objects.bulk_create(
        FieldTranslation(
            root_type=kind,
            root_id=organisation.pk,
            owner_type=kind,
            owner_id=organisation.pk,
            field="about",
            label=organisation.name_sr_latn,
            search_text="udruzenje",
            state=State.MISSING,
        )
        for organisation in Organisation.objects.exclude(pk__in=known)
    )


def make_busy(people: list[User], pages: int, organisations: int) -> None:
    """Let the people have changed, locked and submitted something of every kind."""
    for number, page in enumerate(BasePage.objects.filter(depth__gt=3).specific()[:pages]):
        person = people[number % len(people)]
        page.save_revision(user=person, log_action=True)
        BasePage.objects.filter(pk=page.pk).update(locked=True, locked_by=person, locked_at=timezone.now())
        page.get_workflow().start(page, person)
    for number, organisation in enumerate(Organisation.objects.all()[:organisations]):
        person = people[number % len(people)]
        organisation.save_revision(user=person, log_action=True)
        organisation.get_workflow().start(organisation, person)


def test_no_list_asks_more_the_more_there_is(client_of: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    # That somebody is at work is written once a minute, and this may take longer.
    monkeypatch.setattr(sessions, "PRECISION", 60 * 60)
    clients = {role: client_of(role) for role in ROLES}
    make_busy(list(User.objects.filter(username__startswith="osoba-")), pages=6, organisations=6)
    leave_untranslated()
    addresses = lists()
    counted(clients, addresses)  # Fills what a process keeps.
    few = counted(clients, addresses)
    make_much()
    counted({ROLES[0]: clients[ROLES[0]]}, addresses)
    many = counted(clients, addresses)

    assert NetworkPage.objects.count() >= NETWORKS
    assert all(many[ROLES[0], address] for address in addresses)
    home = reverse("wagtailadmin_explore", args=[HomePage.objects.get().pk])
    most = dict.fromkeys(addresses, MOST) | dict.fromkeys((below_a_draft(), home), MOST_IN_THE_TREE)
    assert not {where: number for where, number in many.items() if number > most[where[1]]}
    assert not {where: (few[where], number) for where, number in many.items() if number > few[where]}
