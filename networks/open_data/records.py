"""The public facts of organisations and memberships, in the active language, as plain values."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from astra_site import languages
from astra_site.cyrillic.names import in_script
from astra_site.languages import script
from astra_site.languages.fallback import plain
from networks.contacts import phones_by_organisation
from networks.countries import country_name
from networks.directory.facets import Choices
from networks.directory.index import NETWORK, TOWN, Value, numbers_in
from networks.models import Membership, Organisation, PublicPhone
from networks.models.fact import Fact, FactKind, is_told, label_of
from networks.narrowed import narrowed
from networks.open_data.csv_columns import ORGANISATION_ORDER, in_order

GEONAMES = "GeoNames, CC BY 4.0, https://www.geonames.org/"
# Below the directory; one organisation's file has its id behind it.
FOLDER = {languages.SOURCE: "podaci", languages.ENGLISH: "data"}
RECORDS = {language: f"{folder}/json/" for language, folder in FOLDER.items()}
Record = dict[str, Any]


@dataclass(frozen=True)
class Data:
    """What was chosen, ready to be written in any format."""

    language: str
    root_url: str
    directory_path: str
    choices: Choices
    organisations: list[Record]
    as_of: datetime.datetime | None

    @property
    def has_coordinates(self) -> bool:
        """Tell whether GeoNames has to be named."""
        return any(organisation["latitude"] is not None for organisation in self.organisations)


def collect(choices: Choices, directory_path: str, root_url: str, only: int | None = None) -> Data:
    """Read the organisations that fit `choices`, with a fixed number of queries; or `only` one of them."""
    chosen = choices.matching()
    keys = [choices.index.organisations[number] for number in numbers_in(chosen, 0, chosen.bit_count())]
    keys = keys if only is None else [key for key in keys if key == only]
    found = {
        organisation.pk: organisation
        for organisation in narrowed(Organisation.objects.filter(live=True), "pk", keys)
    }
    record_path = f"{root_url}{directory_path}{RECORDS[choices.index.language]}"
    fields, phones, memberships = _fields(keys), _phones(keys), _memberships(choices, found, root_url)
    organisations = []
    as_of = None
    for key in keys:
        organisation = found.get(key)
        # Since the choices were read its place may have become secret, and the town is one of them.
        if organisation is None or (TOWN in choices.chosen and organisation.do_not_publish_location):
            continue
        page = root_url + organisation.url_below(directory_path, choices.index.language)
        record = {
            **organisation_record(organisation, page),
            "phones": phones[key],
            "memberships": memberships[key],
            "record": f"{record_path}{key}/",
        }
        record["fields_of_work"] = fields[key]
        organisations.append(record)
        as_of = max(filter(None, (as_of, organisation.last_published_at)), default=None)
    return Data(choices.index.language, root_url, directory_path, choices, organisations, as_of)


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
