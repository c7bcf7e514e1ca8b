"""Role × every address of the admin × second factor: none, wrong, right."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from astra_site.accounts.gate import GateMiddleware
from astra_site.accounts.models import User
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password, wrong_code
from tests.admin.conftest import ROLES

VALUES = {
    "int": "1", "slug": "basepage", "str": "1", "path": "1", "uuid": "00000000-0000-4000-8000-000000000000",
    # Others are called by their names.
    "app_label": "pages", "model_name": "basepage", "action": "delete", "relation": "memberships",
    "action_name": "publish", "filter_spec": "max-165x165", "label": "networks.networkpage",
}  # fmt: skip
# What a pattern of signs takes.
SIGNS = {
    r"(?P<pk>\d+)": "1",
    r"(?P<pk>.+)": "1",
    r"(?P<revision_id_a>live|earliest|\d+)": "earliest",
    r"(?P<revision_id_b>live|latest|\d+)": "latest",
    r"(?P<name>[\w-]+\.png)": "urednica-obrazac.png",
    r"\.": ".",
}
CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
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


def address_of(parts: tuple) -> str:
    """Return an address that the pattern takes."""
    path = "".join(
        str(part.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z") for part in parts
    )
    for signs, value in SIGNS.items():
        path = path.replace(signs, value)
    return "/" + CONVERTER.sub(
        lambda found: VALUES.get(found["name"]) or VALUES[found["kind"] or "str"], path
    )


def addresses() -> list[str]:
    staff = [parts for parts in patterns(get_resolver()) if str(parts[0].pattern).startswith("admin/")]
    return sorted({one for one in map(address_of, staff) if not one.startswith(OPEN)})


FACTORS = {"none": None, "wrong": wrong_code, "right": code_of}


def requests(*methods: str) -> Iterator[tuple[str, ResolverMatch, HttpRequest]]:
    """Yield a request for each address, as it comes to the gate."""
    for address in addresses():
        for method in methods:
            request = RequestFactory().generic(method, address)
            request.resolver_match = resolve(address)
            yield address, request.resolver_match, request


def is_refused(match: ResolverMatch, request: HttpRequest) -> bool:
    """Tell whether the view sends nobody to the door; a form is kept there and not taken."""
    try:
        answer = match.func(request, *match.args, **match.kwargs)
    except (PermissionDenied, Http404):
        return True
    to_the_door = answer.status_code == 302 and answer["Location"].startswith(reverse("wagtailadmin_login"))
    return to_the_door or answer.status_code in {403, 404, 405}


def test_the_table_has_every_page_of_the_admin() -> None:
    known = addresses()
    assert len(known) > 300
    for name in (
        "wagtailadmin_home",
        "wagtailusers_users:index",
        "audit",
        "second_factors",
        "spreadsheets:index",
    ):
        assert reverse(name) in known


def test_each_pattern_takes_the_address_that_was_made_of_it() -> None:
    """None is left out, and none asked for in the place of another."""
    for parts in patterns(get_resolver()):
        route = "".join(str(part.pattern) for part in parts)
        if route.startswith("admin/"):
            assert resolve(address_of(parts)).route.replace("^", "") == route.replace("^", "")


def test_no_address_answers_nobody(db: None) -> None:
    """Every address, by both methods."""
    asked = list(requests("GET", "POST"))
    for _address, _match, request in asked:
        request.user, request.session = AnonymousUser(), {}
    assert not {
        (address, request.method) for address, match, request in asked if not is_refused(match, request)
    }


def test_a_session_whose_role_was_taken_away_opens_no_address(
    client: Client, person: User, with_app: Callable[[User], User]
) -> None:
    with_app(person)
    give_password(client, person.username)
    give_code(client, code_of())
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    person.groups.clear()
    assert {client.get(address).status_code for address in addresses()} <= {302, 403, 404}


@pytest.mark.parametrize("role", ["", *ROLES])
@pytest.mark.parametrize("factor", FACTORS)
def test_whoever_has_not_shown_the_right_second_factor_is_nobody_at_every_address(
    role: str, factor: str, client: Client, with_app: Callable[[User], User], db: None
) -> None:
    person = User.objects.create_user(f"osoba-{role}", password=PASSWORD, is_superuser=not role)
    person.groups.set(Group.objects.filter(name=role))
    with_app(person)
    give_password(client, person.username)
    if make := FACTORS[factor]:
        give_code(client, make())
    session, gate = client.session, GateMiddleware(lambda request: HttpResponse())
    known = set()
    for address, match, request in requests("GET"):
        request.session = session
        gate.process_request(request)
        gate.process_view(request, match.func, match.args, match.kwargs)
        if request.user.is_authenticated:
            known.add(address)
    assert known == (set(addresses()) if factor == "right" else set())
    # They are many, and what each role may do inside has tests of its own.
    some = {client.get(address).status_code for address in addresses()[::60]}
    assert (200 in some) == (factor == "right")
