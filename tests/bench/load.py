"""Asks a server as fast as it answers, over connections that stay open; and counts its work."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 8
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds


class Load(NamedTuple):
    """What came of some seconds of asking.

    Attributes:
        latencies: milliseconds, of each request.
        seconds: how long was asked.
        worked: milliseconds of processor of the server's processes, and of the database's.
    """

    latencies: list[float]
    seconds: float
    worked: float
    database_worked: float

    @property
    def rate(self) -> float:
        """Return requests a second."""
        return len(self.latencies) / self.seconds

    @property
    def work(self) -> float:
        """Return milliseconds of processor a request, of server and database."""
        return (self.worked + self.database_worked) / max(1, len(self.latencies))


def request_bytes(path: str, port: int, **headers: str) -> bytes:
    """Return a request as it goes over the wire."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def ask_one(connection: socket.socket, request: bytes) -> int:
    """Send a request and read the whole answer; return its status."""
    connection.sendall(request)
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _end, body = received.partition(b"\r\n\r\n")
    lengths = [line[15:] for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"]
    # 304 has neither content nor length.
    length = int(lengths[0]) if lengths else 0
    left = length - len(body)
    while left > 0:
        left -= len(_more(connection))
    return int(head[9:12])


def ask(
    port: int,
    requests: list[bytes],
    seconds: float,
    processes: Iterable[int],
    database: Iterable[int],
    connections: int = CONNECTIONS,
) -> Load:
    """Ask for `seconds`, by turns; `processes` and `database` are whose work is counted."""
    latencies: list[float] = []
    end = time.perf_counter() + seconds
    before = work_of(processes), work_of(database)
    started = time.perf_counter()

    def visit(place: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while (began := time.perf_counter()) < end:
                place += 1
                status = ask_one(connection, requests[place % len(requests)])
                assert status in {200, 304, 404}, (status, port, requests[place % len(requests)])
                latencies.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=visit, args=[place]) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    return Load(latencies, took, work_of(processes) - before[0], work_of(database) - before[1])


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
