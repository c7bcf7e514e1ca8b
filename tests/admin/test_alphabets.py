"""Staff choose the alphabet of the admin in their account; what is stored stays the same Serbian."""

import json
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from astra_site.accounts.models import User
from networks.models import NetworkPage
from tests.admin.conftest import edit_page
from tests.admin.readable import CYRILLIC, texts

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LogIn = Callable[..., Client]


ACCOUNT = {
    "name_email-first_name": "Ana", "name_email-last_name": "Anić", "name_email-email": "ana@example.org",
    "locale-preferred_language": "sr-cyrl", "locale-current_time_zone": "Europe/Belgrade",
    "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
}  # fmt: skip


def test_the_alphabet_is_chosen_in_the_account(client_of: LogIn) -> None:
    client, account = client_of("Urednice"), reverse("wagtailadmin_account")
    assert client.post(account, ACCOUNT).status_code == 302
    html = client.get(account).content.decode()
    assert '<html lang="sr-cyrl"' in html
    assert {"Језик радног окружења", "srpski (latinica)", "српски", "English"} <= texts(html)


def test_forms_windows_and_scripts_speak_cyrillic_and_leave_the_content_alone(
    client_of: LogIn, network: NetworkPage
) -> None:
    client = client_of("Moderatorke", "sr-cyrl")
    html = client.get(edit_page(network)).content.decode()
    assert {"Сачувај нацрт", "Објави", "Склони са сајта"} <= texts(html)
    assert f'value="{network.title}"' in html
    chooser = client.get(reverse("wagtailadmin_choose_page")).json()["html"]
    assert "Изаберите страницу" in texts(chooser)
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert json.dumps("Прикажи најновији садржај") in script
    chapter = client.get(reverse("manual:chapter", args=["how-to-translate"])).content.decode()
    assert {"Како се преводи", "Препиши српски"} <= texts(chapter)


def test_what_is_saved_in_cyrillic_is_what_was_written(
    client_of: LogIn, network: NetworkPage, form_data: Callable
) -> None:
    client = client_of("Moderatorke", "sr-cyrl")
    before = NetworkPage.objects.filter(pk=network.pk).values()[0]
    data = form_data(client, edit_page(network)) | {"title": "Nova mreža", "action-publish": "1"}
    assert client.post(edit_page(network), data).status_code == 302
    after = NetworkPage.objects.filter(pk=network.pk).values()[0]
    assert (after["title"], after["title_en"]) == ("Nova mreža", before["title_en"])
    now_cyrillic = {name for name, value in after.items() if CYRILLIC.search(str(value))}
    assert now_cyrillic == {name for name, value in before.items() if CYRILLIC.search(str(value))}


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("sr-latn", "Čeka vaše odobrenje: stranica „{title}” (Odobrenje za objavu)"),
        ("sr-cyrl", "Чека ваше одобрење: страница „{title}” (Odobrenje za objavu)"),
    ],
)
def test_a_moderator_is_told_in_her_alphabet_what_waits_for_her(
    language: str, subject: str, client_of: LogIn, person_of: Callable[[str], User], network: NetworkPage
) -> None:
    client_of("Moderatorke", language)
    moderator = User.objects.get(username="osoba-Moderatorke")
    User.objects.filter(pk=moderator.pk).update(email="mira@example.org")
    editor = person_of("Urednice")
    UserProfile.get_for_user(editor)
    network.save_revision(user=editor)
    network.get_workflow().start(network, editor)
    told = [each for each in mail.outbox if each.to == ["mira@example.org"]]
    assert subject.format(title=network.title) in [each.subject for each in told]
    assert not [each.subject for each in told if "page" in each.subject or "has been" in each.body]
