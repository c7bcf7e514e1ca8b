"""Puts small faults into a copy of the project, one at a time, and tells which of them no test notices.

    make mutants                      60 faults, spread over the rooms
    make mutants N=20 SEED=7 ROOM=spreadsheets

First every test is run once with coverage, to know which tests reach a line (docs/decisions/0032); later only
what has changed since. The working tree is only read: faults go into var/mutants/tree.
"""

import argparse
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
from tools.mutations import Mutation, mutations

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "mutants"
TREE = FOLDER / "tree"
SCRIPT = "static/js/exit.js"
LEFT_OUT = re.compile(r"/migrations/|/apps\.py$|__init__\.py$|settings/(test|dev|local)\.py$")
# How long the tests of one fault may take by themselves, in seconds, and how much longer here than alone.
MOST_SECONDS = 90.0
PATIENCE = 5
MEMORY = 4 << 30
KILLED, SURVIVED, UNUSABLE = "killed", "SURVIVED", "unusable"


class Result(NamedTuple):
    """What became of one fault."""

    room: str
    path: str
    mutation: Mutation
    change: str
    outcome: str
    why: str


def room_of(path: str) -> str:
    """Return the room that a file belongs to: its folder, or what the files at the top are about."""
    if path == SCRIPT:
        return "exit"
    app, *rest = Path(path).parts
    if "membership" in path and "spreadsheets" not in path:
        return "memberships"
    return rest[0] if len(rest) > 1 and app == "astra_site" else "/".join((app, *rest[:-1])).replace("networks/", "")


def copy_tree() -> None:
    """Make the copy anew, but for what it keeps in var/: its databases."""
    TREE.mkdir(parents=True, exist_ok=True)
    for path in TREE.iterdir():
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.name != "var":
            shutil.rmtree(path)
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (TREE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, TREE / name)
    (TREE / ".venv").symlink_to(ROOT / ".venv")


def digests() -> tuple[str, dict[str, str]]:
    """Return the digest of all code that tests run, and that of each file of tests."""
    code, tests = hashlib.sha256(), {}
    for folder in ("astra_site", "networks", "static", "templates", "tests"):
        for path in sorted((TREE / folder).rglob("*.*")):
            name = str(path.relative_to(TREE))
            if name.endswith((".py", ".html", ".js", ".yaml")):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                if path.name.startswith("test_"):
                    tests[name] = digest
                else:
                    code.update(f"{name}{digest}".encode())
    return code.hexdigest()[:24], tests


