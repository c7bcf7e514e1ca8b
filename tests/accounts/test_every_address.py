"""Role × every address of the admin × second factor: none, wrong, right."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, PathConverter, SlugConverter, StringConverter, UUIDConverter

from astra_site.accounts.models import User
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password, wrong_code
from tests.admin.conftest import ROLES

VALUES: dict[type, Any] = {
    IntConverter: "1",
    SlugConverter: "basepage",
    StringConverter: "1",
    PathConverter: "1",
    UUIDConverter: "00000000-0000-4000-8000-000000000000",
}
# What anybody may see: the way in, and what its page is made of.
OPEN = (
    "/admin/login/", "/admin/logout/", "/admin/password_reset/", "/admin/jsi18n/", "/admin/sprite/",
)  # fmt: skip


def patterns(resolver: URLResolver, before: tuple = ()) -> Iterator[tuple]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from patterns(part, (*before, part))
        elif isinstance(part, URLPattern):
            yield (*before, part)


def address_of(parts: tuple) -> str | None:
    """Return an address that the pattern takes, if it is one of converters only."""
    path = ""
    for part in parts:
        route = str(part.pattern)
        for name, converter in part.pattern.converters.items():
            for kind, value in VALUES.items():
                if isinstance(converter, kind):
                    for written in (
                        f"<{kind.__name__.removesuffix('Converter').lower()}:{name}>",
                        f"<{name}>",
                    ):
                        route = route.replace(written, value)
        path += route.removeprefix("^").removesuffix("$").removesuffix("\\Z")
    return f"/{path}" if not set(path) & set("<>()\\[") else None


def addresses() -> list[str]:
    found = {address_of(parts) for parts in patterns(get_resolver())}
    return sorted(one for one in found if one and one.startswith("/admin/") and not one.startswith(OPEN))


@pytest.fixture
def person_with(with_app: Callable[[User], User], db: None) -> Callable[[str], User]:
    def make(role: str) -> User:
        made = User.objects.create_user(f"osoba-{role}", password=PASSWORD, is_superuser=not role)
        made.groups.set(Group.objects.filter(name=role))
        return with_app(made)

    return make


def is_refused(client: Client, address: str, method: str = "get") -> bool:
    """Tell whether somebody is sent to the door; a form is kept there and not taken."""
    answer = getattr(client, method)(address)
    to_the_door = answer.status_code == 302 and answer["Location"].startswith(reverse("wagtailadmin_login"))
    return to_the_door or answer.status_code in {403, 404, 405}


def test_the_table_has_every_page_of_the_admin() -> None:
    known = addresses()
    assert len(known) > 200
    for name in (
        "wagtailadmin_home",
        "wagtailusers_users:index",
        "audit",
        "second_factors",
        "spreadsheets:index",
    ):
        assert reverse(name) in known


@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_address_answers_without_the_right_second_factor(
    role: str, client: Client, person_with: Callable[[str], User]
) -> None:
    person = person_with(role)
    give_password(client, person.username)
    known = addresses()
    assert not {address for address in known if not is_refused(client, address)}
    give_code(client, wrong_code())
    assert not {address for address in known[::3] if not is_refused(client, address, "post")}
    give_code(client, code_of())
    # They are many, and what each role may do inside has tests of its own.
    assert [address for address in known[::12] if client.get(address).status_code == 200]
