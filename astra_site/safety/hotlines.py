"""Which hotlines stand where."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Site

if TYPE_CHECKING:
    from astra_site.safety.models import ChosenHotline, Hotline


def chosen_hotlines(request: HttpRequest) -> list["ChosenHotline"]:
    """Return the rows of the request's safety settings, with settings and hotline, in one query."""
    from astra_site.safety.models import ChosenHotline

    if not hasattr(request, "_chosen_hotlines"):
        chosen = ChosenHotline.objects.filter(
            settings__site=Site.find_for_request(request), hotline__live=True
        )
        request._chosen_hotlines = list(chosen.select_related("hotline", "settings"))  # type: ignore[attr-defined]
    return request._chosen_hotlines  # type: ignore[attr-defined]


def hotlines_on_every_page(request: HttpRequest) -> list["Hotline"]:
    """Return the published hotlines that the site's safety settings put on every page, in order."""
    return [one.hotline for one in chosen_hotlines(request)]


def hotlines_of_help() -> list["Hotline"]:
    """Return every published hotline, those of every page first."""
    from astra_site.safety.models import ChosenHotline, Hotline

    order = {one.hotline_id: one.sort_order for one in ChosenHotline.objects.all()}
    return sorted(Hotline.objects.filter(live=True), key=lambda one: (order.get(one.pk, 1000), one.pk))
