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
