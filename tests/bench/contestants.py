"""The servers that are measured side by side: the site, and what it is compared with."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from tests.bench import load
from tests.browser.running_site import free_port
from tests.delivery.servers import ROOT, database_url, server

# As many threads as the site has: the more wait for Python at once, the dearer each request.
WORKERS, THREADS = 2, 12
# Whoever has a session is given an answer of her own: so a page is made anew each time.
COLD = {"Cookie": "sessionid=nobody"}
WARM = {"Accept_Encoding": "gzip, br"}


class Contestant(NamedTuple):
    """A running server under gunicorn, with as many processes and threads as the others."""

    port: int
    process: int

    @property
    def workers(self) -> list[int]:
        """Return its processes that answer."""
        return load.children_of(self.process)

    def ask(self, path: str, seconds: float, **headers: str) -> load.Load:
        """Ask for `path` as fast as it goes."""
        return load.ask(self.port, path, seconds, self.workers, database_processes(), **headers)


@contextmanager
def site(
    folder: Path, name: str = "site", database: str = "", workers: int = WORKERS
) -> Iterator[Contestant]:
    """Start the site as in production."""
    with server(folder / name, folder / f"{name}.log", workers, database, THREADS) as running:
        yield Contestant(running.port, running.process.pid)


@contextmanager
def bare(folder: Path, of: Contestant, path: str, workers: int) -> Iterator[Contestant]:
    """Start a function that sends the bytes and headers that the site sends for `path`."""
    http_connection = http.client.HTTPConnection("127.0.0.1", of.port)
    http_connection.request("GET", path, headers={"Accept-Encoding": "gzip, br"})
    response = http_connection.getresponse()
    file = folder / "bare"
    file.write_bytes(response.read())
    own = {"date", "server", "connection", "transfer-encoding"}
    headers = [pair for pair in response.getheaders() if pair[0].lower() not in own]
    file.with_suffix(".json").write_text(json.dumps(headers))
    with _gunicorn("tests.bench.bare:application", folder, workers, BARE_ANSWER=str(file)) as found:
        yield found


@contextmanager
def emptiest(folder: Path) -> Iterator[Contestant]:
    """Start Wagtail's emptiest page on a database of its own, of the same kind."""
    with _another_database(folder, "emptiest") as url:
        environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        making = [sys.executable, "-m", "tests.bench.emptiest.make"]
        subprocess.run(making, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        settings = "tests.bench.emptiest.settings"
        application = "tests.bench.emptiest.wsgi:application"
        with _gunicorn(
            application, folder, WORKERS, DATABASE_URL=url, DJANGO_SETTINGS_MODULE=settings
        ) as found:
            yield found


def database_processes() -> list[int]:
    """Return the processes of PostgreSQL; SQLite works inside those of the servers."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
        return [process for (process,) in cursor.fetchall()]


@contextmanager
def as_it_is_now(folder: Path) -> Iterator[str]:
    """Copy the database; give the address of the copy."""
    with _another_database(folder, "copy", connection.settings_dict["NAME"]) as url:
        yield url


@contextmanager
def _another_database(folder: Path, what: str, source: str | Path = "") -> Iterator[str]:
    """Make a database of the same kind, empty or as `source`; give its address."""
    if connection.vendor == "sqlite":
        file = folder / f"{what}.sqlite3"
        if source:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
        yield f"sqlite:///{file}"
        return
    name = f"{connection.settings_dict['NAME']}_{what}"
    # PostgreSQL copies only what nobody is connected to.
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source or "template1"}"')
    try:
        yield database_url().replace(connection.settings_dict["NAME"], name)
    finally:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _gunicorn(application: str, folder: Path, workers: int, **variables: str) -> Iterator[Contestant]:
    port = free_port()
    size = ["--workers", str(workers), "--threads", str(THREADS), "--worker-class", "gthread", "--preload"]
    command = [sys.executable, "-m", "gunicorn", *size, "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    log = (folder / f"{port}.log").open("w")
    process = subprocess.Popen([*command, application], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield Contestant(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def _wait_for(port: int, process: subprocess.Popen) -> None:
    for _attempt in range(300):
        assert process.poll() is None, "a contestant did not start"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("a contestant did not start")
