"""How much a page asks of the database: little, and no more with many organisations."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from astra_site.pages.models import BasePage
from networks.models import Organisation
from networks.open_data.files import FILES
from tests.bench import large_data
from tests.networks.open_data.conftest import DIRECTORIES, file_url

# How often a page asks is the doing of the code and of no database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

MOST = 8
CHOSEN = [
    "/organizacije/?mreza=at-mreza&zemlja=RS",
    "/en/organisations/?country=RS&page=2",
    "/preklapanja/?mreza=at-mreza&mreza=preugovor",
    "/en/search/?q=women",
    "/pretraga/?q=zene+protiv+nasilja",
    "/pretraga/?q=zenex+mlladi+qwxqwx",
    "/pretraga/",
    "/nema-ovoga/",
    "/izlaz/",
]


def addresses() -> list[str]:
    """Return every page, some organisations, every file and what visitors put together, in both languages."""
    some = Organisation.objects.filter(live=True).order_by("pk")[:3]
    pages = [page.specific for page in BasePage.objects.live().filter(depth__gt=1)]
    found = [thing.url_in(language) for thing in [*pages, *some] for language in ("sr-latn", "en")]
    files = [file_url(file.key, language) for file in FILES for language in DIRECTORIES]
    return [*found, *files, *CHOSEN]


def queries(client: Client, address: str) -> int:
    """Return how many queries a page takes that nobody keeps a copy of."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        # Files are made while they are read.
        assert response.content or response.status_code == 303
        assert response.status_code in {200, 303, 404}, address
    return len(captured)


def counted(client: Client, addresses: list[str]) -> dict[str, int]:
    """Return the numbers by address, in a process that has started."""
    for address in addresses:
        client.get(address)
    return {address: queries(client, address) for address in addresses}


def test_every_page_takes_eight_queries_at_most_with_few_organisations_and_with_many(client):
    few = counted(client, addresses())
    large_data.make(organisations=150, networks=15, memberships=600)
    many = counted(client, list(few))
    with translation.override("sr-latn"):
        largest = BasePage.objects.get(slug="velika-mreza-0").url_in("sr-latn")

    assert {address: number for address, number in few.items() if number > MOST} == {}
    assert {address: number for address, number in many.items() if number > few[address]} == {}
    assert queries(client, largest) <= MOST
