"""What the reader of a file notices reaches the plan and the screen; what an import does, the history."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from networks.models import NetworkPage, Organisation
from tests.networks.spreadsheets.files import csv_of, dry_run, import_file, workbook, zip_of
from tests.networks.spreadsheets.test_files import zipped

pytestmark = pytest.mark.django_db
NAMES = ["name_sr", "founded", "acronym"]
# The cell of a workbook, and what the reader has to say of it.
DOUBTS = {
    "a day that was made of a month": ([datetime.date(2013, 5, 1), "N"], "B2", "has made a day of it"),
    "a text like a formula": (["2013", "@SUM"], "C2", "kept as text"),
}
ERRORS = {
    "a formula": (["=1+1", "N"], "B2", "A formula stands here"),
    "a NUL": (["2013", "N_x0000_"], "C2", "characters that are no text"),
    "too long a text": (["2013", "N" * 40_000], "C2", ""),
}


@pytest.fixture
def screen(client, moderator):
    """Upload a file as a person does and return the page of its dry run, in English."""
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(moderator)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(moderator)

    def show(content, name="a.xlsx"):
        url = reverse("spreadsheets:index")
        sent = client.post(url, {"file": SimpleUploadedFile(name, content)})
        return client.get(sent.headers["Location"])

    return show


@pytest.mark.parametrize(("cells", "place", "told"), DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_of_the_reader_is_shown_by_its_cell_and_has_to_be_confirmed(cells, place, told, screen):
    page = screen(workbook([NAMES, ["Nova", *cells]]))

    ((cell, message),) = page.context["plan"].doubts
    assert place in cell and told in message
    assert told in page.text and place in page.text
    assert "seen" in page.context["form"].fields


@pytest.mark.parametrize(("cells", "place", "told"), ERRORS.values(), ids=ERRORS)
def test_an_error_of_the_reader_is_shown_by_its_cell_and_stops_the_import(cells, place, told, screen):
    page = screen(workbook([NAMES, ["Nova", *cells]]))

    ((cell, message),) = page.context["plan"].errors
    assert place in cell and told in message and place in page.text
    assert not page.context["plan"].can_be_imported


def test_the_hidden_files_of_an_archive_from_a_mac_are_passed_over(screen):
    table = csv_of({"name_sr": "Nova"})
    page = screen(
        zipped(**{"__MACOSX/._organisations.csv": b"\0\5\26\7", "organisations.csv": table}), "a.zip"
    )

    assert [row["name"] for row in page.context["plan"].groups["created"].rows] == ["Nova"]
    assert "._organisations.csv" in page.text


def test_an_end_that_is_corrected_is_a_change_and_no_end(moderator):
    Organisation.objects.filter(slug_sr_latn="astra").update(ended="2020", activity="unknown")
    membership = NetworkPage.objects.get(slug="preugovor").memberships.first()
    membership.until = "2019"
    membership.save()
    row = {"id": membership.pk, "network": "preugovor",
           "organisation": membership.organisation.slug_sr_latn, "until": "2020"}  # fmt: skip

    plan = dry_run(zip_of([{"slug_sr": "astra", "ended": "2021"}], [row]), moderator)

    assert len(plan.changed) == 2 and not plan.ended and not plan.errors


def test_a_membership_may_name_its_organisation_by_the_address_that_it_gets_in_the_file(moderator):
    astra = Organisation.objects.get(slug_sr_latn="astra")
    content = zip_of(
        [{"id": astra.pk, "slug_sr": "nova-adresa"}], [{"network": "ban", "organisation": "nova-adresa"}]
    )

    assert not dry_run(content, moderator).errors


def test_the_history_says_who_has_created_an_organisation_by_an_import(moderator):
    with translation.override("en"):
        import_file(csv_of({"name_sr": "Nova", "slug_sr": "nova"}), moderator, "a.csv")

    entry = ModelLogEntry.objects.get(action="wagtail.create")
    assert (entry.label, entry.user) == ("Nova", moderator)
