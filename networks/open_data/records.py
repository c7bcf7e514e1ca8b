"""The public facts of organisations and memberships, in the active language, as plain values."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from astra_site import languages
from astra_site.cyrillic.names import in_script
from astra_site.languages import script
from astra_site.languages.fallback import plain
from networks.contacts import phones_by_organisation
from networks.countries import country_name
from networks.directory.bits import as_set
from networks.directory.facets import Choices
from networks.directory.index import Index, Value
from networks.directory.sets import NETWORK, TOWN
from networks.models import Membership, Organisation, PublicPhone
from networks.models.fact import Fact, FactKind, is_told, label_of
from networks.narrowed import MOST_KEYS, narrowed
from networks.open_data.csv_columns import ORGANISATION_ORDER, in_order

GEONAMES = "GeoNames, CC BY 4.0, https://www.geonames.org/"
# Below the directory; one organisation's file has its id behind it.
FOLDER = {languages.SOURCE: "podaci", languages.ENGLISH: "data"}
RECORDS = {language: f"{folder}/json/" for language, folder in FOLDER.items()}
Record = dict[str, Any]


@dataclass(frozen=True)
class Data:
    """What was chosen, ready to be written in any format."""

    root_url: str
    directory_path: str
    choices: Choices
    # Of those chosen, in the order of the index.
    numbers: list[int]

    @property
    def index(self) -> Index:
        """Return the directory from which it was chosen."""
        return self.choices.index

    @property
    def as_of(self) -> datetime.datetime | None:
        """Return when the last of them was published."""
        return self.index.latest(self.numbers)

    @property
    def without_a_point(self) -> int:
        """Return how many of them have no point of their own on the map, or none that is told."""
        return len(self.numbers) - (as_set(self.numbers) & self.index.with_point).bit_count()

    @property
    def has_coordinates(self) -> bool:
        """Tell whether GeoNames has to be named."""
        return self.without_a_point < len(self.numbers)

    def records(self) -> Iterator[Record]:
        """Read the organisations, some hundreds at a time, so that there are never all in memory."""
        for numbers in batched(self.numbers, MOST_KEYS):
            yield from self._read([self.index.rows[number].id for number in numbers])

    def _read(self, keys: list[int]) -> Iterator[Record]:
        found = Organisation.objects.filter(live=True).in_bulk(keys)
        fields, phones = _fields(keys), _phones(keys)
        memberships = _memberships(self.choices, found, self.root_url)
        path = f"{self.root_url}{self.directory_path}"
        for key in keys:
            organisation = found.get(key)
            # Since the choices were read its place may have become secret, and the town is one of them.
            if organisation is None or (TOWN in self.choices.chosen and organisation.do_not_publish_location):
                continue
            page = self.root_url + organisation.url_below(self.directory_path, self.index.language)
            yield {
                **organisation_record(organisation, page),
                "phones": phones[key],
                "memberships": memberships[key],
                "record": f"{path}{RECORDS[self.index.language]}{key}/",
                "fields_of_work": fields[key],
            }


def collect(choices: Choices, directory_path: str, root_url: str, only: int | None = None) -> Data:
    """Return the organisations that fit `choices`, or `only` the one with this key."""
    numbers = choices.index.numbers_in(choices.matching())
    if only is not None:
        numbers = [number for number in numbers if choices.index.rows[number].id == only]
    return Data(root_url, directory_path, choices, numbers)


def organisation_record(organisation: Organisation, page: str) -> Record:
    """Return what everybody may know of an organisation by itself."""
    record = {"id": organisation.pk, "page": page, **public_facts(organisation)}
    return {name: record[name] for name in in_order(record, ORGANISATION_ORDER)}


def public_facts(subject: Organisation | Membership) -> Record:
    """Return those facts that everybody may know, but for the rows of other tables."""
    record: Record = {}
    for fact in subject.facts:
        if fact.public and not fact.is_relation:
            record[fact.public] = _value(subject, fact)
        if fact.public_words:
            record[fact.public_words] = _words(subject, fact)
    return record


def public_names(model: type[Organisation | Membership]) -> list[str]:
    """Return the names of all that `public_facts` tells of a record, and of the rows of other tables."""
    return [name for fact in model.facts for name in (fact.public, fact.public_words) if name]


def _value(subject: Organisation | Membership, fact: Fact) -> Any:
    if not is_told(subject, fact):
        return None if fact.kind is FactKind.NUMBER else ""
    value: Any = plain(subject, fact.name) if fact.is_translated else getattr(subject, fact.name)
    if fact.kind is FactKind.LINES:
        return [in_script(line) for line in value.splitlines()]
    if fact.kind is FactKind.DAY:
        return value.isoformat() if value else ""
    is_serbian = fact.is_translated or (fact.is_name and not fact.language_field)
    return in_script(value) if is_serbian and isinstance(value, str) else value


def _words(subject: Organisation | Membership, fact: Fact) -> str:
    if not is_told(subject, fact):
        return ""
    is_country = fact.kind is FactKind.COUNTRY
    return in_script(country_name(getattr(subject, fact.name)) if is_country else label_of(subject, fact))


def _fields(keys: list[int]) -> dict[int, list[Record]]:
    through = Organisation.fields_of_work.through
    rows = narrowed(through.objects.select_related("fieldofwork"), "organisation_id", keys)
    found = defaultdict(list)
    for row in rows.order_by("fieldofwork__key"):
        found[row.organisation_id].append(
            {"key": row.fieldofwork.key, "name": in_script(plain(row.fieldofwork, "name"))}
        )
    return found


def _phones(keys: list[int]) -> dict[int, list[Record]]:
    known = phones_by_organisation(keys)
    return {key: [_phone(phone) for phone in known.get(key, ())] for key in keys}


def _phone(phone: PublicPhone) -> Record:
    return {
        "number": phone.number,
        "label": in_script(plain(phone, "label")),
        "hours": in_script(plain(phone, "hours")),
        "source_url": phone.source_url,
        "as_of": phone.as_of,
        "checked_on": phone.checked_on.isoformat() if phone.checked_on else "",
    }


def _memberships(choices: Choices, known: dict[int, Organisation], root_url: str) -> dict[int, list[Record]]:
    networks = choices.index.values[NETWORK]
    order = {key: number for number, key in enumerate(networks)}
    found = defaultdict(list)
    for membership in narrowed(
        Membership.objects.order_by("sort_order", "pk"), "organisation_id", list(known)
    ):
        network = networks.get(str(membership.network_id))
        if network and membership.organisation_id in known:
            # It is at hand, and whether the membership has ended depends on it.
            membership.organisation = known[membership.organisation_id]
            found[membership.organisation_id].append(
                (order[network.id], _membership(membership, network, root_url))
            )
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


def _membership(membership: Membership, network: Value, root_url: str) -> Record:
    return {
        "network": in_script(network.label),
        "network_page": f"{root_url}{script.in_script(network.url)}",
        **public_facts(membership),
    }
