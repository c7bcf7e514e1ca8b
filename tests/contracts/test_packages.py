"""A package says which of its files does what, so that a newcomer reads one page and knows where to look."""

import ast
import re
from pathlib import Path

import pytest

from tests.contracts import sources

# Found by these names by Django, Wagtail, modeltranslation or the rooms themselves: what is in them is known.
CONVENTIONAL = {
    "__init__", "apps", "forms", "jobs", "models", "receivers", "translation", "urls", "views", "viewsets",
    "wagtail_hooks", "wagtail_users",
}  # fmt: skip
# What is in them stands in their own names, or in a command's.
BY_NAME = {"commands", "management", "migrations", "templatetags", "formats"}
NAMED = re.compile(r"(?<![\w/])(\w+)\.py\b|`(\w+)`")


def packages() -> list[Path]:
    folders = {path.parent for name in sources.ROOMS for path in (sources.ROOT / name).rglob("__init__.py")}
    return sorted(folder for folder in folders if not BY_NAME & set(folder.parts))


def is_told_by_its_name(path: Path) -> bool:
    """Tell whether a module is called after its class, or after the page type whose page it fills."""
    model = path.parent.parent / "models" / path.name
    return path.stem in {sources.snake(node.name) for node in sources.classes(path)} or model.exists()


def docstring(package: Path) -> str:
    return ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""


of_each_package = pytest.mark.parametrize(
    "package", packages(), ids=lambda path: str(path.relative_to(sources.ROOT))
)


@of_each_package
def test_a_package_says_what_each_of_its_files_is_for(package: Path) -> None:
    named = {first or second for first, second in NAMED.findall(docstring(package))}
    files = [path for path in package.glob("*.py") if path.stem not in {*CONVENTIONAL, *named}]
    untold = sorted(path.name for path in files if not is_told_by_its_name(path))
    assert not untold, f"{package / '__init__.py'} does not say what these are for"


@of_each_package
def test_a_package_speaks_of_no_file_that_is_gone(package: Path) -> None:
    named = {name for name, _ in NAMED.findall(docstring(package))} - {"", "manage"}
    assert not [name for name in named if not (package / f"{name}.py").exists()]
