"""Answers in memory and on the disk: what stays, what goes, and what a damaged one is worth."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from astra_site.delivery import answer_stores, cached_answer, compression
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.answer_stores import Copies, Memory
from astra_site.delivery.cached_answer import SECONDS, BegunAnswer, CachedAnswer, FreshAnswer

TEXT = [("Content-Type", "text/html; charset=utf-8")]


def key(name: str) -> Key:
    return Key("http", "testserver", f"/{name}/", "")


def answer(size: int = 100, generation: int = 1, until: float = 0, letter: bytes = b"a") -> CachedAnswer:
    return CachedAnswer.of([("X-Any", "1")], [letter * size], until or time.time() + 60, generation)


# In memory


def test_the_one_that_was_not_asked_for_longest_goes_first() -> None:
    memory = Memory(1000)
    for name in "abcdefgh":
        memory.put(key(name), answer(120))
    assert (memory.size, memory.get(key("a")) is not None) == (960, True)
    memory.put(key("i"), answer(120))
    assert memory.size == 960
    assert [name for name in "abcdefghi" if memory.get(key(name))] == list("acdefghi")


def test_as_many_bytes_are_kept_as_may_be_and_none_of_one_that_is_too_large_for_the_others() -> None:
    memory = Memory(1000)
    for name in "abcd":
        memory.put(key(name), answer(250))
    assert memory.size == 1000 and all(memory.get(key(name)) for name in "abcd")
    memory.put(key("a"), answer(251))
    # The former one is gone all the same: it is not the answer any more.
    assert (memory.size, memory.get(key("a"))) == (750, None)


def test_an_answer_made_anew_takes_the_place_and_half_the_fame_of_the_former() -> None:
    memory = Memory(1000)
    memory.put(key("a"), answer(100))
    for _time in range(5):
        memory.get(key("a")).respond({"REQUEST_METHOD": "GET"}, lambda *_start: None)
    memory.put(key("a"), answer(50))
    assert (memory.size, memory.get(key("a")).hits) == (50, 2)
    # Put there once more it is the same one, and has not been asked for oftener.
    memory.put(key("a"), memory.get(key("a")))
    assert (memory.size, memory.get(key("a")).hits) == (50, 2)


def test_the_ones_that_were_asked_for_most_come_first() -> None:
    memory = Memory(1000)
    for name, times in {"a": 1, "b": 3, "c": 2}.items():
        memory.put(key(name), answer())
        for _time in range(times):
            memory.get(key(name)).respond({"REQUEST_METHOD": "GET"}, lambda *_start: None)
    assert memory.most_asked() == [key("b"), key("c"), key("a")]


# On the disk


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder).parent) for path in folder.rglob("*") if path.is_file())


def test_a_copy_is_read_in_its_generation_and_the_next_one_takes_the_earlier_away(tmp_path: Path) -> None:
    copies = Copies(tmp_path / "answers")
    for name in "ab":
        copies.write(key(name), answer(generation=1, letter=name.encode()))
    read = Copies(tmp_path / "answers").read(key("b"), 1)
    assert (read.bodies, read.headers, read.generation) == ({"": b"b" * 100}, [("X-Any", "1")], 1)
    assert Copies(tmp_path / "answers").read(key("c"), 1) is copies.read(key("a"), 2) is None
    assert files(tmp_path) == ["answers/1", "answers/1"]
    copies.write(key("a"), answer(generation=2))
    assert files(tmp_path) == ["answers/2"]


def test_copies_are_written_up_to_a_number_of_bytes_in_each_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_stores, "MOST_ON_DISK", 200)
    copies = Copies(tmp_path)
    for generation in (1, 2):
        for name in "abc":
            copies.write(key(name), answer(generation=generation))
        assert files(tmp_path) == [str(generation)] * 2


def test_a_disk_that_is_full_again_is_told_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    copies = Copies(tmp_path)
    for _time in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", full)
            for name in "ab":
                copies.write(key(name), answer())
        copies.write(key("a"), answer())
    assert [record.getMessage().rpartition(": ")[2] for record in caplog.records] == [
        "No space left on device"
    ] * 2
    assert files(tmp_path) == ["1"]


# As bytes


def test_what_was_written_is_read_again_with_all_its_codings() -> None:
    made = CachedAnswer.of(TEXT, [b"stranica " * 100], 7.5, 3)
    read = CachedAnswer.from_bytes(made.to_bytes(), 4)
    assert set(read.bodies) == {"", "br", "gzip"} and read.bodies == made.bodies
    assert (read.headers, read.digest, read.length) == (made.headers, made.digest, 900)
    assert (read.until, read.generation, read.size) == (7.5, 4, made.size)


def test_a_browser_can_tell_another_content_by_its_tag_however_it_came() -> None:
    def tags(*pieces: bytes) -> set[str]:
        made, found = CachedAnswer.of(TEXT, pieces, 0, 1), []
        for coding in ("", "br", "gzip"):
            environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": coding}
            made.respond(environ, lambda _status, headers: found.append(dict(headers)["ETag"]))
        return set(found)

    assert tags(b"strana", b"a" * 300) == tags(b"stran", b"a" * 301)
    assert len(tags(b"a" * 300) | tags(b"b" * 300)) == 6


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file[:-1],
        lambda file: file + b"x",
        lambda file: b"",
        lambda file: b"[]\n",
        lambda file: b"{}\n",
        lambda file: b'{"headers": 1}\n',
        lambda file: json.dumps({"headers": [], "sizes": []}).encode() + b"\n",
        lambda file: file.replace(b'"digest"', b'"digest_"'),
    ],
)
def test_a_damaged_copy_is_none(damage: object) -> None:
    file = answer().to_bytes()
    assert CachedAnswer.from_bytes(file, 1)
    with pytest.raises(ValueError, match=r".+"):
        CachedAnswer.from_bytes(damage(file), 1)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("seconds", "is_good"), [(-1, False), (1, True), (SECONDS - 1, True), (SECONDS + 10, False)]
)
def test_an_answer_is_good_for_some_minutes_and_one_of_a_wrong_clock_never(
    seconds: int, is_good: bool
) -> None:
    assert answer(until=time.time() + seconds).is_good is is_good


@pytest.mark.parametrize(
    ("kind", "length", "codings"),
    [
        ("text/html", compression.SMALLEST, {"", "br", "gzip"}),
        ("text/html", compression.SMALLEST - 1, {""}),
        ("image/png", 1000, {""}),
    ],
)
def test_an_answer_is_kept_in_the_codings_that_are_of_use(kind: str, length: int, codings: set) -> None:
    made = CachedAnswer.of([("content-type", kind)], [b"a" * length], 0, 1)
    assert set(made.bodies) == codings


def test_of_a_large_answer_the_bytes_are_held_only_where_nothing_else_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cached_answer, "LARGE", 1000)
    for length, codings in {1000: {"", "br", "gzip"}, 1001: {"br", "gzip"}}.items():
        assert set(CachedAnswer.of(TEXT, [b"a" * length], 0, 1).bodies) == codings
    assert set(CachedAnswer.of([("Content-Type", "image/png")], [b"a" * 2000], 0, 1).bodies) == {""}


def test_what_is_said_anew_for_each_coding_is_said_once() -> None:
    said = [("ETag", "x"), ("VARY", "Cookie"), ("Content-Length", "1"), ("content-encoding", "x"), *TEXT]
    made = CachedAnswer.of(said, [b"stranica " * 100], 0, 1)
    assert made.headers == TEXT
    started: list = []
    body = made.respond(
        {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "gzip"}, lambda *each: started.extend(each)
    )
    headers = dict(started[1])
    assert (len(started[1]), headers["Content-Encoding"], headers["Vary"]) == (5, "gzip", "Accept-Encoding")
    assert int(headers["Content-Length"]) == len(b"".join(body))
    started.clear()
    made.respond({"REQUEST_METHOD": "GET", "HTTP_IF_NONE_MATCH": "*"}, lambda *each: started.extend(each))
    assert (started[0], set(dict(started[1]))) == ("304 Not Modified", {"Vary", "ETag"})


# Answers that are sent once


class Body:
    """A body that says whether somebody has closed it."""

    is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"a" * 150
        yield b"b" * 150

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("body", [Body(), [b"a" * 150, b"b" * 150]])
def test_an_answer_of_the_site_is_read_whole_and_let_go(body: object) -> None:
    def site(environ: dict, start_response: object) -> object:
        start_response("200 OK", TEXT)  # type: ignore[operator]
        return body

    whole = BegunAnswer.of(site, {}).whole()
    assert (whole.status, whole.headers, len(whole.content)) == ("200 OK", TEXT, 300)
    assert getattr(body, "is_closed", True)


@pytest.mark.parametrize(
    ("status", "headers", "is_for_everybody"),
    [
        ("200 OK", TEXT, True),
        ("404 Not Found", TEXT, False),
        ("200 OK", [*TEXT, ("Set-Cookie", "a=b")], False),
    ],
)
def test_an_answer_with_a_cookie_or_a_fault_is_nobody_elses(
    status: str, headers: list, is_for_everybody: bool
) -> None:
    assert BegunAnswer(status, headers, []).is_for_everybody is is_for_everybody


@pytest.mark.parametrize(
    ("method", "kind", "length", "accepted", "coding"),
    [
        ("GET", "text/html", 300, "gzip", "gzip"),
        ("GET", "text/html", 300, "", ""),
        ("GET", "text/html", compression.SMALLEST - 1, "gzip", ""),
        ("GET", "image/png", 300, "gzip", ""),
        ("HEAD", "text/html", 300, "gzip", "gzip"),
    ],
)
def test_an_answer_that_is_sent_once_is_compressed_where_that_is_of_use(
    method: str, kind: str, length: int, accepted: str, coding: str
) -> None:
    headers = [("Content-Type", kind), ("Content-Length", str(length))]
    fresh = FreshAnswer("404 Not Found", headers, b"a" * length)
    started: list = []
    environ = {"REQUEST_METHOD": method, "HTTP_ACCEPT_ENCODING": accepted}
    content = b"".join(fresh.respond(environ, lambda *each: started.extend(each)))
    said = dict(started[1])
    assert (started[0], said.get("Content-Encoding", "")) == ("404 Not Found", coding)
    assert [name for name, _value in started[1]].count("Content-Length") == 1
    assert method == "HEAD" or int(said["Content-Length"]) == len(content)
    assert (content == b"") is (method == "HEAD")
