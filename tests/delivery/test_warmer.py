"""After each change answers are made beforehand, and half of the time is left to visitors."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from astra_site.caching.models import CacheVersion
from astra_site.delivery import cached_answer, warming
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.warming import Warmer

pytestmark = pytest.mark.django_db
HOME = [Key("http", "testserver", path, "") for path in ("/", "/en/")]


class Over(BaseException):
    """Ends what would go on for ever."""


class Machine:
    """A clock that moves only while somebody sleeps, and a cache whose answers take no time."""

    def __init__(self) -> None:
        self.now, self.slept, self.made, self.deleted = 100.0, [], [], []
        self.plan: Iterator[Callable[[], object]] = iter(())
        self.generation = SimpleNamespace(current=None)
        self.pages = SimpleNamespace(most_asked=list)
        self.files = SimpleNamespace(delete_old=self.deleted.append)

    def make(self, key: Key) -> None:
        self.made.append(key.path)

    def change(self) -> None:
        """Let somebody change something now."""
        self.generation.current = self.time_ns()

    def monotonic(self) -> float:
        return self.now

    def time_ns(self) -> int:
        return int(self.now * 1e9)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)
        if seconds == warming.PAUSE:
            step = next(self.plan, None)
            if step is None:
                raise Over
            step()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(warming, "time", made)
    monkeypatch.setattr(warming, "close_old_connections", lambda: None)
    monkeypatch.setattr(warming, "menu_keys", lambda: HOME)
    return made


def run(machine: Machine, *plan: Callable[[], object]) -> None:
    """Let it look as often as there are steps: each is done before a look."""
    machine.plan = iter(plan)
    with pytest.raises(Over):
        Warmer(machine).run()  # type: ignore[arg-type]


def nothing() -> None:
    pass


def test_after_a_change_and_a_moment_without_another_one_answers_are_made_once(machine: Machine) -> None:
    made: list[int] = []

    def look() -> None:
        made.append(len(machine.made))

    # The change, two that come before the moment is over, and then quiet.
    changes = [machine.change, machine.change]
    run(machine, nothing, *changes, look, look, look, look, look, machine.change, look, look, look, look)
    # Half a second is over at the third look; what it does is seen at the next one.
    assert made == [0, 0, 0, 2, 2, 2, 2, 2, 4]
    assert machine.made == ["/", "/en/"] * 2


def test_a_change_that_seems_to_come_from_the_future_is_one_all_the_same(machine: Machine) -> None:
    machine.generation.current = machine.time_ns() + 3600 * 10**9
    run(machine, nothing)
    assert machine.made == ["/", "/en/"]


def test_what_fails_is_logged_and_tried_after_the_next_change(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warming, "menu_keys", lambda: 1 / 0)
    machine.generation.current = 1
    run(machine, nothing, nothing, lambda: setattr(machine.generation, "current", 2), nothing)
    assert [record.getMessage() for record in caplog.records] == ["Answers could not be made beforehand"] * 2


def test_files_that_are_old_are_deleted_every_ten_seconds_while_the_database_answers(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = int(2.5 * warming.SECONDS_BETWEEN_LOOKS / warming.PAUSE)
    run(machine, *[nothing] * looks)
    assert machine.deleted == [cached_answer.SECONDS] * 2
    machine.deleted.clear()

    def gone() -> int:
        raise OperationalError

    monkeypatch.setattr(CacheVersion, "of_content", gone)
    run(machine, *[nothing] * looks)
    assert machine.deleted == []


def test_the_menu_comes_first_then_what_was_asked_for_most_each_once_and_no_more_than_so_many(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [Key("http", "testserver", path, "") for path in ("/b/", "/en/", "/a/", "/c/")]
    machine.pages.most_asked = lambda: asked
    machine.generation.current = 1
    Warmer(machine).warm(1)  # type: ignore[arg-type]
    assert machine.made == ["/", "/en/", "/b/", "/a/", "/c/"]
    machine.made.clear()
    monkeypatch.setattr(warming, "MOST", 3)
    Warmer(machine).warm(1)  # type: ignore[arg-type]
    assert machine.made == ["/", "/en/", "/b/"]


def test_half_of_the_time_is_left_to_visitors_and_a_generation_that_is_over_is_left_alone(
    machine: Machine,
) -> None:
    def make(key: Key) -> None:
        machine.made.append(key.path)
        machine.now += 3
        machine.generation.current = 2 if key.path == "/en/" else 1

    machine.make = make  # type: ignore[method-assign]
    machine.pages.most_asked = lambda: [Key("http", "testserver", "/a/", "")]
    machine.generation.current = 1
    Warmer(machine).warm(1)  # type: ignore[arg-type]
    assert (machine.made, machine.slept) == (["/", "/en/"], [3, 3])
