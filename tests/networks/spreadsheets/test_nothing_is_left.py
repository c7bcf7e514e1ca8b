"""What is taken back leaves nothing behind: no revision, no entry, no request, no reference."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import LogActionRegistry
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, Revision, TaskState, WorkflowState

from astra_site.search.models import SearchEntry
from astra_site.tasks import running
from astra_site.tasks.models import Job, JobState
from astra_site.tasks.running import Work
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation, OrganisationIndexPage
from networks.spreadsheets import history, jobs, journal
from networks.spreadsheets.journal import Journal
from networks.spreadsheets.models import ImportStep, Upload
from tests.factories import make_membership
from tests.networks.spreadsheets.files import csv_of, import_file, state, zip_of

pytestmark = pytest.mark.django_db
NEW = {"id": "", "name_sr": "Udruženje iz mašte", "slug_sr": "iz-maste", "acronym": "",
       "fields_of_work": "edu", "phones": "112", "city_sr": "Niš", "keep_place_secret": "no"}  # fmt: skip

OF_A_NEW_ONE = [f"wagtail.{act}" for act in ("create", "edit", "publish", "workflow.start", "delete")]


def person_of(django_user_model, role):
    person = django_user_model.objects.create_user(f"osoba-{role}")
    person.groups.add(Group.objects.get(name=role))
    return person


def astra():
    return Organisation.objects.get(slug_sr_latn="astra")


def rows_of_it():
    """Return rows that create, change and join, and a change of what is not published."""
    hidden = Organisation.objects.get(slug_sr_latn="nacrt")
    known = {"id": astra().pk, "name_sr": astra().name_sr_latn, "slug_sr": "astra", "acronym": "NOVO",
             "fields_of_work": FieldOfWork.objects.order_by("key").first().key, "phones": "113",
             "keep_place_secret": "yes"}  # fmt: skip
    draft = {
        "id": hidden.pk,
        "name_sr": "Drugi nacrt",
        "slug_sr": "nacrt",
        "acronym": "N",
        "fields_of_work": "edu",
    }
    joins = {"network": "ban", "organisation": "iz-maste", "since": "2013"}
    return [{**NEW, "city_sr": ""}, known, draft], [joins]


def traces():
    """Return whatever an import may leave in a table of Wagtail's, or in ours."""
    references = ReferenceIndex.objects.values_list(
        "base_content_type", "object_id", "to_content_type", "to_object_id"
    )
    return {
        "state": state(),
        "revisions": sorted(Revision.objects.values_list("object_id", flat=True)),
        "history": [
            sorted(log.objects.values_list("action", "label")) for log in (PageLogEntry, ModelLogEntry)
        ],
        "requests": [WorkflowState.objects.count(), TaskState.objects.count()],
        "references": sorted(references),
        "search": sorted(SearchEntry.objects.values_list("language", "title", "digest")),
        "secret": sorted(
            Organisation.objects.filter(do_not_publish_location=True).values_list("pk", flat=True)
        ),
    }


@pytest.mark.parametrize("role", ["Moderatorke", "Urednice"])
@pytest.mark.parametrize("has_revision", [True, False])
@pytest.mark.usefixtures("reference_index")
def test_after_it_was_taken_back_everything_is_as_before(role, has_revision, django_user_model):
    person = person_of(django_user_model, role)
    hidden = Organisation.objects.create(name_sr_latn="Nacrt", slug_sr_latn="nacrt", live=False)
    if has_revision:
        hidden.save_revision()
    upload = Upload.keep(person, "a.zip", zip_of(*rows_of_it()))
    before = traces()
    jobs.start_dry_run(upload, person)
    job = jobs.start_import(upload, person, Upload.objects.get().fingerprint)
    assert job.state == JobState.DONE and ImportStep.objects.count() == 4
    assert traces().keys() == before.keys() and traces()["state"] != before["state"]

    undone = jobs.start_undo(job, person)

    assert undone.message.startswith("Uvoz je poništen: sve")
    after = traces()
    # The history goes on to say what was done to the directory, that a place was hidden, and what was new.
    said = [("networks.hide_place", str(astra())), *((act, NEW["name_sr"]) for act in OF_A_NEW_ONE)]
    said += [
        (act, OrganisationIndexPage.objects.get().title) for act in (history.IMPORTED, history.TAKEN_BACK)
    ]
    after["history"] = [[entry for entry in entries if entry not in said] for entries in after["history"]]
    for name in before:
        assert after[name] == before[name], name


def test_what_somebody_has_made_a_member_since_stays_as_a_draft(moderator):
    upload = Upload.keep(moderator, "a.csv", csv_of(NEW))
    jobs.start_dry_run(upload, moderator)
    job = jobs.start_import(upload, moderator, Upload.objects.get().fingerprint)
    new = Organisation.objects.get(slug_sr_latn="iz-maste")
    make_membership(NetworkPage.objects.get(slug="ban"), new)
    undone = jobs.start_undo(job, moderator)

    assert undone.message.startswith("Uvoz je poništen, osim 1 ")
    new.refresh_from_db()
    assert not new.live and Membership.objects.filter(organisation=new).exists()
    assert not SearchEntry.objects.filter(title=new.name_sr_latn).exists()


