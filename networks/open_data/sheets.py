"""The two CSV files: organisations, and memberships with one row each."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from networks.open_data.licence import Licence
from networks.open_data.records import GEONAMES, Data, Record
from networks.spreadsheets.cells import to_cell

ORGANISATION_COLUMNS = (
    "id",
    "name",
    "own_name",
    "own_name_language",
    "acronym",
    "legal_name",
    "former_names",
    "country",
    "country_name",
    "town",
    "latitude",
    "longitude",
    "coordinates_precision",
    "coordinates_source",
    "fields_of_work",
    "networks",
    "website",
    "phones",
    "founded",
    "ended",
    "page",
    "source_name",
    "source_url",
    "verified_on",
    "licence",
)
MEMBERSHIP_COLUMNS = (
    "organisation_id",
    "organisation",
    "organisation_page",
    "network",
    "network_page",
    "kind",
    "kind_name",
    "is_current",
    "since",
    "until",
    "as_of",
    "note",
    "source_name",
    "source_url",
    "licence",
)


def organisations(data: Data, licence: Licence | None) -> str:
    """Return one row for each organisation."""
    return _written(ORGANISATION_COLUMNS, (_organisation(one, licence) for one in data.organisations))


def memberships(data: Data, licence: Licence | None) -> str:
    """Return one row for each membership of the chosen organisations."""
    return _written(MEMBERSHIP_COLUMNS, _memberships(data, licence))


def _organisation(one: Record, licence: Licence | None) -> Record:
    return {
        **one,
        "former_names": "\n".join(one["former_names"]),
        "coordinates_source": GEONAMES if one["latitude"] is not None else "",
        "fields_of_work": ", ".join(field["key"] for field in one["fields_of_work"]),
        "networks": "\n".join(row["network"] for row in one["memberships"] if row["is_current"]),
        "phones": "\n".join(
            f"{phone['number']} – {phone['label']}" if phone["label"] else phone["number"]
            for phone in one["phones"]
        ),
        "licence": licence.text if licence else "",
    }


def _memberships(data: Data, licence: Licence | None) -> Iterator[Record]:
    for organisation in data.organisations:
        for one in organisation["memberships"]:
            yield {
                **one,
                "organisation_id": organisation["id"],
                "organisation": organisation["name"],
                "organisation_page": organisation["page"],
                "licence": licence.text if licence else "",
            }


def _written(columns: tuple[str, ...], rows: Iterable[Record]) -> str:
    file = io.StringIO()
    # The mark tells spreadsheets that this is UTF-8.
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return file.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    # A number is no formula, however it begins.
    return value if isinstance(value, int | float) else to_cell(value)
