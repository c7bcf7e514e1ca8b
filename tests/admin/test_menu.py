"""Whoever logs in finds her work in the menu, and nothing that would turn her away."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

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


@pytest.mark.parametrize("role", MORE)
def test_each_role_has_its_own_work_in_the_menu(role: str, client_of: LogIn) -> None:
    html = client_of(role).get("/admin/").text
    menu = re.search(r'(?s)<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html)
    assert menu and set(labels(json.loads(menu[1]))) == EVERYBODY | MORE[role]
