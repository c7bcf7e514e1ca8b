"""Whoever gives a role reads what it may do; nobody becomes chief administrator by a role."""

from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import Role, User
from astra_site.accounts.roles import MAY

LogIn = Callable[..., Client]
NEW = {
    "username": "nova", "email": "nova@example.org", "first_name": "Nova", "last_name": "Osoba",
    "password1": "dugačka-lozinka-za-probu", "password2": "dugačka-lozinka-za-probu",
}  # fmt: skip


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def test_roles_say_what_they_may_do_where_they_are_given_and_in_the_list(client_of: LogIn) -> None:
    assert set(MAY) == set(Role.Key)
    client = client_of("Administratorke")
    editor = User.objects.create_user("ana")
    editor.groups.add(Group.objects.get(name="Urednice"))
    without = User.objects.create_user("bez-uloge")
    for address in (
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[editor.pk]),
    ):
        html = page(client, address)
        assert "<b>Urednice</b>: " in html
        assert "ništa ne objavljuje" in html
        assert html.count("<b>Moderatorke</b>: ") == 1
    rows = page(client, reverse("wagtailusers_users:index"))
    row = rows.partition(f"/users/edit/{editor.pk}/")[2].partition("</tr>")[0]
    assert "Urednice" in row
    assert "još nema ulogu" in rows.partition(f"/users/edit/{without.pk}/")[2].partition("</tr>")[0]


def test_the_list_takes_no_query_more_for_more_people(
    client_of: LogIn, django_assert_max_num_queries: Callable
) -> None:
    client, group = client_of("Administratorke"), Group.objects.get(name="Urednice")
    for number in range(40):
        User.objects.create_user(f"osoba{number}").groups.add(group)
    with django_assert_max_num_queries(20):
        client.get(reverse("wagtailusers_users:index"))


def test_an_administrator_makes_accounts_and_no_chief_administrator(client_of: LogIn) -> None:
    client, group = client_of("Administratorke"), Group.objects.get(name="Urednice")
    client.post(reverse("wagtailusers_users:add"), {**NEW, "groups": [group.pk]})
    made = User.objects.get(username="nova")
    assert list(made.groups.all()) == [group]
    client.post(reverse("wagtailusers_users:add"), {**NEW, "username": "glavna2", "is_superuser": "on"})
    assert not User.objects.get(username="glavna2").is_superuser
    edit = reverse("wagtailusers_users:edit", args=[made.pk])
    client.post(edit, {**NEW, "is_active": "on", "groups": [group.pk], "is_superuser": "on"})
    made.refresh_from_db()
    assert not made.is_superuser


@pytest.mark.parametrize("way", ["edit", "delete", "delete in bulk", "switch off in bulk"])
def test_an_administrator_leaves_the_chief_administrator_alone(way: str, client_of: LogIn) -> None:
    client, chief = client_of("Administratorke"), User.objects.create_superuser("glavna", password="stara")
    bulk = "wagtail_bulk_action"
    address = {
        "edit": reverse("wagtailusers_users:edit", args=[chief.pk]),
        "delete": reverse("wagtailusers_users:delete", args=[chief.pk]),
        "delete in bulk": f"{reverse(bulk, args=['accounts', 'user', 'delete'])}?id={chief.pk}",
        "switch off in bulk": f"{reverse(bulk, args=['accounts', 'user', 'set_active_state'])}?id={chief.pk}",
    }[way]
    client.post(address, {**NEW, "username": "glavna"})
    chief.refresh_from_db()
    assert chief.is_superuser
    assert chief.is_active
    assert chief.check_password("stara")


def test_the_chief_administrator_makes_another_one(client_of: LogIn) -> None:
    client_of("").post(reverse("wagtailusers_users:add"), {**NEW, "is_superuser": "on"})
    assert User.objects.get(username="nova").is_superuser
