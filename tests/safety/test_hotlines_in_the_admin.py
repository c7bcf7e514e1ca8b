"""Hotlines in the admin: the list speaks in words and finds, and forms start widgets without a script."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from modelsearch.backends import get_search_backend

from astra_site.accounts.models import User
from astra_site.safety.models import Hotline
from tests.safety.test_hotline import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("vlasnica"))
    return client


def listed(client: Client, **parameters: str) -> Any:
    return client.get(reverse("wagtailsnippets_safety_hotline:list"), parameters).context


def test_the_list_says_in_words_what_is_known_and_what_is_not(owner: Client) -> None:
    hotline = Hotline.objects.get(subject="danger")
    columns = listed(owner)["table"].columns

    with translation.override("sr-latn"):
        names = ("subject", "confidence", "unknown_facts")
        said = {name: str(columns[name].get_value(hotline)) for name in names}
        assert said == {
            "subject": "neposredna opasnost",
            "confidence": hotline.get_confidence_display(),
            "unknown_facts": ", ".join(hotline.unknown_facts),
        }
    assert len(hotline.unknown_facts) > 1
    assert list(columns)[-5:] == ["__str__", "subject", "confidence", "unknown_facts", "verified_on"]


def odd_line() -> Hotline:
    known = {
        "name_sr_latn": "Čudna linija", "name_en": "Odd line",
        "number": "018123456", "dial_string": "+38118123456",
    }  # fmt: skip
    return Hotline.objects.create(**GOOD | known)


@pytest.mark.parametrize("asked", ["Čudna linija", "Odd line", "018123", "38118123"])
def test_the_list_finds_a_line_by_both_names_and_both_numbers(asked: str, owner: Client) -> None:
    hotline = odd_line()

    assert [*listed(owner, q=asked)["object_list"]] == [hotline]


@pytest.mark.parametrize("asked", ["čudna", "odd", "018123456"])
def test_whoever_chooses_a_line_finds_it_by_both_names_and_its_number(asked: str, owner: Client) -> None:
    hotline = odd_line()
    get_search_backend().add(hotline)

    found = owner.get(reverse("wagtailsnippetchoosers_safety_hotline:choose_results"), {"q": asked})
    assert [one.pk for one in found.context["results"]] == [hotline.pk]


def test_a_line_is_not_copied() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippets_safety_hotline:copy", args=[1])


def test_a_form_with_choosers_starts_them_by_templates_and_loads_what_reads_these(owner: Client) -> None:
    page = owner.get(reverse("wagtailsettings:edit", args=["safety", "safetysettings"]), follow=True).text

    started = re.findall(r'<template data-widget="([^"]+)" data-target="([^"]+)"', page)
    assert [target for _widget, target in started].count("id_safe_browsing_page") == 1
    assert re.search(r'<script src="[^"]*admin/widgets[^"]*\.js"', page)
    assert not re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page)
    starter, options = re.search(
        r'data-widget="([^"]+)" data-target="id_safe_browsing_page" data-options="([^"]*)"', page
    ).groups()
    assert starter == "PageChooser" and json.loads(html.unescape(options))["modelNames"]


def test_the_form_of_a_workflow_starts_the_chooser_of_its_tasks_that_takes_no_options(owner: Client) -> None:
    page = owner.get(reverse("wagtailadmin_workflows:add")).text

    assert re.search(r'data-widget="createTaskChooser" data-target="[^"]+" data-options="null"', page)
