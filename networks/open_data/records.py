"""The public facts of organisations and memberships, in the active language, as plain values."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from astra_site.languages.text import plain
from networks.directory.facets import Choices
from networks.directory.index import NETWORK, TOWN, Value, numbers_in
from networks.models import Membership, Organisation, PublicPhone

# More keys than this are no filter that a database likes; then all rows are read.
MOST_KEYS = 500
GEONAMES = "GeoNames, CC BY 4.0, https://www.geonames.org/"
Record = dict[str, Any]


@dataclass(frozen=True)
class Data:
    """What was chosen, ready to be written in any format."""

    language: str
    root_url: str
    directory_address: str
    choices: Choices
    organisations: list[Record]
    as_of: datetime.datetime | None

    @property
    def has_coordinates(self) -> bool:
        """Tell whether GeoNames has to be named."""
        return any(one["latitude"] is not None for one in self.organisations)


def collect(choices: Choices, directory_address: str, root_url: str) -> Data:
    """Read the organisations that fit `choices`, with a fixed number of queries."""
    chosen = choices.matching()
    keys = [choices.index.organisations[number] for number in numbers_in(chosen, 0, chosen.bit_count())]
    found = {one.pk: one for one in _narrowed(Organisation.objects.filter(live=True), "pk", keys)}
    fields, phones, memberships = _fields(keys), _phones(keys), _memberships(choices, keys, root_url)
    organisations = []
    as_of = None
    for key in keys:
        one = found.get(key)
        # Since the choices were read its place may have become secret, and the town is one of them.
        if one is None or (TOWN in choices.chosen and one.do_not_publish_location):
            continue
        page = root_url + one.address_below(directory_address, choices.index.language)
        record = {**organisation_record(one, page), "phones": phones[key], "memberships": memberships[key]}
        record["fields_of_work"] = fields[key]
        organisations.append(record)
        as_of = max(filter(None, (as_of, one.last_published_at)), default=None)
    return Data(choices.index.language, root_url, directory_address, choices, organisations, as_of)


def organisation_record(one: Organisation, page: str) -> Record:
    """Return what everybody may know of an organisation by itself."""
    is_secret = one.do_not_publish_location
    has_coordinates = not is_secret and one.latitude is not None and one.longitude is not None
    return {
        "id": one.pk,
        "name": plain(one, "name"),
        "own_name": one.original_name,
        "own_name_language": one.original_language,
        "acronym": one.acronym,
        "legal_name": one.legal_name,
        "former_names": one.former_names.splitlines(),
        "country": one.country,
        "country_name": one.country_name,
        "town": one.public_city,
        "latitude": one.latitude if has_coordinates else None,
        "longitude": one.longitude if has_coordinates else None,
        "coordinates_precision": one.coordinates_precision if has_coordinates else "",
        "website": one.website,
        "founded": one.founded,
        "ended": one.ended,
        "page": page,
        **_source(one),
        "verified_on": one.verified_on.isoformat() if one.verified_on else "",
    }


def _source(thing: Any) -> Record:
    return {"source_name": plain(thing, "source_name"), "source_url": thing.source_url}


def _narrowed(rows: QuerySet, field: str, keys: list[int]) -> QuerySet:
    return rows.filter(**{f"{field}__in": keys}) if len(keys) <= MOST_KEYS else rows


def _fields(keys: list[int]) -> dict[int, list[Record]]:
    through = Organisation.fields_of_work.through
    rows = _narrowed(through.objects.select_related("fieldofwork"), "organisation_id", keys)
    found = defaultdict(list)
    for row in rows.order_by("fieldofwork__key"):
        found[row.organisation_id].append(
            {"key": row.fieldofwork.key, "name": plain(row.fieldofwork, "name")}
        )
    return found


def _phones(keys: list[int]) -> dict[int, list[Record]]:
    found = defaultdict(list)
    for phone in _narrowed(PublicPhone.objects.order_by("sort_order", "pk"), "organisation_id", keys):
        found[phone.organisation_id].append({"number": phone.number, "label": plain(phone, "label")})
    return found


def _memberships(choices: Choices, keys: list[int], root_url: str) -> dict[int, list[Record]]:
    networks = choices.index.values[NETWORK]
    order = {key: number for number, key in enumerate(networks)}
    found = defaultdict(list)
    for one in _narrowed(Membership.objects.order_by("sort_order", "pk"), "organisation_id", keys):
        network = networks.get(str(one.network_id))
        if network:
            found[one.organisation_id].append((order[network.id], _membership(one, network, root_url)))
    # As on the organisation's page: what is current first, then in the order of the networks.
    return defaultdict(
        list,
        {
            key: [
                record for _order, record in sorted(rows, key=lambda row: (not row[1]["is_current"], row[0]))
            ]
            for key, rows in found.items()
        },
    )


def _membership(one: Any, network: Value, root_url: str) -> Record:
    return {
        "network": network.label,
        "network_page": f"{root_url}{network.address}",
        "kind": one.kind,
        "kind_name": str(one.get_kind_display()),
        "is_current": one.is_current,
        "since": one.since,
        "until": one.until,
        "as_of": one.as_of,
        "note": plain(one, "note"),
        **_source(one),
    }
