"""The last parts of addresses: which ones are free beside a page's siblings, in either language."""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from wagtail.models import AbstractPage

from astra_site import languages
from astra_site.languages import script

# First parts of addresses that belong to something else.
RESERVED = script.WITHOUT


def siblings_under(parent: AbstractPage, page: AbstractPage | None) -> QuerySet:
    """Return the children of `parent` other than `page`.

    By path and not get_children(): treebeard's answers nothing while a recursive copy runs,
    because numchild is written last.
    """
    children = parent.base_page_model.objects.child_of(parent)
    return children.exclude(pk=page.pk) if page is not None and page.pk else children


def is_reserved(slug: str, parent: AbstractPage) -> bool:
    """Tell whether `slug` right under the home page `parent` would hide a part of the system."""
    return parent.depth == 2 and slug in RESERVED


def is_english_free(page: AbstractPage, parent: AbstractPage, slug: str | None = None) -> bool:
    """Tell whether the English address of `page` (or `slug`) is free under `parent`.

    A page without an English address answers to its Serbian one, so that is taken too.
    """
    if parent.depth == 1:
        return True  # A home page has one path for all languages.
    wanted = slug or page.effective_slug(languages.ENGLISH)
    taken = Q(slug_en=wanted) | Q(slug_en="", slug=wanted)
    return not siblings_under(parent, page).filter(taken).exists()


def is_free(page: AbstractPage, parent: AbstractPage, slug: str, language: str) -> bool:
    """Tell whether `page` may have `slug` in `language` under `parent`."""
    if language == languages.ENGLISH:
        return is_english_free(page, parent, slug)
    return not is_reserved(slug, parent) and not siblings_under(parent, page).filter(slug=slug).exists()


def next_free(page: AbstractPage, parent: AbstractPage, base: str, language: str) -> str:
    """Return the first address made of `base` that `page` may have under `parent`."""
    return first_free(base[:240], lambda slug: is_free(page, parent, slug, language))


def first_free(base: str, is_one_free: Callable[[str], bool]) -> str:
    """Return `base`, or base-2, base-3, … until it is free. Empty when there is no base."""
    candidate, number = base, 1
    while base and not is_one_free(candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate
