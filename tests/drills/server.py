"""The shipped server on this machine: nginx, two processes of the site, and PostgreSQL, as deploy/ has them.

What is not as on a server: everything runs as whoever starts it, without systemd and its limits.
"""

import base64
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import psycopg

from tests.browser.running_site import free_port
from tests.web_server import HOST, WebServer
from tools import postgresql

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable


class Site:
    """One process of the site (with its workers), that can be ended and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        self.environment = {**environment, "ASTRA_BIND": f"127.0.0.1:{self.port}"}
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [PYTHON, "-m", "gunicorn", "--config", "python:astra_site.delivery.gunicorn"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        probe = [PYTHON, "-m", "astra_site.delivery.probe"]
        for _try in range(240):
            if subprocess.run(probe, cwd=ROOT, env=self.environment, check=False).returncode == 0:
                return
            time.sleep(0.25)
        raise RuntimeError("The site does not start")

    def stop(self) -> None:
        """End it politely, as systemd does."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]


class Server:
    """All of it together."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "astra_site.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ASTRA_FACTOR_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}",
            "DATABASE_URL": database_url,
            "ASTRA_BEHIND_PROXY": "yes",
            "ASTRA_MEDIA_ROOT": str(folder / "media"),
            "ASTRA_BACKUP_DIR": str(folder / "backups"),
            "ASTRA_WORKERS": "1",
        }
        for step in (["compile_catalogues"], ["collectstatic", "--noinput", "--verbosity=0"], ["prepare"]):
            self.manage(*step)
        self.sites = [Site(self.environment), Site(self.environment)]
        addresses = [f"127.0.0.1:{site.port}" for site in self.sites]
        self.web = WebServer(
            folder, folder / "web", addresses, lambda options: self.manage("web_server_files", *options)
        )

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py and return what it says."""
        command = [PYTHON, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout

    def shell(self, code: str) -> str:
        """Run code inside the site."""
        return self.manage("shell", "--verbosity=0", "--command", code)

    def stop(self) -> None:
        """End everything."""
        self.web.stop()
        for site in self.sites:
            if site.process.poll() is None:
                site.process.kill()
                site.process.wait()


@contextmanager
def shipped() -> Iterator[tuple[Server, "Database"]]:
    """Start all of it in a folder of its own; leave nothing behind."""
    binaries = postgresql.programs()
    if binaries is None or not shutil.which("nginx"):
        sys.exit("The drills need PostgreSQL and nginx: apt-get install postgresql nginx")
    folder = Path(tempfile.mkdtemp(prefix="astra-drills-"))
    try:
        with postgresql.throwaway_cluster(binaries) as url:
            with psycopg.connect(url.replace("/astra?", "/postgres?"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE astra")
            server = Server(folder, url)
            try:
                yield server, Database(url)
            finally:
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Database:
    """The processes of PostgreSQL."""

    def __init__(self, url: str) -> None:
        folder = Path(url.partition("?host=")[2])
        self.main = int((folder / "data" / "postmaster.pid").read_text().split()[0])

    def processes(self) -> list[int]:
        """Return the main process and its children, which answer for it."""
        children = Path(f"/proc/{self.main}/task/{self.main}/children").read_text().split()
        return [self.main, *map(int, children)]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it take questions and answer none."""
        processes = self.processes()
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)


def ask(server: Server, path: str, timeout: float = 20) -> tuple[int, float, bytes]:
    """Ask for a page as a visitor; return status (0: no answer), seconds and content."""
    started = time.monotonic()
    try:
        response = server.web.get(path, timeout=timeout)
        content = response.read()
    except (OSError, HTTPException):
        return 0, time.monotonic() - started, b""
    return response.status, time.monotonic() - started, content


class Visitors:
    """Requests at a steady rate while something happens."""

    def __init__(self, server: Server, paths: list[str], a_second: int) -> None:
        self.server, self.paths, self.pause = server, paths, 1 / a_second
        self.answers: list[tuple[str, int, float]] = []
        self._ends = threading.Event()

    def __enter__(self) -> "Visitors":
        self._started = threading.Thread(target=self._come)
        self._started.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ends.set()
        self._started.join()

    def _come(self) -> None:
        asking = []
        number = 0
        while not self._ends.wait(self.pause):
            thread = threading.Thread(target=self._ask, args=[self.paths[number % len(self.paths)]])
            thread.start()
            asking.append(thread)
            number += 1
        for thread in asking:
            thread.join()

    def _ask(self, path: str) -> None:
        status, seconds, _content = ask(self.server, path)
        self.answers.append((path, status, seconds))

    @property
    def failed(self) -> list[tuple[str, int, float]]:
        """Return what was not answered with a page."""
        return [answer for answer in self.answers if answer[1] not in {200, 303}]

    @property
    def slowest(self) -> float:
        """Return the seconds of the slowest answer."""
        return max((seconds for _path, _status, seconds in self.answers), default=0)
