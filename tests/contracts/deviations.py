"""Finds where our code relies on what Wagtail, Django and their companions do not promise to keep.

That is: a private name of theirs that we use or override, something of theirs that we replace, a template
of theirs that we put ours over, and a class of the admin's views that they do not document.
"""

import ast
import functools
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from tests.contracts import sources

PACKAGES = ("django", "modelcluster", "modelsearch", "modeltranslation", "openpyxl", "treebeard", "wagtail")
# Private by their look only: documented, or Python's own.
PUBLIC = {"_meta", "_default_manager", "_base_manager", "_replace", "_asdict", "_fields", "_exit", "_"}
PRIVATE = re.compile(r"_[a-z]\w{2,}(?<!_)")
UNDOCUMENTED = re.compile(
    r"wagtail\.(\w+\.)*(views|viewsets|bulk_actions|userbar|images\.fields|documents\.fields)\b"
)
# https://docs.wagtail.org/en/stable/reference/viewsets.html,
# …/advanced_topics/customization/custom_user_models.html,
# …/extending/custom_admin_reports.html,
# …/extending/audit_log.html and …/advanced_topics/accessibility_considerations.html describe these.
DOCUMENTED = {
    "ChooserViewSet", "ContentCheckerItem", "ModelViewSet", "PageListingViewSet", "PageViewSet", "ReportView",
    "SnippetChooserViewSet", "SnippetCreateView", "SnippetViewSet", "SnippetViewSetGroup", "UserViewSet",
    "ViewSet",
    "ViewSetGroup",
}  # fmt: skip


@functools.cache
def _their_private_names() -> set[str]:
    found: set[str] = set()
    for package in PACKAGES:
        folder = Path(importlib.import_module(package).__file__ or "").parent
        for path in folder.rglob("*.py"):
            if not {"tests", "test", "migrations"} & set(path.parts):
                found |= set(re.findall(r"\b_[a-z]\w*", path.read_text("utf-8")))
    return found


def _names_in(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module gives to functions, classes, variables and parts of its objects."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
            yield node.attr


@functools.cache
def _our_names() -> set[str]:
    trees = (ast.parse(path.read_text("utf-8")) for path in sources.python_files())
    return {name for tree in trees for name in _names_in(tree)}


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _is_replaced(node: ast.Attribute, imported: set[str]) -> bool:
    return isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id in imported


def _imported(tree: ast.Module) -> set[str]:
    """Return what a module has from elsewhere than our own code."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES:
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def in_source(source: str) -> set[str]:
    """Return the private names of theirs that Python code uses, and what of theirs it replaces."""
    tree = ast.parse(source)
    imported, defined, found = _imported(tree), set(_names_in(tree)), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            ours = _our_names() if _is_self(node.value) else defined
            if PRIVATE.fullmatch(node.attr) and (_is_super(node.value) or node.attr not in ours):
                found.add(node.attr)
            if node.attr == "disconnect" or _is_replaced(node, imported):
                found.add(ast.unparse(node))
        elif isinstance(node, ast.Constant) and PRIVATE.fullmatch(str(node.value)):
            found |= {node.value} - _our_names()
    return {name for name in found if "." in name or name in _their_private_names() - PUBLIC}


def _classes() -> Iterator[type]:
    for path in sources.python_files():
        module = ".".join(path.relative_to(sources.ROOT).with_suffix("").parts).removesuffix(".__init__")
        if ".settings." in module or module.endswith(("wsgi", "gunicorn")):
            continue
        for thing in vars(importlib.import_module(module)).values():
            if isinstance(thing, type) and thing.__module__ == module:
                yield thing


def _is_ours(one: type) -> bool:
    return one.__module__.split(".")[0] in sources.ROOMS


def _is_a_packages(one: type) -> bool:
    return one.__module__.split(".")[0] in PACKAGES


def _is_method(thing: object) -> bool:
    return inspect.isfunction(thing) or isinstance(thing, staticmethod | classmethod)


def by_inheritance() -> Iterator[tuple[Path, str]]:
    """Yield what our classes override of theirs, and which undocumented classes they are made of."""
    for ours in _classes():
        path = Path(inspect.getfile(ours))
        for base in filter(_is_a_packages, ours.__mro__):
            for name in set(vars(ours)) & set(vars(base)) - PUBLIC:
                if PRIVATE.fullmatch(name) and _is_method(vars(ours)[name]):
                    yield path, f"{ours.__name__}.{name}"
        for base in ours.__bases__:
            if UNDOCUMENTED.match(base.__module__) and base.__name__ not in DOCUMENTED:
                yield path, f"{ours.__name__}({base.__name__})"


def overriding_templates() -> Iterator[tuple[Path, str]]:
    """Yield our templates that take the place of one of theirs."""
    for path in sources.template_files():
        if sources.is_override(sources.template_name(path)):
            yield path, sources.template_name(path)


def all_deviations() -> dict[str, set[str]]:
    """Return by file, from the project's folder, what it relies on without a promise."""
    found: dict[str, set[str]] = {}
    for path in sources.python_files():
        for name in in_source(path.read_text("utf-8")):
            found.setdefault(str(path.relative_to(sources.ROOT)), set()).add(name)
    for path, name in [*by_inheritance(), *overriding_templates()]:
        found.setdefault(str(path.relative_to(sources.ROOT)), set()).add(name)
    return found
