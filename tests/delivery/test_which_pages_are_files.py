"""Which kept answers become files for the web server, and which files are there at each moment."""

import datetime
import os
import time
from pathlib import Path
from typing import Any

import pytest
import time_machine

from astra_site.caching.generation import Generation
from astra_site.delivery import page_files
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.cached_answer import CachedAnswer
from astra_site.delivery.page_files import HTML, PageFiles

HOST = "mreze.example.org"
TEXT = b"Mreze i organizacije. " * 50


@pytest.fixture
def files(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PageFiles:
    settings.WAGTAILADMIN_BASE_URL = f"https://{HOST}"
    monkeypatch.setattr(page_files, "usual_headers", lambda: {"referrer-policy": "no-referrer"})
    generation = Generation(tmp_path)
    generation.is_watched = True
    generation.renew(1)
    return PageFiles(generation)


def key(path: str = "/mreze/", **changes: str) -> Key:
    return Key("https", HOST, path, "")._replace(**changes)


def answer(files: PageFiles, content: bytes = TEXT, **headers: str) -> CachedAnswer:
    said = {
        "Content-Type": HTML, "Cache-Control": "no-cache", "Content-Language": "sr-Latn",
        "Referrer-Policy": "no-referrer",
    }  # fmt: skip
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = [(name, value) for name, value in {**said, **named}.items() if value]
    return CachedAnswer.of(kept, [content], time.time() + 60, files._generation.current or 0)


def found(files: PageFiles) -> list[str]:
    """Return what the web server finds."""
    folder = files._generation.link
    return sorted(str(file.relative_to(folder)) for file in folder.glob("**/*.*"))


@pytest.mark.parametrize(
    ("asked", "headers", "names"),
    [
        ({}, {}, ["mreze/page.br", "mreze/page.gz"]),
        ({"path": "/"}, {}, ["page.br", "page.gz"]),
        ({}, {"Cache_Control": "no-store"}, ["mreze/unstored.br", "mreze/unstored.gz"]),
        ({}, {"Cache_Control": "max-age=60"}, []),
        ({}, {"Cache_Control": ""}, []),
        ({}, {"Content_Type": "text/html"}, []),
        ({}, {"Content_Type": ""}, []),
        ({}, {"Referrer_Policy": "origin"}, []),
        ({}, {"Referrer_Policy": ""}, []),
        ({}, {"X_Other": "1"}, []),
        ({"scheme": "http"}, {}, []),
        ({"host": "druga.example.org"}, {}, []),
        ({"query": "strana=2"}, {}, []),
        ({"path": "/robots.txt"}, {}, []),
        ({"path": "/mreže/"}, {}, []),
        ({"path": "/../mreze/"}, {}, []),
    ],
)
def test_a_page_is_a_file_where_the_web_server_can_say_all_that_it_says(
    asked: dict[str, str], headers: dict[str, str], names: list[str], files: PageFiles
) -> None:
    files.write(key(**asked), answer(files, **headers))
    assert found(files) == names


def test_an_answer_that_is_kept_in_one_coding_only_is_none(files: PageFiles) -> None:
    files.write(key(), answer(files, b"short"))
    assert found(files) == []


def test_a_file_is_there_whole_with_a_time_that_follows_from_what_is_in_it(files: PageFiles) -> None:
    made = answer(files)
    for _time in range(2):
        files.write(key(), made)
        file = files._generation.link / "mreze" / "page.br"
        assert (file.read_bytes(), file.stat().st_mtime) == (made.bodies["br"], int(made.digest[:7], 16))
    # Nothing is left beside it.
    assert len(list(file.parent.iterdir())) == 2


def test_only_so_many_bytes_are_written_in_each_generation(
    files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = answer(files)
    size = len(made.bodies["br"]) + len(made.bodies["gzip"])
    monkeypatch.setattr(page_files, "MOST_BYTES", size)
    for generation in (1, 2):
        files._generation.renew(generation)
        for path in ("/a/", "/b/", "/c/"):
            files.write(key(path), answer(files))
        assert {name.partition("/")[0] for name in found(files)} == {"a", "b"}


def test_the_folders_of_generations_that_are_over_go_and_no_other(files: PageFiles) -> None:
    pages = files._generation.link.parent
    files.write(key(), answer(files))
    (first,) = [folder for folder in pages.iterdir() if folder.name.isdigit()]
    for name in ("notes", str(int(first.name) + 10**18)):
        (pages / name).mkdir()
    files._generation.renew(2)
    files.write(key(), answer(files))
    assert not first.exists()
    assert files._generation.link.readlink().name == str(files._generation.current)
    assert {"notes", str(int(first.name) + 10**18)} < {folder.name for folder in pages.iterdir()}
    assert len(list(pages.iterdir())) == 4


def test_what_is_written_of_a_generation_that_is_over_nobody_finds(files: PageFiles) -> None:
    late = answer(files)
    files._generation.renew(2)
    files.write(key(), late)
    assert not files._generation.link.is_symlink()


def test_a_link_made_while_the_generation_ended_is_taken_away(
    files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, replace = answer(files), Path.replace

    def end_before(self: Path, target: Path) -> Path:
        if target == files._generation.link:
            files._generation.renew(2)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", end_before)
    files.write(key(), made)
    assert not files._generation.link.is_symlink()


def test_before_a_server_listens_nothing_is_linked_and_then_only_where_nothing_is(files: PageFiles) -> None:
    files.link_if_none()
    files.may_link = False
    files.write(key(), answer(files))
    assert found(files) == []
    link = files._generation.link
    link.symlink_to("another")
    files.link_if_none()
    assert link.readlink().name == "another"
    link.unlink()
    files.link_if_none()
    assert found(files) == ["mreze/page.br", "mreze/page.gz"]


def test_without_room_there_is_no_file_and_no_fault(
    files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    files.write(key(), answer(files))
    assert not files._generation.link.is_symlink()


@pytest.mark.parametrize(
    ("written", "now", "is_kept"),
    [
        ("2026-11-28 12:00:00", "2026-11-28 12:04:00", True),
        ("2026-11-28 12:00:00", "2026-11-28 12:06:00", False),
        # Midnight in Belgrade is an hour earlier than by UTC.
        ("2026-11-28 22:59:00", "2026-11-28 22:59:50", True),
        ("2026-11-28 22:59:00", "2026-11-28 23:00:10", False),
        ("2026-11-28 23:00:01", "2026-11-28 23:00:10", True),
    ],
)
def test_what_is_minutes_old_or_of_yesterday_is_deleted(
    written: str, now: str, is_kept: bool, files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(text: str) -> datetime.datetime:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)

    files.write(key(), answer(files))
    stat, changed = Path.stat, at(written).timestamp()

    def of_then(self: Path, **options: Any) -> Any:
        real = stat(self, **options)
        return os.stat_result([*real[:9], changed]) if self.suffix in {".br", ".gz"} else real

    monkeypatch.setattr(Path, "stat", of_then)
    with time_machine.travel(at(now), tick=False):
        files.delete_old(300)
    monkeypatch.undo()
    assert len(found(files)) == (2 if is_kept else 0)


def test_a_file_that_another_process_deletes_meanwhile_is_no_fault(
    files: PageFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write(key(), answer(files))
    unlink, gone = Path.unlink, iter([True, False])

    def unlink_twice(self: Path, **options: Any) -> None:
        unlink(self, **options)
        if next(gone, False):
            raise FileNotFoundError

    monkeypatch.setattr(Path, "unlink", unlink_twice)
    files.delete_old(-1)
    assert found(files) == []
