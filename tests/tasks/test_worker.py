"""The worker says that it is there, forgets those that are gone, and takes its name away when it ends."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from astra_site.tasks import worker
from astra_site.tasks.models import Job, Worker

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_it_is_alive_as_long_as_it_says_so() -> None:
    signs = worker.SignsOfLife("radnica")
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        signs.say()
        assert Worker.alive().get().pk == "radnica"
    with time_machine.travel(now + HOUR, tick=False):
        assert not Worker.alive().exists()
        signs.say()
        assert Worker.alive().get().pk == "radnica"


def test_its_first_sign_and_then_one_an_hour_forget_who_is_gone() -> None:
    old = timezone.now() - 2 * HOUR
    signs = worker.SignsOfLife("radnica")
    for number in (0, 1, worker.SIGNS_BETWEEN_PRUNING):
        Worker.objects.create(pk=f"nestala {number}", seen_at=old)
        Job.objects.create(title=f"Posao {number}", finished_at=old - 30 * 24 * HOUR)
        signs.number = number
        signs.say()
        assert signs.number == number + 1
    assert set(Worker.objects.values_list("pk", flat=True)) == {"radnica"}
    # And old jobs with them.
    assert not Job.objects.exists()


def test_between_those_nobody_is_forgotten() -> None:
    signs = worker.SignsOfLife("radnica")
    signs.number = 1
    Worker.objects.create(pk="nestala", seen_at=timezone.now() - 2 * HOUR)
    Job.objects.create(title="Posao", finished_at=timezone.now() - 31 * 24 * HOUR)
    signs.say()
    assert Worker.objects.filter(pk="nestala").exists() and Job.objects.exists()


def test_it_looks_after_the_jobs_of_one_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(worker, "recover", lambda: looked.append(Worker.alive().exists()))
    worker.SignsOfLife("radnica").say()
    # It is there itself by then.
    assert looked == [True]
