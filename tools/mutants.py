"""Puts small faults into a copy of the project, one at a time, and tells which of them no test notices.

    make mutants                                    60 faults, spread over the rooms
    make mutants N=20 SEED=7 ROOM=spreadsheets

First all tests are run once with coverage, to know which of them reach a line, and later those that have
changed since. The working tree is only read: faults go into var/mutants/tree (docs/decisions/0032).
"""

import argparse
import contextlib
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coverage import CoverageData

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.mutations import Mutation, mutated, mutations, room_of

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "mutants"
TREE = FOLDER / "tree"
SCRIPT = "static/js/exit.js"
SOURCES = ("astra_site/**/*.py", "networks/**/*.py", SCRIPT)
TESTED = {".py", ".html", ".js", ".yaml"}
# Migrations, and what they alone call, have run before the fault is there.
LEFT_OUT = re.compile(r"/migrations/|/granting\.py$|/apps\.py$|__init__\.py$|settings/(test|dev|local)\.py$")
# How much longer than measured the tests of a fault may take, and what they may take in any case.
PATIENCE = 5
LEAST_SECONDS = 90
MEMORY = 4 << 30
# What is declared in models no test runs: this one compares all of it with the migrations.
DECLARED = "tests/contracts/test_names_and_rooms.py::test_no_migration_is_missing"
KILLED, SURVIVED, UNUSABLE = "killed", "SURVIVED", "unusable"


class Fault(NamedTuple):
    """A fault and where it goes."""

    room: str
    path: str
    mutation: Mutation

    def __str__(self) -> str:
        return f"{self.path}:{self.mutation.line} {self.mutation.change}"


class Result(NamedTuple):
    """What became of a fault, and which test has noticed it or how many have not."""

    fault: Fault
    outcome: str
    why: str


