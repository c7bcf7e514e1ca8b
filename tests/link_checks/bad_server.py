"""A server on this machine that answers everything badly."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GIGABYTE = 1024**3
STATUSES = {"/dobro": 200, "/nema": 404, "/zabranjeno": 403, "/pokvareno": 500}
REDIRECTS = {
    "/preseljeno": (301, "/dobro"),
    "/privremeno": (302, "/dobro"),
    "/ukrug": (302, "/ukrug"),
    "/u-mrezu": (301, "http://unutra.test/"),
    "/u-datoteku": (302, "file:///etc/passwd"),
    "/na-nista": (301, "http://[::1"),
    "/u-prazno": (301, "/nema"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    protocol_version = "HTTP/1.1"
    server: "BadServer"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        with self.server.counting(), contextlib.suppress(OSError):
            special = getattr(self, self.path.strip("/").replace("-", "_"), None)
            if special is not None:
                special()
            elif self.path in REDIRECTS:
                self._send(REDIRECTS[self.path][0], Location=REDIRECTS[self.path][1])
            elif self.path.startswith("/dalje/"):
                self._send(302, Location=f"/dalje/{int(self.path.rpartition('/')[2]) + 1}")
            else:
                self._send(STATUSES.get(self.path, 404))

    def _send(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", "Set-Cookie": "ko=ti", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def samo_get(self) -> None:
        """Refuse HEAD, as many do."""
        self._send(405 if self.command == "HEAD" else 200)

    def ogromno(self) -> None:
        """Send a gigabyte to whoever reads it."""
        if self.command == "HEAD":
            return self._send(501)
        self._send(200, **{"Content-Length": str(GIGABYTE)})
        while self.server.is_open:
            self.server.sent += self.wfile.write(bytes(65536))
        return None

    def tiho(self) -> None:
        """Never answer."""
        self.server.wait()

    def kap_po_kap(self) -> None:
        """Send a letter of an endless header now and then."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while self.server.is_open:
            self.wfile.write(b"a")
            time.sleep(0.05)

    def zaglavlja(self) -> None:
        """Send headers without end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while self.server.is_open:
            self.wfile.write(b"X-Header: a\r\n" * 1000)

    def besmislica(self) -> None:
        """Speak no HTTP."""
        self.wfile.write(b"\x00\xff nije HTTP\r\n\r\n")
        self.close_connection = True

    def prekid(self) -> None:
        """Hang up."""
        self.close_connection = True


class BadServer(ThreadingHTTPServer):
    """The server, and what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.is_open = True
        self.sent = 0
        self.at_once = 0
        self.most_at_once = 0
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def counting(self) -> Any:
        """Count how many ask at once."""
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self.lock:
                self.at_once -= 1

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: who hangs up on this server does right."""

    def wait(self) -> None:
        """Wait until the end."""
        while self.is_open:
            time.sleep(0.05)
