"""A field is described once, beside the model, and every place that shows or reads records follows."""

import json

import pytest
from django.db import connection, models
from wagtail.admin.panels import get_edit_handler
from wagtail.fields import RichTextField

from networks.content_checks import names
from networks.models import Membership, NetworkPage, Organisation
from networks.models.fact import Fact, FactKind
from networks.organisation_search import organisation_documents
from networks.partial_dates import PartialDateField
from networks.spreadsheets.cells import SECRET
from networks.staff_lists import columns_of_export, named_like
from networks.starter.fillers import fill_organisation
from networks.starter.loader import CONTENT
from networks.starter.sources import Sources
from networks.starter.yaml_lines import Record
from tests.networks.spreadsheets.files import csv_of, exported, import_file

# Fields that stand in no file and on no page, and why.
NOT_DESCRIBED = {
    Organisation: {
        "id": "stands before the facts wherever a record has to be recognised",
        "logo": "a picture, and no text that a cell could hold",
        "sort_key_sr_latn": "worked out from the name",
        "sort_key_en": "worked out from the name",
        **dict.fromkeys(
            (
                "locked", "locked_at", "locked_by", "latest_revision", "live_revision", "first_published_at",
                "last_published_at", "go_live_at", "expire_at", "expired", "has_unpublished_changes",
            ),
            "Wagtail keeps it of every record with drafts",
        ),
    },
    Membership: {
        "key": "by which form, draft and database know the same row",
        "id": "stands before the facts wherever a record has to be recognised",
        "sort_order": "the order on the network's page",
        "network": "says whose membership it is; each place names it in its own way",
        "organisation": "says whose membership it is; each place names it in its own way",
    },
}  # fmt: skip
# From the most special to the most general.
KINDS_OF_FIELDS = (
    (PartialDateField, {FactKind.PARTIAL_DATE}),
    (RichTextField, {FactKind.RICH_TEXT}),
    (models.URLField, {FactKind.URL}),
    (models.EmailField, {FactKind.EMAIL}),
    (models.BooleanField, {FactKind.BOOLEAN}),
    (models.FloatField, {FactKind.NUMBER}),
    (models.DateField, {FactKind.DAY}),
    (models.TextField, {FactKind.TEXT, FactKind.LINES}),
    (models.ManyToManyField, {FactKind.KEYS}),
    (models.CharField, {FactKind.LINE, FactKind.LANGUAGE, FactKind.COUNTRY, FactKind.CHOICE}),
)
both_models = pytest.mark.parametrize("model", [Organisation, Membership])


@both_models
def test_every_field_is_described_or_has_a_reason_not_to_be(model):
    described = {column for fact in model.facts for column in (fact.name, *fact.columns_on(model))}
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}

    assert fields - described - set(NOT_DESCRIBED[model]) == set()
    assert set(NOT_DESCRIBED[model]) <= fields - described


@both_models
def test_a_description_is_of_something_that_the_model_has(model):
    assert not [
        fact.name for fact in model.facts if not fact.field_on(model) and not hasattr(model, fact.name)
    ]
    assert len({fact.name for fact in model.facts}) == len(model.facts)


@both_models
def test_a_description_tells_the_kind_that_its_field_has(model):
    for fact in model.facts:
        field = fact.field_on(model)
        kinds = next((kinds for field_type, kinds in KINDS_OF_FIELDS if isinstance(field, field_type)), None)
        assert kinds is None or fact.kind in kinds, fact.name
        assert (fact.kind is FactKind.CHOICE) == bool(
            getattr(field, "choices", None) and fact.kind is not FactKind.COUNTRY
        ), fact.name


@both_models
def test_what_is_described_can_be_edited(model):
    by_code = {"live", "is_current"}
    form = get_edit_handler(Organisation).get_form_class()
    if model is Membership:
        form = get_edit_handler(NetworkPage).get_form_class().formsets["memberships"].form
    edited = {*form.base_fields, *getattr(form, "formsets", {})}

    columns = {column for fact in model.facts for column in fact.columns_on(model)}
    assert columns - by_code <= edited


@pytest.fixture
def add_motto(db, monkeypatch):
    """Give organisations a field of a line that visitors may see, as a newcomer would."""
    field = models.CharField("motto", max_length=200, blank=True, default="")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE networks_organisation ADD COLUMN motto varchar(200) DEFAULT '' NOT NULL")
    Organisation.add_to_class("motto", field)

    def add(**described):
        fact = Fact("motto", public="motto", is_searched=True, is_listed=True, page_order=15, **described)
        monkeypatch.setattr(Organisation, "facts", (*Organisation.facts, fact))
        Organisation.objects.filter(pk=organisation.pk).update(motto="Nijedna sama")
        return Organisation.objects.get(pk=organisation.pk)

    organisation = Organisation.objects.get(slug_sr_latn="astra")
    yield add
    Organisation._meta.local_fields.remove(field)
    Organisation._meta._expire_cache()
    del Organisation.motto


