"""What was withdrawn is not shown once more after the answer to the click, by no process of any machine."""

import os
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from astra_site.caching.generation import GENERATION
from astra_site.uploads.models import SiteImage
from networks.models import NetworkPage
from tests.delivery.servers import Server, server, session_of_an_administrator
from tests.uploads.pictures import drawing, saved

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_index")]

# RACES=20 for more of them.
ROUNDS = int(os.environ.get("RACES", "3"))
VISITORS = 6
# So many requests that begin before the click, and as many after its answer.
REQUESTS = 100


class Visitors:
    """Threads that ask for the same things again and again, of all servers in turn."""

    def __init__(self, servers: list[Server], paths: list[str]) -> None:
        # When each was asked for, and what came.
        self.answers: list[tuple[float, str, int]] = []
        self._asked = [(server, path) for path in paths for server in servers]
        self._is_over = False
        self._threads = [threading.Thread(target=self._ask, args=[place]) for place in range(VISITORS)]
        for thread in self._threads:
            thread.start()

    def wait_for_more(self, number: int) -> None:
        """Wait until so many more requests were answered."""
        enough = len(self.answers) + number
        while len(self.answers) < enough and any(thread.is_alive() for thread in self._threads):
            time.sleep(0.005)

    def end(self) -> None:
        """Let nobody ask any more."""
        self._is_over = True
        for thread in self._threads:
            thread.join()

    def _ask(self, place: int) -> None:
        while not self._is_over:
            place += 1
            began = time.monotonic()
            server, path = self._asked[place % len(self._asked)]
            status = server.status(path)
            self.answers.append((began, path, status))


def race(servers: list[Server], page: NetworkPage, uploads: list[str], session: str) -> None:
    """Withdraw `page` on the first server while visitors ask for it on all, then publish it again."""
    addresses = [page.url, *uploads]
    visitors = Visitors(servers, addresses)
    visitors.wait_for_more(REQUESTS)
    # An answer that is on its way when the click comes may be either; the first ones meet a new server.
    before = {(path, status) for _began, path, status in visitors.answers[-REQUESTS // 2 :]}
    status = servers[0].click(f"/admin/pages/{page.pk}/unpublish/", session)
    assert status == 302, servers[0].log.read_text()[-3000:]
    answered = time.monotonic()
    visitors.wait_for_more(REQUESTS)
    visitors.end()
    after = [(path, status) for began, path, status in visitors.answers if began > answered]
    assert before == {(path, 200) for path in addresses}
    assert len(after) >= REQUESTS // 2
    assert set(after) == {(path, 404) for path in addresses}
    page.get_latest_revision().publish()
    end = time.monotonic() + 10
    while {other.status(path) for other in servers for path in addresses} != {200}:
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("processes", "machines"),
    [(1, 1), (2, 1), pytest.param(2, 2, marks=pytest.mark.postgresql)],
)
def test_nobody_is_shown_a_page_after_the_answer_to_the_click_that_withdrew_it(
    processes: int, machines: int, tmp_path: Path
) -> None:
    page = NetworkPage.objects.live().get(slug="at-mreza")
    page.logo = SiteImage.objects.create(
        title="Logo", file=ContentFile(saved(drawing(), "png"), name="logo.png"), is_decorative=True
    )
    document = Document.objects.create(title="Spis", file=ContentFile(b"Zrenjanin", name="spis.txt"))
    page.source_notes_sr_latn = f'<p><a linktype="document" id="{document.pk}">Spis</a></p>'
    page.save_revision().publish()
    uploads = [page.logo.renditions.first().url, document.url]
    session = session_of_an_administrator()
    with ExitStack() as running:
        # The first is on the machine of the test.
        folders = [Path(settings.CACHE_DIR), tmp_path / "another"][:machines]
        servers = [
            running.enter_context(server(folder, tmp_path / f"{number}.log", processes))
            for number, folder in enumerate(folders)
        ]
        for _round in range(ROUNDS):
            race(servers, page, uploads, session)
    assert GENERATION.file.exists()
