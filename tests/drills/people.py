"""Who meets the server during a drill: visitors at a steady rate, and somebody at work in the admin."""

import http.client
import itertools
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlencode

from tests.drills.server import Server
from tests.web_server import HOST

TOKEN = "t" * 32
# Some are sent by nginx from files, the others are asked of the site.
PAGES = ["/", "/?a=1", "/en/", "/mreze/", "/mreze/?a=1", "/organizacije/?zemlja=RS", "/pomoc/", "/robots.txt",
         "/mreze/preugovor/", "/sr-cyrl/mreze/"]  # fmt: skip
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


class Answer(NamedTuple):
    """What came, and when; status 0 where nothing came."""

    path: str
    status: int
    seconds: float
    content: bytes = b""


def ask(server: Server, path: str, timeout: float = 20, **headers: str) -> Answer:
    """Ask once, by a connection of its own."""
    started = time.monotonic()
    try:
        response = server.web.get(path, timeout=timeout, **headers)
        content = response.read()
    except (OSError, http.client.HTTPException):
        return Answer(path, 0, time.monotonic() - started)
    return Answer(path, response.status, time.monotonic() - started, content)


class Visitors:
    """So many requests a second, until the end of the block or `most` of them."""

    THREADS = 24

    def __init__(self, server: Server, a_second: int, most: int = 0, paths: list[str] | None = None) -> None:
        self.server, self.a_second, self.most = server, a_second, most
        self.paths = paths or PAGES
        self.answers: list[Answer] = []
        self._numbers = itertools.count()
        self._is_over = False
        self._threads = [threading.Thread(target=self._come) for _number in range(self.THREADS)]

    def __enter__(self) -> "Visitors":
        self._started = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over = not self.most
        for thread in self._threads:
            thread.join()

    def _come(self) -> None:
        connection = self.server.web.connection(timeout=20)
        for number in self._numbers:
            if self._is_over or (self.most and number >= self.most):
                break
            time.sleep(max(0.0, self._started + number / self.a_second - time.monotonic()))
            path = self.paths[number % len(self.paths)]
            started = time.monotonic()
            status = _status(connection, path) or _status(connection, path)
            self.answers.append(Answer(path, status, time.monotonic() - started))
        connection.close()

    @property
    def failed(self) -> list[Answer]:
        """Return what was not answered with a page."""
        return [answer for answer in self.answers if answer.status != 200]

    @property
    def slowest(self) -> float:
        """Return the seconds of the slowest answer."""
        return max((answer.seconds for answer in self.answers), default=0)

    def __str__(self) -> str:
        times = sorted(answer.seconds for answer in self.answers)
        p99 = times[int(len(times) * 0.99)]
        kinds = sorted({answer.status for answer in self.failed})
        which = f" ({kinds})" if kinds else ""
        return f"{len(self.failed)} of {len(times)} failed{which}, p99 {p99:.2f} s, slowest {times[-1]:.2f} s"


def _status(connection: http.client.HTTPSConnection, path: str) -> int:
    """Return the status, or 0: then, as a browser does, ask once more, by a new connection."""
    try:
        connection.request("GET", path, headers={"Host": HOST, **BROWSER})
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0
    return response.status


class Staff:
    """Somebody who has logged in and may do everything."""

    def __init__(self, server: Server, name: str = "administratorka") -> None:
        self.server = server
        code = "from tests.delivery.servers import session_of_an_administrator as s; print(s())"
        self.session = server.shell(code.replace("s()", f"s({name!r})")).strip()

    def click(self, path: str, timeout: float = 30, **fields: str) -> int:
        """Send a form; return the status."""
        return self.send(
            path, urlencode(fields).encode(), "application/x-www-form-urlencoded", timeout
        ).status

    def upload(self, title: str, file: bytes) -> int:
        """Upload a picture; return the status: 302 when it is done, 200 with the form that says why not."""
        fields = {"title": title, "collection": "1"}
        named = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
        named += [b'name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + file]
        parts = [b"--of-this-drill\r\nContent-Disposition: form-data; " + each + b"\r\n" for each in named]
        body = b"".join(parts) + b"--of-this-drill--\r\n"
        return self.send("/admin/images/add/", body, "multipart/form-data; boundary=of-this-drill").status

    def send(self, path: str, body: bytes, kind: str, timeout: float = 30) -> Answer:
        """Send a body."""
        headers = {
            "Content-Type": kind, "Origin": f"https://{HOST}", "X-CSRFToken": TOKEN,
            "Cookie": f"__Host-session={self.session}; __Host-csrf={TOKEN}",
        }  # fmt: skip
        started = time.monotonic()
        try:
            response = self.server.web.get(path, "POST", body, timeout=timeout, **headers)
            content = response.read()
        except (OSError, http.client.HTTPException):
            return Answer(path, 0, time.monotonic() - started)
        return Answer(path, response.status, time.monotonic() - started, content)

    def withdraw(self, page: int) -> int:
        """Unpublish a page; return the status: 302 when it is done."""
        return self.click(f"/admin/pages/{page}/unpublish/")

    def publish(self, page: int) -> int:
        """Publish a page; return the status: 302 when it is done."""
        return self.click(f"/admin/bulk/pages/basepage/publish/?id={page}&next=/admin/")


@contextmanager
def all_at_work(
    work: Callable[[Staff, list[int]], object], people: list[Staff], pages: list[int]
) -> Iterator[None]:
    """Let each do her `work` with her part of the pages again and again, until the end of the block."""
    is_over = threading.Event()

    def again(staff: Staff, own: list[int]) -> None:
        while not is_over.is_set():
            work(staff, own)

    parts = [pages[place :: len(people)] for place in range(len(people))]
    threads = [threading.Thread(target=again, args=each) for each in zip(people, parts, strict=True)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def numbers(text: str) -> list[int]:
    """Return the whole numbers of what the interpreter has printed."""
    return [int(number) for number in re.findall(r"\d+", text)]
