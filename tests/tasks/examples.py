"""Tasks for the tests: what runs in a worker is found by the name of its module."""

from typing import Any

from django.contrib.auth.models import Group

from astra_site.tasks import background
from astra_site.tasks.running import Refused, Work

STEPS = 4


def take_back(work: Work) -> None:
    """Remove what `make_groups` has made."""
    Group.objects.filter(name__startswith=f"{work.job.pk} ").delete()


@background.task(take_back=take_back)
def make_groups(work: Work, fails_at: int = STEPS + 1, refuses: bool = False) -> str:
    """Make groups, one a step."""
    for number in range(STEPS):
        if number == fails_at:
            raise Refused("Ne može.") if refuses else RuntimeError
        Group.objects.create(name=f"{work.job.pk} {number}")
        work.next_write = 0
        work.tell(number + 1, STEPS, f"grupa {number}")
    return "Napravljene su."


tries: list[Any] = []


@background.task(attempts=3)
def succeed_at_last(work: Work, fails: int) -> str:
    """Fail so many times, then succeed."""
    tries.append(work.job.attempts)
    work.tell(0)
    if len(tries) <= fails:
        raise RuntimeError
    return "Uspelo je."
