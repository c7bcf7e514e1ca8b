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


@pytest.fixture(scope="module")
def homes(for_a_module):
    """Two home pages: below the one there is nothing, below the other a family."""
    with for_a_module():
        empty = factories.make_home()
        return SimpleNamespace(empty=empty, full=factories.make_home())


@pytest.fixture
def home(homes, db):
    """The home page of a site without other pages."""
    return factories.become_home(factories.fresh(homes.empty))


@pytest.fixture(scope="module")
def family_of_the_module(homes, for_a_module):
    with for_a_module():
        home = homes.full
        parent = factories.make_page(home, "O nama", slug="o-nama", title_en="About us", slug_en="about-us")
        child = factories.make_page(parent, "Tim", slug="tim", title_en="Team", slug_en="team")
        grandchild = factories.make_page(child, "Savet", slug="savet", title_en="Council", slug_en="council")
        elsewhere = factories.make_page(
            home, "Drugde", slug="drugde", title_en="Elsewhere", slug_en="elsewhere"
        )
    return SimpleNamespace(home=home, parent=parent, child=child, grandchild=grandchild, elsewhere=elsewhere)


def of_this_test(made):
    """Return what was made for a module as one test may have it: with copies, under the site's root."""
    copies = SimpleNamespace(**{name: factories.fresh(var) for name, var in vars(made).items()})
    factories.become_home(copies.home)
    return copies


@pytest.fixture
def family(family_of_the_module, db):
    """Three generations below the home page, and a place to move them to."""
    return of_this_test(family_of_the_module)


@pytest.fixture
def serbian_editor(client, django_user_model, db):
    """An editor whose admin speaks Serbian."""
    return Editor(client, django_user_model.objects.create_superuser("urednica"), "sr-latn")


@pytest.fixture(params=INTERFACE_LANGUAGES)
def editor(request, serbian_editor):
    """An editor, once with each language of the admin."""
    serbian_editor.speak(request.param)
    return serbian_editor
