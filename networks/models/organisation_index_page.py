"""The directory of organisations, and a page for each of them below it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from astra_site import languages
from astra_site.pages import alternates
from astra_site.pages.models import BasePage
from astra_site.pages.paging import page_number
from networks.directory import freshness
from networks.directory.address import DirectoryAddress, SeenDirectory
from networks.directory.facets import Choices, without_empty
from networks.directory.listing import listing
from networks.memberships import memberships_of
from networks.models.listing import ListingMixin
from networks.models.organisation import Organisation
from networks.open_data import files
from networks.open_data.licence import terms


class OrganisationIndexPage(ListingMixin, BasePage):
    """All organisations A–Š. An organisation is a snippet; its public page has its address here."""

    template = "pages/organisation_index_page.html"

    class Meta:
        verbose_name = _("directory of organisations")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for the directory, one of its files, or the organisation whose address is left."""
        file = files.find(path_components, languages.active())
        if file and self.live:
            return RouteResult(self, args=[file])
        if len(path_components) != 1 or not self.live:
            return super().route(request, path_components)
        slug = languages.column(Organisation, "slug", languages.active())
        organisation = (
            Organisation.objects.filter(live=True, **{slug: path_components[0]})
            .select_related("logo")
            .first()
        )
        if organisation is None:
            raise Http404
        return RouteResult(self, args=[organisation])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the directory, the page of one organisation, or one of the files."""
        if not args:
            clean = without_empty(request.GET)
            if clean is not None:
                query = f"?{clean}" if clean else ""
                return HttpResponsePermanentRedirect(f"{self.address_in(languages.active())}{query}")
            return super().serve(request)
        (below,) = args
        if isinstance(below, files.DataFile):
            return files.serve(self, request, below)
        context = {
            **super().get_context(request),
            **organisation_context(below),
            "addressed": OrganisationAddress(self, below),
        }
        return render(request, "pages/organisation.html", context)

    def address_in(self, language: str, *args: Any) -> str | None:
        """Return the directory's address, or that of the organisation or file in `args`."""
        address = super().address_in(language)
        if not args or address is None:
            return address
        (below,) = args
        if isinstance(below, files.DataFile):
            return files.address(address, below, language)
        return f"{address}{getattr(below, languages.column(Organisation, 'slug', language))}/"

    def resolve_subpage(self, path: str) -> "Organisation":
        """Return the organisation of a redirect's route; Wagtail asks whether there still is one."""
        slug = languages.column(Organisation, "slug", languages.active())
        organisation = Organisation.objects.filter(live=True, **{slug: path.strip("/")}).first()
        if organisation is None:
            raise Resolver404({"path": path})
        return organisation

    def get_route_paths(self) -> list[str]:
        """Return what stands below the directory, so that redirects are made for it too."""
        slug = languages.column(Organisation, "slug", languages.active())
        slugs = Organisation.objects.filter(live=True).values_list(slug, flat=True)
        return ["/", *(f"/{one}/" for one in slugs)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the organisations that a visitor has chosen, and what else can be chosen."""
        choices = self.choices(request)
        address = self.address_in(languages.active()) or "/"
        page = page_number(request.GET)
        downloads = files.downloads(address, choices)
        shown = listing(choices, address, page)
        return {
            **super().get_context(request, *args, **kwargs),
            "addressed": DirectoryAddress(self, choices, shown.paging.page),
            "choices": choices,
            "seen": SeenDirectory(self, choices),
            "directory_address": address,
            "shown": shown,
            "downloads": downloads,
            "feed": next(download for download in downloads if download.is_feed),
            "terms": terms(request),
        }

    @staticmethod
    def choices(request: HttpRequest) -> Choices:
        """Return what the address of `request` chooses from the directory."""
        return Choices.read(freshness.index(languages.active(), request), request.GET)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Return the directory's entries and those of all organisations."""
        entries = super().get_sitemap_urls(request)
        for organisation in Organisation.objects.filter(live=True):
            thing = OrganisationAddress(self, organisation)
            entries += alternates.sitemap_entries(thing, request, organisation.last_published_at)
        return entries


class OrganisationAddress:
    """An organisation under its directory, for hreflang and sitemap, without a query each."""

    def __init__(self, index_page: OrganisationIndexPage, organisation: Organisation) -> None:
        self.index_page = index_page
        self.organisation = organisation

    def address_in(self, language: str) -> str | None:
        """Return the address without the host."""
        return self.index_page.address_in(language, self.organisation)

    def is_translated(self, language: str) -> bool:
        """Tell whether the organisation has a name in `language`."""
        return self.organisation.is_translated(language)


def organisation_context(organisation: Organisation) -> dict[str, Any]:
    """Return what the template of an organisation's page needs."""
    memberships = memberships_of(organisation)
    return {
        "organisation": organisation,
        "memberships": [one for one in memberships if one.is_current],
        "former_memberships": [one for one in memberships if not one.is_current],
    }
