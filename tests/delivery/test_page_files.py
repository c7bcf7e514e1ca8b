"""Pages that the web server sends by itself: the same as the site's, and none that was withdrawn."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import time_machine
from django.core.management import call_command
from django.db import close_old_connections

from astra_site.caching.generation import GENERATION
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.cached_answer import CachedAnswer
from astra_site.delivery.page_files import usual_headers
from tests.browser.running_site import free_port
from tests.delivery.conftest import SIGNALS, CachedSite
from tests.web_server import HOST, WebServer

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LANGUAGES = {"/mreze/": "sr-Latn", "/en/networks/": "en", "/sr-cyrl/mreze/": "sr-Cyrl", "/pomoc/": "sr-Latn"}
OF_A_CONNECTION = {"Server", "Date", "Connection", "Accept-Ranges", "ETag"}
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


class Site:
    """The site's cache, and the web server; the site itself does not listen."""

    def __init__(self, cached_site: CachedSite, web: WebServer) -> None:
        self.cache, self.web = cached_site.cache, web

    def make(self, path: str) -> CachedAnswer:
        """Let the site make a page, as when the first visitor has asked for it."""
        answer = self.cache.make(Key("https", HOST, path, ""))
        assert isinstance(answer, CachedAnswer)
        return answer

    def status(self, path: str, method: str = "GET", **headers: str) -> int:
        """Return 200 where the web server has the page, else 502."""
        return self.web.get(path, method, **(headers or BROWSER)).status


@pytest.fixture
def site(
    settings, cached_site: CachedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """Return a web server in front of nothing, with the folder in which the cache puts its pages."""
    if not shutil.which("nginx"):
        pytest.skip("There is no nginx")
    settings.ALLOWED_HOSTS, settings.WAGTAILADMIN_BASE_URL = [HOST], f"https://{HOST}"
    settings.SECURE_HSTS_SECONDS = 31536000
    usual_headers.cache_clear()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # The connection with the test's own transaction stays open; `cached_site` connects them again.
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    away = CachedSite(tmp_path / "answers")
    nobody = [f"127.0.0.1:{free_port()}"]
    web = WebServer(
        tmp_path, tmp_path / "web", nobody, lambda options: call_command("web_server_files", *options)
    )
    yield Site(away, web)
    web.stop()
    usual_headers.cache_clear()


def headers_of(answer: CachedAnswer, accepted: str) -> dict[str, str]:
    """Return the headers with which the site sends an answer, but those of one connection."""
    started: list = []
    answer.respond(
        {"HTTP_ACCEPT_ENCODING": accepted, "REQUEST_METHOD": "GET"}, lambda *each: started.extend(each)
    )
    return {name: value for name, value in started[1] if name not in OF_A_CONNECTION}


def test_what_it_sends_is_what_the_site_would_send(site: Site) -> None:
    for path, language in LANGUAGES.items():
        answer = site.make(path)
        for accepted, coding in {"gzip, deflate, br, zstd": "br", "gzip, deflate": "gzip"}.items():
            response = site.web.get(path, **{"Accept-Encoding": accepted})
            assert response.status == 200
            assert response.read() == answer.bodies[coding]
            sent = {name: value for name, value in response.headers.items() if name not in OF_A_CONNECTION}
            assert sent == headers_of(answer, accepted)
            assert response.headers["Content-Language"] == language
    tag = site.web.get("/mreze/", **BROWSER).headers["ETag"]
    assert site.status("/mreze/", **BROWSER, **{"If-None-Match": tag}) == 304
    assert site.status("/mreze/", "HEAD") == 200


def test_pages_above_and_below_one_another_are_both_sent(site: Site) -> None:
    paths = ["/en/networks/", "/en/", "/"]
    for path in paths:
        site.make(path)
    assert [site.status(path) for path in paths] == [200] * 3


def test_what_is_not_a_plain_question_of_a_visitor_goes_to_the_site(site: Site) -> None:
    site.make("/mreze/")
    assert site.status("/mreze/") == 200
    assert site.status("/mreze/?a=1") == 502
    assert site.status("/mreze/", "POST") == 502
    assert site.status("/mreze/", **{"Accept-Encoding": "identity"}) == 502
    assert site.status("/mreze/", **{"Accept-Encoding": "br;q=0"}) == 502
    assert site.status("/mreze/", **BROWSER, Cookie="__Host-session=x") == 502
    assert site.status("/mreze/", **BROWSER, Authorization="Basic x") == 502
    assert site.status("/mreze/page.br") == 502
    assert site.status("/en/../mreze/") == 502


def test_with_a_change_all_of_it_is_gone_at_once_and_nothing_on_its_way_brings_it_back(site: Site) -> None:
    late = site.make("/mreze/")
    assert site.status("/mreze/") == 200
    GENERATION.renew()
    assert site.status("/mreze/") == 502
    site.cache.files.write(Key("https", HOST, "/mreze/", ""), late)
    assert site.status("/mreze/") == 502
    assert brotli.decompress(site.make("/en/networks/").bodies["br"])
    assert site.status("/en/networks/") == 200
    assert site.status("/mreze/") == 502


def test_a_start_without_a_change_leaves_what_is_there_until_there_is_something_newer(site: Site) -> None:
    GENERATION.renew(7)
    site.make("/mreze/")
    GENERATION.renew(7)
    assert site.status("/mreze/") == 200
    site.make("/en/networks/")
    assert site.status("/mreze/") == 502
    GENERATION.renew(8)
    assert site.status("/en/networks/") == 502


def test_what_a_start_has_made_is_sent_where_there_is_nothing_else(site: Site) -> None:
    GENERATION.renew(7)
    site.cache.files.may_link = False
    site.make("/mreze/")
    assert site.status("/mreze/") == 502
    site.cache.files.link_if_none()
    assert site.status("/mreze/") == 200
    # Of another start with the same content: what is there is more.
    GENERATION.renew(7)
    site.make("/en/networks/")
    site.cache.files.link_if_none()
    assert [site.status("/mreze/"), site.status("/en/networks/")] == [200, 502]
    # What was made before a change is never sent after it.
    GENERATION.renew(8)
    site.cache.files.link_if_none()
    assert [site.status("/mreze/"), site.status("/en/networks/")] == [502, 502]


def test_what_is_too_old_is_deleted(site: Site) -> None:
    site.make("/mreze/")
    site.cache.files.delete_old(60)
    assert site.status("/mreze/") == 200
    site.cache.files.delete_old(-1)
    assert site.status("/mreze/") == 502


def test_what_a_clock_of_tomorrow_has_made_is_made_anew_when_the_clock_is_right_again(
    cached_site: CachedSite,
) -> None:
    with time_machine.travel(datetime.now(UTC).timestamp() + 24 * 60 * 60, tick=False):
        assert cached_site.ask("/").is_made
        assert not cached_site.ask("/").is_made
    assert cached_site.ask("/").is_made
