"""What stands beside an English field: for whom, what its button copies, and when there is more."""

import json
import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from astra_site.translations import recording
from networks.models import Membership, NetworkPage, Organisation
from tests import factories
from tests.admin.forms import row_url
from tests.translations.test_overview import publish
from tests.translations.test_state_in_form import draft, form_of, state

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def network():
    return NetworkPage.objects.get(slug="at-mreza")


@pytest.fixture
def translator_client(client, django_user_model):
    """A client of somebody who may write English only."""
    person = django_user_model.objects.create_user("prevoditeljka")
    person.groups.add(Group.objects.get(name="Prevoditeljke"))
    client.force_login(person)
    return client


def beside(html, anchor):
    """Return what stands at the place `anchor` of a form, up to the next."""
    return html[html.index(f'id="{anchor}"') :].partition("translation-beside")[0]


def copied(html, anchor):
    """Return what the button says of its copy."""
    button = re.search(r"<button[^>]*data-translation-copy[^>]*>", beside(html, anchor))[0]
    found = re.findall(r"""(?s)data-(translation-copy|target|source|value)=(["'])(.*?)\2""", button)
    return {name: unescape(value) for name, _quote, value in found}


def place(thing, field):
    return f"translation-{thing._meta.model_name}-{thing.pk}-{field}"


def test_who_writes_both_languages_copies_from_field_to_field(admin_client, network):
    html = form_of(admin_client, network)
    assert copied(html, place(network, "lead")) == {
        "translation-copy": "plain", "target": "id_lead_en", "source": "id_lead_sr_latn",
    }  # fmt: skip
    assert copied(html, place(network, "title"))["source"] == "id_title"
    assert copied(html, place(network, "body")) == {
        "translation-copy": "stream", "target": "body_en", "source": "body_sr_latn",
    }  # fmt: skip


def test_who_only_translates_copies_the_text_itself_whatever_its_kind(translator_client, network):
    draft(network, body_sr_latn=[("heading", "Naslov & „navod”")], our_role_note_sr_latn="")
    html = form_of(translator_client, network)
    stream = copied(html, place(network, "body"))
    assert stream["translation-copy"] == "stream" and "source" not in stream
    (block,) = json.loads(stream["value"])
    assert (block["type"], block["value"]) == ("heading", "Naslov & „navod”")
    organisation = factories.make_organisation("Udruženje", about_sr_latn="<p>Pomaže <b>svima</b>.</p>")
    recording.record(organisation)
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    rich = copied(translator_client.get(address).text, place(organisation, "about"))
    assert rich["translation-copy"] == "rich" and "Pomaže " in str(json.loads(rich["value"]))


def test_a_button_that_would_copy_nothing_is_not_there(translator_client, admin_client, network):
    draft(network, our_role_note_sr_latn="", our_role_note_en="")
    anchor = place(network, "our_role_note")
    assert "data-translation-copy" not in beside(form_of(translator_client, network), anchor)
    # Whoever may write the Serbian may do so first.
    assert "data-translation-copy" in beside(form_of(admin_client, network), anchor)


def test_there_is_more_to_read_only_of_what_is_public_and_open(admin_client, network):
    row = recording.of_root(network).get(field="lead")
    address = reverse("translations:field", args=(row.pk,))
    assert address not in beside(form_of(admin_client, network), row.anchor)
    publish(network, lead_sr_latn="Nova rečenica.")
    assert address in beside(form_of(admin_client, network), row.anchor)
    NetworkPage.objects.get(pk=network.pk).unpublish()
    assert address not in beside(form_of(admin_client, network), row.anchor)
    publish(network, our_role_note_sr_latn="", our_role_note_en="")
    nothing = recording.of_root(network).get(field="our_role_note")
    address = reverse("translations:field", args=(nothing.pk,))
    assert address not in beside(form_of(admin_client, network), nothing.anchor)


def test_a_new_member_of_a_draft_has_the_state_of_its_own_texts(admin_client, network):
    newest = network.get_latest_revision_as_object()
    for note in ("", "English note."):
        newest.memberships.add(
            Membership(organisation=factories.make_organisation(), note_sr_latn="Beleška.", note_en=note)
        )
    newest.save_revision()
    rows = sorted(
        (row for row in newest.memberships.all() if row.pk is None), key=lambda row: row.note_en or ""
    )
    found = [
        state(admin_client.get(row_url(network), {"key": row.key, "index": 0}).text,
              "translation-membership-None-note")
        for row in rows
    ]  # fmt: skip
    assert found == ["missing", "current"]


def test_a_row_of_a_draft_that_replaces_one_like_it_has_that_ones_state(admin_client, network):
    old = factories.make_membership(
        network, factories.make_organisation(), note_sr_latn="Stara.", note_en="Old."
    )
    recording.record(NetworkPage.objects.get(pk=network.pk))
    old.note_sr_latn = "Nova."
    old.save()
    recording.record(NetworkPage.objects.get(pk=network.pk))
    newest = network.get_latest_revision_as_object()
    newest.memberships.add(
        Membership(organisation=factories.make_organisation(), note_sr_latn="Nova.", note_en="Old.")
    )
    newest.save_revision()
    (row,) = [row for row in newest.memberships.all() if row.pk is None]
    shown = admin_client.get(row_url(network), {"key": row.key, "index": 0}).text
    assert state(shown, place(old, "note")) == "outdated"


def test_a_new_phone_of_a_draft_is_known_by_the_texts_it_was_published_with(admin_client):
    organisation = factories.make_organisation("Udruženje Proba")
    newest = organisation
    newest.phones.add(newest.phones.model(number="011 1", label_sr_latn="Danju", label_en="By day"))
    revision = newest.save_revision()
    revision.publish()
    published = Organisation.objects.get(pk=organisation.pk).phones.get()
    again = Organisation.objects.get(pk=organisation.pk).get_latest_revision_as_object()
    (phone,) = again.phones.all()
    phone.label_sr_latn = "Danju i noću"
    again.phones.add(phone)
    again.save_revision()
    html = admin_client.get(
        reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    ).text
    assert state(html, f"translation-publicphone-{published.pk}-label") == "outdated"
