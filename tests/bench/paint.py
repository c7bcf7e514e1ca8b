"""Measures when pages paint on a slow line and a slow processor, beside pages of other sites.

The shipped server (nginx, two processes, PostgreSQL) and its peers are asked by turns over lines of
400 kbit/s and 400 ms, in a telephone's window with a quarter of this machine's processor and an empty cache.
What Chromium itself does to slow a line leaves out what it costs to connect, so `line.py` has one.
"""

import argparse
import asyncio
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error, async_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import say, verdict  # noqa: E402
from tests.bench.line import Line  # noqa: E402
from tests.browser.conftest import CHROMIUM_OPTIONS, chromium  # noqa: E402
from tests.drills.server import shipped  # noqa: E402
from tests.web_server import HOST  # noqa: E402

SLOWDOWN = 4
WINDOW = {"width": 390, "height": 844}
PROMISED = 0.9  # of the peer's largest paint
PAGES = ["/", "/mreze/la-strada-international/", "/organizacije/", "/organizacije/astra/", "/pomoc/",
         "/pretraga/?q=zene", "/pristupacnost/", "/mapa/"]  # fmt: skip
LARGEST = """() => new Promise((resolve) => {
  const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1);
    resolve([first, last.startTime]);
  }).observe({ type: "largest-contentful-paint", buffered: true });
})"""


class Paint(NamedTuple):
    """What one visit to one page came to; milliseconds, bytes."""

    first: float
    largest: float
    sent: float
    requests: float


async def visit(browser: Browser, address: str) -> Paint:
    """Visit `address` as somebody who was never here."""
    async with await browser.new_context(viewport=WINDOW, device_scale_factor=2) as context:
        page = await context.new_page()
        devices = await context.new_cdp_session(page)
        await devices.send("Network.enable")
        await devices.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        sizes: list[float] = []
        devices.on("Network.loadingFinished", lambda end: sizes.append(end["encodedDataLength"]))
        await page.goto(address, wait_until="networkidle")
        first, largest = await page.evaluate(LARGEST)
    return Paint(first, largest, sum(sizes), len(sizes))


async def paint_of(browser: Browser, address: str) -> Paint:
    """Return what a visit came to, that nothing has cut off."""
    while True:
        try:
            return await visit(browser, address)
        except Error as error:
            # A container that starts or ends beside it changes the network of the machine.
            if "ERR_NETWORK_CHANGED" not in error.message:
                raise


async def measure(places: dict[str, int], addresses: list[str], rounds: int) -> dict[str, list[Paint]]:
    """Visit each address by turns; `places` has the port of this machine behind each host:port."""
    lines = {place: await Line(port).listen() for place, port in places.items()}
    rules = ",".join(f"MAP {place} 127.0.0.1:{port}" for place, port in lines.items())
    # By Playwright's own option a certificate of ours is refused first, and the browser connects once more.
    options = [*CHROMIUM_OPTIONS, "--ignore-certificate-errors", f"--host-resolver-rules={rules}"]
    found: dict[str, list[Paint]] = {address: [] for address in addresses}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=options)
        # The round before the first warms all servers.
        for number in range(rounds + 1):
            for address in addresses:
                paint = await paint_of(browser, address)
                if number:
                    found[address].append(paint)
        await browser.close()
    return found


def median_of(visits: list[Paint]) -> Paint:
    """Return the median of each figure."""
    return Paint(*(statistics.median(figures) for figures in zip(*visits, strict=True)))


def report(found: dict[str, list[Paint]], peers: list[str]) -> bool:
    """Print the medians, each beside the last address's; return whether the promise holds."""
    medians = {address: median_of(visits) for address, visits in found.items()}
    yardstick = list(medians.values())[-1].largest
    say(f"{'':60}{'first':>7}{'largest':>9}{'least–most':>13}{'÷ last':>8}{'bytes':>9}{'requests':>10}")
    for address, median in medians.items():
        times = [each.largest for each in found[address]]
        span = f"{min(times):.0f}–{max(times):.0f}"
        figures = f"{median.first:>7.0f}{median.largest:>9.0f}{span:>13}{median.largest / yardstick:>8.2f}"
        say(f"{address:60}{figures}{median.sent:>9.0f}{median.requests:>10.0f}")
    slower = [address for address in found if medians[address].largest > PROMISED * yardstick]
    slower = [address for address in slower if address not in peers]
    if peers:
        named = ", ".join(slower) or "all"
        say(verdict(not slower, f"largest paint at most {PROMISED} of the peer's: {named}"))
    return not (peers and slower)


def main() -> None:
    """Start the site, measure it and its peers, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peers", nargs="*", help="pages of other sites here: https://localhost:8360/page/")
    parser.add_argument("--pages", nargs="+", default=PAGES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with shipped() as (server, _database):
        places = {f"{HOST}:443": server.web.port}
        for peer in options.peers:
            parts = urlsplit(peer)
            places[f"{parts.hostname}:{parts.port or 443}"] = parts.port or 443
        addresses = [*(f"https://{HOST}{path}" for path in options.pages), *options.peers]
        say(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        found = asyncio.run(measure(places, addresses, options.rounds))
        say(f"load at the end {os.getloadavg()[0]:.1f}")
    sys.exit(0 if report(found, options.peers) else 1)


if __name__ == "__main__":
    main()
