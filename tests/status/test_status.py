"""Whether the site is well: one list of checks for the owner's page, the command and the mail."""

import datetime
import ssl
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from astra_site.accounts.models import User
from astra_site.link_checks.models import CheckedLink
from astra_site.runs.models import Run
from astra_site.search.models import SearchEntry
from astra_site.status import content, machine, versions
from astra_site.status.checks import CHECKS, all_checks
from astra_site.status.results import CheckState
from astra_site.tasks.models import Job, JobState, Worker
from networks.models import Organisation

pytestmark = pytest.mark.django_db
Spoil = Callable[[pytest.MonkeyPatch, Any], None]


@pytest.fixture(autouse=True)
def _all_well(settings, tmp_path: Path, monkeypatch) -> None:
    """Let everything be as it is on a server that is well."""
    settings.WAGTAILADMIN_BASE_URL = "https://mreze.example.org"
    settings.MAILERS = {**settings.MAILERS, "delivery": settings.MAILERS["default"]}
    settings.CACHE_DIR = tmp_path / "cache"
    for name in ("backup", "verify_backup", "scheduled"):
        Run.note(name)
    Worker.objects.create(pk="worker")
    CheckedLink.objects.create(url="https://example.org/", checked_at=timezone.now())
    until = timezone.now() + datetime.timedelta(days=60)
    monkeypatch.setattr(machine, "_valid_until", lambda host, port: until)
    monkeypatch.setattr(machine, "LEAST_FREE", 0)
    far = dict.fromkeys(
        ("3.12", "3.13", "3.14", "6.1", "8.0", "13", "12", "15", "16", "17", "18"), (2099, 1, 1)
    )
    monkeypatch.setattr(versions, "REPAIRED_UNTIL", dict.fromkeys(versions.REPAIRED_UNTIL, far))


def red() -> set[str]:
    return {check.key for check in all_checks() if check.is_wrong}


def long_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def status(*arguments: str) -> str:
    """Return what the command writes; red or not."""
    written = StringIO()
    try:
        call_command("status", *arguments, stdout=written)
    except CommandError as error:
        return f"{written.getvalue()}{error}"
    return written.getvalue()


def raises(error: Exception) -> Callable[..., Any]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    return fail


def expired() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


SPOILT: dict[str, Spoil] = {
    "backup": lambda patch, settings: Run.note("backup", "No space left on device", is_well=False),
    "verification": lambda patch, settings: Run.objects.filter(pk="verify_backup").update(
        well_at=long_ago(3)
    ),
    "scheduled": lambda patch, settings: Run.objects.filter(pk="scheduled").delete() and None,
    "worker": lambda patch, settings: Worker.objects.all().delete() and None,
    "mail": lambda patch, settings: (
        Job.objects.create(
            path="astra_site.tasks.mail.deliver", state=JobState.FAILED, finished_at=timezone.now()
        )
        and None
    ),
    "links": lambda patch, settings: CheckedLink.objects.update(checked_at=long_ago(9)) and None,
    "search": lambda patch, settings: (
        SearchEntry.objects.filter(kind="organisation").first().delete() and None
    ),
    "disk": lambda patch, settings: patch.setattr(machine, "LEAST_FREE", 1 << 60),
    "uploads": lambda patch, settings: patch.setattr(machine.os, "access", lambda *_of: False),
    "certificate": lambda patch, settings: patch.setattr(machine, "_valid_until", raises(expired())),
    "versions": lambda patch, settings: patch.setattr(versions.django, "VERSION", (5, 1)),
    "migrations": lambda patch, settings: patch.setattr(
        content.MigrationExecutor, "migration_plan", lambda *_of: [(Migration, False)]
    ),
    "database": lambda patch, settings: patch.setattr(
        connection, "cursor", raises(OperationalError("connection refused"))
    ),
}


class Migration:
    app_label, name = "networks", "0099_not_yet"


def test_a_server_that_is_well_is_green_in_everything() -> None:
    assert not red()
    assert "nije u redu" not in status()


