"""What links to what is listed once for each language, so that nothing in use is lost."""

import pytest
from django.urls import reverse
from modeltranslation.translator import translator
from wagtail.models import ReferenceIndex

from networks.models import StandardPage
from tests import factories
from tests.pages.editing import Editor

pytestmark = pytest.mark.usefixtures("reference_index")


@pytest.fixture
def home(db):
    """The home page of a site of this test's own."""
    return factories.make_home()


def link_to(page):
    """Return a stream with a link to `page`."""
    return [{"type": "paragraph", "value": f'<p><a linktype="page" id="{page.pk}">tamo</a></p>'}]


def paths_to(target):
    """Return the fields that refer to `target`."""
    return sorted(index.model_path.split(".")[0] for index in ReferenceIndex.get_references_to(target))


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (["sr_latn"], ["body_sr_latn"]),
        (["en"], ["body_en"]),
        (["sr_latn", "en"], ["body_en", "body_sr_latn"]),
    ],
)
def test_a_link_in_a_stream_is_listed_once_for_each_language(home, languages, expected):
    target = factories.make_page(home, "Cilj")
    factories.make_page(home, "Izvor", **{f"body_{language}": link_to(target) for language in languages})

    assert paths_to(target) == expected


def test_an_index_that_is_built_anew_says_the_same(home):
    target = factories.make_page(home, "Cilj")
    source = factories.make_page(home, "Izvor", body_sr_latn=link_to(target))
    ReferenceIndex.objects.all().delete()

    ReferenceIndex.create_or_update_for_object(StandardPage.objects.get(pk=source.pk))

    assert paths_to(target) == ["body_sr_latn"]


def test_every_bare_field_that_could_hold_links_is_left_out():
    for model in translator.get_registered_models(abstract=False):
        for name in translator.get_options_for_model(model).fields:
            field = model._meta.get_field(name)
            if hasattr(field, "extract_references"):
                assert list(field.extract_references('<a linktype="page" id="1">x</a>')) == []


@pytest.mark.parametrize("language", ["en", "sr-latn"])
def test_the_admin_shows_who_links_to_a_page(client, django_user_model, home, language):
    editor = Editor(client, django_user_model.objects.create_superuser("urednica"), language)
    target = factories.make_page(home, "Cilj")
    factories.make_page(home, "Izvor veze", body_en=link_to(target))

    response = editor.client.get(reverse("wagtailadmin_pages:usage", args=(target.pk,)))

    assert response.status_code == 200
    assert "Izvor veze" in response.text
