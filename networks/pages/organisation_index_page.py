"""The directory: what a visitor has chosen from it, and what has its address below it."""

import copy
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from astra_site import languages
from astra_site.caching.per_generation import PerGeneration
from astra_site.languages import script
from astra_site.pages import alternates
from astra_site.pages.paging import page_number
from networks.directory.asked import leads_on as leads_on
from networks.directory.asked import status as status
from networks.directory.directory_url import canonical, map_url
from networks.directory.facets import Choices
from networks.directory.freshness import choices_of
from networks.directory.listing_page import listing
from networks.directory.parameters import CHOICE_PARAMETERS
from networks.models import Organisation, OrganisationIndexPage
from networks.open_data import files, structured
from networks.open_data.licence import terms
from networks.pages.data_file import ServedFile, ServedRecord
from networks.pages.organisation import OrganisationPage

QUERY_PARAMETERS = CHOICE_PARAMETERS
Below = ServedFile | ServedRecord | OrganisationPage
# By language and the last part of the address. What is not there is asked for anew.
_BY_SLUG = PerGeneration[Organisation]()


def context(page: OrganisationIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return the organisations that a visitor has chosen, and what else can be chosen."""
    choices = choices_of(request)
    url = page.url_in(languages.active()) or "/"
    downloads = files.downloads(url, choices)
    shown = listing(choices, url, page_number(request.GET))
    return {
        "canonical": canonical(page, choices, shown.paging.page),
        "choices": choices,
        "with_parameters": alternates.WithParameters(page, choices.query),
        "directory_path": url,
        "shown": shown,
        "map_url": "" if choices.unknown else map_url(choices, request),
        "downloads": downloads,
        "feed": next(download for download in downloads if download.is_feed),
        "terms": terms(request),
        "structured_data": _structured_data(page, choices, url, request),
    }


def _structured_data(
    page: OrganisationIndexPage, choices: Choices, url: str, request: HttpRequest
) -> structured.Thing | None:
    """Return the whole of the data as search engines read it; a part of it is not worth finding."""
    if choices.is_made or not page.pk:
        return None
    root = alternates.root_url(request)
    downloads = [
        structured.download(
            root + files.download_url(script.in_script(url), file, languages.active()), file.content_type
        )
        for file in files.FILES
        if file.is_filtered
    ]
    return structured.dataset(page, downloads, request)


def find_below(page: OrganisationIndexPage, path_components: list[str]) -> Below | None:
    """Return the file or the organisation whose address below the directory this is.

    Raises:
        Http404: there is no such organisation, or it is not published.
    """
    file = files.find_file(path_components, languages.active())
    if file:
        return ServedFile(page, file)
    record = files.find_record(path_components, languages.active())
    if record is not None:
        return ServedRecord(page, record)
    if len(path_components) != 1:
        return None
    slug = path_components[0]
    # A copy, for what is kept is shared and a page writes on its organisation.
    organisation = copy.copy(_BY_SLUG.get((languages.active(), slug), lambda: _published(slug)))
    return OrganisationPage(page, organisation)


def _published(slug: str) -> Organisation:
    organisation = with_slug(slug).select_related("logo").first()
    if organisation is None:
        raise Http404
    return organisation


def with_slug(slug: str) -> QuerySet[Organisation]:
    """Return the published organisation whose address in the active language ends in `slug`."""
    column = languages.column(Organisation, "slug", languages.active())
    return Organisation.objects.filter(live=True, **{column: slug})


def slugs() -> QuerySet[Organisation, str]:
    """Return the last part of every published organisation's address in the active language."""
    column = languages.column(Organisation, "slug", languages.active())
    return Organisation.objects.filter(live=True).values_list(column, flat=True)


def sitemap_entries(page: OrganisationIndexPage, request: HttpRequest | None) -> Iterator[dict]:
    """Return the entries of all organisations."""
    names = [languages.column(Organisation, "slug", language) for language in languages.CODES]
    organisations = Organisation.objects.filter(live=True).only(*names, "name_en", "last_published_at")
    for organisation in organisations.order_by("pk").iterator(chunk_size=1000):
        thing = OrganisationPage(page, organisation)
        yield from alternates.sitemap_entries(thing, request, organisation.last_published_at)
