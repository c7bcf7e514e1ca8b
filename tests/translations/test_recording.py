"""What is recorded of a translation, when, and what of it survives."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from astra_site.pages.models import BasePage
from astra_site.tasks.progress import NoProgress
from astra_site.translations import decisions, receivers, recording
from astra_site.translations.field_urls import field_url
from astra_site.translations.models import FieldTranslation
from astra_site.translations.roots import field_label, is_root, owners, parent_key
from astra_site.translations.states import Decision, State
from networks.models import (
    FieldOfWork,
    Membership,
    NetworkPage,
    Organisation,
    PublicPhone,
    SiteSettings,
    StandardPage,
)
from tests import factories

pytestmark = pytest.mark.django_db
TABLE = FieldTranslation._meta.db_table


def test_of_a_model_that_is_gone_the_names_of_the_database_are_told():
    gone = ContentType.objects.create(app_label="gone", model="thing")
    row = FieldTranslation(root_type=gone, root_id=1, owner_type=gone, owner_id=1, field="lead")
    assert (row.kind, row.field_label, field_url(row)) == ("thing", "lead", None)


@pytest.fixture
def organisation():
    """A published organisation with two phones, of which only one has an English text."""
    made = factories.make_organisation("Udruženje Proba")
    made.phones.add(
        PublicPhone(number="011 1", label_sr_latn="Danju", hours_sr_latn="8–16", hours_en="8 to 16"),
        PublicPhone(number="011 2", label_sr_latn="Noću", hours_sr_latn="16–8", hours_en="4 to 8"),
    )
    made.save_revision().publish()
    return Organisation.objects.get(pk=made.pk)


def phones(organisation):
    """Return what is recorded of the labels of the phones."""
    rows = recording.of_root(organisation).filter(owner_type__model="publicphone", field="label")
    return {row.source_text: row for row in rows}


def test_a_part_that_gets_a_new_key_is_known_again_by_its_texts(organisation, admin_user):
    row = phones(organisation)["Noću"]
    assert row.state == State.MISSING
    decisions.decide(row.pk, Decision.BLANK, admin_user, row.source)
    # As after a draft with rows that the database does not know: the same texts, other keys.
    organisation.phones.all().delete()
    numbers = [
        ("011 2", "Noću", "16–8", "4 to 8"),
        ("011 3", "Uveče", "18–22", ""),
        ("011 1", "Danju", "", ""),
    ]
    for number, label, hours, hours_en in numbers:
        PublicPhone.objects.create(
            organisation=organisation, number=number,
            label_sr_latn=label, hours_sr_latn=hours, hours_en=hours_en,
        )  # fmt: skip
    recording.record(Organisation.objects.get(pk=organisation.pk))
    found = phones(organisation)
    assert {label: one.state for label, one in found.items()} == {
        "Noću": State.BLANK, "Uveče": State.MISSING, "Danju": State.MISSING,
    }  # fmt: skip
    assert found["Noću"].owner_id == PublicPhone.objects.get(number="011 2", organisation=organisation).pk
    assert recording.of_root(organisation).filter(owner_type__model="publicphone").count() == 6


def test_publishing_what_has_not_changed_writes_nothing(organisation):
    with CaptureQueriesContext(connection) as asked:
        recording.record(organisation)
    written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert not [sql for sql in written if TABLE in sql]


def test_a_recording_that_breaks_leaves_everything_as_it_was(organisation, monkeypatch):
    organisation.phones.first().delete()
    before = list(FieldTranslation.objects.order_by("pk").values())
    PublicPhone.objects.create(organisation=organisation, number="011 4", label_sr_latn="Vikendom")

    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(FieldTranslation.objects, "bulk_create", breaks)
    with pytest.raises(RuntimeError):
        recording.record(Organisation.objects.get(pk=organisation.pk))
    assert list(FieldTranslation.objects.order_by("pk").values()) == before


def test_a_row_says_what_it_is_of(organisation):
    row = recording.of_root(organisation).get(field="name")
    assert (row.label, row.root, row.is_public) == ("Udruženje Proba", organisation, True)
    assert "proba" in row.search_text
    assert str(row) == f"Udruženje Proba: {row.field_label}"
    organisation.name_sr_latn = "Udruženje Ogled"
    organisation.save_revision().publish()
    assert set(recording.of_root(organisation).values_list("label", flat=True)) == {"Udruženje Ogled"}


def test_a_thing_is_called_by_its_serbian_name():
    for thing, label in (
        (StandardPage(title="Žene"), "Žene"),
        (Organisation(name_sr_latn="Udruženje", name_en="Society"), "Udruženje"),
        (FieldOfWork(key="k", name_sr_latn="p" * 300), "p" * 255),
        (SiteSettings(footer_text_sr_latn="<p>Podnožje.</p>"), "Podnožje."),
        (StandardPage(), str(StandardPage())),
    ):
        assert recording.label_of(thing) == label


def test_aliases_and_what_is_loaded_from_a_file_are_not_recorded():
    page = StandardPage.objects.get(slug="pomoc")
    alias = page.create_alias(update_slug="pomoc-druga")
    alias.refresh_from_db()
    assert alias.live and not recording.of_root(alias).exists()
    receivers.on_page_published(alias)
    assert not recording.of_root(alias).exists()
    assert alias.pk not in {
        each.pk for each in recording.published_values() if isinstance(each, StandardPage)
    }
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="Proba")
    FieldTranslation.objects.all().delete()
    receivers.on_saved(field, raw=True)
    assert not recording.of_root(field).exists()
    receivers.on_saved(field)
    assert recording.of_root(field).exists()


def test_what_is_not_public_is_not_recorded_anew_and_its_rows_are_hidden(organisation):
    draft = factories.make_organisation("Nacrt", live=False)
    assert draft not in list(recording.published_values())
    assert organisation in list(recording.published_values())
    organisation.unpublish()
    assert not recording.of_root(organisation).filter(is_public=True).exists()
    assert recording.of_root(organisation).exists()


def test_recording_everything_tells_how_far_it_is(organisation):
    class Told(NoProgress):
        numbers: list[int] = []

        def tell(self, done, total=0, *rest, **more):
            self.numbers.append(done)

    FieldTranslation.objects.all().delete()
    number = recording.record_everything(Told())
    assert number == len(list(recording.published_values()))
    roots = set(FieldTranslation.objects.values_list("root_type", "root_id"))
    assert len(roots) <= number and len(roots) > 100


def test_of_a_deleted_part_and_of_a_deleted_thing_nothing_is_left(organisation):
    phone = organisation.phones.first()
    assert recording.of_root(organisation).filter(owner_id=phone.pk, owner_type__model="publicphone").exists()
    recording.forget(phone)
    assert not FieldTranslation.objects.filter(owner_id=phone.pk, owner_type__model="publicphone").exists()
    others = FieldTranslation.objects.exclude(label=organisation.name_sr_latn).count()
    label = organisation.name_sr_latn
    organisation.delete()
    assert not FieldTranslation.objects.filter(label=label).exists()
    assert FieldTranslation.objects.count() == others


def test_what_a_translator_opens_and_what_is_part_of_it(organisation):
    assert is_root(Organisation) and is_root(SiteSettings)
    assert not is_root(Membership) and not is_root(Site)
    assert (parent_key(Membership), parent_key(Organisation)) == ("network", None)
    found = list(owners(organisation))
    assert found[0] == organisation and [type(each) for each in found[1:]] == [PublicPhone, PublicPhone]
    assert "›" in field_label(Membership, "note") and "›" not in field_label(NetworkPage, "lead")


def test_the_home_of_all_pages_is_no_page_to_translate():
    root = BasePage.objects.get(depth=1)
    assert root.pk not in {each.pk for each in recording.published_values() if isinstance(each, BasePage)}
