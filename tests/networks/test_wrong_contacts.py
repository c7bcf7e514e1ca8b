"""A contact with a wrong number, e-mail, confidence or date is refused, with its place."""

import datetime
import shutil

import pytest
from django.core.exceptions import ValidationError

from networks.models import PublicPhone
from networks.starter.loader import CONTENT, Loader
from networks.starter.yaml_lines import StarterError
from tests.factories import make_organisation
from tests.networks.spreadsheets.files import csv_of, dry_run, messages
from tests.pages.editing import errors

# What is refused or chosen is decided before a database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

WRONG = [
    ("website", "nije adresa", "website"),
    ("email", "nije imejl", "email"),
    ("email_confidence", "mozda", "email_confidence"),
    ("website_as_of", "jednom", "website_as_of"),
    ("website_as_of", "2199", "website_as_of"),
    ("email_checked_on", "2199-01-01", "email_checked_on"),
    ("email_checked_on", "juče", "email_checked_on"),
]


@pytest.mark.parametrize(("field", "value", "place"), WRONG)
def test_the_form_refuses_it_at_its_field(editor, directory, field, value, place):
    organisation = make_organisation("Centar")

    assert place in errors(editor.edit_snippet(organisation, **{field: value}))


def test_the_form_refuses_to_publish_what_comes_from_nowhere(editor, directory):
    organisation = make_organisation("Centar")

    found = errors(editor.edit_snippet(organisation, email="a@example.org", email_confidence="confirmed"))

    assert "email_source_url" in found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "nema broja"),
        ("number", "12"),
        ("number", "1234567890123456"),
        ("confidence", "mozda"),
        ("as_of", "2199"),
        ("checked_on", datetime.date(2199, 1, 1)),
        ("source_url", "ftp"),
    ],
)
def test_a_number_is_refused_at_its_field(directory, field, value):
    phone = PublicPhone(organisation=make_organisation("Centar"), number="011 785 0000")
    phone.full_clean()
    setattr(phone, field, value)

    with pytest.raises(ValidationError) as refused:
        phone.full_clean()

    assert field in refused.value.message_dict


@pytest.mark.parametrize("number", ["011 785 0000", "+381 11 785-0000", "(011) 785/0000", "116 000", "112"])
def test_numbers_are_taken_as_people_write_them(directory, number):
    PublicPhone(organisation=make_organisation("Centar"), number=number).full_clean()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", "nije imejl"),
        ("email_confidence", "mozda"),
        ("email_as_of", "jednom"),
        ("website_checked_on", "2199-01-01"),
        ("phones", "011 785 0000 | | | | | mozda"),
        ("phones", "nema broja"),
    ],
)
def test_the_spreadsheet_refuses_it_with_its_cell(directory, django_user_model, column, value):
    person = django_user_model.objects.create_superuser("moderatorka")
    plan = dry_run(csv_of({"name_sr": "Nova", column: value}), person, "a.csv")

    assert [error.column for error in plan.errors] == [column], messages(plan.errors)


@pytest.fixture
def starter_folder(tmp_path, db):
    """A copy of the starter files, to spoil."""
    copy = tmp_path / "starter"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  email: nije imejl\n", "email"),
        ("  email: a@example.org\n  email_confidence: mozda\n", "email_confidence"),
        ("  website: https://a.rs\n  website_as_of: jednom\n", "website_as_of"),
        ('  phones:\n    - number: "nema"\n      source: ein-2018\n', "number"),
        ('  phones:\n    - number: "112"\n      confidence: mozda\n      source: ein-2018\n', "confidence"),
        ('  phones:\n    - number: "112"\n      checked_on: juče\n      source: ein-2018\n', "checked_on"),
    ],
)
def test_the_starter_content_refuses_it_with_its_line(starter_folder, lines, told):
    path = starter_folder / "organisations" / "serbia.yaml"
    record = (
        "- key: nova\n  slug: {sr: nova-proba, en: nova-proba}\n  name: {sr: Nova}\n  source: ein-2018\n"
        + lines
    )
    path.write_text(record, encoding="utf-8")

    with pytest.raises(StarterError) as refused:
        Loader(starter_folder).load()

    assert told in str(refused.value)
    assert "serbia.yaml" in str(refused.value)
