"""Every page type: one name in every place, and a page with one main heading in both languages."""

import re

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation
from wagtail.models import get_page_models

from astra_site.pages.models import BasePage
from tests.contracts import sources

PAGE_TYPES = sorted(
    (
        model
        for model in get_page_models()
        if model.__module__.split(".")[0] in sources.ROOMS and model is not BasePage
    ),
    key=lambda model: model.__name__,
)


@pytest.fixture(params=PAGE_TYPES, ids=lambda model: model.__name__)
def page_type(request: pytest.FixtureRequest) -> type[BasePage]:
    return request.param


def test_the_page_types_module_and_template_are_named_after_it(page_type: type[BasePage]) -> None:
    name = sources.snake(page_type.__name__)
    assert page_type.__name__.endswith("Page")
    assert page_type.__module__.endswith(f".{name}")
    assert page_type.template == f"pages/{name}.html"
    assert get_template(page_type.template)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "html_language"), [("sr-latn", "sr-Latn"), ("en", "en")])
def test_each_page_of_the_type_has_one_main_heading(
    client: Client, page_type: type[BasePage], language: str, html_language: str
) -> None:
    pages = page_type.objects.live()
    assert pages, "the starter content has no such page"
    for page in pages:
        with translation.override(language):
            response = client.get(page.get_url())
        content = response.content.decode()
        assert response.status_code == 200, page
        assert len(re.findall(r"<h1[\s>]", content)) == 1, page
        assert re.search(rf'<html[^>]* lang="{html_language}"', content), page


@pytest.mark.django_db
def test_each_page_can_be_published_and_withdrawn_at_a_time(page_type: type[BasePage]) -> None:
    assert {"go_live_at", "expire_at"} <= set(page_type.get_edit_handler().get_form_class().base_fields)
