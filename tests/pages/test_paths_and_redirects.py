"""After an address changes, everything below it follows and every old address still leads there."""

import pytest
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site.pages.models import BasePage
from tests import factories
from tests.factories import fresh
from tests.pages.tree import broken_promises, redirects

# What changes, and the redirects that come of it: for the page itself and for the one below.
SERBIAN = {
    "/o-nama/tim": "/o-nama/ekipa/",
    "/o-nama/tim/savet": "/o-nama/ekipa/savet/",
}
ENGLISH = {
    "/en/about-us/team": "/en/about-us/crew/",
    "/en/about-us/team/council": "/en/about-us/crew/council/",
}
CHANGES = [
    pytest.param({"slug": "ekipa"}, SERBIAN, id="Serbian"),
    pytest.param({"slug_en": "crew"}, ENGLISH, id="English"),
    pytest.param({"slug": "ekipa", "slug_en": "crew"}, {**SERBIAN, **ENGLISH}, id="both"),
    pytest.param({"title": "Ekipa", "title_en": "Crew"}, {}, id="titles only"),
]


def by_publishing(editor, page, fields):
    editor.edit(page, "publish", **fields)


def by_draft_then_publishing(editor, page, fields):
    editor.edit(page, "draft", **fields)
    assert redirects() == {}
    editor.edit(page, "publish")


def by_code(editor, page, fields):
    with translation.override(editor.language):
        page = fresh(page)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save()


def by_code_naming_fields(editor, page, fields):
    with translation.override(editor.language):
        page = fresh(page)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save(update_fields=list(fields))


def by_code_without_checks(editor, page, fields):
    with translation.override(editor.language):
        page = fresh(page)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save(clean=False)


WAYS = [by_publishing, by_draft_then_publishing, by_code, by_code_naming_fields, by_code_without_checks]


@pytest.fixture(autouse=True)
def no_redirects(db):
    """Count only the redirects of the test."""
    Redirect.objects.all().delete()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("fields", "expected"), CHANGES)
def test_a_changed_address_leaves_redirects_in_its_language_only(editor, family, way, fields, expected):
    way(editor, family.child, fields)

    assert redirects() == expected
    assert broken_promises(family.home) == []


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_move_leaves_redirects_in_both_languages(editor, family, in_bulk):
    if in_bulk:
        editor.bulk_move([family.child], family.elsewhere)
    else:
        editor.move(family.child, family.elsewhere)

    assert redirects() == {
        "/o-nama/tim": "/drugde/tim/",
        "/o-nama/tim/savet": "/drugde/tim/savet/",
        "/en/about-us/team": "/en/elsewhere/team/",
        "/en/about-us/team/council": "/en/elsewhere/team/council/",
    }
    assert broken_promises(family.home) == []


def test_a_change_of_order_leaves_no_redirect(editor, family):
    second = factories.make_page(family.parent, "Drugi")
    fresh(second).move(fresh(family.child), pos="left")

    assert redirects() == {}
    assert broken_promises(family.home) == []


def test_redirects_survive_a_save_that_changes_no_address(editor, family):
    editor.edit(family.child, slug="ekipa", slug_en="crew")
    Redirect.add_redirect("/letak", redirect_to=family.child)
    before = redirects()
    assert len(before) == 5

    editor.edit(family.child, lead_sr_latn="Novo", lead_en="New")
    editor.edit(family.parent, title="O nama ukratko")
    editor.move(fresh(family.elsewhere), family.parent)
    fresh(family.child).save()

    kept = redirects()
    assert {address: kept[address] for address in before} == before


def test_old_addresses_lead_to_the_newest_one_without_a_chain(editor, family):
    for slug in ("ekipa", "druzina"):
        editor.edit(family.child, slug=slug)

    assert redirects() == {
        "/o-nama/tim": "/o-nama/druzina/",
        "/o-nama/ekipa": "/o-nama/druzina/",
        "/o-nama/tim/savet": "/o-nama/druzina/savet/",
        "/o-nama/ekipa/savet": "/o-nama/druzina/savet/",
    }


def test_a_page_that_comes_back_takes_its_address_back(editor, family):
    editor.edit(family.child, slug="ekipa")
    editor.edit(family.child, slug="tim")

    assert redirects() == {
        "/o-nama/ekipa": "/o-nama/tim/",
        "/o-nama/ekipa/savet": "/o-nama/tim/savet/",
    }
    assert broken_promises(family.home) == []


