"""The processes of PostgreSQL, to be killed, frozen and started again."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tools import postgresql


class Database:
    """The cluster at `url`, that of `tools.postgresql.throwaway_cluster`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._data = Path(url.partition("?host=")[2]) / "data"

    def processes(self) -> list[int]:
        """Return the main process and its children, which answer for it."""
        main = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def _signal(self, processes: list[int], number: signal.Signals) -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let it take questions and answer none."""
        processes = self.processes()
        self._signal(processes, signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(processes, signal.SIGCONT)

    @contextmanager
    def killed(self) -> Iterator[None]:
        """Let it be gone, as after kill -9 of all its processes."""
        processes = self.processes()
        self._signal(processes, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in processes):
            time.sleep(0.01)
        try:
            yield
        finally:
            self._start()

    def _start(self) -> None:
        owner = pwd.getpwuid(self._data.stat().st_uid)
        # A restart takes the options of the time before.
        command = [f"{postgresql.programs()}/pg_ctl", "-w", "-D", self._data, "restart"]
        if os.geteuid() == 0:
            command = ["runuser", "-u", owner.pw_name, "--", *command]
        with (self._data.parent / "log").open("a") as log:
            subprocess.run(command, check=True, cwd=self._data.parent, stdout=log, stderr=log)

    def create(self, name: str) -> str:
        """Make an empty database beside the site's; return its address."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url.replace("/astra?", f"/{name}?")
