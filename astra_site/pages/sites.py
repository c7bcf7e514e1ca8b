"""The sites and their settings, kept in memory: they are the same on every page.

Reading them would cost each page three queries.
"""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.models import Site

from astra_site.caching.cache import Cache


class Sites(NamedTuple):
    """Every site, and its settings of every kind, by the site's key."""

    sites: list[Site]
    settings: dict[type[BaseSiteSetting], dict[int, BaseSiteSetting]]


def _read_sites() -> Sites:
    kinds = [model for model in registry if issubclass(model, BaseSiteSetting)]
    return Sites(
        list(Site.objects.select_related("root_page")),
        {kind: {settings.site_id: settings for settings in kind.objects.all()} for kind in kinds},
    )


SITES = Cache(_read_sites)


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
