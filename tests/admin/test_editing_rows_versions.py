"""Two versions of a thing beside each other: whether a form is stale, and what another person has changed."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from astra_site.accounts.models import User
from astra_site.editing import collisions
from astra_site.editing.collisions import is_stale
from astra_site.editing.kept_rows import new_key
from astra_site.editing.other_version import changed_rows, changes, has_other_rows
from astra_site.editing.rows_comparison import ChangedField, RowsComparison
from astra_site.editing.rows_panel import find_rows_panel
from networks.models import Membership, NetworkPage, Organisation, StandardPage, StrategicDirection
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> NetworkPage:
    """Return a network with three members and two directions."""
    network = NetworkPage.objects.get(slug="ban")
    network.memberships.set(
        [
            Membership(organisation=make_organisation(name), key=new_key(), sort_order=place)
            for place, name in enumerate(("Prva", "Druga", "Treća"))
        ]
    )
    network.strategic_directions.set(
        [
            StrategicDirection(text_sr_latn=text, sort_order=place)
            for place, text in enumerate(("Jedan", "Dva"))
        ]
    )
    network.save()
    return NetworkPage.objects.get(pk=network.pk)


def again(network: NetworkPage) -> NetworkPage:
    return NetworkPage.objects.get(pk=network.pk)


def rows_of(network: NetworkPage) -> list[Membership]:
    return list(network.memberships.all())


def in_order(*rows: Membership) -> list[Membership]:
    """Return the rows with places in this order, which a page's rows are read by."""
    for place, row in enumerate(rows):
        row.sort_order = place
    return list(rows)


def form(**sent: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in sent.items()})
    return data


def test_a_form_is_stale_when_something_was_saved_since_it_was_opened() -> None:
    page = StandardPage.objects.get(slug="pomoc")
    first, latest = page.save_revision(), page.save_revision()
    at = latest.created_at.isoformat()
    opened = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": at}
    table = [
        (opened, latest, False),
        (opened, None, False),
        ({**opened, "loaded_revision_id": first.pk}, latest, True),
        ({**opened, "loaded_revision_created_at": first.created_at.isoformat()}, latest, True),
        ({"loaded_revision_id": latest.pk}, latest, True),
        ({}, latest, False),
        ({"opened_without_revision": ""}, latest, True),
        ({"opened_without_revision": ""}, None, False),
        # What the form has saved by itself counts, whatever it was opened with.
        ({**opened, "loaded_revision_id": first.pk, "overwrite_revision_id": latest.pk}, latest, False),
        ({**opened, "overwrite_revision_id": first.pk}, latest, True),
    ]
    for sent, newest, expected in table:
        assert is_stale(form(**sent), newest) is expected, sent


def test_who_saved_the_newer_version_is_named_as_well_as_can_be() -> None:
    page = StandardPage.objects.get(slug="pomoc")
    named = User.objects.create_user("ana", first_name="Ana", last_name="Anić")
    plain = User.objects.create_user("mira")
    names = [collisions._by(page.save_revision(user=person))["person"] for person in (named, plain, None)]
    assert names == ["Ana Anić", "mira", "Neko"]
    latest = page.save_revision()
    assert collisions._by(latest)["time"] == f"{timezone.localtime(latest.created_at):%H:%M}"
    compared = [collisions._compare_url(page, opened, latest) for opened in ("7", "", str(latest.pk), "x")]
    assert ["/7..." in compared[0], *("/earliest..." in url for url in compared[1:])] == [True] * 4


def test_only_rows_that_differ_count_as_changed(network: NetworkPage) -> None:
    opened, newest = again(network), again(network)
    assert not has_other_rows(opened, newest, "memberships") and changes(opened, newest) == []
    first, second, third = rows_of(newest)
    second.since = "1999"
    newest.memberships.set([first, second, third])
    assert has_other_rows(opened, newest, "memberships")
    assert changed_rows(opened, newest, "memberships") == {second.key}
    # Another order is a change of the rows, and of none of them.
    newest = again(network)
    newest.memberships.set(in_order(*reversed(rows_of(newest))))
    assert has_other_rows(opened, newest, "memberships")
    assert changed_rows(opened, newest, "memberships") == set() and changes(opened, newest) == []


def test_what_was_added_and_what_is_gone_is_named_in_the_order_of_names(network: NetworkPage) -> None:
    opened, newest = again(network), again(network)
    kept = rows_of(newest)[:1]
    new = [Membership(organisation=make_organisation(name)) for name in ("Šesta", "Peta")]
    newest.memberships.set([*kept, *new])
    gone = {row.key for row in rows_of(opened)[1:]}
    assert changed_rows(opened, newest, "memberships") == gone | {row.key for row in new}
    assert changes(opened, newest) == [
        "U novijoj verziji je pod „Članstva” dodato: Peta – članica, Šesta – članica.",
        "U novijoj verziji pod „Članstva” više nema: Druga – članica, Treća – članica.",
    ]


def test_a_text_in_blocks_is_named_once_for_its_language_and_comments_never(network: NetworkPage) -> None:
    opened, newest = again(network), again(network)
    newest.body_en = [("heading", "Something new")]
    newest.title = "Drugi naslov"
    person = User.objects.create_user("ana")
    newest.wagtail_admin_comments.add(
        newest.wagtail_admin_comments.model(user=person, text="Beleška", contentpath="title", position="")
    )
    assert changes(opened, newest) == ["U novijoj verziji je drugačije: „Tekst (English)”."]


