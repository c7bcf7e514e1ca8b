"""The table of a network's members while somebody works with it: its rows, their forms, their history."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from astra_site.editing.kept_rows import new_key
from astra_site.editing.rows_formset import KEY, indexes_in
from astra_site.editing.rows_history import MOST
from networks.models import Membership, NetworkIndexPage, NetworkPage, Organisation, StandardPage
from tests.admin.conftest import edit_page
from tests.admin.forms import opened_row, posted_form, row_url
from tests.factories import make_network, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LogIn = Callable[..., Client]


@pytest.fixture
def network() -> NetworkPage:
    """Return a published network with four members, of which the second has a note."""
    network = make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")
    network.memberships.set(
        [
            Membership(
                organisation=make_organisation(name),
                sort_order=place,
                note_sr_latn="Beleška." if place == 1 else "",
            )
            for place, name in enumerate(("Prva", "Đurđevak", "Treća", "Četvrta"))
        ]
    )
    network.save_revision().publish()
    return NetworkPage.objects.get(pk=network.pk)


def draft_of(network: NetworkPage) -> list[Membership]:
    newest = NetworkPage.objects.get(pk=network.pk).get_latest_revision_as_object()
    return list(newest.memberships.all())


def send(client: Client, network: NetworkPage, action: str = "action-save", **changes: Any) -> Any:
    form = posted_form(client.get(edit_page(network)).text)
    return client.post(edit_page(network), {**form, **changes, action: "1"})


def table_of(html: str, name: str = "rows") -> dict[str, Any]:
    """Return what the script makes the table of members from."""
    found = re.search(rf'<script[^>]*id="id_memberships-{name}"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_table_says_of_each_member_what_its_line_shows(client_of: LogIn, network: NetworkPage) -> None:
    html = client_of("Moderatorke").get(edit_page(network)).text
    table, rows = table_of(html), draft_of(network)
    assert [row[:4] for row in table["rows"]] == [
        [row.key, row.pk, row.organisation_id, str(row.organisation)] for row in rows
    ]
    assert [row[4:] for row in table["rows"]] == [list(row.row_cells) for row in rows]
    assert table["fields"] == ["kind", "since", "until", ""] and table["chosen"] == "organisation"
    assert (table["model"], table["defaults"]) == (
        "membership",
        {"kind": "member", "confirmation": "confirmed"},
    )
    assert len(table["newCells"]) == 4 and table_of(html, "chooser")
    # Letters as they are, and no space that only a person would need.
    assert "Đurđevak" in html and '"chosen":"organisation"' in html
    assert row_url(network) in html and reverse("organisations_in_order") in html


def test_a_new_network_has_an_empty_table_and_its_rows_forms(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Moderatorke")
    parent = network.get_parent()
    html = client.get(reverse("wagtailadmin_pages:add", args=["networks", "networkpage", parent.pk])).text
    assert table_of(html)["rows"] == []
    address = reverse("row_form", args=["networks.NetworkPage", 0, "memberships"])
    assert address in html
    key, chosen = new_key(), Organisation.objects.first()
    row = client.get(address, {"key": key, "index": 3, "chosen": chosen.pk}).text
    assert f'name="memberships-3-key" value="{key}"' in row
    assert f'name="memberships-3-organisation" value="{chosen.pk}"' in row
    assert (
        "<p>\n  " not in row and "required" not in re.findall(r"<input[^>]*memberships-3-note[^>]*>", row)[0]
    )
    # What is no key gets one.
    other = re.search(
        r'memberships-0-key" value="([^"]*)"', client.get(address, {"key": "x", "index": 0}).text
    )
    assert other and KEY.fullmatch(other[1])
    assert f'value="{chosen.pk}"' not in client.get(address, {"index": 0, "chosen": "x"}).text


def test_a_row_is_opened_as_it_is_in_the_draft(client_of: LogIn, network: NetworkPage) -> None:
    client, first = client_of("Moderatorke"), draft_of(network)[0]
    send(client, network, **opened_row(client, network, first.key, since="5.2014"))
    assert opened_row(client, network, first.key)["memberships-0-since"] == "5. 2014."
    assert Membership.objects.get(key=first.key, network=network).since == ""


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        ("networks.NetworkPage/{pk}/memberships", {"index": "0"}, 200),
        ("networks.NetworkPage/{pk}/memberships", {}, 404),
        ("networks.NetworkPage/{pk}/memberships", {"index": "x"}, 404),
        ("networks.NetworkPage/{pk}/stated_counts", {"index": "0"}, 404),
        ("networks.Organisation/{pk}/memberships", {"index": "0"}, 404),
        ("networks.nema/{pk}/memberships", {"index": "0"}, 404),
        ("nema/{pk}/memberships", {"index": "0"}, 404),
        ("networks.NetworkPage/999999/memberships", {"index": "0"}, 404),
    ],
)
def test_only_the_rows_of_a_table_have_forms(
    address: str, query: dict, status: int, client_of: LogIn, network: NetworkPage
) -> None:
    response = client_of("").get(f"/admin/rows/{address.format(pk=network.pk)}/", query)
    assert response.status_code == status


def test_a_translator_opens_the_rows_that_there_are_and_those_alone(
    client_of: LogIn, network: NetworkPage
) -> None:
    client, noted = client_of("Prevoditeljke"), draft_of(network)[1]
    html = client.get(edit_page(network)).text
    table = table_of(html)
    assert [row[:4] for row in table["rows"]] == [[noted.key, noted.pk, noted.organisation_id, "Đurđevak"]]
    assert table["rows"][0][4:] == ["Beleška.", "", ""] and table["fields"] == ["", "", ""]
    assert client.get(row_url(network), {"key": noted.key, "index": 0}).status_code == 200
    for query in ({"index": 0}, {"key": new_key(), "index": 0}):
        assert client.get(row_url(network), query).status_code == 404
    assert client_of("Bezbednost").get(row_url(network), {"key": noted.key, "index": 0}).status_code in {
        302,
        403,
    }


def test_who_may_not_edit_the_page_opens_none_of_its_rows(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Urednice")
    first = draft_of(network)[0]
    assert client.get(row_url(network), {"key": first.key, "index": 0}).status_code == 200
    GroupPagePermission.objects.filter(group__name="Urednice").delete()
    assert client.get(row_url(network), {"key": first.key, "index": 0}).status_code in {302, 403}


def test_rows_are_found_by_their_keys_whatever_gaps_their_numbers_have(
    client_of: LogIn, network: NetworkPage
) -> None:
    assert indexes_in({"a-10-key": "", "a-2-key": "", "a-x-key": "", "b-1-key": "", "a-1-keys": ""}, "a") == [
        2,
        10,
    ]
    client, rows = client_of("Moderatorke"), draft_of(network)
    changes = {
        **opened_row(client, network, rows[2].key, index=7, since="2011"),
        **opened_row(client, network, rows[0].key, index=3, since="2012"),
    }
    send(client, network, **changes)
    assert [row.since for row in draft_of(network)] == ["2012", "", "2011", ""]
    assert [row.key for row in draft_of(network)] == [row.key for row in rows]


def test_rows_keep_their_places_unless_somebody_moves_them(client_of: LogIn, network: NetworkPage) -> None:
    client, rows = client_of("Moderatorke"), draft_of(network)
    Membership.objects.filter(network=network).delete()
    for place, row in zip((3, 5, 9, 20), rows, strict=True):
        row.sort_order = place
    network.memberships.set(rows)
    network.save_revision().publish()
    send(client, network, **{"memberships-removed": rows[1].key})
    assert [(row.key, row.sort_order) for row in draft_of(network)] == [
        (rows[0].key, 3), (rows[2].key, 9), (rows[3].key, 20),
    ]  # fmt: skip
    send(client, network, **{"memberships-order": f"{rows[3].key} {rows[0].key}"})
    # Those that the order does not name come last, as they stood.
    assert [(row.key, row.sort_order) for row in draft_of(network)] == [
        (rows[3].key, 0), (rows[0].key, 1), (rows[2].key, 2),
    ]  # fmt: skip


def test_a_refused_form_keeps_the_order_and_what_was_to_be_removed(
    client_of: LogIn, network: NetworkPage
) -> None:
    client, rows = client_of("Moderatorke"), draft_of(network)
    order = " ".join(row.key for row in reversed(rows))
    refused = send(
        client, network, "action-publish",
        **opened_row(client, network, rows[1].key, index=4, since="2015", until="2014"),
        **{"memberships-order": order, "memberships-removed": rows[3].key},
    )  # fmt: skip
    assert refused.status_code == 200
    sent = posted_form(refused.text)
    assert (sent["memberships-order"], sent["memberships-removed"]) == (order, rows[3].key)
    assert f'data-key="{rows[1].key}" data-index="4" data-has-errors' in refused.text
    assert [row[0] for row in table_of(refused.text)["rows"]] == [row.key for row in reversed(rows[:3])]


def history_of(client: Client, network: NetworkPage) -> str:
    return client.get(reverse("wagtailadmin_pages:history", args=[network.pk])).text


def test_the_history_names_five_rows_and_counts_the_others(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Moderatorke")
    new = [make_organisation(f"Nova {number}") for number in range(MOST + 2)]
    changes = {}
    for index, organisation in enumerate(new):
        values = {
            "key": new_key(),
            "organisation": organisation.pk,
            "kind": "member",
            "confirmation": "confirmed",
        }
        changes.update({f"memberships-{index}-{name}": value for name, value in values.items()})
    send(client, network, **changes)
    told = history_of(client, network)
    assert told.count("Novo: Nova") == MOST and "i još 2" in told
    assert "Redosled je drugačiji" not in told


def test_of_a_version_without_other_rows_and_of_a_page_without_rows_nothing_is_told(
    client_of: LogIn, network: NetworkPage, page: StandardPage
) -> None:
    client = client_of("Moderatorke")
    send(client, network, title="Drugi naslov")
    form = posted_form(client.get(edit_page(page)).text)
    client.post(edit_page(page), {**form, "title": "Drugi naslov"})
    for thing in (network, page):
        told = history_of(client, thing)
        assert "Novo:" not in told and "Uklonjeno:" not in told and "Redosled" not in told
    rows = draft_of(network)
    send(client, network, **{"memberships-order": " ".join(row.key for row in reversed(rows))})
    assert history_of(client, network).count("Redosled je drugačiji") == 1


def test_the_members_of_a_draft_are_in_the_database_too(client_of: LogIn, network: NetworkPage) -> None:
    client, row = client_of("Moderatorke"), draft_of(network)[0]
    NetworkPage.objects.filter(pk=network.pk).update(live=False)
    send(client, network, **opened_row(client, network, row.key, since="2011"))
    assert Membership.objects.get(key=row.key, network=network).since == "2011"
