"""The page on safe browsing is chosen in the settings: nothing depends on its title or address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Site

from astra_site.accounts.models import Role, User
from astra_site.safety.models import SafetySettings
from networks.models import HomePage, StandardPage
from tests.admin.forms import posted_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> StandardPage:
    return StandardPage.objects.get(slug="bezbedno-koriscenje")


@pytest.fixture
def settings_of_site() -> SafetySettings:
    return SafetySettings.for_site(Site.objects.get(is_default_site=True))


@pytest.fixture
def moderator(client: Client) -> Client:
    person = User.objects.create_user(username="moderatorka")
    person.groups.add(Role.objects.get(key=Role.Key.MODERATORS).group)
    client.force_login(person)
    return client


def link_in_exit_bar(client: Client, address: str = "/") -> str:
    """Return where the link beside the exit leads; empty without one."""
    html = client.get(address).content.decode()
    link = html.partition('class="exit-bar__more" href="')[2]
    return link.partition('"')[0]


def pages_of_safety() -> set[int]:
    group = Role.objects.get(key=Role.Key.SAFETY).group
    return set(GroupPagePermission.objects.filter(group=group).values_list("page_id", flat=True))


def test_the_starter_content_chooses_the_page(client: Client, page: StandardPage) -> None:
    assert link_in_exit_bar(client) == "/bezbedno-koriscenje/"
    assert link_in_exit_bar(client, "/en/") == "/en/safe-browsing/"
    assert pages_of_safety() == {page.pk}


def test_the_link_follows_a_new_address(client: Client, page: StandardPage) -> None:
    link_in_exit_bar(client)
    page.slug, page.slug_en = "na-mrezi-bezbedno", "stay-safe"
    page.save_revision().publish()
    assert link_in_exit_bar(client) == "/na-mrezi-bezbedno/"
    assert link_in_exit_bar(client, "/en/") == "/en/stay-safe/"
    assert pages_of_safety() == {page.pk}


def test_the_link_and_the_right_follow_the_choice(
    client: Client, page: StandardPage, settings_of_site: SafetySettings
) -> None:
    link_in_exit_bar(client)
    other = StandardPage.objects.get(slug="pomoc")
    settings_of_site.safe_browsing_page = other
    settings_of_site.save()
    assert link_in_exit_bar(client) == "/pomoc/"
    assert pages_of_safety() == {other.pk}


def test_the_right_follows_a_group_of_another_name(
    page: StandardPage, settings_of_site: SafetySettings
) -> None:
    Group.objects.filter(role__key=Role.Key.SAFETY).update(name="Čuvarke")
    other = StandardPage.objects.get(slug="pomoc")
    settings_of_site.safe_browsing_page = other
    settings_of_site.save()
    assert pages_of_safety() == {other.pk}


def test_without_the_group_the_page_can_still_be_chosen(
    client: Client, settings_of_site: SafetySettings
) -> None:
    Group.objects.get(role__key=Role.Key.SAFETY).delete()
    settings_of_site.safe_browsing_page = StandardPage.objects.get(slug="pomoc")
    settings_of_site.save()
    assert link_in_exit_bar(client) == "/pomoc/"


def unpublished(page: StandardPage, settings: SafetySettings) -> None:
    page.unpublish()


def not_chosen(page: StandardPage, settings: SafetySettings) -> None:
    settings.safe_browsing_page = None
    settings.save()


@pytest.mark.parametrize("change", [unpublished, not_chosen])
def test_there_is_no_dead_link(
    change: Callable[..., None], client: Client, page: StandardPage, settings_of_site: SafetySettings
) -> None:
    assert link_in_exit_bar(client)
    change(page, settings_of_site)
    assert link_in_exit_bar(client) == ""
    assert 'class="exit-control"' in client.get("/").content.decode()


def test_publishing_it_again_brings_the_link_back(client: Client, page: StandardPage) -> None:
    page.unpublish()
    assert link_in_exit_bar(client) == ""
    StandardPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert link_in_exit_bar(client) == "/bezbedno-koriscenje/"


def messages_of(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_deleting_it_is_refused_with_a_sentence(moderator: Client, page: StandardPage) -> None:
    response = moderator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert page.title in messages_of(response)
    assert StandardPage.objects.filter(pk=page.pk).exists()


def test_deleting_a_page_above_it_is_refused(moderator: Client, page: StandardPage) -> None:
    above = StandardPage.objects.get(slug="pomoc")
    page.move(above, pos="last-child")
    response = moderator.post(reverse("wagtailadmin_pages:delete", args=[above.pk]), follow=True)
    assert page.title in messages_of(response)
    assert StandardPage.objects.filter(pk=above.pk).exists()


def test_deleting_it_with_others_is_refused(moderator: Client, page: StandardPage) -> None:
    other = StandardPage.objects.get(slug="pomoc")
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", "delete"])
    response = moderator.post(f"{address}?id={other.pk}&id={page.pk}", follow=True)
    assert page.title in messages_of(response)
    assert StandardPage.objects.filter(pk__in=[page.pk, other.pk]).count() == 2


def test_no_code_deletes_it_either(page: StandardPage) -> None:
    with pytest.raises(ProtectedError):
        page.delete()


def test_another_page_is_deleted_as_ever(moderator: Client) -> None:
    other = StandardPage.objects.get(slug="pristupacnost")
    moderator.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))
    assert not StandardPage.objects.filter(pk=other.pk).exists()


def test_unpublishing_it_is_said(moderator: Client, page: StandardPage) -> None:
    response = moderator.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)
    found = [message for message in response.context["messages"] if page.title in str(message)]
    assert "warning" in {message.level_tag for message in found}


def in_bulk(client: Client, action: str, page: StandardPage, **sent: Any) -> str:
    address = reverse("wagtail_bulk_action", args=["pages", "basepage", action])
    answer = client.post(f"{address}?id={page.pk}&next=/admin/", sent)
    assert answer.status_code == 302
    # The page that would show them takes a second.
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_the_lost_link_is_said_of_a_page_that_goes_with_others_and_of_no_other(
    moderator: Client, page: StandardPage
) -> None:
    lost = "Pored izlaza više nema linka"
    other = StandardPage.objects.get(slug="pomoc")
    steps = [("unpublish", other), ("unpublish", page), ("move", page)]
    said = [in_bulk(moderator, action, each, chooser=other.pk) for action, each in steps]
    # Nobody has read them meanwhile, so each answer brings those of before too; at the last one it was gone.
    assert [text.count(lost) for text in said] == [0, 1, 1]


def test_the_link_is_not_lost_where_a_page_above_it_goes_alone(moderator: Client, page: StandardPage) -> None:
    above = StandardPage.objects.get(slug="pomoc")
    page.move(above, pos="last-child")
    sent = moderator.post(reverse("wagtailadmin_pages:unpublish", args=[above.pk]), follow=True)
    assert "Pored izlaza" not in messages_of(sent)
    page.refresh_from_db()
    assert page.live


def test_those_who_care_for_safety_do_not_choose_the_page(
    client: Client, page: StandardPage, settings_of_site: SafetySettings
) -> None:
    person = User.objects.create_user(username="bezbednost")
    person.groups.add(Role.objects.get(key=Role.Key.SAFETY).group)
    client.force_login(person)
    address = reverse("wagtailsettings:edit", args=["safety", "safetysettings", settings_of_site.pk])
    sent = {"exit_destination": "https://example.org/", "safe_browsing_page": HomePage.objects.get().pk}
    client.post(address, sent)
    settings_of_site.refresh_from_db()
    assert settings_of_site.exit_destination == "https://example.org/"
    assert settings_of_site.safe_browsing_page_id == page.pk


@pytest.fixture
def safety(client: Client, page: StandardPage) -> Client:
    """Return a member of those who care for safety, at work."""
    person = User.objects.create_user(username="bezbednost")
    person.groups.add(Role.objects.get(key=Role.Key.SAFETY).group)
    client.force_login(person)
    return client


def test_those_who_care_for_safety_do_not_take_it_off_the_site(safety: Client, page: StandardPage) -> None:
    safety.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    safety.post(f"{reverse('wagtail_bulk_action', args=['pages', 'basepage', 'unpublish'])}?id={page.pk}")
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("is_own", [True, False])
def test_they_publish_what_they_wrote_and_nobody_elses_draft(
    is_own: bool, safety: Client, page: StandardPage
) -> None:
    person = User.objects.get(username="bezbednost")
    page.title = "Neodobren naslov"
    page.save_revision(user=person if is_own else User.objects.create_user(username="ana"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {**posted_form(safety.get(address).content.decode()), "action-publish": "1"}
    answer = safety.post(address, sent)
    page.refresh_from_db()
    assert (page.title == "Neodobren naslov") == is_own
    assert is_own or "oba objavljuje grupa" in answer.content.decode()