def test_of_two_who_try_out_a_file_each_sees_her_own(moderator, admin_user):
    hers = Upload.keep(moderator, "a.csv", csv_of(NEW))
    jobs.start_dry_run(hers, moderator)
    hers.refresh_from_db()
    others = Upload.keep(admin_user, "b.csv", csv_of({**NEW, "name_sr": "Vetrenjača", "slug_sr": "v"}))
    jobs.start_dry_run(others, admin_user)
    others.refresh_from_db()

    assert Upload.objects.get(pk=hers.pk).fingerprint == hers.fingerprint != others.fingerprint != ""


def test_what_is_gone_already_is_passed_by_and_counted_as_kept(moderator):
    upload = Upload.keep(moderator, "a.csv", csv_of(NEW, {**NEW, "name_sr": "Vetrenjača", "slug_sr": "v"}))
    jobs.start_dry_run(upload, moderator)
    job = jobs.start_import(upload, moderator, Upload.objects.get().fingerprint)
    Organisation.objects.get(slug_sr_latn="v").delete()
    told = []

    assert journal.take_back(job.pk, tell=lambda done, total: told.append((done, total))) == 1
    assert told[0] == (0, 2) and not ImportStep.objects.exists()
    # And of another import nothing is taken back.
    other = Journal(job.pk)
    import_file(csv_of(NEW), moderator, "a.csv")
    assert journal.take_back(other.run) == 0 and ImportStep.objects.count() == 1


# How far it is, what was asked of whom, and a worker that was killed


def test_each_step_of_the_work_is_told_with_how_many_there_are(moderator, monkeypatch):
    monkeypatch.setattr(running, "SECONDS_BETWEEN_WRITES", 0)
    told = []
    tell = Work.tell

    def note(work, done, total=0, step=""):
        told.append((work.job.path.rpartition(".")[2], done, total, step))
        tell(work, done, total, step)

    monkeypatch.setattr(Work, "tell", note)
    upload = Upload.keep(moderator, "a.csv", csv_of(NEW))
    jobs.start_dry_run(upload, moderator)
    job = jobs.start_import(upload, moderator, Upload.objects.get().fingerprint)
    jobs.start_undo(job, moderator)

    assert told == [
        ("try_out", 0, 3, "čita se fajl"), ("try_out", 1, 3, "čita se baza"), ("try_out", 2, 3, "poredi se"),
        ("import_file", 0, 0, "poredi se"), ("import_file", 0, 1, ""), ("import_file", 1, 1, ""),
        ("undo_import", 0, 1, ""),
    ]  # fmt: skip


def test_the_entries_of_the_directory_say_who_what_and_which_import(moderator):
    upload = Upload.keep(moderator, "tabela.csv", csv_of(NEW))
    jobs.start_dry_run(upload, moderator)
    job = jobs.start_import(upload, moderator, Upload.objects.get().fingerprint)
    undone = jobs.start_undo(job, moderator)

    entries = PageLogEntry.objects.filter(action__startswith="spreadsheets.").order_by("pk")
    assert [(entry.user, entry.data) for entry in entries] == [
        (moderator, {"run": str(job.pk), "title": each.title, "message": each.message})
        for each in (job, undone)
    ]
    known = LogActionRegistry()
    said = [known.get_formatter(entry).format_message(entry) for entry in entries]
    assert said == [f"{each.title}. {each.message}" for each in (job, undone)]
    assert "tabela.csv" in job.title and job.title in undone.title


def killed(task, person, **arguments):
    """Return a job that waits again, for its worker was killed in the middle of its first try."""
    return Job.objects.create(
        path=task.module_path, title="x", person=person, language="en", attempts=1, was_interrupted=True,
        arguments=arguments,
    )  # fmt: skip


def test_of_what_a_killed_worker_has_left_an_import_is_taken_back_and_all_else_begun_again(moderator):
    upload = Upload.keep(moderator, "a.csv", csv_of(NEW))
    jobs.start_dry_run(upload, moderator)
    fingerprint = Upload.objects.get().fingerprint
    done = jobs.start_import(upload, moderator, fingerprint)
    again = Upload.keep(moderator, "a.csv", csv_of({**NEW, "name_sr": "Vetrenjača", "slug_sr": "v"}))
    half = killed(jobs.import_file, moderator, upload=str(again.pk), fingerprint=fingerprint)
    ImportStep.objects.update(run=half.pk)
    jobs.import_file.call(str(half.pk))

    half.refresh_from_db()
    assert half.state == JobState.FAILED and not ImportStep.objects.exists()
    assert not Organisation.objects.filter(slug_sr_latn__in=["iz-maste", "v"]).exists()
    for task, arguments in (
        (jobs.try_out, {"upload": str(again.pk)}),
        (jobs.undo_import, {"run": str(done.pk)}),
    ):
        job = killed(task, moderator, **arguments)
        task.call(str(job.pk))
        job.refresh_from_db()
        assert job.state == JobState.DONE, task.module_path


def test_a_step_knows_what_it_has_written(moderator):
    import_file(csv_of(NEW), moderator, "a.csv")
    new = Organisation.objects.get(slug_sr_latn="iz-maste")

    step = ImportStep.objects.get()
    assert (step.content_type, step.object_id) == (ContentType.objects.get_for_model(new), new.pk)
    assert (step.is_new, step.made, step.before) == (True, new.latest_revision_id, None)
