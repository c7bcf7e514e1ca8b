"""The admin's pages of export and import: who may open each, in which way, and what it says where."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from astra_site.tasks.models import Job, JobState
from networks.models import Organisation, OrganisationIndexPage
from networks.partial_dates import today
from networks.spreadsheets import jobs
from networks.spreadsheets.forms import READ_AT_ONCE
from networks.spreadsheets.models import KEPT_FOR, ImportStep, Upload
from networks.spreadsheets.shown_plan import ShownPlan
from tests.networks.spreadsheets.files import csv_of
from tests.networks.spreadsheets.test_refusals import RIGHTS
from tests.networks.spreadsheets.test_views import NEW, form_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HOME = "wagtailadmin_home"


@pytest.fixture
def person(django_user_model):
    """A person who may export and import, and publish what she imports."""
    found = django_user_model.objects.create_user("osoba", is_staff=True)
    found.user_permissions.set(Permission.objects.filter(codename__in=RIGHTS))
    return found


@pytest.fixture
def browser(client, person):
    """A browser with her in it, which speaks English."""
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(person)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(person)
    return client


def lose(person, codename):
    person.user_permissions.remove(Permission.objects.get(codename=codename))


def kept(person, content=NEW):
    """Keep an uploaded file for which no dry run was made yet."""
    return Upload.keep(person, "a.csv", content)


def imported(browser):
    """Import a new organisation; return where that can be taken back."""
    address = upload(browser)
    browser.post(address, form_of(browser, address))
    return Job.objects.get(path__endswith="import_file").result_url


# Right by right


@pytest.mark.parametrize("missing", ["add_organisation", "change_organisation", "edit_source"])
def test_who_may_not_import_any_more_opens_none_of_its_pages(missing, browser, person):
    undo = imported(browser)
    waiting = upload(browser, csv_of({"name_sr": "Vetrenjača"}))
    key = Upload.objects.get().pk
    form = form_of(browser, waiting)
    lose(person, missing)

    refused = [
        browser.get(waiting), browser.post(waiting, form), browser.get(undo), browser.post(undo),
        browser.post(reverse("spreadsheets:try_again", args=[key])),
    ]  # fmt: skip
    # Wagtail leads back to the start of the admin, with a sentence.
    assert [answer.headers.get("Location") for answer in refused] == [reverse(HOME)] * len(refused)
    assert not Organisation.objects.filter(name_sr_latn="Vetrenjača").exists()
    assert Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    assert Job.objects.count() == 3


def test_who_may_only_export_sees_no_form(browser, person):
    index = reverse("spreadsheets:index")
    assert browser.get(index).context["may_import"] and 'type="file"' in browser.get(index).text
    lose(person, "add_organisation")

    assert 'type="file"' not in browser.get(index).text
    assert browser.get(reverse("spreadsheets:export", args=["csv"])).status_code == 200


@pytest.mark.parametrize(("task", "started"), [("import_file", jobs.start_import), ("undo_import", None)])
def test_a_task_that_waited_asks_once_more_whether_its_person_may(task, started, browser, person):
    undo = imported(browser)
    first = Job.objects.get(path__endswith="import_file")
    upload(browser, csv_of({"name_sr": "Vetrenjača"}))
    lose(person, "add_organisation")
    person = type(person).objects.get(pk=person.pk)
    waiting = Upload.objects.get()
    job = (
        jobs.start_import(waiting, person, waiting.fingerprint) if started else jobs.start_undo(first, person)
    )

    assert undo and job.state == JobState.FAILED and job.message == "Više nemate pravo na uvoz."
    assert Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    assert not Organisation.objects.filter(name_sr_latn="Vetrenjača").exists()


# The way of each page


def test_a_page_of_data_is_kept_by_no_cache_and_a_new_dry_run_is_asked_for_by_post(browser, person):
    undo = imported(browser)
    waiting = upload(browser, csv_of({"name_sr": "Vetrenjača"}))
    again = reverse("spreadsheets:try_again", args=[Upload.objects.get().pk])
    pages = [
        reverse("spreadsheets:index"),
        reverse("spreadsheets:export", args=["csv"]),
        waiting,
        undo,
        again,
    ]
    answers = [browser.get(page) for page in pages]

    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 405]


def test_an_export_is_named_after_its_day_and_says_what_it_is(browser):
    for kind, ending, content_type in (
        ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "zip", "application/zip"),
    ):
        answer = browser.get(reverse("spreadsheets:export", args=[kind]))
        assert answer.headers["Content-Type"] == content_type
        assert answer.headers["Content-Disposition"] == f'attachment; filename="astra-{today()}.{ending}"'


def test_while_a_dry_run_waits_its_page_leads_to_its_job(browser, person):
    waiting = kept(person)
    page = reverse("spreadsheets:dry_run", args=[waiting.pk])
    # Before anything works on it, there is nothing to show.
    assert browser.get(page).headers["Location"] == reverse("spreadsheets:index")
    job = Job.objects.create(path="x", title="x", person=person, language="en", state=JobState.RUNNING)
    Upload.objects.update(job=job)

    assert browser.get(page).headers["Location"] == job.url
    # Nor is it begun a second time.
    again = browser.post(reverse("spreadsheets:try_again", args=[waiting.pk]))
    assert again.headers["Location"] == page and Job.objects.count() == 1
    Job.objects.update(state=JobState.FAILED, message="It has failed.")
    browser.post(reverse("spreadsheets:try_again", args=[waiting.pk]))
    assert Job.objects.count() == 2 and browser.get(page).context["plan"].has_work


def test_of_a_file_without_a_plan_it_is_said_why(browser, person):
    page = reverse("spreadsheets:dry_run", args=[kept(person).pk])
    assert "The file is no longer there" in browser.get(page, follow=True).text
    job = Job.objects.create(path="x", title="x", person=person, language="en", state=JobState.FAILED)
    Job.objects.update(message="Something is wrong in it.")
    Upload.objects.update(job=job)

    assert "Something is wrong in it." in browser.get(page, follow=True).text


def test_nobody_has_a_dry_run_made_of_what_somebody_else_has_uploaded(browser, moderator):
    theirs = kept(moderator)

    assert browser.post(reverse("spreadsheets:try_again", args=[theirs.pk])).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_job_that_was_no_import_cannot_be_taken_back(method, browser, person):
    upload(browser)
    (job,) = Job.objects.all()

    assert getattr(browser, method)(reverse("spreadsheets:undo", args=[job.pk])).status_code == 404


def test_what_was_taken_back_is_not_taken_back_twice(browser):
    undo = imported(browser)
    browser.post(undo)
    answer = browser.post(undo)

    assert answer.status_code == 200 and answer.context["written"] == 0
    assert Job.objects.filter(path__endswith="undo_import").count() == 1
    for title in (str(answer.context["job"].title), "a.csv"):
        assert title in answer.text


def test_a_forged_consent_to_a_file_with_errors_starts_nothing(browser):
    address = upload(browser, csv_of({"name_sr": "Nova", "country": "Srbija"}))
    browser.post(address, {"fingerprint": Upload.objects.get().fingerprint, "seen": "on"})

    assert not Job.objects.filter(path__endswith="import_file").exists()


def test_a_forged_fingerprint_of_another_plan_imports_nothing(browser):
    address = upload(browser)
    job = browser.post(address, {"fingerprint": "0" * 64}, follow=True)

    assert "Someone has changed the data since the dry run" in job.text
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    assert browser.post(address, {"fingerprint": ""}).context["form"].initial["fingerprint"]


def test_the_page_of_a_dry_run_names_the_file_and_asks_for_consent_only_where_there_are_doubts(browser):
    for content, fields in (
        (NEW, ["fingerprint"]),
        (csv_of({"name_sr": "Nova", "boja": "plava"}), ["fingerprint", "seen"]),
    ):
        page = browser.get(upload(browser, content, "tabela.csv"))
        assert list(page.context["form"].fields) == fields and "tabela.csv" in page.text
        assert '<input type="hidden" name="fingerprint"' in page.text


# What is kept


def test_a_file_is_read_whole_up_to_a_size_and_looked_at_beyond(browser):
    head = b"name_sr\n"
    for length, is_refused in ((READ_AT_ONCE, True), (READ_AT_ONCE + 1, False)):
        content = head + b'"' + b"x" * (length - len(head) - 1)
        assert len(content) == length
        answer = browser.post(reverse("spreadsheets:index"), {"file": SimpleUploadedFile("a.csv", content)})
        assert (answer.status_code == 200) is is_refused
    # What is no spreadsheet by its name is refused at any size.
    answer = browser.post(reverse("spreadsheets:index"), {"file": SimpleUploadedFile("a.pdf", b"x" * 60_000)})
    assert "Only files that end in" in answer.context["form"].errors["file"][0]


def test_a_file_is_kept_for_a_day_and_what_can_be_taken_back_as_long_as_its_job(browser, person):
    imported(browser)
    known = ImportStep.objects.get()
    ImportStep.objects.create(
        run="12345678-1234-5678-1234-567812345678",
        content_type=known.content_type,
        object_id=1,
        is_new=True,
        made=1,
    )
    young, old = kept(person), kept(person)
    for found, age in ((young, KEPT_FOR - datetime.timedelta(minutes=1)), (old, KEPT_FOR)):
        Upload.objects.filter(pk=found.pk).update(created_at=timezone.now() - age)
    last = Upload.keep(person, "n" * 300 + ".csv", NEW)

    assert {found.pk for found in Upload.objects.all()} == {young.pk, last.pk}
    assert list(ImportStep.objects.all()) == [known]
    assert last.name.endswith("n.csv") and len(last.name) == 200


def test_a_new_dry_run_replaces_the_plan_of_before(person):
    waiting = kept(person)
    jobs.start_dry_run(waiting, person)
    before = Upload.objects.get()
    assert ShownPlan(bytes(before.plan)).groups["created"].total == 1 and before.job.state == JobState.DONE
    assert before.job.result_url == reverse("spreadsheets:dry_run", args=[waiting.pk])
    Upload.objects.update(content=b"x", digest="x")
    jobs.start_dry_run(Upload.objects.get(), person)

    after = Upload.objects.get()
    assert after.plan is None and after.job.state == JobState.FAILED
    assert after.job.message == "Fajla više nema. Izaberite ga ponovo."


def test_without_a_directory_an_import_still_works_and_has_no_history(browser):
    OrganisationIndexPage.objects.all().delete()
    browser_index = browser.get(reverse("spreadsheets:index"))

    assert browser_index.context["history_url"] == ""
    assert imported(browser) and Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
