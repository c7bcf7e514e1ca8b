"""The last button of every page that deletes and of every action on many, pressed in each role.

Whoever presses reads a sentence; nobody meets a fault of the site. What is used is there afterwards.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, Site, Workflow
from wagtail.snippets.models import get_snippet_models

from astra_site.accounts.models import User
from astra_site.pages.models import BasePage
from astra_site.safety.models import ChosenHotline, Hotline
from astra_site.uploads.models import SiteImage
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation
from tests.admin.conftest import ROLES
from tests.factories import make_organisation
from tests.uploads.pictures import drawing, saved

LogIn = Callable[..., Client]
Things = dict[str, Any]

# What many-at-once asks besides which things are meant.
FIELDS = {"tags": "nova", "collection": 1, "role": 1, "mark_as_active": "on", "include_descendants": "on"}


@pytest.fixture
def things(db: None) -> Things:
    """Return one thing of each kind, used somewhere where that can be."""
    field_of_work = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    picture = SiteImage.objects.create(
        title="logo", file=SimpleUploadedFile("logo.png", saved(drawing(), "png")), alt_text_sr_latn="Znak."
    )
    document = get_document_model().objects.create(
        title="Statut", file=SimpleUploadedFile("statut.txt", b"Tekst.")
    )
    member = Membership.objects.filter(network__live=True, organisation__live=True).first().organisation
    member.fields_of_work.add(field_of_work)
    member.logo = picture
    member.save()
    return {
        "hotline": ChosenHotline.objects.first().hotline,
        "fieldofwork": field_of_work,
        "organisation": member,
        "network": NetworkPage.objects.get(slug="preugovor"),
        "picture": picture,
        "document": document,
    }


def single(things: Things) -> dict[str, str]:
    """Return the address of every page that deletes or unpublishes one thing."""
    snippets = {
        "hotline": "wagtailsnippets_safety_hotline",
        "fieldofwork": "wagtailsnippets_networks_fieldofwork",
        "organisation": "wagtailsnippets_networks_organisation",
    }
    collection = Collection.objects.get(depth=1).add_child(name="Zbirka")
    person = User.objects.create_user(username="neko")
    redirect = Redirect.objects.create(old_path="/staro", redirect_link="/")
    pk = {name: thing.pk for name, thing in things.items()}
    every_snippet = {
        f"delete any {model._meta.model_name}": reverse(
            model.snippet_viewset.get_url_name("delete"), args=[model.objects.first().pk]
        )
        for model in get_snippet_models()
        if model.objects.exists()
    }
    return {
        **every_snippet,
        **{f"delete {name}": reverse(f"{url}:delete", args=[pk[name]]) for name, url in snippets.items()},
        "unpublish hotline": reverse("wagtailsnippets_safety_hotline:unpublish", args=[pk["hotline"]]),
        "unpublish organisation": reverse(
            "wagtailsnippets_networks_organisation:unpublish", args=[pk["organisation"]]
        ),
        "unpublish network": reverse("wagtailadmin_pages:unpublish", args=[pk["network"]]),
        "delete network": reverse("wagtailadmin_pages:delete", args=[pk["network"]]),
        "delete home": reverse("wagtailadmin_pages:delete", args=[Site.objects.get().root_page_id]),
        "delete picture": reverse("wagtailimages:delete", args=[pk["picture"]]),
        "delete document": reverse("wagtaildocs:delete", args=[pk["document"]]),
        "delete collection": reverse("wagtailadmin_collections:delete", args=[collection.pk]),
        "delete person": reverse("wagtailusers_users:delete", args=[person.pk]),
        "delete group": reverse("wagtailusers_groups:delete", args=[Group.objects.get(name="Urednice").pk]),
        "delete redirect": reverse("wagtailredirects:delete", args=[redirect.pk]),
        "delete site": reverse("wagtailsites:delete", args=[Site.objects.get().pk]),
        "disable workflow": reverse("wagtailadmin_workflows:disable", args=[Workflow.objects.first().pk]),
    }


def many(things: Things) -> dict[str, str]:
    """Return the address of every action on many, for two things at once where there are two."""
    models: list[tuple[Any, list[int]]] = [
        (Hotline, list(Hotline.objects.values_list("pk", flat=True)[:2])),
        (FieldOfWork, [things["fieldofwork"].pk]),
        (Organisation, [things["organisation"].pk, make_organisation("Nova").pk]),
        (BasePage, [things["network"].pk, NetworkPage.objects.exclude(pk=things["network"].pk).first().pk]),
        (SiteImage, [things["picture"].pk]),
        (get_document_model(), [things["document"].pk]),
        (User, [User.objects.create_user(username="drugi").pk]),
    ]
    known = {model for model, _keys in models}
    models += [
        (model, list(model.objects.values_list("pk", flat=True)[:2]))
        for model in get_snippet_models()
        if model not in known and model.objects.exists()
    ]
    found = {}
    for model, keys in models:
        label, name = model._meta.app_label, model._meta.model_name
        for action in bulk_action_registry.get_bulk_actions_for_model(label, name):
            address = reverse("wagtail_bulk_action", args=[label, name, action.action_type])
            query = "&".join(f"id={key}" for key in keys)
            found[f"{action.action_type} many {name}"] = f"{address}?{query}"
    return found


def pressed(client: Client, address: str) -> Iterator[Any]:
    """Yield the page before the last press, and what is read after it."""
    yield client.get(address, follow=True)
    yield client.post(address, FIELDS, follow=True)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_whoever_presses_the_last_button_reads_a_sentence(
    role: str, client_of: LogIn, things: Things, reference_index: None
) -> None:
    client = client_of(role)
    client.raise_request_exception = True
    faults = []
    for name, address in {**single(things), **many(things)}.items():
        for response in pressed(client, address):
            is_read = response.status_code in {200, 403, 404} and response.content
            if not is_read:
                faults.append((name, response.status_code))
    assert not faults


@pytest.mark.parametrize("role", ["", "Moderatorke", "Administratorke"])
@pytest.mark.parametrize("kind", ["hotline", "fieldofwork", "organisation", "picture"])
@pytest.mark.parametrize("how", ["one", "many"])
def test_what_is_used_stays_and_the_page_says_where(
    how: str, kind: str, role: str, client_of: LogIn, things: Things
) -> None:
    thing = things[kind]
    key = f"delete {kind}" if how == "one" else f"delete many {thing._meta.model_name}"
    address = {**single(things), **many(things)}[key]
    client = client_of(role)
    html = client.get(address).content.decode()
    assert "ne može da se obriše" in html
    assert 'class="button serious"' not in html
    places = {
        "hotline": "/admin/settings/safety/safetysettings/",
        "fieldofwork": f"/organisation/edit/{things['organisation'].pk}/",
        "organisation": "/admin/pages/",
        "picture": f"/organisation/edit/{things['organisation'].pk}/",
    }
    assert places[kind] in html
    answer = client.post(address, FIELDS, follow=True)
    assert "ne može da se obriše" in " ".join(str(message) for message in answer.context["messages"])
    assert type(thing).objects.filter(pk=thing.pk).exists()
