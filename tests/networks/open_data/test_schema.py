"""The schema promises of each field as much as the form allows in it, and says what staff call it."""

import pytest

from networks.models.network_page import NetworkKind
from tests.networks.open_data.json_schema import problems

pytestmark = pytest.mark.django_db

TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri-reference"}
DAY = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
DATE = {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}


def number(least, most):
    return {"anyOf": [{"type": "null"}, {"type": "number", "minimum": least, "maximum": most}]}


# With the name that staff know it by; what is only another's words has none.
OF_AN_ORGANISATION = {
    "id": {"type": "integer"},
    "page": ADDRESS,
    "name": {"description": "name", **TEXT},
    "former_names": {"description": "former names", "type": "array", "items": TEXT},
    "country": {"description": "country", "type": "string", "pattern": "^([A-Z]{2})?$"},
    "country_name": TEXT,
    "latitude": {"description": "latitude", **number(-90, 90)},
    "longitude": {"description": "longitude", **number(-180, 180)},
    # Where there is no point it says nothing, though in the form one is always chosen.
    "coordinates_precision": {
        "description": "precision of the coordinates", "enum": ["", "city", "district", "address"],
    },
    "website": {"description": "website", **ADDRESS},
    "founded": {"description": "founded", **DATE},
    "verified_on": {"description": "verified on", **DAY},
    "activity": {"description": "status", "enum": ["active", "unknown"]},
    "record": ADDRESS,
}  # fmt: skip
OF_A_MEMBERSHIP = {
    "network": {"description": "network", **TEXT},
    "network_page": ADDRESS,
    "is_current": {"type": "boolean"},
    "since": {"description": "since", **DATE},
    "confirmation": {"description": "confirmed or not", "enum": ["confirmed", "unconfirmed"]},
    "confirmation_name": TEXT,
}


def test_it_says_of_each_field_what_may_stand_there(directory, document):
    schema = document("schema", "en")
    assert schema["additionalProperties"] is False and schema["required"] == list(schema["properties"])
    known = dict(schema["properties"])
    organisation = known.pop("organisations")["items"]
    rows = {name: known.pop(name) for name in ("publisher", "licence")}
    assert known == {
        "$schema": ADDRESS, "language": {"enum": ["sr-Latn", "en"]}, "page": ADDRESS,
        "choices": {"type": "object", "additionalProperties": TEXT}, "coordinates_source": TEXT,
        "as_of": {"anyOf": [{"type": "null"}, {"type": "string", "format": "date-time"}]},
    }  # fmt: skip
    nobody, licence = rows["licence"]["anyOf"]
    assert nobody == {"type": "null"} and licence["properties"] == {"name": TEXT, "url": TEXT}
    assert rows["publisher"]["properties"] == {"name": TEXT, "website": TEXT}
    membership = organisation["properties"]["memberships"]["items"]

    for known, expected in ((organisation, OF_AN_ORGANISATION), (membership, OF_A_MEMBERSHIP)):
        found = {name: known["properties"].get(name) for name in expected}
        assert found == expected
        assert known["required"] == list(known["properties"])
        assert known["additionalProperties"] is False
    kinds = membership["properties"]["kind"]["enum"]
    assert "member" in kinds and "" not in kinds and not set(kinds) & set(NetworkKind.values)


def test_an_organisations_phones_and_fields_of_work_are_rows_of_their_own(directory, document):
    known = document("schema", "en")["properties"]["organisations"]["items"]["properties"]

    assert known["fields_of_work"]["description"] == "fields of work"
    assert known["fields_of_work"]["items"]["properties"] == {"key": TEXT, "name": TEXT}
    assert known["phones"]["items"]["properties"] == {
        "number": TEXT, "label": TEXT, "hours": TEXT, "source_url": ADDRESS, "as_of": DATE, "checked_on": DAY,
    }  # fmt: skip
    # What an organisation has by itself comes first, as in the file.
    assert list(known)[:3] == ["id", "name", "own_name"]
    assert list(known)[-4:] == ["phones", "memberships", "fields_of_work", "record"]


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_a_file_of_nobody_fits_it_too(directory, network, document, language):
    choice = {"sr-latn": {"mreza": "at-mreza"}, "en": {"network": "at-network"}}[language]

    assert problems(document("json", language, **choice), document("schema", language)) == []
