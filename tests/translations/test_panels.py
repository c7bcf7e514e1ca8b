"""No form has a field whose language depends on that of the admin."""

import pytest
from modeltranslation.translator import translator
from wagtail.admin.panels import get_edit_handler
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models


def edited_models():
    """Return every model that has a form in the admin."""
    pages = [model for model in get_page_models() if model._meta.label != "pages.BasePage"]
    return [*pages, *get_snippet_models(), *settings_registry]


@pytest.mark.parametrize("model", edited_models(), ids=lambda model: model.__name__)
def test_a_form_names_each_language_and_never_the_bare_field(model):
    assert bare_fields(get_edit_handler(model).get_form_class()) == set()


def bare_fields(form_class):
    """Return the fields of a form, and of the forms in it, that modeltranslation would translate."""
    registered = translator.get_registered_models()
    model = form_class._meta.model
    translated = set(translator.get_options_for_model(model).fields) if model in registered else set()
    found = {f"{model.__name__}.{name}" for name in translated & set(form_class.base_fields)}
    for formset in form_class.formsets.values():
        found |= bare_fields(formset.form)
    return found
