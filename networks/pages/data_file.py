"""A file of open data as something that has an address below the directory."""

from typing import NamedTuple

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from networks.models import OrganisationIndexPage
from networks.open_data import files


class ServedRecord(NamedTuple):
    """The file of one organisation, and the directory below which it stands."""

    directory: OrganisationIndexPage
    key: int

    def url_in(self, language: str) -> str | None:
        """Return the file's address without the host."""
        below = self.directory.url_in(language)
        return files.record_url(below, self.key, language) if below else None

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the file."""
        return files.serve_record(self.directory, request, self.key)


class ServedFile(NamedTuple):
    """One file, and the directory below which it stands."""

    directory: OrganisationIndexPage
    file: files.DataFile

    def url_in(self, language: str) -> str | None:
        """Return the file's address without the host."""
        below = self.directory.url_in(language)
        return files.download_url(below, self.file, language) if below else None

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the file."""
        return files.serve(self.directory, request, self.file)
