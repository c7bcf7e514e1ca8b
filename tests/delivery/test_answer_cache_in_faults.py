"""Answers that are kept while something is broken: no database, no disk, nobody who tells of changes."""

import errno
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import DatabaseError

from astra_site.caching import generation, watcher
from astra_site.caching.generation import GENERATION
from astra_site.delivery import answer_cache, answer_stores
from astra_site.pages.models import BasePage
from networks.models import NetworkPage
from tests.delivery.conftest import CachedSite


def test_without_database_the_last_generation_is_served_also_after_a_start_but_for_what_was_withdrawn(
    cached_site: CachedSite, tmp_path: Path, monkeypatch
) -> None:
    page = NetworkPage.objects.get(slug="at-mreza")
    pages = ["/", page.url]
    known = [cached_site.ask(path).content for path in pages]

    def gone(environ: dict, start_response) -> list[bytes]:
        start_response("500 Internal Server Error", [("Content-Type", "text/html")])
        return [b"fault"]

    def restarted() -> CachedSite:
        site = CachedSite(tmp_path / "answers")
        site.cache.application = gone
        return site

    later = datetime.now(UTC).timestamp() + answer_cache.SECONDS + 1
    with time_machine.travel(later):
        for site in (cached_site, restarted()):
            site.cache.application = gone
            assert [site.ask(path).content for path in pages] == known
    with cached_site.commit():
        page.unpublish()
    for site in (cached_site, restarted()):
        assert site.ask(page.url).status == 500


def test_a_disk_without_room_and_a_damaged_copy_cost_a_visitor_nothing(
    cached_site: CachedSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cached_site.ask("/")
    for copy in (tmp_path / "answers").rglob("*"):
        if copy.is_file():
            copy.write_bytes(copy.read_bytes()[:-7])
    assert CachedSite(tmp_path / "answers").ask("/").is_made
    # A folder that cannot be made: a file stands in its place.
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        site = CachedSite(tmp_path / "file" / "answers")
        for path in ("/", "/en/", "/pomoc/"):
            assert site.ask(path).status == 200
    assert len([record for record in caplog.records if record.name == answer_stores.logger.name]) == 1


def test_on_a_full_disk_pages_are_made_and_a_change_is_shown_with_one_line_in_the_log(
    cached_site: CachedSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_room(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    page = NetworkPage.objects.get(slug="at-mreza")
    cached_site.ask(page.url)
    for name in ("write_bytes", "write_text", "mkdir"):
        monkeypatch.setattr(Path, name, no_room)
    with caplog.at_level(logging.WARNING):
        assert cached_site.ask("/pomoc/").status == 200
        with cached_site.commit():
            page.unpublish()
        assert [cached_site.ask(path).status for path in (page.url, "/", "/en/")] == [404, 200, 200]
    for logger in (generation.logger, answer_stores.logger):
        assert len([record for record in caplog.records if record.name == logger.name]) <= 1


def test_where_nobody_can_say_what_has_changed_nothing_is_kept(
    cached_site: CachedSite, tmp_path: Path, monkeypatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(GENERATION, "file", tmp_path / "file" / "generation")
    with caplog.at_level(logging.WARNING):
        assert not GENERATION.renew()
    # One for the site's own copies, one for the web server's.
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]
    assert all(cached_site.ask("/").is_made for _time in range(2))
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        assert not watcher.start(GENERATION)
    assert len(caplog.records) == 1
    assert not GENERATION.is_watched


def test_a_change_counts_although_its_own_record_of_it_fails(cached_site: CachedSite, monkeypatch) -> None:
    def fail(*_names: object) -> int:
        raise DatabaseError("gone")

    cached_site.ask("/")
    monkeypatch.setattr("astra_site.caching.models.CacheVersion.count_up", fail)
    with cached_site.commit():
        BasePage.objects.get(slug="pomoc").specific.unpublish()
    assert cached_site.ask("/").is_made


def test_copies_take_no_more_of_the_disk_than_they_may(
    cached_site: CachedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copies() -> int:
        return len([path for path in (tmp_path / "answers").rglob("*") if path.is_file()])

    cached_site.ask("/")
    before, size = copies(), cached_site.cache.copies._written
    assert before and size
    monkeypatch.setattr(answer_stores, "MOST_ON_DISK", size + 1)
    for path in ("/en/", "/pomoc/", "/mreze/"):
        assert cached_site.ask(path).status == 200
    assert copies() == before
    # A change begins anew: the earlier copies are gone.
    with cached_site.commit():
        NetworkPage.objects.get(slug="at-mreza").unpublish()
    cached_site.ask("/")
    assert copies() == before
