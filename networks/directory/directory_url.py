"""The URLs of the directory and of its map in each language, with a visitor's choices."""

from django.http import HttpRequest

from astra_site.pages.menu import url_of_top_page
from astra_site.pages.models import BasePage
from networks.directory.facets import Choices
from networks.models import MapPage, OrganisationIndexPage


class DirectoryWithParameters:
    """The directory or its map with the visitor's choices in query parameters, for the language switch."""

    def __init__(self, directory: BasePage, choices: Choices) -> None:
        self.directory = directory
        self.choices = choices

    def url_in(self, language: str) -> str | None:
        """Return the address without the host; the choices stay, in the words of `language`."""
        url = self.directory.url_in(language)
        query = self.choices.query(language)
        return f"{url}?{query}" if url and query else url

    def is_translated(self, language: str) -> bool:
        """Tell whether it is worth finding in `language`; parts of a whole are not."""
        return not self.choices.is_made and self.directory.is_translated(language)


class CanonicalDirectory(DirectoryWithParameters):
    """The directory as search engines may know it: the whole of it, page by page."""

    def __init__(self, directory: BasePage, choices: Choices, page: int = 1) -> None:
        super().__init__(directory, choices)
        self.page = page

    def url_in(self, language: str) -> str | None:
        """Return the address of the whole directory, or of a page of it."""
        url = self.directory.url_in(language)
        return f"{url}?page={self.page}" if url and self.page > 1 and not self.choices.is_made else url


def directory_url(request: HttpRequest | None) -> str:
    """Return the address of the directory; asked once a request, for lists have a hundred links."""
    known = getattr(request, "_directory_url", None)
    if known is not None:
        return known
    url = url_of_top_page(OrganisationIndexPage, request)
    if request is not None:
        vars(request)["_directory_url"] = url
    return url


def map_url(choices: Choices, request: HttpRequest) -> str:
    """Return the address of the map of what was chosen; "" where no map is published."""
    url = url_of_top_page(MapPage, request)
    query = choices.query(choices.index.language)
    return f"{url}?{query}" if url and query else url
