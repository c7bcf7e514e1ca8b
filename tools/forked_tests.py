"""Tests that are collected once and run in a fork for each fault: most take less time than pytest to start.

Loaded as a plugin (`-p tools.forked_tests`) it waits for faults; `ForkedTests` is the other end of the wire.
In the fork the functions of the faulty file get their new code. What stands outside of functions has run
already, and is asked of a new process (tools/mutants.py).
"""

import ast
import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import types
from collections import defaultdict
from collections.abc import Iterator
from inspect import CO_OPTIMIZED
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.urls import get_resolver

from tools import reach
from tools.contexts import function_of
from tools.mutations import tree_with

WIRE = "FORKED_TESTS_WIRE"


class Question(NamedTuple):
    """What is to be run: with which fault of a file of the copy, or none, how long, with how much memory."""

    file: Path
    number: int | None
    tests: list[str]
    seconds: float
    memory: int


class OutsideOfFunctions(Exception):
    """The fault is in what runs while its module is imported."""


class ForkedTests:
    """The tests of the copy, ready to be run; starts with the first question."""

    def __init__(self, database: str) -> None:
        self._wire, theirs = Pipe()
        ours = ("-p", "tools.forked_tests", "-p", "no:xdist", "-m", "not browser")
        command = [sys.executable, *reach.PYTEST, *ours]
        variables = {**os.environ, "TEST_DATABASE_COPY": database, WIRE: str(theirs.fileno())}
        self._process = subprocess.Popen(
            command, cwd=reach.TREE, env=variables, pass_fds=[theirs.fileno()], start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        self._is_sound: dict[str, bool] = {}

    def first_failure(self, question: Question) -> str | None:
        """Run tests with a fault until one fails; returns it, "" without any.

        None says that it cannot be known here: the fault is outside of functions, or the test that fails with
        it fails in a fork without it too.
        """
        failed = self._ask(question)
        if failed in question.tests and failed not in self._is_sound:
            self._is_sound[failed] = self._ask(question._replace(number=None, tests=[failed])) == ""
        return failed if self._is_sound.get(failed or "", True) else None

    def _ask(self, question: Question) -> str | None:
        try:
            self._wire.send(question)
            return self._wire.recv()
        except (EOFError, OSError):
            return None

    def close(self) -> None:
        """End it; a fork at work ends with it."""
        self._wire.close()
        self._process.wait()


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Answer questions instead of running the tests."""
    items: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in session.items:
        items[function_of(item.nodeid)].append(item)
    get_resolver()._populate()
    gc.unfreeze()
    functions = [each for each in gc.get_objects() if type(each) is types.FunctionType]
    # What is there by now is looked through by no fork.
    gc.freeze()
    wire = Connection(int(os.environ[WIRE]))
    while True:
        try:
            question = wire.recv()
        except EOFError:
            return True
        found = [item for test in question.tests for item in items[test]]
        wire.send(_in_a_fork(question, found, functions, wire))


def _in_a_fork(
    question: Question, items: list[pytest.Item], functions: list[types.FunctionType], wire: Connection
) -> str | None:
    ours, theirs = Pipe(duplex=False)
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (question.memory, question.memory))
        try:
            theirs.send(_run(question, items, functions))
        except (OutsideOfFunctions, ValueError):
            theirs.send(None)
        finally:
            os._exit(0)
    theirs.close()
    # Here too: it may not have come so far when it is ended.
    os.setpgid(child, child)
    ready = wait([ours, wire], question.seconds)
    try:
        # Without an answer in time it hangs; where nobody waits for one any more, it only has to end.
        return ours.recv() if ours in ready else "the tests did not end"
    except EOFError:
        return None
    finally:
        ours.close()
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _run(question: Question, items: list[pytest.Item], functions: list[types.FunctionType]) -> str:
    """Run tests with the fault in the functions; returns the first that fails."""
    if question.number is not None:
        put_in(question.file, question.number, functions)
    # What an earlier fork has left: databases, caches and files of uploads.
    shutil.rmtree(Path(settings.MEDIA_ROOT).parent, ignore_errors=True)
    Path(settings.MEDIA_ROOT).parent.mkdir()
    for item, next_item in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=next_item)):
            return function_of(item.nodeid)
    return ""


def put_in(file: Path, number: int, functions: list[types.FunctionType]) -> None:
    """Give the functions of a file of the copy the code that they have with a fault.

    Raises:
        OutsideOfFunctions: the fault is somewhere else, or nothing holds its function.
        ValueError: a function would have other variables of the one around it.
    """
    source = file.read_text("utf-8")
    before = compile(ast.parse(source), str(file), "exec")
    after = compile(tree_with(source, number), str(file), "exec")
    changed = {(old.co_qualname, old.co_firstlineno): new for old, new in _differing(before, after)}
    is_there = False
    for function in functions:
        code = function.__code__
        if code.co_filename == str(file) and (code.co_qualname, code.co_firstlineno) in changed:
            function.__code__ = changed[code.co_qualname, code.co_firstlineno]
            is_there = True
    if not is_there:
        raise OutsideOfFunctions


def _differing(old: types.CodeType, new: types.CodeType) -> Iterator[tuple[types.CodeType, types.CodeType]]:
    """Yield the code of each function that is another now, those inside of others too."""
    if old == new:
        return
    if old.co_flags & CO_OPTIMIZED:
        yield old, new
    elif _without_functions(old) != _without_functions(new):
        raise OutsideOfFunctions
    inner = [[each for each in code.co_consts if isinstance(each, types.CodeType)] for code in (old, new)]
    for pair in zip(*inner, strict=False):
        yield from _differing(*pair)


def _without_functions(code: types.CodeType) -> tuple[object, ...]:
    constants = [each for each in code.co_consts if not isinstance(each, types.CodeType)]
    return code.co_code, code.co_names, repr(constants)
