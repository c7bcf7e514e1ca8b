"""A command that takes its time shows a bar on a terminal, and plain lines elsewhere.

tests/backups says it of those that write files.
"""

import sys
from types import SimpleNamespace

import pytest

from astra_site.tasks import progress
from astra_site.tasks.progress import TerminalProgress, each
from tests.tasks.terminals import BACK, Said, said_by

# With what stands in front of the numbers.
COMMANDS = {
    "rebuild_search": "Index",
    "record_translations": "Translations",
    "load_starter_content": "Organisation",
    "cyrillic_words": "Pages",
}


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("command", COMMANDS)
def test_a_long_command_shows_a_bar_or_lines(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = said_by(command, is_terminal=True, monkeypatch=monkeypatch)
    assert BACK in shown and f"{COMMANDS[command]}: " in shown
    lines = said_by(command, is_terminal=False, monkeypatch=monkeypatch)
    assert BACK not in lines
    assert any(line.split()[0] == COMMANDS[command] and line[-1].isdigit() for line in lines.splitlines())


def told(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool) -> tuple[TerminalProgress, Said]:
    said = Said(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", said)
    return TerminalProgress(), said


def test_elsewhere_a_line_comes_every_ten_seconds_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = SimpleNamespace(time=100.0, monotonic=lambda: now.time)
    monkeypatch.setattr(progress, "time", now)
    shown, said = told(monkeypatch, is_terminal=False)
    for done, seconds in {1: 0, 2: 5, 3: 5, 4: 1, 5: 1}.items():
        now.time += seconds
        shown.tell(done, 5, "Pages")
    now.time += progress.SECONDS_BETWEEN_LINES
    # Of how many, nobody knows.
    shown.tell(7)
    assert said.getvalue().splitlines() == ["Pages 1/5", "Pages 3/5", "Pages 5/5", "7"]


def test_on_a_terminal_a_bar_grows_and_the_next_step_gets_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, said = told(monkeypatch, is_terminal=True)
    for done in (1, 2):
        shown.tell(done, 4, "Pages")
    assert shown.bar is not None and (shown.bar.n, shown.bar.total, shown.bar.desc) == (2, 4, "Pages")
    shown.tell(3, 6, "Pictures")
    assert (shown.bar.n, shown.bar.total) == (3, 6)
    assert "Pictures: " in said.getvalue()
    first = shown.bar
    shown.tell(6, 6, "Pictures")
    assert (shown.bar, first.n, first.disable) == (None, 6, True)
    shown.tell(1, 2)
    assert shown.bar is not None and shown.bar is not first


def test_a_bar_is_drawn_anew_some_times_a_second_and_for_a_new_step(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, said = told(monkeypatch, is_terminal=True)
    for done in range(1, 101):
        shown.tell(done, 1000, "Pages")
    drawn = said.getvalue().count(BACK)
    assert drawn < 50
    shown.tell(101, 1000, "Pictures")
    assert said.getvalue().count(BACK) > drawn


def test_after_each_thing_it_is_told_how_many_of_them_are_done() -> None:
    done: list[tuple] = []
    shown = SimpleNamespace(tell=lambda *told: done.append(told))
    assert list(each(shown, "ab", 2, "Letters")) == ["a", "b"]
    assert done == [(1, 2, "Letters"), (2, 2, "Letters")]
    things = each(shown, "cd", 2)
    next(things)
    # It is not done while somebody works at it.
    assert len(done) == 2
