"""Processes that end, restart or are replaced while 100 requests a second come; slow clients."""

import os
import shutil
import signal
import socket
import ssl
import statistics
import subprocess
import threading
import time

from tests.bench.load import children_of, work_of
from tests.drills.database import Database
from tests.drills.people import BROWSER, Visitors, ask
from tests.drills.server import Server
from tests.web_server import HOST

REQUESTS = 1200


def _come(server: Server) -> Visitors:
    return Visitors(server, a_second=100, most=REQUESTS)


def restart(server: Server, database: Database) -> tuple[bool, str]:
    """Restart one process after the other."""
    with _come(server) as visitors:
        _in_turn(server)
    return not visitors.failed, str(visitors)


def upgrade(server: Server, database: Database) -> tuple[bool, str]:
    """Do what deploy/upgrade does beside the backup: prepare, write nginx's files, restart, reload nginx."""
    with _come(server) as visitors:
        server.manage("prepare")
        server.write_web_files()
        _in_turn(server)
        server.web.reload()
    return not visitors.failed, str(visitors)


def _in_turn(server: Server) -> None:
    for site in server.sites:
        site.stop()
        site.start()


def kill(server: Server, database: Database) -> tuple[bool, str]:
    """Let workers die by kill -9, six times, the next when there is another one."""
    with _come(server) as visitors:
        for site in server.sites * 3:
            time.sleep(1)
            os.kill(site.workers()[0], signal.SIGKILL)
            while site.get("/health/live/") != 200:
                time.sleep(0.1)
    return not visitors.failed, str(visitors)


def hang_up(server: Server, database: Database) -> tuple[bool, str]:
    """Send HUP to both processes, three times."""
    with _come(server) as visitors:
        for _time in range(3):
            for site in server.sites:
                time.sleep(1.5)
                site.process.send_signal(signal.SIGHUP)
    return not visitors.failed, str(visitors)


def away(server: Server, database: Database) -> tuple[bool, str]:
    """Both processes of the site are gone: the web server alone."""
    served = ask(server, "/mreze/", **BROWSER).status
    for site in server.sites:
        site.stop()
    kept = ask(server, "/mreze/", **BROWSER)
    page = ask(server, "/en/nothing-there/")
    leaving = ask(server, "/izlaz/")
    for site in server.sites:
        site.start()
    lines = len(server.web.log.read_text("utf-8").splitlines())
    has_help = b'href="tel:116000"' in page.content and b"/izlaz/" in page.content
    is_well = served == kept.status == 200 and page.status == 502 and has_help and leaving.status == 303
    told = (
        f"a page served before: {kept.status} in {kept.seconds:.3f} s; another: {page.status}, hotlines and "
    )
    told += f"exit {'there' if has_help else 'MISSING'}; exit {leaving.status}; {lines} lines in the log"
    return is_well and not lines, told


def slow_clients(server: Server, database: Database) -> tuple[bool, str]:
    """600 connections send their headers a byte at a time; 12 others ask."""
    is_over = threading.Event()
    context = ssl._create_unverified_context()  # noqa: S323 - our own certificate
    open_ones = []
    for _number in range(600):
        plain = socket.create_connection(("127.0.0.1", server.web.port), timeout=20)
        connection = context.wrap_socket(plain, server_hostname=HOST)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: ")
        open_ones.append(connection)

    def drip() -> None:
        while not is_over.wait(1):
            for connection in open_ones:
                try:
                    connection.sendall(b"m")
                except OSError:
                    continue

    dripping = threading.Thread(target=drip)
    dripping.start()
    # Half of them are answered by the site.
    probes = [ask(server, path, timeout=10) for path in ["/?b=1", "/mreze/"] * 6]
    is_over.set()
    dripping.join()
    for connection in open_ones:
        connection.close()
    good = [probe for probe in probes if probe.status == 200 and probe.seconds < 3]
    return len(
        good
    ) == 12, f"{len(good)} of 12 in time, slowest {max(probe.seconds for probe in probes):.2f} s"


def speed(server: Server, database: Database) -> tuple[bool, str]:
    """Processor of nginx for a page, and for a file with the same bytes (needs Debian's nghttp2-client)."""
    page, web = ask(server, "/mreze/", **BROWSER).content, server.folder / "web"
    (web / "static" / "same.html").write_bytes(page)
    # Those of a page too: other files carry fewer.
    shutil.copy(web / "headers.conf", web / "file_headers.conf")
    server.web.reload()
    time.sleep(1)
    rounds = [(_work(server, "/mreze/"), _work(server, "/static/same.html")) for _round in range(7)]
    of_page, of_file = (statistics.median(column) for column in zip(*rounds, strict=True))
    share = statistics.median(file / page for page, file in rounds)
    told = f"{of_page * 1e6:.0f} µs of processor a request, the file {of_file * 1e6:.0f}"
    return share >= 0.95, f"{told}: {share:.0%} of the requests a second, median of 7 rounds"


def _work(server: Server, path: str) -> float:
    """Return the seconds of processor that nginx takes for a request; its clock tells nothing."""
    command = ["h2load", "--h1", "--clients=16", "--requests=20000", "--header=accept-encoding: br"]
    command += [f"--connect-to=127.0.0.1:{server.web.port}", f"https://{HOST}{path}"]
    before = work_of(children_of(server.web.process.pid))
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "20000 2xx" not in said:
        raise RuntimeError(said)
    return (work_of(children_of(server.web.process.pid)) - before) / 20_000 / 1000
