"""Mail goes out by the worker, and is tried again while the server does not answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, mailers
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.mail import send_mail

from astra_site.tasks.models import Job, JobState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mailers(settings: Any) -> None:
    settings.MAILERS = {
        "default": {"BACKEND": "astra_site.tasks.mail.QueuedEmailBackend"},
        "delivery": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
    }


def test_a_letter_waits_for_the_worker_and_is_then_forgotten(queue: Callable[[], None]) -> None:
    send_mail("Nacrt čeka", "Pogledajte.", ["ana@example.org"], html_message="<p>Pogledajte.</p>")
    assert not getattr(mail, "outbox", [])
    queue()
    (letter,) = mail.outbox
    assert (letter.subject, letter.body, letter.to) == ("Nacrt čeka", "Pogledajte.", ["ana@example.org"])
    assert letter.alternatives[0].content == "<p>Pogledajte.</p>"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    job = Job.objects.get()
    assert (job.state, job.arguments) == (JobState.DONE, {})
    assert "Nacrt" not in job.title


def test_a_server_that_is_away_gets_it_later(
    queue: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    send_mail("Nacrt čeka", "Pogledajte.", ["ana@example.org"])
    with monkeypatch.context() as away:
        away.setattr(backend, lambda *arguments: 1 / 0)
        queue()
    assert Job.objects.get().state == JobState.WAITING
    DBTaskResult.objects.update(run_after=timezone.now())
    queue()
    assert len(mail.outbox) == 1


def test_all_that_a_letter_says_arrives_and_each_is_a_job_of_its_own(queue: Callable[[], None]) -> None:
    parts = {
        "subject": "Nacrt", "body": "Pogledajte.", "from_email": "mreze@example.org",
        "to": ["ana@example.org"], "cc": ["mira@example.org"], "bcc": ["sonja@example.org"],
        "reply_to": ["urednice@example.org"],
    }  # fmt: skip
    letter = EmailMultiAlternatives(**parts, headers={"X-Other": "1"})
    letter.attach_alternative("<p>Pogledajte.</p>", "text/html")
    with mailers["default"] as connection:
        sent = connection.send_messages([letter, EmailMessage("Drugo", to=["ana@example.org"])])
    assert (sent, Job.objects.count()) == (2, 2)
    queue()
    first, second = mail.outbox
    assert {name: getattr(first, name) for name in parts} == parts
    assert first.extra_headers == {"X-Other": "1"}
    assert [tuple(each) for each in first.alternatives] == [("<p>Pogledajte.</p>", "text/html")]
    assert (second.subject, second.alternatives) == ("Drugo", [])
    assert {job.message for job in Job.objects.all()} == {"Poslato."}
    assert {job.person for job in Job.objects.all()} == {None}


def test_a_server_that_stays_away_is_asked_five_times(
    queue: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    tries: list[int] = []
    monkeypatch.setattr(backend, lambda *_letters: tries.append(1) or 1 // 0)
    send_mail("Nacrt čeka", "Pogledajte.", ["ana@example.org"])
    for _time in range(7):
        queue()
        DBTaskResult.objects.update(run_after=timezone.now())
    assert (len(tries), Job.objects.get().state) == (5, JobState.FAILED)
