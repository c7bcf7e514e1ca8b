"""What an editor types in one language stays in that language, whatever language the admin speaks."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from astra_site.pages.models import BasePage
from networks.models import StandardPage
from tests import factories
from tests.factories import fresh
from tests.pages.editing import errors, paragraph, saved, text_of
from tests.pages.tree import broken_promises

ENGLISH_COLUMNS = ("title_en", "seo_title_en", "search_description_en", "lead_en")


def below(home, slug):
    """Return the page with `slug` somewhere below `home`."""
    return StandardPage.objects.descendant_of(home).get(slug=slug)


def raw(page, *columns):
    """Return columns as they are, past every translation."""
    table = StandardPage._meta.db_table
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE basepage_ptr_id = %s", [page.pk])  # noqa: S608
        return cursor.fetchone()


def english(page):
    """Return every English text of `page`."""
    texts = [getattr(page, column) for column in ENGLISH_COLUMNS]
    return [text for text in texts if text] + ([text_of(page.body_en)] if page.body_en else [])


@pytest.mark.parametrize("action", ["draft", "publish"])
def test_a_page_in_serbian_only_gets_no_english_text(editor, home, action):
    response = editor.create(
        home,
        StandardPage,
        action,
        title="Pristupačnost",
        slug="pristupacnost",
        lead_sr_latn="Za sve.",
        body_sr_latn=[paragraph("<p>Tekst</p>")],
    )

    assert saved(response)
    page = below(home, "pristupacnost")
    assert page.live is (action == "publish")
    assert english(page) == []
    assert english(page.get_latest_revision_as_object()) == []
    assert page.slug_en == ""
    assert page.url_path_en == page.url_path
    assert page.draft_title == "Pristupačnost"
    assert page.latest_revision.object_str == "Pristupačnost"
    assert page.latest_revision.content["lead"] == "Za sve."
    assert raw(page, "lead", "lead_sr_latn", "lead_en")[:2] == ("Za sve.", "Za sve.")
    assert not raw(page, "lead_en")[0]
    assert "Tekst" in raw(page, "body")[0]
    assert broken_promises(home) == []


def test_both_languages_are_saved_in_their_own_columns(editor, home):
    editor.create(
        home,
        StandardPage,
        title="Privatnost",
        slug="privatnost",
        title_en="Privacy",
        lead_sr_latn="Ne pratimo.",
        lead_en="We do not track.",
        seo_title="Privatnost na sajtu",
        seo_title_en="Privacy on this site",
        search_description="Opis",
        search_description_en="Description",
    )

    page = below(home, "privatnost")
    assert (page.title, page.title_en, page.slug_en) == ("Privatnost", "Privacy", "privacy")
    assert page.url_path_en == f"{home.url_path_en}privacy/"
    assert raw(page, "lead", "lead_sr_latn", "lead_en") == ("Ne pratimo.", "Ne pratimo.", "We do not track.")
    assert (page.seo_title, page.seo_title_en) == ("Privatnost na sajtu", "Privacy on this site")
    assert (page.search_description, page.search_description_en) == ("Opis", "Description")


def test_a_change_in_one_language_changes_nothing_else(editor, family):
    before = fresh(family.child)

    assert saved(editor.edit(family.child, title_en="Our team"))

    after = fresh(family.child)
    changed = {
        field.name
        for field in StandardPage._meta.concrete_fields
        if (getattr(after, field.attname) or "") != (getattr(before, field.attname) or "")
    }
    assert {name for name in changed if "title" in name or "slug" in name or "lead" in name} == {"title_en"}
    assert after.draft_title == "Tim"
    assert broken_promises(family.home) == []


def test_a_draft_leaves_the_published_page_as_it_was(editor, family):
    assert saved(editor.edit(family.child, "draft", title="Ekipa", title_en="Crew", lead_sr_latn="Novi uvod"))

    page = fresh(family.child)
    assert (page.title, page.title_en, page.lead_sr_latn) == ("Tim", "Team", None)
    assert (page.draft_title, page.has_unpublished_changes) == ("Ekipa", True)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.title_en, draft.lead_sr_latn) == ("Ekipa", "Crew", "Novi uvod")
    assert not draft.lead_en


def test_autosave_writes_no_english_that_nobody_typed(editor, family):
    response = editor.autosave(family.child, lead_sr_latn="Kucam …")

    assert response.json()["success"]
    draft = fresh(family.child).get_latest_revision_as_object()
    assert draft.lead_sr_latn == "Kucam …"
    assert draft.title_en == "Team"
    assert not draft.lead_en


def test_unpublishing_keeps_both_languages(editor, family):
    editor.unpublish(family.child)

    page = fresh(family.child)
    assert not page.live
    assert (page.title, page.title_en, page.slug, page.slug_en) == ("Tim", "Team", "tim", "team")
    assert broken_promises(family.home) == []


def test_a_scheduled_change_of_both_addresses_arrives_when_it_is_due(editor, family):
    editor.edit(family.child)  # Only a page with a published version stays on the air meanwhile.
    soon = timezone.now() + datetime.timedelta(hours=1)
    when = timezone.localtime(soon)
    assert saved(editor.edit(family.child, slug="ekipa", slug_en="crew", go_live_at=when))
    assert fresh(family.child).slug == "tim"

    with travel(soon + datetime.timedelta(minutes=5), tick=False):
        call_command("publish_scheduled")

    assert fresh(family.child).url_path.endswith("/o-nama/ekipa/")
    assert fresh(family.grandchild).url_path_en.endswith("/about-us/crew/council/")
    assert broken_promises(family.home) == []


def test_an_old_version_comes_back_in_both_languages(editor, family):
    editor.edit(family.child, title="Prvi", title_en="First", lead_en="")
    old = fresh(family.child).latest_revision
    editor.edit(family.child, title="Drugi", title_en="Second", lead_en="An English lead")

    assert saved(editor.revert(family.child, old))

    page = fresh(family.child)
    assert (page.title, page.title_en, page.draft_title) == ("Prvi", "First", "Prvi")
    assert not page.lead_en
    assert broken_promises(family.home) == []


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_move_changes_nothing_but_the_paths(editor, family, in_bulk):
    if in_bulk:
        editor.bulk_move([family.child], family.elsewhere)
    else:
        editor.move(family.child, family.elsewhere)

    child, grandchild = fresh(family.child), fresh(family.grandchild)
    assert (child.title, child.title_en, child.slug, child.slug_en) == ("Tim", "Team", "tim", "team")
    assert child.url_path == f"{family.home.url_path}drugde/tim/"
    assert child.url_path_en == f"{family.home.url_path}elsewhere/team/"
    assert grandchild.url_path_en == f"{family.home.url_path}elsewhere/team/council/"
    assert english(grandchild) == ["Council"]
    assert broken_promises(family.home) == []


def test_a_copy_beside_the_original_gets_an_english_address_of_its_own(editor, family):
    assert saved(editor.copy(family.child, slug="tim-2", publish_copies=True))

    copy = below(family.home, "tim-2")
    assert (copy.title, copy.title_en, copy.slug_en) == ("Tim", "Team", "team-2")
    assert copy.live
    assert copy.get_latest_revision_as_object().slug_en == "team-2"
    assert broken_promises(family.home) == []


def test_a_copied_draft_can_be_published(editor, family):
    editor.edit(family.child, "draft", lead_sr_latn="U pripremi")
    editor.copy(family.child, slug="tim-2")
    copy = below(family.home, "tim-2")

    assert saved(editor.edit(copy))

    assert fresh(copy).lead_sr_latn == "U pripremi"
    assert fresh(copy).slug_en == "team-2"
    assert broken_promises(family.home) == []


@pytest.mark.parametrize("is_alias", [False, True])
def test_a_recursive_copy_repeats_the_structure_in_both_languages(editor, family, is_alias):
    StandardPage.objects.filter(pk=family.grandchild.pk).update(slug_en="")
    grandchild = fresh(family.grandchild)
    grandchild.slug_en = "advisers"
    grandchild.save()

    editor.copy(family.parent, family.elsewhere, copy_subpages=True, publish_copies=True, alias=is_alias)

    copy = StandardPage.objects.get(url_path=f"{family.home.url_path}drugde/o-nama/tim/savet/")
    assert copy.url_path_en == f"{family.home.url_path}elsewhere/about-us/team/advisers/"
    assert english(copy) == ["Council"]
    assert (copy.alias_of_id is not None) is is_alias
    assert broken_promises(family.home) == []


def test_an_alias_follows_its_original_but_keeps_its_own_addresses(editor, family):
    editor.copy(family.child, slug="tim-2", alias=True)
    alias = below(family.home, "tim-2")
    assert alias.slug_en == "team-2"

    editor.edit(
        family.child, title="Ekipa", title_en="Crew", lead_sr_latn="Uvod", slug="ekipa", slug_en="crew"
    )

    alias = fresh(alias)
    assert (alias.title, alias.title_en, alias.lead_sr_latn) == ("Ekipa", "Crew", "Uvod")
    assert (alias.slug, alias.slug_en) == ("tim-2", "team-2")
    assert not alias.lead_en
    assert broken_promises(family.home) == []


def test_an_alias_of_a_page_translated_later_gets_an_english_address(editor, home):
    original = factories.make_page(home, "Vesti", slug="vesti")
    editor.copy(original, slug="vesti-2", alias=True)

    editor.edit(original, title_en="News")

    assert below(home, "vesti").slug_en == "news"
    assert below(home, "vesti-2").slug_en == "news-2"
    assert broken_promises(home) == []


def test_a_deleted_branch_leaves_no_pages(editor, family):
    editor.delete(family.parent)

    assert not BasePage.objects.filter(pk__in=[family.parent.pk, family.grandchild.pk]).exists()
    assert broken_promises(family.home) == []


@pytest.mark.parametrize(
    "name", ["edit", "history", "copy", "move", "delete", "unpublish", "revisions_index", "view_draft"]
)
def test_every_screen_of_a_page_opens(editor, family, name):
    response = editor.client.get(reverse(f"wagtailadmin_pages:{name}", args=(family.child.pk,)), follow=True)

    assert response.status_code == 200


def test_the_lists_of_pages_open_and_speak_serbian_titles(editor, family):
    response = editor.client.get(reverse("wagtailadmin_explore", args=(family.parent.pk,)))

    assert response.status_code == 200
    assert "Tim" in response.text


def test_a_missing_title_is_a_message_at_its_field(editor, home):
    assert "title" in errors(editor.create(home, StandardPage, title_en="Only English", slug="x"))
    assert not StandardPage.objects.child_of(home).exists()
