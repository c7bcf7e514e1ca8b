"""The files below the directory: what each is called in each language, and how it is answered.

/organizacije/podaci/csv/ and /en/organisations/data/csv/. Organisations have one part below the
directory and files two, so no organisation's address can ever be in the way of a file's. The file of
one organisation has three: /organizacije/podaci/json/12/, with the id that stays when its name changes.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple, cast

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from astra_site.caching import cacheable
from astra_site.caching.cacheable import QueryParameters
from astra_site.languages import script
from astra_site.pages import alternates
from networks.directory.facets import Choices
from networks.directory.freshness import choices_of, index
from networks.directory.parameters import CHOICE_PARAMETERS
from networks.directory.renamed import with_present_networks
from networks.models import OrganisationIndexPage
from networks.open_data import feed, geojson, schema, sheets
from networks.open_data.licence import terms
from networks.open_data.records import FOLDER, RECORDS, Data, collect


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
# Longer than any key of a database.
LONGEST_ID = 15
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
    """Answer with the file, with where a renamed network's is now, or in one line with what is unknown."""
    language = languages.active()
    here = script.in_script(directory.url_in(language) or "/")
    choices = choices_of(request)
    if file.is_filtered and choices.unknown:
        present = with_present_networks(choices)
        if present is None:
            return unknown_values(choices)
        url = f"{download_url(here, file, language)}?{present.query(language)}"
        return for_other_sites(HttpResponsePermanentRedirect(url))
    content = _MAKERS[file.key](directory, request, here).encode()
    saved_as = file.saved_as[language] if file.saved_as else ""
    known = CHOICE_PARAMETERS if file.is_filtered else cacheable.NO_PARAMETERS
    return _answer(request, content, file.content_type, saved_as, known)


def serve_record(directory: OrganisationIndexPage, request: HttpRequest, key: int) -> HttpResponse:
    """Answer with the file of one organisation."""
    language = languages.active()
    here = script.in_script(directory.url_in(language) or "/")
    data = collect(Choices(index(language, request), {}), here, alternates.root_url(request), only=key)
    if not data.organisations:
        return _in_one_line(str(_("There is no organisation with this id.")))
    content = _dumped(geojson.record_document(data, terms(request))).encode()
    return _answer(request, content, BY_KEY["json"].content_type)


def find_record(path_components: list[str], language: str) -> int | None:
    """Return the id of the organisation whose file stands at these parts of an address."""
    *folders, key = path_components
    is_one = f"{'/'.join(folders)}/" == RECORDS[language] and key.isascii() and key.isdecimal()
    return int(key) if is_one and len(key) <= LONGEST_ID else None


def record_url(directory_path: str, key: int, language: str) -> str:
    """Return the address of the file of one organisation, without the host."""
    return f"{directory_path}{RECORDS[language]}{key}/"


def _answer(
    request: HttpRequest,
    content: bytes,
    content_type: str,
    saved_as: str = "",
    parameters: QueryParameters = cacheable.NO_PARAMETERS,
) -> HttpResponse:
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=content_type)
    if saved_as:
        response["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    response["ETag"] = etag
    # Never one of the many parts of a list in the place of the page itself.
    response["X-Robots-Tag"] = "noindex"
    cacheable.mark(request, response, parameters)
    return for_other_sites(get_conditional_response(request, etag=etag, response=response) or response)


def for_other_sites(response: HttpResponseBase) -> HttpResponse:
    """Let pages of other sites read an answer in a browser: there is nothing of a visitor in it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return cast(HttpResponse, response)


def unknown_values(choices: Choices) -> HttpResponse:
    """Return in one line which value an address has that stands for nothing here."""
    unknown = choices.unknown[0]
    message = _("%(facet)s: “%(text)s” is not in this directory.")
    return _in_one_line(message % {"facet": unknown.label, "text": " ".join(unknown.text.split())})


def _in_one_line(message: str) -> HttpResponse:
    return for_other_sites(HttpResponse(f"{message}\n", "text/plain; charset=utf-8", 404))


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
