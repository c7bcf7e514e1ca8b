"""The files below the directory: what each is called in each language, and how it is answered.

/organizacije/podaci/csv/ and /en/organisations/data/csv/. Organisations have one part below the
directory and files two, so no organisation's address can ever be in the way of a file's. The file of
one organisation has three: /organizacije/podaci/json/12/, with the id that stays when its name changes.
"""

from collections.abc import Callable, Iterator
from contextvars import Context, copy_context
from itertools import islice
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from astra_site.caching import cacheable
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

# So many rows are made and sent in one piece.
AT_A_TIME = 100
# Longer than any key of a database.
LONGEST_ID = 15


class DataFile(NamedTuple):
    """One file."""

    key: str
    names: dict[str, str]
    content_type: str
    label: str | Promise
    # Makes it for a request, of the directory at an address.
    make: Callable[[HttpRequest, str], str | Iterator[str]]
    # What a browser should call the file when it saves it; feeds and schemas are looked at.
    saved_as: dict[str, str] | None = None
    # Depends on a visitor's choices.
    is_filtered: bool = True


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


def serve(directory: OrganisationIndexPage, request: HttpRequest, file: DataFile) -> HttpResponseBase:
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
    response = _answer(file.make(request, here), file.content_type)
    if file.saved_as:
        response["Content-Disposition"] = f'attachment; filename="{file.saved_as[language]}"'
    cacheable.mark(request, response, CHOICE_PARAMETERS if file.is_filtered else cacheable.NO_PARAMETERS)
    return response


def serve_record(directory: OrganisationIndexPage, request: HttpRequest, key: int) -> HttpResponseBase:
    """Answer with the file of one organisation."""
    language = languages.active()
    here = script.in_script(directory.url_in(language) or "/")
    data = collect(Choices(index(language, request), {}), here, alternates.root_url(request), only=key)
    record = next(data.records(), None)
    if record is None:
        return _in_one_line(str(_("There is no organisation with this id.")))
    content = geojson.record_document(data, terms(request), record)
    response = _answer(content, BY_KEY["json"].content_type)
    cacheable.mark(request, response)
    return response


def find_record(path_components: list[str], language: str) -> int | None:
    """Return the id of the organisation whose file stands at these parts of an address."""
    *folders, key = path_components
    is_one = f"{'/'.join(folders)}/" == RECORDS[language] and key.isascii() and key.isdecimal()
    return int(key) if is_one and len(key) <= LONGEST_ID else None


def record_url(directory_path: str, key: int, language: str) -> str:
    """Return the address of the file of one organisation, without the host."""
    return f"{directory_path}{RECORDS[language]}{key}/"


def _answer(content: str | Iterator[str], content_type: str) -> HttpResponseBase:
    """Answer with a text, or with what is still to be made, in the language and the alphabet of now."""
    response: HttpResponseBase
    if isinstance(content, str):
        response = HttpResponse(content, content_type)
    else:
        response = StreamingHttpResponse(_made_in(copy_context(), content), content_type=content_type)
    # Never one of the many parts of a list in the place of the page itself.
    response["X-Robots-Tag"] = "noindex"
    return for_other_sites(response)


def _made_in(context: Context, rows: Iterator[str]) -> Iterator[bytes]:
    while piece := "".join(context.run(list, islice(rows, AT_A_TIME))):
        yield piece.encode()


def for_other_sites[Response: HttpResponseBase](response: Response) -> Response:
    """Let pages of other sites read an answer in a browser: there is nothing of a visitor in it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def unknown_values(choices: Choices) -> HttpResponse:
    """Return in one line which value an address has that stands for nothing here."""
    unknown = choices.unknown[0]
    message = _("%(facet)s: “%(text)s” is not in this directory.")
    return _in_one_line(message % {"facet": unknown.label, "text": " ".join(unknown.text.split())})


def _in_one_line(message: str) -> HttpResponse:
    return for_other_sites(HttpResponse(f"{message}\n", "text/plain; charset=utf-8", 404))


def _data(request: HttpRequest, here: str) -> Data:
    return collect(choices_of(request), here, alternates.root_url(request))


def _organisations(request: HttpRequest, here: str) -> Iterator[str]:
    return sheets.organisations(_data(request, here), terms(request).licence)


def _memberships(request: HttpRequest, here: str) -> Iterator[str]:
    return sheets.memberships(_data(request, here), terms(request).licence)


def _json(request: HttpRequest, here: str) -> Iterator[str]:
    return geojson.json_document(_data(request, here), terms(request), _schema_url(request, here))


def _geojson(request: HttpRequest, here: str) -> Iterator[str]:
    return geojson.geojson_document(_data(request, here), terms(request))


def _schema(request: HttpRequest, here: str) -> str:
    return geojson.dumped(schema.schema(_schema_url(request, here)))


def _changes(request: HttpRequest, here: str) -> str:
    return feed.feed(request, here, download_url(here, BY_KEY["changes"], languages.active()))


def _schema_url(request: HttpRequest, here: str) -> str:
    return alternates.root_url(request) + download_url(here, BY_KEY["schema"], languages.active())


FILES = (
    DataFile(
        "organisations_csv",
        {"sr-latn": "csv", "en": "csv"},
        "text/csv; charset=utf-8",
        _("Organisations as a table (CSV)"),
        _organisations,
        {"sr-latn": "organizacije.csv", "en": "organisations.csv"},
    ),
    DataFile(
        "memberships_csv",
        {"sr-latn": "clanstva-csv", "en": "memberships-csv"},
        "text/csv; charset=utf-8",
        _("Memberships as a table (CSV)"),
        _memberships,
        {"sr-latn": "clanstva.csv", "en": "memberships.csv"},
    ),
    DataFile(
        "json",
        {"sr-latn": "json", "en": "json"},
        "application/json",
        _("All data for programs (JSON)"),
        _json,
        {"sr-latn": "organizacije.json", "en": "organisations.json"},
    ),
    DataFile(
        "geojson",
        {"sr-latn": "geojson", "en": "geojson"},
        "application/geo+json",
        _("Towns for maps (GeoJSON)"),
        _geojson,
        {"sr-latn": "organizacije.geojson", "en": "organisations.geojson"},
    ),
    DataFile(
        "schema",
        {"sr-latn": "sema", "en": "schema"},
        "application/schema+json",
        _("Description of the JSON file (JSON Schema)"),
        _schema,
        is_filtered=False,
    ),
    DataFile(
        "changes",
        {"sr-latn": "izmene", "en": "changes"},
        "application/atom+xml; charset=utf-8",
        _("What has changed (Atom feed)"),
        _changes,
        is_filtered=False,
    ),
)
BY_KEY = {file.key: file for file in FILES}
