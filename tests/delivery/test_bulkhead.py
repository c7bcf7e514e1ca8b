"""One slow thing holds up a few requests, and not the checks of health, nor all that come after."""

import threading

import pytest

from astra_site.delivery import bulkhead
from astra_site.delivery.bulkhead import Bulkhead

pytestmark = pytest.mark.django_db


def status_of(application: Bulkhead, path: str) -> tuple[str, dict[str, str], bytes]:
    started: list = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
    content = b"".join(application(environ, lambda *each: started.extend(each)))
    return started[0], dict(started[1]), content


def test_who_finds_no_place_is_told_so_with_the_exit_and_health_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulkhead, "PATIENCE", 0.01)
    is_inside, may_go_on = threading.Event(), threading.Event()

    def slow(environ: dict, start_response) -> list[bytes]:
        if environ["PATH_INFO"] == "/slow/":
            is_inside.set()
            may_go_on.wait(20)
        start_response("200 OK", [])
        return [b"page"]

    site = Bulkhead(slow, most=1)
    site.prepare()
    waiting = threading.Thread(target=status_of, args=[site, "/slow/"])
    waiting.start()
    assert is_inside.wait(20)
    try:
        for path, language in {"/": "sr-Latn", "/en/": "en"}.items():
            status, headers, content = status_of(site, path)
            assert status.startswith("503")
            assert headers["Retry-After"]
            assert headers["Cache-Control"] == "no-store"
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert f'lang="{language}"' in content.decode()
            assert 'href="tel:116000"' in content.decode()
        assert status_of(site, "/health/live/")[0] == "200 OK"
    finally:
        may_go_on.set()
        waiting.join()
    assert status_of(site, "/")[2] == b"page"


def test_before_its_pages_are_made_who_finds_no_place_is_told_without_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulkhead, "PATIENCE", 0)
    inside: list[tuple[str, dict[str, str], bytes]] = []

    def enter(environ: dict, start_response) -> list[bytes]:
        inside.append(status_of(site, environ["PATH_INFO"]))
        start_response("200 OK", [])
        return [b"page"]

    site = Bulkhead(enter, most=1)
    assert status_of(site, "/")[2] == b"page"
    assert inside == [("503 Service Unavailable", {}, b"")]
    site.prepare()
    status_of(site, "/")
    _status, headers, content = inside[-1]
    assert int(headers["Content-Length"]) == len(content) > 0
    assert headers["Content-Type"].startswith("text/html")


def test_head_is_told_so_without_a_page_and_a_fault_gives_its_place_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulkhead, "PATIENCE", 0)
    found: list[tuple[str, bytes]] = []

    def enter(environ: dict, start_response) -> list[bytes]:
        body = site(
            {"PATH_INFO": "/", "REQUEST_METHOD": "HEAD"}, lambda status, _headers: found.append(status)
        )
        found.append(b"".join(body))
        raise ValueError

    site = Bulkhead(enter, most=1)
    site.prepare()
    for _time in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            site({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, lambda *_start: None)
    assert found == ["503 Service Unavailable", b""] * 2
