"""Which tests reach which lines of a copy of the project, and how its tests are run: for `make mutants`."""

import contextlib
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "mutants"
TREE = FOLDER / "tree"
SCRIPT = "static/js/exit.js"
TESTED = {".py", ".html", ".js", ".yaml"}
# What is declared in models no test runs: this one compares all of it with the migrations.
DECLARED = "tests/contracts/test_names_and_rooms.py::test_no_migration_is_missing"
PYTEST = ["-m", "pytest", "--fast", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]


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
    command = [sys.executable, *PYTEST, *options]
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
        by_line = self._contexts(path)
        # Python may tell nothing of a line that only jumps: it is reached with its condition.
        line -= (ROOT / path).read_text("utf-8").splitlines()[line - 1].strip() in {"continue", "break"}
        of_file = {test for tests in by_line.values() for test in tests}
        found = set(by_line.get(line, ())) - {""} or (of_file - {""} or set(self.seconds)) | {DECLARED}
        near = {*Path(path).parts[1:-1], *Path(path).stem.split("_")}

        def distance(test: str) -> tuple[bool, int, float]:
            parts = {*re.split(r"[/_.]", test.partition("::")[0])}
            return test != DECLARED, -len(near & parts), self.seconds[test]

        return sorted((found & self.seconds.keys()) - self.failing, key=distance)

    def is_run_by_imports(self, path: str, line: int) -> bool:
        """Tell whether a line has run before the first test begins."""
        return "" in self._contexts(path).get(line, ())

    def _contexts(self, path: str) -> dict[int, list[str]]:
        return self._data.contexts_by_lineno(str(TREE / path))

    @cached_property
    def _data(self) -> CoverageData:
        data = CoverageData(str(self.data_file))
        data.read()
        return data
