"""What stands around every page: the site with its settings, and the pages of the menu.

Kept in memory, for it is the same on every page and would cost each of them four queries.
"""

from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.models import Site
from wagtail.signals import post_page_move

from astra_site.pages.kept import Kept

if TYPE_CHECKING:
    from astra_site.pages.models import BasePage


class Sites(NamedTuple):
    """Every site, and its settings of every kind, by the site's key."""

    sites: list[Site]
    settings: dict[type[BaseSiteSetting], dict[int, BaseSiteSetting]]


def _read_sites() -> Sites:
    kinds = [model for model in registry if issubclass(model, BaseSiteSetting)]
    return Sites(
        list(Site.objects.select_related("root_page")),
        {kind: {one.site_id: one for one in kind.objects.all()} for kind in kinds},
    )


def _read_top_pages() -> list["BasePage"]:
    from astra_site.pages.models import BasePage

    # Of every site; which of them are whose is told by their paths.
    return list(BasePage.objects.live().filter(depth=3).order_by("path"))


SITES = Kept("sites", _read_sites)
TOP_PAGES = Kept("top-pages", _read_top_pages)


def connect() -> None:
    """Listen to everything that stands around a page."""
    from astra_site.pages.models import BasePage

    SITES.depends_on(Site, BaseSiteSetting, BasePage)
    TOP_PAGES.depends_on(BasePage)
    # Pages that only change places are not saved.
    post_page_move.connect(TOP_PAGES.forget)


def site_of(request: HttpRequest) -> Site | None:
    """Return the site that the request asked, and let Wagtail know it with its settings.

    One site answers for every host. Where there are more, Wagtail looks for the right one.
    """
    if not hasattr(request, "_wagtail_site"):
        known = SITES.get(request)
        if len(known.sites) == 1 and known.sites[0].is_default_site:
            request._wagtail_site = known.sites[0]  # type: ignore[attr-defined]
        site = Site.find_for_request(request)
        for kind, by_site in known.settings.items():
            name = kind.get_cache_attr_name()
            # The request of a preview brings the settings that it is to show.
            if site and site.pk in by_site and not hasattr(request, name):
                setattr(request, name, by_site[site.pk])
    return Site.find_for_request(request)


def settings_of[Setting: BaseSiteSetting](request: HttpRequest, kind: type[Setting]) -> Setting | None:
    """Return the settings of one kind of the request's site, if any were ever saved."""
    site_of(request)
    return getattr(request, kind.get_cache_attr_name(), None)


def top_pages(request: HttpRequest | None) -> list["BasePage"]:
    """Return the published pages right below the home page."""
    site = site_of(request) if request else None
    root = site.root_page if site else None
    return [page for page in TOP_PAGES.get(request) if root and page.path.startswith(root.path)]
