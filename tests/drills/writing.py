"""Writers that are killed, have no room or come all at once: what was acknowledged is there, nothing half."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.drills.database import Database
from tests.drills.people import BROWSER, Staff, all_at_work, ask, numbers
from tests.drills.server import Server

CHILDREN = """
from networks.models import NetworkPage
print([page.pk for page in NetworkPage.objects.live().order_by("pk")[:8]])
"""
STATES = """
from astra_site.pages.models import BasePage
print([page.pk for page in BasePage.objects.filter(pk__in={pages}, live=True)])
"""
FIXTREE = """
from io import StringIO
from django.core.management import call_command
said = StringIO()
call_command("fixtree", interactive=False, stdout=said)
print(said.getvalue())
"""
IMPORT = """
import csv, io, zipfile
from astra_site.accounts.models import User
from networks.models import Organisation
from networks.spreadsheets import jobs
from networks.spreadsheets.models import Upload
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.reading import read
from networks.spreadsheets.snapshot import Snapshot
text = io.StringIO()
writer = csv.writer(text)
writer.writerow(["name_sr", "country"])
writer.writerows([f"Proba uvoza {number}", "RS"] for number in range(400))
output = io.BytesIO()
with zipfile.ZipFile(output, "w") as archive:
    archive.writestr("organisations.csv", text.getvalue())
person = User.objects.filter(is_superuser=True).first()
upload = Upload.keep(person, "proba.zip", output.getvalue())
plan = plan_of(read(output.getvalue(), upload.name), Snapshot.take(), person)
print(jobs.start_import(upload, person, plan.fingerprint()).pk)
"""
JOB = """
from astra_site.tasks.models import Job
from networks.models import Organisation
job = Job.objects.get(pk="{job}")
print(job.state, job.done, Organisation.objects.filter(name_sr_latn__startswith="Proba uvoza").count())
"""
PICTURE = """
import io
from PIL import Image
file = io.BytesIO()
Image.effect_noise((1200, 1200), 90).convert("RGB").save(file, "PNG")
print(file.getvalue().hex())
"""
PICTURES = "from astra_site.uploads.models import SiteImage; print(SiteImage.objects.count())"
FIELDS = """
from networks.models import NetworkPage
page = NetworkPage.objects.live().order_by("pk").first()
print(page.pk, page.url)
"""
SQLITE = """
import time
from django.db import OperationalError, transaction
from networks.models import NetworkPage
pages = list(NetworkPage.objects.live().order_by("pk")[:4])
times, locked, end = [], 0, time.monotonic() + 15
while time.monotonic() < end:
    page, started = pages[{number}], time.monotonic()
    try:
        # As the admin does (editing/locks.py): a click is one transaction.
        with transaction.atomic():
            page.save_revision().publish()
    except OperationalError:
        locked += 1
    times.append(time.monotonic() - started)
