"""A network with hundreds of members: what its form weighs, and what a publication writes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from astra_site.editing.kept_rows import new_key
from astra_site.search.models import SearchEntry
from networks.models import Membership, NetworkPage, Organisation
from tests import factories
from tests.admin.conftest import edit_page
from tests.admin.forms import opened_row, posted_form, row_url
from tests.bench import large_data

# How often the code asks is no doing of a database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LogIn = Callable[..., Client]

MEMBERS = 300
MOST_BYTES = 500_000
MOST_QUERIES = 60
MOST_STATEMENTS = 120
NEW = {"kind": "member", "confirmation": "confirmed"}


@pytest.fixture
def large(reference_index: None) -> NetworkPage:
    """Return a published network with 300 members."""
    network = large_data.network_with(MEMBERS)
    network.save_revision().publish()
    return network


@pytest.fixture
def small(db: None) -> NetworkPage:
    """Return a published network with five members."""
    network = large_data.network_with(5)
    network.save_revision().publish()
    return network


def rows(network: NetworkPage) -> list[Membership]:
    """Return the members that visitors see, in their order."""
    return list(Membership.objects.filter(network=network).select_related("organisation"))


def send(client: Client, network: NetworkPage, action: str = "action-publish", **changes: Any) -> Any:
    """Open the form, change what is said, and press a button."""
    form = posted_form(client.get(edit_page(network)).content.decode())
    return client.post(edit_page(network), {**form, **changes, action: "1"})


def added(index: int, organisation: Organisation, **fields: str) -> dict[str, Any]:
    """Return what is sent of a row that was added and not opened."""
    values = {"key": new_key(), "organisation": organisation.pk, **NEW, **fields}
    return {f"memberships-{index}-{name}": value for name, value in values.items()}


def test_the_form_of_300_members_is_light_and_sends_none(client_of: LogIn, large: NetworkPage) -> None:
    client = client_of("Moderatorke")
    client.get(edit_page(large))  # Fills what a process keeps.
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(edit_page(large))
    assert len(answer.content) <= MOST_BYTES
    assert len(captured) <= MOST_QUERIES
    assert not [name for name in posted_form(answer.content.decode()) if re.match(r"memberships-\d", name)]


def test_publishing_writes_the_rows_that_changed_and_no_others(client_of: LogIn, large: NetworkPage) -> None:
    client, before = client_of("Moderatorke"), rows(large)
    changed = opened_row(client, large, before[7].key, since="5.2014")
    form = posted_form(client.get(edit_page(large)).content.decode())
    with CaptureQueriesContext(connection) as captured:
        client.post(edit_page(large), {**form, **changed, "action-publish": "1"})
    written = [
        query["sql"]
        for query in captured
        if re.match(r'(INSERT INTO|UPDATE|DELETE FROM) "networks_membership"', query["sql"])
    ]
    assert len(written) == 1
    assert len(captured) <= MOST_STATEMENTS + 1
    after = rows(large)
    assert after[7].since == "2014-05"
    assert [row.pk for row in after] == [row.pk for row in before]


def test_1500_members_can_be_saved_in_another_order(client_of: LogIn) -> None:
    network = large_data.network_with(1500)
    client, keys = client_of("Moderatorke"), [row.key for row in rows(network)]
    answer = send(client, network, **{"memberships-order": " ".join(reversed(keys))})
    assert answer.status_code == 302
    assert [row.key for row in rows(network)] == keys[::-1]


def test_rows_are_added_removed_changed_and_moved_in_one_draft(client_of: LogIn, small: NetworkPage) -> None:
    client, before = client_of("Urednice"), rows(small)
    first, second, third, *others = before
    new = factories.make_organisation("Đurđevak")
    changes = {
        **opened_row(client, small, second.key, index=4, kind="founder", until="2020"),
        **added(9, new, since="maj 2013"),
        "memberships-removed": first.key,
        "memberships-order": " ".join(row.key for row in (third, second, *others)),
    }
    send(client, small, "action-submit", **changes)

    assert [row.pk for row in rows(small)] == [row.pk for row in before]
    draft = list(NetworkPage.objects.get(pk=small.pk).get_latest_revision_as_object().memberships.all())
    assert [row.organisation for row in draft] == [row.organisation for row in (third, second, *others)] + [
        new
    ]
    assert (draft[1].kind, draft[1].until, draft[-1].since) == ("founder", "2020", "2013-05")

    # What was added in the draft keeps its number from its first publication on.
    moderator = client_of("Moderatorke")
    numbers = []
    for _time in range(2):
        send(moderator, small)
        numbers.append([row.pk for row in rows(small)])
    assert numbers[0] == numbers[1]
    assert [row.organisation for row in rows(small)] == [row.organisation for row in draft]


def test_a_row_that_a_form_saves_twice_by_itself_is_there_once(client_of: LogIn, small: NetworkPage) -> None:
    client = client_of("Urednice")
    changes = added(0, factories.make_organisation("Đurđevak"))
    for _time in range(2):
        send(client, small, "action-save", **changes)
    draft = NetworkPage.objects.get(pk=small.pk).get_latest_revision_as_object()
    assert draft.memberships.count() == 6


def test_a_form_whose_scripts_did_not_load_changes_no_member(client_of: LogIn, small: NetworkPage) -> None:
    before = [(row.pk, row.since, row.sort_order) for row in rows(small)]
    send(client_of("Moderatorke"), small, title="Drugi naslov")
    assert [(row.pk, row.since, row.sort_order) for row in rows(small)] == before
    assert "Bez skripti spisak" in client_of("Administratorke").get(edit_page(small)).text


def test_a_refused_row_is_shown_again_with_what_was_written(client_of: LogIn, small: NetworkPage) -> None:
    client, row = client_of("Moderatorke"), rows(small)[1]
    changes = opened_row(client, small, row.key, since="2015", until="2014")
    answer = send(client, small, **changes, **{"memberships-removed": rows(small)[0].key})
    assert answer.status_code == 200
    html = answer.content.decode()
    sent = posted_form(html)
    assert sent["memberships-0-until"] == "2014" and sent["memberships-0-key"] == row.key
    assert sent["memberships-removed"] == rows(small)[0].key
    assert f'data-key="{row.key}" data-index="0" data-has-errors' in html


def test_the_search_is_renewed_for_the_members_that_changed(client_of: LogIn, small: NetworkPage) -> None:
    client, (first, second, *_others) = client_of("Moderatorke"), rows(small)

    def entries() -> dict[int, set[int]]:
        found = SearchEntry.objects.filter(kind="organisation", object_id__in=keys).values_list(
            "object_id", "pk"
        )
        return {key: {pk for owner, pk in found if owner == key} for key in keys}

    keys = [first.organisation_id, second.organisation_id]
    before = entries()
    send(client, small, **opened_row(client, small, first.key, until="2014"))
    after = entries()
    assert after[keys[0]] != before[keys[0]] and after[keys[1]] == before[keys[1]]
    send(client, small, short_name_sr_latn="Preimenovana mreža")
    assert entries()[keys[1]] != before[keys[1]]
    assert "Preimenovana mreža" in SearchEntry.objects.filter(object_id=keys[1]).first().text


def test_the_comparison_names_the_rows_that_changed_and_what_in_them(
    client_of: LogIn, small: NetworkPage
) -> None:
    client, (first, second, third, *_others) = client_of("Moderatorke"), rows(small)
    changes = {
        **opened_row(client, small, first.key, since="5.2013", is_former="on"),
        **added(1, factories.make_organisation("Đurđevak"), since="2020"),
        "memberships-removed": second.key,
    }
    send(client, small, **changes)
    url = reverse("wagtailadmin_pages:revisions_compare", args=[small.pk, "earliest", "latest"])
    text = " ".join(re.sub(r"<[^>]+>", " ", client.get(url).text).split())
    assert "Novo: Đurđevak, članica, od 2020." in text
    assert f"Uklonjeno: {second.organisation}, osnivač" in text or f"Uklonjeno: {second.organisation}" in text
    assert f"{first.organisation} Od: od maja 2013. Više ne pripada: ne da" in text
    assert str(third.organisation) not in text and "False" not in text


def test_the_history_tells_what_each_version_has_changed_in_the_rows(
    client_of: LogIn, small: NetworkPage
) -> None:
    client, (first, second, third, *others) = client_of("Moderatorke"), rows(small)
    send(client, small, **opened_row(client, small, first.key, since="5.2013"))
    order = [second.key, first.key, *(row.key for row in (third, *others))]
    send(
        client,
        small,
        "action-save",
        **{"memberships-removed": third.key, "memberships-order": " ".join(order)},
    )
    told = client.get(reverse("wagtailadmin_pages:history", args=[small.pk])).text
    assert f"{first.organisation} (od: – → od maja 2013.)" in told
    assert f"Uklonjeno: {third.organisation}" in told and "Redosled je drugačiji." in told
    assert str(others[0].organisation) not in told


def test_a_translator_opens_the_rows_that_have_something_to_translate(
    client_of: LogIn, large: NetworkPage
) -> None:
    client, (plain, noted, *_others) = client_of("Prevoditeljke"), rows(large)
    html = client.get(edit_page(large)).text
    assert len(html) <= MOST_BYTES
    assert not [name for name in posted_form(html) if re.match(r"memberships-\d", name)]
    assert noted.key in html and plain.key not in html
    sent = opened_row(client, large, noted.key, index=3, note_en="A note.")
    assert set(sent) == {f"memberships-3-{name}" for name in ("key", "note_en", "source_name_en")}
    send(client, large, "action-submit", **sent, **{"memberships-removed": plain.key})
    draft = NetworkPage.objects.get(pk=large.pk).get_latest_revision_as_object()
    notes = {row.key: row.note_en for row in draft.memberships.all()}
    assert len(notes) == MEMBERS and notes[noted.key] == "A note."


@pytest.mark.parametrize(
    ("role", "expected"),
    [("Urednice", 200), ("Moderatorke", 200), ("Prevoditeljke", 200), ("Bezbednost", 302)],
)
def test_who_may_edit_members_or_their_texts_may_open_a_row(
    role: str, expected: int, client_of: LogIn, small: NetworkPage
) -> None:
    client = client_of(role)
    assert client.get(row_url(small), {"key": rows(small)[0].key, "index": 0}).status_code == expected
    # What is no table of rows, or no number of a row, is refused to everybody.
    for url in (row_url(small, "deeds"), "/admin/rows/a.B/1/memberships/"):
        assert client.get(url, {"index": 0}).status_code in {302, 404}
    assert client.get(row_url(small), {"key": "x", "index": "-1"}).status_code in {302, 404}


def test_members_are_found_and_sorted_as_organisations_are_everywhere(client_of: LogIn) -> None:
    names = ["Žuta zvezda", "Ćutanje zvezda", "Cvet zvezda", "Šuma zvezda"]
    made = {name: factories.make_organisation(name).pk for name in names}
    client, url = client_of("Urednice"), reverse("organisations_in_order")
    found = client.get(url, {"q": "звезда"}).json()["keys"]
    assert found == [made[name] for name in ("Cvet zvezda", "Ćutanje zvezda", "Šuma zvezda", "Žuta zvezda")]
    assert client.get(url, {"q": "suma"}).json()["keys"] == [made["Šuma zvezda"]]
    assert client.get(url).json()["keys"] == list(Organisation.objects.values_list("pk", flat=True))


CREATE = "wagtailsnippetchoosers_networks_organisation:create"


def test_an_editor_adds_an_organisation_from_the_chooser_as_a_draft_that_waits(client_of: LogIn) -> None:
    client = client_of("Urednice")
    answer = client.post(reverse(CREATE) + "?multiple=1", {"name_sr_latn": "Đurđevak", "country": "RS"})
    made = Organisation.objects.get(name_sr_latn="Đurđevak")
    assert answer.json()["result"][0]["id"] == str(made.pk)
    assert not made.live and made.workflow_in_progress
    assert made.latest_revision.user.username == "osoba-Urednice"


def test_the_chooser_refuses_a_name_that_is_there(client_of: LogIn) -> None:
    factories.make_organisation("Ženski centar Đurđevak")
    answer = client_of("Urednice").post(reverse(CREATE), {"name_sr_latn": "zenski centar djurdjevak"})
    assert "već postoji" in answer.json()["htmlFragment"]
    assert Organisation.objects.filter(name_sr_latn__icontains="urđevak").count() == 1
    assert client_of("Prevoditeljke").post(reverse(CREATE), {"name_sr_latn": "Nova"}).status_code in {
        302,
        403,
    }


def test_a_form_that_saves_itself_removes_nothing_yet(client_of: LogIn, small: NetworkPage) -> None:
    client, keys = client_of("Moderatorke"), [row.key for row in rows(small)]
    form = posted_form(client.get(edit_page(small)).content.decode())
    sent = {**form, "memberships-removed": keys[1]}
    assert client.post(edit_page(small), sent, headers={"Accept": "application/json"}).status_code == 200
    draft = NetworkPage.objects.get(pk=small.pk).get_latest_revision_as_object()
    assert [row.key for row in draft.memberships.all()] == keys
    send(client, small, **{"memberships-removed": keys[1]})
    assert [row.key for row in rows(small)] == [keys[0], *keys[2:]]
