"""The JSON Schema of the JSON file. Descriptions are the names that staff know the fields by."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator

from networks.models.fact import Fact, FactKind
from networks.models.membership import Membership
from networks.models.organisation import Organisation
from networks.open_data.csv_columns import ORGANISATION_ORDER, in_order

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
_KINDS: dict[FactKind, Schema] = {
    FactKind.LINES: {"type": "array", "items": TEXT},
    FactKind.URL: ADDRESS,
    FactKind.COUNTRY: {"type": "string", "pattern": "^([A-Z]{2})?$"},
    FactKind.BOOLEAN: {"type": "boolean"},
    FactKind.DAY: {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
    # A year, a month or a day; empty where it is not known.
    FactKind.PARTIAL_DATE: {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"},
}


def schema(url: str) -> Schema:
    """Return the schema, with descriptions in the active language."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": url,
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
    known = {"id": {"type": "integer"}, "page": ADDRESS, **_facts(Organisation)}
    # As in the records: rows of other tables come after what an organisation has by itself.
    rows = {
        "phones": _list(
            _object(
                {
                    "number": TEXT,
                    "label": TEXT,
                    "hours": TEXT,
                    "source_url": ADDRESS,
                    "as_of": _KINDS[FactKind.PARTIAL_DATE],
                    "checked_on": _KINDS[FactKind.DAY],
                }
            )
        ),
        "memberships": _list(_membership()),
        "fields_of_work": _described(
            _name_of(Organisation, "fields_of_work"), _list(_object({"key": TEXT, "name": TEXT}))
        ),
        "record": ADDRESS,
    }
    return _object({name: known[name] for name in in_order(known, ORGANISATION_ORDER)} | rows)


def _membership() -> Schema:
    network = _described(_name_of(Membership, "network"), TEXT)
    return _object({"network": network, "network_page": ADDRESS, **_facts(Membership)})


def _facts(model: Any) -> dict[str, Schema]:
    found = {}
    for fact in model.facts:
        if fact.public and not fact.is_relation:
            found[fact.public] = _described(fact.label_on(model), _of_kind(model, fact))
        if fact.public_words:
            found[fact.public_words] = TEXT
    return found


def _described(label: Any, schema: Schema) -> Schema:
    return {"description": str(label), **schema} if label else schema


def _name_of(model: Any, field: str) -> Any:
    return model._meta.get_field(field).verbose_name


def _of_kind(model: Any, fact: Fact) -> Schema:
    if fact.kind is FactKind.CHOICE:
        nothing = [""] if fact.needs else []
        return {"enum": [*nothing, *(str(key) for key, _label in fact.field_on(model).choices)]}
    if fact.kind is FactKind.NUMBER:
        return {"anyOf": [{"type": "null"}, {"type": "number", **_limits(fact.field_on(model))}]}
    return _KINDS.get(fact.kind, TEXT)


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _limits(field: Any) -> Schema:
    names = {MinValueValidator: "minimum", MaxValueValidator: "maximum"}
    return {
        name: check.limit_value
        for kind, name in names.items()
        for check in field.validators
        if type(check) is kind
    }
