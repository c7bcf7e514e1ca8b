"""A fault is put into functions that are there already, and the tests are run with it in a fork."""

from pathlib import Path
from typing import Any

import pytest

from tests.contracts import sources
from tools import reach
from tools.forked_tests import ForkedTests, OutsideOfFunctions, Question, put_in
from tools.mutations import mutations

FUNCTIONS = """
def limit(number=1 + 2):
    def inner():
        return number + 1
    return inner

class Page:
    kind = 1 + 1
    @property
    def next(self):
        return [self.kind + each for each in (1, 2)]
"""


def functions_with(change: str, tmp_path: Path) -> dict[str, Any]:
    """Return what a module holds after a fault was put into its running functions."""
    file = tmp_path / "names.py"
    file.write_text(FUNCTIONS)
    names: dict[str, Any] = {}
    exec(compile(FUNCTIONS, str(file), "exec"), names)  # noqa: S102 - written above
    names["waiting"] = names["limit"]()
    functions = [names["limit"], names["waiting"], names["Page"].next.fget]
    (fault,) = [each for each in mutations("names.py", FUNCTIONS) if each.change == change]
    put_in(file, fault.number, functions)
    return names


def test_a_fault_is_put_into_functions_that_are_there_already(tmp_path: Path) -> None:
    names = functions_with("`number + 1` → `number - 1`", tmp_path)
    assert (names["waiting"](), names["limit"](5)()) == (2, 4)

    names = functions_with("`self.kind + each` → `self.kind - each`", tmp_path)
    assert names["Page"]().next == [1, 0]


@pytest.mark.parametrize("change", ["`1 + 2` → `1 - 2`", "`1 + 1` → `1 - 1`"])
def test_what_stands_outside_of_functions_cannot_be_put_in_later(change: str, tmp_path: Path) -> None:
    with pytest.raises(OutsideOfFunctions):
        functions_with(change, tmp_path)


@pytest.mark.sqlite
def test_a_fork_runs_the_tests_with_the_fault_and_the_next_one_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach, "TREE", sources.ROOT)
    monkeypatch.setattr(reach, "PYTEST", [*reach.PYTEST, "tests/languages"])
    file = sources.ROOT / "astra_site/languages/fallback.py"
    faults = mutations("fallback.py", file.read_text("utf-8"))
    change = "`not is_empty(value) or language == languages.SOURCE` → `language == languages.SOURCE`"
    (fault,) = [each for each in faults if each.change == change]
    names = [
        f"tests/languages/test_text.py::test_{name}"
        for name in ("what_says_nothing", "a_translation_is_taken")
    ]
    forked = ForkedTests("")
    try:
        assert forked.first_failure(Question(file, fault.number, names, 60, 4 << 30)) == names[1]
        assert forked.first_failure(Question(file, None, names, 60, 4 << 30)) == ""
        assert forked.first_failure(Question(file, None, names, 0, 4 << 30)) == "the tests did not end"
    finally:
        forked.close()
