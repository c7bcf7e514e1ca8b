"""A site that runs as visitors meet it: a process of its own under gunicorn with its own SQLite file."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
STAFF_NAME = "urednica"
STAFF_PASSWORD = "lozinka-samo-za-probu-2026"
# Of the app that shows the codes of everybody at work in the tests.
STAFF_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ADMINISTRATOR = f"""
from astra_site.accounts.factors import codes
from astra_site.accounts.models import User
person = User.objects.create_superuser("{STAFF_NAME}", "u@example.org", "{STAFF_PASSWORD}")
codes.add_app(person, "{STAFF_SECRET}", step=0)
"""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningSite:
    """The site under test, whose files are in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self.database = folder / "site.sqlite3"
        self.log = folder / "server.log"
        self._first_content = folder / "first.sqlite3"
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "BROWSER_TEST_FOLDER": str(folder),
            "PYTHONPATH": str(ROOT),
        }
        self._processes = ExitStack()

    def start(self, content: Path | None) -> None:
        """Start with a copy of the database `content`, else with the starter content made anew."""
        if content:
            shutil.copyfile(content, self.database)
        else:
            for command in (
                ("compile_catalogues",),
                ("migrate", "--verbosity", "0"),
                ("load_starter_content",),
            ):
                subprocess.run(
                    [sys.executable, "manage.py", *command],
                    cwd=ROOT,
                    env=self._environment,
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
        self._interpreter = self._begin(
            "tests/browser/interpreter.py", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.run(ADMINISTRATOR)
        shutil.copyfile(self.database, self._first_content)
        # Sees by its own connection whether another one has written.
        self._observer = self._processes.enter_context(closing(sqlite3.connect(self.database, timeout=20)))
        self._version = self._data_version()
        log = self._processes.enter_context(self.log.open("w"))
        server = self._begin(
            # Where it is stopped, nobody waits for an answer any more.
            *("-m", "gunicorn", "--workers", "1", "--threads", "4", "--graceful-timeout", "1"),
            *("--bind", self.url.removeprefix("http://"), "astra_site.wsgi:application"),
            stdout=log,
            stderr=log,
        )
        self._wait_for(server)

    def stop(self) -> None:
        """End the server and the interpreter."""
        self._processes.close()

    def run(self, code: str) -> str:
        """Run Python `code` on the site's database and return what it prints."""
        self._interpreter.stdin.write(json.dumps(code) + "\n")
        self._interpreter.stdin.flush()
        answer = json.loads(self._interpreter.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["printed"]

    def put_back(self) -> None:
        """Give the site its first content again, if anything was written since."""
        if self._data_version() == self._version:
            return
        with closing(sqlite3.connect(self._first_content)) as first:
            first.backup(self._observer)
        self._version = self._data_version()

    def _data_version(self) -> int:
        return self._observer.execute("PRAGMA data_version").fetchone()[0]

    def _begin(self, *arguments: str, **streams: object) -> subprocess.Popen:
        process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=self._environment, **streams)
        self._processes.callback(_end, process)
        return process

    def _wait_for(self, server: subprocess.Popen) -> None:
        for _attempt in range(300):
            if server.poll() is not None:
                break
            try:
                urlopen(f"{self.url}/health/live/", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"The site did not start: {self.log.read_text()}")


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(30)


@contextmanager
def running_site(folder: Path, content: Path | None = None) -> Iterator[RunningSite]:
    """Start a site with one administrator; its files go into `folder`.

    `content` is a SQLite file to start with a copy of; without it the starter content is loaded.
    """
    site = RunningSite(folder)
    try:
        site.start(content)
        yield site
    finally:
        site.stop()
