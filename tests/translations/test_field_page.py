"""The page of one field: what changed, who decides, and what the history says of it."""

from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import PageLogEntry

from astra_site.translations import decisions, recording
from astra_site.translations.decisions import WITHDRAWN
from astra_site.translations.models import FieldTranslation
from astra_site.translations.states import Decision, State
from astra_site.translations.views import word_changes
from networks.models import NetworkPage, Organisation
from tests.translations.test_overview import OVERVIEW, decision, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    """A network whose lead has changed in Serbian since."""
    page = NetworkPage.objects.get(slug="at-mreza")
    publish(page, lead_sr_latn="Nova rečenica o mreži.")
    return page


@pytest.fixture
def lead(network):
    return recording.of_root(network).get(field="lead")


def page_of(client, row):
    return client.get(reverse("translations:field", args=(row.pk,)))


def decide(client, row, name, **changes):
    sent = {**decision(row, name), **changes}
    return client.post(reverse("translations:decide", args=(row.pk,)), sent, follow=True)


LONG = "reč i " * 150


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Ima 12 članica.", "Ima 13 članica.", "Ima <del>12</del><ins>13</ins> članica."),
        ("Radi noću.", "Radi i noću.", "Radi<ins> i</ins> noću."),
        ("Radi i noću.", "Radi noću.", "Radi<del> i</del> noću."),
        ("Isto.", "Isto.", "Isto."),
        ("", "Novo", "<ins>Novo</ins>"),
        ("a & b", "a & <b>", "a &amp; <ins>&lt;</ins>b<ins>&gt;</ins>"),
        # In a long text frequent words are words too.
        (f"Prvo {LONG}", f"Drugo {LONG}", f"<del>Prvo</del><ins>Drugo</ins> {LONG}"),
    ],
)
def test_the_words_that_came_and_went_are_marked(before, after, shown):
    assert word_changes(before, after) == shown


def test_a_field_says_what_changed_only_where_something_did(admin_client, network, lead):
    response = page_of(admin_client, lead)
    html = unescape(response.text)
    assert "<ins>" in response.context["changes"]
    assert reverse("translations:overview") in html
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[network.pk])}#{lead.anchor}"' in html
    unchanged = recording.of_root(network).get(field="title")
    assert page_of(admin_client, unchanged).context["changes"] == ""
    # Nobody has ever confirmed it.
    FieldTranslation.objects.filter(pk=lead.pk).update(confirmed_text="")
    assert page_of(admin_client, lead).context["changes"] == ""
    assert admin_client.get(reverse("translations:field", args=(10**9,))).status_code == 404


@pytest.fixture
def people(django_user_model):
    """Return who may only translate, and who has the right to texts and may edit no page."""
    translator = django_user_model.objects.create_user("prevoditeljka")
    translator.groups.add(Group.objects.get(name="Prevoditeljke"))
    other = django_user_model.objects.create_user("bez-stranica")
    names = ["access_admin", "edit_translations"]
    other.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return translator, other


def test_who_may_not_edit_the_thing_reads_and_does_not_decide(client, people, lead):
    organisation = Organisation.objects.create(name_sr_latn="Udruženje", about_sr_latn="<p>Pomaže.</p>")
    recording.record(organisation)
    about = recording.of_root(organisation).get(field="about")
    for person, may_decide in zip(people, (True, False), strict=True):
        client.force_login(person)
        for row, name in ((lead, "still_valid"), (about, "intentionally_blank")):
            response = page_of(client, row)
            assert response.status_code == 200
            assert response.context["may_decide"] is may_decide
            assert (f'value="{name}"' in response.text) is may_decide
            decide(client, row, name)
            row.refresh_from_db()
            assert (row.decision == name) is may_decide
            FieldTranslation.objects.filter(pk=row.pk).update(decision="", decided_for="")


def test_on_what_is_gone_nobody_decides(admin_client, lead):
    FieldTranslation.objects.filter(pk=lead.pk).update(root_id=10**9)
    response = page_of(admin_client, lead)
    assert response.status_code == 200 and response.context["may_decide"] is False
    decide(admin_client, lead, "still_valid")
    lead.refresh_from_db()
    assert lead.decision == ""


def test_a_decision_is_confirmed_in_a_sentence_and_leads_back(admin_client, network, lead):
    response = decide(admin_client, lead, "still_valid")
    assert response.redirect_chain[0][0] == OVERVIEW
    (message,) = response.context["messages"]
    lead.refresh_from_db()
    assert str(message) == f"{network.title}, {lead.field_label}: {lead.get_state_display()}"
    assert lead.decided_for == lead.source and lead.decided_at and lead.confirmed_text == lead.source_text
    assert page_of(admin_client, lead).context["changes"] == ""
    own = reverse("translations:field", args=(lead.pk,))
    for elsewhere in ("", "https://evil.example/"):
        assert decide(admin_client, lead, WITHDRAWN, next=elsewhere).redirect_chain[0][0] == own
    lead.refresh_from_db()
    assert (lead.decision, lead.decided_for, lead.decided_by, lead.decided_at) == ("", "", None, None)
    assert lead.state == State.OUTDATED


@pytest.mark.parametrize("name", [Decision.STILL_VALID, Decision.BLANK])
def test_each_decision_is_made_in_its_own_state_and_taken_back(name, network, admin_user):
    publish(network, short_name_en="")
    rows = recording.of_root(network)
    states = {State.OUTDATED: rows.get(field="lead"), State.MISSING: rows.get(field="short_name")}
    right = states.pop(State.OUTDATED if name == Decision.STILL_VALID else State.MISSING)
    (wrong,) = states.values()
    with pytest.raises(decisions.CannotDecideError):
        decisions.decide(wrong.pk, name, admin_user, wrong.source)
    assert decisions.decide(right.pk, name, admin_user, right.source).state == name
    assert decisions.decide(right.pk, WITHDRAWN, admin_user, right.source).state == right.state


def test_the_history_says_who_decided_what_of_which_field(admin_client, admin_user, network, lead):
    publish(network, short_name_en="")
    blank = recording.of_root(network).get(field="short_name")
    decide(admin_client, lead, "still_valid")
    decide(admin_client, lead, "withdrawn")
    decide(admin_client, blank, "intentionally_blank")
    entries = PageLogEntry.objects.filter(action__startswith="translations.").order_by("pk")
    assert [entry.user for entry in entries] == [admin_user] * 3
    assert [entry.message for entry in entries] == [
        "Odluka: engleski tekst u polju „uvod” i dalje važi",
        "Poništena odluka o engleskom tekstu u polju „uvod”",
        "Odluka: engleski tekst u polju „kratak naziv” namerno je prazan",
    ]
    labels = {str(entry.formatter.label) for entry in entries}
    assert len(labels) == 3
    # Of what the model does not have any more it is told that something was decided.
    last = entries.last()
    for data in ({**last.data, "field": "gone"}, {**last.data, "owner": "networks.gone"}):
        last.data = data
        assert "„polje”" in last.message


def test_a_part_is_named_by_what_it_belongs_to(admin_client, network):
    note = recording.of_root(network).filter(owner_type__model="membership", field="note").first()
    assert note.field_label == "članstvo › napomena"
    assert "›" not in recording.of_root(network).get(field="lead").field_label
    assert page_of(admin_client, note).status_code == 200