def copy_tree(root: Path, tree: Path) -> None:
    """Make the copy anew, but for its own var/ with the databases: whatever an interrupted run has left."""
    tree.mkdir(parents=True, exist_ok=True)
    for path in tree.iterdir():
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.name != "var":
            shutil.rmtree(path)
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(listing, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in listed.split("\0"):
        if name and (root / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, tree / name)
    (tree / ".venv").symlink_to(root / ".venv")


def digests() -> tuple[str, dict[str, str]]:
    """Return the digest of all that tests run, and that of each file of tests."""
    code, tests = hashlib.sha256(), {}
    for folder in ("astra_site", "networks", "static", "templates", "tests"):
        for path in sorted((TREE / folder).rglob("*.*")):
            if path.suffix in TESTED:
                name, digest = str(path.relative_to(TREE)), hashlib.sha256(path.read_bytes()).hexdigest()
                if path.name.startswith("test_"):
                    tests[name] = digest
                else:
                    code.update(f"{name}{digest}".encode())
    return code.hexdigest()[:24], tests


def pytest(
    *options: str, database: str, seconds: float | None = None, memory: int | None = None, **more: str
) -> tuple[int | None, str]:
    """Run pytest in the copy; returns its exit code, None when it did not end in time, and what it said."""
    command = [sys.executable, "-m", "pytest", "--fast", "-q", "-p", "no:cacheprovider", *options]
    # What was compiled for the fault before serves the next: a start costs a quarter less.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables = {**kept, "TEST_DATABASE_COPY": database, **more}
    process = subprocess.Popen(
        command, cwd=TREE, env=variables, text=True, errors="replace", start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if memory:
        resource.prlimit(process.pid, resource.RLIMIT_AS, (memory, memory))
    try:
        said = process.communicate(timeout=seconds)[0]
        return process.returncode, said
    except subprocess.TimeoutExpired:
        return None, ""
    finally:
        # Whatever it has started goes too, also when somebody presses Ctrl+C here.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Reach:
    """Which tests reach which lines, how long each takes, and which fail without any fault."""

    def __init__(self) -> None:
        self.state_file, self.data_file = FOLDER / "reach.json", FOLDER / "coverage"
        self.code, self.test_files = digests()
        state = json.loads(self.state_file.read_text("utf-8")) if self.state_file.exists() else {}
        known = state["test_files"] if state.get("code") == self.code else {}
        changed = {name for name, digest in self.test_files.items() if known.get(name) != digest}
        self.is_anew = not known
        self.to_measure = sorted(name for name in changed if not name.startswith("tests/browser/"))
        still = {} if self.is_anew else state["seconds"]
        self.seconds = {
            test: value for test, value in still.items() if test.partition("::")[0] not in changed
        }
        self.failing = set(state.get("failing", ())) & self.seconds.keys()

    def measure(self) -> None:
        """Run the tests that are not known yet, and keep what they reach."""
        if not self.to_measure:
            return
        print(f"Asking which lines the tests of {len(self.to_measure)} files reach", flush=True)
        settings, reports = FOLDER / "contexts.ini", FOLDER / "tests.jsonl"
        # The other way of measuring, which asks about each line once, cannot tell tests apart.
        settings.write_text(
            f"[run]\ncore = ctrace\nparallel = true\ndata_file = {self.data_file}\n"
            f"source = {TREE}/astra_site\n    {TREE}/networks\n", "utf-8"
        )  # fmt: skip
        for old in [reports, *FOLDER.glob("coverage*" if self.is_anew else "coverage.*")]:
            old.unlink(missing_ok=True)
        code, said = pytest(
            "-p", "tools.contexts", "-m", "not browser", "-n", "2", "--dist=loadfile", *self.to_measure,
            database=self.code, COVERAGE_PROCESS_START=str(settings), CONTEXTS_FILE=str(reports),
        )  # fmt: skip
        if code not in {0, 1} or not reports.exists():
            sys.exit(f"The tests do not run as they are, so nothing was tried:\n{said[-2000:]}")
        for line in reports.read_text("utf-8").splitlines():
            test, seconds, outcome = json.loads(line)
            self.seconds[test] = self.seconds.get(test, 0) + seconds
            if outcome == "failed":
                self.failing.add(test)
        combine = [sys.executable, "-m", "coverage", "combine", "-q", "--append", f"--rcfile={settings}"]
        subprocess.run(combine, cwd=FOLDER, check=True)
        state = {"code": self.code, "test_files": self.test_files, "failing": sorted(self.failing)}
        self.state_file.write_text(json.dumps({**state, "seconds": self.seconds}), "utf-8")

    def tests(self, path: str, line: int) -> list[str]:
        """Return the tests that reach a line, the nearest first.

        Of what runs while it is imported, those of its file or else all, after the one of what is declared.
        """
        if path == SCRIPT:
            return [str(file.relative_to(TREE)) for file in sorted(TREE.glob("tests/browser/test_exit*.py"))]
        data = CoverageData(str(self.data_file))
        data.read()
        by_line = data.contexts_by_lineno(str(TREE / path))
        # Python may tell nothing of a line that only jumps: it is reached with its condition.
        line -= (ROOT / path).read_text("utf-8").splitlines()[line - 1].strip() in {"continue", "break"}
        of_file = {test for tests in by_line.values() for test in tests}
        found = set(by_line.get(line, ())) - {""} or (of_file - {""} or set(self.seconds)) | {DECLARED}
        near = {*Path(path).parts[1:-1], *Path(path).stem.split("_")}

        def distance(test: str) -> tuple[bool, int, float]:
            parts = {*re.split(r"[/_.]", test.partition("::")[0])}
            return test != DECLARED, -len(near & parts), self.seconds[test]

        return sorted((found & self.seconds.keys()) - self.failing, key=distance)


def places(wanted: str | None) -> dict[str, dict[tuple[str, int], list[Mutation]]]:
    """Return by room the lines that can have a fault, with their faults."""
    found: dict[str, dict[tuple[str, int], list[Mutation]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(path for pattern in SOURCES for path in TREE.glob(pattern)):
        name = str(path.relative_to(TREE))
        room = room_of(name)
        if not LEFT_OUT.search(f"/{name}") and (not wanted or room == wanted or name.startswith(wanted)):
            try:
                for mutation in mutations(name, path.read_text("utf-8")):
                    found[room][name, mutation.line].append(mutation)
            except SyntaxError as error:
                sys.exit(f"{name}:{error.lineno} is no Python, so nothing was tried: {error.msg}")
    return found


def sample(number: int, seed: int, wanted: str | None) -> Iterator[Fault]:
    """Draw faults: the rooms take turns, and in a room every line that has any is as likely as another."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    by_room = places(wanted)
    lines = {room: list(by_room[room]) for room in by_room}
    for of_room in lines.values():
        chance.shuffle(of_room)
    while number > 0 and any(lines.values()):
        rooms = [room for room in lines if lines[room]]
        for room in chance.sample(rooms, min(number, len(rooms))):
            place = lines[room].pop()
            number -= 1
            yield Fault(room, place[0], chance.choice(by_room[room][place]))


def attempt(fault: Fault, reach: Reach, most_seconds: float) -> Result:
    """Put one fault into the copy, run the tests that reach it, and take it out."""
    reaching = reach.tests(fault.path, fault.mutation.line)
    tests, spent = list[str](), 0.0
    while len(tests) < len(reaching) and (not tests or spent < most_seconds):
        tests.append(reaching[len(tests)])
        # Those in the browser are not measured, and few: all of them are asked.
        spent += reach.seconds.get(tests[-1], 0)
    if not tests:
        return Result(fault, SURVIVED, "no test reaches the line")
    chosen = FOLDER / "chosen.txt"
    chosen.write_text("\n".join(tests), "utf-8")
    source = (ROOT / fault.path).read_text("utf-8")
    (TREE / fault.path).write_text(mutated(fault.path, source, fault.mutation), "utf-8")
    is_in_browser = fault.path == SCRIPT
    memory = None if is_in_browser else MEMORY  # A browser asks for more than it uses.
    try:
        seconds = LEAST_SECONDS * (len(tests) if is_in_browser else 1) + PATIENCE * spent
        options = ("-x", "-p", "no:randomly", f"@{chosen}")
        outcome, why = verdict(*pytest(*options, database=reach.code, seconds=seconds, memory=memory))
    finally:
        shutil.copy2(ROOT / fault.path, TREE / fault.path)
    return Result(fault, outcome, why or f"{len(tests)} of {len(reaching)} tests that reach it have passed")


def verdict(code: int | None, said: str) -> tuple[str, str]:
    """Return the outcome of a run of pytest, and its reason."""
    if code is None:
        return KILLED, "the tests did not end"
    if code == 1 and (failed := re.search(r"^(?:FAILED|ERROR) (\S+::.+?)(?: - .*)?$", said, re.MULTILINE)):
        return KILLED, failed[1]
    return (SURVIVED, "") if code == 0 else (UNUSABLE, "the program does not start with it")


def report(results: list[Result]) -> None:
    """Print the table by room, and what no test has noticed."""
    print(f"\n{'room':<24}killed of valid")
    for room in [*sorted({result.fault.room for result in results}), ""]:
        of_room = [result.outcome for result in results if room in ("", result.fault.room)]
        killed, valid = of_room.count(KILLED), len(of_room) - of_room.count(UNUSABLE)
        print(f"{room or 'all':<24}{killed:>6} of {valid:<5}{100 * killed / max(valid, 1):>4.0f} %")
    for fault, outcome, why in results:
        if outcome == SURVIVED:
            print(f"\nSURVIVED {fault.path}:{fault.mutation.line}\n  {fault.mutation.change}\n  {why}")


def main() -> int:
    """Draw, try and report; what was tried until an interruption is reported too."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10_000)
    parser.add_argument("--room", help="a room, or the beginning of a path")
    parser.add_argument("--seconds", type=float, default=60, help="of tests for each fault at most")
    options = parser.parse_args()
    copy_tree(ROOT, TREE)
    drawn = list(sample(options.number, options.seed, options.room))
    reach = Reach()
    reach.measure()
    for test in sorted(reach.failing):
        print(f"Left out, for it fails without any fault: {test}")
    print(f"{len(drawn)} faults, SEED={options.seed}", flush=True)
    results: list[Result] = []
    try:
        for number, fault in enumerate(drawn, start=1):
            results.append(attempt(fault, reach, options.seconds))
            print(f"{number:>3} {results[-1].outcome:<9}{fault} ({results[-1].why})", flush=True)
    except KeyboardInterrupt:
        print(f"\nInterrupted after {len(results)} of {len(drawn)}")
    report(results)
    return 0


if __name__ == "__main__":
    # A polite end is an interruption like another.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
