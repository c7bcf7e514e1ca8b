"""The report "Translations" and the page of one field."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from astra_site.pages.models import BasePage
from astra_site.translations import catalogue_numbers, recording
from astra_site.translations.models import FieldTranslation
from astra_site.translations.report import counts, in_overview
from astra_site.translations.states import State
from networks.models import NetworkPage, Organisation
from tests import factories
from tests.translations.recount import recount

pytestmark = pytest.mark.django_db
OVERVIEW = "/admin/translations/"


@pytest.fixture
def translator(admin_client):
    """A client of somebody who may do everything, with an English admin."""
    return admin_client


def publish(page, **fields):
    latest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision().publish()


@pytest.fixture
def network():
    """A network whose lead has changed in Serbian since."""
    page = NetworkPage.objects.get(slug="at-mreza")
    publish(page, lead_sr_latn="Nova rečenica o mreži, sa žiškom.", short_name_en="")
    return page


def make_organisations(number):
    made = [
        Organisation.objects.create(name_sr_latn=f"Udruženje {one}", about_sr_latn="<p>Pomaže.</p>")
        for one in range(number)
    ]
    for one in made:
        recording.record(one)


def lines(response):
    return [(row.label, row.field, row.state) for row in response.context["object_list"]]


def test_the_overview_counts_what_a_recount_of_the_published_texts_counts(translator, network):
    make_organisations(5)
    assert counts(in_overview()) == recount()
    shown = {state: number for state, _label, number in translator.get(OVERVIEW).context["state_counts"]}
    assert shown == recount()


def test_a_change_is_shown_for_just_that_field(translator, network):
    response = translator.get(OVERVIEW, {"state": "outdated"})
    assert lines(response) == [(network.title, "lead", State.OUTDATED)]


def test_the_list_is_narrowed_down_by_state_kind_and_words(translator, network):
    kind = ContentType.objects.get_for_model(NetworkPage).pk
    assert {
        one.root_type_id for one in translator.get(OVERVIEW, {"root_type": kind}).context["object_list"]
    } == {kind}
    assert lines(translator.get(OVERVIEW, {"state": "missing", "root_type": kind})) == [
        (network.title, "short_name", State.MISSING)
    ]
    assert lines(translator.get(OVERVIEW, {"q": "ŽIŠKOM"})) == [(network.title, "lead", State.OUTDATED)]
    assert lines(translator.get(OVERVIEW, {"q": "ziskom recenica"})) == [
        (network.title, "lead", State.OUTDATED)
    ]
    assert lines(translator.get(OVERVIEW, {"q": "nemaovoga"})) == []


def test_drafts_and_unpublished_pages_are_not_counted(translator, network):
    page = factories.make_page(BasePage.objects.get(depth=2), "Nedovršeno", live=False)
    page.save_revision()
    network.refresh_from_db()
    network.unpublish()
    assert not {"Nedovršeno", network.title} & {label for label, *_rest in lines(translator.get(OVERVIEW))}
    assert counts(in_overview()) == recount()


def test_each_line_leads_to_its_field_in_the_form(translator, network):
    html = translator.get(OVERVIEW, {"state": "outdated"}).content.decode()
    row = recording.of_root(network).get(field="lead")
    address = reverse("wagtailadmin_pages:edit", args=(network.pk,))
    assert f'href="{address}#{row.anchor}"' in html
    assert f'id="{row.anchor}"' in translator.get(address).content.decode()


def test_every_line_of_the_starter_content_leads_somewhere(translator):
    for kind in FieldTranslation.objects.values_list("root_type", flat=True).distinct().order_by():
        response = translator.get(OVERVIEW, {"root_type": kind})
        assert response.content.decode().count("#translation-") == len(response.context["object_list"])


def test_the_list_comes_as_csv_and_xlsx_and_computes_nothing(translator, network):
    publish(network, lead_sr_latn="=HYPERLINK(1)")
    response = translator.get(OVERVIEW, {"state": "outdated", "export": "csv"})
    table = list(csv.reader(StringIO(response.getvalue().decode())))
    assert len(table) == 2
    assert "'=HYPERLINK(1)" in table[1]
    response = translator.get(OVERVIEW, {"state": "outdated", "export": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(response.getvalue())).active
    assert [row[4].value for row in sheet.rows][1] == "'=HYPERLINK(1)"


def test_the_page_of_a_field_shows_which_words_changed(translator, network):
    before = recording.of_root(network).get(field="lead")
    publish(network, lead_en="A network, with a spark.")
    publish(network, lead_sr_latn="Nova rečenica o mreži, sa iskrom.")
    html = translator.get(reverse("translations:field", args=(before.pk,))).content.decode()
    assert "<del>žiškom</del>" in html
    assert "<ins>iskrom</ins>" in html
    assert "A network, with a spark." in html


def test_the_words_of_a_page_are_escaped(translator, network):
    publish(network, lead_sr_latn="<script>alert(1)</script> & kraj")
    row = recording.of_root(network).get(field="lead")
    for address in (OVERVIEW, reverse("translations:field", args=(row.pk,))):
        assert "<script>alert(1)" not in translator.get(address).content.decode()


# Decisions


def decision(row, name):
    row.refresh_from_db()
    return {"decision": name, "source": row.source, "next": OVERVIEW}


def test_a_decision_is_made_by_a_button_and_can_be_read_in_the_history(translator, network):
    row = recording.of_root(network).get(field="lead")
    address = reverse("translations:decide", args=(row.pk,))
    assert translator.post(address, decision(row, "still_valid")).headers["location"] == OVERVIEW
    row.refresh_from_db()
    assert (row.state, row.decided_by.username) == (State.STILL_VALID, "admin")
    entry = PageLogEntry.objects.get(action="translations.still_valid")
    assert (entry.page_id, entry.user.username) == (network.pk, "admin")
    history = translator.get(reverse("wagtailadmin_pages:history", args=(network.pk,)))
    assert entry.message in history.content.decode().replace("&quot;", '"')


def test_a_decision_on_an_organisation_is_in_its_history_too(translator):
    make_organisations(1)
    organisation = Organisation.objects.get(name_sr_latn="Udruženje 0")
    row = recording.of_root(organisation).get(field="about")
    translator.post(reverse("translations:decide", args=(row.pk,)), decision(row, "intentionally_blank"))
    assert ModelLogEntry.objects.filter(
        action="translations.intentionally_blank", object_id=str(organisation.pk)
    ).exists()


def test_a_decision_on_an_older_text_is_refused_with_a_reason(translator, network):
    row = recording.of_root(network).get(field="lead")
    sent = decision(row, "still_valid")
    publish(network, lead_sr_latn="Još novija rečenica.")
    response = translator.post(reverse("translations:decide", args=(row.pk,)), sent, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    row.refresh_from_db()
    assert row.state == State.OUTDATED


def test_a_decision_needs_a_post_and_a_token(translator, network, client, admin_user):
    row = recording.of_root(network).get(field="lead")
    address = reverse("translations:decide", args=(row.pk,))
    assert translator.get(address).status_code == 405
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert strict.post(address, decision(row, "still_valid")).status_code == 403
    row.refresh_from_db()
    assert row.state == State.OUTDATED


def test_a_decision_that_does_not_exist_is_refused(translator, network):
    row = recording.of_root(network).get(field="lead")
    address = reverse("translations:decide", args=(row.pk,))
    assert translator.post(address, decision(row, "delete")).status_code in (302, 403)
    row.refresh_from_db()
    assert row.state == State.OUTDATED


def test_nobody_decides_or_sees_the_overview_without_the_right_to_texts(client, django_user_model, network):
    person = django_user_model.objects.create_user("gost")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    row = recording.of_root(network).get(field="lead")
    for response in (
        client.get(OVERVIEW),
        client.get(reverse("translations:field", args=(row.pk,))),
        client.post(reverse("translations:decide", args=(row.pk,)), decision(row, "still_valid")),
    ):
        assert response.status_code in (302, 403)
    row.refresh_from_db()
    assert row.state == State.OUTDATED
    assert "/admin/translations/" not in client.get("/admin/").content.decode()


def test_a_translator_finds_the_overview_in_the_menu(client, django_user_model, network):
    person = django_user_model.objects.create_user("prevoditeljka")
    person.groups.add(django_user_model.groups.rel.model.objects.get(name="Prevoditeljke"))
    client.force_login(person)
    assert "/admin/translations/" in client.get("/admin/").content.decode()
    assert client.get(OVERVIEW).status_code == 200
    row = recording.of_root(network).get(field="lead")
    client.post(reverse("translations:decide", args=(row.pk,)), decision(row, "still_valid"))
    row.refresh_from_db()
    assert row.state == State.STILL_VALID


# The interface's own texts


def test_the_numbers_of_a_catalogue_are_those_of_its_texts(settings, tmp_path):
    folder = tmp_path / "sr_Latn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "one"\nmsgstr "jedan"\n\nmsgid "two"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "three"\nmsgstr "tri?"\n\n#~ msgid "gone"\n#~ msgstr "nema"\n'
    )
    settings.LOCALE_PATHS = [tmp_path]
    (numbers,) = catalogue_numbers.numbers_of_catalogues()
    assert (numbers.translated, numbers.missing, numbers.fuzzy, numbers.total) == (1, 1, 1, 3)
