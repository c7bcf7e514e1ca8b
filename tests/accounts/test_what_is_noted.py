"""What the audit says of accounts and roles however they change, and which owners read it in their mail."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.users.models import UserProfile

from astra_site.accounts import audit, notices
from astra_site.accounts.models import AuditEntry, User
from networks.models import StandardPage
from tests.accounts.conftest import PASSWORD, give_password
from tests.factories import make_page

Action = AuditEntry.Action
CHANGES = {
    "username": "vesna-nova", "email": "nova@example.org", "first_name": "Vesna", "last_name": "Novak",
    "is_active": False, "is_superuser": True,
}  # fmt: skip


def noted() -> list[tuple[str, str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", "person", "about"))


@pytest.fixture
def at_work(owner: User, person: User) -> User:
    """An owner at work; nothing is noted yet."""
    AuditEntry.objects.all().delete()
    return owner


@pytest.mark.parametrize("field", CHANGES)
def test_each_change_of_an_account_is_noted_by_its_name(field: str, at_work: User, person: User) -> None:
    setattr(person, field, CHANGES[field])
    with LogContext(user=at_work):
        person.save()
        person.save()

    ((action, by, about),) = noted()
    assert (action, by) == (Action.ACCOUNT, "vlasnica")
    assert about == f"{audit.name_of(person)}: {field}"


def test_a_new_password_is_noted_and_what_a_login_writes_is_not(at_work: User, person: User) -> None:
    person.set_password("osam-plavih-krusaka-u-korpi")
    person.save(update_fields=["password"])
    assert not noted()

    person.set_password(PASSWORD)
    person.save()
    assert noted() == [(Action.PASSWORD, "", "urednica-vesna")]


def test_the_beginning_and_the_end_of_an_account_are_noted(at_work: User) -> None:
    with LogContext(user=at_work):
        made = User.objects.create_user("nova", first_name="Nova", last_name="Osoba")
        made.delete()

    assert noted() == [
        (Action.ACCOUNT, "vlasnica", "Nova Osoba (nova): +"),
        (Action.ACCOUNT, "vlasnica", "Nova Osoba (nova): –"),
    ]


@pytest.mark.parametrize("side", ["the person's", "the role's"])
def test_a_role_is_noted_from_whichever_side_it_is_given_or_taken(
    side: str, at_work: User, person: User
) -> None:
    role = Group.objects.get(name="Moderatorke")
    many, one = (person.groups, role) if side == "the person's" else (role.user_set, person)
    with LogContext(user=at_work):
        many.add(one)
        many.add(one)
        many.remove(one)

    assert noted() == [
        (Action.ROLE, "vlasnica", "urednica-vesna: + Moderatorke"),
        (Action.ROLE, "vlasnica", "urednica-vesna: – Moderatorke"),
    ]


def test_what_a_role_may_do_is_noted_when_a_person_changes_it_and_not_when_a_migration_does(
    at_work: User,
) -> None:
    role = Group.objects.get(name="Moderatorke")
    right = Permission.objects.exclude(group=role).first()
    role.permissions.add(right)
    role.permissions.remove(right)
    assert not noted()

    with LogContext(user=at_work):
        role.permissions.add(right)
        role.permissions.add(right)
        role.permissions.remove(right)
    assert noted() == [(Action.ROLE, "vlasnica", "Moderatorke")] * 2


def test_what_nobody_has_published_is_not_noted(at_work: User) -> None:
    page = make_page(StandardPage.objects.get(slug="pomoc"), "Strana za probu")
    page.save_revision().publish()
    assert not noted()

    page.save_revision(user=at_work).publish(user=at_work)
    ((action, by, about),) = noted()
    assert (action, by) == (Action.PUBLISH, "vlasnica") and about.endswith(": Strana za probu")


def test_a_try_that_is_not_looked_at_any_more_is_not_noted(client: Client, at_work: User) -> None:
    for _number in range(6):
        give_password(client, "urednica-vesna", "ovo-nije-njena-lozinka")

    assert noted() == [(Action.LOGIN_FAILED, "", "urednica-vesna")] * 3


def test_names_are_cut_to_what_the_audit_keeps(at_work: User) -> None:
    audit.write(Action.LOGIN, User(username="n" * 150, first_name="a" * 150), "x" * 400)

    ((_action, by, about),) = noted()
    assert (len(by), len(about)) == (200, 300)


# Mail


@pytest.fixture
def owners(owner: User) -> None:
    """Owners of each kind: who reads Serbian, who reads English, who is no more, who has no address."""
    for name, fields in {
        "english": {"email": "english@example.org"},
        "gone": {"email": "gone@example.org", "is_active": False},
        "silent": {"email": ""},
    }.items():
        made = User.objects.create_superuser(name, **fields)
        UserProfile.objects.create(user=made, preferred_language="en" if name == "english" else "")
    mail.outbox.clear()


@pytest.mark.parametrize("action", Action)
def test_owners_who_read_mail_hear_of_accounts_and_of_nothing_else(
    action: Action, owners: None, person: User, django_capture_on_commit_callbacks
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        audit.write(action, person, "nečemu")

    of_content = {"publish", "unpublish", "delete", "export"}
    of_logins = {"login", "login_failed", "code_failed", "confirmed"}
    told = set() if action in of_content | of_logins else {"vlasnica@example.org", "english@example.org"}
    assert {letter.to[0] for letter in mail.outbox} == told


def test_a_letter_says_what_who_about_whom_and_when_in_the_language_of_its_reader(
    owners: None, person: User, django_capture_on_commit_callbacks
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        audit.write(Action.CODES_MADE, person, "njoj")
        audit.write(Action.ACCOUNT, None)
    letters = {(letter.to[0].partition("@")[0], letter.subject): letter.body for letter in mail.outbox}

    assert set(letters) == {
        ("vlasnica", "Promena naloga: napravljeni rezervni kodovi"),
        ("vlasnica", "Promena naloga: promenjen nalog"), ("english", "Account change: made recovery codes"),
        ("english", "Account change: changed an account"),
    }  # fmt: skip
    lines = letters["english", "Account change: made recovery codes"].splitlines()
    assert lines[:4] == ["Account change: made recovery codes", "", "Who: urednica-vesna", "About: njoj"]
    assert lines[4].startswith("When: ") and lines[6].startswith("If nobody of you did this")
    nobody = letters["english", "Account change: changed an account"].splitlines()
    assert nobody[2:4] == ["Who: –", "About: –"]


@pytest.mark.parametrize("address", ["vesna@example.org", ""])
def test_a_person_hears_what_was_done_to_her_account_if_she_reads_mail(
    address: str, person: User, django_capture_on_commit_callbacks
) -> None:
    User.objects.filter(pk=person.pk).update(email=address)
    with django_capture_on_commit_callbacks(execute=True):
        notices.tell_person(person, Action.FACTOR_RESET)

    assert [letter.to for letter in mail.outbox] == ([[address]] if address else [])


def test_the_audit_is_found_by_a_part_of_a_name_and_goes_out_with_its_columns(
    client: Client, owner: User, person: User
) -> None:
    AuditEntry.objects.all().delete()
    for about in ("prvo", "drugo"):
        audit.write(Action.PUBLISH, person, about)
    audit.write(Action.PUBLISH, owner, "tuđe")
    client.force_login(owner)

    answer = client.get(reverse("audit"), {"person": "VESNA", "export": "csv"})

    head, *rows = b"".join(answer.streaming_content).decode().splitlines()
    assert len(head.split(",")) == 4
    assert [row.split(",")[1:] for row in rows] == [
        ["publish", "urednica-vesna", "drugo"],
        ["publish", "urednica-vesna", "prvo"],
    ]
