"""`make run` as somebody meets it: a process that serves the product until it is told to end."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import brotli
import pytest

from tests import snapshots
from tests.browser.running_site import free_port

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120  # seconds


class Product:
    """The process, and questions to it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "server.log"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ASTRA_")},
            "DJANGO_SETTINGS_MODULE": "astra_site.settings.local",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "PORT": str(self.port),
        }
        environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it is ready."""
        for _attempt in range(PATIENCE * 10):
            try:
                if self.get("/health/ready/")[0].status == 200:
                    return
            except OSError:
                pass
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        pytest.fail(self.log.read_text())

    def get(self, address: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask for `address`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", address, headers={"Accept-Encoding": "br", **headers})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.headers["Content-Encoding"] == "br":
            content = brotli.decompress(content)
        return answer, content


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    snapshots.write(folder / "site.sqlite3")
    started = Product(folder)
    try:
        started.wait()
        yield started
        # Ctrl+C, which a terminal sends to every process, ends it all, and is no fault.
        os.killpg(started.process.pid, signal.SIGINT)
        assert started.process.wait(PATIENCE) == 0
        # No worker had to be killed because it waited for itself.
        assert "SIGKILL" not in started.log.read_text()
        # What went well is said in words: lines of JSON are for a server.
        assert "{" not in started.log.read_text()
        with pytest.raises(ConnectionError):
            started.get("/")
    finally:
        started.process.kill()
        started.process.wait()


@pytest.mark.parametrize("address", ["/", "/en/", "/organizacije/"])
def test_pages_come_compressed_with_files_that_may_be_kept_for_ever(address: str, product: Product) -> None:
    answer, page = product.get(address)
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "br")
    stylesheets = re.findall(r'href="(/static/css/site\.\w{12}\.css)"', page.decode())
    assert stylesheets
    file, css = product.get(stylesheets[0])
    assert (file.status, file.headers["Content-Encoding"]) == (200, "br")
    assert "immutable" in file.headers["Cache-Control"]
    assert b"{" in css


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [("/nema-ovoga/", "127.0.0.1", 404), ("/en/nothing/", "127.0.0.1", 404), ("/", "evil.example.org", 400)],
)
def test_faults_are_pages_of_the_site_with_the_exit_and_hotlines(
    address: str, host: str, status: int, product: Product
) -> None:
    answer, page = product.get(address, Host=host)
    assert answer.status == status
    assert b"exit-control" in page
    assert b"tel:" in page
    assert not [word for word in (b"DEBUG", b"Traceback", b"Django", b"urlconf") if word in page]


def test_a_question_of_five_thousand_characters_gets_a_page(product: Product) -> None:
    answer, page = product.get(f"/pretraga/?q={'a' * 5000}")
    assert answer.status == 200
    assert b"exit-control" in page


def test_no_version_of_the_server_is_told_and_the_headers_protect(product: Product) -> None:
    headers = product.get("/")[0].headers
    assert headers["Server"] == "gunicorn"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers
    assert "Strict-Transport-Security" not in headers


def test_uploads_are_served_but_documents_only_to_who_may_read_them(product: Product) -> None:
    for address in ("/media/", "/media/none.jpg", "/media/documents/none.pdf", "/media/../manage.py"):
        assert product.get(address)[0].status in {400, 404}


def test_the_administrators_password_is_told_once(product: Product) -> None:
    assert product.log.read_text().count("password") == 1
