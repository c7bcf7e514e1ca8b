"""The page before the last press: what it names, offers and leads to, and what happens after it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site.pages.models import BasePage
from astra_site.removal import leading_on
from astra_site.removal.screen import MOST_SHOWN
from astra_site.removal.targets import Removal, Verb
from networks.models import FieldOfWork, NetworkIndexPage, NetworkPage, Organisation
from tests.factories import make_membership, make_network, make_organisation

LogIn = Callable[..., Client]
SNIPPET = "wagtailsnippets_networks_organisation"
BY_SCRIPT = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def network(db: None) -> NetworkPage:
    """Return a published network with one member."""
    network = make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")
    make_membership(network, make_organisation("Udruženje Proba"))
    return network


def removal(verb: str, page: BasePage) -> str:
    return reverse(f"wagtailadmin_pages:{verb}", args=[page.pk])


def snippet(verb: str, organisation: Organisation) -> str:
    return reverse(f"{SNIPPET}:{verb}", args=[organisation.pk])


def many(action: str, *things: Any) -> str:
    model = BasePage if isinstance(things[0], BasePage) else type(things[0])
    address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    return f"{address}?{'&'.join(f'id={thing.pk}' for thing in things)}"


def screen_of(client: Client, address: str) -> Any:
    """Return what the page says, None where it is Wagtail's own."""
    response = client.get(address)
    assert response.status_code == 200, response
    return response.context.get("screen")


