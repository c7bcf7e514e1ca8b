"""The shipped server on this machine: nginx, two processes of the site, PostgreSQL, as deploy/ has them.

What is not as on a server: everything runs as whoever starts it, without systemd and its limits.
"""

import base64
import http.client
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.browser.running_site import free_port
from tests.drills.database import Database
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

    def start(self, waits_for: str = "/health/ready/") -> None:
        """Start it, and wait until it answers at that address."""
        command = [PYTHON, "-m", "gunicorn", "--config", "python:astra_site.delivery.gunicorn"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _try in range(600):
            if self.get(waits_for) == 200:
                return
            time.sleep(0.1)
        raise RuntimeError("The site does not start")

    def stop(self) -> None:
        """End it politely, as systemd does."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def kill(self) -> None:
        """End it and its workers at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def get(self, path: str) -> int:
        """Return the status of a page, asked for as by a web server; 0 where nothing comes."""
        return self.read(path)[0]

    def read(self, path: str) -> tuple[int, str]:
        """Return status and content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]


class Server:
    """All of it together."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self._interpreter: subprocess.Popen | None = None
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
            "ASTRA_CACHE_DIR": str(folder / "cache"),
            "ASTRA_WORKERS": "1",
            "PYTHONPATH": str(ROOT),
        }
        for step in (["compile_catalogues"], ["collectstatic", "--noinput", "--verbosity=0"], ["prepare"]):
            self.manage(*step)
        self.sites = [Site(self.environment), Site(self.environment)]
        addresses = [f"127.0.0.1:{site.port}" for site in self.sites]
        self.web = WebServer(folder, folder / "web", addresses, self._write_web_files)

    def _write_web_files(self, options: list[str]) -> None:
        self._web_options = options
        self.write_web_files()

    def write_web_files(self) -> None:
        """Write what nginx needs, over what is there."""
        self.manage("web_server_files", *self._web_options)

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a command of manage.py and return what it says.

        Raises:
            RuntimeError: it has failed; with the end of what it said.
        """
        command = [PYTHON, "manage.py", *arguments]
        settings = {**self.environment, **environment}
        done = subprocess.run(command, cwd=ROOT, env=settings, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return done.stdout

    def shell(self, code: str) -> str:
        """Run code inside the site, in one process for all drills, and return what it prints."""
        if self._interpreter is None:
            self._interpreter = self.begin("tests/browser/interpreter.py", stdin=subprocess.PIPE)
        asked, answered = self._interpreter.stdin, self._interpreter.stdout
        if asked is None or answered is None:
            raise RuntimeError("The interpreter has no pipes")
        asked.write(json.dumps(code) + "\n")
        asked.flush()
        answer = json.loads(answered.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["printed"]

    def begin(self, *arguments: str, stdin: int | None = None) -> subprocess.Popen[str]:
        """Begin a process of the site besides those that answer, such as `manage.py run_worker`."""
        return subprocess.Popen(
            [PYTHON, *arguments], cwd=ROOT, env=self.environment, stdin=stdin,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def stop(self) -> None:
        """End everything."""
        self.web.stop()
        for process in [site.process for site in self.sites] + [self._interpreter]:
            if process and process.poll() is None:
                process.kill()
                process.wait()


@contextmanager
def shipped() -> Iterator[tuple[Server, Database]]:
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
