"""Long work: it waits, runs, tells how far it is, can be cancelled, fails whole, and survives its worker."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from astra_site.tasks import background
from astra_site.tasks.models import Job, JobState, Worker
from astra_site.tasks.recovery import recover
from astra_site.tasks.running import Process, Work
from tests.tasks import examples

pytestmark = pytest.mark.django_db
Queue = Callable[[], None]


@pytest.fixture
def person(django_user_model: Any) -> Any:
    made = django_user_model.objects.create_superuser("jovana")
    # Past the receivers: they would write to her of her own account.
    django_user_model.objects.filter(pk=made.pk).update(email="jovana@example.org")
    return django_user_model.objects.get(pk=made.pk)


def groups_of(job: Job) -> int:
    return Group.objects.filter(name__startswith=f"{job.pk} ").count()


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_a_job_waits_for_the_worker_and_keeps_what_came_of_it(queue: Queue, person: Any) -> None:
    job = background.start(examples.make_groups, "Grupe", person)
    assert (job.state, groups_of(job)) == (JobState.WAITING, 0)
    queue()
    assert (state_of(job), groups_of(job)) == (JobState.DONE, examples.STEPS)
    assert (job.message, job.done, job.total) == ("Napravljene su.", examples.STEPS, examples.STEPS)
    assert job.finished_at and job.arguments == {}


def test_without_a_queue_it_is_done_at_once(person: Any) -> None:
    assert background.start(examples.make_groups, "Grupe", person).state == JobState.DONE


@pytest.mark.parametrize("refuses", [False, True])
def test_a_job_that_fails_leaves_nothing_behind_and_its_person_is_told(
    refuses: bool, queue: Queue, person: Any, client: Client, settings: Any
) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    job = background.start(examples.make_groups, "Grupe", person, fails_at=2, refuses=refuses)
    queue()
    assert (state_of(job), groups_of(job)) == (JobState.FAILED, 0)
    assert ("Ne može." in job.message) is refuses
    assert [letter.to for letter in mail.outbox] == [["jovana@example.org"]]
    assert str(job.pk) in mail.outbox[0].body
    client.force_login(person)
    said = "Poslovi (neuspelih: 1)"
    assert said in client.get(reverse("wagtailadmin_home")).content.decode()
    assert job.message in client.get(job.url).content.decode()
    assert said not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_may_be_repeated_is_tried_again_and_not_for_ever(queue: Queue) -> None:
    for fails, ended in ((2, JobState.DONE), (3, JobState.FAILED)):
        examples.tries.clear()
        job = background.start(examples.succeed_at_last, "Uporno", fails=fails)
        for _attempt in range(4):
            queue()
            # The next try is not due yet.
            DBTaskResult.objects.update(run_after=timezone.now())
        assert (state_of(job), examples.tries) == (ended, [1, 2, 3])


def test_who_cancels_before_it_begins_sees_it_end_at_once(queue: Queue, person: Any, client: Client) -> None:
    job = background.start(examples.make_groups, "Grupe", person)
    client.force_login(person)
    client.post(reverse("tasks:cancel", args=(job.pk,)))
    assert state_of(job) == JobState.CANCELLED
    queue()
    assert (state_of(job), groups_of(job)) == (JobState.CANCELLED, 0)


def test_who_cancels_in_the_middle_gets_everything_back(
    queue: Queue, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = background.start(examples.make_groups, "Grupe", person)
    tell = Work.tell

    def cancel_at_two(self: Work, done: int, *rest: Any) -> None:
        if done == 2:
            job.ask_to_cancel()
        tell(self, done, *rest)

    monkeypatch.setattr(Work, "tell", cancel_at_two)
    queue()
    assert (state_of(job), job.done, groups_of(job)) == (JobState.CANCELLED, 2, 0)


def kill_the_worker_of(job: Job) -> None:
    """Leave everything as a worker does that is killed after its second step."""
    DBTaskResult.objects.update(status="RUNNING")
    long_ago = timezone.now() - datetime.timedelta(minutes=5)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, worker="mrtva", started_at=long_ago
    )
    for number in range(2):
        Group.objects.create(name=f"{job.pk} {number}")


def test_a_worker_that_is_killed_in_the_middle_leaves_nothing_and_it_is_said(
    queue: Queue, person: Any
) -> None:
    job = background.start(examples.make_groups, "Grupe", person)
    kill_the_worker_of(job)
    recover()
    queue()
    assert (state_of(job), groups_of(job)) == (JobState.FAILED, 0)
    assert "ugašen" in job.message
    assert not DBTaskResult.objects.filter(status__in=["RUNNING", "READY"]).exists()


def test_what_a_living_worker_does_is_left_alone(queue: Queue, person: Any) -> None:
    job = background.start(examples.make_groups, "Grupe", person)
    kill_the_worker_of(job)
    Worker.objects.create(id="mrtva")
    recover()
    assert state_of(job) == JobState.RUNNING


def test_a_dead_worker_whose_clock_was_of_tomorrow_is_not_taken_for_alive_until_then(
    queue: Queue, person: Any
) -> None:
    job = background.start(examples.make_groups, "Grupe", person)
    kill_the_worker_of(job)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    Worker.objects.create(id="mrtva", seen_at=tomorrow)
    Job.objects.filter(pk=job.pk).update(started_at=tomorrow)
    recover()
    queue()
    assert state_of(job) == JobState.FAILED


def test_a_worker_that_is_told_to_end_gives_back_what_may_be_repeated(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = background.start(examples.succeed_at_last, "Uporno", fails=0)
    monkeypatch.setattr(Process, "is_stopping", lambda: True)
    examples.succeed_at_last.func(str(job.pk))
    assert (state_of(job), job.attempts) == (JobState.WAITING, 0)
    assert DBTaskResult.objects.ready().count() == 2


def test_the_page_shows_how_far_it_is_with_and_without_scripts(
    queue: Queue, person: Any, client: Client
) -> None:
    job = background.start(examples.make_groups, "Grupe iz mašte", person)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, done=25, total=100)
    client.force_login(person)
    page = client.get(reverse("tasks:index")).content.decode()
    assert "Pokaži dokle se stiglo" in page and 'value="25"' in page and "Grupe iz mašte" in page
    assert "ne radi" in page
    Worker.objects.create(id="radnica")
    part = client.get(job.url, headers={"X-Requested-With": "XMLHttpRequest"}).content.decode()
    assert 'data-jobs-state="busy"' in part and "<html" not in part and "ne radi" not in part
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, message="Gotovo je.")
    page = client.get(job.url).content.decode()
    assert "Pokaži dokle se stiglo" not in page and "Gotovo je." in page


def test_a_job_is_nobodys_but_its_persons_and_the_administrators(
    queue: Queue, person: Any, client: Client, django_user_model: Any
) -> None:
    from django.contrib.auth.models import Permission

    other = django_user_model.objects.create_user("druga")
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    job = background.start(examples.make_groups, "Grupe iz mašte", person)
    client.force_login(other)
    assert "Grupe iz mašte" not in client.get(reverse("tasks:index")).content.decode()
    assert client.get(job.url).status_code == 404
    assert client.post(reverse("tasks:cancel", args=(job.pk,))).status_code == 404
    assert state_of(job) == JobState.WAITING
    theirs = background.start(examples.make_groups, "Tuđe grupe", other)
    client.force_login(person)
    assert client.get(theirs.url).status_code == 200
    assert client.get(reverse("tasks:cancel", args=(theirs.pk,))).status_code == 405


def test_old_jobs_are_forgotten(person: Any) -> None:
    for days, by in ((2, None), (2, person), (31, person)):
        job = background.start(examples.make_groups, "Grupe", by)
        ended = timezone.now() - datetime.timedelta(days=days)
        Job.objects.filter(pk=job.pk).update(finished_at=ended)
    Job.prune()
    assert list(Job.objects.values_list("person", flat=True)) == [person.pk]


def test_a_long_name_of_a_step_is_cut_to_what_can_be_kept(person: Any) -> None:
    job = Job.objects.create(title="Grupe", person=person)
    Work(job).tell(1, 2, "Udruženje " * 50)
    job.refresh_from_db()
    assert (job.done, job.total, job.step) == (1, 2, ("Udruženje " * 50)[:250])
