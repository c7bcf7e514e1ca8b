"""Owners are out of others' reach, and hear of what happens to accounts, factors and roles."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import LogContext

from astra_site.accounts.models import AuditEntry, User
from astra_site.tasks.models import Job
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password

SAVEPOINT = re.compile(r'"s\d+_x\d+"')
NEW_PASSWORD = "osam-plavih-krusaka-u-korpi"


@pytest.fixture
def administrator(db: None) -> Client:
    """Somebody who manages accounts and owns nothing."""
    made = User.objects.create_user("administratorka", "a@example.org", PASSWORD)
    made.groups.add(Group.objects.get(name="Administratorke"))
    client = Client()
    client.force_login(made)
    return client


def account(**fields: str) -> dict[str, str]:
    return {
        "username": "nova",
        "email": "nova@example.org",
        "first_name": "Nova",
        "last_name": "Osoba",
        **fields,
    }


def bulk(action: str, person: User) -> str:
    return f"{reverse('wagtail_bulk_action', args=['accounts', 'user', action])}?id={person.pk}"


def test_nobody_else_opens_edits_or_deletes_an_owner(administrator: Client, owner: User) -> None:
    before = User.objects.filter(pk=owner.pk).values().get()
    role = Group.objects.get(name="Urednice")
    sent = account(password1=NEW_PASSWORD, password2=NEW_PASSWORD, is_superuser="", groups=str(role.pk))
    for address, fields in {
        reverse("wagtailusers_users:edit", args=[owner.pk]): sent,
        reverse("wagtailusers_users:delete", args=[owner.pk]): {},
        reverse("reset_factors", args=[owner.pk]): {},
        bulk("delete", owner): {},
        bulk("assign_role", owner): {"role": str(role.pk)},
        bulk("set_active_state", owner): {"mark_as_active": "False"},
    }.items():
        administrator.post(address, fields)
        assert User.objects.filter(pk=owner.pk).values().get() == before, address
        assert not owner.groups.exists(), address


def test_nobody_else_makes_an_owner(administrator: Client, person: User) -> None:
    add = reverse("wagtailusers_users:add")
    assert 'name="is_superuser"' not in administrator.get(add).content.decode()
    administrator.post(
        add, account(password1=NEW_PASSWORD, password2=NEW_PASSWORD, is_superuser="on", is_active="on")
    )
    assert not User.objects.get(username="nova").is_superuser
    edit = reverse("wagtailusers_users:edit", args=[person.pk])
    administrator.post(edit, account(username=person.username, is_superuser="on", is_active="on"))
    person.refresh_from_db()
    assert (person.first_name, person.is_superuser) == ("Nova", False)


def test_no_other_way_in_the_admin_harms_an_owner(owner: User, person: User) -> None:
    with LogContext(user=person):
        for change in ({"is_superuser": False}, {"email": "x@example.org"}):
            with pytest.raises(PermissionDenied):
                User(**{**User.objects.filter(pk=owner.pk).values().get(), **change}).save()
        person.is_superuser = True
        with pytest.raises(PermissionDenied):
            person.save()
        person.refresh_from_db()
        with pytest.raises(PermissionDenied), transaction.atomic():
            owner.delete()
        with pytest.raises(PermissionDenied):
            owner.groups.add(Group.objects.first())


def test_an_owner_hears_of_accounts_and_roles(
    administrator: Client, owner: User, person: User, django_capture_on_commit_callbacks
) -> None:
    edit = reverse("wagtailusers_users:edit", args=[person.pk])
    role = Group.objects.get(name="Moderatorke")
    with django_capture_on_commit_callbacks(execute=True):
        administrator.post(
            edit,
            account(username=person.username, is_active="on", groups=str(role.pk), password1=NEW_PASSWORD,
                    password2=NEW_PASSWORD),
        )  # fmt: skip
    assert {tuple(letter.to) for letter in mail.outbox} == {("vlasnica@example.org",)}
    text = "\n".join(letter.body for letter in mail.outbox)
    assert "administratorka" in text
    assert "+ Moderatorke" in text
    assert "promenjena lozinka" in text
    assert NEW_PASSWORD not in text
    about = " ".join(AuditEntry.objects.values_list("about", flat=True))
    assert "first_name" in about
    assert "– Urednice" in about


def test_an_owner_resets_a_lost_factor_and_both_are_told(
    client: Client,
    owner: User,
    person: User,
    with_app: Callable[[User], User],
) -> None:
    with_app(person)
    hers = Client()
    give_password(hers, person.username)
    give_code(hers, code_of())
    assert hers.get("/admin/").status_code == 200
    client.force_login(owner)
    mail.outbox.clear()
    client.post(reverse("reset_factors", args=[person.pk]))
    assert not Authenticator.objects.filter(user=person).exists()
    assert hers.get("/admin/").status_code == 302
    assert sorted(letter.to[0] for letter in mail.outbox) == ["vesna@example.org", "vlasnica@example.org"]
    assert AuditEntry.objects.filter(action="factor_reset", person="vlasnica").exists()
    give_password(hers, person.username)
    assert hers.get("/admin/", follow=True).request["PATH_INFO"] == reverse("enrol")


def test_a_new_factor_ends_the_other_sessions_and_the_last_one_stays(
    client: Client, person: User, with_app: Callable[[User], User]
) -> None:
    with_app(person)
    first, second = Client(), Client()
    give_password(first, person.username)
    give_code(first, code_of())
    give_password(second, person.username)
    give_code(second, code_of(steps=1))
    first.post(reverse("second_factors"), {"make_codes": ""})
    assert first.get("/admin/").status_code == 200
    assert second.get("/admin/").status_code == 302
    only = Authenticator.objects.get(user=person, type="totp")
    first.post(reverse("second_factors"), {"remove": str(only.pk)})
    assert Authenticator.objects.filter(pk=only.pk).exists()


def test_a_mail_server_that_is_away_stops_nobodys_work(
    administrator: Client, owner: User, person: User, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("astra_site.accounts.notices.send_mail", away)
    with django_capture_on_commit_callbacks(execute=True):
        person.email = "druga@example.org"
        person.save()
    assert AuditEntry.objects.filter(action="account").exists()


def test_strangers_fill_nobodys_mail_with_links(client: Client, person: User) -> None:
    reset = reverse("wagtailadmin_password_reset")
    answers = [
        client.post(reset, {"email": person.email}, REMOTE_ADDR=f"192.0.2.{number}") for number in range(9)
    ]
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert len(mail.outbox) == 5


def test_a_reset_answers_alike_and_the_worker_looks_who_it_is(
    client: Client, person: User, queue: Callable[[], None]
) -> None:
    answers, taken = [], []
    for address in ("vesna@example.org", "nema@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answers.append(client.post(reverse("wagtailadmin_password_reset"), {"email": address}))
        taken.append([SAVEPOINT.sub("", query["sql"]).split()[:3] for query in queries])
        assert not mail.outbox
        queue()
        assert len(mail.outbox) == (address == "vesna@example.org")
        mail.outbox.clear()
        assert address not in str(list(Job.objects.values()))
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    assert taken[0] == taken[1]
