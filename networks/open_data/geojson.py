"""JSON and GeoJSON."""

from typing import Any

from astra_site import languages
from astra_site.cyrillic.names import in_script
from networks.directory.facets import Choices
from networks.open_data.licence import Terms
from networks.open_data.records import GEONAMES, Data, Record

Document = dict[str, Any]


def json_document(data: Data, terms: Terms, schema_url: str) -> Document:
    """Return organisations with their memberships, and all that is known of the data themselves."""
    return {"$schema": schema_url, **_about(data, terms), "organisations": data.organisations}


def record_document(data: Data, terms: Terms) -> Document:
    """Return one organisation, with what is known of the data; its address has the id, which stays."""
    about = {name: value for name, value in _about(data, terms).items() if name not in {"page", "choices"}}
    (organisation,) = data.organisations
    return {**about, "organisation": organisation}


def geojson_document(data: Data, terms: Terms) -> Document:
    """Return a point for each organisation whose place is public and known."""
    return {
        "type": "FeatureCollection",
        "metadata": {
            **_about(data, terms),
            "organisations_without_a_point": sum(row["latitude"] is None for row in data.organisations),
        },
        "features": [
            _feature(organisation)
            for organisation in data.organisations
            if organisation["latitude"] is not None
        ],
    }


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
    query = data.choices.query(data.language)
    return {
        "language": languages.html_code(languages.version()),
        "page": f"{data.root_url}{data.directory_path}{'?' if query else ''}{query}",
        "choices": _chosen(data.choices),
        "publisher": {"name": in_script(terms.publisher), "website": terms.website},
        "licence": {"name": terms.licence.name, "url": terms.licence.url} if terms.licence else None,
        "coordinates_source": GEONAMES if data.has_coordinates else "",
        "as_of": data.as_of.isoformat(timespec="seconds") if data.as_of else None,
    }