@pytest.mark.parametrize("action", ["create", "publish a draft", "copy"])
def test_a_page_at_an_old_address_ends_its_redirect(editor, family, action):
    editor.edit(family.child, slug="ekipa", slug_en="crew")

    if action == "create":
        factories.make_page(family.parent, "Tim", slug="tim", slug_en="team")
    elif action == "copy":
        editor.copy(fresh(family.child), slug="tim", publish_copies=True)
        assert "/o-nama/tim" not in redirects()
    else:
        draft = factories.make_page(family.parent, "Tim", slug="tim", slug_en="team", live=False)
        assert "/o-nama/tim" in redirects()
        editor.edit(draft)

    assert broken_promises(family.home) == []


def test_what_visitors_never_saw_leaves_no_redirect(editor, home):
    draft = factories.make_page(home, "Nacrt", slug="nacrt", live=False)

    editor.edit(draft, slug="drugi-nacrt", slug_en="draft")

    assert redirects() == {}


def test_a_page_off_the_air_still_leaves_a_redirect_for_when_it_returns(editor, family):
    editor.edit(family.child)
    editor.unpublish(family.child)
    editor.edit(family.child, slug="ekipa")

    assert redirects()["/o-nama/tim"] == "/o-nama/ekipa/"


def test_the_redirect_of_an_editor_is_left_as_it_is(editor, family):
    Redirect.add_redirect("/o-nama/tim", redirect_to="/letak/", site=Site.objects.get(is_default_site=True))

    editor.edit(family.child, slug="ekipa")

    assert redirects()["/o-nama/tim"] == "/letak/"


def test_addresses_too_long_for_a_redirect_are_left_out(serbian_editor, family):
    page = family.grandchild
    for number in range(3):
        page = factories.make_page(page, "Duboko", slug=f"{number}-" + "d" * 90)

    serbian_editor.edit(family.child, slug="ekipa")

    assert broken_promises(family.home) == []
    assert "/o-nama/tim/savet" in redirects()


def test_an_old_version_published_after_a_move_stands_at_the_new_place(editor, family):
    editor.edit(family.child, title="Stari", title_en="Old", slug="stari", slug_en="old")
    old = fresh(family.child).latest_revision
    editor.edit(family.child, slug="tim", slug_en="team")
    editor.move(fresh(family.child), family.elsewhere)

    old.refresh_from_db()
    old.publish()

    assert fresh(family.child).url_path == f"{family.home.url_path}drugde/stari/"
    assert fresh(family.grandchild).url_path_en == f"{family.home.url_path}elsewhere/old/council/"
    assert redirects()["/o-nama/tim"] == "/drugde/stari/"
    assert redirects()["/en/elsewhere/team/council"] == "/en/elsewhere/old/council/"
    assert broken_promises(family.home) == []


def test_an_original_that_moves_leaves_the_redirects_of_its_alias_alone(editor, family):
    editor.copy(family.child, family.elsewhere, alias=True)

    editor.edit(family.child, slug="ekipa", slug_en="crew")

    assert set(redirects()) == {*SERBIAN, *ENGLISH}
    assert broken_promises(family.home) == []


def test_a_new_name_of_the_home_page_changes_no_address(editor, family):
    # One letter less: what was cut off the old path by the length of the new one was no address.
    shorter = "n" * (len(family.home.slug) - 1)
    editor.edit(family.home, slug=shorter, title="Naslovna", title_en="Front")

    assert redirects() == {}
    assert fresh(family.child).get_url() == "/o-nama/tim/"
    with translation.override("en"):
        assert fresh(family.grandchild).get_url() == "/en/about-us/team/council/"
        assert fresh(family.home).get_url() == "/en/"
    assert broken_promises(fresh(family.home)) == []
    assert editor.client.get("/en/about-us/team/", follow=False).status_code == 200


def test_what_a_page_answers_for_below_its_address_is_led_on_too(serbian_editor, home):
    directory = factories.make_directory(home)
    factories.make_organisation("Žene", slug_sr_latn="zene", name_en="Women", slug_en="women")

    serbian_editor.edit(directory, slug="imenik", slug_en="list")

    found = redirects()
    assert found["/organizacije/zene"] == "/imenik/zene/"
    assert found["/en/organisations/women"] == "/en/list/women/"
    assert found["/organizacije"] == "/imenik/"


def test_wagtails_command_puts_paths_right(family):
    BasePage.objects.filter(pk=family.grandchild.pk).update(url_path="/x/", url_path_en="/y/")

    from django.core.management import call_command

    call_command("set_url_paths")

    assert broken_promises(family.home) == []
