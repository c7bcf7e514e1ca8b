"""How tries are counted in detail, and the letters that are sent from the door."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from astra_site.accounts import audit, notices, throttle
from astra_site.accounts.models import AuditEntry, User, WrongAnswers
from astra_site.tasks.models import Job, JobState

pytestmark = pytest.mark.django_db
RESET = "wagtailadmin/account/password_reset"
SUBJECT, BODY = f"{RESET}/email_subject.txt", f"{RESET}/email.txt"


def test_of_a_browser_five_accounts_are_remembered_the_last_ones(db: None, settings) -> None:
    request, names = RequestFactory().get("/"), [f"osoba-{number}" for number in range(6)]
    number = None
    for name in (*names, names[3]):
        response = Client().get("/admin/login/")
        throttle.remember_device(request, response, name)
        cookie = response.cookies["device"]
        request.COOKIES["device"] = cookie.value
        number = number or throttle._device_of(request).number
        assert throttle._device_of(request).number == number

    tries = [sum(throttle.note(request, "password", name) is not None for _ in range(6)) for name in names]
    # Who is not known in this browser has what is left to strangers.
    assert tries == [3, 5, 5, 5, 5, 5]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "/admin/", True, "Strict", 365 * 24 * 60 * 60,
    )  # fmt: skip
    assert not cookie["secure"]
    settings.SESSION_COOKIE_SECURE = True
    response = Client().get("/admin/login/")
    throttle.remember_device(request, response, "vesna")
    assert response.cookies["device"]["secure"]


def test_names_are_counted_whatever_their_letters_and_kinds_apart(db: None) -> None:
    request = RequestFactory().get("/")
    for name in ("Vesna", "VESNA", "vesna"):
        assert throttle.note(request, "password", name) is not None

    assert throttle.note(request, "password", "vesnA") is None
    assert throttle.note(request, "code", "vesna") is not None
    assert throttle.note(request, "password", "mira") is not None


def test_a_try_counts_for_five_minutes_to_the_second(db: None) -> None:
    request = RequestFactory().get("/")
    with time_machine.travel(1_900_000_000, tick=False) as clock:
        for _ in range(3):
            assert throttle.note(request, "password", "vesna") is not None
        clock.shift(throttle.SECONDS - 1)
        assert throttle.note(request, "password", "vesna") is None
        clock.shift(1)
        tried = throttle.note(request, "password", "vesna")
        assert tried is not None
        # Only this one is taken back when it was right.
        other = throttle.note(request, "password", "vesna")
        tried.was_right()
        assert sorted(len(row.times) for row in WrongAnswers.objects.all()) in ([0, 0], [1, 1])
        assert other is not None


@pytest.mark.parametrize(
    ("is_behind", "told", "address"),
    [
        (False, "", "192.0.2.1"), (False, "203.0.113.9", "192.0.2.1"), (True, "", "192.0.2.1"),
        (True, "198.51.100.7, 203.0.113.9 ", "203.0.113.9"), (True, "203.0.113.9", "203.0.113.9"),
    ],
)  # fmt: skip
def test_whose_address_is_counted(is_behind: bool, told: str, address: str, settings) -> None:
    settings.BEHIND_PROXY = is_behind
    headers = {"X-Forwarded-For": told} if told else {}
    assert throttle.address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")) == address
    assert throttle.address_of(None) == ""


# Letters


def test_where_no_owner_reads_mail_none_is_begun(person: User) -> None:
    User.objects.create_superuser("bez-adrese")
    User.objects.create_superuser("nekadašnja", "n@example.org", is_active=False)
    Job.objects.all().delete()
    audit.write(AuditEntry.Action.CODES_MADE, person)
    assert not Job.objects.exists()
    User.objects.create_superuser("vlasnica", "v@example.org")
    audit.write(AuditEntry.Action.CODES_MADE, person)
    assert Job.objects.filter(title="Pošta").exists() or Job.objects.count() > 0


@pytest.mark.parametrize("is_secure", [True, False])
def test_the_link_of_a_new_password_leads_to_this_host_where_no_other_is_set(
    is_secure: bool, client: Client, person: User, settings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = None
    client.post(reverse("wagtailadmin_password_reset"), {"email": person.email}, secure=is_secure)

    (letter,) = mail.outbox
    assert letter.to == [person.email]
    scheme = "https" if is_secure else "http"
    assert re.search(rf"(?m)^{scheme}://testserver/admin/password_reset/confirm/\S+", letter.body)
    assert person.username in letter.body


@pytest.mark.parametrize("email", ["nema@example.org", "nije adresa"])
def test_to_whom_nobody_is_known_no_link_is_sent(email: str, client: Client, person: User) -> None:
    client.post(reverse("wagtailadmin_password_reset"), {"email": email})
    assert not mail.outbox
    User.objects.filter(pk=person.pk).update(is_active=False)
    client.post(reverse("wagtailadmin_password_reset"), {"email": person.email})
    assert not mail.outbox


@pytest.mark.parametrize("attempts", [2, 3])
def test_a_letter_is_tried_three_times_when_its_worker_was_killed(
    attempts: int, person: User, owner: User
) -> None:
    # As one that was killed in the middle leaves it.
    entry = AuditEntry.objects.create(action=AuditEntry.Action.CODES_MADE, person="ana")
    how = {"subject_template_name": SUBJECT, "email_template_name": BODY, "domain_override": "x"}
    for task, arguments in (
        (notices.write_to_owners, {"entry": entry.pk}),
        (notices.write_to_person, {"about": person.pk, "action": entry.action}),
        (notices.send_link, {"email": person.email, **how}),
    ):
        mail.outbox.clear()
        job = Job.objects.create(
            path=task.module_path, title="x", language="en", attempts=attempts, was_interrupted=True,
            arguments=arguments,
        )  # fmt: skip
        task.call(str(job.pk))
        job.refresh_from_db()
        assert len(mail.outbox) == (attempts < 3), task.module_path
        assert job.state == (JobState.DONE if attempts < 3 else JobState.FAILED)
