"""One button takes an import back, but for what somebody has done since."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from astra_site.serbian.folding import slugify
from astra_site.tasks import running, turns
from astra_site.tasks.models import Job, JobState
from networks.models import NetworkPage, Organisation, OrganisationIndexPage
from networks.spreadsheets import importing
from networks.spreadsheets.history import IMPORTED, TAKEN_BACK
from networks.spreadsheets.models import ImportStep
from tests.networks.spreadsheets.files import csv_of, state, zip_of
from tests.networks.spreadsheets.test_views import form_of, upload

pytestmark = pytest.mark.django_db

WORDS = ["Vetrenjača", "Stonoga", "Klupko", "Oblak", "Kišobran"]
Enter = Callable[[str, str], Client]


@pytest.fixture
def enter(django_user_model) -> Enter:
    """Return a function that logs a new person of a role in."""

    def log_in(name: str, role: str) -> Client:
        person = django_user_model.objects.create_user(name)
        person.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(person)
        return client

    return log_in


def imported(client: Client) -> str:
    """Import a new organisation and a new acronym of ASTRA; return where that can be taken back."""
    astra = Organisation.objects.get(slug_sr_latn="astra")
    known = {"id": astra.pk, "name_sr": astra.name_sr_latn, "slug_sr": "astra", "acronym": "NOVO"}
    rows = [known, {"name_sr": "Udruženje iz mašte", "slug_sr": "iz-maste"}]
    address = upload(client, csv_of(*rows))
    client.post(address, form_of(client, address))
    return Job.objects.get(path__endswith="import_file").result_url


def acronym() -> str:
    return Organisation.objects.get(slug_sr_latn="astra").acronym


def test_an_import_is_taken_back_as_a_whole(enter: Enter) -> None:
    client, before = enter("mira", "Moderatorke"), acronym()
    address = imported(client)
    assert acronym() == "NOVO"
    page = client.get(address).content.decode()
    assert "2 organizacije i mreže" in page
    answer = client.post(address, follow=True).content.decode()
    assert "sve je kao pre uvoza" in answer
    assert acronym() == before
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    assert "Nema ničega" in client.get(address).content.decode()


@pytest.mark.parametrize("role", ["Moderatorke", "Urednice"])
def test_many_members_are_written_in_parts_and_taken_back(
    role: str, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MEMBERS_TOGETHER", 2)
    client, before = enter("mira", role), state()
    new = [{"name_sr": f"{word} iz mašte", "slug_sr": f"{slugify(word)}-iz-maste"} for word in WORDS]
    members = [{"network": "ban", "organisation": row["slug_sr"], "since": "2013"} for row in new]
    address = upload(client, zip_of(new, members), "a.zip")
    client.post(address, {**form_of(client, address), "seen": "on"})
    draft = NetworkPage.objects.get(slug="ban").get_latest_revision_as_object()
    rows = sorted(draft.memberships.all(), key=lambda row: row.sort_order)
    assert [row.organisation.slug_sr_latn for row in rows[-len(WORDS) :]] == [row["slug_sr"] for row in new]
    job = Job.objects.get(path__endswith="import_file")
    parts = ImportStep.objects.filter(run=job.pk, content_type__model="networkpage").count()
    assert parts == (3 if role == "Moderatorke" else 1)
    pauses: list[int] = []
    monkeypatch.setattr(turns, "let_others_write", lambda: pauses.append(1))
    monkeypatch.setattr(turns, "TOGETHER", 60)
    client.post(job.result_url)
    assert state() == before
    assert not ImportStep.objects.exists()
    # One for each organisation would be minutes of an import of thousands.
    assert len(pauses) == 1


def test_it_does_not_stop_half_way_when_somebody_cancels_it(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, before = enter("mira", "Moderatorke"), acronym()
    address = imported(client)
    undoing = Job.objects.filter(path__endswith="undo_import")
    monkeypatch.setattr(turns, "let_others_write", lambda: undoing.update(is_cancel_asked=True))
    monkeypatch.setattr(turns, "TOGETHER", 0.0001)
    monkeypatch.setattr(running, "SECONDS_BETWEEN_WRITES", 0)
    client.post(address)
    assert undoing.get().state == JobState.DONE and undoing.get().is_cancel_asked
    assert acronym() == before and not ImportStep.objects.exists()


def test_the_history_of_the_directory_has_one_entry_with_the_button(enter: Enter) -> None:
    client = enter("mira", "Moderatorke")
    address = imported(client)
    history = reverse("wagtailadmin_pages:history", args=[OrganisationIndexPage.objects.get().pk])
    assert history in client.get(reverse("spreadsheets:index")).text
    entries = PageLogEntry.objects.filter(action__startswith="spreadsheets.")
    assert entries.count() == 1
    assert f'href="{address}"' in client.get(history).text
    client.post(address)
    assert [entry.action for entry in entries.order_by("pk")] == [IMPORTED, TAKEN_BACK]
    assert "sve je kao pre uvoza" in client.get(history).text
    # Others read it, and only who imported has the button.
    other = enter("mila", "Moderatorke").get(address)
    assert other.status_code == 200 and "<form" not in other.text.partition("<main")[2].partition("</main")[0]


def test_what_somebody_has_changed_since_stays(enter: Enter) -> None:
    client = enter("mira", "Moderatorke")
    address = imported(client)
    astra = Organisation.objects.get(slug_sr_latn="astra")
    astra.acronym = "POSLE"
    astra.save_revision().publish()
    answer = client.post(address, follow=True).content.decode()
    assert "osim 1" in answer
    assert acronym() == "POSLE"
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()


def test_an_editor_takes_her_drafts_back_and_not_what_was_approved(enter: Enter) -> None:
    client = enter("ana", "Urednice")
    address = imported(client)
    astra = Organisation.objects.get(slug_sr_latn="astra")
    astra.latest_revision.publish()
    answer = client.post(address, follow=True).content.decode()
    assert "osim 1" in answer
    assert acronym() == "NOVO"
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()
    assert not WorkflowState.objects.filter(object_id__isnull=False, current_task_state=None).exists()


def test_nobody_takes_back_what_somebody_else_has_imported(enter: Enter) -> None:
    address = imported(enter("mira", "Moderatorke"))
    assert enter("mila", "Moderatorke").post(address).status_code == 404
    assert enter("vera", "Prevoditeljke").post(address).status_code in {302, 403}
    assert acronym() == "NOVO"
