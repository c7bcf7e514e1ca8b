"""The page on safe browsing, which the safety settings choose and the exit bar of every page links to.

Its title and address are the editors' own. Those who care for safety may edit it and no other page.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import AbstractPage, GroupPagePermission

from astra_site.accounts.models import Role
from astra_site.caching.cache import Cache
from astra_site.pages.models import BasePage
from astra_site.pages.sites import settings_of, site_of
from astra_site.safety.models import SafetySettings


def _read() -> dict[int, BasePage]:
    chosen = SafetySettings.objects.filter(safe_browsing_page__live=True)
    return {
        settings.site_id: settings.safe_browsing_page
        for settings in chosen.select_related("safe_browsing_page")
    }


# The published page of each site, in memory: it is linked on every page.
PAGES = Cache(_read)


def page_of(request: HttpRequest) -> AbstractPage | None:
    """Return the published page of the request's site, or None where there is nothing to link to."""
    site = site_of(request)
    if site is None:
        return None
    if getattr(request, "is_preview", False):
        # The request's own settings may not be saved yet.
        settings = settings_of(request, SafetySettings)
        page = settings.safe_browsing_page if settings else None
        return page if page and page.live else None
    return PAGES.get(request).get(site.pk)


def chosen_among(pages: Iterable[AbstractPage]) -> AbstractPage | None:
    """Return the page that some settings choose, if it is one of `pages` or stands below one."""
    at_or_below = Q(pk__in=())
    for page in pages:
        at_or_below |= Q(path__startswith=page.path)
    chosen = SafetySettings.objects.values("safe_browsing_page")
    return BasePage.objects.filter(at_or_below, pk__in=chosen).first()


def hand_over(before: int | None, after: int | None) -> None:
    """Give the page `after` to those who care for safety, and take `before` from them."""
    role = Role.objects.filter(key=Role.Key.SAFETY).first()
    if role is None or before == after:
        return
    names = ("change_basepage", "publish_basepage")
    allowed = Permission.objects.filter(content_type__app_label="pages", codename__in=names)
    theirs = GroupPagePermission.objects.filter(group=role.group_id, permission__in=allowed)
    if not SafetySettings.objects.filter(safe_browsing_page=before).exists():
        theirs.filter(page=before).delete()
    for permission in allowed if after else ():
        GroupPagePermission.objects.get_or_create(
            group_id=role.group_id, page_id=after, permission=permission
        )