print(len(times), locked, int(max(times) * 1000))
"""


def kill_publishing(server: Server, database: Database) -> tuple[bool, str]:
    """Workers die by kill -9 while four people publish and withdraw: what was acknowledged is there."""
    pages = numbers(server.shell(CHILDREN))
    tried: dict[int, list[tuple[bool, int]]] = {page: [] for page in pages}

    def work(staff: Staff, own: list[int]) -> None:
        for publishes in (False, True):
            for page in own:
                tried[page].append((publishes, (staff.publish if publishes else staff.withdraw)(page)))

    people = [Staff(server, f"objavljuje{number}") for number in range(4)]
    with all_at_work(work, people, pages):
        for site in server.sites * 3:
            time.sleep(2)
            os.kill(site.workers()[0], signal.SIGKILL)
    live = set(numbers(server.shell(STATES.format(pages=pages))))
    lost = [page for page in pages if not _may_be(tried[page], page in live)]
    clicks = [status for each in tried.values() for _publishes, status in each]
    is_clean = _is_tree_clean(server)
    for page in pages:
        people[0].publish(page)
    told = f"{clicks.count(302)} of {len(clicks)} clicks acknowledged, {len(lost)} lost, "
    told += f"tree {'clean' if is_clean else 'BROKEN'}"
    return not lost and is_clean and 302 in clicks, told


def _is_tree_clean(server: Server) -> bool:
    return "No problems" in server.shell(FIXTREE)


def _may_be(tries: list[tuple[bool, int]], is_live: bool) -> bool:
    """Tell whether a state follows from the last click that was acknowledged, or from one after it."""
    possible = {True}
    for publishes, status in tries:
        possible = {publishes} if status == 302 else possible | {publishes}
    return is_live in possible


def kill_importing(server: Server, database: Database) -> tuple[bool, str]:
    """The worker dies by kill -9 in the middle of an import: the next one takes back what was written."""
    Staff(server, "uvozi")
    job = server.shell(IMPORT).strip()
    worker = server.begin("manage.py", "run_worker")
    half = _wait(server, job, lambda state, done, rows: done > 50 or state in {"done", "failed"}, 120)
    worker.kill()
    worker.wait()
    second = server.begin("manage.py", "run_worker")
    killed = time.monotonic()
    end = _wait(server, job, lambda state, done, rows: state in {"done", "failed"}, 120)
    second.terminate()
    second.wait()
    told = f"killed at {half[1]} of 400; after {time.monotonic() - killed:.0f} s {end[0]}, {end[2]} rows left"
    return half[0] == "running" and end[0] == "failed" and end[2] == 0 and _is_tree_clean(server), told


def _wait(
    server: Server, job: str, is_enough: Callable[[str, int, int], bool], seconds: int
) -> tuple[str, int, int]:
    ending = time.monotonic() + seconds
    while True:
        state, done, rows = server.shell(JOB.format(job=job)).split()[:3]
        if is_enough(state, int(done), int(rows)) or time.monotonic() > ending:
            return state, int(done), int(rows)
        time.sleep(0.05)


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Put a disk of 1 MB without any room over a folder. Only root can."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=True)
    try:
        with (folder / "full").open("wb") as file:
            try:
                while True:
                    file.write(b"x" * 4096)
                    file.flush()
            except OSError:
                pass
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def disk_full(server: Server, database: Database) -> tuple[bool, str]:
    """No room for an upload, for a publish, for a backup."""
    if os.geteuid() != 0:
        return False, "only root can mount a full disk"
    found = {
        "upload": _upload_without_room(server),
        "publish": _publish_without_room(server),
        "backup": _backup_without_room(server),
    }
    told = "; ".join(f"{name}: {wrong or 'said, nothing half'}" for name, wrong in found.items())
    return not any(found.values()), told


def _upload_without_room(server: Server) -> str:
    staff, before = Staff(server, "salje"), numbers(server.shell(PICTURES))
    picture, media = bytes.fromhex(server.shell(PICTURE)), server.folder / "media"
    with full_disk(media):
        status = staff.upload("Proba", picture)
        left = [path.name for path in media.rglob("*") if path.is_file() and path.name != "full"]
    if numbers(server.shell(PICTURES)) != before:
        return "a row is left"
    return "" if status == 200 and not left else f"answered {status}, left {left}"


def _publish_without_room(server: Server) -> str:
    """Nothing can be kept: what was withdrawn is gone nevertheless, and pages are there."""
    staff = Staff(server, "bezmesta")
    pk, url = server.shell(FIELDS).split()
    with full_disk(server.folder / "cache"):
        clicked = staff.withdraw(int(pk)), ask(server, url, **BROWSER).status
        again = staff.publish(int(pk)), ask(server, url, **BROWSER).status
    return "" if (clicked, again) == ((302, 404), (302, 200)) else f"{clicked}, {again}"


def _backup_without_room(server: Server) -> str:
    with full_disk(server.folder / "backups"):
        try:
            server.manage("backup")
            return "it says that it was made"
        except RuntimeError as error:
            # How far it has come is told as well.
            said = [line for line in str(error).strip().splitlines() if not line.endswith("/4")]
        left = [path.name for path in (server.folder / "backups").iterdir() if path.name != "full"]
    return "" if len(said) == 1 and not left else f"said {said[-1]} in {len(said)} lines, left {left}"


def sqlite_writers(server: Server, database: Database) -> tuple[bool, str]:
    """SQLite: four processes publish at once, for 15 seconds."""
    folder = server.folder / "sqlite"
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "ALLOW_SQLITE": "yes",
        "ASTRA_CACHE_DIR": str(folder / "cache"),
        "ASTRA_MEDIA_ROOT": str(folder / "media"),
    }
    server.manage("prepare", **settings)
    said: list[list[int]] = []

    def publish(number: int) -> None:
        code = SQLITE.format(number=number)
        said.append(numbers(server.manage("shell", "--verbosity=0", "--command", code, **settings)))

    threads = [threading.Thread(target=publish, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    published, locked, longest = (list(column) for column in zip(*said, strict=True))
    told = f"{sum(published)} publishes, {sum(locked)} locked, longest {max(longest) / 1000:.2f} s"
    return len(said) == 4 and not sum(locked) and max(longest) <= 2000, told
