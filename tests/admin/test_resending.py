"""Which forms are kept for a person who must log in again, and what the page with them holds."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

from astra_site.accounts.models import User
from astra_site.editing.resending import NothingIsLostMiddleware, is_form_of_staff, is_from_here
from networks.models import StandardPage
from tests.admin.conftest import edit_page

# What a form keeps is no doing of a database.
pytestmark = pytest.mark.sqlite

HOST = "testserver"


@pytest.mark.parametrize(
    ("headers", "is_own"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none", "Origin": f"https://{HOST}"}, False),
        ({"Origin": f"https://{HOST}"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
    ],
)
def test_whether_a_form_stood_on_a_page_of_this_site(headers: dict, is_own: bool, rf: RequestFactory) -> None:
    assert is_from_here(rf.post("/admin/", headers=headers)) is is_own


@pytest.mark.parametrize(
    ("method", "path", "headers", "is_form"),
    [
        ("post", "/admin/pages/1/edit/", {}, True),
        ("get", "/admin/pages/1/edit/", {}, False),
        ("post", "/pretraga/", {}, False),
        ("post", "/admin/pages/1/edit/", {"X-Requested-With": "XMLHttpRequest"}, False),
    ],
)
def test_which_requests_are_forms_of_staff(
    method: str, path: str, headers: dict, is_form: bool, rf: RequestFactory
) -> None:
    assert is_form_of_staff(getattr(rf, method)(path, headers=headers)) is is_form


def kept(html: str) -> list[tuple[str, str]]:
    """Return the fields that the page sends again, but for its own token."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return [(unescape(name), unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


def test_every_field_is_kept_with_all_its_values_and_without_the_old_token(
    client: Client, page: StandardPage
) -> None:
    sent = {"title": "Žene & „deca”", "fields": ["1", "2"], "csrfmiddlewaretoken": "star"}
    response = client.post(f"{edit_page(page)}?x=1", sent)
    assert response.status_code == 403
    assert kept(response.text) == [("title", "Žene & „deca”"), ("fields", "1"), ("fields", "2")]
    assert f'action="{edit_page(page)}?x=1"' in response.text and "star" not in response.text
    assert f'href="{reverse("wagtailadmin_login")}"' in response.text
    assert "no-store" in response.headers["Cache-Control"]
    with_file = client.post(edit_page(page), {"title": "x", "file": SimpleUploadedFile("a.txt", b"a")})
    assert with_file.text.count("<p>") == response.text.count("<p>") + 1


def test_who_must_confirm_that_it_is_she_keeps_what_she_wrote_too(
    client: Client, db: None, settings: Any
) -> None:
    client.force_login(User.objects.create_superuser("glavna"))
    settings.SESSION_CONFIRMED_AGE = -1
    response = client.post(reverse("wagtailusers_users:add"), {"username": "nova"})
    assert response.status_code == 403 and kept(response.text) == [("username", "nova")]
    assert f'href="{reverse("confirm")}"' in response.text
    assert "Potvrdite" in response.context["heading"] and response.context["must_confirm"]


def test_a_broken_form_of_staff_is_answered_and_no_other_fault_is(
    rf: RequestFactory, db: None, django_user_model: Any
) -> None:
    middleware = NothingIsLostMiddleware(lambda _request: HttpResponse())
    written = {"title": "Dugačak naslov", "body-0": "x", "stream": '[{"a": 1}]', "state": '{"b": 2}',
               "csrfmiddlewaretoken": "star-token"}  # fmt: skip
    request = rf.post("/admin/pages/1/edit/", written)
    request.user = django_user_model.objects.create_superuser("glavna")
    response = middleware.process_exception(request, MultiValueDictKeyError("body-count"))
    assert response is not None and response.status_code == 400
    html = response.content.decode()
    assert re.findall(r"<dt><code>([^<]+)</code>", html) == ["title"]
    assert "no-store" in response.headers["Cache-Control"] and "star-token" not in html
    assert middleware.process_exception(request, KeyError("body-count")) is None
    visitor = rf.post("/pretraga/", written)
    visitor.user = request.user
    assert middleware.process_exception(visitor, MultiValueDictKeyError("q")) is None
