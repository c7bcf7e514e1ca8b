"""The site that the exit leads to, as the tests have it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TITLE = "Vremenska prognoza"


class Destination(BaseHTTPRequestHandler):
    """The neutral page. While `answers` is cleared it lets the visitor wait."""

    asked: list[dict[str, str]] = []
    answers = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/":
            self.asked.append(dict(self.headers))
        self.answers.wait(5)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<title>{TITLE}</title><h1>Sunčano</h1>".encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """A browser that has left again before the answer is no error."""

    def handle_error(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def neutral_site() -> Iterator[str]:
    """Serve another site: 127.0.0.2 is another one than 127.0.0.1, as Wikipedia is."""
    server = QuietServer(("127.0.0.2", 0), Destination)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_port}/"
    server.shutdown()