def pytest(*options: str, database: str, seconds: float | None = None, **more: str) -> tuple[int | None, str]:
    """Run pytest in the copy; returns its exit code, None when it did not end in time, and what it said."""
    command = [sys.executable, "-m", "pytest", "--fast", "-q", "-p", "no:cacheprovider", *options]
    variables = {**os.environ, "TEST_DATABASE_COPY": database, "PYTHONDONTWRITEBYTECODE": "1", **more}
    process = subprocess.Popen(
        command, cwd=TREE, env=variables, text=True, errors="replace", start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if seconds and "tests/browser" not in " ".join(options):
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        return process.returncode, process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        return None, ""
    finally:
        # Whatever it has started goes too, also when somebody presses Ctrl+C here.
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


class Reach:
    """Which tests reach which lines, how long each takes, and which fail without any fault."""

    def __init__(self) -> None:
        self.state_file, self.data_file = FOLDER / "reach.json", FOLDER / "coverage"
        self.code, self.test_files = digests()
        self.seconds: dict[str, float] = {}
        self.failing: set[str] = set()

    def learn(self) -> None:
        """Run what is not known yet, and keep it."""
        state = json.loads(self.state_file.read_text("utf-8")) if self.state_file.exists() else {}
        known = state.get("test_files", {}) if state.get("code") == self.code else {}
        changed = [name for name, digest in self.test_files.items() if known.get(name) != digest]
        if known:
            kept = [name for name in state["seconds"] if name.partition("::")[0] not in changed]
            self.seconds = {name: state["seconds"][name] for name in kept}
            self.failing = {name for name in state["failing"] if name.partition("::")[0] not in changed}
        if changed := [name for name in changed if not name.startswith("tests/browser/")]:
            print(f"Asking which lines the tests of {len(changed)} files reach", flush=True)
            self._measure(changed, is_anew=not known)
            state = {"code": self.code, "test_files": self.test_files, "failing": sorted(self.failing)}
            self.state_file.write_text(json.dumps({**state, "seconds": self.seconds}), "utf-8")

    def _measure(self, test_files: list[str], is_anew: bool) -> None:
        settings, reports = FOLDER / "contexts.ini", FOLDER / "tests.jsonl"
        # The other way of measuring, which asks about each line once, cannot tell tests apart.
        settings.write_text(
            f"[run]\ncore = ctrace\nparallel = true\ndata_file = {self.data_file}\n"
            f"source = {TREE}/astra_site\n    {TREE}/networks\n", "utf-8"
        )  # fmt: skip
        for old in [reports, *FOLDER.glob("coverage.*" if not is_anew else "coverage*")]:
            old.unlink(missing_ok=True)
        code, said = pytest(
            "-p", "tools.contexts", "-m", "not browser", "--numprocesses=2", "--dist=loadfile", *test_files,
            database=self.code, COVERAGE_PROCESS_START=str(settings), CONTEXTS_FILE=str(reports),
        )  # fmt: skip
        if code not in {0, 1} or not reports.exists():
            sys.exit(f"The tests do not run as they are, nothing was tried:\n{said[-2000:]}")
        for line in reports.read_text("utf-8").splitlines():
            test, seconds, outcome = json.loads(line)
            self.seconds[test] = self.seconds.get(test, 0) + seconds
            if outcome == "failed":
                self.failing.add(test)
        subprocess.run(
            [sys.executable, "-m", "coverage", "combine", "-q", "--append", f"--rcfile={settings}"],
            cwd=FOLDER, check=True,
        )  # fmt: skip

    def tests(self, path: str, line: int) -> list[str]:
        """Return the tests that reach a line, the nearest first; of a line that is only imported, the file's."""
        if path == SCRIPT:
            return [str(file.relative_to(TREE)) for file in sorted(TREE.glob("tests/browser/test_exit*.py"))]
        data = CoverageData(str(self.data_file))
        data.read()
        by_line = data.contexts_by_lineno(str(TREE / path))
        found = set(by_line.get(line, ())) - {""} or {test for tests in by_line.values() for test in tests}
        near = Path("tests", *Path(path).parts[1:-1]), f"test_{Path(path).stem}"

        def distance(test: str) -> tuple:
            file = Path(test.partition("::")[0])
            return near[1] not in file.name, near[0] not in file.parents, self.seconds[test]

        return sorted((found & self.seconds.keys()) - self.failing, key=distance)


def sample(number: int, seed: int, wanted: str | None) -> Iterator[tuple[str, str, Mutation]]:
    """Draw faults: the rooms take turns, and in a room every line that has any is as likely as another."""
    chance = random.Random(seed)
    lines: dict[str, list[tuple[str, int]]] = defaultdict(list)
    by_line: dict[tuple[str, int], list[Mutation]] = defaultdict(list)
    for path in [*sorted(TREE.glob("astra_site/**/*.py")), *sorted(TREE.glob("networks/**/*.py")), TREE / SCRIPT]:
        name = str(path.relative_to(TREE))
        if not LEFT_OUT.search(f"/{name}") and (not wanted or name.startswith(wanted) or room_of(name) == wanted):
            for mutation in mutations(name, path.read_text("utf-8")):
                by_line[name, mutation.line].append(mutation)
    for place in by_line:
        lines[room_of(place[0])].append(place)
    rooms = sorted(lines)
    if not rooms:
        sys.exit(f"There is no room {wanted}")
    for room in rooms:
        chance.shuffle(lines[room])
    chance.shuffle(rooms)
    left = min(number, len(by_line))
    while left > 0:
        for room in [room for room in rooms if lines[room]][:left]:
            path, line = lines[room].pop()
            left -= 1
            yield room, path, chance.choice(by_line[path, line])


def attempt(room: str, path: str, mutation: Mutation, reach: Reach) -> Result:
    """Put one fault into the copy, run the tests that reach it, and take it out."""
    source = (ROOT / path).read_text("utf-8")
    change = mutation.describe(source)
    tests, spent = [], 0.0
    reaching = reach.tests(path, mutation.line)
    for test in reaching:
        if tests and spent > MOST_SECONDS:
            break
        tests.append(test)
        spent += reach.seconds.get(test, 20)
    if not tests:
        return Result(room, path, mutation, change, SURVIVED, "no test reaches the line")
    chosen = FOLDER / "chosen.txt"
    chosen.write_text("\n".join(tests), "utf-8")
    (TREE / path).write_text(mutation.apply(source), "utf-8")
    try:
        code, said = pytest(
            "-x", "-p", "no:randomly", f"@{chosen}", database=reach.code, seconds=60 + PATIENCE * spent
        )
    finally:
        shutil.copy2(ROOT / path, TREE / path)
    outcome, why = verdict(code, said)
    left = len(reaching) - len(tests)
    return Result(room, path, mutation, change, outcome, why or f"{len(tests)} tests passed, {left} more reach it")


def verdict(code: int | None, said: str) -> tuple[str, str]:
    """Return the outcome of a run of pytest, and its reason."""
    if code is None:
        return KILLED, "the tests did not end"
    failed = re.search(r"^(?:FAILED|ERROR) (\S+::\S+)", said, re.MULTILINE)
    if code == 1 and failed:
        return KILLED, failed[1]
    return (SURVIVED, "") if code == 0 else (UNUSABLE, "the program does not start with it")


def report(results: list[Result]) -> None:
    """Print the table by room and what no test has noticed."""
    print(f"\n{'room':<24} killed of valid")
    for room in [*sorted({result.room for result in results}), None]:
        valid = [result for result in results if room in (None, result.room) and result.outcome != UNUSABLE]
        killed = sum(result.outcome == KILLED for result in valid)
        share = f"{100 * killed / len(valid):.0f} %" if valid else ""
        print(f"{room or 'all':<24} {killed:>3} of {len(valid):<4} {share}")
    for result in results:
        if result.outcome == SURVIVED:
            print(f"\nSURVIVED {result.path}:{result.mutation.line}\n  {result.change}\n  {result.why}")


def main() -> int:
    """Draw, try and report; what was tried until an interruption is reported too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--room", help="a room, or the beginning of a path")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    copy_tree()
    drawn = list(sample(options.number, options.seed, options.room))
    reach = Reach()
    reach.learn()
    if reach.failing:
        print("Left out, for they fail without any fault:", *sorted(reach.failing), sep="\n  ")
    print(f"{len(drawn)} faults, SEED={options.seed}", flush=True)
    results: list[Result] = []
    started = time.monotonic()
    try:
        for room, path, mutation in drawn:
            results.append(attempt(room, path, mutation, reach))
            _, _, _, change, outcome, why = results[-1]
            print(f"{len(results):>3} {outcome:<9}{path}:{mutation.line} {change} ({why})", flush=True)
    except KeyboardInterrupt:
        print(f"\nInterrupted after {len(results)} of {len(drawn)}")
    report(results)
    print(f"\n{time.monotonic() - started:.0f} s, SEED={options.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
