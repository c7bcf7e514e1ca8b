"""Redirects from old addresses, in both languages.

Wagtail's own receivers know the interface's language only, and they delete every automatic
redirect when they are called while no address changed (wagtail#11338), so these take their place and
`receivers` disconnects those.
"""

from typing import NamedTuple, Self

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import AbstractPage, Site

from astra_site import languages

LONGEST_URL = Redirect._meta.get_field("old_path").max_length


class Before(NamedTuple):
    """Where a page stood before a save and, if it moves, those below it; empty for a new page."""

    url_path: str = ""
    url_path_en: str = ""
    live: bool = False
    # Primary key and both paths of every page whose address visitors can know.
    known: tuple[tuple[int, str, str], ...] = ()

    @classmethod
    def of(cls, page: AbstractPage) -> Self:
        """Read it from the database, where `page` already knows its new paths."""
        rows = page.base_page_model.objects.filter(pk=page.pk) if page.pk else None
        row = rows.values_list("url_path", "url_path_en", "live").first() if rows is not None else None
        if row is None:
            return cls()
        url_path, url_path_en, live = row
        before = cls(url_path, url_path_en, live)
        if not before.is_changed_by(page):
            return before
        subtree = page.base_page_model.objects.filter(path__startswith=page.path)
        known = subtree.filter(Q(live=True) | Q(first_published_at__isnull=False))
        return before._replace(known=tuple(known.values_list("pk", "url_path", "url_path_en")))

    def path_in(self, language: str) -> str:
        """Return the old path in `language`."""
        return self.url_path_en if language == languages.ENGLISH else self.url_path

    def is_changed_by(self, page: AbstractPage) -> bool:
        """Tell whether `page` stood somewhere else, in either language."""
        return bool(self.url_path) and (self.url_path, self.url_path_en) != (page.url_path, page.url_path_en)


def leave_behind(page: AbstractPage, before: Before) -> None:
    """Make redirects from the old addresses of `page` and all pages below it.

    And drop those that led away from an address where a page lives now.
    """
    is_new_to_visitors = page.live and not before.live
    if not (before.is_changed_by(page) or is_new_to_visitors):
        return
    for site in Site.objects.select_related("root_page"):
        for language in languages.CODES:
            root = site.root_page.path_in(language)
            _leave_behind_in(language, site, root, page, before)
            if is_new_to_visitors and page.path_in(language).startswith(root):
                _drop(site, [_address(language, page.path_in(language), root)])


def _leave_behind_in(language: str, site: Site, root: str, page: AbstractPage, before: Before) -> None:
    old_path, new_path = before.path_in(language), page.path_in(language)
    if old_path == new_path or not (old_path.startswith(root) and new_path.startswith(root)):
        return
    redirects, new_urls = [], []
    for key, *paths in before.known:
        path = paths[languages.CODES.index(language)]
        old_url = _address(language, path, root)
        new_url = _address(language, new_path + path[len(old_path) :], root)
        for route in _routes(language, page) if key == page.pk else ["/"]:
            redirects.append(_redirect(site, old_url + route.rstrip("/"), key, route))
            new_urls.append(new_url + route.rstrip("/"))
    _drop(site, [*(redirect.old_path for redirect in redirects), *new_urls])
    # One that an editor made for the same address is left as it is.
    fitting = [redirect for redirect in redirects if len(redirect.old_path) <= LONGEST_URL]
    Redirect.objects.bulk_create(fitting, ignore_conflicts=True)


def _routes(language: str, page: AbstractPage) -> list[str]:
    """Return what the page itself answers for below its address, such as an organisation's slug."""
    with translation.override(language):
        return page.specific.get_route_paths()


def _redirect(site: Site, old_url: str, key: int, route: str) -> Redirect:
    return Redirect(
        old_path=old_url,
        site=site,
        redirect_page_id=key,
        redirect_page_route_path=Redirect.normalise_page_route_path(route),
        automatically_created=True,
    )


def _address(language: str, path: str, root: str) -> str:
    with translation.override(language):
        return Redirect.normalise_path(reverse("wagtail_serve", args=(path[len(root) :],)))


def _drop(site: Site, addresses: list[str]) -> None:
    Redirect.objects.filter(old_path__in=addresses, site=site, automatically_created=True).delete()
