"""The generation of the content: believed for a moment, ended by each change, and by a full disk too."""

import logging
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from astra_site.caching import generation as module
from astra_site.caching.generation import RECENT, Generation


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    made = Generation(tmp_path / "cache")
    made.is_watched = True
    return made


def test_before_it_has_begun_and_where_nobody_watches_nobody_can_tell_it(generation: Generation) -> None:
    assert generation.current is generation.recent is generation.version is None
    generation.renew(7)
    assert generation.current == generation.recent == generation.file.stat().st_mtime_ns
    generation.is_watched = False
    assert generation.current is generation.recent is None
    assert generation.version == 7


def test_each_one_is_another_and_knows_its_version_if_somebody_has_said_it(generation: Generation) -> None:
    seen = []
    for version in (5, 5, None, 6):
        assert generation.renew(version)
        seen.append(generation.current)
        assert generation.version == version
        assert generation.recent == seen[-1]
    assert seen == sorted(set(seen))
    # Nothing is left beside the file.
    assert list(generation.file.parent.iterdir()) == [generation.file]


def test_what_was_read_is_believed_for_a_moment_unless_it_was_this_process_that_changed_it(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = SimpleNamespace(monotonic=lambda: now.time, time=100.0, time_ns=time.time_ns)
    monkeypatch.setattr(module, "time", now)
    generation.renew(1)
    first = generation.recent
    os.utime(generation.file, ns=(1, 1))
    now.time += RECENT
    assert (generation.recent, generation.current) == (first, 1)
    now.time += RECENT
    assert generation.recent == 1
    os.utime(generation.file, ns=(2, 2))
    assert generation.recent == 1
    generation.renew(1)
    assert generation.recent not in (1, 2, first)


def test_a_click_is_answered_when_nobody_believes_the_earlier_one(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=slept.append))
    generation.wait_until_known()
    assert slept == [RECENT]


@pytest.mark.parametrize(("version", "is_kept"), [(5, True), (6, False), (None, False)])
def test_the_web_servers_pages_stay_where_the_content_is_the_same(
    version: int | None, is_kept: bool, generation: Generation
) -> None:
    generation.renew(5)
    generation.link.parent.mkdir()
    generation.link.symlink_to("somewhere")
    generation.renew(version)
    assert generation.link.is_symlink() is is_kept


def test_pages_that_cannot_be_taken_away_are_told_to_whoever_runs_the_site(
    generation: Generation, caplog: pytest.LogCaptureFixture
) -> None:
    generation.link.mkdir(parents=True)
    assert generation.renew(5)
    ((message, level),) = [(record.getMessage(), record.levelname) for record in caplog.records]
    assert level == "ERROR" and str(generation.link) in message


def no_room(*_arguments: object, **_options: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("can_delete", [True, False])
def test_on_a_full_disk_nothing_of_before_is_used_all_the_same(
    can_delete: bool, generation: Generation, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    generation.renew(5)
    os.utime(generation.file, ns=(1, 1))
    monkeypatch.setattr(Path, "write_text", no_room)
    if not can_delete:
        monkeypatch.setattr(Path, "unlink", no_room)
    with caplog.at_level(logging.WARNING):
        assert generation.renew(5)
    assert generation.current != 1 and (generation.current is None) is can_delete
    assert generation.is_watched
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_where_nothing_can_be_written_at_all_nothing_is_believed_any_more(
    generation: Generation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    generation.renew(5)
    for place, name in ((Path, "write_text"), (Path, "unlink"), (module.os, "utime")):
        monkeypatch.setattr(place, name, no_room)
    assert not generation.renew(5)
    assert not generation.is_watched and generation.current is None
    assert "cannot be written" in caplog.records[-1].getMessage()
