"""Mail goes out by the worker, and is tried again while the server does not answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
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