def published(client, name):
    response = client.get(f"/organizacije/podaci/{name}/")
    assert response.status_code == 200
    return response.content.decode()


def record_of(client, organisation):
    organisations = json.loads(published(client, "json"))["organisations"]
    return next(row for row in organisations if row["id"] == organisation.pk)


def row_of(organisation):
    return next(row for row in exported()["organisations"] if row["id"] == str(organisation.pk))


def test_a_new_field_is_in_the_open_data(add_motto, client):
    organisation = add_motto()

    assert record_of(client, organisation)["motto"] == "Nijedna sama"
    header, *rows = published(client, "csv").splitlines()
    assert header.endswith(",motto")
    assert [row for row in rows if row.endswith("Nijedna sama")]
    schema = json.loads(published(client, "sema"))["properties"]["organisations"]["items"]
    assert schema["properties"]["motto"] == {"description": "motto", "type": "string"}
    assert "motto" in schema["required"]


def test_a_new_field_goes_out_to_the_spreadsheet_and_comes_in_from_it(add_motto, django_user_model):
    organisation = add_motto()
    moderator = django_user_model.objects.create_superuser("moderatorka")

    assert row_of(organisation)["motto"] == "Nijedna sama"
    import_file(csv_of({"id": organisation.pk, "motto": "Nijedan sam"}), moderator, "a.csv")
    organisation.refresh_from_db()
    assert organisation.motto == "Nijedan sam"


def test_a_new_field_is_read_from_the_starter_content(add_motto):
    organisation = add_motto()
    data = {"key": "x", "slug": organisation.slug_sr_latn, "motto": "Iz zapisa", "source": "ein-2018"}
    data |= {name: Record({"sr": "x"}, CONTENT, 1) for name in ("slug", "name")}
    record = Record(data, CONTENT, 1)

    fill_organisation(record, organisation, Sources(CONTENT / "sources.yaml"), {})

    assert organisation.motto == "Iz zapisa"
    record.check_all_read()


def test_a_new_field_can_be_found(add_motto):
    organisation = add_motto()

    (document,) = organisation_documents([organisation], "sr-latn")

    assert "Nijedna sama" in document.text


def test_a_new_field_is_in_the_list_of_staff(add_motto):
    organisation = add_motto(is_name=True)

    assert columns_of_export()["motto"] == "Motto"
    assert organisation in Organisation.objects.filter(named_like("Nijedna"))


def test_a_new_field_is_among_the_facts_on_the_page(add_motto, client):
    organisation = add_motto()

    html = " ".join(client.get(organisation.url_in("sr-latn")).content.decode().split())

    assert "<div><dt>Motto</dt><dd>Nijedna sama</dd></div>" in html


def test_a_new_name_is_known_to_the_content_checks(add_motto):
    organisation = add_motto(is_name=True)
    Organisation.objects.filter(pk=organisation.pk).update(motto="NIJEDNA sama")

    assert "NIJEDNA" in names().acronyms
    assert "NIJEDNA sama" in names().names


def test_a_name_in_another_language_teaches_capitals_but_has_to_be_marked(add_motto):
    organisation = add_motto(is_name=True, language_field="original_language")
    Organisation.objects.filter(pk=organisation.pk).update(motto="NIJEDNA sama", former_names="BIVŠA sama")

    assert "NIJEDNA" in names().acronyms
    assert "NIJEDNA sama" not in names().names
    assert "BIVŠA" not in names().acronyms


def test_a_new_field_that_gives_a_secret_place_away_is_told_nowhere(add_motto, client):
    organisation = add_motto(is_place=True)
    Organisation.objects.filter(pk=organisation.pk).update(do_not_publish_location=True)
    organisation.refresh_from_db()

    assert record_of(client, organisation)["motto"] == ""
    assert "Nijedna sama" not in published(client, "csv")
    assert "Nijedna sama" not in published(client, "geojson")
    assert "Nijedna sama" not in client.get(organisation.url_in("sr-latn")).content.decode()
    assert "Nijedna sama" not in str(organisation_documents([organisation], "sr-latn"))
    assert row_of(organisation)["motto"] is SECRET