@pytest.mark.parametrize("key", CHECKS)
def test_what_is_not_well_is_red_with_what_to_do(key: str, monkeypatch, settings, tmp_path: Path) -> None:
    if key == "uploads":
        settings.MEDIA_ROOT = tmp_path
    SPOILT[key](monkeypatch, settings)
    found = {check.key: check for check in all_checks()}
    assert found[key].is_wrong
    assert found[key].result.sentence
    assert found[key].result.remedy
    if key != "database":
        assert red() == {key}
    monkeypatch.undo()


def test_without_mail_it_says_so_and_is_not_red(settings) -> None:
    settings.MAILERS = {"default": settings.MAILERS["default"]}
    (found,) = [check for check in all_checks() if check.key == "mail"]
    assert found.result.state == CheckState.ABSENT
    assert "ASTRA_EMAIL_URL" in found.result.remedy


def test_something_unpublished_that_can_still_be_found_turns_the_search_red() -> None:
    Organisation.objects.filter(pk=Organisation.objects.filter(live=True).first().pk).update(live=False)
    assert red() == {"search"}


def test_the_command_ends_with_1_and_names_what_is_red() -> None:
    Worker.objects.all().delete()
    with pytest.raises(CommandError, match="Rad u pozadini"):
        call_command("status", stdout=StringIO())
    assert "systemctl restart astra-worker" in status()


@pytest.fixture
def owner() -> User:
    return User.objects.create_superuser("vlasnica", "vlasnica@example.org", "lozinka-vlasnice")


def test_an_owner_sees_it_in_the_admin_and_nobody_else(
    owner: User, client: Client, client_en: Client
) -> None:
    Worker.objects.all().delete()
    client.force_login(owner)
    page = client.get(reverse("status")).content.decode()
    assert page.count("data-check=") == len(CHECKS)
    assert 'data-check="worker" data-state="wrong"' in page
    assert "systemctl restart astra-worker" in page
    assert reverse("status") in client.get(reverse("wagtailadmin_home")).content.decode()
    owner.is_superuser = False
    owner.save()
    assert client.get(reverse("status")).status_code != 200


@pytest.fixture
def outbox(owner: User) -> Iterator[list]:
    mail.outbox.clear()
    return mail.outbox


def test_owners_get_one_mail_when_it_stays_red_and_one_when_it_is_well_again(outbox: list) -> None:
    Worker.objects.all().delete()
    status("--tell")
    # A worker that is being restarted is nothing to write about.
    assert not outbox
    for _look in range(3):
        status("--tell")
    (letter,) = outbox
    assert letter.to == ["vlasnica@example.org"]
    assert "Rad u pozadini" in letter.subject
    assert "systemctl restart astra-worker" in letter.body
    Worker.objects.create(pk="worker")
    for _look in range(3):
        status("--tell")
    assert len(outbox) == 2
    assert "Ponovo" in outbox[1].subject


def test_owners_hear_of_it_when_the_database_is_gone(outbox: list, monkeypatch) -> None:
    status("--tell")
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", raises(OperationalError("connection refused")))
        status("--tell")
        status("--tell")
    (letter,) = outbox
    assert letter.to == ["vlasnica@example.org"]
    assert "Baza" in letter.subject


def test_a_mail_that_could_not_be_sent_is_tried_again(outbox: list, monkeypatch) -> None:
    Worker.objects.all().delete()
    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", raises(OSError("no way out")))
        status("--tell")
        status("--tell")
    assert not outbox
    status("--tell")
    assert len(outbox) == 1


def test_what_is_scheduled_is_noted_when_it_was_done(monkeypatch) -> None:
    Run.objects.all().delete()
    call_command("do_scheduled", stdout=StringIO())
    assert "scheduled" not in red()
    monkeypatch.setattr("astra_site.accounts.throttle.forget_old", raises(ValueError("odd")))
    with pytest.raises(ValueError, match="odd"):
        call_command("do_scheduled", stdout=StringIO())
    assert "scheduled" in red()
