"""Who hears that a job has failed: its own person, where she has an address and the site can send mail."""

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from astra_site.accounts.models import User
from astra_site.tasks.models import JobState
from astra_site.tasks.telling import tell_of_failure, unseen_failures
from tests.tasks.test_how_it_ends import job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("email", "can_send", "is_told"),
    [("jovana@example.org", True, True), ("", True, False), ("jovana@example.org", False, False)],
)
def test_who_has_an_address_is_written_to_where_the_site_can_send(
    email: str, can_send: bool, is_told: bool, settings: Any
) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = can_send
    settings.WAGTAILADMIN_BASE_URL = "https://mreze.example.org"
    person = User(username="jovana", email=email)
    failed = job(message="Ne može.")
    failed.person = person
    tell_of_failure(failed)
    found = [(letter.to, letter.body.split()) for letter in mail.outbox]
    address = f"https://mreze.example.org{reverse('tasks:job', args=(failed.pk,))}"
    assert found == ([([email], ["Ne", "može.", address])] if is_told else [])
    failed.person = None
    tell_of_failure(failed)
    del settings.WAGTAIL_PASSWORD_RESET_ENABLED
    failed.person = person
    tell_of_failure(failed)
    assert len(mail.outbox) == is_told


def test_a_mail_server_that_does_not_answer_fails_nothing(
    settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    monkeypatch.setattr("astra_site.tasks.telling.send_mail", lambda *_letter: 1 // 0)
    failed = job()
    failed.person = User(username="jovana", email="jovana@example.org")
    tell_of_failure(failed)
    assert [record.getMessage() for record in caplog.records] == [
        "Nobody could be told that a job has failed"
    ]


def test_only_ones_own_failures_that_nobody_has_looked_at_are_counted() -> None:
    person, other = (User.objects.create(username=name) for name in ("jovana", "mira"))
    for fields in (
        {"person": person}, {"person": person, "is_seen": True}, {"person": other},
        {"person": person, "state": JobState.DONE},
    ):  # fmt: skip
        job(**{"state": JobState.FAILED, **fields})
    assert [unseen_failures(person), unseen_failures(other)] == [1, 1]
