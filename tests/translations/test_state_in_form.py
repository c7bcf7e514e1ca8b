"""What stands beside an English field in the edit forms."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from astra_site.translations import recording
from astra_site.translations.models import FieldTranslation
from networks.models import FieldOfWork, NetworkPage, Organisation, SiteSettings
from tests import factories
from tests.admin.forms import row_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return NetworkPage.objects.get(slug="at-mreza")


@pytest.fixture
def translator_client(client, django_user_model):
    """A client of somebody who may write English only."""
    person = django_user_model.objects.create_user("prevoditeljka")
    person.groups.add(django_user_model.groups.rel.model.objects.get(name="Prevoditeljke"))
    client.force_login(person)
    return client


def draft(page, **fields):
    latest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    return latest.save_revision()


def form_of(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()


def state(html, anchor):
    """Return the state that stands at the place `anchor` of a form."""
    return re.search(rf'id="{anchor}".*?translation-state--(\w+)', html, re.DOTALL).group(1)


def test_each_english_field_has_its_state_beside_it_and_serbian_ones_have_none(admin_client, network):
    html = form_of(admin_client, network)
    for member in network.memberships.all():
        html += admin_client.get(row_url(network), {"key": member.key, "index": 0}).content.decode()
    own = recording.of_root(network)
    assert own.count() > 20
    for row in own:
        assert state(html, row.anchor) == row.state
    # One more for the empty row that each list of rows keeps for adding.
    assert html.count("data-translation-place") < own.count() + 10


def test_the_state_is_that_of_the_draft_in_the_form(admin_client, network):
    place = f"translation-networkpage-{network.pk}-lead"
    draft(network, lead_sr_latn="Nova rečenica.")
    assert state(form_of(admin_client, network), place) == "outdated"
    draft(network, lead_en="")
    assert state(form_of(admin_client, network), place) == "missing"
    draft(network, lead_en="A new sentence.")
    assert state(form_of(admin_client, network), place) == "current"
    draft(network, lead_sr_latn=network.lead_sr_latn, lead_en=network.lead_en)
    assert state(form_of(admin_client, network), place) == "current"
    assert set(recording.of_root(network).values_list("state", flat=True)) == {
        "current",
        "nothing_to_translate",
    }


def test_a_new_page_has_nothing_to_translate_yet(admin_client, network):
    parent = network.get_parent()
    address = reverse("wagtailadmin_pages:add", args=("networks", "networkpage", parent.pk))
    html = admin_client.get(address).content.decode()
    assert set(re.findall(r"translation-state--(\w+)", html)) == {"nothing_to_translate"}


def test_the_words_of_the_state_are_there_besides_its_colour(admin_client, network):
    draft(network, lead_sr_latn="Nova rečenica.").publish()
    row = recording.of_root(network).get(field="lead")
    html = form_of(admin_client, network)
    beside = html[html.index(f'id="{row.anchor}"') :][:600]
    assert row.get_state_display() in beside
    assert reverse("translations:field", args=(row.pk,)) in beside


def test_a_form_reads_all_states_in_one_query_however_many_rows_it_has(admin_client, network):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            form_of(admin_client, network)
        return [
            query for query in captured.captured_queries if FieldTranslation._meta.db_table in query["sql"]
        ]

    assert len(queries()) == 1
    for _number in range(5):
        factories.make_membership(network, factories.make_organisation(), note_sr_latn="Beleška.")
    network.get_latest_revision().delete()
    assert len(queries()) == 1


def test_who_may_not_edit_serbian_still_copies_from_it(translator_client, network):
    draft(network, lead_sr_latn='Kaže se "mreža" & <b>.')
    html = form_of(translator_client, network)
    beside = html[html.index(f'id="translation-networkpage-{network.pk}-lead"') :]
    button = re.search(r"<button[^>]*data-translation-copy[^>]*>", beside).group()
    assert "data-source" not in button
    assert unescape(re.search(r"data-value=([\"'])(.*?)\1", button).group(2)) == 'Kaže se "mreža" & <b>.'


def test_snippets_and_settings_have_states_too(admin_client):
    for thing, field in ((Organisation.objects.first(), "name"), (FieldOfWork.objects.first(), "name")):
        model = type(thing)._meta
        address = reverse(f"wagtailsnippets_{model.app_label}_{model.model_name}:edit", args=(thing.pk,))
        html = admin_client.get(address).content.decode()
        assert state(html, f"translation-{model.model_name}-{thing.pk}-{field}") == "current"
    site_settings = SiteSettings.objects.first()
    address = reverse("wagtailsettings:edit", args=("networks", "sitesettings", site_settings.site_id))
    html = admin_client.get(address).content.decode()
    assert state(html, f"translation-sitesettings-{site_settings.pk}-footer_text") == "current"


def test_nothing_stands_beside_addresses(admin_client, network):
    assert "-slug" not in " ".join(re.findall(r'id="(translation-[^"]+)"', form_of(admin_client, network)))
