"""What every edit form of staff brings along, and what happens around it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import TaskState, Workflow

from astra_site.accounts.models import User
from astra_site.editing import own_drafts, public_now, second_person
from astra_site.editing.first_button import put_wanted_first
from astra_site.editing.list_columns import VERIFIED_ON
from astra_site.editing.locks import OneSaveAtATimeMiddleware
from astra_site.editing.models import StaffWorkflow
from astra_site.editing.viewsets import BilingualViewSet
from networks.models import NetworkIndexPage, NetworkPage, Organisation, StandardPage
from networks.viewsets import DirectoryGroup
from tests.admin.conftest import edit_page
from tests.factories import make_network, make_organisation

# What happens around a form is no doing of a database.
pytestmark = pytest.mark.sqlite

LogIn = Callable[..., Client]
Read = Callable[..., dict[str, Any]]
SNIPPET = "wagtailsnippets_networks_organisation"


def messages_of(response: Any) -> str:
    return " | ".join(str(message) for message in response.context["messages"])


def test_a_form_brings_its_scripts_and_styles(client_of: LogIn, network: NetworkPage) -> None:
    html = client_of("Moderatorke").get(edit_page(network)).text
    for name in (
        "own-saves.js", "field-names.js", "rows.js", "chosen-rows.js", "rows.css", "translations.js",
        "translations.css",
    ):  # fmt: skip
        assert f"/admin/{name}" in html, name


def test_a_list_counts_in_words_and_shows_when_something_was_verified(client_of: LogIn, db: None) -> None:
    organisation = make_organisation("Đurđevak", verified_on="2026-03-05")
    html = client_of("Moderatorke").get(reverse(f"{SNIPPET}:list"), {"q": "đurđevak"}).text
    assert "1 organizacija" in html
    organisation.refresh_from_db()
    assert VERIFIED_ON.get_value(organisation) == "5.3.2026."
    assert VERIFIED_ON.get_value(Organisation()) == ""


APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}


def test_who_approves_for_later_reads_when_and_who_saves_a_draft_reads_nothing_of_visitors(
    client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    address = edit_page(page)
    writer, client = client_of("Urednice"), client_of("Moderatorke")
    writer.post(address, {**form_data(writer, address), "action-submit": "1"})
    sent = {**form_data(client, address), "go_live_at": "1.1.2040. 10:00", **APPROVE}
    later = messages_of(client.post(address, sent, follow=True))
    assert "1. januar 2040" in later and "sada vide posetioci" not in later
    draft = client.post(address, form_data(client, address), follow=True)
    assert "sada vide posetioci" not in messages_of(draft)


def test_who_approves_an_organisation_is_led_to_what_visitors_see(client_of: LogIn, form_data: Read) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    address = reverse(f"{SNIPPET}:edit", args=[organisation.pk])
    writer, client = client_of("Urednice"), client_of("Moderatorke")
    writer.post(address, {**form_data(writer, address), "acronym": "NOVO", "action-submit": "1"})
    said = messages_of(client.post(address, {**form_data(client, address), **APPROVE}, follow=True))
    assert "sada vide posetioci" in said and organisation.url_in("sr-latn") in said


def test_a_thing_without_an_address_is_public_too_and_a_draft_is_not(rf: RequestFactory, db: None) -> None:
    said: list[str] = []
    request = rf.get("/")
    request._messages = type(
        "Storage", (), {"add": lambda _self, _level, message, *_tags: said.append(message)}
    )()
    draft = make_organisation("Nacrt", live=False)
    public_now.say(request, draft)
    assert said == []
    public_now.say(request, make_organisation("Vidljiva"))
    assert len(said) == 1 and "Vidljiva" in said[0] and "/organizacije/" in said[0]


def test_only_her_own_approval_is_told_and_only_where_it_worked(
    rf: RequestFactory, client_of: LogIn, page: StandardPage, form_data: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, moderator = client_of("Urednice"), client_of("Moderatorke")
    writer.post(edit_page(page), {**form_data(writer, edit_page(page)), "action-submit": "1"})
    state = StandardPage.objects.get(pk=page.pk).current_workflow_task_state
    person = User.objects.get(username="osoba-Moderatorke")
    told: list[Any] = []
    monkeypatch.setattr(public_now, "say", lambda _request, instance: told.append(instance))

    def answered(by: User, status: int = 302, method: str = "post", **changes: Any) -> list[Any]:
        told.clear()
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        request = getattr(rf, method)(address)
        request.user = by
        kwargs = {"page_id": page.pk, "action_name": "approve", "task_state_id": state.pk, **changes}
        request.resolver_match = type("Match", (), {"kwargs": kwargs})()
        public_now.PublicNowMiddleware(lambda _request: HttpResponse()).process_response(
            request, HttpResponse(status=status)
        )
        return list(told)

    # Not approved yet.
    assert answered(person) == []
    state.approve(user=person)
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED
    assert [each.pk for each in answered(person)] == [page.pk] == [each.pk for each in answered(person, 200)]
    assert (
        answered(person, 403)
        == answered(person, method="get")
        == answered(person, action_name="reject")
        == []
    )
    assert answered(User.objects.get(username="osoba-Urednice")) == []
    assert moderator


def test_where_two_must_many_are_not_published_alone(
    client_of: LogIn, settings: Any, page: StandardPage
) -> None:
    settings.SECOND_PERSON_APPROVES = True
    page.title = "Nov naslov"
    page.save_revision()
    publish, unpublish = (
        f"{reverse('wagtail_bulk_action', args=['pages', 'basepage', action])}?id={page.pk}"
        for action in ("publish", "unpublish")
    )
    # Where somebody publishes alone, she is led back to the page that asks, with the reason.
    client = client_of("Moderatorke")
    answer = client.post(publish, follow=True)
    assert answer.redirect_chain[0][0] == publish and "odobrava neko drugi" in messages_of(answer)
    assert StandardPage.objects.get(pk=page.pk).title == "Pomoć"
    # Something else may be done to many, and the chief administrator publishes.
    client.post(unpublish)
    assert not StandardPage.objects.get(pk=page.pk).live
    client_of("").post(publish)
    assert StandardPage.objects.get(pk=page.pk).title == "Nov naslov"


@pytest.mark.parametrize(
    ("data", "publishes", "approves"),
    [
        ({"action-publish": "1"}, True, False),
        ({"action-workflow-action": "1", "workflow-action-name": "approve"}, True, True),
        ({"action-workflow-action": "1", "workflow-action-name": "reject"}, False, False),
        ({"workflow-action-name": "approve"}, False, False),
        ({"action-submit": "1"}, False, False),
    ],
)
def test_which_button_publishes(data: dict[str, str], publishes: bool, approves: bool) -> None:
    assert (second_person.publishes(data), second_person.approves(data)) == (publishes, approves)


def test_a_second_person_is_needed_for_whom_and_what(person_of: Callable, settings: Any, db: None) -> None:
    moderator, chief = person_of("Moderatorke"), person_of("")
    settings.SECOND_PERSON_APPROVES = True
    assert second_person.is_needed(moderator)
    assert not second_person.is_needed(chief) and not second_person.is_needed(None)
    # Settings have no workflow, so nobody could submit them.
    assert not second_person.is_missing(object(), moderator)
    assert second_person.is_missing(Organisation(name_sr_latn="Nova"), moderator)
    settings.SECOND_PERSON_APPROVES = False
    assert not second_person.is_missing(Organisation(name_sr_latn="Nova"), moderator)


class Button:
    """A button of a form, by its name."""

    def __init__(self, name: str) -> None:
        self.name = name


@pytest.mark.parametrize(
    ("needs_two", "context", "first"),
    [
        (False, {}, "action-publish"),
        (True, {}, "action-submit"),
        (False, {"view": "revisions_revert"}, "action-save"),
        (False, {"instance": object()}, "action-publish"),
        (True, {"instance": Organisation(name_sr_latn="Nova")}, "action-submit"),
        (True, {"instance": object()}, "action-publish"),
    ],
)
def test_the_wanted_button_stands_first(
    needs_two: bool, context: dict, first: str, settings: Any, rf: RequestFactory, db: None
) -> None:
    settings.SECOND_PERSON_APPROVES = needs_two
    request = rf.get("/")
    request.user = User(username="moderatorka")
    buttons = [Button("action-save"), Button("action-submit"), Button("action-publish")]
    put_wanted_first(buttons, request, context)
    assert buttons[0].name == first and len(buttons) == 3


def test_drafts_are_deleted_by_those_who_made_them(person_of: Callable, db: None) -> None:
    writer, moderator, translator = (person_of(role) for role in ("Urednice", "Moderatorke", "Prevoditeljke"))
    own, other = make_organisation("Moja", live=False), make_organisation("Tuđa", live=False)
    own.save_revision(user=writer)
    own.save_revision(user=moderator)
    other.save_revision(user=moderator)
    other.save_revision(user=writer)
    assert own_drafts.may_delete(writer, own) and not own_drafts.may_delete(writer, other)
    assert own_drafts.may_delete(moderator, own) and not own_drafts.may_delete(translator, own)
    assert not own_drafts.is_own_draft(make_organisation("Bez verzija", live=False), writer)
    own_drafts.refuse_others(writer, [own])
    with pytest.raises(PermissionDenied):
        own_drafts.refuse_others(writer, [own, other])
    published = make_organisation("Objavljena", first_published_at=timezone.now() - timedelta(days=1))
    published.save_revision(user=writer)
    assert not own_drafts.may_delete(writer, published)
    policy = own_drafts.OwnDraftsPolicy(Organisation)
    assert policy.user_has_permission_for_instance(writer, "change", other)
    assert not policy.user_has_permission(writer, "publish")
    assert not policy.user_has_permission(translator, "delete") and policy.user_has_permission(
        writer, "delete"
    )


def test_translations_go_the_usual_way_where_theirs_is_switched_off(
    network: NetworkPage, settings: Any
) -> None:
    network.submits_translation = True
    assert network.get_workflow().name == "Prevod"
    Workflow.objects.filter(staff_workflow__key=StaffWorkflow.Key.TRANSLATION).update(active=False)
    assert network.get_workflow().name == "Objava"
    settings.WAGTAIL_WORKFLOW_ENABLED = False
    assert network.get_workflow() is None


def test_nothing_is_locked_but_a_form_that_somebody_saves(
    rf: RequestFactory, person_of: Callable, page: StandardPage, django_assert_num_queries: Any
) -> None:
    middleware = OneSaveAtATimeMiddleware(lambda _request: HttpResponse())
    person = person_of("Urednice")

    def held(address: str, method: str = "post", by: Any = person) -> bool:
        request = getattr(rf, method)(address)
        request.user, request.resolver_match = by, None
        if address:
            request.resolver_match = resolve(address)
        kwargs = request.resolver_match.kwargs if address else {}
        return (
            middleware.process_view(request, lambda *_args, **_kwargs: HttpResponse(), (), kwargs) is not None
        )

    organisation = Organisation.objects.first()
    assert held(edit_page(page)) and held(reverse(f"{SNIPPET}:edit", args=[organisation.pk]))
    assert not held(edit_page(page), "get") and not held(edit_page(page), by=AnonymousUser())
    assert not held(reverse(f"{SNIPPET}:delete", args=[organisation.pk])) and not held("")
    assert not held(reverse("wagtailimages:edit", args=[1]))


def test_no_snippet_is_copied_and_each_begins_at_the_start_page(db: None) -> None:
    viewsets = [viewset for viewset in DirectoryGroup.items if issubclass(viewset, BilingualViewSet)]
    assert viewsets and not any(viewset().copy_view_enabled for viewset in viewsets)
    (item,) = viewsets[0]().breadcrumbs_items
    assert str(item["url"]) == reverse("wagtailadmin_home")


def test_a_group_of_rows_with_nothing_to_translate_is_not_shown(client_of: LogIn, db: None) -> None:
    bare = make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")
    client = client_of("Prevoditeljke")
    assert (
        "Strateški pravci"
        not in client.get(edit_page(bare)).text.partition("<form")[2].partition("</form>")[0]
    )
    bare.strategic_directions.add(bare.strategic_directions.model(text_sr_latn="Pravac"))
    bare.save_revision().publish()
    html = client.get(edit_page(bare)).text
    assert "Pravac" in html and 'name="strategic_directions-0-text_en"' in html
    assert 'name="strategic_directions-0-text_sr_latn"' not in html
