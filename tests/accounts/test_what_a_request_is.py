"""Of each request: whether it is work, whether it asks again who is there, whether it takes data out."""

import time
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from astra_site.accounts import gate, sensitive, sessions
from astra_site.accounts.models import AuditEntry, User

T0 = 1_900_000_000
BULK = "wagtail_bulk_action"
JSON = {"Accept": "application/json"}


def asked(address: str, method: str = "GET", **options: Any) -> HttpRequest:
    """Return a request as it comes to the gate: of whom, and of what page."""
    request = RequestFactory().generic(method, address, **options)
    request.resolver_match = resolve(address.partition("?")[0])
    request.user = AnonymousUser()
    return request


EDIT = ("wagtailadmin_pages:edit", [3])
# Name of the page, method, headers; whether an open form sends it by itself.
SENT = {
    "a sign of life": ("wagtailadmin_editing_sessions:ping", ["pages", "page", 3, 1], "POST", {}, True),
    "its end": ("wagtailadmin_editing_sessions:release", [1], "POST", {}, True),
    "a preview of a page": ("wagtailadmin_pages:preview_on_edit", [3], "POST", {}, True),
    "a preview of a new page": (
        "wagtailadmin_pages:preview_on_add", ["pages", "standardpage", 3], "POST", {}, True,
    ),
    "a preview of a step": ("wagtailadmin_pages:workflow_preview", [3, 1], "GET", {}, True),
    "the icons": ("wagtailadmin_sprite", [], "GET", {}, True),
    "an automatic save": (*EDIT, "POST", JSON, True),
    "a save": (*EDIT, "POST", {"Accept": "text/html"}, False),
    "a page": (*EDIT, "GET", {}, False),
    "something that is read": (*EDIT, "GET", JSON, False),
}  # fmt: skip


@pytest.mark.parametrize(("name", "values", "method", "headers", "is_by_itself"), SENT.values(), ids=SENT)
def test_what_a_person_does_is_work_and_what_an_open_form_does_is_none(
    name: str, values: list, method: str, headers: dict[str, str], is_by_itself: bool, db: None
) -> None:
    request = asked(reverse(name, args=values), method, headers=headers)
    request.session = Client().session
    with time_machine.travel(T0, tick=False) as clock:
        sessions.begin(request.session)
        clock.shift(sessions.PRECISION)
        sessions.note_work(request)

    assert sessions.is_by_itself(request) is is_by_itself
    assert request.session["staff"]["seen"] == (T0 if is_by_itself else T0 + sessions.PRECISION)
    assert request.session["staff"]["since"] == T0


def test_work_is_written_once_a_minute_and_confirmed_is_what_was_confirmed_of_late(
    db: None, settings
) -> None:
    request = asked(reverse("wagtailadmin_home"))
    request.session = session = Client().session
    assert sessions.is_over(session) and not sessions.is_let_in(session)
    with time_machine.travel(T0, tick=False) as clock:
        sessions.begin(session)
        assert not sessions.is_confirmed(session) and sessions.let_in_by(session) == ""
        sessions.let_in(session, "totp")
        clock.shift(sessions.PRECISION - 1)
        sessions.note_work(request)
        assert session["staff"] == {"since": T0, "seen": T0, "by": "totp", "confirmed": T0}
        clock.move_to(T0 + settings.SESSION_CONFIRMED_AGE)
        assert sessions.is_confirmed(session)
        clock.shift(1)
        assert not sessions.is_confirmed(session)
        clock.move_to(T0 + settings.SESSION_COOKIE_AGE)
        assert not sessions.is_over(session)
        clock.shift(1)
        assert sessions.is_over(session)
        clock.move_to(T0 - 1)
        assert sessions.is_confirmed(session) and not sessions.is_over(session)


ACCOUNT = ["wagtailadmin_account", []]
SENSITIVE = {
    "users": ("wagtailusers_users:index", [], "", True),
    "roles": ("wagtailusers_groups:index", [], "", True),
    "sites": ("wagtailsites:index", [], "", True),
    "settings": ("wagtailsettings:edit", ["safety", "safetysettings"], "", True),
    "factors": ("second_factors", [], "", True),
    "a reset": ("reset_factors", [1], "", True),
    "many users": (BULK, ["accounts", "user", "delete"], "", True),
    "many pages": (BULK, ["wagtailcore", "page", "delete"], "", False),
    "an export": ("spreadsheets:export", ["csv"], "", True),
    "a report": ("wagtailadmin_reports:site_history", [], "", False),
    "a report as a file": ("wagtailadmin_reports:site_history", [], "?export=xlsx", True),
    "a report that is asked for no file": ("wagtailadmin_reports:site_history", [], "?export=", False),
    "the start": ("wagtailadmin_home", [], "", False),
    "one's own account": (*ACCOUNT, "", False),
}


