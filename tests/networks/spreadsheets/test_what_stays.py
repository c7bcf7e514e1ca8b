"""What an import leaves beside the values: revisions, history, order, what refers to what, and approval."""

import datetime

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from astra_site.search.models import SearchEntry
from networks.models import Membership, NetworkPage, Organisation
from networks.secret_places import HIDDEN
from networks.spreadsheets.approval import submit
from networks.spreadsheets.importing import Importer, Outdated, summary
from networks.spreadsheets.reading import read
from tests.networks.spreadsheets.files import csv_of, dry_run, import_file, zip_of

pytestmark = pytest.mark.django_db
NEW = {"id": "", "name_sr": "Udruženje iz mašte", "slug_sr": "iz-maste", "acronym": ""}
FOUR = ["Vetrenjača u polju", "Stonoga", "Kišobran", "Klupko"]
JOINS = {"network": "ban", "organisation": "iz-maste"}


@pytest.fixture
def editor(django_user_model):
    """A person whose work is approved by others."""
    person = django_user_model.objects.create_user("urednica")
    person.groups.add(Group.objects.get(name="Urednice"))
    return person


def astra():
    return Organisation.objects.get(slug_sr_latn="astra")


def ban():
    return NetworkPage.objects.get(slug="ban")


def whole(person, **changes):
    """Import a new organisation that joins BAN, and a change of ASTRA; return the new one."""
    known = {"id": astra().pk, "name_sr": astra().name_sr_latn, "slug_sr": "astra", "acronym": "NOVO"}
    import_file(zip_of([{**NEW, **changes}, known], [JOINS]), person)
    return Organisation.objects.get(slug_sr_latn="iz-maste")


def noted(entries, thing):
    """Return what the history says of a thing since, the first first: what, who, on a revision or not."""
    found = entries.objects.for_instance(thing).filter(user__isnull=False).order_by("pk")
    return [(entry.action, entry.user.username, entry.revision_id, entry.content_changed) for entry in found]


def test_what_is_imported_is_noted_as_if_it_was_published_by_hand(moderator):
    new = whole(moderator)

    made = new.latest_revision
    assert new.live_revision == made and made.user == moderator and made.object_str == "Udruženje iz mašte"
    assert new.first_published_at == new.last_published_at
    assert abs(new.first_published_at - made.created_at) < datetime.timedelta(minutes=1)
    assert made.as_object().name_sr_latn == new.name_sr_latn
    assert Revision.objects.for_instance(new).get() == made
    me = moderator.username
    assert noted(ModelLogEntry, new) == [
        ("wagtail.create", me, None, False), ("wagtail.publish", me, made.pk, True),
    ]  # fmt: skip
    assert noted(ModelLogEntry, astra()) == [("wagtail.publish", me, astra().latest_revision_id, True)]
    assert noted(PageLogEntry, ban()) == [("wagtail.publish", me, ban().latest_revision_id, True)]
    assert SearchEntry.objects.filter(title="Udruženje iz mašte").exists()


def test_what_waits_as_a_draft_is_noted_as_if_it_was_submitted_by_hand(editor):
    new = whole(editor)

    me, draft = editor.username, new.latest_revision_id
    assert (new.live, new.live_revision, new.first_published_at) == (False, None, None)
    started = ("wagtail.workflow.start", me)
    assert noted(ModelLogEntry, new) == [
        ("wagtail.create", me, None, False), ("wagtail.edit", me, draft, True), (*started, draft, False),
    ]  # fmt: skip
    assert noted(ModelLogEntry, astra())[-1] == (*started, astra().latest_revision_id, False)
    assert noted(PageLogEntry, ban())[-1] == (*started, ban().latest_revision_id, False)
    assert not SearchEntry.objects.filter(title="Udruženje iz mašte").exists()
    # Who approves finds whose it is, what it is, and the step at which it stands.
    waiting = WorkflowState.objects.get(object_id=str(ban().pk))
    assert waiting.requested_by == editor and waiting.base_content_type == ban().get_base_content_type()
    assert waiting.current_task_state.revision == ban().latest_revision
    entry = PageLogEntry.objects.get(action="wagtail.workflow.start")
    assert entry.data["workflow"] == {
        "id": waiting.workflow_id, "title": waiting.workflow.name, "status": "in_progress",
        "next": {"id": waiting.current_task_state.task_id, "title": waiting.current_task_state.task.name},
        "task_state_id": waiting.current_task_state_id,
    }  # fmt: skip


def test_what_is_submitted_already_is_not_submitted_twice(editor):
    whole(editor)
    submit(ban(), editor)

    assert WorkflowState.objects.filter(object_id=str(ban().pk)).count() == 1


def test_approval_begins_with_the_first_of_many_steps(editor):
    before = GroupApprovalTask.objects.create(name="Prvi korak")
    WorkflowTask.objects.create(workflow=ban().get_workflow(), task=before, sort_order=-1)
    ban().save_revision(user=editor)
    submit(ban(), editor)

    assert ban().current_workflow_task_state.task.name == "Prvi korak"


def test_without_a_workflow_a_draft_stays_a_draft(editor):
    for workflow in Workflow.objects.all():
        workflow.deactivate()
    new = whole(editor)

    assert not new.live and ban().has_unpublished_changes
    assert not WorkflowState.objects.filter(status="in_progress").exists()


