"""The organisations and memberships of the database as rows of text, with a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from networks.models import FieldOfWork, Membership, NetworkPage, Organisation, PublicPhone
from networks.spreadsheets.cells import SECRET
from networks.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS, Column, by_name, columns_of
from networks.spreadsheets.phones import parts_of

Row = dict[str, str]


@dataclass
class Snapshot:
    """What the database holds now. Secret places stand in it; `exported` leaves them out."""

    organisations: dict[int, Organisation]
    networks: dict[str, NetworkPage]
    memberships: dict[int, Membership]
    fields_of_work: dict[str, FieldOfWork]
    rows: dict[str, dict[int, Row]] = field(default_factory=dict)

    @classmethod
    def take(cls) -> "Snapshot":
        """Read the database."""
        organisations = Organisation.objects.order_by("sort_key_sr_latn", "pk")
        networks = NetworkPage.objects.order_by("live", "path")
        snapshot = cls(
            {organisation.pk: organisation for organisation in organisations},
            {network.slug: network for network in networks.defer("body", "body_sr_latn", "body_en")},
            {},
            {field.key: field for field in FieldOfWork.objects.all()},
        )
        shown = [network.pk for network in snapshot.networks.values() if network.live]
        memberships = Membership.objects.filter(network__in=shown).order_by("network__path", "sort_order")
        snapshot.memberships = {membership.pk: membership for membership in memberships}
        snapshot.rows = {
            ORGANISATIONS: snapshot._organisation_rows(),
            MEMBERSHIPS: snapshot._membership_rows(),
        }
        return snapshot

    def _organisation_rows(self) -> dict[int, Row]:
        phones, keys = _phones(), _keys_of_fields()
        columns = by_name(ORGANISATIONS)
        rows = {}
        for pk, organisation in self.organisations.items():
            row = _row(organisation, columns_of(ORGANISATIONS))
            row["phones"] = columns["phones"].kind.to_text(phones[pk])
            row["fields_of_work"] = columns["fields_of_work"].kind.to_text(keys[pk])
            rows[pk] = row
        return rows

    def _membership_rows(self) -> dict[int, Row]:
        slugs = {network.pk: slug for slug, network in self.networks.items()}
        rows = {}
        for number, membership in self.memberships.items():
            organisation = self.organisations[membership.organisation_id]
            rows[number] = {
                **_row(membership, columns_of(MEMBERSHIPS)),
                "network": slugs[membership.network_id],
                "organisation": organisation.slug_sr_latn,
                "organisation_name": organisation.name_sr_latn,
            }
        return rows

    def exported(self) -> dict[str, list[Row]]:
        """Return the rows as a file shows them: without the places that are secret."""
        organisations = []
        for number, row in self.rows[ORGANISATIONS].items():
            secret = self.organisations[number].do_not_publish_location
            organisations.append(without_place(row) if secret else row)
        return {ORGANISATIONS: organisations, MEMBERSHIPS: list(self.rows[MEMBERSHIPS].values())}


def without_place(row: Row) -> Row:
    """Return a row of an organisation whose place is not given away."""
    secret = {column.name for column in columns_of(ORGANISATIONS) if column.is_secret}
    return {name: SECRET if name in secret and value else value for name, value in row.items()}


def _row(instance: Any, columns: tuple[Column, ...]) -> Row:
    row = {"id": str(instance.pk)}
    for column in columns:
        if column.field:
            row[column.name] = column.kind.to_text(getattr(instance, column.field))
    return row


def _phones() -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for phone in PublicPhone.objects.order_by("organisation_id", "sort_order", "pk"):
        found[phone.organisation_id].append(parts_of(phone))
    return found


def _keys_of_fields() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    pairs = Organisation.fields_of_work.through.objects.values_list("organisation_id", "fieldofwork__key")
    for number, key in pairs:
        found[number].append(key)
    return found
