"""Which hotlines stand where."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Site

if TYPE_CHECKING:
    from astra_site.safety.models import Hotline


def hotlines_on_every_page(request: HttpRequest) -> list["Hotline"]:
    """Return the published hotlines that the site's safety settings put on every page, in order."""
    from astra_site.safety.models import ChosenHotline

    site = Site.find_for_request(request)
    chosen = ChosenHotline.objects.filter(settings__site=site, hotline__live=True).select_related("hotline")
    return [one.hotline for one in chosen]


def hotlines_of_help() -> list["Hotline"]:
    """Return every published hotline, those of every page first."""
    from astra_site.safety.models import ChosenHotline, Hotline

    order = {one.hotline_id: one.sort_order for one in ChosenHotline.objects.all()}
    return sorted(Hotline.objects.filter(live=True), key=lambda one: (order.get(one.pk, 1000), one.pk))
