"""A site with a few pages, and people who edit it."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import translation

from tests import factories
from tests.pages.editing import INTERFACE_LANGUAGES, Editor


@pytest.fixture(autouse=True)
def fresh_language_and_cache():
    """Start every test in Serbian and without the cached paths of another test's site."""
    cache.clear()
    with translation.override("sr-latn"):
        yield
    cache.clear()


@pytest.fixture
def home(db):
    """The home page of a site of this test's own."""
    return factories.make_home()


@pytest.fixture
def family(home):
    """Three generations below the home page, and a place to move them to."""
    parent = factories.make_page(home, "O nama", slug="o-nama", title_en="About us", slug_en="about-us")
    child = factories.make_page(parent, "Tim", slug="tim", title_en="Team", slug_en="team")
    grandchild = factories.make_page(child, "Savet", slug="savet", title_en="Council", slug_en="council")
    elsewhere = factories.make_page(home, "Drugde", slug="drugde", title_en="Elsewhere", slug_en="elsewhere")
    return SimpleNamespace(home=home, parent=parent, child=child, grandchild=grandchild, elsewhere=elsewhere)


@pytest.fixture
def serbian_editor(client, django_user_model, db):
    """An editor whose admin speaks Serbian."""
    return Editor(client, django_user_model.objects.create_superuser("urednica"), "sr-latn")


@pytest.fixture(params=INTERFACE_LANGUAGES)
def editor(request, serbian_editor):
    """An editor, once with each language of the admin."""
    serbian_editor.speak(request.param)
    return serbian_editor
