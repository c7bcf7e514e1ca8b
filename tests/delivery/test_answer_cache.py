"""Answers are made once: what is kept, for whom, and until when."""

import gzip
import threading
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import time_machine
from django.test import Client

from astra_site.caching import cacheable
from astra_site.caching.generation import GENERATION
from astra_site.delivery import answer_cache, cached_answer
from networks.models import NetworkPage, Organisation
from networks.open_data import files
from tests.delivery.conftest import CachedSite

PAGES = ["/", "/en/", "/organizacije/", "/en/organisations/?country=RS", "/pomoc/", "/robots.txt",
         "/organizacije/podaci/csv/"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_made_once_and_then_sent_without_database_and_django(
    address: str, cached_site: CachedSite
) -> None:
    # The second time it is known which parameters the page has.
    first = [cached_site.ask(address) for _time in range(2)][-1]
    again = cached_site.ask(address, HTTP_USER_AGENT="another")
    assert (again.status, again.is_made, again.queries) == (200, False, 0)
    assert again.content == first.content
    compressed = cached_site.ask(address, HTTP_ACCEPT_ENCODING="gzip, br")
    assert not compressed.is_made
    assert compressed.text == first.content.decode()


def test_the_headers_are_those_of_the_site_with_a_strong_tag_for_each_coding(
    cached_site: CachedSite,
) -> None:
    answers = [cached_site.ask("/", HTTP_ACCEPT_ENCODING=coding) for coding in ("", "br", "gzip")]
    made = Client().get("/").headers
    for answer in answers:
        for name in ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "Content-Type"):
            assert answer.headers[name] == made[name]
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert "Set-Cookie" not in answer.headers
    tags = [answer.headers["ETag"] for answer in answers]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') for tag in tags)


@pytest.mark.parametrize(
    ("asked", "status"),
    [("{}", 304), ("W/{}", 304), ('"other", {}', 304), ("*", 304), ('"other"', 200), ("*, x", 200),
     ("nonsense", 200), (",,;;\x7f", 200), ("W/" * 4000, 200), ('"x", ' * 400 + "{}", 200)],
)  # fmt: skip
def test_what_a_browser_has_is_not_sent_again(asked: str, status: int, cached_site: CachedSite) -> None:
    tag = cached_site.ask("/").headers["ETag"]
    answer = cached_site.ask("/", HTTP_IF_NONE_MATCH=asked.format(tag), HTTP_IF_MODIFIED_SINCE="yesterday")
    assert answer.status == status
    assert bool(answer.content) == (status == 200)
    assert answer.headers["ETag"] == tag


@pytest.mark.parametrize("key", files.BY_KEY)
@pytest.mark.parametrize("directory", ["/organizacije/", "/en/organisations/", "/sr-cyrl/organizacije/"])
def test_a_file_is_sent_again_only_when_it_has_changed(
    key: str, directory: str, cached_site: CachedSite
) -> None:
    language = "en" if directory.startswith("/en/") else "sr-latn"
    address = files.download_url(directory, files.BY_KEY[key], language)
    tag = cached_site.ask(address).headers["ETag"]
    again = cached_site.ask(address, HTTP_IF_NONE_MATCH=tag)
    assert (again.status, again.content, again.is_made, again.queries) == (304, b"", False, 0)
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    with cached_site.commit():
        Organisation.objects.filter(slug_sr_latn="astra").update(
            acronym="NOVO", last_published_at=datetime(2027, 1, 1, tzinfo=UTC)
        )
    assert cached_site.ask(address, HTTP_IF_NONE_MATCH=tag).status == (304 if key == "schema" else 200)


