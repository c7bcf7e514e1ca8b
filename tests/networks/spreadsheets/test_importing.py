"""An import does what its dry run has shown: all of it, or nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import ModelLogEntry

from astra_site.search.models import SearchEntry
from networks.models import Membership, NetworkPage, Organisation
from networks.spreadsheets import importing, journal
from networks.spreadsheets.importing import Importer, NotPossible, Outdated
from networks.spreadsheets.models import ImportStep
from networks.spreadsheets.reading import read
from tests.networks.spreadsheets.files import as_file, csv_of, dry_run, exported, import_file, state, zip_of

pytestmark = pytest.mark.django_db
NEW = {
    "name_sr": "Udruženje iz mašte", "name_en": "Imagined Association", "slug_sr": "iz-maste",
    "city_sr": "Niš", "country": "RS", "phones": "+381 18 123 | SOS | Helpline", "fields_of_work": "at, edu",
    "about_sr": "Radi.", "former_names": "Staro ime\nJoš starije", "latitude": "43,32", "longitude": "21,9",
    "founded": "5.2013.",
}  # fmt: skip


def search_titles():
    """Return what can be found."""
    return sorted(SearchEntry.objects.values_list("language", "title"))


def test_a_new_organisation_is_published_with_all_that_belongs_to_it(moderator):
    import_file(csv_of(NEW), moderator, "a.csv")
    organisation = Organisation.objects.get(slug_sr_latn="iz-maste")
    assert organisation.live and not organisation.has_unpublished_changes and organisation.latest_revision
    assert (organisation.latitude, organisation.founded, organisation.former_names) == (
        43.32,
        "2013-05",
        "Staro ime\nJoš starije",
    )
    assert organisation.about_sr_latn == "<p>Radi.</p>" and organisation.slug_en == "imagined-association"
    assert [phone.number for phone in organisation.phones.all()] == ["+381 18 123"]
    assert sorted(organisation.fields_of_work.values_list("key", flat=True)) == ["at", "edu"]


def test_a_change_is_a_revision_of_that_person_and_keeps_everything_else(moderator):
    astra = Organisation.objects.get(slug_sr_latn="astra")
    phones = list(astra.phones.values_list("pk", "number"))
    logged = ModelLogEntry.objects.count()
    import_file(csv_of({"id": astra.pk, "acronym": "A", "fields_of_work": "at"}), moderator, "a.csv")
    after = Organisation.objects.get(pk=astra.pk)
    assert (after.acronym, after.name_sr_latn, after.latitude) == ("A", astra.name_sr_latn, astra.latitude)
    assert list(after.phones.values_list("pk", "number")) == phones
    assert [field.key for field in after.fields_of_work.all()] == ["at"]
    assert after.latest_revision.user == moderator and not after.has_unpublished_changes
    assert ModelLogEntry.objects.count() > logged


def test_a_place_is_hidden_at_once_also_where_all_else_waits_as_a_draft(django_user_model):
    person = django_user_model.objects.create_user("urednica")
    person.groups.add(Group.objects.get(name="Urednice"))
    astra = Organisation.objects.get(slug_sr_latn="astra")
    row = {"id": astra.pk, "acronym": "NOVO", "keep_place_secret": "yes"}
    import_file(csv_of(row), person, "a.csv")
    after = Organisation.objects.get(pk=astra.pk)
    assert after.do_not_publish_location
    assert after.acronym == astra.acronym and after.has_unpublished_changes


def test_memberships_go_through_the_page_of_their_network(moderator):
    network = NetworkPage.objects.get(slug="gmcn")
    before = {membership.pk: membership.organisation_id for membership in network.memberships.all()}
    first = network.memberships.first()
    content = zip_of(
        [NEW],
        [
            {"id": "", "network": "gmcn", "organisation": "iz-maste", "kind": "partner", "until": ""},
            {"id": first.pk, "network": "gmcn", "organisation": first.organisation.slug_sr_latn,
             "kind": first.kind, "until": "2026"},
        ],
    )  # fmt: skip
    plan = dry_run(content, moderator)
    assert (len(plan.created), len(plan.ended)) == (2, 1)
    import_file(content, moderator)
    network = NetworkPage.objects.get(pk=network.pk)
    after = {membership.pk: membership.organisation_id for membership in network.memberships.all()}
    assert before.items() < after.items() and len(after) == len(before) + 1
    assert Membership.objects.get(pk=first.pk).until == "2026"
    assert network.latest_revision.user == moderator and not network.has_unpublished_changes
    assert network.memberships.last().organisation.slug_sr_latn == "iz-maste"


def test_with_one_error_nothing_at_all_is_imported(moderator):
    before = state()
    with pytest.raises(NotPossible):
        import_file(csv_of(NEW, {"name_sr": "Druga", "country": "QQ"}), moderator, "a.csv")
    assert state() == before


def test_a_failure_half_way_leaves_nothing_behind(moderator, monkeypatch):
    before = state()

    def fail(*_arguments):
        raise RuntimeError

    monkeypatch.setattr(Importer, "_write_network", fail)
    with pytest.raises(RuntimeError):
        import_file(zip_of([NEW], [{"network": "ban", "organisation": "iz-maste"}]), moderator)
    assert state() == before


class KilledAtTheEnd:
    """Progress of an import that ends in the last moment, when all of it is written."""

    def tell(self, done, total=0, step=""):
        if done == total:
            raise KeyboardInterrupt


def test_what_was_written_already_is_taken_back_to_the_last_revision(moderator, django_user_model):
    editor = django_user_model.objects.create_user("urednica")
    editor.groups.add(Group.objects.get(name="Urednice"))
    astra = Organisation.objects.get(slug_sr_latn="astra")
    draft = Organisation(name_sr_latn="Nacrt udruženja", live=False)
    draft.save()
    content = zip_of(
        [{**NEW, "id": "", "acronym": "", "keep_place_secret": ""},
         {"id": astra.pk, "name_sr": astra.name_sr_latn, "slug_sr": "astra", "acronym": "A",
          "phones": "+381 18 123", "fields_of_work": "at", "keep_place_secret": "yes"},
         {"id": draft.pk, "name_sr": "Drugi nacrt", "slug_sr": draft.slug_sr_latn, "acronym": "N"}],
        [{"network": "ban", "organisation": "iz-maste"}],
    )  # fmt: skip
    before, found = state(), search_titles()
    for person in (moderator, editor):
        shown = dry_run(content, person).fingerprint()
        with pytest.raises(KeyboardInterrupt):
            Importer(read(content, "a.zip"), person, progress=KilledAtTheEnd()).run(shown)
        assert state() == before
        assert search_titles() == found
    assert not ImportStep.objects.exists()


def test_what_somebody_has_changed_meanwhile_is_not_taken_back(moderator, monkeypatch):
    monkeypatch.setattr(importing, "take_back", lambda run: None)
    content = csv_of(NEW, {**NEW, "slug_sr": "druga", "name_sr": "Sasvim druga stvar"})
    importer = Importer(read(content, "a.csv"), moderator, progress=KilledAtTheEnd())
    with pytest.raises(KeyboardInterrupt):
        importer.run(dry_run(content, moderator, "a.csv").fingerprint())
    theirs = Organisation.objects.get(slug_sr_latn="iz-maste")
    theirs.save_revision()
    journal.take_back(importer.journal.run)
    assert Organisation.objects.filter(pk=theirs.pk).exists()
    assert not Organisation.objects.filter(slug_sr_latn="druga").exists()


def astra():
    return Organisation.objects.get(slug_sr_latn="astra")


def add_one_with_its_name():
    Organisation.objects.create(name_sr_latn="Udruženje iz maste", slug_sr_latn="druga-iz-maste")


# Between the dry run and the import of a new organisation that joins BAN, and of a change of ASTRA.
OF_WHAT_IT_TOUCHES = {
    "the field itself": lambda: Organisation.objects.filter(pk=astra().pk).update(acronym="B"),
    "another field of the same": lambda: Organisation.objects.filter(pk=astra().pk).update(website=""),
    "a draft of the same": lambda: astra().save_revision(),
    "a draft of its network": lambda: NetworkPage.objects.get(slug="ban").save_revision(),
    "a lock": lambda: Organisation.objects.filter(pk=astra().pk).update(locked=True),
    "an organisation of that name": add_one_with_its_name,
}
OF_OTHERS = {
    "a draft": lambda: Organisation.objects.get(slug_sr_latn="grupa-484").save_revision(),
    "a published change": lambda: Organisation.objects.filter(slug_sr_latn="grupa-484").update(acronym="B"),
    "a draft of another network": lambda: NetworkPage.objects.get(slug="gaatw").save_revision(),
    "a membership elsewhere": lambda: Membership.objects.exclude(network__slug="ban").update(note_en="new"),
}


def touching():
    touched = {"slug_sr": "astra", "name_sr": astra().name_sr_latn, "acronym": "A"}
    return zip_of([{**NEW, "acronym": ""}, touched], [{"network": "ban", "organisation": "iz-maste"}])


@pytest.mark.parametrize("change", OF_WHAT_IT_TOUCHES)
def test_an_import_is_refused_when_what_it_touches_has_changed_since_the_dry_run(change, moderator):
    content = touching()
    shown = dry_run(content, moderator)
    assert shown.can_be_imported
    OF_WHAT_IT_TOUCHES[change]()
    with pytest.raises(Outdated):
        Importer(read(content, "a.zip"), moderator).run(shown.fingerprint())
    assert not Organisation.objects.filter(slug_sr_latn="iz-maste").exists()


@pytest.mark.parametrize("change", OF_OTHERS)
def test_what_the_file_does_not_speak_of_may_change_meanwhile(change, moderator):
    content = touching()
    shown = dry_run(content, moderator).fingerprint()
    before = state()
    OF_OTHERS[change]()
    assert state() != before
    Importer(read(content, "a.zip"), moderator).run(shown)
    assert Organisation.objects.filter(slug_sr_latn="iz-maste").exists() and astra().acronym == "A"


def test_an_unpublished_organisation_stays_unpublished(moderator):
    draft = Organisation(name_sr_latn="Nacrt udruženja", live=False)
    draft.save()
    draft.save_revision()
    import_file(csv_of({"id": draft.pk, "city_sr": "Bor"}), moderator, "a.csv")
    draft = Organisation.objects.get(pk=draft.pk)
    assert not draft.live and draft.city_sr_latn == "Bor"
    assert draft.get_latest_revision_as_object().city_sr_latn == "Bor"


def test_a_person_who_may_not_publish_imports_drafts(django_user_model):
    person = django_user_model.objects.create_user("urednica", is_staff=True)
    person.groups.add(Group.objects.get(name="Urednice"))
    person.user_permissions.remove(*Permission.objects.filter(codename="publish_organisation"))
    person = django_user_model.objects.get(pk=person.pk)
    astra = Organisation.objects.get(slug_sr_latn="astra")
    content = zip_of(
        [{"id": astra.pk, "slug_sr": "astra", "name_sr": astra.name_sr_latn, "acronym": "A"},
         {"id": "", "slug_sr": "iz-maste", "name_sr": "Udruženje iz mašte", "acronym": ""}],
        [{"network": "ban", "organisation": "iz-maste"}],
    )  # fmt: skip
    plan = import_file(content, person)
    assert plan.is_draft
    astra.refresh_from_db()
    assert astra.acronym == "" and astra.has_unpublished_changes
    assert astra.get_latest_revision_as_object().acronym == "A"
    assert not Organisation.objects.get(slug_sr_latn="iz-maste").live
    network = NetworkPage.objects.get(slug="ban")
    assert network.has_unpublished_changes
    draft = network.get_latest_revision_as_object()
    assert "iz-maste" in {membership.organisation.slug_sr_latn for membership in draft.memberships.all()}


def test_whoever_speaks_english_imports_no_serbian_into_english(moderator):
    from django.utils import translation

    with translation.override("en"):
        import_file(
            csv_of({"name_sr": "Samo srpski", "slug_sr": "samo", "about_sr": "Tekst."}), moderator, "a.csv"
        )
    organisation = Organisation.objects.get(slug_sr_latn="samo")
    assert (organisation.name_en or "", organisation.about_en or "", organisation.name_sr_latn) == (
        "",
        "",
        "Samo srpski",
    )


@pytest.mark.sqlite
def test_many_organisations_go_in_and_come_out_the_same(moderator):
    words = ["Dunja", "Kestrel", "Orah", "Višnja", "Zumbul", "Ćilibar", "Šljuka", "Jasen", "Lipa", "Breza"]
    organisations = [
        {"name_sr": f"{words[n % 10]} {words[n // 10 % 10] * 2} {'abcdefgh'[n // 100] * 6}",
         "slug_sr": f"nova-{n}", "city_sr": "Bor", "country": "RS", "phones": f"+381 30 {n}",
         "fields_of_work": "at", "about_sr": "Radi."}
        for n in range(60)
    ]  # fmt: skip
    memberships = [{"network": "ban", "organisation": f"nova-{n}", "since": "2020"} for n in range(60)]
    content = zip_of(organisations, memberships)
    plan = dry_run(content, moderator)
    assert not plan.errors
    import_file(content, moderator)
    for kind in ("xlsx", "csv"):
        file, name = as_file(exported(), kind)
        again = dry_run(file, moderator, name)
        assert not again.has_work and not again.errors
    assert Organisation.objects.filter(slug_sr_latn__startswith="nova-", live=True).count() == 60
