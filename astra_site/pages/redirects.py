"""Redirects from old addresses, in both languages.

Wagtail's own receivers know the interface's language only, and they delete every automatic
redirect when they are called while no address changed (wagtail#11338), so these take their place.
"""

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move

from astra_site.pages import languages

if TYPE_CHECKING:
    from astra_site.pages.models import BasePage


def replace_wagtail_receivers() -> None:
    """Disconnect Wagtail's automatic redirects; BasePage.save calls `leave_behind` instead."""
    # The module asks for the page model as it loads, which is too early at the top of this file.
    from wagtail.contrib.redirects.signal_handlers import (
        autocreate_redirects_on_page_move,
        autocreate_redirects_on_slug_change,
    )

    post_page_move.disconnect(autocreate_redirects_on_page_move)
    page_slug_changed.disconnect(autocreate_redirects_on_slug_change)


def leave_behind(page: "BasePage", before: dict[str, str]) -> None:
    """Make redirects from the old addresses of `page` and all pages below it to the new ones.

    `before` holds url_path and url_path_en as they were in the database.
    """
    for language in languages.CODES:
        old_path, new_path = before[languages.path_column(language)], page.path_in(language)
        if old_path and old_path != new_path:
            _leave_behind_in(language, page, old_path, new_path)


@transaction.atomic
def _leave_behind_in(language: str, page: "BasePage", old_path: str, new_path: str) -> None:
    for site in Site.objects.select_related("root_page").exclude(root_page=page):
        root = site.root_page.path_in(language)
        if not (old_path.startswith(root) and new_path.startswith(root)):
            continue
        moved = page.base_page_model.objects.filter(path__startswith=page.path)
        for moved_page in moved.filter(pk=page.pk) | moved.filter(live=True):
            below = moved_page.path_in(language)[len(new_path) :]
            _redirect(site, _address(language, old_path + below, root), moved_page)
            _drop_redirect_from(site, _address(language, new_path + below, root))


def _address(language: str, path: str, root: str) -> str:
    with translation.override(language):
        return Redirect.normalise_path(reverse("wagtail_serve", args=(path[len(root) :],)))


def _redirect(site: Site, old_address: str, page: "BasePage") -> None:
    Redirect.objects.update_or_create(
        old_path=old_address, site=site, defaults={"redirect_page": page, "automatically_created": True}
    )


def _drop_redirect_from(site: Site, address: str) -> None:
    """A page lives at this address now, so a redirect that led away from it is out of date."""
    Redirect.objects.filter(old_path=address, site=site, automatically_created=True).delete()
