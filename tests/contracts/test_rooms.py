"""Which room may use which, and that no files go round in circles.

Read over imports (also those inside functions), migrations, names of models, and templates.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps

import astra_site
from tests.contracts import sources

# The arrows between rooms, from the ground up: each room may use those that stand beside it.
ALLOWED = {
    "admin_page": set(),
    "runs": set(),
    "sqlite": set(),
    "exports": set(),
    "links": set(),
    "serbian": set(),
    "languages": set(),
    "caching": set(),
    "tasks": {"admin_page", "caching", "runs"},
    "backups": {"runs", "tasks"},
    "accounts": {"tasks"},
    "editing": {"accounts", "exports", "languages", "serbian"},
    "removal": {"editing", "languages"},
    "uploads": {"accounts", "caching", "editing", "languages", "links", "removal", "tasks"},
    "pages": {"accounts", "caching", "editing", "languages", "links", "serbian", "uploads"},
    "cyrillic": {"caching", "languages", "serbian", "tasks"},
    "translations": {"accounts", "admin_page", "editing", "languages", "pages", "serbian", "tasks"},
    "content_checks": {"editing", "languages", "pages", "serbian", "tasks"},
    "link_checks": {"accounts", "content_checks", "editing", "languages", "pages", "tasks"},
    "safety": {"accounts", "caching", "editing", "languages", "links", "pages"},
    "search": {
        "accounts", "caching", "cyrillic", "editing", "languages", "pages", "safety", "serbian", "tasks",
    },
    "manual": {"accounts", "admin_page", "editing", "languages", "search", "serbian"},
    "delivery": {
        "accounts", "caching", "languages", "pages", "safety", "settings", "tasks", "translations", "uploads",
    },
    "status": {"accounts", "admin_page", "editing", "link_checks", "runs", "search", "tasks", "uploads"},
    "networks": {
        "accounts", "admin_page", "caching", "content_checks", "cyrillic", "editing", "exports", "languages",
        "links", "pages", "removal", "safety", "search", "serbian", "tasks", "translations", "uploads",
    },
}  # fmt: skip
# They put the rooms together, so they know them by name.
ROOFS = {"settings", "urls", "wsgi", "formats"}
PLAIN_PYTHON = {"serbian"}
# Of the domain: an app connects its receivers once its models are there.
MOST_LAZY_IMPORTS = {"astra_site": 0, "networks": 1}
# Tag libraries and templates of the frame: what they include may load nothing of the domain.
FRAME_TEMPLATES = ("base.html", "404.html", "error.html", "layout/*.html", "admin/*_panel.html",
                   "admin/content_checks/*.html", "admin/translations/*.html")  # fmt: skip


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("astra_site", "networks", cache_dir=None)


def room(module: str) -> str:
    """Return the room of a module: the name below astra_site, or the domain."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "astra_site" and rest else first


def room_of(path: Path) -> str:
    return room(".".join(path.relative_to(sources.ROOT).with_suffix("").parts))


def is_allowed(here: str, there: str) -> bool:
    return here == there or here in ROOFS or there == "astra_site" or there in ALLOWED[here]


def all_python_files() -> list[Path]:
    return sorted(path for name in sources.ROOMS for path in (sources.ROOT / name).rglob("*.py"))


def test_every_room_stands_in_the_list() -> None:
    rooms = {room(module) for module in graph().modules} - ROOFS - {"astra_site"}
    assert rooms == set(ALLOWED)


def test_the_frame_says_what_each_of_its_rooms_is_for() -> None:
    named = set(re.findall(r"(\w+)(?:/  |\.py\b)", f"{astra_site.__doc__}"))
    rooms = {path.stem for path in (sources.ROOT / "astra_site").iterdir() if path.name[0] not in "_."}
    assert rooms == named - {Path(__file__).stem}


def test_arrows_between_rooms_go_down() -> None:
    floors = list(ALLOWED)
    up = [(here, there) for here, below in ALLOWED.items() for there in below - ROOFS
          if floors.index(there) >= floors.index(here)]  # fmt: skip
    assert not up


@pytest.mark.parametrize("here", ALLOWED)
def test_a_room_imports_only_what_it_may(here: str) -> None:
    imports = [
        f"{module} imports {other}"
        for module in sorted(graph().modules)
        if room(module) == here
        for other in graph().find_modules_directly_imported_by(module)
        if not is_allowed(here, room(other))
    ]
    assert not imports


def labels() -> dict[str, str]:
    """Return the room of each of our apps by its label."""
    ours = (app for app in apps.get_app_configs() if app.name.split(".")[0] in sources.ROOMS)
    return {app.label: room(app.name) for app in ours}


def test_a_room_names_only_models_and_migrations_that_it_may() -> None:
    known = labels()
    # "pages.BasePage" in a model, ("pages", "0001_base_page") in a migration.
    name = re.compile(rf'"({"|".join(known)})(?:\.\w+"|", "\d{{4}}_)')
    named = [
        f"{path.relative_to(sources.ROOT)} names {label}"
        for path in all_python_files()
        for label in sorted(set(name.findall(path.read_text("utf-8"))))
        if not is_allowed(room_of(path), known[label])
    ]
    assert not named


def included(template: str, seen: set[str]) -> set[str]:
    """Return `template` and everything of ours that it includes or extends."""
    path = sources.TEMPLATES / template
    if template not in seen and path.exists():
        seen.add(template)
        for name in re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text("utf-8")):
            included(name, seen)
    return seen


def test_templates_of_the_frame_load_nothing_of_the_domain() -> None:
    of_domain = {path.stem for path in (sources.ROOT / "networks" / "templatetags").glob("[a-z]*.py")}
    of_frame: set[str] = set()
    for pattern in FRAME_TEMPLATES:
        for path in sources.TEMPLATES.glob(pattern):
            included(str(path.relative_to(sources.TEMPLATES)), of_frame)
    assert "components/hotline.html" in of_frame
    for name in sorted(of_frame):
        text = (sources.TEMPLATES / name).read_text("utf-8")
        loaded = {word for tag in re.findall(r"{% load ([^%]+) %}", text) for word in tag.split()}
        assert not loaded & of_domain, name
        assert "settings.networks" not in text, name


@pytest.mark.parametrize("here", sorted(PLAIN_PYTHON))
def test_plain_python_needs_no_framework(here: str) -> None:
    for path in sources.python_files(f"astra_site/{here}"):
        assert not [name for name in sources.imports(path) if name.split(".")[0] in {"django", "wagtail"}], (
            path
        )


def reached_from(module: str) -> set[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        new = graph().find_modules_directly_imported_by(waiting.pop()) - seen
        seen |= new
        waiting += new
    return seen


def test_no_files_import_each_other_in_a_circle() -> None:
    assert not sorted(module for module in graph().modules if module in reached_from(module))


def lazy_imports(path: Path) -> Iterator[str]:
    """Yield the imports of our own modules that stand inside functions."""
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in sources.ROOMS:
                    yield f"{path.relative_to(sources.ROOT)}:{node.lineno}"


@pytest.mark.parametrize("package", MOST_LAZY_IMPORTS)
def test_imports_stand_at_the_top(package: str) -> None:
    found = {line for path in sources.python_files(package) for line in lazy_imports(path)}
    assert len(found) <= MOST_LAZY_IMPORTS[package], sorted(found)
