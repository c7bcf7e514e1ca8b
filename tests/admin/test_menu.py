"""Whoever logs in finds her work in the menu, and nothing that would turn her away."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.admin.menu import reports_menu
from wagtail.users.models import UserProfile

from astra_site.accounts.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]

EVERYBODY = {
    "Stranice", "Mreže", "Imenik", "Organizacije", "Poslovi", "Prečice", "Uputstvo", "Nalog", "Odjavi se",
    "Izveštaji", "Kontakti organizacija", "Provere sadržaja", "Postupci", "Linkovi", "Koraci postupaka",
    "Istorija sajta", "Odavno nemenjane stranice", "Upotreba vrsta stranica",
}  # fmt: skip
TEXTS = {"Oblasti rada", "Rečnik", "Pretraga", "Najbolji odgovori", "Sinonimi", "Slike", "Prevodi"}
FACTS = {"Uvoz i izvoz", "Dokumenti"}
SETTINGS = {"Podešavanja", "Sajt"}
EVERY_TEXT = TEXTS | FACTS | SETTINGS | {
    "Telefonske linije", "Zaključane stranice", "Preusmerenja", "Bezbednost",
}  # fmt: skip
MORE = {
    "Urednice": TEXTS | FACTS,
    "Prevoditeljke": TEXTS | SETTINGS | {"Telefonske linije"},
    "Bezbednost": {"Podešavanja", "Bezbednost"},
    "Moderatorke": EVERY_TEXT,
    "Administratorke": EVERY_TEXT | {"Nalozi", "Grupe", "Sajtovi"},
    "": EVERY_TEXT | {
        "Nalozi", "Grupe", "Sajtovi", "Zbirke", "Ćirilica", "Preusmerenja na druge sajtove", "Stanje sajta",
        "Dnevnik prijava i izmena",
    },
}  # fmt: skip


def labels(menu: Any) -> Iterator[str]:
    if isinstance(menu, dict):
        yield from [menu["label"]] if "label" in menu else []
        menu = list(menu.values())
    for item in menu if isinstance(menu, list) else []:
        yield from labels(item)


def words_of(client: Client) -> set[str]:
    html = client.get("/admin/").text
    menu = re.search(r'(?s)<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html)
    assert menu
    return set(labels(json.loads(menu[1])))


def test_the_menu_speaks_the_language_of_each_person_whoever_came_first(client_of: LogIn) -> None:
    # Wagtail makes the items once and keeps them.
    reports_menu.__dict__.pop("registered_menu_items", None)
    english, serbian = client_of(""), client_of("Urednice")
    person = User.objects.get(pk=english.session["_auth_user_id"])
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
    assert "Contacts of organisations" in words_of(english)
    assert "Kontakti organizacija" in words_of(serbian)


@pytest.mark.parametrize("role", MORE)
def test_each_role_has_its_own_work_in_the_menu(role: str, client_of: LogIn) -> None:
    assert words_of(client_of(role)) == EVERYBODY | MORE[role]
