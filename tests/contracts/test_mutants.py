"""`make mutants` changes nothing but its copy, and tells what became of each fault."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.contracts import sources
from tests.contracts.test_mutations import CODE
from tools import mutants, reach
from tools.forked_tests import Question
from tools.mutations import Mutation, mutations


@pytest.mark.parametrize(
    ("code", "said", "outcome"),
    [
        (None, "", ("killed", "the tests did not end")),
        (1, "FAILED tests/a.py::test_b[c d] - assert 0\n1 failed", ("killed", "tests/a.py::test_b[c d]")),
        (1, "ERROR tests/a.py::test_b - OSError", ("killed", "tests/a.py::test_b")),
        (0, "3 passed", ("SURVIVED", "")),
        (2, "ERROR tests/a.py - TypeError", ("unusable", "the program does not start with it")),
        (4, "no such option", ("unusable", "the program does not start with it")),
    ],
)
def test_a_run_of_the_tests_has_one_of_three_outcomes(code: int | None, said: str, outcome: object) -> None:
    assert mutants.verdict(code, said) == outcome


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("static/js/exit.js", "exit"),
        ("astra_site/safety/middleware.py", "safety"),
        ("networks/spreadsheets/membership_plan.py", "spreadsheets"),
        ("networks/models/membership.py", "memberships"),
        ("networks/pages/home_page.py", "networks/pages"),
        ("networks/overlaps.py", "networks"),
    ],
)
def test_a_file_is_in_a_room(path: str, room: str) -> None:
    assert mutants.room_of(path) == room


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one file, and a copy of it."""
    root, tree = tmp_path / "project", tmp_path / "project/var/mutants/tree"
    (root / "networks").mkdir(parents=True)
    (root / "networks/names.py").write_text(CODE)
    (root / ".gitignore").write_text("/var/\n")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    for name, value in (("ROOT", root), ("FOLDER", tree.parent), ("TREE", tree)):
        monkeypatch.setattr(reach, name, value)
    reach.copy_tree(root, tree)
    return root


class Reach:
    """In the place of what a run with coverage tells."""

    code, seconds = "", {"tests/a.py::test_a": 1.0, "tests/a.py::test_b": 1.0}

    def tests(self, path: str, line: int) -> list[str]:
        return list(self.seconds) if line != 2 else []

    def is_run_by_imports(self, path: str, line: int) -> bool:
        return line == 5


class Forked:
    """In the place of the tests in forks."""

    def __init__(self, failure: str | None = None) -> None:
        self.failure = failure

    def first_failure(self, question: Question) -> str | None:
        return self.failure


def fault_at(line: int) -> mutants.Fault:
    found = next(one for one in mutations("networks/names.py", CODE) if one.line == line)
    return mutants.Fault("networks", "networks/names.py", found)


def test_a_fault_is_put_into_the_copy_and_is_gone_afterwards_whatever_happens(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def interrupted(*options: str, **more: object) -> None:
        seen.append((reach.TREE / "networks/names.py").read_text())
        assert (project / "networks/names.py").read_text() == CODE
        raise KeyboardInterrupt

    monkeypatch.setattr(reach, "pytest", interrupted)
    with pytest.raises(KeyboardInterrupt):
        mutants.attempt(fault_at(5), Reach(), Forked(), 60)  # type: ignore[arg-type]

    assert seen and seen[0] != CODE and "raise" not in seen[0]
    assert (reach.TREE / "networks/names.py").read_text() == CODE


def test_no_more_tests_are_asked_than_there_is_time_for_and_the_rest_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "pytest", lambda *options, **more: (0, ""))

    result = mutants.attempt(fault_at(5), Reach(), Forked(), 0.5)  # type: ignore[arg-type]
    assert result[1:] == ("SURVIVED", "1 of 2 tests that reach it have passed")
    (mutation,) = [Mutation(0, 2, "")]
    unreached = mutants.attempt(fault_at(5)._replace(mutation=mutation), Reach(), Forked(), 60)  # type: ignore[arg-type]
    assert unreached[1:] == ("SURVIVED", "no test reaches the line")


def test_of_the_tests_in_the_browser_which_nobody_has_measured_all_are_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, script = [], sources.ROOT / reach.SCRIPT
    for root in (reach.ROOT, reach.TREE):
        (root / reach.SCRIPT).parent.mkdir(parents=True)
        shutil.copy(script, root / reach.SCRIPT)
    monkeypatch.setattr(reach, "pytest", lambda *options, **more: asked.append(more) or (0, ""))
    monkeypatch.setattr(Reach, "seconds", {})
    monkeypatch.setattr(Reach, "tests", lambda *where: ["tests/browser/a.py", "tests/browser/b.py"])
    fault = mutants.Fault("exit", reach.SCRIPT, mutations(reach.SCRIPT, script.read_text("utf-8"))[0])

    result = mutants.attempt(fault, Reach(), Forked(), 60)  # type: ignore[arg-type]

    assert result.why == "2 of 2 tests that reach it have passed"
    assert asked[0]["seconds"] == 2 * mutants.LEAST_SECONDS


