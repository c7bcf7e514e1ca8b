"""The house rules that a program can see: names. Which room may use which: test_rooms.py."""

import re

import pytest
from django.core.management import call_command

from tests.contracts import sources


def test_blocks_and_streams_say_so_in_their_names() -> None:
    for path in sources.python_files("networks/blocks"):
        ending = "StreamBlock" if path.name == "streams.py" else "Block"
        blocks = [
            node.name
            for node in sources.classes(path)
            if any("Block" in str(vars(base)) for base in node.bases)
        ]
        assert not [name for name in blocks if not name.endswith(ending)], path


def test_no_migration_is_named_by_the_clock() -> None:
    migrations = [path for room in sources.ROOMS for path in (sources.ROOT / room).rglob("migrations/0*.py")]
    assert migrations
    assert not [path for path in migrations if re.search(r"_auto_|\d{8}", path.name)]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_two_public_classes_have_one_name() -> None:
    places: dict[str, list[str]] = {}
    for path in sources.python_files():
        for node in sources.classes(path):
            places.setdefault(node.name, []).append(str(path.relative_to(sources.ROOT)))
    # Django finds each command by the name of its file.
    public = {name: paths for name, paths in places.items() if not name.startswith("_") and name != "Command"}
    assert {name: paths for name, paths in public.items() if len(paths) > 1} == {}
