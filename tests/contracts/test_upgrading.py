"""docs/upgrading.md knows every place that an upgrade of a package may break."""

import re
from importlib.metadata import version
from typing import NamedTuple

import pytest

from tests.contracts import deviations, sources

PACKAGES = {
    "W": "wagtail",
    "D": "django",
    "M": "django-modeltranslation",
    "C": "django-modelcluster",
    "G": "gunicorn",
    "A": "django-allauth",
}
IN_CODE = re.compile(r"`([^`]+)`")
# Classes of Wagtail's admin that its documentation does not describe: each one is work at an upgrade.
UNDOCUMENTED_CLASSES = 6


class Line(NamedTuple):
    files: list[str]
    tests: list[str]
    checked: str


def lines() -> list[Line]:
    text = (sources.ROOT / "docs" / "upgrading.md").read_text("utf-8")
    section = text.split("## What we rely on without a promise")[1].split("\n## ")[0]
    rows = [row.strip("|").split("|") for row in section.splitlines() if row.startswith("| `")]
    return [Line(IN_CODE.findall(row[0]), IN_CODE.findall(row[2]), row[3].strip()) for row in rows]


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    return deviations.all_deviations()


def test_every_file_that_relies_on_what_is_not_promised_has_its_line(found: dict[str, set[str]]) -> None:
    known = tuple(file for line in lines() for file in line.files)
    assert not {file: names for file, names in found.items() if not file.startswith(known)}


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.files[0])
def test_the_line_names_files_and_tests_that_exist_and_the_version_in_use(line: Line) -> None:
    assert line.tests
    assert not [name for name in line.files + line.tests if not (sources.ROOT / name).exists()]
    package, checked = line.checked.split(" ")
    assert checked == version(PACKAGES[package]), f"look at {line.files} again, then write the version there"


def test_few_undocumented_classes_are_built_upon(found: dict[str, set[str]]) -> None:
    classes = sorted(name for names in found.values() for name in names if name.endswith(")"))
    assert len(classes) <= UNDOCUMENTED_CLASSES, classes


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("request._wagtail_site = site", "_wagtail_site"),
        ("hasattr(request, '_wagtail_site')", "_wagtail_site"),
        ("class Page:\n def save(self): return super()._slug_is_available(1)", "_slug_is_available"),
        ("from django.utils import timezone\ntimezone.now = None", "timezone.now"),
        (
            "from wagtail.signals import page_published\npage_published.disconnect(x)",
            "page_published.disconnect",
        ),
    ],
)
def test_what_is_private_is_noticed(source: str, name: str) -> None:
    assert name in deviations.in_source(source)


@pytest.mark.parametrize(
    "source",
    [
        "model._meta.get_field('x')",
        "row._replace(a=1)",
        "self._slug = 1\nprint(self._slug)",
        "page.title = 'a'",
    ],
)
def test_what_is_public_or_our_own_is_left_in_peace(source: str) -> None:
    assert not deviations.in_source(source)