def test_what_an_interrupted_run_has_left_in_the_copy_goes_and_its_databases_stay(project: Path) -> None:
    (reach.TREE / "networks/names.py").write_text("fault")
    (reach.TREE / "old.py").write_text("old")
    (reach.TREE / "var").mkdir()
    (reach.TREE / "var/kept.sqlite3").write_text("rows")

    reach.copy_tree(project, reach.TREE)

    assert (reach.TREE / "networks/names.py").read_text() == CODE
    assert not (reach.TREE / "old.py").exists()
    assert (reach.TREE / "var/kept.sqlite3").exists()


def test_tests_that_hang_are_ended_with_all_that_they_have_started(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "child"
    hanging = tmp_path / "python"
    hanging.write_text(f"#!/bin/sh\nsleep 60 &\necho $! >{told}\nwait\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(hanging))

    assert reach.pytest("tests/a.py", database="", seconds=1) == (None, "")

    child = int(told.read_text())
    for _moment in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("it went on")


def test_the_tests_of_a_line_are_the_nearest_first_and_those_of_what_is_declared_begin_with_the_migrations(
    project: Path,
) -> None:
    path = str(reach.TREE / "networks/names.py")
    (project / "networks/nobody.py").write_text("x = 1\n")
    data = CoverageData(str(reach.FOLDER / "coverage"))
    for context, lines in {
        "": [2, 3], "tests/pages/test_a.py::test_a": [5], "tests/networks/test_names.py::test_b": [5, 6],
        "tests/pages/test_slow.py::test_c": [5],
    }.items():  # fmt: skip
        data.set_context(context)
        data.add_lines({path: lines})
    data.add_lines({str(reach.TREE / "networks/jump.py"): [1]})
    data.write()
    known = reach.Reach.__new__(reach.Reach)
    known.data_file, known.failing = reach.FOLDER / "coverage", {"tests/pages/test_broken.py::test_d"}
    names = (
        "tests/networks/test_names.py::test_b",
        "tests/pages/test_a.py::test_a",
        "tests/pages/test_slow.py::test_c",
    )
    known.seconds = {test: number for number, test in enumerate([*names, reach.DECLARED, *known.failing], 1)}

    assert known.tests("networks/names.py", 5) == list(names)
    assert known.tests("networks/names.py", 6) == [names[0]]
    assert known.tests("networks/names.py", 2) == [reach.DECLARED, *names]
    assert known.tests("networks/nobody.py", 1) == [reach.DECLARED, *names]
    # Of a line that only jumps nothing is told.
    (project / "networks/jump.py").write_text("while x:\n    continue\n")
    assert known.tests("networks/jump.py", 2) == [names[2]]
    lines = [line for line in range(1, 8) if known.is_run_by_imports("networks/names.py", line)]
    assert lines == [2, 3]


@pytest.mark.parametrize(
    ("failure", "line", "outcome"),
    [
        ("tests/a.py::test_a", 6, "killed tests/a.py::test_a"),
        ("", 6, "SURVIVED 2 of 2 tests that reach it have passed"),
        # Not known in a fork, or run already before it: a new process is asked.
        (None, 6, "killed tests/a.py::test_b"),
        ("", 5, "killed tests/a.py::test_b"),
    ],
)
def test_a_fork_is_asked_before_a_new_process(
    project: Path, monkeypatch: pytest.MonkeyPatch, failure: str | None, line: int, outcome: str
) -> None:
    monkeypatch.setattr(reach, "pytest", lambda *options, **more: (1, "FAILED tests/a.py::test_b - no"))

    result = mutants.attempt(fault_at(line), Reach(), Forked(failure), 60)  # type: ignore[arg-type]

    assert f"{result.outcome} {result.why}" == outcome


def test_a_tree_that_python_cannot_read_is_said_in_one_line_before_anything_is_tried(project: Path) -> None:
    (reach.TREE / "networks/names.py").write_text("def names(:\n")

    with pytest.raises(SystemExit, match=r"networks/names.py:1 .*nothing was tried"):
        list(mutants.sample(4, 7, None))


def test_the_same_seed_draws_the_same_and_each_room_has_its_turn(project: Path) -> None:
    (reach.TREE / "astra_site/safety").mkdir(parents=True)
    (reach.TREE / "astra_site/safety/a.py").write_text(CODE)

    drawn = list(mutants.sample(4, 7, None))

    assert drawn == list(mutants.sample(4, 7, None)) != list(mutants.sample(4, 8, None))
    assert sorted(fault.room for fault in drawn) == ["networks", "networks", "safety", "safety"]
    assert {fault.room for fault in mutants.sample(9, 7, "safety")} == {"safety"}
    # A line has one fault at most in a sample.
    assert len({fault.mutation.line for fault in mutants.sample(99, 7, "safety")}) == 4
