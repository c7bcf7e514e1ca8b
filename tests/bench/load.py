"""Asks a server as fast as it answers, over connections that stay open; and counts its work.

With wrk where it is installed, for it leaves the processor to the server; else with threads of Python.
"""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 8
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds
WRK = shutil.which("wrk")
# Prints what it has counted; of the latencies the hundredths, in milliseconds.
REPORT = """
function done(summary, latency)
  local errors = summary.errors
  io.write("counted ", summary.requests, " ", summary.duration / 1e6, " ")
  io.write(errors.connect + errors.read + errors.write + errors.timeout)
  for place = 1, 100 do io.write(" ", latency:percentile(place - 0.5) / 1000) end
end
"""


class Answers(NamedTuple):
    """What a client has counted.

    Attributes:
        latencies: milliseconds, of each request or of each hundredth of them.
        seconds: how long was asked.
    """

    number: int
    seconds: float
    latencies: list[float]


class Load(NamedTuple):
    """What came of some seconds of asking.

    Attributes:
        worked: milliseconds of processor of the server's processes, and of the database's.
    """

    answers: Answers
    worked: float
    database_worked: float

    @property
    def rate(self) -> float:
        """Return requests a second."""
        return self.answers.number / self.answers.seconds

    @property
    def work(self) -> float:
        """Return milliseconds of processor a request, of server and database."""
        return (self.worked + self.database_worked) / max(1, self.answers.number)


def ask(
    port: int,
    path: str,
    seconds: float,
    processes: Iterable[int] = (),
    database: Iterable[int] = (),
    connections: int = CONNECTIONS,
    **headers: str,
) -> Load:
    """Ask for `seconds`; `processes` and `database` are whose work is counted. In headers _ stands for -."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    before = work_of(processes), work_of(database)
    client = _with_wrk if WRK and seconds >= 1 else _with_threads
    answers = client(port, path, seconds, connections, lines)
    return Load(answers, work_of(processes) - before[0], work_of(database) - before[1])


def _with_wrk(port: int, path: str, seconds: float, connections: int, lines: list[str]) -> Answers:
    headers = [part for line in lines for part in ("--header", line)]
    size = ["--threads", "1", "--connections", str(connections), "--duration", f"{round(seconds)}s"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(REPORT)
        script.flush()
        command = [str(WRK), *size, *headers, "--script", script.name, f"http://127.0.0.1:{port}{path}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number, took, errors, *latencies = map(float, said.rpartition("counted ")[2].split())
    assert number and not errors, said
    return Answers(int(number), took, latencies)


def _with_threads(port: int, path: str, seconds: float, connections: int, lines: list[str]) -> Answers:
    request = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines, "", ""]).encode()
    latencies: list[float] = []
    started = time.perf_counter()

    def visit() -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while (began := time.perf_counter()) < started + seconds:
                status = _ask_one(connection, request)
                assert status in {200, 304, 404}, (status, port, path)
                latencies.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=visit) for _connection in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answers(len(latencies), time.perf_counter() - started, latencies)


def page_of(port: int, path: str = "/", **headers: str) -> bytes:
    """Return what comes for `path`. In headers _ stands for -."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    asked.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
    content = asked.getresponse().read()
    asked.close()
    return content


def _ask_one(connection: socket.socket, request: bytes) -> int:
    """Send a request and read the whole answer; return its status."""
    connection.sendall(request)
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _end, body = received.partition(b"\r\n\r\n")
    lengths = [line[15:] for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"]
    # 304 has neither content nor length.
    left = (int(lengths[0]) if lengths else 0) - len(body)
    while left > 0:
        left -= len(_more(connection))
    return int(head[9:12])


def work_of(processes: Iterable[int]) -> float:
    """Return how much these processes have worked so far, in milliseconds of processor."""
    total = 0.0
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) * TICK
    return total


def waited_of(processes: Iterable[int]) -> float:
    """Return how long these processes' threads have waited for a processor so far, in milliseconds."""
    total = 0
    for process in processes:
        for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
            total += int(thread.read_text().split()[1])
    return total / 1e6


def children_of(process: int) -> list[int]:
    """Return the processes that `process` has started."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def memory_of(process: int) -> float:
    """Return the memory that a process holds, in MB (RSS)."""
    line = next(
        line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def _more(connection: socket.socket) -> bytes:
    piece = connection.recv(1 << 18)
    if not piece:
        raise ConnectionError("The server has closed the connection")
    return piece
