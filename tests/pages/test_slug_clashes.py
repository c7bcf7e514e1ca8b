"""Two pages never share an address: the person who tries is told at the right field."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from astra_site.pages import slugs
from astra_site.pages.models import BasePage
from networks.models import StandardPage
from tests import factories
from tests.pages.conftest import of_this_test
from tests.pages.editing import errors, form_data, saved
from tests.pages.tree import broken_promises

# What is typed, and at which field it is refused, beside a page at /tim/ and /en/…/team/ and one
# that has no English address, so that /vesti/ is taken in English too.
CLASHES = [
    pytest.param({"slug": "tim", "slug_en": "free"}, "slug", id="Serbian"),
    pytest.param({"slug": "slobodno", "slug_en": "team"}, "slug_en", id="English"),
    pytest.param({"slug": "slobodno", "slug_en": "vesti"}, "slug_en", id="English, by fallback"),
    pytest.param({"slug": "team", "title_en": "", "slug_en": ""}, "slug_en", id="Serbian as English"),
]


@pytest.fixture(scope="module")
def neighbours_of_the_module(family_of_the_module, for_a_module):
    parent = family_of_the_module.parent
    with for_a_module():
        untranslated = factories.make_page(parent, "Vesti", slug="vesti")
        other = factories.make_page(parent, "Druga", slug="druga", title_en="Other", slug_en="other")
    return SimpleNamespace(**vars(family_of_the_module), untranslated=untranslated, other=other)


@pytest.fixture
def neighbours(neighbours_of_the_module, db):
    """The family, with a page that has no English address and one more to change."""
    return of_this_test(neighbours_of_the_module)


def rows():
    """Return every address in the database."""
    columns = ("path", "title", "slug", "slug_en", "url_path_en")
    return list(BasePage.objects.order_by("path").values_list(*columns))


@pytest.mark.parametrize("action", ["draft", "publish"])
@pytest.mark.parametrize(("typed", "field"), CLASHES)
def test_a_new_page_at_a_taken_address_is_refused(editor, neighbours, action, typed, field):
    before = rows()

    response = editor.create(neighbours.parent, StandardPage, action, **{"title": "Nova", **typed})

    assert field in errors(response)
    assert rows() == before


@pytest.mark.parametrize("action", ["draft", "publish"])
@pytest.mark.parametrize(("typed", "field"), CLASHES)
def test_an_edited_page_at_a_taken_address_is_refused(editor, neighbours, action, typed, field):
    before = rows()

    response = editor.edit(neighbours.other, action, **typed)

    assert field in errors(response)
    assert rows() == before
    assert not BasePage.objects.get(pk=neighbours.other.pk).has_unpublished_changes


def test_a_draft_whose_english_address_was_taken_meanwhile_can_be_put_right(editor, neighbours):
    editor.edit(neighbours.other, "draft", slug_en="wanted")
    factories.make_page(neighbours.parent, "Brža", slug="brza", title_en="Faster", slug_en="wanted")

    refused = editor.edit(neighbours.other)
    assert set(errors(refused)) == {"slug_en"}

    assert saved(editor.edit(neighbours.other, slug_en="free"))
    assert broken_promises(neighbours.home) == []


@pytest.mark.parametrize("in_bulk", [False, True])
@pytest.mark.parametrize(
    "fields",
    [
        {"slug": "tim", "slug_en": "free"},
        {"slug": "slobodno", "slug_en": "team"},
        {"slug": "slobodno", "slug_en": "vesti"},
        {"slug": "team"},
    ],
    ids=["Serbian", "English", "English, by fallback", "Serbian as English"],
)
def test_a_move_to_a_taken_address_is_refused(editor, neighbours, in_bulk, fields):
    page = factories.make_page(neighbours.elsewhere, "Putnik", **fields)
    before = rows()

    if in_bulk:
        response = editor.bulk_move([page], neighbours.parent)
        assert response.status_code == 200
        assert page.title in response.text
    else:
        response = editor.move(page, neighbours.parent)
        assert response.status_code == 302
        assert "/move/" in response.url

    assert rows() == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"slug": "isto"}, {"slug": "isto"}),
        ({"slug": "jedan", "slug_en": "same"}, {"slug": "dva", "slug_en": "same"}),
        ({"slug": "same"}, {"slug": "dva", "slug_en": "same"}),
    ],
)
def test_pages_that_would_meet_at_one_address_are_not_moved_together(editor, neighbours, first, second):
    left = factories.make_page(neighbours.parent, **first)
    right = factories.make_page(neighbours.elsewhere, **second)
    before = rows()

    response = editor.bulk_move([left, right], neighbours.child)

    assert response.status_code == 200
    assert rows() == before


def test_an_address_of_the_system_is_refused_right_under_the_home_page(serbian_editor, neighbours):
    before = rows()

    for slug in sorted(slugs.RESERVED):
        assert "slug" in errors(serbian_editor.create(neighbours.home, StandardPage, title="X", slug=slug))
        assert "slug" in errors(serbian_editor.edit(neighbours.elsewhere, slug=slug))
    assert rows() == before
    # Those with a dot are no slugs anywhere.
    for slug in sorted(slug for slug in slugs.RESERVED if "." not in slug):
        assert saved(serbian_editor.create(neighbours.parent, StandardPage, title="X", slug=slug))


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_page_cannot_move_to_an_address_of_the_system(editor, neighbours, in_bulk):
    page = factories.make_page(neighbours.parent, "Mediji", slug="media")
    before = rows()

    response = editor.bulk_move([page], neighbours.home) if in_bulk else editor.move(page, neighbours.home)

    assert response.status_code in {200, 302}
    assert rows() == before


def test_a_copy_cannot_take_an_address_of_the_system(editor, neighbours):
    assert "new_slug" in errors(editor.copy(neighbours.elsewhere, slug="admin"))


def test_code_that_repeats_an_address_is_refused(neighbours):
    page = neighbours.other
    page.slug_en = "team"
    with pytest.raises(ValidationError):
        page.save()

    page.refresh_from_db()
    page.slug = "tim"
    with pytest.raises(ValidationError):
        page.save()


def test_a_page_made_by_code_takes_the_next_free_address(neighbours):
    for number in (2, 3):
        page = factories.make_page(neighbours.parent, "Tim", title_en="Team")
        assert (page.slug, page.slug_en) == (f"tim-{number}", f"team-{number}")
    assert factories.make_page(neighbours.home, "Admin").slug == "admin-2"
    assert broken_promises(neighbours.home) == []


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Đorđe i Љубав", "djordje-i-ljubav"), ("Жене", "zene"), ("?!", "stranica"), ("中文", "stranica")],
)
def test_an_address_is_made_from_a_serbian_title(home, title, slug):
    assert factories.make_page(home, title).slug == slug


def test_a_taken_address_is_named_once(serbian_editor, neighbours):
    assert len(errors(serbian_editor.edit(neighbours.other, slug_en="team"))["slug_en"]) == 1
    refused = serbian_editor.create(
        neighbours.parent, StandardPage, title="Nova", slug="nova", slug_en="team"
    )
    assert len(errors(refused)["slug_en"]) == 1


@pytest.mark.parametrize("missing", ["slug", "slug_en"])
def test_whoever_may_not_change_the_address_is_told_above_the_form(neighbours, serbian_editor, missing):
    page = StandardPage.objects.get(pk=neighbours.other.pk)
    page.slug, page.slug_en = ("tim", "free") if missing == "slug" else ("slobodno", "team")
    data = form_data(page, serbian_editor.user, neighbours.parent)
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(data, instance=page, parent_page=neighbours.parent, for_user=serbian_editor.user)
    del form.fields[missing]

    assert not form.is_valid()
    assert form.non_field_errors()
