"""Each check of work and content beside its nearest neighbour: what is just well, and what no longer is."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from astra_site.link_checks.models import CheckedLink, LinkState
from astra_site.runs.models import Run
from astra_site.search.models import SearchEntry
from astra_site.status import checks, content, jobs
from astra_site.status.results import CheckResult, CheckState
from astra_site.tasks.models import Job, JobState, Worker

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def ago(**time: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**time)


def is_wrong(result: CheckResult) -> bool:
    assert result.state in {CheckState.WELL, CheckState.WRONG}
    assert bool(result.remedy) is (result.state == CheckState.WRONG)
    return result.state == CheckState.WRONG


# What is done at its time

TIMERS = {
    "backup": (jobs.backup, datetime.timedelta(hours=26)),
    "verify_backup": (jobs.verification, datetime.timedelta(hours=26)),
    "scheduled": (jobs.scheduled, datetime.timedelta(minutes=15)),
}


@pytest.mark.parametrize("name", TIMERS)
def test_work_of_a_timer_is_well_while_it_is_not_late_and_its_last_end_was_good(name: str) -> None:
    ask, longest = TIMERS[name]
    assert is_wrong(ask()) and "jer" not in ask().sentence
    run = Run.objects.create(pk=name, well_at=timezone.now() - longest + MINUTE)
    assert not is_wrong(ask())
    Run.objects.update(well_at=timezone.now() - longest - MINUTE)
    assert is_wrong(ask())
    Run.objects.update(well_at=ago(minutes=2), failed_at=ago(minutes=3), message="disk je pun")
    assert not is_wrong(ask()) and "disk je pun" not in ask().sentence
    Run.objects.update(failed_at=ago(minutes=1))
    assert is_wrong(ask()) and "disk je pun" in ask().sentence
    Run.objects.update(well_at=None)
    assert "disk je pun" in ask().sentence
    run.refresh_from_db()
    assert (run.has_failed, str(run)) == (True, name)


def test_a_queue_is_well_with_a_worker_while_nothing_waits_for_an_hour() -> None:
    assert is_wrong(jobs.worker())
    Worker.objects.create(pk="radnica")
    assert not is_wrong(jobs.worker())
    waiting = Job.objects.create(created_at=ago(minutes=59))
    Job.objects.create(created_at=ago(hours=9), state=JobState.RUNNING)
    assert not is_wrong(jobs.worker()) and "1." in jobs.worker().sentence
    Job.objects.create()
    Job.objects.filter(pk=waiting.pk).update(created_at=ago(minutes=61))
    assert is_wrong(jobs.worker()) and "2" in jobs.worker().sentence


def test_mail_is_well_while_its_last_letter_has_left(settings: Any) -> None:
    def letter(state: JobState, minutes: int, path: str = jobs.deliver.module_path) -> None:
        Job.objects.create(path=path, state=state, finished_at=ago(minutes=minutes))

    settings.MAILERS = {"default": {}}
    assert jobs.mail().state == CheckState.ABSENT and jobs.mail().remedy
    del settings.MAILERS
    assert jobs.mail().state == CheckState.ABSENT
    settings.MAILERS = {"delivery": {}}
    assert not is_wrong(jobs.mail())
    letter(JobState.FAILED, 9)
    assert is_wrong(jobs.mail())
    letter(JobState.DONE, 8)
    assert not is_wrong(jobs.mail())
    # Others, and those that somebody has cancelled, say nothing of the mail server.
    letter(JobState.FAILED, 7, "another.task")
    assert not is_wrong(jobs.mail())
    letter(JobState.FAILED, 6)
    letter(JobState.CANCELLED, 5)
    letter(JobState.DONE, 4, "another.task")
    assert is_wrong(jobs.mail())


def test_links_are_well_while_they_were_checked_within_eight_days() -> None:
    assert is_wrong(jobs.links())
    for number, (state, accepted) in enumerate(
        [
            (LinkState.ERROR, None), (LinkState.UNREACHABLE, None), (LinkState.ERROR, ago(days=1)),
            (LinkState.UNCHECKED, None),
        ]
    ):  # fmt: skip
        CheckedLink.objects.create(
            url=f"https://{number}.example/", state=state, accepted_at=accepted,
            checked_at=ago(days=8) + MINUTE,
        )  # fmt: skip
    assert not is_wrong(jobs.links())
    assert jobs.links().sentence.rstrip(".").endswith(": 2")
    CheckedLink.objects.update(checked_at=ago(days=8) - MINUTE)
    assert is_wrong(jobs.links())


# The content


@pytest.mark.parametrize(("missing", "named"), [(1, 1), (3, 3), (5, 3)])
def test_the_first_missing_migrations_are_named(
    missing: int, named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = [(SimpleNamespace(app_label="networks", name=f"000{number}"), False) for number in range(missing)]
    monkeypatch.setattr(content.MigrationExecutor, "migration_plan", lambda *_of: plan)
    found = content.migrations()
    assert is_wrong(found) and found.sentence.count("networks.000") == named
    assert (f"({missing})" in found.sentence) is (missing > named)


def test_the_database_is_asked_and_the_search_says_how_much_is_not_in_step() -> None:
    assert not is_wrong(content.database()) and not is_wrong(content.migrations())
    assert not is_wrong(content.search())
    SearchEntry.objects.filter(kind="organisation").first().delete()
    assert is_wrong(content.search()) and content.search().sentence.rstrip(".").endswith(": 1")


def test_a_check_that_fails_itself_hides_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = {
        "odd": ("Čudna", lambda: 1 // 0),
        "well": ("Dobra", lambda: CheckResult(CheckState.WELL, "Dobro.")),
        "absent": ("Nije", lambda: CheckResult(CheckState.ABSENT, "Nema.")),
    }
    monkeypatch.setattr(checks, "CHECKS", asked)
    found = list(checks.all_checks())
    assert [(check.key, check.title, check.is_wrong) for check in found] == [
        ("odd", "Čudna", True), ("well", "Dobra", False), ("absent", "Nije", False),
    ]  # fmt: skip
    assert [check.word for check in found] == ["nije u redu", "u redu", "nije podešeno"]
    assert "journalctl" in found[0].result.remedy
    assert [record.getMessage() for record in caplog.records] == ["A check of the status has failed"]
