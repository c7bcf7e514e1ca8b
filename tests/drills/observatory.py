"""Marks the site by the Mozilla Observatory's rules. Run by hand: `make observatory` (needs npm and nginx).

The rules come from the npm package and are run on this machine: a server with the settings of
production and a database of its own, behind nginx as deploy/ has it; then nginx alone, with its pages for
when the site is away. Nothing is asked of another host but the package registry. What it holds the site to,
tests/safety/test_observatory.py keeps.
"""

import base64
import json
import logging
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import say  # noqa: E402
from tests.web_server import HOST, WebServer  # noqa: E402

PACKAGE = "@mdn/mdn-http-observatory@1.4.8"
LEAST = 130
NO_TIME = 90  # seconds; a scan that hangs has gone wrong


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Prints nothing of requests."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main() -> int:
    """Scan, print the marks, and say whether they are good enough."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = download(folder)
        with site(folder) as upstream:
            web = WebServer(
                folder,
                folder / "web",
                [f"127.0.0.1:{upstream.server_port}"],
                lambda options: call_command("web_server_files", *options),
            )
            try:
                is_good = told("The site behind nginx", scan(package, web))
                upstream.shutdown()
                upstream.server_close()
                is_good = told("nginx without the site", scan(package, web)) and is_good
            finally:
                web.stop()
    return 0 if is_good else 1


def told(title: str, found: dict[str, Any]) -> bool:
    """Print what was found; return whether it is good enough."""
    marks = found["scan"]
    passed = f"{marks['testsPassed']} of {marks['testsQuantity']} tests"
    say(f"{title}: {marks['grade']} {marks['score']} ({passed})")
    for test, result in found["tests"].items():
        say(f"{result['scoreModifier']:+4} {test}: {result['result']}")
    return marks["grade"] == "A+" and marks["score"] >= LEAST


def download(folder: Path) -> Path:
    """Install the package without running its scripts, which would ask other hosts for lists."""
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([*command, "--prefix", str(folder), PACKAGE], check=True)
    package = folder / "node_modules" / "@mdn" / "mdn-http-observatory"
    # Hosts that browsers know as TLS only: the list is one of those that its scripts would fetch.
    (package / "conf" / "hsts-preload.json").write_text("{}", "utf-8")
    # It marks nothing but pages that are there; here it is to mark nginx's own, too.
    scanner = package / "src" / "scanner" / "index.js"
    scanner.write_text(scanner.read_text("utf-8").replace("![401, 403]", "![401, 403, 502]"), "utf-8")
    return package


@contextmanager
def site(folder: Path) -> Iterator[Server]:
    """Run the site as in production, behind a web server; yield where it listens."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "astra_site.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ASTRA_FACTOR_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "ALLOW_SQLITE": "yes",
        "ASTRA_BEHIND_PROXY": "yes",
        "ASTRA_CACHE_DIR": str(folder / "cache"),
        "ASTRA_MEDIA_ROOT": str(folder / "media"),
    }
    logging.disable(logging.INFO)
    settings.STATIC_ROOT = folder / "static"
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("prepare")
    application = get_wsgi_application()
    server = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server


def scan(package: Path, web: WebServer) -> dict[str, Any]:
    """Return what the rules say."""
    script = Path(__file__).with_suffix(".mjs")
    answer = subprocess.run(
        ["node", script, package, HOST, str(web.plain_port), str(web.port)],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(web.certificate)},
        check=True,
        capture_output=True,
        text=True,
        timeout=NO_TIME,
    )
    return json.loads(answer.stdout)


if __name__ == "__main__":
    sys.exit(main())
