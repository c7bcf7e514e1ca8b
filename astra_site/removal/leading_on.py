"""A redirect from the addresses of what is removed to a page that stays."""

from collections.abc import Iterable
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import AbstractPage, Site

from astra_site import languages
from astra_site.removal.references import page_model

RIGHT = "wagtailredirects.add_redirect"


def destinations(removed: Iterable[Any]) -> list[Any]:
    """Return the published pages that stay, in the order of the tree."""
    pages: Any = page_model().objects.live().filter(depth__gt=1)
    for instance in removed:
        if isinstance(instance, AbstractPage):
            pages = pages.not_descendant_of(instance, inclusive=True)
    return list(pages.order_by("path"))


def addresses_of(removed: Iterable[Any]) -> list[str]:
    """Return every address at which visitors know something of it, in both languages."""
    found: list[str] = []
    for instance in removed:
        things = [instance]
        if isinstance(instance, AbstractPage):
            things = list(instance.get_descendants(inclusive=True).live().specific())
            former = Redirect.objects.filter(redirect_page__in=things, automatically_created=True)
            found += former.values_list("old_path", flat=True)
        for thing in things:
            if getattr(thing, "live", False) and hasattr(thing, "url_in"):
                found += filter(None, (thing.url_in(code) for code in languages.CODES))
    return list(dict.fromkeys(Redirect.normalise_path(address) for address in found))


def lead_on(addresses: Iterable[str], page: Any) -> None:
    """Lead visitors from `addresses` to `page`, until something is published there again."""
    site = page.get_site() or Site.objects.get(is_default_site=True)
    for address in addresses:
        Redirect.objects.update_or_create(
            old_path=address,
            site=site,
            defaults={
                "redirect_page": page,
                "redirect_page_route_path": "",
                "redirect_link": "",
                # As when an address changes: who publishes there again takes the redirect away.
                "automatically_created": True,
            },
        )
