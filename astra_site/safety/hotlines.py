"""Which hotlines stand where. Kept in memory, for they stand on every page."""

from collections.abc import Collection
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from astra_site import languages
from astra_site.caching.cache import Cache
from astra_site.pages.sites import settings_of, site_of
from astra_site.safety.calls import Calls, calls_to
from astra_site.safety.models import SHOWN_TO_VISITORS, ChosenHotline, Hotline, SafetySettings

# Behind all that were chosen.
LAST = 1000
# Of those on every page, as many stand at its top: one line of a phone has no room for more.
AT_THE_TOP = 2
# The last hotlines read per site, for the moment when the database does not answer.
_last_known: dict[int, list[Hotline]] = {}


class Hotlines(NamedTuple):
    """The hotlines that visitors are shown, those of every page by the site's key, their numbers in texts."""

    shown: list[Hotline]
    chosen: dict[int, list[Hotline]]
    calls: Calls


def _read() -> Hotlines:
    shown = {
        hotline.pk: hotline for hotline in Hotline.objects.filter(live=True, confidence__in=SHOWN_TO_VISITORS)
    }
    places: dict[int, int] = {}
    chosen: dict[int, list[Hotline]] = {}
    for choice in ChosenHotline.objects.select_related("settings"):
        if choice.hotline_id in shown:
            places.setdefault(choice.hotline_id, choice.sort_order)
            chosen.setdefault(choice.settings.site_id, []).append(shown[choice.hotline_id])
    ordered = sorted(shown.values(), key=lambda hotline: (places.get(hotline.pk, LAST), hotline.pk))
    return Hotlines(ordered, chosen, calls_to(ordered))


HOTLINES = Cache(_read)


def hotlines_on_every_page(request: HttpRequest) -> list[Hotline]:
    """Return the published hotlines that the site's safety settings put on every page, in order."""
    site = site_of(request)
    if site is None:
        return []
    known = HOTLINES.get(request)
    if getattr(request, "is_preview", False):
        # What is looked at before it is saved is remembered for no visitor.
        return _in_preview(request, known.shown)
    _last_known[site.pk] = known.chosen.get(site.pk, [])
    return _last_known[site.pk]


def remembered_hotlines() -> list[Hotline]:
    """Return the last known hotlines without a question to the database, which may be gone.

    A site that has chosen none does not speak for another one: who meets a fault has someone to call.
    """
    return next(filter(None, _last_known.values()), None) or _before_the_first_answer()


def _before_the_first_answer() -> list[Hotline]:
    """Return whom to call from a process whose database has not answered once since it started.

    Whoever is then shown that something went wrong still has someone to call.
    """
    found = [Hotline(number="116 000", dial_string="116000"),
             Hotline(number="011 785 0000", dial_string="+381117850000")]  # fmt: skip
    for language in languages.CODES:
        with translation.override(language):
            names = [
                (_("European hotline for missing children"), _("Missing child")),
                (_("ASTRA SOS Hotline"), _("Human trafficking")),
            ]
        for hotline, (name, short_name) in zip(found, names, strict=True):
            setattr(hotline, languages.column(hotline, "name", language), name)
            setattr(hotline, languages.column(hotline, "short_name", language), short_name)
    return found


def _in_preview(request: HttpRequest, shown: list[Hotline]) -> list[Hotline]:
    """Return the hotlines that the request's own settings choose: they may not be saved yet."""
    settings = settings_of(request, SafetySettings)
    by_key = {hotline.pk: hotline for hotline in shown}
    chosen = settings.chosen_hotlines.all() if settings else []
    return [by_key[choice.hotline_id] for choice in chosen if choice.hotline_id in by_key]


def hotlines_about(subjects: Collection[str] = (), request: HttpRequest | None = None) -> list[Hotline]:
    """Return the hotlines for these subjects, or without any for all; those of every page first."""
    shown = HOTLINES.get(request).shown
    return [choice for choice in shown if choice.subject in subjects] if subjects else shown


def known_calls() -> Calls:
    """Return the numbers that texts make links of, as the page that is being made has read them.

    The line at the top of the page has asked already, so there is no question to the database here.
    """
    known = HOTLINES.known
    return known.content.calls if known else HOTLINES.get().calls
