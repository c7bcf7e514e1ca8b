"""What must be true of the tree after anything an editor does."""

from collections import Counter

from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from astra_site import languages
from astra_site.pages.models import BasePage


def broken_promises(home: BasePage) -> list[str]:
    """Return every promise of the tree below `home` that does not hold."""
    pages = list(BasePage.objects.descendant_of(home, inclusive=True).order_by("path"))
    return [*wrong_paths(home, pages), *shared_slugs(pages), *redirects_from_live_pages(pages)]


def wrong_paths(home: BasePage, pages: list[BasePage]) -> list[str]:
    """Count every path again from the slugs alone."""
    expected = {home.path: (f"/{home.slug}/", f"/{home.slug}/")}
    found = []
    for page in pages:
        if page.path != home.path:
            serbian, english = expected[page.path[: -page.steplen]]
            expected[page.path] = (f"{serbian}{page.slug}/", f"{english}{page.slug_en or page.slug}/")
        paths = (page.url_path, page.url_path_en)
        if paths != expected[page.path]:
            found.append(f"{page.title}: {paths} should be {expected[page.path]}")
    return found


def shared_slugs(pages: list[BasePage]) -> list[str]:
    """Find siblings with one address."""
    found = []
    for language in languages.CODES:
        used = Counter((page.path[: -page.steplen], page.effective_slug(language)) for page in pages)
        found += [f"{slug} twice in {language}" for slug, times in used.items() if times > 1]
    return found


def redirects_from_live_pages(pages: list[BasePage]) -> list[str]:
    """Find automatic redirects that lead away from an address where a page lives."""
    lived_in = set()
    for page in pages:
        for language in languages.CODES:
            if page.live:
                lived_in.add((page.url_in(language) or "").rstrip("/"))
    taken = Redirect.objects.filter(automatically_created=True, old_path__in=lived_in)
    return [f"{redirect.old_path} leads to {redirect.link}" for redirect in taken]


def redirects() -> dict[str, str]:
    """Return where every redirect leads: each address with the language it is written in."""
    found = {}
    for redirect in Redirect.objects.select_related("redirect_page"):
        with translation.override(languages.of_path(redirect.old_path)):
            found[redirect.old_path] = Redirect.objects.get(pk=redirect.pk).link
    return found
