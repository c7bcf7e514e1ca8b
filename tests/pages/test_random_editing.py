"""Editors who do anything in any order never break the tree, and no English appears by itself."""

import os
import random

import pytest
from django.db import connection
from wagtail.models import Revision

from astra_site.pages.models import BasePage
from networks.models import StandardPage
from tests.database import examples
from tests.pages.editing import Editor, saved
from tests.pages.tree import broken_promises

ACTIONS_A_SEED = 60
SEEDS = int(os.environ.get("RANDOM_EDITING_SEEDS", examples(3)))
# Few, so that addresses clash all the time, within a language and across.
SLUGS = ["a", "b", "c", "en", "media"]
ENGLISH_FIELDS = ["title_en", "lead_en", "seo_title_en", "search_description_en"]
SERBIAN_FIELDS = ["title", "lead_sr_latn", "seo_title", "search_description"]


class RandomEditor:
    """Does one thing after another, all of it decided by the seed."""

    def __init__(self, editor: Editor, home: BasePage, seed: int) -> None:
        self.editor, self.home, self.random = editor, home, random.Random(seed)
        self.typed_english: set[str] = {""}
        self.numbers = iter(range(10_000))
        self.done: list[str] = []
        self.ways = [
            *[self.create] * 4,
            *[self.edit] * 8,
            *[self.move] * 3,
            self.move_many,
            *[self.copy] * 3,
            *[self.alias] * 2,
            *[self.revert] * 3,
            self.unpublish,
            self.delete,
        ]

    def act(self) -> None:
        """Do one random thing, with the admin in a random language."""
        self.editor.speak(self.random.choice(["en", "sr-latn"]))
        way = self.random.choice(self.ways)
        self.done.append(way.__name__)
        way()

    def pages(self, inclusive: bool = False) -> list[StandardPage]:
        below = BasePage.objects.descendant_of(self.home, inclusive=inclusive).order_by("path")
        return [page.specific for page in below]

    def any_page(self) -> StandardPage | None:
        pages = self.pages()
        return self.random.choice(pages) if pages else None

    def any_parent(self) -> BasePage:
        return self.random.choice([page for page in self.pages(inclusive=True) if page.depth < 7])

    def texts(self) -> dict[str, str]:
        fields = {}
        for name in SERBIAN_FIELDS:
            if self.random.random() < 0.4:
                fields[name] = f"srpski {next(self.numbers)}"
        for name in ENGLISH_FIELDS:
            if self.random.random() < 0.3:
                fields[name] = self.random.choice(["", f"English {next(self.numbers)}"])
                self.typed_english.add(fields[name])
        for name in ("slug", "slug_en"):
            if self.random.random() < 0.4:
                fields[name] = self.random.choice(SLUGS if name == "slug" else [*SLUGS, ""])
        return fields

    def create(self) -> None:
        needed = {"title": f"srpski {next(self.numbers)}", "slug": self.random.choice([*SLUGS, ""])}
        action = self.random.choice(["draft", "publish"])
        saved(self.editor.create(self.any_parent(), StandardPage, action, **{**needed, **self.texts()}))

    def edit(self) -> None:
        page = self.any_page()
        if page and not page.alias_of_id:
            saved(self.editor.edit(page, self.random.choice(["draft", "publish"]), **self.texts()))

    def move(self) -> None:
        page, parent = self.any_page(), self.any_parent()
        if page and page != parent and not parent.is_descendant_of(page):
            self.editor.move(page, parent)

    def move_many(self) -> None:
        parent = self.any_parent()
        movable = [page for page in self.pages() if page != parent and not parent.is_descendant_of(page)]
        chosen = self.random.sample(movable, min(3, len(movable)))
        # Wagtail moves one after the other, so none may lie below another.
        chosen = [one for one in chosen if not any(one.is_descendant_of(other) for other in chosen)]
        if chosen:
            self.editor.bulk_move(chosen, parent)

    def copy(self, alias: bool = False) -> None:
        page, parent = self.any_page(), self.any_parent()
        if page is None or len(self.pages()) > 40:
            return
        recursive = self.random.random() < 0.5 and page != parent and not parent.is_descendant_of(page)
        self.editor.copy(
            page,
            parent,
            self.random.choice(SLUGS),
            copy_subpages=recursive,
            publish_copies=self.random.random() < 0.5,
            alias=alias,
        )

    def alias(self) -> None:
        self.copy(alias=True)

    def revert(self) -> None:
        page = self.any_page()
        revision = self.random.choice(list(page.revisions.all()) or [None]) if page else None
        if revision and not page.alias_of_id:
            saved(self.editor.revert(page, revision, self.random.choice(["draft", "publish"])))

    def unpublish(self) -> None:
        page = self.any_page()
        if page and page.live and not page.alias_of_id:
            self.editor.unpublish(page)

    def delete(self) -> None:
        leaves = [page for page in self.pages() if page.numchild == 0]
        if leaves:
            self.editor.delete(self.random.choice(leaves))


def english_that_nobody_typed(home: BasePage, typed: set[str]) -> list[str]:
    """Find English in rows and versions that is not among what was typed as English."""
    pages = StandardPage.objects.descendant_of(home)
    versions = Revision.objects.filter(object_id__in=[str(page.pk) for page in pages])
    contents = [version.content for version in versions.page_revisions()]
    found = {getattr(page, name) or "" for page in pages for name in ENGLISH_FIELDS}
    found |= {content.get(name) or "" for content in contents for name in ENGLISH_FIELDS}
    return sorted(found - typed)


def bare_columns_that_are_not_serbian() -> int:
    """Count the rows whose bare column differs from the Serbian one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM networks_standardpage"
            " WHERE coalesce(lead, '') <> coalesce(lead_sr_latn, '')"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_tree_keeps_its_promises_whatever_editors_do(serbian_editor, home, seed):
    someone = RandomEditor(serbian_editor, home, seed)
    for _ in range(ACTIONS_A_SEED):
        someone.act()
        home.refresh_from_db()
        what = f"seed {seed}, after {len(someone.done)} actions, the last: {someone.done[-1]}"
        assert broken_promises(home) == [], what
        assert english_that_nobody_typed(home, someone.typed_english) == [], what
        assert bare_columns_that_are_not_serbian() == 0, what
