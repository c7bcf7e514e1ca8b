"""How many things a list has: 1 organizacija, 2 organizacije, 5 organizacija, in both alphabets."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from wagtail.admin.paginator import WagtailPaginator
from wagtail.contrib.redirects.models import Redirect

from astra_site.accounts.models import User
from astra_site.uploads.models import SiteImage
from networks.models import FieldOfWork, NetworkPage, Organisation

FORMS = {
    Organisation: (
        "1 organizacija", "2 organizacije", "5 organizacija", "21 organizacija", "115 organizacija",
    ),
    NetworkPage: ("1 stranica", "2 stranice", "5 stranica", "21 stranica", "115 stranica"),
    SiteImage: ("1 slika", "2 slike", "5 slika", "21 slika", "115 slika"),
    FieldOfWork: ("1 oblast rada", "2 oblasti rada", "5 oblasti rada", "21 oblast rada", "115 oblasti rada"),
    User: ("1 korisnik", "2 korisnika", "5 korisnika", "21 korisnik", "115 korisnika"),
    # Not ours: nobody has told its forms.
    Redirect: ("Ukupno: 1", "Ukupno: 2", "Ukupno: 5", "Ukupno: 21", "Ukupno: 115"),
}  # fmt: skip


@pytest.mark.parametrize("model", FORMS)
def test_a_number_has_its_form(model: type) -> None:
    paginator = WagtailPaginator(model.objects.none(), 30)
    found = []
    with translation.override("sr-latn"):
        for number in (1, 2, 5, 21, 115):
            paginator.__dict__["count"] = number
            found.append(paginator.items_count_label)
    assert tuple(found) == FORMS[model]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("sr-latn", "organizacija"), ("sr-cyrl", "организација")])
def test_a_list_says_it(language: str, word: str, client_of: Callable[..., Client]) -> None:
    missing = -Organisation.objects.count() % 10 + 5
    for number in range(missing):
        Organisation.objects.create(name_sr_latn=f"Udruženje broj {number}")
    number = Organisation.objects.count()
    html = client_of("Moderatorke", language).get("/admin/snippets/networks/organisation/").text
    assert number % 10 == 5 and f"{number} {word}\n" in html
