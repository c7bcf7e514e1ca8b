"""What staff see of memberships where they do not edit them, and what becomes of drafts and old versions."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from networks.models import Membership, NetworkPage, Organisation
from tests import factories


def panel(client, organisation):
    """Return what stands in the tab of the networks."""
    url = reverse(organisation.snippet_viewset.get_url_name("edit"), args=(organisation.pk,))
    return re.search(r'<div class="memberships-panel">.*?</div>', client.get(url).text, re.DOTALL)[0]


def test_the_form_of_an_organisation_names_its_networks_in_their_order(admin_client, network, directory):
    atina = factories.make_organisation("Atina", slug_sr_latn="atina", slug_en="athena")
    second = factories.make_page(network.get_parent(), "Druga", NetworkPage)
    second.move(network, "left")
    factories.make_membership(network, atina, since="2003-05", until="2015")
    factories.make_membership(second, atina, confirmation="unconfirmed")
    factories.make_membership(second, factories.make_organisation("Plava"), since="1999")

    with translation.override("sr-latn"):
        shown = panel(admin_client, atina)

    assert re.findall(r'href="/admin/pages/(\d+)/edit/"', shown) == [str(second.pk), str(network.pk)]
    assert "maj 2003." in shown and "2015." in shown and "1999" not in shown
    assert [shown.count(word) for word in ("(ranije)", "(nepotvrđeno članstvo)")] == [1, 1]
    assert re.findall(r'<a href="(/[^"]+)" lang="([^"]+)"', shown) == [
        ("/organizacije/atina/", "sr-Latn"), ("/en/organisations/athena/", "en"),
    ]  # fmt: skip


def test_who_is_not_published_has_no_address_in_the_form_and_nobody_has_one_without_a_directory(
    admin_client, directory
):
    atina = factories.make_organisation("Atina", slug_sr_latn="atina")
    assert "/organizacije/atina/" in panel(admin_client, atina)

    Organisation.objects.filter(pk=atina.pk).update(live=False)
    assert "href" not in panel(admin_client, atina)

    Organisation.objects.filter(pk=atina.pk).update(live=True)
    directory.unpublish()
    assert "href" not in panel(admin_client, atina)


def test_a_draft_that_names_an_organisation_deleted_since_can_be_opened(editor, network):
    organisation, stays = factories.make_organisation("Kratka"), factories.make_organisation("Duga")
    draft = NetworkPage.objects.get(pk=network.pk)
    draft.memberships = [Membership(organisation=organisation), Membership(organisation=stays)]
    draft.save_revision()
    organisation.delete()

    assert editor.client.get(reverse("wagtailadmin_pages:edit", args=(network.pk,))).status_code == 200
    assert editor.edit(network).status_code == 302
    assert network.memberships.get().organisation == stays


def test_a_row_of_a_version_from_before_rows_had_keys_has_the_key_of_its_stored_row(network):
    stored = factories.make_membership(network, factories.make_organisation("Atina"))
    draft = NetworkPage.objects.get(pk=network.pk)
    draft.memberships.add(Membership(organisation=factories.make_organisation("Plava"), note_sr_latn="Nova"))
    revision = draft.save_revision()
    for row in revision.content["memberships"]:
        del row["key"]
    revision.save()
    first = [row.key for row in revision.as_object().memberships.all()]
    # A database may give the same row back in another order.
    revision.content["memberships"] = [dict(reversed(row.items())) for row in revision.content["memberships"]]

    # So the migration that gave keys to the stored rows has written them.
    assert first[0] == f"{stored.pk:012x}"
    assert re.fullmatch("[0-9a-f]{12}", first[1]) and first[1] != first[0]
    assert [row.key for row in revision.as_object().memberships.all()] == first


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("since", "2013-05", "since May 2013"), ("until", "2015", "until 2015"),
        ("as_of", "2024-02", "February 2024"), ("note", "Founder", None), ("kind", "partner", None),
    ],
)  # fmt: skip
def test_the_history_says_dates_of_a_membership_as_visitors_read_them(field, value, said, in_english):
    row = Membership(since="1999", until="1999", as_of="1999")
    setattr(row, field, value)

    assert row.in_words(field) == said
