"""Which hotlines stand where. Kept in memory, for they stand on every page."""

from typing import NamedTuple

from django.http import HttpRequest

from astra_site.caching.kept import Kept
from astra_site.pages.sites import settings_of, site_of
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings

# Behind all that were chosen.
LAST = 1000


class Hotlines(NamedTuple):
    """The published hotlines, and those of every page in their order, by the site's key."""

    published: list[Hotline]
    chosen: dict[int, list[Hotline]]


def _read() -> Hotlines:
    published = {hotline.pk: hotline for hotline in Hotline.objects.filter(live=True)}
    places: dict[int, int] = {}
    chosen: dict[int, list[Hotline]] = {}
    for one in ChosenHotline.objects.select_related("settings"):
        if one.hotline_id in published:
            places.setdefault(one.hotline_id, one.sort_order)
            chosen.setdefault(one.settings.site_id, []).append(published[one.hotline_id])
    ordered = sorted(published.values(), key=lambda one: (places.get(one.pk, LAST), one.pk))
    return Hotlines(ordered, chosen)


HOTLINES = Kept("hotlines", _read)


def hotlines_on_every_page(request: HttpRequest) -> list[Hotline]:
    """Return the published hotlines that the site's safety settings put on every page, in order."""
    site = site_of(request)
    if site is None:
        return []
    known = HOTLINES.get(request)
    if getattr(request, "is_preview", False):
        return _in_preview(request, known.published)
    return known.chosen.get(site.pk, [])


def _in_preview(request: HttpRequest, published: list[Hotline]) -> list[Hotline]:
    """Return the hotlines that the request's own settings choose: they may not be saved yet."""
    settings = settings_of(request, SafetySettings)
    by_key = {hotline.pk: hotline for hotline in published}
    chosen = settings.chosen_hotlines.all() if settings else []
    return [by_key[one.hotline_id] for one in chosen if one.hotline_id in by_key]


def hotlines_of_help(request: HttpRequest | None = None) -> list[Hotline]:
    """Return every published hotline, those of every page first."""
    return HOTLINES.get(request).published
