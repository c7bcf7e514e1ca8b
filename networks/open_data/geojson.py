"""JSON and GeoJSON, piece by piece: thousands of organisations are never in memory all at once."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from astra_site import languages
from astra_site.cyrillic.names import in_script
from networks.directory.facets import Choices
from networks.open_data.licence import Terms
from networks.open_data.records import GEONAMES, Data, Record

Document = dict[str, Any]


def json_document(data: Data, terms: Terms, schema_url: str) -> Iterator[str]:
    """Write organisations with their memberships, and all that is known of the data themselves."""
    about = {"$schema": schema_url, **_about(data, terms)}
    return _with_list(about, "organisations", data.records())


def record_document(data: Data, terms: Terms, organisation: Record) -> str:
    """Return one organisation, with what is known of the data; its address has the id, which stays."""
    about = {name: value for name, value in _about(data, terms).items() if name not in {"page", "choices"}}
    return dumped({**about, "organisation": organisation})


def geojson_document(data: Data, terms: Terms) -> Iterator[str]:
    """Write a point for each organisation whose place is public and known."""
    metadata = {**_about(data, terms), "organisations_without_a_point": data.without_a_point}
    features = (_feature(record) for record in data.records() if record["latitude"] is not None)
    return _with_list({"type": "FeatureCollection", "metadata": metadata}, "features", features)


def dumped(document: Document) -> str:
    """Return a short document as people can read it."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _with_list(about: Document, name: str, items: Iterable[Document]) -> Iterator[str]:
    """Write `about`, and at its end a list with one item a line."""
    head, end = dumped({**about, name: []}).rsplit("[]", 1)
    yield f"{head}["
    separator = "\n"
    for item in items:
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield f"\n ]{end}"


def _feature(record: Record) -> Document:
    properties = {name: value for name, value in record.items() if name not in {"latitude", "longitude"}}
    return {
        "type": "Feature",
        "id": record["id"],
        "geometry": {"type": "Point", "coordinates": [record["longitude"], record["latitude"]]},
        "properties": properties,
    }


def _chosen(choices: Choices) -> dict[str, str]:
    """Return in words what was chosen, by what it was chosen from."""
    labels = {facet: [in_script(value.label) for value in values] for facet, values in choices.chosen.items()}
    found = {facet: ", ".join(there) for facet, there in labels.items()}
    return {**found, "words": choices.words} if choices.words else found


def _about(data: Data, terms: Terms) -> Document:
    query = data.choices.query(data.index.language)
    return {
        "language": languages.html_code(languages.version()),
        "page": f"{data.root_url}{data.directory_path}{'?' if query else ''}{query}",
        "choices": _chosen(data.choices),
        "publisher": {"name": in_script(terms.publisher), "website": terms.website},
        "licence": {"name": terms.licence.name, "url": terms.licence.url} if terms.licence else None,
        "coordinates_source": GEONAMES if data.has_coordinates else "",
        "as_of": data.as_of.isoformat(timespec="seconds") if data.as_of else None,
    }
