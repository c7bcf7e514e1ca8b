"""Somebody at the door: a person of staff with a password, with and without a second factor."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from astra_site.accounts.factors import codes
from astra_site.accounts.models import User
from tests.tasks.conftest import queue as queue

PASSWORD = "sedam-zelenih-jabuka-na-stolu"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, steps: int = 0) -> str:
    """Return what an app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong_code() -> str:
    """Return a code that no app shows about now."""
    right = {code_of(steps=steps) for steps in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222", "333333", *map(str, range(10**5, 10**6)))
                if code not in right)  # fmt: skip


def give_password(client: Client, name: str, password: str = PASSWORD, **headers: Any) -> HttpResponse:
    """Send the login page's form."""
    return client.post(reverse("wagtailadmin_login"), {"username": name, "password": password}, **headers)


def give_code(client: Client, code: str, page: str = "second_factor", **fields: str) -> HttpResponse:
    """Send the form that asks for a code."""
    return client.post(reverse(page), {"code": code, **fields})


@pytest.fixture
def person(db: None) -> User:
    """Return an editor with a password and no second factor yet."""
    made = User.objects.create_user("urednica-vesna", "vesna@example.org", PASSWORD)
    made.groups.add(Group.objects.get(name="Urednice"))
    return made


@pytest.fixture
def owner(db: None) -> User:
    """Return an owner who reads mail."""
    return User.objects.create_superuser("vlasnica", "vlasnica@example.org", PASSWORD)


@pytest.fixture
def with_app() -> Callable[[User], User]:
    """Return a function that gives a person an app whose secret the tests know."""

    def give(person: User) -> User:
        codes.add_app(person, SECRET, step=0)
        return person

    return give


@pytest.fixture
def inside(client: Client, person: User, with_app: Callable[[User], User]) -> Client:
    """A person who has come in by both factors."""
    with_app(person)
    give_password(client, person.username)
    give_code(client, code_of())
    return client
