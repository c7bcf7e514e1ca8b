"""Accounts as those who give them see them: who is warned of what, who reaches whom, what the list says."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission

from astra_site.accounts import audit, owners, rights, roles, wagtail_hooks
from astra_site.accounts.models import AuditEntry, Role, User
from astra_site.accounts.page_permissions import StaffPagePermissions
from networks.models import StandardPage
from tests.accounts.conftest import PASSWORD
from tests.factories import make_page

pytestmark = pytest.mark.django_db
WARNED = "još nema ulogu i ne može da uđe"


@pytest.fixture
def browser(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def account(person: User, **fields: str) -> dict[str, str]:
    return {
        "username": person.username,
        "email": person.email,
        "first_name": "Vesna",
        "last_name": "V.",
        **fields,
    }


def edited(browser: Client, person: User, **fields: str) -> str:
    answer = browser.post(
        reverse("wagtailusers_users:edit", args=[person.pk]), account(person, **fields), follow=True
    )
    return unescape(answer.content.decode())


def test_an_account_that_opens_nothing_is_warned_of_and_no_other(browser: Client, person: User) -> None:
    role = str(Group.objects.get(name="Urednice").pk)
    on = {"is_active": "on"}
    warned = [
        WARNED in edited(browser, person, **fields)
        for fields in (on, {}, {**on, "groups": role}, {**on, "is_superuser": "on"})
    ]

    assert warned == [True, False, False, False]
    new = account(
        person, username="nova", email="n@example.org", password1=PASSWORD, password2=PASSWORD, **on
    )
    html = unescape(browser.post(reverse("wagtailusers_users:add"), new, follow=True).content.decode())
    assert f"„Vesna V.” {WARNED}" in html
    assert reverse("wagtailusers_users:edit", args=[User.objects.get(username="nova").pk]) in html


def test_a_new_account_has_a_password_from_its_beginning(browser: Client, person: User) -> None:
    fields = account(person, username="nova", email="n@example.org")
    add = reverse("wagtailusers_users:add")
    for password in ({}, {"password1": PASSWORD}, {"password1": PASSWORD, "password2": PASSWORD + "x"}):
        assert browser.post(add, fields | password).context["form"].errors
    assert not User.objects.filter(username="nova").exists()
    # Who changes an account need not know it.
    assert not edited(browser, person).count("error-message")


def test_the_list_says_what_each_person_is_and_offers_no_copy(
    browser: Client, owner: User, person: User
) -> None:
    both = User.objects.create_superuser("glavna")
    both.groups.set(Group.objects.filter(name__in=["Urednice", "Moderatorke"]))
    User.objects.create_user("bez-uloge")
    html = unescape(browser.get(reverse("wagtailusers_users:index")).content.decode())

    said = {}
    for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL):
        words = " ".join(re.sub(r"<[^>]+>", " ", row).split())
        said |= {
            name: words for name in ("vlasnica", "urednica-vesna", "glavna", "bez-uloge") if name in words
        }
    for name, given in {
        "vlasnica": "Glavna administratorka", "urednica-vesna": "Urednice", "bez-uloge": "još nema ulogu",
        "glavna": "Glavna administratorka, Moderatorke, Urednice",
    }.items():  # fmt: skip
        assert given in said[name], name
    assert "Uloge" in html and "/copy/" not in html
    # One's own factor is taken away elsewhere.
    resets = set(re.findall(r"/users/(\d+)/reset-factors/", html))
    assert resets == {str(found.pk) for found in User.objects.exclude(pk=owner.pk)}


def test_only_owners_are_offered_to_reset_a_factor_and_the_audit(
    client: Client, person: User, owner: User
) -> None:
    administrator = User.objects.create_user("administratorka")
    administrator.groups.add(Group.objects.get(name="Administratorke"))
    client.force_login(administrator)

    assert "reset-factors" not in client.get(reverse("wagtailusers_users:index")).text
    assert reverse("audit") not in client.get(reverse("wagtailadmin_home")).text
    client.force_login(owner)
    start = client.get(reverse("wagtailadmin_home")).text
    assert reverse("audit") in start and "admin/door.css" in start
    assert reverse("second_factors") in client.get(reverse("wagtailadmin_account")).text


def test_the_pages_of_factors_and_of_the_audit_have_their_addresses() -> None:
    assert {pattern.name: str(pattern.pattern) for pattern in wagtail_hooks.addresses()} == {
        "second_factors": "account/second-factors/", "reset_factors": "users/<int:pk>/reset-factors/",
        "audit": "reports/audit/", "audit_results": "reports/audit/results/",
    }  # fmt: skip


def test_roles_stand_in_the_order_of_the_alphabet_and_ones_own_has_its_name_alone(browser: Client) -> None:
    Group.objects.create(name="Abecedarke")
    html = browser.get(reverse("wagtailusers_users:add")).text
    form = browser.get(reverse("wagtailusers_users:add")).context["form"]
    labels = [str(label) for _value, label in form.fields["groups"].choices]

    assert labels[0] == "Abecedarke" and labels[1].startswith("<b>Administratorke</b>: ")
    assert [re.sub(r"</?b>|: .*", "", label) for label in labels] == list(
        Group.objects.order_by("name").values_list("name", flat=True)
    )
    assert form.fields["groups"].help_text == "Nalog bez uloge ne otvara ništa."
    assert "is_superuser" in form.fields and str(form.fields["is_superuser"].help_text) in unescape(html)
    # A role that the program does not know any more says nothing of it.
    Role.objects.all().delete()
    assert roles.described(Group.objects.get(name="Urednice")) == "Urednice"


# In the reach of whom an owner is


def test_owners_and_the_program_reach_everybody_and_others_no_owner(owner: User, person: User) -> None:
    other = User.objects.create_superuser("druga")
    assert [owners.may_touch(by, target) for by in (None, other, person) for target in (owner, person)] == [
        True, True, True, True, False, True,
    ]  # fmt: skip
    assert owners.at_work() is None
    with LogContext(user=person):
        assert owners.at_work() == person


def test_an_owner_may_give_it_up_herself_and_nobody_takes_it_by_her_own_account(
    owner: User, person: User
) -> None:
    with LogContext(user=owner):
        owner.is_superuser = False
        owner.save()
    assert not User.objects.get(pk=owner.pk).is_superuser
    with LogContext(user=person), pytest.raises(PermissionDenied):
        person.is_superuser = True
        person.save()
    # A command may.
    person.save()
    assert User.objects.get(pk=person.pk).is_superuser


def test_an_owner_is_given_no_role_from_either_side_by_others(owner: User, person: User) -> None:
    role = Group.objects.get(name="Urednice")
    for give in (
        lambda: owner.groups.add(role),
        lambda: role.user_set.add(owner),
        lambda: owner.groups.clear(),
    ):
        with LogContext(user=person), pytest.raises(PermissionDenied), transaction.atomic():
            give()
    assert not owner.groups.exists()


def test_many_are_switched_off_together_and_each_is_noted(browser: Client, person: User) -> None:
    second = User.objects.create_user("druga")
    AuditEntry.objects.all().delete()
    bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    browser.post(f"{bulk}?id={person.pk}&id={second.pk}", {"mark_as_active": "False"})

    assert not User.objects.filter(pk__in=[person.pk, second.pk], is_active=True).exists()
    noted = AuditEntry.objects.filter(action="account").values_list("person", "about")
    assert sorted(noted) == [("vlasnica", "druga: is_active"), ("vlasnica", "urednica-vesna: is_active")]
    # What else is done to many is noted by its own signals, and pages are no accounts.
    AuditEntry.objects.all().delete()
    assign = f"{reverse('wagtail_bulk_action', args=['accounts', 'user', 'assign_role'])}?id={second.pk}"
    browser.post(assign, {"role": str(Group.objects.get(name="Urednice").pk)})
    assert [entry.action for entry in AuditEntry.objects.all()] == ["role"]


def test_what_is_loaded_from_a_file_is_neither_refused_nor_noted(owner: User, person: User) -> None:
    AuditEntry.objects.all().delete()
    with LogContext(user=person):
        owner.email = "nova@example.org"
        owner.save_base(raw=True)
        User(username="iz-fajla").save_base(raw=True)

    assert User.objects.get(pk=owner.pk).email == "nova@example.org" and not AuditEntry.objects.exists()


# What may be done with a page


@pytest.mark.parametrize(
    ("given", "on_page", "may"),
    [
        ("edit_source", ("add", "change", "publish"), ["delete", "unpublish", "move", "move to"]),
        ("edit_translations", ("add", "change", "publish"), []),
        ("edit_safety", ("add", "change", "publish"), []),
        ("edit_source", ("add", "change"), []),
    ],
)
def test_whoever_does_not_edit_serbian_takes_no_page_away(
    given: str, on_page: tuple[str, ...], may: list[str], person: User
) -> None:
    person.groups.clear()
    group = Group.objects.create(name="Proba")
    home = StandardPage.objects.get(slug="pomoc").get_parent()
    for right in on_page:
        permission = Permission.objects.get(codename=f"{right}_basepage")
        GroupPagePermission.objects.create(group=group, page=home.get_root(), permission=permission)
    person.groups.add(group)
    person.user_permissions.add(Permission.objects.get(codename=given))
    person = User.objects.get(pk=person.pk)
    page = make_page(StandardPage.objects.get(slug="pomoc"), "Strana za probu")
    tester = StaffPagePermissions(person, page.specific)

    elsewhere = StandardPage.objects.exclude(pk__in=[page.pk, page.get_parent().pk]).first()
    found = {
        "delete": tester.can_delete(), "unpublish": tester.can_unpublish(), "move": tester.can_move(),
        "move to": tester.can_move_to(elsewhere),
    }  # fmt: skip
    assert [name for name, is_allowed in found.items() if is_allowed] == may


@pytest.mark.parametrize(
    ("whose", "live", "was_seen", "may"),
    [
        (True, False, False, True),
        (False, False, False, False),
        (True, True, False, False),
        (True, False, True, False),
    ],
)
def test_of_pages_an_editor_deletes_her_own_drafts_alone(
    whose: bool, live: bool, was_seen: bool, may: bool, person: User, owner: User
) -> None:
    page = make_page(
        StandardPage.objects.get(slug="pomoc"), "Strana za probu", owner=person if whose else owner, live=live
    )
    page.first_published_at = page.latest_revision_created_at if not was_seen else "2026-01-01T00:00:00Z"
    assert StaffPagePermissions(User.objects.get(pk=person.pk), page).can_delete() is may


def test_three_rights_go_on_to_the_field_and_the_program_has_all(person: User) -> None:
    asks = (
        rights.may_edit_source, rights.may_edit_translations, rights.may_edit_safety, rights.only_translates,
    )  # fmt: skip
    person.groups.clear()
    told = {None: [ask(None) for ask in asks]}
    for codename in ("", "edit_source", "edit_translations", "edit_safety"):
        person.user_permissions.set(Permission.objects.filter(codename=codename))
        told[codename] = [ask(User.objects.get(pk=person.pk)) for ask in asks]

    assert told == {
        None: [True, True, True, False], "": [False] * 4, "edit_source": [True, True, False, False],
        "edit_translations": [False, True, False, True], "edit_safety": [False, False, True, False],
    }  # fmt: skip


def test_who_is_called_how_in_lists() -> None:
    from django.contrib.auth.models import AnonymousUser

    people = [
        None,
        AnonymousUser(),
        User(username="ana"),
        User(username="ana", first_name="Ana", last_name="A."),
    ]
    assert [audit.name_of(person) for person in people] == ["", "", "ana", "Ana A. (ana)"]
