"""Whom the status is told, when, and what is remembered of it."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import DatabaseError

from astra_site.accounts.models import User
from astra_site.status import telling
from astra_site.status.checks import Check
from astra_site.status.results import absent, well, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def owners(settings: Any, tmp_path: Path) -> list[str]:
    settings.CACHE_DIR = tmp_path / "not" / "there"
    settings.WAGTAILADMIN_BASE_URL = "https://mreze.example.org"
    settings.MAILERS = {**settings.MAILERS, "delivery": settings.MAILERS["default"]}
    for name, fields in {
        "vlasnica": {}, "druga": {}, "bez adrese": {"email": ""}, "otišla": {"is_active": False},
        "urednica": {"is_superuser": False},
    }.items():  # fmt: skip
        person = User.objects.create(username=name, is_superuser=True)
        User.objects.filter(pk=person.pk).update(
            **{"email": f"{name}@example.org".replace(" ", ""), **fields}
        )
    mail.outbox.clear()
    return ["vlasnica@example.org", "druga@example.org"]


def look(**red: bool) -> None:
    """Look at some checks: those that are named may be red, one is well and one not set up."""
    found = [
        Check(key, key.title(), wrong(f"{key} ne radi.", f"popravi {key}") if is_red else well("Radi."))
        for key, is_red in red.items()
    ]
    telling.tell([*found, Check("good", "Good", well("Radi.")), Check("off", "Off", absent("Nema."))])


def told() -> list[str]:
    subjects = [letter.subject for letter in mail.outbox]
    mail.outbox.clear()
    return subjects


def test_every_owner_with_an_address_gets_a_letter_that_says_what_to_do(owners: list[str]) -> None:
    for _look in range(2):
        look(worker=True, disk=True)
    assert [letter.to for letter in mail.outbox] == [[owner] for owner in owners]
    letter = mail.outbox[0]
    assert letter.subject == "Nije u redu: Worker, Disk"
    assert letter.body.split("\n\n") == [
        "Worker: worker ne radi.\npopravi worker",
        "Disk: disk ne radi.\npopravi disk",
        "https://mreze.example.org/admin/status/",
    ]


def test_each_thing_is_told_once_when_it_stays_red_and_once_when_it_is_well() -> None:
    said = []
    for red in (
        {"a": True}, {"a": True}, {"a": True, "b": True}, {"a": True, "b": True}, {"a": True, "b": True},
        # One is well again while another one has turned red.
        {"a": False, "b": True, "c": True}, {"a": False, "b": False, "c": True},
    ):  # fmt: skip
        look(**red)
        said.append(told()[::2])
    assert said == [
        [], ["Nije u redu: A"], [], ["Nije u redu: B"], [], ["Ponovo u redu: A"], ["Nije u redu: C"],
    ]  # fmt: skip
    # What was red once and is well is told to nobody, and counted from the beginning.
    look(c=True, d=True)
    look(c=True, d=False)
    look(c=True, d=True)
    assert told() == []


def test_a_letter_of_both_says_both() -> None:
    look(a=True)
    look(a=True, b=True)
    told()
    look(a=False, b=True)
    assert mail.outbox[0].subject == "Nije u redu: B"
    assert "Ponovo u redu: A: Radi." in mail.outbox[0].body


def test_a_check_that_is_gone_is_forgotten_and_not_called_well() -> None:
    look(a=True)
    look(a=True)
    told()
    look(b=False)
    assert told() == []


def test_without_the_database_the_owners_of_before_are_written_to(
    owners: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(a=True)

    def gone(**_options: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(User.objects, "filter", gone)
    look(a=True)
    assert [letter.to for letter in mail.outbox] == [[owner] for owner in owners]


@pytest.mark.parametrize("missing", ["mailers", "no mailers at all", "owners", "addresses"])
def test_what_nobody_could_be_told_is_told_when_somebody_can(missing: str, settings: Any) -> None:
    mailers = settings.MAILERS
    if missing == "owners":
        User.objects.update(is_active=False)
    elif missing == "addresses":
        User.objects.update(email="")
    elif missing == "mailers":
        settings.MAILERS = {}
    else:
        del settings.MAILERS
    for _look in range(3):
        look(a=True)
    assert told() == []
    settings.MAILERS = mailers
    User.objects.filter(username="vlasnica").update(is_active=True, email="vlasnica@example.org")
    look(a=True)
    assert set(told()) == {"Nije u redu: A"}


@pytest.mark.parametrize(("has_delivery", "using"), [(True, "delivery"), (False, "default")])
def test_letters_go_past_the_queue_where_there_is_a_way(
    has_delivery: bool, using: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_delivery:
        settings.MAILERS = {"default": settings.MAILERS["default"]}
    used: list[str] = []
    monkeypatch.setattr(EmailMessage, "send", lambda self, using: used.append(using))
    for _look in range(2):
        look(a=True)
    assert set(used) == {using}


def test_a_mail_server_that_does_not_answer_is_logged_and_asked_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_way(*_arguments: object, **_options: object) -> None:
        raise OSError

    look(a=True)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", no_way)
        look(a=True)
    assert [record.getMessage() for record in caplog.records] == [
        "The owners could not be told of the status"
    ]
    look(a=True)
    assert set(told()) == {"Nije u redu: A"}


def test_what_is_remembered_is_read_by_nobody_else_and_may_be_damaged(settings: Any) -> None:
    look(a=True)
    file = Path(settings.CACHE_DIR) / telling.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text("utf-8"))["looks"] == {"a": 1}
    for damaged in ("", "{", "[1]", '{"looks": {}, "other": 1}'):
        file.write_text(damaged, "utf-8")
        look(a=True)
        assert (told(), json.loads(file.read_text("utf-8"))["looks"]) == ([], {"a": 1})
    assert [each.name for each in file.parent.iterdir()] == [telling.FILE]


def test_where_nothing_can_be_remembered_that_is_logged(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    settings.CACHE_DIR = tmp_path / "file"
    look(a=True)
    assert "could not be written down" in caplog.records[-1].getMessage()