def test_a_member_is_known_as_used_by_its_network(moderator):
    new = whole(moderator)

    assert [str(used.object_id) for used in ReferenceIndex.get_references_to(new)] == [str(ban().pk)]


def test_phones_stand_as_in_the_file_and_those_that_stay_are_the_same_rows(moderator):
    import_file(csv_of({**NEW, "phones": "112 | a\n113 | b\n114 | c"}), moderator, "a.csv")
    new = Organisation.objects.get(slug_sr_latn="iz-maste")
    before = {phone.number: phone.pk for phone in new.phones.all()}
    import_file(csv_of({"id": new.pk, "phones": "114 | c\n112 | a\n113 | other"}), moderator, "a.csv")

    new = Organisation.objects.get(pk=new.pk)
    after = sorted(new.phones.all(), key=lambda phone: phone.sort_order)
    assert [(phone.number, phone.label_sr_latn) for phone in after] == [
        ("114", "c"),
        ("112", "a"),
        ("113", "other"),
    ]
    kept = {phone.number: phone.pk == before[phone.number] for phone in after}
    assert kept == {"114": True, "112": True, "113": False}


def test_new_members_stand_behind_the_others_in_the_order_of_the_file(moderator):
    NetworkPage.objects.get(slug="gaatw").memberships.all().delete()
    Membership.objects.filter(network__slug="gaatw").delete()
    two = [NEW, {**NEW, "name_sr": "Vetrenjača u polju", "slug_sr": "vetrenjaca"}]
    rows = [{"network": slug, "organisation": row["slug_sr"]} for row in two for slug in ("gaatw", "ban")]
    last = max(membership.sort_order for membership in ban().memberships.all())
    import_file(zip_of(two, rows), moderator)

    for slug, first in (("gaatw", 0), ("ban", last + 1)):
        added = Membership.objects.filter(
            network__slug=slug, organisation__slug_sr_latn__in=["iz-maste", "vetrenjaca"]
        )
        assert [(row.organisation.slug_sr_latn, row.sort_order) for row in added.order_by("sort_order")] == [
            ("iz-maste", first), ("vetrenjaca", first + 1),
        ]  # fmt: skip


def test_who_has_hidden_a_place_stands_in_its_history(moderator):
    import_file(csv_of({"id": astra().pk, "keep_place_secret": "yes"}), moderator, "a.csv")

    assert (HIDDEN, moderator.username) in [entry[:2] for entry in noted(ModelLogEntry, astra())]


class Meanwhile:
    """Progress of an import in whose middle somebody else changes something."""

    def __init__(self, change):
        self.change = change

    def tell(self, done, total=0, step=""):
        if not done:
            self.change()


CHANGES = {
    "a draft": {"latest_revision_id": None},
    "a lock": {"locked": True},
    "taken off the site": {"live": False},
    "unpublished changes": {"has_unpublished_changes": True},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("model", [Organisation, NetworkPage])
def test_what_somebody_changes_while_an_import_runs_ends_it_and_stays(model, change, moderator):
    rows = zip_of(memberships=[{"network": "ban", "organisation": "grupa-484"}])
    content = csv_of({"id": astra().pk, "acronym": "A"}) if model is Organisation else rows
    name = "a.csv" if model is Organisation else "a.zip"
    thing = astra() if model is Organisation else ban()
    progress = Meanwhile(lambda: model.objects.filter(pk=thing.pk).update(**change))
    shown = dry_run(content, moderator, name).fingerprint()
    members = ban().memberships.count()

    with pytest.raises(Outdated):
        Importer(read(content, name), moderator, progress=progress).run(shown)

    thing = model.objects.get(pk=thing.pk)
    assert {field: getattr(thing, field) for field in change} == change
    assert astra().acronym == "" and ban().memberships.count() == members


def test_how_far_it_is_is_told_in_rows(moderator):
    told = []

    class Told:
        def tell(self, done, total=0, step=""):
            told.append((done, total))

    content = zip_of([NEW, {**NEW, "name_sr": "Vetrenjača u polju", "slug_sr": "vetrenjaca"}], [JOINS])
    Importer(read(content, "a.zip"), moderator, progress=Told()).run(
        dry_run(content, moderator).fingerprint()
    )

    assert told[0] == (0, 3) and told[-1] == (3, 3)


@pytest.mark.parametrize(
    ("role", "told"),
    [("Moderatorke", "Uvezeno: "), ("Urednice", "Sačuvano kao nacrti i poslato na odobrenje")],
)
def test_what_was_imported_is_summed_up_in_numbers(role, told, django_user_model):
    person = django_user_model.objects.create_user("osoba")
    person.groups.add(Group.objects.get(name=role))
    known = list(Organisation.objects.order_by("pk")[:6])
    rows = [{"id": thing.pk, "name_sr": thing.name_sr_latn, "slug_sr": thing.slug_sr_latn} for thing in known]
    rows = [
        {**row, "acronym": thing.acronym, "ended": thing.ended}
        for row, thing in zip(rows, known, strict=True)
    ]
    for row in rows[:2]:
        row["acronym"] = "Q"
    for row in rows[2:5]:
        row["ended"] = "2020"
    plan = dry_run(
        csv_of(*rows, *[{**NEW, "name_sr": name, "slug_sr": ""} for name in FOUR]), person, "a.csv"
    )

    assert summary(plan).startswith(told)
    assert summary(plan).endswith("novih 4, promenjenih 2, završenih 3, neizmenjenih 1.")
