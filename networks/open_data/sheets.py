"""The two CSV files, piece by piece: organisations, and memberships with one row each."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from networks.models.membership import Membership
from networks.models.organisation import Organisation
from networks.open_data.csv_columns import MEMBERSHIP_ORDER, ORGANISATION_ORDER, in_order
from networks.open_data.licence import Licence
from networks.open_data.records import GEONAMES, Data, Record, public_names
from networks.spreadsheets.cells import to_cell

# What is worked out for a row, besides the facts.
_OF_ORGANISATIONS = ("id", "page", "coordinates_source", "networks", "licence", "record", "data_as_of")
_OF_MEMBERSHIPS = (
    "organisation_id", "organisation", "organisation_page", "network", "network_page", "licence",
    "data_as_of",
)  # fmt: skip


def organisations(data: Data, licence: Licence | None) -> Iterator[str]:
    """Write one row for each organisation."""
    columns = in_order([*_OF_ORGANISATIONS, *public_names(Organisation)], ORGANISATION_ORDER)
    of_all = _of_all(data, licence)
    return _written(columns, (_organisation(record, of_all) for record in data.records()))


def memberships(data: Data, licence: Licence | None) -> Iterator[str]:
    """Write one row for each membership of the chosen organisations."""
    columns = in_order([*_OF_MEMBERSHIPS, *public_names(Membership)], MEMBERSHIP_ORDER)
    of_all = _of_all(data, licence)
    return _written(columns, (row for record in data.records() for row in _memberships(record, of_all)))


def _organisation(record: Record, of_all: Record) -> Record:
    return {
        **record,
        "coordinates_source": GEONAMES if record["latitude"] is not None else "",
        "fields_of_work": ", ".join(field["name"] for field in record["fields_of_work"]),
        "networks": "\n".join(row["network"] for row in record["memberships"] if row["is_current"]),
        "phones": "\n".join(
            f"{phone['number']} – {phone['label']}" if phone["label"] else phone["number"]
            for phone in record["phones"]
        ),
        **of_all,
    }


def _of_all(data: Data, licence: Licence | None) -> Record:
    """Return what is the same in each row: a table has no other place for it."""
    return {
        "licence": licence.text if licence else "",
        "data_as_of": data.as_of.isoformat(timespec="seconds") if data.as_of else "",
    }


def _memberships(organisation: Record, of_all: Record) -> Iterator[Record]:
    for membership in organisation["memberships"]:
        yield {
            **membership,
            "organisation_id": organisation["id"],
            "organisation": organisation["name"],
            "organisation_page": organisation["page"],
            **of_all,
        }


def _written(columns: list[str], rows: Iterable[Record]) -> Iterator[str]:
    file = io.StringIO()
    # The mark tells spreadsheets that this is UTF-8.
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        yield file.getvalue()
        file.seek(0)
        file.truncate()
    yield file.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, list):
        return to_cell("\n".join(value))
    # A number is no formula, however it begins.
    return value if isinstance(value, int | float) else to_cell(value)
