"""Imports thousands of rows with a worker running, and asks all the while what people in the admin open.

`tests/bench/importing.py 10000`. Nothing that staff ask may take longer than a second: not in the dry run,
not in the import, nor while it is undone. At the end a worker is killed in the middle of a second import, and
nothing of that may remain. Of the seconds by the clock those are left out in which a busy machine let the
server wait for a processor; beside them stands how much of them it worked.
"""

import argparse
import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import requests
from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.admin.forms import posted_form  # noqa: E402
from tests.bench.figures import say, verdict  # noqa: E402
from tests.bench.load import children_of, waited_of, work_of  # noqa: E402
from tests.browser.admin import SESSION  # noqa: E402
from tests.browser.running_site import STAFF_NAME, RunningSite, running_site  # noqa: E402

LONGEST = 1.0  # seconds
UNFINISHED = {"waiting", "running"}
TOWNS = "Bor Niš Vranje Užice Šabac Čačak Zrenjanin Žagubica Leskovac Kruševac".split()
SYLLABLES = "ba če di fo gu ja ke lji mo nju pa re ši to vu ža".split()
KINDS = ["Udruženje", "Centar", "Fondacija", "Inicijativa", "Savez", "Grupa"]
ABOUT = "Organizacija pomaže ženama i deci koji su preživeli nasilje, savetuje ih i prati na sudu. " * 3
COLUMNS = ["name_sr", "name_en", "slug_sr", "city_sr", "country", "website", "about_sr", "source_url"]
STORED = """
from networks.models import Membership, Organisation
from networks.spreadsheets.models import ImportStep
from wagtail.models import WorkflowState
print(*[model.objects.count() for model in (Organisation, Membership, WorkflowState, ImportStep)])
"""
NETWORKS = """
from networks.models import NetworkPage
print(*NetworkPage.objects.live().order_by("path").values_list("slug", flat=True))
"""
OPENED = """
from networks.models import NetworkPage, Organisation, StandardPage
text = StandardPage.objects.get(slug="pomoc")
organisation = Organisation.objects.get(slug_sr_latn="astra")
network = NetworkPage.objects.get(slug="la-strada-international")
print(text.pk, organisation.pk, network.pk)
"""
ROLE = """
from django.contrib.auth.models import Group
from astra_site.accounts.models import User
User.objects.create_user("uvoz").groups.set([Group.objects.get(name={role!r})])
"""
JOB = """
from astra_site.tasks.models import Job
job = Job.objects.exclude(person=None).latest("created_at")
print(job.state, job.done, job.total, job.pk, job.message)
"""
UPLOAD = """
from networks.spreadsheets.models import Upload
kept = Upload.objects.latest("created_at")
print(kept.pk, kept.fingerprint)
"""


class Answer(NamedTuple):
    """What a request took: seconds without those in which the server waited for a processor, and its work."""

    seconds: float
    worked: float
    status: int


