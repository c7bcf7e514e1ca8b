"""Whatever a model of the domain keeps can be edited in its form, and only what is needed is asked for."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.panels import get_edit_handler
from wagtail.contrib.settings.views import get_setting_edit_handler

from astra_site.pages.models import BasePage
from networks.models import (
    Deed,
    FieldOfWork,
    GlossaryTerm,
    HomePage,
    MapPage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    OrganisationIndexPage,
    OverlapsPage,
    PublicPhone,
    SiteSettings,
    StandardPage,
    StatedCount,
    StrategicDirection,
    TimelinePage,
)

pytestmark = pytest.mark.django_db
LISTINGS = (NetworkIndexPage, OrganisationIndexPage, MapPage, TimelinePage, OverlapsPage)
# What nobody can do without, by the column in which it is kept.
NEEDED = {
    HomePage: {"title", "heading_sr_latn", "lead_sr_latn"},
    **dict.fromkeys(LISTINGS, {"title", "lead_sr_latn"}),
    NetworkPage: {"title", "short_name_sr_latn", "lead_sr_latn"},
    StandardPage: {"title"},
    Organisation: {"name_sr_latn"},
    FieldOfWork: {"key", "name_sr_latn"},
    GlossaryTerm: {"key", "word_sr_latn", "explanation_sr_latn"},
    SiteSettings: set(),
    Membership: {"organisation"},
    Deed: {"text_sr_latn"},
    StatedCount: {"number", "what_sr_latn"},
    StrategicDirection: {"text_sr_latn"},
    PublicPhone: {"number", "organisation"},
}
ROWS = {
    Membership: (NetworkPage, "memberships"),
    Deed: (NetworkPage, "deeds"),
    StatedCount: (NetworkPage, "stated_counts"),
    StrategicDirection: (NetworkPage, "strategic_directions"),
    PublicPhone: (Organisation, "phones"),
}


def form_of(model):
    """Return the form in which staff edit `model`: of a row the one inside of its page's."""
    if model in ROWS:
        page, name = ROWS[model]
        return form_of(page).formsets[name].form
    handler = get_setting_edit_handler if model is SiteSettings else get_edit_handler
    return handler(model).get_form_class()


def kept_in(model):
    """Return the columns that somebody may fill in, but for what every page has."""
    translated = set(model.translated_fields)
    fields = [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.editable and field.model.__module__.startswith("networks.") and not field.primary_key
    ]
    of_a_page = {"title", "title_en", "slug", "slug_en", "show_in_menus"}
    # A row knows its page, settings their site, and a draft when it was published.
    by_itself = {"network", "site", "sort_order", "first_published_at", "go_live_at", "expire_at"}
    if model is PublicPhone:
        by_itself.add("organisation")
    kept = {field.name for field in fields} - translated - by_itself - {"basepage_ptr", "page_ptr"}
    return kept | (of_a_page if issubclass(model, BasePage) else set())


@pytest.mark.parametrize("model", NEEDED, ids=lambda model: model.__name__)
def test_every_field_stands_in_the_form_and_those_are_asked_for_that_are_needed(model):
    assert kept_in(model) <= set(form_of(model).base_fields)

    refused = {}
    try:
        model().full_clean(
            exclude=["network", "site", "path", "depth", "content_type", "basepage_ptr", "slug"]
        )
    except ValidationError as error:
        refused = error.message_dict
    assert set(refused) - set(model.translated_fields) == NEEDED[model]
