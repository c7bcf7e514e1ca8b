"""Deleting and unpublishing tell what goes too, and offer a redirect from the old addresses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex, Site

from astra_site.pages.models import BasePage
from astra_site.removal.uses import is_used
from astra_site.safety.models import SafetySettings
from networks.models import FieldOfWork, Membership, NetworkIndexPage, NetworkPage, Organisation
from tests.factories import make_membership, make_network, make_organisation

LogIn = Callable[..., Client]


@pytest.fixture
def member(db: None) -> Organisation:
    """Return a published organisation that belongs to nothing."""
    return make_organisation("Udruženje Proba")


@pytest.fixture
def own_network(member: Organisation) -> NetworkPage:
    """Return a published network with one member, which no text links to."""
    network = make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")
    make_membership(network, member)
    return network


def removal(verb: str, page: BasePage) -> str:
    return reverse(f"wagtailadmin_pages:{verb}", args=[page.pk])


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_the_page_says_what_goes_with_a_network(
    verb: str, client_of: LogIn, own_network: NetworkPage
) -> None:
    html = client_of("Moderatorke").get(removal(verb, own_network)).content.decode()
    assert "1 članstvo" in html
    assert "Udruženje Proba" in html
    assert "/mreze/proba" in html
    assert "/en/networks/trial" in html
    assert 'name="redirect_to"' in html


@pytest.mark.parametrize("verb", ["delete", "unpublish"])
def test_the_old_addresses_lead_to_the_page_that_was_chosen(
    verb: str, client: Client, client_of: LogIn, own_network: NetworkPage
) -> None:
    networks = NetworkIndexPage.objects.get()
    client_of("Moderatorke").post(removal(verb, own_network), {"redirect_to": networks.pk})
    assert not NetworkPage.objects.filter(pk=own_network.pk, live=True).exists()
    assert client.get("/mreze/proba/").headers["Location"].endswith("/mreze/")
    assert client.get("/en/networks/trial/").headers["Location"].endswith("/en/networks/")


def test_without_a_choice_they_answer_not_found(
    client: Client, client_of: LogIn, own_network: NetworkPage
) -> None:
    client_of("Moderatorke").post(removal("delete", own_network), {"redirect_to": ""})
    assert client.get("/mreze/proba/").status_code == 404


def test_publishing_again_takes_the_redirect_away(
    client: Client, client_of: LogIn, own_network: NetworkPage
) -> None:
    own_network.save_revision().publish()
    networks = NetworkIndexPage.objects.get()
    client_of("Moderatorke").post(removal("unpublish", own_network), {"redirect_to": networks.pk})
    assert Redirect.objects.filter(old_path="/mreze/proba").exists()
    NetworkPage.objects.get(pk=own_network.pk).latest_revision.publish()
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()
    assert client.get("/mreze/proba/").status_code == 200


@pytest.mark.parametrize("chosen", ["itself", "draft", "0", "x"])
def test_no_redirect_leads_nowhere(chosen: str, client_of: LogIn, own_network: NetworkPage) -> None:
    draft = make_network(NetworkIndexPage.objects.get(), slug="nacrt", slug_en="draft", live=False)
    keys = {"itself": own_network.pk, "draft": draft.pk}
    client_of("Moderatorke").post(removal("delete", own_network), {"redirect_to": keys.get(chosen, chosen)})
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()


@pytest.mark.parametrize("role", ["Urednice", "Prevoditeljke", "Bezbednost"])
def test_who_removes_nothing_makes_no_redirect(role: str, client_of: LogIn, own_network: NetworkPage) -> None:
    networks = NetworkIndexPage.objects.get()
    client_of(role).post(removal("delete", own_network), {"redirect_to": networks.pk})
    assert NetworkPage.objects.filter(pk=own_network.pk, live=True).exists()
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()


def test_an_organisation_that_leaves_the_site_leaves_its_networks_and_leads_on(
    client: Client, client_of: LogIn, own_network: NetworkPage, member: Organisation
) -> None:
    moderator = client_of("Moderatorke")
    address = reverse("wagtailsnippets_networks_organisation:unpublish", args=[member.pk])
    html = moderator.get(address).content.decode()
    assert "Organizacija iz imenika" in html
    assert "tamo će nestati" in html
    assert own_network.title in html
    url = member.url_in("sr-latn")
    assert client.get(url).status_code == 200
    moderator.post(address, {"redirect_to": own_network.pk})
    assert client.get(url).headers["Location"].endswith("/mreze/proba/")


def test_a_page_that_a_text_links_to_stays(
    client_of: LogIn, own_network: NetworkPage, member: Organisation, reference_index: None
) -> None:
    member.about_sr_latn = f'<p><a linktype="page" id="{own_network.pk}">mreža</a></p>'
    member.save()
    client = client_of("Moderatorke")
    html = client.get(removal("delete", own_network)).content.decode()
    assert "ne može da se obriše" in html
    assert f"/organisation/edit/{member.pk}/" in html
    client.post(removal("delete", own_network))
    assert NetworkPage.objects.filter(pk=own_network.pk).exists()


def test_a_redirect_that_somebody_wrote_counts_and_one_made_by_itself_goes_too(
    client_of: LogIn, own_network: NetworkPage
) -> None:
    site = Site.objects.get()
    options = {"redirect_page": own_network, "site": site}
    Redirect.objects.create(old_path="/nekada", automatically_created=True, **options)
    client = client_of("Moderatorke")
    assert "1 preusmerenje" in client.get(removal("delete", own_network)).content.decode()
    by_hand = Redirect.objects.create(old_path="/akcija", **options)
    html = client.get(removal("delete", own_network)).content.decode()
    assert "ne može da se obriše" in html
    assert reverse("wagtailredirects:edit", args=[by_hand.pk]) in html


def test_two_that_link_to_each_other_go_together(
    client_of: LogIn, own_network: NetworkPage, reference_index: None
) -> None:
    other = make_network(NetworkIndexPage.objects.get(), slug="druga", slug_en="other")
    for here, there in ((own_network, other), (other, own_network)):
        here.body_sr_latn = [("paragraph", f'<p><a linktype="page" id="{there.pk}">druga</a></p>')]
        here.save()
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", "delete"])
    client = client_of("Moderatorke")
    client.post(f"{address}?id={own_network.pk}")
    assert NetworkPage.objects.filter(pk=own_network.pk).exists()
    client.post(f"{address}?id={own_network.pk}&id={other.pk}")
    assert not NetworkPage.objects.filter(pk__in=[own_network.pk, other.pk]).exists()


def test_all_of_a_list_is_looked_through(client_of: LogIn, own_network: NetworkPage) -> None:
    before = Organisation.objects.count()
    address = reverse("wagtail_bulk_action", args=["networks", "organisation", "delete"])
    answer = client_of("Moderatorke").post(f"{address}?id=all", follow=True)
    assert "ne može da se obriše" in answer.content.decode()
    assert Organisation.objects.count() == before


def test_a_field_of_work_is_counted_wherever_it_is_counted(
    client_of: LogIn, member: Organisation, reference_index: None
) -> None:
    field_of_work = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    member.fields_of_work.add(field_of_work)
    member.save()
    assert ReferenceIndex.get_references_to(field_of_work).count() == 1
    address = reverse("wagtailsnippets_networks_fieldofwork:usage", args=[field_of_work.pk])
    assert "Udruženje Proba" in client_of("Moderatorke").get(address).content.decode()


def test_settings_are_in_the_index_of_references(reference_index: None, db: None) -> None:
    settings = SafetySettings.objects.get()
    settings.save()
    hotline = settings.chosen_hotlines.first().hotline
    assert ReferenceIndex.get_references_to(hotline).exists()


@pytest.mark.parametrize("key", ["abc", "-1", "1 OR 1"])
def test_a_junk_key_is_not_found(key: str, client_of: LogIn) -> None:
    address = reverse("wagtail_bulk_action", args=["networks", "organisation", "delete"])
    assert client_of("Moderatorke").post(f"{address}?id={key}").status_code == 404


def test_a_long_list_of_uses_names_the_first_and_counts_the_rest(client_of: LogIn) -> None:
    field_of_work = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    for organisation in Organisation.objects.all()[:53]:
        organisation.fields_of_work.add(field_of_work)
        organisation.save()
    address = reverse("wagtailsnippets_networks_fieldofwork:delete", args=[field_of_work.pk])
    assert "I na još 3 mesta." in client_of("Moderatorke").get(address).content.decode()


def test_looking_for_uses_takes_few_queries(client_of: LogIn, django_assert_max_num_queries: Any) -> None:
    organisation = Membership.objects.first().organisation
    client = client_of("Moderatorke")
    address = reverse("wagtailsnippets_networks_organisation:delete", args=[organisation.pk])
    client.get(address)
    with django_assert_max_num_queries(60):
        client.get(address)


def test_many_drafts_take_no_query_each(
    member: Organisation, django_assert_max_num_queries: Callable
) -> None:
    field, network = FieldOfWork.objects.first(), NetworkPage.objects.get(slug="ban")
    unused = FieldOfWork.objects.create(key="niko", name_sr_latn="Niko")
    for number in range(60):
        draft = make_organisation(f"Nacrt {number}")
        draft.fields_of_work = [field]
        draft.save_revision()
    assert Organisation.objects.filter(has_unpublished_changes=True).count() >= 60
    with django_assert_max_num_queries(25):
        assert not is_used(unused)
    # They are read all the same, with what stands in their rows.
    newest = network.get_latest_revision_as_object()
    newest.memberships.add(Membership(organisation=member))
    newest.save_revision()
    assert is_used(member)
    draft.fields_of_work = [unused]
    draft.save_revision()
    assert is_used(unused)


@pytest.mark.parametrize(("verb", "is_offered"), [("unpublish", True), ("delete", False)])
def test_the_pages_below_can_be_taken_off_too(
    verb: str, is_offered: bool, client_of: LogIn, db: None
) -> None:
    networks = NetworkIndexPage.objects.get()
    html = client_of("Moderatorke").get(removal(verb, networks)).content.decode()
    assert ('name="include_descendants"' in html) is is_offered


def test_a_page_without_any_below_offers_nothing_of_the_kind(
    client_of: LogIn, own_network: NetworkPage
) -> None:
    html = client_of("Moderatorke").get(removal("unpublish", own_network)).content.decode()
    assert "include_descendants" not in html
