"""An Atom feed of what was published or changed, in one language."""

import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from astra_site import languages
from astra_site.cyrillic.names import in_script
from astra_site.languages import script
from astra_site.languages.fallback import plain
from astra_site.pages import alternates
from astra_site.pages.models import BasePage
from networks.models import Organisation

ENTRIES = 50


class Change(NamedTuple):
    """A page or an organisation as it stands in the feed."""

    updated: datetime.datetime
    published: datetime.datetime | None
    title: str
    url: str
    summary: str = ""


def feed(request: HttpRequest, directory_path: str, feed_url: str) -> str:
    """Return the latest changes in the active language."""
    language = languages.active()
    root = alternates.root_url(request)
    changes = sorted([*_pages(language), *_organisations(language, directory_path)], reverse=True)[:ENTRIES]
    written = Atom1Feed(
        title=in_script(_("ASTRA’s networks: what has changed")),
        link=root + script.in_script(directory_path),
        description="",
        language=languages.html_code(languages.version()),
        feed_url=root + script.in_script(feed_url),
        author_name=in_script(_("ASTRA’s networks")),
    )
    for change in changes:
        written.add_item(
            title=in_script(change.title),
            link=root + script.in_script(change.url),
            unique_id=root + script.in_script(change.url),
            description=in_script(change.summary),
            updateddate=change.updated,
            pubdate=change.published,
        )
    return written.writeString("utf-8")


def _pages(language: str) -> list[Change]:
    found = BasePage.objects.live().public().filter(depth__gt=1, last_published_at__isnull=False)
    if language == languages.ENGLISH:
        found = found.exclude(title_en="")
    return [
        Change(
            page.last_published_at,
            page.first_published_at,
            plain(page, "title"),
            page.url_in(language) or "/",
            getattr(page, languages.column(page, "search_description", language)) or "",
        )
        for page in found.order_by("-last_published_at", "pk")[:ENTRIES]
    ]


def _organisations(language: str, directory_path: str) -> list[Change]:
    found = Organisation.objects.filter(live=True, last_published_at__isnull=False)
    if language == languages.ENGLISH:
        found = found.exclude(name_en="").exclude(name_en=None)
    return [
        Change(
            organisation.last_published_at,
            organisation.first_published_at,
            plain(organisation, "name"),
            organisation.url_below(directory_path, language),
        )
        for organisation in found.order_by("-last_published_at", "pk")[:ENTRIES]
    ]
