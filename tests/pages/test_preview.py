"""A preview shows the language that was asked for, whatever language the admin speaks."""

import pytest
from django.urls import reverse

from astra_site import languages
from astra_site.editing.kept_rows import new_key
from astra_site.safety.models import Hotline
from networks.models import NetworkPage, Organisation, SiteSettings, StandardPage
from tests import factories
from tests.pages.editing import form_data

WORDS = {"sr-latn": ("sr-Latn", "Naslov na srpskom"), "en": ("en", "English title")}
modes = pytest.mark.parametrize("mode", ["sr-latn", "en"])


def shown(editor, url, data, mode):
    """Send the form to the preview and return what it shows."""
    answer = editor.client.post(url, data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return editor.client.get(url, {"mode": mode})


@modes
def test_a_page_that_is_being_edited(editor, family, mode):
    data = form_data(
        family.child, editor.user, family.parent, title="Naslov na srpskom", title_en="English title"
    )
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(family.child.pk,))

    response = shown(editor, url, data, mode)

    language, title = WORDS[mode]
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert title in response.text
    assert not StandardPage.objects.filter(title="Naslov na srpskom").exists()


@modes
@pytest.mark.parametrize("title", ["Naslov na srpskom", ""])
def test_a_page_that_is_being_created(editor, home, mode, title):
    data = form_data(StandardPage(), editor.user, home, title=title, title_en="English title")
    url = reverse("wagtailadmin_pages:preview_on_add", args=("networks", "standardpage", home.pk))

    response = shown(editor, url, data, mode)

    assert response.status_code == 200
    assert f'<html lang="{WORDS[mode][0]}"' in response.text
    if mode == "en":
        assert "English title" in response.text


@modes
@pytest.mark.parametrize("action", ["add", "edit"])
def test_a_network_with_a_member_that_is_not_saved_yet(editor, home, mode, action):
    networks = factories.make_networks(home)
    data = {
        **form_data(NetworkPage(), editor.user, networks, title="Mreža", title_en="Network"),
        "memberships-0-key": new_key(),
        "memberships-0-organisation": factories.make_organisation("Atina").pk,
        "memberships-0-kind": "member",
    }
    if action == "add":
        url = reverse("wagtailadmin_pages:preview_on_add", args=("networks", "networkpage", networks.pk))
    else:
        page = factories.make_page(networks, "Stara", NetworkPage)
        url = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))

    response = shown(editor, url, data, mode)

    assert response.status_code == 200
    assert "Atina" in response.text


@modes
def test_an_organisation_that_is_being_created_or_edited(editor, home, mode):
    factories.make_directory(home)
    names = {"name_sr_latn": "Naslov na srpskom", "name_en": "English title"}
    organisation = factories.make_organisation()
    urls = organisation.snippet_viewset
    for url, instance in (
        (reverse(urls.get_url_name("preview_on_add")), Organisation()),
        (reverse(urls.get_url_name("preview_on_edit"), args=(organisation.pk,)), organisation),
    ):
        response = shown(editor, url, form_data(instance, editor.user, **names), mode)

        language, name = WORDS[mode]
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.text
        assert name in response.text


@modes
def test_a_draft_can_be_looked_at(editor, family, mode):
    editor.edit(family.child, "draft", title="Naslov na srpskom", title_en="English title")

    response = editor.client.get(
        reverse("wagtailadmin_pages:view_draft", args=(family.child.pk,)), {"mode": mode}
    )

    assert WORDS[mode][1] in response.text


@pytest.mark.parametrize("mode", ["", "xx"])
def test_an_unknown_preview_is_serbian(editor, family, mode):
    response = editor.client.get(
        reverse("wagtailadmin_pages:view_draft", args=(family.child.pk,)), {"mode": mode}
    )

    assert '<html lang="sr-Latn"' in response.text


def test_the_comparison_of_two_versions_shows_both_languages(editor, family):
    editor.edit(family.child, title="Prvi", title_en="First", lead_sr_latn="Uvod jedan", lead_en="Lead one")
    editor.edit(family.child, title="Drugi", title_en="Second", lead_sr_latn="Uvod dva", lead_en="Lead two")

    response = editor.client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=(family.child.pk, "earliest", "latest"))
    )

    for word in ("Prvi", "Drugi", "First", "Second", "jedan", "dva", "one", "two"):
        assert word in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("model", [NetworkPage, Organisation, StandardPage, SiteSettings, Hotline])
def test_each_version_of_the_site_can_be_chosen_for_a_preview(model):
    assert set(languages.VERSIONS) <= {mode for mode, _name in model().preview_modes}
