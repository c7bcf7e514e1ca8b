"""The container's health check asks the server on its machine; a port is asked before a server listens."""

import http.server
import runpy
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from astra_site.delivery import ports, probe
from tests.browser.running_site import free_port

Asked = list[tuple[str, str]]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Asked]]:
    """Return a way to begin a server that answers everything with a status."""
    running: list[http.server.HTTPServer] = []

    def begin(status: int) -> Asked:
        asked: Asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, self.headers["Host"]))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                pass

        running.append(http.server.HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=running[-1].serve_forever, args=[0.01], daemon=True).start()
        # It may listen everywhere; asked is this machine.
        monkeypatch.setenv("ASTRA_BIND", f"0.0.0.0:{running[-1].server_port}")
        return asked

    yield begin
    for each in running:
        each.shutdown()
        each.server_close()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (404, 1), (301, 1)])
def test_it_ends_with_0_where_the_site_is_ready_and_with_1_else(
    status: int, code: int, server: Callable[[int], Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://mreze.example.org:8443/")
    asked = server(status)
    assert probe.is_ready() is (code == 0)
    with pytest.raises(SystemExit) as end:
        runpy.run_path(probe.__file__, run_name="__main__")
    assert end.value.code == code
    # The site answers only to its own name.
    assert asked == [("/health/ready/", "mreze.example.org:8443")] * 2


def test_without_a_name_it_asks_for_this_machine(
    server: Callable[[int], Asked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    asked = server(200)
    assert probe.is_ready()
    assert asked == [("/health/ready/", "localhost")]


def test_where_nobody_listens_or_something_else_does_it_is_not_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASTRA_BIND", f"127.0.0.1:{free_port()}")
    assert not probe.is_ready()
    # Something that listens and says nothing.
    monkeypatch.setattr(probe, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("ASTRA_BIND", f"127.0.0.1:{silent.getsockname()[1]}")
        assert not probe.is_ready()


# Ports


def test_a_free_port_is_no_problem_and_the_highest_is_one_like_others() -> None:
    assert ports.problem_with(str(free_port())) == ""
    assert "is no port" not in ports.problem_with("65535")
    assert "is no port" not in ports.problem_with("1")


@pytest.mark.parametrize(
    ("error", "port", "said"),
    [
        (PermissionError(), 80, "Port 80 may not be used by this user"),
        (OSError(), 8000, "Choose another: PORT=8001 "),
        (OSError(), ports.HIGHEST, f"Choose another: PORT={ports.HIGHEST - 1} "),
    ],
)
def test_a_port_that_cannot_be_had_is_told_with_another_one(
    error: OSError, port: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Socket:
        def __init__(self, *_kind: object) -> None:
            self.options: list[tuple] = []

        def __enter__(self) -> "Socket":
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def setsockopt(self, *option: object) -> None:
            self.options.append(option)

        def bind(self, address: tuple[str, int]) -> None:
            # One that was in use a moment ago is free.
            assert (address, len(self.options)) == (("127.0.0.1", port), 1)
            raise error

    monkeypatch.setattr(ports.socket, "socket", Socket)
    assert said in ports.problem_with(str(port))


@pytest.mark.parametrize("port", ["", "http"])
def test_as_a_script_it_ends_with_what_is_wrong(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["ports.py", port])
    with pytest.raises(SystemExit, match="is no port"):
        runpy.run_path(str(Path(ports.__file__)), run_name="__main__")
    monkeypatch.setattr(sys, "argv", ["ports.py", str(free_port())])
    runpy.run_path(str(Path(ports.__file__)), run_name="__main__")
