"""How a job ends, whatever happens: what its row says, who is told, and who has the next turn."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from astra_site.tasks import background, running
from astra_site.tasks.models import SILENCE, Job, JobState, Worker
from astra_site.tasks.recovery import recover
from astra_site.tasks.running import Cancelled, Options, Process, Stopped, Work
from tests.tasks import examples

pytestmark = pytest.mark.django_db
Queue = Callable[[], None]
SECOND = datetime.timedelta(seconds=1)


def job(**fields: Any) -> Job:
    known = {"path": "tests.tasks.examples.make_groups", "title": "Grupe", "language": "sr-latn"}
    return Job.objects.create(**{**known, **fields})


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


# What a row says


@pytest.mark.parametrize(
    ("done", "total", "per_cent"), [(0, 0, 0), (5, 0, 0), (1, 3, 33), (3, 3, 100), (4, 3, 100)]
)
def test_it_is_done_by_so_many_per_cent(done: int, total: int, per_cent: int) -> None:
    assert Job(done=done, total=total).per_cent == per_cent


def test_it_is_unfinished_while_it_waits_or_runs() -> None:
    made = {state: job(state=state) for state in JobState}
    unfinished = {state for state, each in made.items() if each.is_unfinished}
    assert unfinished == {JobState.WAITING, JobState.RUNNING}
    assert set(Job.objects.unfinished()) == {made[state] for state in unfinished}


def test_who_takes_a_job_begins_it_anew_and_nobody_else_gets_it() -> None:
    waiting = job(done=3, total=4, step="grupa", attempts=1)
    taken = Job.claim(str(waiting.pk), "radnica")
    assert taken is not None
    assert (taken.state, taken.worker, taken.attempts) == (JobState.RUNNING, "radnica", 2)
    assert (taken.done, taken.total, taken.step, bool(taken.started_at)) == (0, 0, "", True)
    assert Job.claim(str(waiting.pk), "druga") is None
    assert again(waiting).worker == "radnica"


def test_what_ends_keeps_how_it_ended_and_forgets_what_it_was_given() -> None:
    running_one = job(state=JobState.RUNNING, step="grupa", arguments={"a": 1}, result_url="/a/")
    running_one.result_url = "/b/"
    running_one.end(JobState.DONE, "Gotovo.")
    ended = again(running_one)
    assert (ended.state, ended.message, ended.step, ended.arguments) == (JobState.DONE, "Gotovo.", "", {})
    assert ended.result_url == "/b/" and ended.finished_at


@pytest.mark.parametrize("state", list(JobState))
def test_only_what_waits_or_runs_can_be_cancelled(state: JobState) -> None:
    asked = job(state=state, arguments={"a": 1})
    asked.ask_to_cancel()
    found = again(asked)
    assert found.is_cancel_asked is (state == JobState.RUNNING)
    assert found.state == (JobState.CANCELLED if state == JobState.WAITING else state)
    assert (found.arguments == {}, found.finished_at is not None) == ((state == JobState.WAITING,) * 2)


def test_failures_are_kept_for_a_month_whoever_asked() -> None:
    now = timezone.now()
    kept = [
        job(state=JobState.FAILED, finished_at=now - datetime.timedelta(days=29)),
        job(state=JobState.DONE, finished_at=now - datetime.timedelta(hours=23)),
        job(state=JobState.RUNNING),
    ]
    job(state=JobState.FAILED, finished_at=now - datetime.timedelta(days=31))
    job(state=JobState.DONE, finished_at=now - datetime.timedelta(hours=25))
    Job.prune()
    assert set(Job.objects.all()) == set(kept)


# While it runs


def test_its_row_is_written_twice_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(running.time, "monotonic", lambda: now[0])
    work = Work(job(state=JobState.RUNNING))
    seen = []
    for done in (1, 2, 3):
        work.tell(done, 9)
        seen.append(again(work.job).done)
        now[0] += running.SECONDS_BETWEEN_WRITES / 2
    assert seen == [1, 1, 3]


def test_it_ends_at_its_next_step_unless_something_is_being_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = Work(job(state=JobState.RUNNING))
    work.job.ask_to_cancel()
    work.may_end = False
    work.tell(1)
    work.may_end, work.next_write = True, 0
    with pytest.raises(Cancelled):
        work.tell(2)
    other = Work(job(state=JobState.RUNNING))
    monkeypatch.setattr(Process, "is_stopping", staticmethod(lambda: True))
    with pytest.raises(Stopped):
        other.tell(1)
    assert (again(work.job).done, again(other.job).done) == (2, 1)


def test_a_task_is_spoken_to_in_the_language_of_whoever_asked(queue: Queue) -> None:
    spoken: list[str] = []

    def note(work: Work) -> str:
        spoken.append(translation.get_language())
        return ""

    waiting = job(language="en")
    running.run(examples.make_groups, note, Options(1, None), str(waiting.pk))
    # What was ended or taken by another one meanwhile is not run once more.
    running.run(examples.make_groups, note, Options(1, None), str(waiting.pk))
    assert (spoken, again(waiting).state, again(waiting).message) == (["en"], JobState.DONE, "")
    with translation.override("en"):
        started = background.start(examples.make_groups, "a" * 300, result_url="/izvoz/")
    assert (started.language, started.result_url, len(started.title)) == ("en", "/izvoz/", 250)
    with translation.override(None):
        assert background.start(examples.make_groups, "Grupe").language == "sr-latn"


def run(function: Callable, most: int = 1, take_back: Callable | None = None, **fields: Any) -> Job:
    """Run a function for a job that may be tried so often, and return how the job is then."""
    waiting = job(**fields)
    try:
        running.run(examples.make_groups, function, Options(most, take_back), str(waiting.pk))
    except Exception as error:  # noqa: BLE001 - how it ended is in the row
        waiting.refresh_from_db()
        vars(waiting)["error"] = error
        return waiting
    return again(waiting)


def fail(work: Work) -> str:
    raise ZeroDivisionError


def stop(work: Work) -> str:
    raise Stopped


def refuse(work: Work) -> str:
    raise running.Refused("Ne može.")


@pytest.mark.parametrize("how", [fail, refuse, stop])
@pytest.mark.parametrize("was_interrupted", [True, False])
def test_what_cannot_be_taken_back_is_said_and_not_tried_again(
    how: Callable, was_interrupted: bool, queue: Queue
) -> None:
    ended = run(how, 3, lambda work: 1 // 0, was_interrupted=was_interrupted)
    assert isinstance(ended.error, running.NotTakenBack)  # type: ignore[attr-defined]
    assert (ended.state, bool(ended.finished_at)) == (JobState.FAILED, True)
    assert "nije sve moglo da se vrati" in ended.message
    assert not DBTaskResult.objects.exists()


def test_a_fault_is_told_to_the_queue_too_and_a_refusal_is_none(queue: Queue) -> None:
    failed, refused = run(fail), run(refuse)
    assert failed.state == refused.state == JobState.FAILED
    assert isinstance(vars(failed).get("error"), ZeroDivisionError) and "error" not in vars(refused)


def test_while_it_is_taken_back_nothing_ends_it(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Process, "is_stopping", staticmethod(lambda: True))
    told: list[bool] = []

    def take_back(work: Work) -> None:
        work.next_write = 0
        work.tell(1)
        told.append(work.may_end)

    assert run(fail, take_back=take_back).state == JobState.FAILED
    assert told == [False]


@pytest.mark.parametrize(("most", "state"), [(1, JobState.FAILED), (2, JobState.WAITING)])
def test_a_worker_that_ends_gives_back_only_what_may_be_tried_again(
    most: int, state: JobState, queue: Queue
) -> None:
    ended = run(stop, most)
    assert (ended.state, ended.attempts) == (state, 1 if most == 1 else 0)
    assert DBTaskResult.objects.count() == most - 1
    assert ("ugašen" in ended.message) is (most == 1)


def test_each_try_comes_after_a_pause_twice_as_long(queue: Queue) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for attempts in (0, 1):
            run(fail, 3, attempts=attempts)
        assert sorted(result.run_after - now for result in DBTaskResult.objects.all()) == [
            30 * SECOND,
            60 * SECOND,
        ]
        ended = run(fail, 3, attempts=2)
    assert ended.state == JobState.FAILED and "dnevnik" in ended.message
    assert DBTaskResult.objects.count() == 2


def test_without_a_queue_it_is_tried_again_at_once() -> None:
    examples.tries.clear()
    assert background.start(examples.succeed_at_last, "Uporno", fails=2).state == JobState.DONE
    assert examples.tries == [1, 2, 3]


def test_what_does_not_run_any_more_is_not_put_back(queue: Queue) -> None:
    cancelled = job(state=JobState.CANCELLED)
    running.put_back(examples.make_groups, cancelled.pk)
    assert again(cancelled).state == JobState.CANCELLED
    assert not DBTaskResult.objects.exists()


# After a worker that was killed


def test_what_has_just_begun_is_left_to_its_worker_and_what_it_left_is_closed(queue: Queue) -> None:
    now = timezone.now()
    long_ago = now - 2 * SILENCE
    begun = job(state=JobState.RUNNING, started_at=now, worker="nova")
    other = background.start(examples.make_groups, "Grupe")
    lost = background.start(examples.make_groups, "Grupe")
    DBTaskResult.objects.update(status="RUNNING")
    Job.objects.filter(pk=other.pk).update(state=JobState.RUNNING, started_at=now)
    Job.objects.filter(pk=lost.pk).update(state=JobState.RUNNING, started_at=long_ago, worker="mrtva")
    Worker.objects.create(pk="mrtva", seen_at=now - SILENCE - SECOND)
    recover()
    assert [again(each).state for each in (begun, other, lost)] == ["running", "running", "waiting"]
    assert again(lost).was_interrupted
    ended = DBTaskResult.objects.exclude(finished_at=None).get()
    assert (ended.status, ended.args_kwargs["args"]) == ("FAILED", [str(lost.pk)])
    assert DBTaskResult.objects.filter(status="RUNNING").count() == 1


@pytest.mark.parametrize(("attempts", "state"), [(1, JobState.DONE), (2, JobState.FAILED)])
def test_what_a_killed_worker_left_is_taken_back_before_it_is_tried_as_often_as_it_may(
    attempts: int, state: JobState, queue: Queue
) -> None:
    taken_back: list[bool] = []
    Group.objects.create(name="ostatak")

    def take_back(work: Work) -> None:
        taken_back.append(Group.objects.filter(name="ostatak").delete()[0] > 0)

    ended = run(lambda work: "Gotovo.", 2, take_back, was_interrupted=True, attempts=attempts)
    assert (ended.state, ended.was_interrupted, taken_back[0]) == (state, False, True)