def test_it_names_the_thing_and_what_it_does_to_it(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Moderatorke")
    deleting, leaving = (screen_of(client, removal(verb, network)) for verb in ("delete", "unpublish"))
    assert deleting.names == leaving.names == [network.get_admin_display_title()]
    assert (deleting.is_unpublishing, leaving.is_unpublishing) == (False, True)
    assert deleting.total_pages == 1 and not deleting.asks_for_name and deleting.has_something_to_say
    texts = [client.get(removal(verb, network)).text for verb in ("delete", "unpublish")]
    assert ['class="button serious"' in text for text in texts] == [True, False]
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    assert screen_of(client, snippet("unpublish", member)).names == ["Udruženje Proba"]


def test_what_nobody_misses_is_deleted_on_wagtails_own_page(client_of: LogIn, db: None) -> None:
    draft = make_organisation("Nacrt", live=False)
    client = client_of("Moderatorke")
    assert screen_of(client, snippet("delete", draft)) is None
    client.post(snippet("delete", draft))
    assert not Organisation.objects.filter(pk=draft.pk).exists()


def test_only_what_visitors_see_can_be_taken_off_instead(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Moderatorke")
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    assert screen_of(client, removal("delete", network)).unpublish_url == removal("unpublish", network)
    assert screen_of(client, snippet("delete", member)).unpublish_url == snippet("unpublish", member)
    assert snippet("unpublish", member) in client.get(snippet("delete", member)).text
    # What is used is refused when it is deleted, and goes off the site all the same.
    assert screen_of(client, snippet("delete", member)).is_refused
    assert not screen_of(client, snippet("unpublish", member)).is_refused
    Organisation.objects.filter(pk=member.pk).update(live=False)
    assert screen_of(client, snippet("delete", member)).unpublish_url == ""
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    member.fields_of_work.add(field)
    member.save()
    address = reverse("wagtailsnippets_networks_fieldofwork:delete", args=[field.pk])
    assert screen_of(client, address).unpublish_url == ""
    other = make_organisation("Druga")
    assert screen_of(client, many("delete", other, member)).unpublish_url == ""


def test_a_used_thing_goes_off_the_site_where_somebody_wants_it(
    client_of: LogIn, network: NetworkPage
) -> None:
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    client_of("Moderatorke").post(snippet("unpublish", member))
    member.refresh_from_db()
    assert not member.live


def test_fifty_places_are_named_and_the_others_counted(client_of: LogIn, db: None) -> None:
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    owners = [make_organisation(f"Članica {number:03}") for number in range(MOST_SHOWN + 2)]
    for owner in owners:
        owner.fields_of_work.add(field)
        owner.save()
    address = reverse("wagtailsnippets_networks_fieldofwork:delete", args=[field.pk])
    screen = screen_of(client_of("Moderatorke"), address)
    assert [use.owner for use in screen.shown_uses] == owners[:MOST_SHOWN]
    assert (screen.more_uses, len(screen.uses)) == (2, MOST_SHOWN + 2)


def test_whoever_changes_her_mind_goes_back_to_where_she_was(client_of: LogIn, network: NetworkPage) -> None:
    client, listing = (
        client_of("Moderatorke"),
        reverse("wagtailadmin_explore", args=[network.get_parent().pk]),
    )
    screen = screen_of(client, f"{removal('delete', network)}?next={listing}")
    assert screen.next_url == screen.back_url == listing
    assert f'href="{listing}"' in client.get(f"{removal('delete', network)}?next={listing}").text
    assert screen_of(client, removal("delete", network)).back_url.startswith("/admin/")


def test_of_a_whole_branch_the_number_of_pages_is_told(client_of: LogIn, db: None) -> None:
    networks = NetworkIndexPage.objects.get()
    client = client_of("")
    screen = screen_of(client, removal("delete", networks))
    assert screen.total_pages == networks.get_descendants().count() + 1
    assert not screen.live_below
    assert screen_of(client, removal("unpublish", networks)).live_below
    networks.get_descendants().update(live=False)
    assert not screen_of(client, removal("unpublish", networks)).live_below


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_many_at_once_are_told_of_together(action: str, client_of: LogIn, network: NetworkPage) -> None:
    other = make_network(NetworkIndexPage.objects.get(), slug="druga", slug_en="other")
    screen = screen_of(client_of("Moderatorke"), many(action, network, other))
    assert {page.pk for page in screen.objects} == {network.pk, other.pk}
    assert {instance.pk for instance, _told in screen.consequences} == {network.pk, other.pk}
    assert {"/mreze/proba", "/en/networks/trial", "/mreze/druga", "/en/networks/other"} <= set(
        screen.addresses
    )
    assert not {network.pk, other.pk} & {page.pk for page in screen.destinations}


def test_other_actions_on_many_are_left_as_they_are(client_of: LogIn, network: NetworkPage) -> None:
    assert screen_of(client_of("Moderatorke"), many("publish", network)) is None
    draft = make_organisation("Nacrt", live=False)
    client_of("Administratorke").post(many("publish", draft))
    assert Organisation.objects.filter(pk=draft.pk).exists()


def test_addresses_in_both_languages_and_earlier_ones_lead_on(client_of: LogIn, network: NetworkPage) -> None:
    site = Site.objects.get()
    for path, is_own in (("/pre", True), ("/akcija", False)):
        Redirect.objects.create(old_path=path, redirect_page=network, site=site, automatically_created=is_own)
    found = leading_on.addresses_of([network])
    assert sorted(found) == ["/en/networks/trial", "/mreze/proba", "/pre"] and len(found) == 3
    assert leading_on.addresses_of([network, network]) == found
    assert leading_on.addresses_of([make_organisation("Nacrt", live=False)]) == []
    parent = NetworkIndexPage.objects.get()
    draft = make_network(parent, slug="nacrt", slug_en="draft", live=False)
    assert "/mreze/nacrt" not in leading_on.addresses_of([parent])
    assert "/mreze/proba" in leading_on.addresses_of([parent])
    places = leading_on.destinations([network])
    assert [page.path for page in places] == sorted(page.path for page in places)
    assert not {network.pk, draft.pk, BasePage.objects.get(depth=1).pk} & {page.pk for page in places}
    assert not {each.pk for each in parent.get_descendants(inclusive=True)} & {
        page.pk for page in leading_on.destinations([parent])
    }
    # An address that led somewhere else before leads there from now on.
    Redirect.objects.create(old_path="/mreze/proba", redirect_link="https://a.rs/", site=site)
    leading_on.lead_on(found, parent)
    redirect = Redirect.objects.get(old_path="/mreze/proba")
    assert (redirect.redirect_page_id, redirect.redirect_link) == (parent.pk, "")
    assert (redirect.site, redirect.automatically_created, redirect.redirect_page_route_path) == (
        site,
        True,
        "",
    )


def test_nothing_leads_on_where_nothing_was_removed(client_of: LogIn, network: NetworkPage) -> None:
    home, client = Site.objects.get().root_page, client_of("Moderatorke")
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    # It is used, so it stays.
    client.post(snippet("delete", member), {"redirect_to": home.pk})
    # A page that is only looked at goes nowhere.
    client.get(removal("delete", network), {"redirect_to": home.pk})
    assert not Redirect.objects.filter(redirect_page=home).exists()
    for verb, thing in ((Verb.UNPUBLISH, network), (Verb.DELETE, network)):
        assert not Removal(verb, BasePage, [thing.pk]).is_done()
    BasePage.objects.filter(pk=network.pk).update(live=False)
    assert Removal(Verb.UNPUBLISH, BasePage, [network.pk]).is_done()
    assert not Removal(Verb.DELETE, BasePage, [network.pk]).is_done()


def test_an_address_that_nobody_has_ever_seen_leads_nowhere(client_of: LogIn, network: NetworkPage) -> None:
    draft = make_network(NetworkIndexPage.objects.get(), slug="nacrt", slug_en="draft", live=False)
    make_membership(draft, make_organisation("Članica"))
    client = client_of("Moderatorke")
    assert screen_of(client, removal("delete", network)).destinations
    screen = screen_of(client, removal("delete", draft))
    assert (screen.addresses, screen.destinations) == ([], [])


def test_nothing_leads_on_where_the_removal_itself_is_refused(client_of: LogIn, network: NetworkPage) -> None:
    right = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name="Urednice").permissions.add(right)
    client_of("Urednice").post(removal("delete", network), {"redirect_to": network.get_parent().pk})
    assert NetworkPage.objects.filter(pk=network.pk, live=True).exists()
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()


def test_who_may_delete_and_makes_no_redirects_is_offered_none(
    client_of: LogIn, network: NetworkPage
) -> None:
    client = client_of("Moderatorke")
    assert screen_of(client, removal("delete", network)).destinations
    right = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name="Moderatorke").permissions.remove(right)
    assert screen_of(client, removal("delete", network)).destinations == []
    client.post(removal("delete", network), {"redirect_to": Site.objects.get().root_page_id})
    assert not NetworkPage.objects.filter(pk=network.pk).exists()
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()


def test_the_site_that_visitors_get_stays(client_of: LogIn, db: None) -> None:
    site = Site.objects.get()
    client, address = client_of(""), reverse("wagtailsites:delete", args=[site.pk])
    assert screen_of(client, address).is_refused
    answer = client.post(address, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        f"„{site}” ne može da se obriše: koristi se."
    ]
    # One of which nothing is known yet was added by mistake.
    other = Site.objects.create(hostname="drugi.example", root_page=site.root_page)
    client.post(reverse("wagtailsites:delete", args=[other.pk]))
    assert Site.objects.get() == site