class Person:
    """A member of staff with a session, who also opens and saves what is hers."""

    def __init__(self, site: RunningSite, name: str, processes: list[int]) -> None:
        self.site, self.processes = site, processes
        self.http = requests.Session()
        cookie, session = site.run(SESSION.format(name=name)).split()
        self.http.cookies.set(cookie, session)
        self.answers: dict[str, list[Answer]] = defaultdict(list)

    def ask(self, what: str, path: str, data: dict | None = None, **more: object) -> requests.Response:
        """Ask for a page, or send a form, and note what it took."""
        if data is not None:
            data["csrfmiddlewaretoken"] = self.http.cookies.get("csrftoken", "")
        measures = (work_of, waited_of)
        before, started = [measure(self.processes) for measure in measures], time.monotonic()
        method = "GET" if data is None else "POST"
        response = self.http.request(method, self.site.url + path, data=data, timeout=600, **more)
        took = time.monotonic() - started
        worked, waited = (
            (measure(self.processes) - known) / 1000 for measure, known in zip(measures, before, strict=True)
        )
        self.answers[what].append(Answer(max(worked, took - waited), worked, response.status_code))
        return response

    def work_for(self, text: str, organisation: str, network: str) -> None:
        """Open what staff open all day and visitors ask for, and save a draft."""
        self.ask("start page", "/admin/")
        self.ask("organisations", "/admin/snippets/networks/organisation/")
        self.ask("networks", "/admin/network_list/")
        self.ask("jobs", "/admin/jobs/")
        self.ask("form of a network", f"/admin/pages/{network}/edit/")
        self.ask("form of an organisation", f"/admin/snippets/networks/organisation/edit/{organisation}/")
        # Nothing that the import depends on: it would be refused.
        edit = f"/admin/pages/{text}/edit/"
        form = posted_form(self.ask("form of a text", edit).text)
        form["search_description"] = f"{time.monotonic()}"
        self.ask("save", edit, form, allow_redirects=False)
        self.ask("directory, public", f"/organizacije/?q={time.monotonic():.0f}")
        self.ask("home, public", "/")


class Colleague(threading.Thread):
    """Somebody else at work until she is told to stop."""

    def __init__(self, person: Person, *objects: str) -> None:
        super().__init__(daemon=True)
        self.person, self.objects = person, objects
        self.ended = threading.Event()

    def __enter__(self) -> "Colleague":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        self.join()

    def run(self) -> None:
        """Work, with hardly a pause between two rounds."""
        while not self.ended.is_set():
            self.person.work_for(*self.objects)
            self.ended.wait(0.2)


