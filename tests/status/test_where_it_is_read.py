"""Where the status is read: the owners' page and the command. And how the end of work is written down."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from astra_site.accounts.models import User
from astra_site.runs import noting
from astra_site.runs.models import Run
from astra_site.status import views
from astra_site.status.checks import Check
from astra_site.status.management.commands import status as command
from astra_site.status.results import absent, well, wrong

pytestmark = pytest.mark.django_db

FOUND = [
    Check("a", "Prva", wrong("Ne radi.", "Popravite.")), Check("b", "Druga", well("Radi.")),
    Check("c", "Treća", absent("Nema.")), Check("d", "Četvrta", wrong("Ne radi ni to.", "I to.")),
]  # fmt: skip


def test_an_owner_reads_how_many_are_not_well_and_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(User.objects.create_superuser("vlasnica"))
    monkeypatch.setattr(views, "all_checks", lambda: iter(FOUND))
    answer = client.get(reverse("status"))
    assert (answer.context["number_wrong"], answer.context["checks"]) == (2, FOUND)
    assert "no-store" in answer["Cache-Control"]
    assert str(answer.context["breadcrumbs_items"][-1]["label"]) == "Stanje sajta"
    assert "Popravite." in answer.text and 'data-check="c" data-state="absent"' in answer.text


def test_others_of_staff_do_not_see_it(client: Client) -> None:
    person = User.objects.create_user("moderatorka")
    person.groups.add(Group.objects.get(name="Moderatorke"))
    client.force_login(person)
    answer = client.get(reverse("status"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_the_command_shows_each_check_with_what_to_do_below_it_and_tells_when_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(command, "all_checks", lambda: iter(FOUND))
    monkeypatch.setattr(command, "tell", lambda checks: told.extend(checks))
    said = StringIO()
    with pytest.raises(CommandError, match="^Nije u redu: Prva, Četvrta$"):
        call_command("status", stdout=said, no_color=True)
    assert [line.split() for line in said.getvalue().splitlines()] == [
        "nije u redu Prva: Ne radi.".split(), "→ Popravite.".split(), "u redu Druga: Radi.".split(),
        "nije podešeno Treća: Nema.".split(), "nije u redu Četvrta: Ne radi ni to.".split(),
        "→ I to.".split(),
    ]  # fmt: skip
    assert told == []
    monkeypatch.setattr(command, "all_checks", lambda: iter(FOUND[1:3]))
    call_command("status", "--tell", stdout=StringIO())
    assert told == FOUND[1:3]


def test_each_state_has_its_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "all_checks", lambda: iter(FOUND[:3]))
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("status", stdout=said, force_color=True)
    lines = [line for line in said.getvalue().splitlines() if "→" not in line]
    assert len({line.partition("m")[0] for line in lines}) == 3


# Runs


def test_the_last_end_of_each_kind_is_kept_with_what_was_said_of_it() -> None:
    Run.note("backup", "a" * 600)
    run = Run.objects.get(pk="backup")
    assert (run.failed_at, len(run.message), run.has_failed) == (None, 500, False)
    Run.note("backup", "disk je pun", is_well=False)
    again = Run.objects.get(pk="backup")
    assert (again.well_at, again.message, again.has_failed) == (run.well_at, "disk je pun", True)
    Run.note("backup")
    assert (Run.objects.get().has_failed, Run.objects.get().message) == (False, "")
    now = timezone.now()
    assert not Run(well_at=now, failed_at=now).has_failed
    assert Run(failed_at=now).has_failed


def test_work_is_noted_as_it_ends_and_its_fault_goes_on() -> None:
    with noting.noted("scheduled"):
        assert not Run.objects.exists()
    assert (Run.objects.get().has_failed, Run.objects.get().message) == (False, "")
    with pytest.raises(ValueError, match="odd"), noting.noted("scheduled"):
        raise ValueError("odd\n  thing")
    assert (Run.objects.get().has_failed, Run.objects.get().message) == (True, "odd thing")


def test_where_it_cannot_be_noted_the_work_has_ended_well_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*_arguments: object, **_options: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Run, "note", gone)
    with noting.noted("scheduled"):
        pass
    assert [record.getMessage() for record in caplog.records] == [
        "It could not be written down how scheduled ended"
    ]
