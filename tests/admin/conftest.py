"""People of each role, and the data that their edit forms send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from astra_site.accounts.models import User
from networks.models import NetworkPage, StandardPage
from tests.admin.forms import posted_form

ROLES = ("Urednice", "Moderatorke", "Prevoditeljke", "Bezbednost", "Administratorke")


@pytest.fixture
def person_of(db: None) -> Callable[[str], User]:
    """Return a function that makes a member of staff of a group; "" is a superuser."""

    def make(role: str) -> User:
        person = User.objects.create_user(username=f"osoba-{role or 'glavna'}", is_superuser=not role)
        if role:
            person.groups.add(Group.objects.get(name=role))
        return person

    return make


@pytest.fixture
def client_of(person_of: Callable[[str], User]) -> Callable[..., Client]:
    """Return a function that logs a person of a role in, with an interface language."""

    def log_in(role: str, language: str = "sr-latn") -> Client:
        person = person_of(role)
        profile = UserProfile.get_for_user(person)
        profile.preferred_language = language
        profile.save()
        client = Client()
        client.force_login(person)
        return client

    return log_in


@pytest.fixture
def network(db: None) -> NetworkPage:
    """Return the network with most translated parts."""
    return NetworkPage.objects.get(slug="preugovor")


@pytest.fixture
def page(db: None) -> StandardPage:
    """Return a page whose form is short; for what is in every form alike."""
    return StandardPage.objects.get(slug="pomoc")


@pytest.fixture
def form_data() -> Callable[..., dict[str, Any]]:
    """Return a function that opens an edit form and returns what its fields would send.

    With `may_be_refused`, that is nothing for a person who may not open it.
    """

    def read(client: Client, address: str, may_be_refused: bool = False) -> dict[str, Any]:
        response = client.get(address)
        if may_be_refused and response.status_code != 200:
            return {}
        assert response.status_code == 200, address
        return posted_form(response.content.decode())

    return read


def edit_page(page: Any) -> str:
    """Return the address of a page's edit form."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
