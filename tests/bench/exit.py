"""Measures how long after the click on the exit a page is out of sight, in a real browser.

From the moment of the click, waiting in the browser's queue included, until a frame without the content
has been drawn. Beside it the same for a page that holds nothing but a link that hides it: what the
browser itself takes on this machine. The promise is made for the processor as it is; the same is shown
with one that is six times slower, as in an old telephone.
"""

import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import p50_p95, say, verdict  # noqa: E402
from tests.browser.by_hand import site_and_browser  # noqa: E402

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


def measure(page: Page, path: str) -> tuple[float, float]:
    """Click on the exit of `path` again and again; return p50 and p95 in milliseconds."""
    times = []
    for _round in range(ROUNDS):
        page.goto(path)
        page.evaluate(WATCH)
        with page.expect_console_message(lambda message: message.text.startswith("hidden after")) as said:
            page.click(EXIT, no_wait_after=True)
        times.append(float(said.value.text.split()[-1]))
    return p50_p95(times)


def measure_all(context: BrowserContext, slowdown: int) -> dict[str, tuple[float, float]]:
    """Measure the bare page and those of the site with a processor that is so many times slower."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    found = {path: measure(page, path) for path in [BARE, *PAGES]}
    page.close()
    return found


def report(by_slowdown: dict[int, dict[str, tuple[float, float]]]) -> bool:
    """Print a line for each page, then whether the promise holds; return the latter."""
    say("From the click on the exit until the content is out of sight; milliseconds")
    for slowdown, found in by_slowdown.items():
        title = "processor as it is" if slowdown == 1 else f"processor {slowdown} times slower"
        say(f"\n{title:40}{'p50':>7}{'p95':>7}{'times the bare page':>22}")
        for path, (p50, p95) in found.items():
            say(f"{path:40}{p50:>7.0f}{p95:>7.0f}{p50 / found[BARE][0]:>22.1f}")
    slowest = max(by_slowdown[1][path][1] for path in PAGES)
    holds = slowest <= PROMISED
    say("\nPromises")
    say(verdict(holds, f"out of sight within {PROMISED} ms: p95 of the slowest page {slowest:.0f}"))
    return holds


def main() -> None:
    """Start the site and a browser, and measure."""
    with site_and_browser() as (site, browser):
        context = browser.new_context(base_url=site.url)
        context.route(f"**{BARE}", lambda route: route.fulfill(body=BARE_PAGE, content_type="text/html"))
        # Nobody leaves for another site: without content the page stays, and can tell.
        context.route(
            lambda address: not address.startswith(site.url), lambda route: route.fulfill(status=204)
        )
        by_slowdown = {slowdown: measure_all(context, slowdown) for slowdown in SLOWDOWNS}
    sys.exit(0 if report(by_slowdown) else 1)


if __name__ == "__main__":
    main()