def test_a_large_answer_is_compressed_while_it_is_made_and_kept_in_no_other_form(
    cached_site: CachedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/organizacije/podaci/json/"
    whole = cached_site.ask(address, HTTP_COOKIE="sessionid=x").content
    monkeypatch.setattr(cached_answer, "LARGE", len(whole) // 3)
    monkeypatch.setattr(cached_answer, "AT_A_TIME", 1000)
    for made in (True, False):
        answers = [cached_site.ask(address, HTTP_ACCEPT_ENCODING=coding) for coding in ("", "br", "gzip")]
        assert answers[0].is_made is made
        assert [answers[0].content, brotli.decompress(answers[1].content)] == [whole, whole]
        assert gzip.decompress(answers[2].content) == whole
        assert all(int(answer.headers["Content-Length"]) == len(answer.content) for answer in answers)
    assert cached_site.cache.pages.size < len(whole) // 2


def test_head_has_the_headers_of_get_and_no_content(cached_site: CachedSite) -> None:
    head, get = cached_site.ask("/pomoc/", "HEAD"), cached_site.ask("/pomoc/")
    assert head.headers == get.headers
    assert head.content == b""
    assert get.content
    # Whom to call is not to lie on the disk of the visitor; that we keep it is another matter.
    assert get.headers["Cache-Control"] == "no-store"
    assert not get.is_made


@pytest.mark.parametrize(
    "request_headers",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"HTTP_HOST": "testserver:1234"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_staff_other_names_and_forms_get_answers_of_their_own(
    request_headers: dict, cached_site: CachedSite
) -> None:
    cached_site.ask("/")
    assert all(cached_site.ask("/", **request_headers).is_made for _time in range(2))
    assert not cached_site.ask("/").is_made


@pytest.mark.parametrize(
    "address",
    ["/nema-ovoga/", "/en/mreze/", "/izlaz/", "/admin/login/", "/health/ready/", "/pretraga/?q=nasilje",
     "/organizacije/?reci=astra", "/organizacije/?zemlja=XX", "/.well-known/security.txt"],
)  # fmt: skip
def test_faults_ways_elsewhere_and_what_somebody_typed_are_not_kept(
    address: str, cached_site: CachedSite
) -> None:
    cached_site.ask(address.partition("?")[0])
    answers = [cached_site.ask(address) for _time in range(2)]
    assert all(answer.is_made for answer in answers)
    if "q=" in address or "reci=" in address:
        assert answers[-1].headers["Cache-Control"] == "no-store"


def test_ten_thousand_hostile_questions_fill_nothing_and_drive_nobody_out(
    cached_site: CachedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = cached_site.ask("/organizacije/")
    cached_site.ask("/en/")
    for number in range(10_000):
        answer = cached_site.ask(f"/organizacije/?x{number}={number}%00&utm_source=%FF")
        assert not answer.is_made
        assert answer.content == whole.content
    assert cached_site.cache.with_parameters.size == 0
    # Addresses that differ by what the page knows have room of their own.
    monkeypatch.setattr(cached_site.cache.with_parameters, "most_bytes", 20 * len(whole.content))
    for number in range(60):
        cached_site.ask(f"/organizacije/?page={number}")
    assert cached_site.cache.with_parameters.size <= cached_site.cache.with_parameters.most_bytes
    assert not cached_site.ask("/en/").is_made


@pytest.mark.parametrize(
    "query", ["a" * 5000, "&".join(f"a{n}=1" for n in range(2000)), "zemlja=\xff", "%", "&&=&"]
)
def test_a_question_that_makes_no_sense_is_answered(query: str, cached_site: CachedSite) -> None:
    cached_site.ask("/organizacije/")
    assert cached_site.ask(f"/organizacije/?{query}").status in {200, 301, 400, 404}


@pytest.mark.parametrize("accepted", ["identity;q=0", "br;q=0, gzip;q=0", "nonsense;;q", "*;q=0", "\x00"])
def test_whoever_accepts_nothing_that_we_have_gets_the_page_as_it_is(
    accepted: str, cached_site: CachedSite
) -> None:
    answer = cached_site.ask("/", HTTP_ACCEPT_ENCODING=accepted)
    assert answer.status == 200
    assert answer.text.startswith("<!doctype html>")


def test_an_edit_is_shown_with_the_next_request_and_a_draft_changes_nothing(cached_site: CachedSite) -> None:
    page = NetworkPage.objects.get(slug="at-mreza")
    before = cached_site.ask(page.url)
    with cached_site.commit():
        page.lead_sr_latn = "Potpuno nov uvod"
        revision = page.save_revision()
    assert not cached_site.ask(page.url).is_made
    with cached_site.commit():
        revision.publish()
    after = cached_site.ask(page.url)
    assert "Potpuno nov uvod" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    with cached_site.commit():
        Organisation.objects.filter(slug_sr_latn="astra").update(acronym="ASTRA!")
    assert cached_site.ask(page.url).is_made


def test_what_says_today_ends_at_midnight_in_belgrade(cached_site: CachedSite) -> None:
    with time_machine.travel(datetime(2026, 11, 28, 22, 58, tzinfo=UTC), tick=False) as clock:
        assert "28. novembar 2026" in cached_site.ask("/").text
        clock.shift(60)
        assert not cached_site.ask("/").is_made
        clock.shift(60)
        assert "29. novembar 2026" in cached_site.ask("/").text


def test_one_thread_makes_an_answer_and_the_others_wait(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(GENERATION, "file", tmp_path / "generation")
    monkeypatch.setattr(GENERATION, "is_watched", True)
    GENERATION.renew()
    made: list[str] = []
    may_answer = threading.Event()

    def slow(environ: dict, start_response) -> list[bytes]:
        made.append(environ["PATH_INFO"])
        may_answer.wait(10)
        environ["astra_site.cacheable"] = cacheable.Cacheable(frozenset(), is_kept=True)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"page"]

    cache = answer_cache.AnswerCache(slow, GENERATION, tmp_path / "answers")
    environ = cache.keys.environ_of(answer_cache.Key("http", "testserver", "/slow/", ""))
    answers: list[bytes] = []
    visitors = [
        threading.Thread(target=lambda: answers.extend(cache(dict(environ), lambda *_start: None)))
        for _visitor in range(20)
    ]
    for visitor in visitors:
        visitor.start()
    may_answer.set()
    for visitor in visitors:
        visitor.join()
    assert answers == [b"page"] * 20
    assert made == ["/slow/"]