def spreadsheet(rows: int, networks: list[str], word: str) -> bytes:
    """Return a workbook with half of the rows new organisations, and their memberships as the others."""
    book = Workbook(write_only=True)
    organisations, memberships = book.create_sheet("organisations"), book.create_sheet("memberships")
    organisations.append(COLUMNS)
    memberships.append(["network", "organisation", "since"])
    for number in range(rows // 2):
        digits = [number // 4096 % 16, number // 256 % 16, number // 16 % 16, number % 16]
        own = "".join(SYLLABLES[(digit * 7 + place * 5) % 16] for place, digit in enumerate(digits * 2))
        slug, town = f"{word}-{number}", TOWNS[number % len(TOWNS)]
        name = f"{KINDS[number % len(KINDS)]} {own.capitalize()} {town}"
        site = f"https://{slug}.example/"
        organisations.append([name, f"{own} {town}", slug, town, "RS", site, f"{ABOUT}{number}", site])
        # As it is: the first networks have most of the members.
        network = networks[int(len(networks) * (number / (rows / 2)) ** 2)]
        memberships.append([network, slug, str(1990 + number % 35)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Run:
    """A site, its worker, and who imports."""

    def __init__(self, site: RunningSite, role: str) -> None:
        self.site = site
        site.run(ROLE.format(role=role))
        self.worker = self.begin_worker()
        self.importer = Person(site, "uvoz", [])
        self.networks = site.run(NETWORKS).split()
        self.opened = site.run(OPENED).split()
        self.is_whole = True

    def begin_worker(self) -> subprocess.Popen:
        """Start the worker, or another one."""
        command = [sys.executable, "manage.py", "run_worker"]
        return subprocess.Popen(command, cwd=ROOT, env=self.site.environment)

    def promise(self, holds: bool, promise: str) -> None:
        """Say whether a promise holds."""
        self.is_whole = self.is_whole and holds
        say(verdict(holds, promise))

    def measured(self, name: str, act: Callable[[], object]) -> None:
        """Do something while somebody else works, and say what she waited for."""
        server = self.site.server.pid
        colleague = Person(self.site, STAFF_NAME, [server, *children_of(server)])
        started = time.monotonic()
        with Colleague(colleague, *self.opened):
            act()
        say(f"\n{name}: {time.monotonic() - started:.0f} s, load {os.getloadavg()[0]:.1f}")
        say(f"{'':24}{'times':>6}{'p50':>8}{'p99':>8}{'most':>8}{'worked at most':>16}  status")
        for what, answers in colleague.answers.items():
            taken = sorted(each.seconds for each in answers)
            p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
            worked = max(each.worked for each in answers)
            statuses = " ".join(sorted({str(each.status) for each in answers}))
            say(f"{what:24}{len(taken):>6}{p50:>8.2f}{p99:>8.2f}{taken[-1]:>8.2f}{worked:>16.2f}  {statuses}")
        longest = max(each.seconds for answers in colleague.answers.values() for each in answers)
        self.promise(longest <= LONGEST, f"no request takes longer than {LONGEST} s: {longest:.2f}")

    def waited(self, until: Callable[[list[str]], bool] = lambda job: job[0] not in UNFINISHED) -> list[str]:
        """Wait for the newest job, and return its row."""
        while not until(job := self.site.run(JOB).split(maxsplit=4)):
            time.sleep(1)
        return job

    def try_out(self, content: bytes) -> None:
        """Send a file and wait for its dry run."""
        self.importer.ask("index", "/admin/spreadsheets/")
        self.importer.ask("upload", "/admin/spreadsheets/", {}, files={"file": ("uvoz.xlsx", content)})
        say(f"\nupload: {self.importer.answers['upload'][-1].seconds:.2f} s")
        self.waited()

    def begin_import(self) -> None:
        """Press the button of the dry run."""
        upload, fingerprint = self.site.run(UPLOAD).split()
        address = f"/admin/spreadsheets/dry-run/{upload}/"
        self.importer.ask("dry run", address)
        self.importer.ask("import", address, {"fingerprint": fingerprint, "seen": "on"})
        taken = (self.importer.answers[what][-1].seconds for what in ("dry run", "import"))
        say("\nits page and its button: {:.2f} and {:.2f} s".format(*taken))

    def import_and_undo(self, rows: int) -> None:
        """Go the whole way with one file."""
        before = self.site.run(STORED)
        content = spreadsheet(rows, self.networks, "prvi")
        say(f"{rows} rows, {len(content) / 2**20:.1f} MB")
        self.measured("dry run", lambda: self.try_out(content))
        self.begin_import()
        self.measured("import", self.waited)
        job = self.waited()
        say(f"{job}: {self.site.run(STORED)}")
        # She may have been logged out meanwhile.
        self.importer = Person(self.site, "uvoz", [])
        undo = f"/admin/spreadsheets/undo/{job[3]}/"
        self.importer.ask("page", undo)
        self.importer.ask("undo", undo, {})
        self.measured("taken back", self.waited)
        say(f"{self.waited()}")
        self.promise(self.site.run(STORED) == before, f"everything is as it was: {before}")

    def kill(self, rows: int) -> None:
        """Kill the worker in the middle of an import, and let another one find what it left."""
        before = self.site.run(STORED)
        self.try_out(spreadsheet(rows, self.networks, "drugi"))
        self.begin_import()
        self.waited(lambda job: int(job[1]) > rows // 4)
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()
        say(f"\nkilled: {self.site.run(STORED)}")
        self.worker = self.begin_worker()
        self.measured("found and taken back", self.waited)
        job = self.waited()
        self.promise(job[0] == "failed" and self.site.run(STORED) == before, f"nothing of it is kept: {job}")


def main() -> None:
    """Import, undo, kill; end with 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=10_000)
    parser.add_argument("--role", default="Moderatorke")
    options = parser.parse_args()
    os.environ["BROWSER_TEST_QUEUE"] = "1"
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        run = Run(site, options.role)
        try:
            run.import_and_undo(options.rows)
            run.kill(min(options.rows, 2000))
        finally:
            run.worker.terminate()
            run.worker.wait()
    sys.exit(not run.is_whole)


if __name__ == "__main__":
    main()
