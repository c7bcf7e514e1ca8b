"""Export and import in the admin: the way of a person, in both languages of the interface."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from astra_site.tasks.models import Job, JobState
from networks.models import Organisation
from networks.spreadsheets.forms import READ_AT_ONCE
from networks.spreadsheets.models import KEPT_FOR, Upload
from tests.networks.spreadsheets.files import csv_of

pytestmark = pytest.mark.django_db
NEW = csv_of({"name_sr": "Udruženje iz mašte", "slug_sr": "iz-maste"})
DOUBTFUL = csv_of({"name_sr": "Grupa 484ASTRA", "slug_sr": "iz-maste"})


@pytest.fixture(params=["sr-latn", "en"])
def admin(request, client, moderator):
    """A browser with a person in it, once for each language of the interface."""
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(moderator)
    profile.preferred_language = request.param
    profile.save()
    client.force_login(moderator)
    return client


def upload(client, content=NEW, name="a.csv"):
    """Choose a file and return the address of its dry run."""
    response = client.post(reverse("spreadsheets:index"), {"file": SimpleUploadedFile(name, content)})
    return response.headers.get("Location", response)


def form_of(client, address):
    """Return what the form of a dry run sends."""
    return {"fingerprint": client.get(address).context["form"].initial["fingerprint"]}


def test_nothing_happens_before_the_second_step(admin):
    address = upload(admin)
    page = admin.get(address)
    assert "Udruženje iz mašte" in page.content.decode()
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    response = admin.post(address, form_of(admin, address), follow=True)
    (job,) = Job.objects.filter(path__endswith="import_file")
    assert response.redirect_chain[-1][0] == job.url
    assert job.message in response.content.decode() and job.state == JobState.DONE
    assert Organisation.objects.get(slug_sr_latn="iz-maste").live
    assert not Upload.objects.exists()


def test_doubts_have_to_be_looked_at(admin):
    address = upload(admin, DOUBTFUL)
    data = form_of(admin, address)
    assert admin.post(address, data).context["form"].errors["seen"]
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    admin.post(address, {**data, "seen": "on"})
    assert Organisation.objects.filter(slug_sr_latn="iz-maste").exists()


def test_data_that_changed_meanwhile_bring_the_dry_run_back(admin):
    address = upload(admin)
    data = form_of(admin, address)
    # Nearly its name: a doubt that nobody was shown.
    Organisation.objects.create(name_sr_latn="Udruženje iz mašta")
    admin.post(address, data)
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    failed = Job.objects.get(path__endswith="import_file")
    page = admin.get(failed.result_url)
    assert failed.state == JobState.FAILED and failed.message in page.content.decode()
    admin.post(reverse("spreadsheets:try_again", args=[Upload.objects.get().pk]))
    admin.post(address, {**form_of(admin, address), "seen": "on"})
    assert Organisation.objects.filter(slug_sr_latn="iz-maste").exists()


def test_a_file_that_was_tampered_with_is_not_imported(admin):
    address = upload(admin)
    Upload.objects.update(content=csv_of({"name_sr": "Podmetnuto"}))
    assert admin.post(address, {"fingerprint": Upload.objects.get().fingerprint}).status_code == 404
    assert admin.get(address).status_code == 404


def test_errors_leave_no_button_and_a_forced_request_changes_nothing(admin):
    address = upload(admin, csv_of({"name_sr": "Nova", "country": "Srbija"}))
    page = admin.get(address)
    assert 'name="fingerprint"' not in page.content.decode()
    admin.post(address, {"fingerprint": Upload.objects.get().fingerprint})
    assert not Organisation.objects.filter(name_sr_latn="Nova").exists()


@pytest.mark.parametrize(("content", "name"), [(b"", "a.xlsx"), (b"PK\x03\x04", "a.xlsx"), (b"x", "a.pdf")])
def test_a_damaged_file_is_an_error_of_the_form(content, name, admin):
    response = upload(admin, content, name)
    assert response.status_code == 200 and response.context["form"].errors["file"]
    assert not Upload.objects.exists()


def test_the_form_takes_a_file_as_large_as_allowed_and_none_that_is_larger(admin, monkeypatch):
    monkeypatch.setattr("networks.spreadsheets.forms.LARGEST_FILE", len(NEW))
    assert upload(admin, NEW + b"\n").context["form"].errors["file"]
    assert Upload.objects.count() == 0

    upload(admin, NEW)
    assert Upload.objects.count() == 1


def test_what_is_wrong_inside_a_large_file_is_said_when_it_was_read(admin):
    content = b"PK\x03\x04" + bytes(READ_AT_ONCE)
    page = admin.get(upload(admin, content, "a.xlsx"), follow=True)
    (job,) = Job.objects.all()
    assert job.state == JobState.FAILED and job.message in page.content.decode()


def test_both_exports_come_as_files(admin):
    book = admin.get(reverse("spreadsheets:export", args=["xlsx"]))
    assert book.headers["Content-Disposition"].endswith('.xlsx"') and book.content.startswith(b"PK")
    archive = zipfile.ZipFile(io.BytesIO(admin.get(reverse("spreadsheets:export", args=["csv"])).content))
    assert archive.namelist() == ["organisations.csv", "memberships.csv"]
    assert archive.read("organisations.csv").startswith(b"\xef\xbb\xbfid;")
    assert admin.get(reverse("spreadsheets:export", args=["exe"])).status_code == 404


def test_the_export_can_be_imported_at_once(admin):
    book = admin.get(reverse("spreadsheets:export", args=["xlsx"])).content
    page = admin.get(upload(admin, book, "a.xlsx"), follow=True)
    assert not page.context["plan"].has_work and not page.context["plan"].doubts


def test_a_file_is_nobodys_but_the_persons_who_uploaded_it(admin, client, django_user_model):
    address = upload(admin)
    client.force_login(django_user_model.objects.create_superuser("druga"))
    assert client.get(address).status_code == 404


def test_files_are_thrown_away_after_a_day(admin):
    upload(admin)
    Upload.objects.update(created_at=timezone.now() - KEPT_FOR * 2)
    upload(admin)
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("group", "may"),
    [("Urednice", True), ("Moderatorke", True), ("Prevoditeljke", False), ("Bezbednost", False)],
)
def test_only_those_who_may_change_organisations_get_in(group, may, client, django_user_model):
    person = django_user_model.objects.create_user("neko", is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    for address in (reverse("spreadsheets:index"), reverse("spreadsheets:export", args=["csv"])):
        assert (client.get(address).status_code == 200) is may
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("spreadsheets:index") in menu) is may


def test_whoever_is_not_logged_in_gets_nothing(client):
    response = client.get(reverse("spreadsheets:export", args=["csv"]))
    assert response.status_code == 302 and "login" in response.headers["Location"]


def test_the_pages_have_no_inline_script_or_style(admin):
    import re

    for address in (reverse("spreadsheets:index"), upload(admin, DOUBTFUL)):
        html = admin.get(address).content.decode()
        scripts = re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", html)
        assert not scripts and not re.findall(r"\son\w+=\"", html)


def test_texts_of_a_file_are_shown_as_text(admin):
    html = admin.get(upload(admin, csv_of({"name_sr": "<img src=x onerror=alert(1)>"}))).content.decode()
    assert "<img src=x" not in html and "&lt;img src=x" in html
