"""Puts small faults into a copy of the project, one at a time, and tells which of them no test notices.

    make mutants                                    60 faults, spread over the rooms
    make mutants N=20 SEED=7 ROOM=spreadsheets

First all tests are run once with coverage, to know which of them reach a line, and later those that have
changed since. The working tree is only read: faults go into var/mutants/tree (docs/decisions/0032).
"""

import argparse
import random
import re
import shutil
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import reach
from tools.forked_tests import ForkedTests, Question
from tools.mutations import Mutation, mutated, mutations, room_of

SOURCES = ("astra_site/**/*.py", "networks/**/*.py", reach.SCRIPT)
# Migrations, and what they alone call, have run before the fault is there.
LEFT_OUT = re.compile(r"/migrations/|/granting\.py$|/apps\.py$|__init__\.py$|settings/(test|dev|local)\.py$")
# How much longer than measured the tests of a fault may take, and what they may take in any case.
PATIENCE = 5
LEAST_SECONDS = 90
MEMORY = 4 << 30
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


def places(wanted: str | None) -> dict[str, dict[tuple[str, int], list[Mutation]]]:
    """Return by room the lines that can have a fault, with their faults."""
    found: dict[str, dict[tuple[str, int], list[Mutation]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(path for pattern in SOURCES for path in reach.TREE.glob(pattern)):
        name = str(path.relative_to(reach.TREE))
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


def attempt(fault: Fault, tests: reach.Reach, forked: ForkedTests, most_seconds: float) -> Result:
    """Run the tests that reach a fault with it, in a fork or else by putting it into the copy."""
    line, path = fault.mutation.line, fault.path
    reaching = tests.tests(path, line)
    chosen, spent = list[str](), 0.0
    while len(chosen) < len(reaching) and (not chosen or spent < most_seconds):
        chosen.append(reaching[len(chosen)])
        # Those in the browser are not measured, and few: all of them are asked.
        spent += tests.seconds.get(chosen[-1], 0)
    if not chosen:
        return Result(fault, SURVIVED, "no test reaches the line")
    passed = f"{len(chosen)} of {len(reaching)} tests that reach it have passed"
    is_in_browser = path == reach.SCRIPT
    if not is_in_browser and not tests.is_run_by_imports(path, line):
        seconds = LEAST_SECONDS + PATIENCE * spent
        failed = forked.first_failure(
            Question(reach.TREE / path, fault.mutation.number, chosen, seconds, MEMORY)
        )
        if failed is not None:
            return Result(fault, KILLED if failed else SURVIVED, failed or passed)
    seconds = LEAST_SECONDS * (len(chosen) if is_in_browser else 1) + PATIENCE * spent
    # A browser asks for more memory than it uses.
    outcome, why = in_the_copy(fault, chosen, tests.code, seconds, None if is_in_browser else MEMORY)
    return Result(fault, outcome, why or passed)


def in_the_copy(
    fault: Fault, tests: list[str], database: str, seconds: float, memory: int | None
) -> tuple[str, str]:
    """Put one fault into the copy, run tests in a new process, and take it out."""
    names = reach.FOLDER / "chosen.txt"
    names.write_text("\n".join(tests), "utf-8")
    source = (reach.ROOT / fault.path).read_text("utf-8")
    (reach.TREE / fault.path).write_text(mutated(fault.path, source, fault.mutation), "utf-8")
    try:
        return verdict(*reach.pytest("-x", f"@{names}", database=database, seconds=seconds, memory=memory))
    finally:
        shutil.copy2(reach.ROOT / fault.path, reach.TREE / fault.path)


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
    reach.copy_tree(reach.ROOT, reach.TREE)
    drawn = list(sample(options.number, options.seed, options.room))
    tests = reach.Reach()
    tests.measure()
    for test in sorted(tests.failing):
        print(f"Left out, for it fails without any fault: {test}")
    print(f"{len(drawn)} faults, SEED={options.seed}", flush=True)
    results: list[Result] = []
    forked = ForkedTests(tests.code)
    try:
        for number, fault in enumerate(drawn, start=1):
            results.append(attempt(fault, tests, forked, options.seconds))
            print(f"{number:>3} {results[-1].outcome:<9}{fault} ({results[-1].why})", flush=True)
    except KeyboardInterrupt:
        print(f"\nInterrupted after {len(results)} of {len(drawn)}")
    finally:
        forked.close()
    report(results)
    return 0


if __name__ == "__main__":
    # A polite end is an interruption like another.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
