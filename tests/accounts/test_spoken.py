"""Whoever is not known yet reads the pages before the admin in her language, and can choose another."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from astra_site.accounts.models import User
from astra_site.accounts.spoken import PARAMETER
from tests.accounts.conftest import code_of, give_code, give_password
from tests.admin.readable import texts

pytestmark = pytest.mark.django_db
WORDS = {
    "sr-latn": {"wagtailadmin_login": "Prijavi se", "wagtailadmin_password_reset": "Izaberite novu lozinku"},
    "sr-cyrl": {"wagtailadmin_login": "Пријави се", "wagtailadmin_password_reset": "Изаберите нову лозинку"},
    "en": {"wagtailadmin_login": "Sign in", "wagtailadmin_password_reset": "Reset your password"},
}
SET_UP = {
    "sr-latn": "Podesite drugi korak prijave",
    "sr-cyrl": "Подесите други корак пријаве",
    "en": "Set up your second factor",
}
SECOND_STEP = {
    "sr-latn": "Drugi korak prijave",
    "sr-cyrl": "Други корак пријаве",
    "en": "Second step of the login",
}
LINK = re.compile(r"/admin/password_reset/confirm/\S+")
SUBJECT = {"sr-latn": "Nova lozinka", "sr-cyrl": "Нова лозинка", "en": "Password reset"}
CHANGED = {
    "sr-latn": "Lozinka je promenjena",
    "sr-cyrl": "Лозинка је промењена",
    "en": "Password change successful",
}


def html_of(client: Client, address: str, **options: object) -> str:
    return client.get(address, follow=True, **options).content.decode()


def choose(client: Client, language: str) -> None:
    """Follow the link of a language, as the login page has it."""
    html = html_of(client, reverse("wagtailadmin_login"))
    (link,) = re.findall(rf'<a href="(\?[^"]*{PARAMETER}={language})"', html)
    client.get(reverse("wagtailadmin_login") + link)


@pytest.mark.parametrize("language", WORDS)
def test_a_chosen_language_stays_on_every_page_before_the_admin(
    language: str, client: Client, person: User, with_app
) -> None:
    choose(client, language)
    for address, words in WORDS[language].items():
        html = html_of(client, reverse(address))
        assert words in texts(html)
        assert f'<html lang="{language}"' in html
        assert html.count('aria-current="true"') == 1
    assert f'lang="{language.title()}"'.lower() in html.lower()
    refused = give_password(client, person.username, "ovo-nije-njena-lozinka").content.decode()
    assert WORDS[language]["wagtailadmin_login"] in texts(refused)
    give_password(client, person.username)
    assert SET_UP[language] in texts(html_of(client, "/admin/"))
    with_app(person)
    assert SECOND_STEP[language] in texts(html_of(client, "/admin/"))
    give_code(client, code_of())
    assert f'<html lang="{language}"' in html_of(client, "/admin/")


@pytest.mark.parametrize("language", WORDS)
def test_a_new_password_is_set_in_the_language_in_which_it_was_asked_for(
    language: str, client: Client, person: User
) -> None:
    choose(client, language)
    asked = client.post(reverse("wagtailadmin_password_reset"), {"email": person.email}, follow=True)
    assert f'<html lang="{language}"' in asked.content.decode()
    letter = mail.outbox[0]
    assert letter.subject == SUBJECT[language]
    (link,) = LINK.findall(letter.body)
    form = client.get(link, follow=True)
    html = form.content.decode()
    assert f'<html lang="{language}"' in html and html.count(f"?{PARAMETER}=") == 3
    password = "osam-plavih-krusaka-u-korpi"
    fields = {"new_password1": password, "new_password2": password}
    done = client.post(form.request["PATH_INFO"], fields, follow=True).content.decode()
    assert f'<html lang="{language}"' in done and done.count(f"?{PARAMETER}=") == 3
    assert CHANGED[language] in texts(done)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "sr-latn"), ("en-US,en;q=0.9", "en"), ("de,en;q=0.8", "en"), ("de", "sr-latn"),
        ("sr", "sr-latn"), ("sr-RS,en;q=0.5", "sr-latn"), ("sr-Cyrl-RS", "sr-cyrl"),
        ("hr,en;q=0.5", "sr-latn"),
        ("en;q=0.1,sr;q=0.9", "sr-latn"), ("\ud800;q=x,,*", "sr-latn"), ("x" * 5000, "sr-latn"),
    ],
)  # fmt: skip
def test_whoever_has_chosen_none_reads_what_her_browser_asks_for(
    asked: str, language: str, client: Client
) -> None:
    headers = {"accept-language": asked.encode("utf-8", "replace").decode()}
    answer = client.get(reverse("wagtailadmin_login"), headers=headers)
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "Accept-Language" in answer["Vary"]
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_the_language_of_her_account_wins_and_no_browser_decides_for_who_is_in(
    client: Client, person: User, with_app
) -> None:
    with_app(person)
    english = {"accept-language": "en"}
    give_password(client, person.username)
    give_code(client, code_of())
    assert '<html lang="sr-latn"' in html_of(client, "/admin/", headers=english)
    client.logout()
    UserProfile.objects.create(user=person, preferred_language="sr-cyrl")
    choose(client, "en")
    give_password(client, person.username)
    html = html_of(client, "/admin/")
    assert SECOND_STEP["sr-cyrl"] in texts(html) and f"?{PARAMETER}=" not in html


@pytest.mark.parametrize("is_new", [True, False])
def test_when_her_session_is_over_the_door_speaks_as_the_admin_did(
    is_new: bool, client: Client, person: User, with_app
) -> None:
    UserProfile.objects.create(user=person, preferred_language="sr-cyrl")
    give_password(client, person.username)
    if is_new:
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", html_of(client, reverse("enrol")))[1].replace(
            " ", ""
        )
        give_code(client, code_of(secret), "enrol")
    else:
        with_app(person)
        give_code(client, code_of())
    assert client.get("/admin/").status_code == 200
    del client.cookies[settings.SESSION_COOKIE_NAME]
    page = client.get("/admin/", headers={"accept-language": "en"}, follow=True)
    assert page.request["PATH_INFO"] == reverse("wagtailadmin_login")
    assert WORDS["sr-cyrl"]["wagtailadmin_login"] in texts(page.content.decode())


def test_a_link_keeps_where_somebody_wanted_to_go(client: Client) -> None:
    html = html_of(client, reverse("wagtailadmin_login") + "?next=/admin/images/")
    assert f"?next=/admin/images/&amp;{PARAMETER}=en" in html.replace("%2F", "/")


@pytest.mark.parametrize("language", ["de", "", "sr-latn\r\nSet-Cookie: a=b", "<script>", "x" * 9000])
def test_a_language_that_we_do_not_speak_is_no_choice(language: str, client: Client) -> None:
    answer = client.get(reverse("wagtailadmin_login"), {PARAMETER: language})
    assert (answer.status_code, list(answer.cookies)) == (200, ["csrftoken"])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert '<html lang="sr-latn"' in html_of(client, reverse("wagtailadmin_login"))


def test_the_cookie_is_of_the_pages_of_staff_and_visitors_get_none(client: Client, db: None) -> None:
    cookie = client.get(reverse("wagtailadmin_login"), {PARAMETER: "en"}).cookies[
        settings.LANGUAGE_COOKIE_NAME
    ]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Strict")
    public = client.get("/", {PARAMETER: "en"}, headers={"accept-language": "en"})
    assert not public.cookies and '<html lang="sr-Latn"' in public.content.decode()
    assert "Accept-Language" not in public.get("Vary", "")


def test_the_login_promises_to_remember_nobody(client: Client, person: User) -> None:
    assert 'name="remember"' not in html_of(client, reverse("wagtailadmin_login"))
    sent = {"username": person.username, "password": "sedam-zelenih-jabuka-na-stolu", "remember": "on"}
    answer = client.post(reverse("wagtailadmin_login"), sent)
    # Ends with the browser, or after half an hour: whichever comes first.
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
