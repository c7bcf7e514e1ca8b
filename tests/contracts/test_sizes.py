"""Small pieces: what one person can hold in mind at once."""

import ast
from pathlib import Path

import pytest

from tests.contracts import sources

CODE = ("astra_site", "networks", "tools")
# Tests that wait to be divided.
KNOWN = {"tests/admin/test_roles.py"}
LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
LINES_OF_A_STYLESHEET = 200
LINES_OF_A_TEMPLATE = 100
SCRIPTS = [path for folder in ("static", "astra_site") for path in (sources.ROOT / folder).rglob("*.js")]
STYLESHEETS = [path for folder in ("static", "astra_site") for path in (sources.ROOT / folder).rglob("*.css")]


def too_long(paths: list[Path], most: int) -> dict[str, int]:
    lines = {str(path.relative_to(sources.ROOT)): path.read_text("utf-8").count("\n") for path in paths}
    assert lines
    return {name: number for name, number in lines.items() if number > most}


def long_functions(source: str) -> dict[str, int]:
    """Return functions by name with their lines: decorators count, and the docstring."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            number = (node.end_lineno or first) - first + 1
            if number > LINES_OF_A_FUNCTION:
                found[node.name] = number
    return found


def test_no_file_is_too_long() -> None:
    files = sources.python_files(*CODE, "tests")
    assert not set(too_long([*files, *SCRIPTS], LINES_OF_A_FILE)) - KNOWN


@pytest.mark.parametrize("room", CODE)
def test_no_function_is_too_long(room: str) -> None:
    found = {
        str(path.relative_to(sources.ROOT)): long_functions(path.read_text("utf-8"))
        for path in sources.python_files(room)
    }
    assert not {path: functions for path, functions in found.items() if functions}


def test_no_stylesheet_is_too_long() -> None:
    assert not too_long(STYLESHEETS, LINES_OF_A_STYLESHEET)


def test_no_template_is_too_long() -> None:
    assert not too_long(sources.template_files(), LINES_OF_A_TEMPLATE)


def test_a_function_of_41_lines_is_noticed() -> None:
    lines = "\n".join(f"    number = {line}" for line in range(39))
    assert long_functions(f"@decorated\ndef count():\n{lines}\n") == {"count": 41}
    assert not long_functions(f"def count():\n{lines}\n")
