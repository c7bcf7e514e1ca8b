"""/.well-known/security.txt says where to report a fault, as RFC 9116 wants it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

PATH = "/.well-known/security.txt"
pytestmark = pytest.mark.django_db


def fields(client: Client) -> list[tuple[str, str]]:
    response = client.get(PATH)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return [tuple(line.split(": ", 1)) for line in response.content.decode().splitlines()]


def contacts(client: Client) -> list[str]:
    return [value for name, value in fields(client) if name == "Contact"]


def test_each_field_is_there_and_only_contact_may_be_there_twice(client: Client) -> None:
    names = [name for name, _value in fields(client)]
    assert set(names) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert [name for name in names if name != "Contact"] == ["Expires", "Preferred-Languages", "Canonical"]


def test_it_is_never_stale_and_never_good_for_a_year(client: Client) -> None:
    expires = datetime.fromisoformat(dict(fields(client))["Expires"])
    now = datetime.now(UTC)
    assert now + timedelta(days=90) < expires < now + timedelta(days=365)
    # One day long it says the same.
    assert (expires.hour, expires.minute, expires.second) == (0, 0, 0)


def test_it_names_its_own_address_and_our_languages(client: Client) -> None:
    found = dict(fields(client))
    assert found["Canonical"].endswith(PATH)
    assert found["Canonical"].startswith("http")
    assert found["Preferred-Languages"] == "sr, en"


def test_without_mail_the_contact_is_a_page_of_the_organisation(client: Client) -> None:
    assert contacts(client) == ["https://astra.rs/kontakt/"]


@override_settings(DEFAULT_FROM_EMAIL="ASTRA <mreze@astra.example>")
def test_with_mail_the_sites_own_address_comes_first(client: Client) -> None:
    assert contacts(client) == ["mailto:mreze@astra.example", "https://astra.rs/kontakt/"]
