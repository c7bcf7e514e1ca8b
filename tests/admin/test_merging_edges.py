"""Two people at one form, where more than one thing comes together: what is asked, shown and kept."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import NetworkPage, Organisation, StandardPage, StrategicDirection
from tests.admin.conftest import edit_page
from tests.admin.forms import opened_row, posted_form
from tests.admin.test_merging import MINE, NEWER, keys_of, newest, notes_of, send
from tests.admin.test_rows_editing import table_of

pytestmark = pytest.mark.sqlite

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]


def choice_of(html: str, name: str) -> dict[str, bool]:
    """Return what one may choose of a field, and which is chosen."""
    inputs = re.findall(rf'<input[^>]*name="version-{name}"[^>]*>', html)
    return {re.findall(r'value="(\w+)"', each)[0]: "checked" in each for each in inputs}


@pytest.fixture
def in_conflict(client_of: LogIn, page: StandardPage, form_data: Read) -> tuple[Client, str, str]:
    """Return the second of two people, the address, and the form that asks her about the title."""
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), "title": "Njeno", "title_en": ""}, "action-publish")
    return second, address, send(second, address, {**stale, "title": "Moje", "title_en": "Mine"})


def test_both_versions_are_offered_with_ones_own_chosen(in_conflict: tuple[Client, str, str]) -> None:
    _second, _address, shown = in_conflict
    assert choice_of(shown, "title") == {MINE: True, NEWER: False}
    text = unescape(shown)
    assert "U novijoj verziji: „Njeno”" in text and text.count("Njeno") >= 2
    # Where the other person has emptied it, that is said.
    assert choice_of(shown, "title_en") == {MINE: True, NEWER: False} and "Sada je prazno." in text
    sent = posted_form(shown)
    assert (sent["title"], sent["title_en"]) == ("Moje", "Mine") and "newer_version_shown" in sent


def test_what_one_has_written_is_no_matter_once_the_newer_version_is_chosen(
    in_conflict: tuple[Client, str, str], page: StandardPage
) -> None:
    second, address, shown = in_conflict
    empty = {**posted_form(shown), "title": ""}
    again = send(second, address, {**empty, "version-title": MINE}, "action-publish")
    assert StandardPage.objects.get(pk=page.pk).title == "Njeno" and 'name="title"' in again
    send(second, address, {**empty, "version-title": NEWER, "version-title_en": MINE}, "action-publish")
    saved = StandardPage.objects.get(pk=page.pk)
    assert (saved.title, saved.title_en) == ("Njeno", "Mine")


def test_a_choice_stays_where_the_form_comes_back_for_another_reason(
    in_conflict: tuple[Client, str, str], page: StandardPage
) -> None:
    second, address, shown = in_conflict
    sent = {**posted_form(shown), "version-title": NEWER, "slug": "nije adresa!"}
    again = send(second, address, sent, "action-publish")
    assert choice_of(again, "title") == {MINE: False, NEWER: True}
    # The field shows what holds then.
    assert posted_form(again)["title"] == "Njeno"
    assert newest(page).title == "Njeno"


def test_of_a_form_that_nobody_knows_any_more_every_change_is_asked_about(
    client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = {**form_data(second, address), "loaded_revision_created_at": "2020-01-01T00:00:00+00:00"}
    send(first, address, {**form_data(first, address), "title_en": "Hers"}, "action-publish")
    shown = send(second, address, {**stale, "title": "Moje"})
    assert choice_of(shown, "title") and choice_of(shown, "title_en")
    saved = newest(page)
    assert (saved.title, saved.title_en) == (page.title, "Hers")


def test_rows_that_only_the_other_person_changed_are_taken_and_shown(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(network)
    stale = form_data(second, address)
    one = keys_of(network)[0]
    send(
        first, address, {**form_data(first, address), **opened_row(first, network, one, note_sr_latn="2031")}
    )
    # The form comes back for another reason: it has her members by then.
    shown = send(second, address, {**stale, "title": "Moje", "slug": "nije adresa!"}, "action-publish")
    assert [row[0] for row in table_of(shown)["rows"]] == keys_of(network)
    assert "version-memberships" not in shown
    said = unescape(send(second, address, {**posted_form(shown), "slug": network.slug}))
    assert newest(network).title == "Moje" and notes_of(network)[0] == "2031" and said


def test_a_text_that_its_editor_only_writes_anew_is_no_change(client_of: LogIn, form_data: Read) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    organisation.about_sr_latn = "<p>Pomaže&nbsp;ženama.</p>\n<ul><li>i deci</li></ul>"
    organisation.save_revision().publish()
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    first, second = client_of("Moderatorke"), client_of("")
    stale, hers = form_data(second, address), form_data(first, address)
    send(first, address, {**hers, "about_sr_latn": hers["about_sr_latn"].replace("i deci", "i svima")})
    shown = send(second, address, {**stale, "acronym": "MOJE"})
    assert "version-" not in shown
    saved = newest(organisation)
    assert saved.acronym == "MOJE" and "i svima" in saved.about_sr_latn


def test_rows_without_a_table_are_one_thing(client_of: LogIn, network: NetworkPage, form_data: Read) -> None:
    network.strategic_directions.set([StrategicDirection(text_sr_latn="Pravac", sort_order=0)])
    network.save_revision().publish()
    NetworkPage.objects.get(pk=network.pk).save_revision()
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(network)
    field = "strategic_directions-0-text_sr_latn"
    stale = form_data(second, address)
    assert stale[field] == "Pravac"
    send(first, address, {**form_data(first, address), field: "Njen pravac"})
    untouched = send(second, address, {**stale, "title": "Moje"})
    assert "version-strategic_directions" not in untouched
    assert [row.text_sr_latn for row in newest(network).strategic_directions.all()] == ["Njen pravac"]
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), field: "Opet njen"})
    shown = send(second, address, {**stale, field: "Moj pravac"})
    assert choice_of(shown, "strategic_directions") == {MINE: True, NEWER: False}
    assert "Strateški pravci" in unescape(shown)
    sent = {**posted_form(shown), field: "Moj pravac", "version-strategic_directions": NEWER}
    send(second, address, sent)
    assert [row.text_sr_latn for row in newest(network).strategic_directions.all()] == ["Opet njen"]


def test_a_translator_takes_the_editors_text_of_a_row_where_both_wrote_one(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    editor, vera, address = client_of("Urednice"), client_of("Prevoditeljke"), edit_page(network)
    one, other = keys_of(network)[:2]
    stale = {**form_data(vera, address), **opened_row(vera, network, one, index=0, note_en="My note")}
    row = opened_row(editor, network, one, note_en="Her note")
    more = opened_row(editor, network, other, index=1, note_en="Her other note")
    send(editor, address, {**form_data(editor, address), **row, **more})
    shown = send(vera, address, stale)
    assert choice_of(shown, "memberships") == {MINE: True, NEWER: False}
    assert notes_of(network, "en") == ["Her note", "Her other note"]
    sent = {name: value for name, value in stale.items() if name.startswith("memberships-0-")}
    send(vera, address, {**posted_form(shown), **sent, "version-memberships": NEWER})
    assert notes_of(network, "en") == ["Her note", "Her other note"]


def test_a_row_that_was_only_opened_stays_as_the_other_person_has_it(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(network)
    one, other, third = keys_of(network)[:3]

    def sent(note: str) -> dict[str, Any]:
        looked_at = opened_row(second, network, one, index=0)
        changed = opened_row(second, network, other, index=1, note_sr_latn=note)
        return {**form_data(second, address), **looked_at, **changed}

    mine = sent("2030")
    send(
        first, address, {**form_data(first, address), **opened_row(first, network, one, note_sr_latn="2031")}
    )
    assert "version-memberships" not in send(second, address, mine)
    assert notes_of(network) == ["2031", "2030"]
    # Also where another row is asked about, and the form comes back and is sent once more.
    mine = sent("2040")
    hers = {
        **opened_row(first, network, one, index=0, note_sr_latn="2041"),
        **opened_row(first, network, other, index=1, note_sr_latn="2042"),
    }
    send(first, address, {**form_data(first, address), **hers})
    again = posted_form(shown := send(second, address, mine))
    assert choice_of(shown, "memberships") and not [name for name in again if "memberships-0-" in name]
    assert again["memberships-1-note_sr_latn"] == "2040"
    send(second, address, {**again, "version-memberships": MINE})
    assert notes_of(network) == ["2041", "2040"] and keys_of(network)[:3] == [one, other, third]


def test_an_english_text_that_a_translator_only_opened_stays_as_the_editor_has_it(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    editor, vera, address = client_of("Urednice"), client_of("Prevoditeljke"), edit_page(network)
    one, other = keys_of(network)[:2]
    stale = {
        **form_data(vera, address),
        **opened_row(vera, network, one, index=0, note_en="My note"),
        **opened_row(vera, network, other, index=1),
    }
    row = opened_row(editor, network, one, note_en="Her note")
    more = opened_row(editor, network, other, index=1, note_en="Her other note")
    send(editor, address, {**form_data(editor, address), **row, **more})
    shown = send(vera, address, stale)
    assert choice_of(shown, "memberships") == {MINE: True, NEWER: False}
    send(vera, address, {**posted_form(shown), "version-memberships": MINE})
    assert notes_of(network, "en") == ["My note", "Her other note"]
