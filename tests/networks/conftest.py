"""A site with networks and a directory."""

import pytest
from django.utils import translation

from tests import factories
from tests.pages.editing import INTERFACE_LANGUAGES, Editor


@pytest.fixture
def home(db):
    """The home page of a site of this test's own."""
    return factories.make_home()


@pytest.fixture
def networks(home):
    """The list of networks."""
    return factories.make_networks(home)


@pytest.fixture
def network(networks):
    """A network without members."""
    return factories.make_network(networks)


@pytest.fixture
def directory(home):
    """The directory of organisations."""
    return factories.make_directory(home)


@pytest.fixture(params=INTERFACE_LANGUAGES)
def editor(request, client, django_user_model, db):
    """An editor, once with each language of the admin."""
    return Editor(client, django_user_model.objects.create_superuser("urednica"), request.param)


@pytest.fixture
def in_english():
    """English as the active language."""
    with translation.override("en"):
        yield
