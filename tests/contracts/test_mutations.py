"""Which faults `make mutants` can put into a file."""

import ast

import pytest

from tests.contracts import sources
from tools import reach
from tools.mutations import mutated, mutations

CODE = '''
def names(rows, limit=3):
    """Return some."""
    if not rows or limit < 1:
        raise ValueError
    found = [row for row in rows.filter(live=True, year=3) if row.is_current]
    return sorted(found, key=len, reverse=True)[:limit]
'''
# What it was, and what may come of it.
FAULTS = {
    "limit < 1": "limit <= 1",
    "not rows or limit < 1": "limit < 1",
    "not rows": "bool(rows)",
    "raise ValueError": "pass",
    "rows.filter(live=True, year=3)": "rows",
    "True": "False",
    "sorted(found, key=len, reverse=True)[:limit]": "sorted(found, key=len, reverse=True)[:]",
    "if not rows or limit < 1:": "if False:",
}


@pytest.mark.parametrize(("was", "became"), FAULTS.items(), ids=FAULTS)
def test_such_faults_are_put_in_one_at_a_time(was: str, became: str) -> None:
    (fault,) = [one for one in mutations("a.py", CODE) if one.change == f"`{was}` → `{became}`"][:1]
    result = mutated("a.py", CODE, fault)

    assert result == ast.unparse(ast.parse(CODE)).replace(was, became, 1) != ast.unparse(ast.parse(CODE))


@pytest.mark.parametrize(
    ("change", "was", "became"),
    [
        ("without `key=len` in `sorted(found, key=len, reverse=True)`", "key=len, ", ""),
        (
            "without `row.is_current` in `for row in rows.filter(live=True, year=3) if row.is_current`",
            " if row.is_current", "",
        ),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named(change: str, was: str, became: str) -> None:
    (fault,) = [one for one in mutations("a.py", CODE) if one.change == change]

    assert mutated("a.py", CODE, fault) == ast.unparse(ast.parse(CODE)).replace(was, became)


def test_each_fault_of_a_file_is_another_file_that_python_can_read() -> None:
    source = (sources.ROOT / "networks/overlaps.py").read_text("utf-8")
    found = mutations("networks/overlaps.py", source)
    results = {mutated("networks/overlaps.py", source, fault) for fault in found[::7]}

    assert len(results) == len(found[::7])
    assert all(ast.parse(result) for result in results)
    # Each stands where its words are, for the tests are chosen by its line.
    lines = source.splitlines()
    assert all(lines[fault.line - 1].strip() for fault in found)


def test_what_only_changes_words_or_types_is_left_alone() -> None:
    code = 'x: Annotated[int, 1 < 2] = f(verbose_name=_("a"), frozen=True)\nif TYPE_CHECKING:\n    import a\n'
    assert mutations("a.py", code) == []
    assert {fault.change for fault in mutations("a.py", "rows[:] = found\n")} == {
        "`rows[:] = found` → `pass`"
    }


def test_the_script_of_the_exit_has_faults_too_and_none_in_its_comments() -> None:
    source = (sources.ROOT / reach.SCRIPT).read_text("utf-8")
    found = mutations(reach.SCRIPT, source)

    assert len(found) > 60
    assert not [fault for fault in found if source.splitlines()[fault.line - 1].strip().startswith("//")]
    stop = next(fault for fault in found if fault.change.startswith("`window.stop();`"))
    assert "window.stop" not in mutated(reach.SCRIPT, source, stop)
