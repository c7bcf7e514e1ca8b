"""Marks the site by the Mozilla Observatory's rules. Run by hand: `make observatory` (needs npm and openssl).

The rules come from the npm package and are run on this machine: a server with the settings of
production and a database of its own, over TLS with a certificate made for it. Nothing is asked of another
host but the package registry. What it holds the site to, tests/safety/test_observatory.py keeps.
"""

import base64
import json
import logging
import os
import secrets
import ssl
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

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "@mdn/mdn-http-observatory@1.4.8"
HOST = "mreze.example.org"
LEAST = 130
NO_TIME = 90  # seconds; a scan that hangs has gone wrong


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Prints nothing of requests."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Secure(Quiet):
    """Tells the application that the request came by TLS."""

    def get_environ(self) -> dict[str, Any]:
        """Add what a server that speaks TLS adds."""
        return {**super().get_environ(), "HTTPS": "on"}


def main() -> int:
    """Scan, print the marks, and say whether they are good enough."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = download(folder)
        with site(folder) as (http_port, https_port):
            found = scan(package, folder / "certificate.pem", http_port, https_port)
    for test, result in found["tests"].items():
        print(f"{result['scoreModifier']:+4} {test}: {result['result']}")
    marks = found["scan"]
    print(f"{marks['grade']} {marks['score']} ({marks['testsPassed']} of {marks['testsQuantity']} tests)")
    return 0 if marks["grade"] == "A+" and marks["score"] >= LEAST else 1


def download(folder: Path) -> Path:
    """Install the package without running its scripts, which would ask other hosts for lists."""
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([*command, "--prefix", str(folder), PACKAGE], check=True)
    package = folder / "node_modules" / "@mdn" / "mdn-http-observatory"
    # Hosts that browsers know as TLS only: the list is one of those that its scripts would fetch.
    (package / "conf" / "hsts-preload.json").write_text("{}", "utf-8")
    return package


@contextmanager
def site(folder: Path) -> Iterator[tuple[int, int]]:
    """Run the site as in production, once without TLS and once with; yield both ports."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "astra_site.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ASTRA_FACTOR_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "ALLOW_SQLITE": "yes",
    }
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings
    from django.core.management import call_command

    logging.disable(logging.INFO)
    settings.STATIC_ROOT = folder / "static"
    settings.MEDIA_ROOT = folder / "media"
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("prepare")
    from astra_site.wsgi import application

    plain = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet)
    secure = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Secure)
    secure.socket = certificate(folder).wrap_socket(secure.socket, server_side=True)
    for server in (plain, secure):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield plain.server_port, secure.server_port
    plain.shutdown()
    secure.shutdown()


def certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate for the host, and return how to speak TLS with it."""
    key, made = folder / "key.pem", folder / "certificate.pem"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *names]
    subprocess.run([*command, "-keyout", key, "-out", made], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context


def scan(package: Path, trusted: Path, http_port: int, https_port: int) -> dict[str, Any]:
    """Return what the rules say."""
    script = ROOT / "tools" / "observatory.mjs"
    answer = subprocess.run(
        ["node", script, package, HOST, str(http_port), str(https_port)],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(trusted)},
        check=True,
        capture_output=True,
        text=True,
        timeout=NO_TIME,
    )
    return json.loads(answer.stdout)


if __name__ == "__main__":
    sys.exit(main())