def panel_of(network: NetworkPage) -> Any:
    panel = find_rows_panel(type(network).get_edit_handler(), "memberships")
    assert find_rows_panel(type(network).get_edit_handler(), "deeds") is None
    return panel


def compared(before: NetworkPage, after: NetworkPage) -> RowsComparison:
    return RowsComparison.of_pages(panel_of(before), before, after)


def test_versions_compare_by_rows_and_say_what_in_them(network: NetworkPage) -> None:
    before, after = again(network), again(network)
    assert not compared(before, after).has_changed() and compared(before, after).in_words() == []
    first, second, third = rows_of(after)
    second.since, second.is_former, second.kind = "2013-05", True, "founder"
    second.note_sr_latn = None
    new = Membership(organisation=make_organisation("Četvrta"), since="2020")
    after.memberships.set(in_order(second, first, new))
    found = compared(before, after)
    assert found.has_changed() and found.is_moved and found.field_label() == "Članice"
    assert found.in_words() == [
        "Novo: Četvrta, članica, od 2020.",
        "Uklonjeno: Treća, članica",
        "Druga (vrsta: članica → osnivačica, od: – → od maja 2013., više ne pripada: ne → da)",
    ]
    html = found.htmldiff()
    assert "Redosled je drugačiji" in html and "Prva" not in html
    assert str(ChangedField("Od", "", "2013.")) == "od: – → 2013."
    assert str(ChangedField("Od", "2013.", "")) == "od: 2013. → –"
    # One thing alone is enough.
    for rows in ([first, second], [second, first, third]):
        only = again(network)
        by_key = {row.key: row for row in rows_of(only)}
        only.memberships.set(in_order(*(by_key[row.key] for row in rows)))
        assert compared(before, only).has_changed()


def test_a_member_that_was_deleted_since_is_told_so(network: NetworkPage) -> None:
    before, after = again(network), again(network)
    after.memberships.set(rows_of(after)[1:])
    gone = rows_of(before)[0].organisation
    network.memberships.set(rows_of(after))
    network.save()
    Organisation.objects.filter(pk=gone.pk).delete()
    missing = Membership(organisation_id=gone.pk, key=new_key())
    found = RowsComparison(panel_of(network), [missing], [])
    assert found.in_words() == ["Uklonjeno: (u međuvremenu obrisano), članica"]


def test_what_a_save_changed_of_rows_is_written_and_told(network: NetworkPage) -> None:
    before = {row.key: row.pk for row in rows_of(network)}
    page = again(network)
    first, second, third = rows_of(page)
    second.note_sr_latn = "Napomena"
    new = Membership(organisation=make_organisation("Četvrta"), key=new_key())
    page.memberships.set([third, second, new])
    page.save()
    told = page.changed_rows["memberships"]
    assert {row.key for row in told.before} == {first.key, second.key}
    assert {row.key for row in told.after} == {second.key, new.key}
    stored = {row.key: row for row in Membership.objects.filter(network=network)}
    assert set(stored) == {second.key, third.key, new.key}
    assert {key: stored[key].pk for key in (second.key, third.key)} == {
        key: before[key] for key in (second.key, third.key)
    }
    assert stored[second.key].note_sr_latn == "Napomena"
    # A row of which only the place is another is moved and not told.
    page = again(network)
    rows = rows_of(page)
    page.memberships.set(in_order(*reversed(rows)))
    page.save()
    assert page.changed_rows["memberships"] == ([], [])
    assert [row.key for row in rows_of(again(network))] == [row.key for row in reversed(rows)]


def test_what_a_save_of_some_fields_finds_in_memory_stays_there(network: NetworkPage) -> None:
    page = again(network)
    page.memberships.set([])
    page.acronym = "NOVO"
    page.save(update_fields=["acronym"])
    assert Membership.objects.filter(network=network).count() == 3
    page.save()
    assert not Membership.objects.filter(network=network).exists()
    assert again(network).acronym == "NOVO"


def test_rows_without_keys_are_known_again_by_what_they_say(network: NetworkPage) -> None:
    before = {row.text_sr_latn: row.pk for row in network.strategic_directions.all()}
    page = again(network)
    page.strategic_directions.set(
        [StrategicDirection(text_sr_latn=text, sort_order=place) for place, text in enumerate(("Dva", "Tri"))]
    )
    page.save()
    after = {row.text_sr_latn: row.pk for row in again(network).strategic_directions.all()}
    assert after["Dva"] == before["Dva"] and set(after) == {"Dva", "Tri"}
    assert after["Tri"] not in before.values()


def test_a_form_without_versions_is_no_trouble(rf: Any) -> None:
    thing = SimpleNamespace(pk=1)
    request = rf.post("/admin/", {"opened_without_revision": ""})
    assert collisions.look_for_collision(request, thing) is None
    assert (thing.is_stale, thing.is_saved_by_itself) == (False, False)
    request = rf.get("/admin/", headers={"Accept": "application/json"})
    assert collisions.look_for_collision(request, thing) is None and thing.is_saved_by_itself
