"""Fields that only one of two people changed merge by themselves; where both did, each is asked about."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from astra_site.editing import merging
from astra_site.editing.other_version import changes
from networks.models import NetworkPage, Organisation, StandardPage
from tests.admin.conftest import edit_page
from tests.admin.forms import opened_row, posted_form

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]
MINE, NEWER = "mine", "newer"


def newest(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object()


def send(client: Client, address: str, data: dict[str, Any], action: str = "") -> str:
    answer = client.post(address, {**data, action: "1"} if action else data, follow=True)
    assert answer.status_code == 200
    html: str = answer.content.decode()
    return html


@pytest.mark.parametrize("role", ["Urednice", "Moderatorke"])
@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_what_only_one_of_them_changed_is_merged(
    kind: str, role: str, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    thing: Any = page if kind == "page" else Organisation.objects.filter(live=True).first()
    address = (
        edit_page(page)
        if kind == "page"
        else reverse("wagtailsnippets_networks_organisation:edit", args=[thing.pk])
    )
    serbian, english = ("title", "title_en") if kind == "page" else ("name_sr_latn", "name_en")
    first, second = client_of(""), client_of(role)
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), english: "Hers"}, "action-publish")
    html = unescape(send(second, address, {**stale, serbian: "Moje"}))
    saved = newest(thing)
    assert (getattr(saved, serbian), getattr(saved, english)) == ("Moje", "Hers")
    assert "Preuzeto iz novije verzije: " in html
    assert ". Sačuvano je i ono što ste vi napisali." in html


@pytest.mark.parametrize(("choice", "title"), [(MINE, "Moje"), (NEWER, "Njeno")])
def test_where_both_changed_one_field_a_choice_decides(
    choice: str, title: str, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = form_data(second, address)
    hers = {**form_data(first, address), "title": "Njeno", "title_en": "Hers"}
    send(first, address, hers, "action-publish")
    shown = send(second, address, {**stale, "title": "Moje"})
    assert newest(page).title == "Njeno"
    assert "Oboje ste menjali" in shown
    assert "U novijoj verziji: „Njeno”" in unescape(shown)
    again = posted_form(shown)
    assert again["version-title"] == MINE
    # What only she changed stands in the form by now.
    assert again["title_en"] == "Hers"
    assert "version-title_en" not in again
    send(second, address, {**again, "version-title": choice}, "action-publish")
    page.refresh_from_db()
    assert (page.title, page.title_en) == (title, "Hers")


def keys_of(network: NetworkPage) -> list[str]:
    return [row.key for row in newest(network).memberships.all()]


def notes_of(network: NetworkPage, language: str = "sr_latn") -> list[str]:
    return [getattr(row, f"note_{language}") for row in newest(network).memberships.all()][:2]


@pytest.mark.parametrize(("choice", "note"), [(MINE, "2033"), (NEWER, "2032")])
def test_members_merge_one_by_one(
    choice: str, note: str, client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(network)
    one, other = keys_of(network)[:2]

    def with_note(client: Client, key: str, text: str) -> dict[str, Any]:
        return {**form_data(client, address), **opened_row(client, network, key, note_sr_latn=text)}

    # Each of them changed another row: both are kept.
    mine = with_note(second, other, "2030")
    send(first, address, with_note(first, one, "2031"))
    send(second, address, {**mine, "title": "Moj naslov"})
    assert (newest(network).title, notes_of(network)) == ("Moj naslov", ["2031", "2030"])
    # Both changed the same row: one of the two holds.
    mine = with_note(second, one, "2033")
    send(first, address, with_note(first, one, "2032"))
    shown = send(second, address, mine)
    assert "version-memberships" in shown
    sent = {name: value for name, value in mine.items() if name.startswith("memberships-0-")}
    send(second, address, {**posted_form(shown), **sent, "version-memberships": choice})
    assert notes_of(network) == [note, "2030"]


def test_a_translator_and_an_editor_work_side_by_side(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    editor, vera, address = client_of("Urednice"), client_of("Prevoditeljke"), edit_page(network)
    one, other = keys_of(network)[:2]
    stale = {**form_data(vera, address), **opened_row(vera, network, other, note_en="My note")}
    row = opened_row(editor, network, one, note_en="Her note")
    send(editor, address, {**form_data(editor, address), **row, "title": "Srpski naslov"})
    send(vera, address, {**stale, "lead_en": "English lead"})
    saved = newest(network)
    assert (saved.title, saved.lead_en) == ("Srpski naslov", "English lead")
    assert notes_of(network, "en") == ["Her note", "My note"]


def test_choices_that_nobody_was_asked_for_change_nothing(
    client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    vera, address = client_of("Prevoditeljke"), edit_page(page)
    before = newest(page)
    forged = {"version-title": NEWER, "version-nema": NEWER, "version-": "x", "version-comments": NEWER}
    send(vera, address, {**form_data(vera, address), **forged, "title_en": "English title"})
    saved = newest(page)
    assert (saved.title, saved.title_en) == (before.title, "English title")


def test_blocks_that_an_editor_only_wrote_anew_are_no_change(network: NetworkPage) -> None:
    opened, newest = (NetworkPage.objects.get(pk=network.pk) for _two in "12")
    blocks = [{**block, "id": f"new-{block['id']}"} for block in opened.body_sr_latn.get_prep_value()]
    assert any("&nbsp;" in str(block["value"]) for block in blocks)
    for block in blocks:
        if isinstance(block["value"], str):
            written = block["value"].replace("</p>", "</p>\n").replace("<p", '<p data-block-key="neu"')
            block["value"] = written.replace("&nbsp;", "\u00a0")
    stream = opened.body_sr_latn.stream_block
    newest.body_sr_latn = stream.to_python(blocks)
    assert changes(opened, newest) == []
    assert merging._plain(opened.body_sr_latn) == merging._plain(newest.body_sr_latn)
    text = next(block for block in blocks if isinstance(block["value"], str) and "<p" in block["value"])
    text["value"] += "<p>Novo.</p>"
    newest.body_sr_latn = stream.to_python(blocks)
    assert len(changes(opened, newest)) == 1
    assert merging._plain(opened.body_sr_latn) != merging._plain(newest.body_sr_latn)
