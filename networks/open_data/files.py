"""The files below the directory: what each is called in each language, and how it is answered.

/organizacije/podaci/csv/ and /en/organisations/data/csv/. Organisations have one part below the
directory and files two, so no organisation's address can ever be in the way of a file's.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from astra_site.pages import alternates
from networks.directory.facets import Choices
from networks.directory.freshness import choices_of
from networks.models import OrganisationIndexPage
from networks.open_data import feed, geojson, schema, sheets
from networks.open_data.licence import terms
from networks.open_data.records import Data, collect

FOLDER = {languages.SOURCE: "podaci", languages.ENGLISH: "data"}


class DataFile(NamedTuple):
    """One file."""

    key: str
    names: dict[str, str]
    content_type: str
    label: str | Promise
    # What a browser should call the file when it saves it; feeds and schemas are looked at.
    saved_as: dict[str, str] | None
    # Depends on a visitor's choices.
    is_filtered: bool


def _file(
    key: str,
    names: tuple[str, str],
    content_type: str,
    label: str | Promise,
    saved_as: tuple[str, str] | None = None,
    is_filtered: bool = True,
) -> DataFile:
    saved = dict(zip(languages.CODES, saved_as, strict=True)) if saved_as else None
    of_language = dict(zip(languages.CODES, names, strict=True))
    return DataFile(key, of_language, content_type, label, saved, is_filtered)


FILES = (
    _file(
        "organisations_csv",
        ("csv", "csv"),
        "text/csv; charset=utf-8",
        _("Organisations as a table (CSV)"),
        ("organizacije.csv", "organisations.csv"),
    ),
    _file(
        "memberships_csv",
        ("clanstva-csv", "memberships-csv"),
        "text/csv; charset=utf-8",
        _("Memberships as a table (CSV)"),
        ("clanstva.csv", "memberships.csv"),
    ),
    _file(
        "json",
        ("json", "json"),
        "application/json",
        _("Everything for programs (JSON)"),
        ("organizacije.json", "organisations.json"),
    ),
    _file(
        "geojson",
        ("geojson", "geojson"),
        "application/geo+json",
        _("Towns for maps (GeoJSON)"),
        ("organizacije.geojson", "organisations.geojson"),
    ),
    _file(
        "schema",
        ("sema", "schema"),
        "application/schema+json",
        _("Description of the JSON file (JSON Schema)"),
        is_filtered=False,
    ),
    _file(
        "changes",
        ("izmene", "changes"),
        "application/atom+xml; charset=utf-8",
        _("What has changed (Atom feed)"),
        is_filtered=False,
    ),
)
BY_KEY = {file.key: file for file in FILES}


def find_file(path_components: list[str], language: str) -> DataFile | None:
    """Return the file that stands below the directory at these parts of an address."""
    if len(path_components) != 2 or path_components[0] != FOLDER[language]:
        return None
    return next((file for file in FILES if file.names[language] == path_components[1]), None)


def download_url(directory_path: str, file: DataFile, language: str) -> str:
    """Return the address of `file` without the host."""
    return f"{directory_path}{FOLDER[language]}/{file.names[language]}/"


class Download(NamedTuple):
    """A file to offer, with the choices that were made."""

    label: str | Promise
    url: str
    content_type: str
    is_feed: bool


def downloads(directory_path: str, choices: Choices) -> list[Download]:
    """Return the files as the directory offers them."""
    language = languages.active()
    query = choices.query(language)
    return [
        Download(
            file.label,
            download_url(directory_path, file, language)
            + (f"?{query}" if query and file.is_filtered else ""),
            file.content_type.partition(";")[0],
            file.key == "changes",
        )
        for file in FILES
    ]


def serve(directory: OrganisationIndexPage, request: HttpRequest, file: DataFile) -> HttpResponse:
    """Answer with the file, or with "not modified" to who has it already."""
    language = languages.active()
    here = directory.url_in(language) or "/"
    content = _MAKERS[file.key](directory, request, here).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=file.content_type)
    if file.saved_as:
        response["Content-Disposition"] = f'attachment; filename="{file.saved_as[language]}"'
    response["ETag"] = etag
    # Never one of the many parts of a list in the place of the page itself.
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response


def _data(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> Data:
    return collect(choices_of(request), here, alternates.root_url(request))


def _organisations(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> str:
    return sheets.organisations(_data(directory, request, here), terms(request).licence)


def _memberships(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> str:
    return sheets.memberships(_data(directory, request, here), terms(request).licence)


def _json(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> str:
    data = _data(directory, request, here)
    return _dumped(geojson.json_document(data, terms(request), _schema_url(request, here)))


def _geojson(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> str:
    return _dumped(geojson.geojson_document(_data(directory, request, here), terms(request)))


def _schema(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> str:
    return _dumped(schema.schema(_schema_url(request, here)))


def _changes(directory: OrganisationIndexPage, request: HttpRequest, here: str) -> str:
    return feed.feed(request, here, download_url(here, BY_KEY["changes"], languages.active()))


def _schema_url(request: HttpRequest, here: str) -> str:
    return alternates.root_url(request) + download_url(here, BY_KEY["schema"], languages.active())


def _dumped(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_MAKERS: dict[str, Callable[[OrganisationIndexPage, HttpRequest, str], str]] = {
    "organisations_csv": _organisations,
    "memberships_csv": _memberships,
    "json": _json,
    "geojson": _geojson,
    "schema": _schema,
    "changes": _changes,
}
