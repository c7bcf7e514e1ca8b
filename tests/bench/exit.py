"""Measures how long after the click on the exit a page is out of sight, in a real browser.

From the moment of the click, waiting in the browser's queue included, until a frame without the content
has been drawn. Beside it the same for a page that holds nothing but a link that hides it: what the
browser itself takes on this machine. The promise is made for the processor as it is; the same is shown
with one that is six times slower, as in an old telephone.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.measure import say  # noqa: E402
from tests.browser.conftest import CHROMIUM_OPTIONS, chromium  # noqa: E402
from tests.browser.running_site import running_site  # noqa: E402

EXIT = "a.exit-control"
# The home, the longest page, a list, and the page of a fault.
PAGES = ["/", "/mreze/la-strada-international/", "/organizacije/", "/fault/"]
BARE = "/bare/"
BARE_PAGE = """<!doctype html><title>Bare</title><a class="exit-control" href="#">Exit</a><script>
document.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  document.documentElement.style.display = "none";
});</script>"""
# Milliseconds until the content is hidden, on a processor that is not slowed down.
PROMISED = 50
SLOWDOWNS = [1, 6]
ROUNDS = 20
# The message comes once the frame after the click has been drawn.
WATCH = """() => {
  addEventListener("click", (event) => {
    const report = () => console.log("hidden after " + (performance.now() - event.timeStamp));
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = report;
      channel.port2.postMessage(null);
    });
  }, true);
}"""


class Measured(NamedTuple):
    """How long a page stayed in sight, in milliseconds."""

    p50: float
    p95: float


def measure(page: Page, path: str) -> Measured:
    """Click on the exit of `path` again and again."""
    times = []
    for _round in range(ROUNDS):
        page.goto(path)
        page.evaluate(WATCH)
        with page.expect_console_message(lambda message: message.text.startswith("hidden after")) as said:
            page.click(EXIT, no_wait_after=True)
        times.append(float(said.value.text.split()[-1]))
    return Measured(statistics.median(times), statistics.quantiles(times, n=20)[-1])


def measure_all(context: BrowserContext, slowdown: int) -> dict[str, Measured]:
    """Measure the bare page and those of the site with a processor that is so many times slower."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    found = {path: measure(page, path) for path in [BARE, *PAGES]}
    page.close()
    return found


def report(by_slowdown: dict[int, dict[str, Measured]]) -> None:
    """Print a line for each page, then whether the promise holds."""
    say("From the click on the exit until the content is out of sight; milliseconds")
    for slowdown, found in by_slowdown.items():
        title = "processor as it is" if slowdown == 1 else f"processor {slowdown} times slower"
        say(f"\n{title:40}{'p50':>7}{'p95':>7}{'times the bare page':>22}")
        for path, one in found.items():
            times = one.p50 / found[BARE].p50
            say(f"{path:40}{one.p50:>7.0f}{one.p95:>7.0f}{times:>22.1f}")
    slowest = max(by_slowdown[1][path].p95 for path in PAGES)
    promise = f"out of sight within {PROMISED} ms: p95 of the slowest page {slowest:.0f}"
    say(f"\nPromises\n{'  holds' if slowest <= PROMISED else '  BROKEN'}  {promise}")


def main() -> None:
    """Start the site and a browser, and measure."""
    program = chromium()
    if program is None:
        sys.exit("No Chromium: install it, or name its program in the variable CHROMIUM")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        context = browser.new_context(base_url=site.url)
        context.route(f"**{BARE}", lambda route: route.fulfill(body=BARE_PAGE, content_type="text/html"))
        # Nobody leaves for another site: without content the page stays, and can tell.
        context.route(
            lambda address: not address.startswith(site.url), lambda route: route.fulfill(status=204)
        )
        by_slowdown = {slowdown: measure_all(context, slowdown) for slowdown in SLOWDOWNS}
        browser.close()
    report(by_slowdown)


if __name__ == "__main__":
    main()
