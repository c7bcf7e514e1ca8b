"""The static files are built when one has changed, and only then."""

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from astra_site.delivery import static_files


@pytest.fixture
def source(tmp_path: Path, settings) -> Path:
    """Let there be one stylesheet, and nothing else to collect."""
    folder = tmp_path / "sources"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "built"
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    finders.get_finder.cache_clear()
    (folder / "site.css").write_text("a { color: red }\n" * 50)
    return folder / "site.css"


@pytest.fixture(autouse=True)
def _finders_are_made_anew():
    yield
    finders.get_finder.cache_clear()


def built(source: Path) -> set[str]:
    folder = source.parent.parent / "built"
    return {path.name for path in folder.glob("site*")}


def test_they_are_named_by_their_content_and_compressed_twice(source: Path) -> None:
    assert static_files.build_stale()
    (plain,) = [name for name in built(source) if name.endswith(".css")]
    assert built(source) == {plain, f"{plain}.br", f"{plain}.gz"}
    assert plain != "site.css"


def test_what_has_not_changed_is_not_built_again(source: Path) -> None:
    static_files.build_stale()
    assert not static_files.build_stale()


def test_an_edited_file_is_seen_at_the_next_start(source: Path) -> None:
    static_files.build_stale()
    before = built(source)
    source.write_text(source.read_text().replace("red", "tan"))
    os.utime(source, ns=(0, source.stat().st_mtime_ns + 1))
    assert static_files.build_stale()
    assert built(source).isdisjoint(before)


def test_a_new_file_and_one_that_is_gone_are_seen(source: Path) -> None:
    static_files.build_stale()
    (source.parent / "new.css").write_text("b { color: red }")
    assert static_files.build_stale()
    (source.parent / "new.css").unlink()
    assert static_files.build_stale()
    assert not list((source.parent.parent / "built").glob("new*"))


def test_a_build_that_was_cut_short_is_begun_anew(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    static_files.build_stale()
    source.write_text("b { color: red }")
    with monkeypatch.context() as during, pytest.raises(KeyboardInterrupt):
        during.setattr(static_files, "call_command", interrupted)
        static_files.build_stale()
    source.write_text("a { color: red }\n" * 50)
    assert static_files.build_stale()
