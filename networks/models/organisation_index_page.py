"""The directory of organisations, and a page for each of them below it."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from astra_site.pages.models import BasePage
from networks.models.choosing import ChoosingMixin


class OrganisationIndexPage(ChoosingMixin, BasePage):
    """All organisations A–Š. An organisation is a snippet; its public page has its address here.

    What stands below, an organisation or a file, is found by the view module and answers for itself:
    it has `serve(request)` and `address_in(language)`.
    """

    template = "pages/organisation_index_page.html"
    view_name = "networks.pages.organisation_index_page"

    class Meta:
        verbose_name = _("directory of organisations")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for the directory, or for what stands below it."""
        if not path_components or not self.live:
            return super().route(request, path_components)
        below = self.view().find_below(self, path_components)
        if below is None:
            raise Http404
        return RouteResult(self, args=[below])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the directory, or what stands below it."""
        if args:
            (below,) = args
            return below.serve(request)
        return super().serve(request)

    def url_in(self, language: str, *args: Any) -> str | None:
        """Return the directory's address, or that of what stands below it."""
        if args:
            (below,) = args
            return below.url_in(language)
        return super().url_in(language)

    def resolve_subpage(self, path: str) -> Any:
        """Return the organisation of a redirect's route; Wagtail asks whether there still is one."""
        organisation = self.view().with_slug(path.strip("/")).first()
        if organisation is None:
            raise Resolver404({"path": path})
        return organisation

    def get_route_paths(self) -> list[str]:
        """Return what stands below the directory, so that redirects are made for it too."""
        return ["/", *(f"/{slug}/" for slug in self.view().slugs())]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> Iterator[dict]:
        """Return the directory's entries and those of all organisations."""
        yield from super().get_sitemap_urls(request)
        yield from self.view().sitemap_entries(self, request)
