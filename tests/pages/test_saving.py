"""What a save of a page does besides: whom it tells, which addresses it makes, what the admin finds then."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from wagtail.models import COMMENTS_RELATION_NAME, Comment
from wagtail.search.backends import get_search_backend

from astra_site.accounts.models import User
from astra_site.pages.models import BasePage
from networks.models import StandardPage
from tests import factories
from tests.factories import fresh


@pytest.fixture
def told() -> Iterator[list[Any]]:
    """Return a list that gets each page of which somebody is told that it was saved."""
    pages: list[Any] = []

    def note(instance: Any, **kwargs: Any) -> None:
        pages.append(instance)

    post_save.connect(note, sender=StandardPage)
    yield pages
    post_save.disconnect(note, sender=StandardPage)


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        ({"draft_title": "Nacrt"}, False),
        ({"has_unpublished_changes": True}, False),
        ({"latest_revision": None}, False),
        ({"latest_revision_created_at": None}, False),
        ({"draft_title": "Nacrt", "has_unpublished_changes": True}, False),
        ({"draft_title": "Nacrt", "seo_title": "Naslov"}, True),
        ({"live": False}, True),
    ],
)
def test_a_draft_is_kept_and_nobody_is_told(
    values: dict[str, Any], is_told: bool, family: Any, told: list[Any]
) -> None:
    family.child.save_revision()
    page = fresh(family.child)
    told.clear()
    for name, value in values.items():
        setattr(page, name, value)
    page.save(update_fields=list(values))
    assert bool(told) is is_told
    kept = fresh(family.child)
    assert {name: getattr(kept, name) for name in values} == values
    # Nothing of another page has changed.
    assert fresh(family.parent).draft_title == family.parent.title and fresh(family.parent).live


def test_a_comment_is_kept_with_a_draft(family: Any, told: list[Any]) -> None:
    page = fresh(family.child)
    author = User.objects.create_user(username="autorka")
    setattr(page, COMMENTS_RELATION_NAME, [Comment(user=author, text="Proveri", contentpath="title")])
    told.clear()
    page.save(update_fields=[COMMENTS_RELATION_NAME])
    assert [comment.text for comment in Comment.objects.filter(page=page.pk)] == ["Proveri"]
    assert not told


def test_a_save_without_names_saves_all(family: Any, told: list[Any]) -> None:
    page = fresh(family.child)
    page.seo_title = "Naslov"
    told.clear()
    page.save()
    assert told and fresh(family.child).seo_title == "Naslov"


def test_an_english_title_that_is_added_makes_the_english_address(family: Any) -> None:
    page = factories.make_page(family.parent, "Vesti", slug="vesti")
    below = factories.make_page(page, "Stare", slug="stare")
    page.title_en = "News"
    page.save(update_fields=["title_en"])
    assert fresh(page).slug_en == "news"
    assert fresh(below).url_in("en") == "/en/about-us/news/stare/"


def test_titles_as_long_as_they_may_be_have_addresses_too(home: BasePage) -> None:
    title = "a" * 255
    pages = [factories.make_page(home, title, title_en=title) for _ in range(2)]
    for page in pages:
        page.full_clean()
    assert [(page.slug, page.slug_en) for page in pages] == [
        ("a" * 240, "a" * 240), (f"{'a' * 240}-2", f"{'a' * 240}-2")
    ]  # fmt: skip


def test_a_title_without_a_letter_for_an_address_is_a_page(home: BasePage) -> None:
    pages = [factories.make_page(home, "你好", title_en="?!") for _ in range(2)]
    assert [(page.slug, page.slug_en) for page in pages] == [("stranica", ""), ("stranica-2", "")]


def test_a_form_makes_the_addresses_that_nobody_has_written(serbian_editor: Any, home: BasePage) -> None:
    serbian_editor.create(home, StandardPage, title="Nova vest", title_en="News", slug="", slug_en="")
    page = StandardPage.objects.get(title="Nova vest")
    assert (page.slug, page.slug_en) == ("nova-vest", "news")


def test_an_address_that_is_taken_is_refused_wherever_the_page_is_checked(family: Any) -> None:
    for check in ("clean", "minimal_clean", "full_clean"):
        for field, value in (("slug_en", "elsewhere"), ("slug", "admin")):
            page = fresh(family.parent)
            setattr(page, field, value)
            with pytest.raises(ValidationError) as refusal:
                getattr(page, check)()
            assert list(refusal.value.message_dict) == [field]


def test_the_admin_finds_a_page_by_its_english_title_also_below_another(family: Any) -> None:
    for page in (family.parent, family.child, family.elsewhere):
        get_search_backend().add(fresh(page))

    assert [page.title for page in BasePage.objects.search("Elsewhere")] == ["Drugde"]
    with_children = BasePage.objects.filter(numchild__gt=0)
    assert [page.title for page in with_children.search("Team")] == ["Tim"]
    assert not with_children.search("Elsewhere")


def test_a_translator_reads_what_a_page_is_and_an_alias_keeps_its_address(family: Any) -> None:
    alias = family.child.create_alias(parent=family.elsewhere, update_slug="ogledalo")
    alias.slug_en = "mirror"
    alias.save()
    family.child.title, family.child.title_en = "Ekipa", "Crew"
    family.child.slug_en = "crew"
    family.child.save_revision().publish()
    kept = fresh(alias)
    assert (kept.title, kept.slug, kept.slug_en) == ("Ekipa", "ogledalo", "mirror")
