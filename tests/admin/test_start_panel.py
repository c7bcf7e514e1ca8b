"""The panel "Šta dalje": what each person finds on the admin's start page."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.models import NetworkPage, Organisation
from networks.start_panel import SHOWN, WhatNextPanel
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def groups_of(person):
    return {str(group.heading): group for group in WhatNextPanel(person).get_context_data()["groups"]}


def test_an_editor_sees_which_facts_are_due_today(person_of):
    NetworkPage.objects.filter(slug="ban").update(verify_by=datetime.date(2020, 1, 31))

    due = groups_of(person_of("Urednice"))["Podaci koje treba proveriti do danas"]

    assert "BAN" in due.items[0].name
    assert due.items[0].detail == "31.1.2020."


def test_an_editor_sees_organisations_without_country_or_website(person_of):
    group = groups_of(person_of("Urednice"))["Organizacije bez zemlje ili veb-sajta"]

    assert group.total == Organisation.objects.filter(website="").count()
    assert len(group.items) == SHOWN
    assert group.all_url


def test_a_translator_sees_outdated_and_missing_english_with_a_link_to_the_field(person_of):
    page = NetworkPage.objects.get(slug="ban")
    page.lead_sr_latn = "Sasvim drugačiji uvod o platformi."
    page.save_revision().publish()

    group = groups_of(person_of("Prevoditeljke"))["Engleski nedostaje ili je zastareo"]

    assert group.items[0].url.startswith(reverse("wagtailadmin_pages:edit", args=[page.pk]) + "#")
    assert group.all_url == reverse("translations:overview")


def test_a_translator_sees_nothing_of_what_is_not_hers(person_of):
    groups = groups_of(person_of("Prevoditeljke"))

    assert not {"Podaci koje treba proveriti do danas", "Organizacije bez zemlje ili veb-sajta"} & set(groups)


def test_an_editor_sees_texts_in_which_the_checks_found_a_slip(person_of):
    page = NetworkPage.objects.get(slug="gmcn")
    page.lead_sr_latn = 'Mreža sa "ravnim" navodnicima.'
    page.save_revision().publish()

    group = groups_of(person_of("Urednice"))["Tekstovi u kojima su provere nešto našle"]

    assert group.items[0].name == page.title


def test_more_organisations_take_no_more_queries(person_of):
    person = person_of("Moderatorke")
    WhatNextPanel(person).get_context_data()
    with CaptureQueriesContext(connection) as before:
        WhatNextPanel(person).get_context_data()
    for number in range(20):
        make_organisation(f"Organizacija {number}")
    with CaptureQueriesContext(connection) as after:
        WhatNextPanel(person).get_context_data()

    assert len(after) == len(before) < 20


def test_a_moderator_sees_what_was_submitted_and_what_it_changes(person_of, client_of):
    page = NetworkPage.objects.get(slug="ban")
    page.lead_sr_latn = "Sasvim drugačiji uvod o platformi."
    page.save_revision()
    page.get_workflow().start(page, person_of("Urednice"))

    item = groups_of(person_of("Moderatorke"))["Nacrti koji vas čekaju"].items[0]

    assert (item.name, item.url) == (page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Sasvim drugačiji uvod" in client_of("Administratorke").get(item.comparison).content.decode()
    assert not groups_of(person_of("Prevoditeljke")).get("Nacrti koji vas čekaju")


def test_a_new_page_is_read_and_not_compared(person_of):
    page = NetworkPage.objects.get(slug="ban")
    page.unpublish()
    page.save_revision()
    page.get_workflow().start(page, None)

    item = groups_of(person_of("Moderatorke"))["Nacrti koji vas čekaju"].items[0]

    assert item.comparison == ""
