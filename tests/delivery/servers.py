"""The site under gunicorn as in production, as a process of its own on the database of the test."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from astra_site.accounts import sessions
from astra_site.accounts.models import User
from tests.browser.running_site import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds
TOKEN = "t" * 32
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:astra_site.delivery.gunicorn"]


class Server:
    """A running server, and questions to it."""

    def __init__(self, process: subprocess.Popen, port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        """Ask for `path`; names of headers have _ for -."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            http.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
            response = http.getresponse()
            return response, response.read()
        finally:
            http.close()

    def status(self, path: str) -> int:
        """Return the status of the answer to `path`."""
        return self.ask(path)[0].status

    def click(self, path: str, session: str, form: str = "") -> int:
        """Send a form as the person of `session`; return the status."""
        return self.ask(
            path,
            "POST",
            form,
            Content_Type="application/x-www-form-urlencoded",
            Cookie=f"sessionid={session}; csrftoken={TOKEN}",
            X_CSRFToken=TOKEN,
        )[0].status


@contextmanager
def server(
    cache_folder: Path, log: Path, workers: int = 1, database: str = "", threads: int = 0
) -> Iterator[Server]:
    """Start the site with so many processes, on the database of the test or another."""
    port = free_port()
    variables = environment(cache_folder, port, workers)
    if database:
        variables["DATABASE_URL"] = database
    if threads:
        variables["ASTRA_THREADS"] = str(threads)
    with log.open("w") as output:
        process = subprocess.Popen(GUNICORN, cwd=ROOT, env=variables, stdout=output, stderr=output)
    started = Server(process, port, log)
    try:
        _wait_for(started)
        yield started
    finally:
        process.terminate()
        process.wait(PATIENCE)


def environment(cache_folder: Path, port: int, workers: int = 1) -> dict[str, str]:
    """Return the variables of a server on the database of the test."""
    url = f"http://127.0.0.1:{port}"
    found = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ASTRA_")},
        "DJANGO_SETTINGS_MODULE": "tests.delivery.server_settings",
        "DATABASE_URL": database_url(),
        "TEST_CACHE_DIR": str(cache_folder),
        "TEST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "TEST_URL": url,
        "ASTRA_BIND": url.removeprefix("http://"),
        "ASTRA_WORKERS": str(workers),
        "PYTHONPATH": str(ROOT),
    }
    found.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return found


def database_url() -> str:
    """Return the address of the database that this process uses."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    # What follows the question mark may be the folder of a socket, with slashes of its own.
    address, mark, options = os.environ["DATABASE_URL"].partition("?")
    base = address.rpartition("/")[0]
    return f"{base}/{connection.settings_dict['NAME']}{mark}{options}"


def session_of_an_administrator(name: str = "administratorka") -> str:
    """Return the session of somebody who may do everything and has logged in."""
    person = User.objects.create_superuser(name, "a@example.org", "lozinka")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "astra_site.accounts.backend.StaffBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    sessions.begin(session)
    sessions.let_in(session, "test")
    session.save()
    return session.session_key


def _wait_for(started: Server) -> None:
    for _attempt in range(PATIENCE * 10):
        assert started.process.poll() is None, started.log.read_text()
        try:
            if started.status("/health/live/") == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(started.log.read_text())
