"""The JSON Schema of the JSON file. Descriptions are the names that staff know the fields by."""

from typing import Any

from networks.models.membership import Membership, MembershipKind
from networks.models.organisation import CoordinatesPrecision, Organisation

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
YES_OR_NO: Schema = {"type": "boolean"}
# A year, a month or a day; empty where it is not known.
PARTIAL_DATE: Schema = {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}
DAY: Schema = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}


def schema(address: str) -> Schema:
    """Return the schema, with descriptions in the active language."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        **_object(
            {
                "$schema": ADDRESS,
                "language": {"enum": ["sr-Latn", "en"]},
                "page": ADDRESS,
                "choices": {"type": "object", "additionalProperties": TEXT},
                "publisher": _object({"name": TEXT, "website": TEXT}),
                "licence": {"anyOf": [{"type": "null"}, _object({"name": TEXT, "url": TEXT})]},
                "coordinates_source": TEXT,
                "as_of": {"anyOf": [{"type": "null"}, {"type": "string", "format": "date-time"}]},
                "organisations": _list(_organisation()),
            }
        ),
    }


def _organisation() -> Schema:
    return _object(
        {
            "id": {"type": "integer"},
            "name": _described(Organisation, "name", TEXT),
            "own_name": _described(Organisation, "original_name", TEXT),
            "own_name_language": _described(Organisation, "original_language", TEXT),
            "acronym": _described(Organisation, "acronym", TEXT),
            "legal_name": _described(Organisation, "legal_name", TEXT),
            "former_names": _described(Organisation, "former_names", _list(TEXT)),
            "country": _described(Organisation, "country", {"type": "string", "pattern": "^([A-Z]{2})?$"}),
            "country_name": TEXT,
            "town": _described(Organisation, "city", TEXT),
            "latitude": _described(Organisation, "latitude", _degrees(90)),
            "longitude": _described(Organisation, "longitude", _degrees(180)),
            "coordinates_precision": {"enum": ["", *CoordinatesPrecision.values]},
            "website": _described(Organisation, "website", ADDRESS),
            "founded": _described(Organisation, "founded", PARTIAL_DATE),
            "ended": _described(Organisation, "ended", PARTIAL_DATE),
            "page": ADDRESS,
            "source_name": _described(Organisation, "source_name", TEXT),
            "source_url": _described(Organisation, "source_url", ADDRESS),
            "verified_on": _described(Organisation, "verified_on", DAY),
            "phones": _list(_object({"number": TEXT, "label": TEXT})),
            "memberships": _list(_membership()),
            "fields_of_work": _described(
                Organisation, "fields_of_work", _list(_object({"key": TEXT, "name": TEXT}))
            ),
        }
    )


def _membership() -> Schema:
    return _object(
        {
            "network": _described(Membership, "network", TEXT),
            "network_page": ADDRESS,
            "kind": _described(Membership, "kind", {"enum": list(MembershipKind.values)}),
            "kind_name": TEXT,
            "is_current": YES_OR_NO,
            "since": _described(Membership, "since", PARTIAL_DATE),
            "until": _described(Membership, "until", PARTIAL_DATE),
            "as_of": _described(Membership, "as_of", PARTIAL_DATE),
            "note": _described(Membership, "note", TEXT),
            "source_name": TEXT,
            "source_url": ADDRESS,
        }
    )


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _degrees(most: int) -> Schema:
    return {"anyOf": [{"type": "null"}, {"type": "number", "minimum": -most, "maximum": most}]}


def _described(model: Any, field: str, schema: Schema) -> Schema:
    return {"description": str(model._meta.get_field(field).verbose_name), **schema}