@pytest.mark.parametrize(("name", "values", "query", "is_sensitive"), SENSITIVE.values(), ids=SENSITIVE)
def test_what_asks_again_who_is_there(name: str, values: list, query: str, is_sensitive: bool) -> None:
    request = asked(reverse(name, args=values) + query)

    assert sensitive.is_sensitive(request) is is_sensitive
    assert sensitive.is_export(request) is (is_sensitive and ("export" in name or "export" in query))


def test_an_address_that_leads_nowhere_is_not_asked_about() -> None:
    request = RequestFactory().get("/admin/users/")
    request.resolver_match = None
    request.user = AnonymousUser()

    assert not sensitive.is_sensitive(request) and not sensitive.is_export(request)


@pytest.mark.parametrize(
    ("page", "sent", "is_another"),
    [
        ("wagtailadmin_account", {"name_email-email": "vesna@example.org "}, False),
        ("wagtailadmin_account", {"name_email-email": "druga@example.org"}, True),
        ("wagtailadmin_account", {"theme-theme": "dark"}, False),
        ("wagtailadmin_home", {"name_email-email": "druga@example.org"}, False),
    ],
)
def test_another_address_of_ones_own_is_told_from_the_same(
    page: str, sent: dict[str, str], is_another: bool
) -> None:
    request = RequestFactory().post(reverse(page), sent)
    request.resolver_match = resolve(reverse(page))
    request.user = User(email="vesna@example.org")

    assert sensitive.is_sensitive(request) is is_another


# Before each page of staff, and before no other


def through(request: HttpRequest) -> HttpResponse | None:
    return gate.ConfirmationMiddleware(lambda _request: HttpResponse()).process_view(request, None, (), {})


def test_who_is_in_is_asked_again_by_a_page_and_a_script_is_refused(person: User) -> None:
    address = reverse("second_factors") + "?a=1"
    session = Client().session
    sessions.begin(session)

    for method, headers in (("GET", {}), ("POST", {}), ("GET", {"X-Requested-With": "XMLHttpRequest"})):
        request = asked(address, method, headers=headers)
        request.user, request.session = person, session
        if method == "GET" and not headers:
            assert through(request)["Location"] == f"{reverse('confirm')}?next=%2Fadmin%2F" + (
                "account%2Fsecond-factors%2F%3Fa%3D1"
            )
        else:
            with pytest.raises(PermissionDenied):
                through(request)
    sessions.let_in(session, "totp")
    request = asked(address, "POST")
    request.user, request.session = person, session
    assert through(request) is None
    # Whoever is nobody is sent to the login page, and asked for nothing here.
    request.user, request.session = AnonymousUser(), Client().session
    assert through(request) is None


def test_an_export_of_staff_is_noted_with_its_address_and_a_visitors_question_is_not(person: User) -> None:
    session = Client().session
    sessions.let_in(session, "totp")
    for address in (
        "/admin/reports/site-history/?export=csv",
        "/?export=csv",
        "/admin/reports/site-history/",
    ):
        request = asked(address)
        request.user, request.session = person, session
        assert through(request) is None and not gate.must_confirm(request)

    entry = AuditEntry.objects.get(action="export")
    assert (entry.person, entry.about) == ("urednica-vesna", "/admin/reports/site-history/")


@pytest.mark.parametrize(
    ("address", "method", "leads_to"),
    [
        ("/admin/login/?next=/admin/images/", "GET", "?next=%2Fadmin%2Fimages%2F"),
        ("/admin/login/", "GET", ""),
        ("/admin/login/", "POST", None),
        ("/admin/password_reset/", "GET", None),
    ],
)
def test_whoever_is_at_the_door_is_led_on_from_the_login_page(
    address: str, method: str, leads_to: str | None, client: Client, person: User
) -> None:
    client.force_login(person)
    session = client.session
    session["staff"] = {"since": time.time(), "seen": time.time()}
    session.save()
    request = asked(address, method)
    request.session = session
    middleware = gate.GateMiddleware(lambda _request: HttpResponse())
    middleware.process_request(request)
    answer = middleware.process_view(request, None, (), {})

    assert not request.user.is_authenticated
    assert (answer and answer["Location"]) == (
        None if leads_to is None else reverse("second_factor") + leads_to
    )
    assert gate.whoever_is_at_the_door(request) == person


def test_work_is_noted_on_pages_of_staff_alone(client: Client, person: User) -> None:
    session = Client().session
    client.force_login(person)
    for address, is_noted in (("/", False), ("/admin/", True)):
        request = asked(address)
        request.session, request.user = session, person
        session["staff"] = {"since": time.time(), "seen": time.time() - 120, "by": "totp"}
        before = session["staff"]["seen"]
        assert gate.GateMiddleware(lambda _r: HttpResponse()).process_view(request, None, (), {}) is None
        assert (session["staff"]["seen"] != before) is is_noted
