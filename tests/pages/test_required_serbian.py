"""What is published says everything in Serbian; a draft may be unfinished; English is never required."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.panels import get_edit_handler

from networks.models import FieldOfWork, NetworkPage, Organisation, StandardPage
from tests import factories
from tests.pages.editing import errors, form_data, saved

NETWORK = {
    "title": "AT mreža",
    "slug": "at",
    "short_name_sr_latn": "AT mreža",
    "lead_sr_latn": "Devet organizacija.",
}


@pytest.fixture
def networks(home):
    return factories.make_networks(home)


@pytest.mark.parametrize("missing", ["short_name_sr_latn", "lead_sr_latn"])
@pytest.mark.parametrize("english", ["", "In English"])
def test_a_network_is_not_published_without_its_serbian_texts(editor, networks, missing, english):
    fields = {**NETWORK, missing: "", missing.replace("sr_latn", "en"): english}

    assert missing in errors(editor.create(networks, NetworkPage, **fields))

    assert saved(editor.create(networks, NetworkPage, "draft", **fields))
    assert not NetworkPage.objects.child_of(networks).get().live


def test_a_draft_that_lacks_serbian_is_not_published_later_either(editor, networks):
    editor.create(networks, NetworkPage, "draft", **{**NETWORK, "lead_sr_latn": ""})
    draft = NetworkPage.objects.child_of(networks).get()

    assert "lead_sr_latn" in errors(editor.edit(draft))

    assert saved(editor.edit(draft, lead_sr_latn="Sada ga ima."))
    assert NetworkPage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("action", ["draft", "publish"])
def test_english_is_never_required(editor, networks, action):
    assert saved(editor.create(networks, NetworkPage, action, **NETWORK))


def test_a_text_may_stay_empty(editor, home):
    assert saved(editor.create(home, StandardPage, title="Samo naslov", slug="samo-naslov"))


@pytest.mark.parametrize("model", [Organisation, FieldOfWork])
def test_a_snippet_needs_its_serbian_name(editor, db, model):
    form_class = get_edit_handler(model).get_form_class()
    typed = {"name_en": "Only English", "key": "only-english"}
    form = form_class(typed, instance=model(), for_user=editor.user)

    assert "name_sr_latn" in form.errors
    assert "name_en" not in form.errors


def test_every_required_serbian_field_is_marked_as_required_in_its_form(editor, networks):
    form_class = NetworkPage.get_edit_handler().get_form_class()
    form = form_class(instance=NetworkPage(), parent_page=networks, for_user=editor.user)

    required = {name for name, field in form.fields.items() if field.required}
    assert {"title", "short_name_sr_latn", "lead_sr_latn"} <= required
    assert not {name for name in required if name.endswith("_en")}
    assert not {"body_sr_latn", "body_en"} & required
    assert not {"lead", "body", "short_name"} & set(form.fields)


def test_code_is_held_to_the_same(networks):
    with pytest.raises(ValidationError) as refused:
        networks.add_child(instance=NetworkPage(title="Bez uvoda", short_name_sr_latn="Bez"))

    assert "lead_sr_latn" in refused.value.message_dict


def test_form_data_sends_what_the_page_has(editor, family):
    data = form_data(family.child, editor.user, family.parent)

    assert data["title"] == "Tim"
    assert data["body_sr_latn-count"] == "0"
