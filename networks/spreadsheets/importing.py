"""Writes what a dry run has shown: all of it, or nothing."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from astra_site.search import indexing
from networks.models import Membership, NetworkPage, Organisation, PublicPhone
from networks.secret_places import set_secret
from networks.spreadsheets.approval import submit
from networks.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS, by_name, columns_of
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.instances import fill
from networks.spreadsheets.phones import fields_of
from networks.spreadsheets.plan import Identity, InFile, Plan, RowPlan, Stored
from networks.spreadsheets.reading import FileContent
from networks.spreadsheets.snapshot import Snapshot


class Outdated(Exception):
    """The data are no longer those of the dry run."""


class NotPossible(Exception):
    """The plan has errors, or nothing to do."""


class Importer:
    """Imports one file for one person."""

    def __init__(self, content: FileContent, person: Any) -> None:
        self.content = content
        self.person = person
        self.organisations: dict[Identity, Organisation] = {}
        self.written: list[Any] = []

    @transaction.atomic
    def run(self, fingerprint: str) -> Plan:
        """Import and return what was done.

        Raises:
            Outdated: somebody has changed the data since the dry run, which had `fingerprint`.
            NotPossible: there is something to put right first. The database is as it was.
        """
        self.snapshot = Snapshot.take(for_update=True)
        if self.snapshot.fingerprint() != fingerprint:
            raise Outdated
        self.plan = plan_of(self.content, self.snapshot, self.person)
        if not self.plan.can_be_imported:
            raise NotPossible
        # Otherwise each save would look for references anew, three times an organisation.
        with disable_reference_index_auto_update(), indexing.paused():
            self._write()
        for instance in self.written:
            ReferenceIndex.create_or_update_for_object(instance)
        return self.plan

    def _write(self) -> None:
        memberships = defaultdict(list)
        for row in self.plan.rows:
            if not row.does_something:
                continue
            if row.sheet == ORGANISATIONS:
                self._write_organisation(row)
            else:
                memberships[row.network].append(row)
        for slug, rows in memberships.items():
            self._write_network(slug, rows)

    # Organisations

    def _write_organisation(self, row: RowPlan) -> None:
        organisation = self._organisation(row.identity)
        is_new = isinstance(row.identity, InFile)
        changed = row.changed
        columns = columns_of(ORGANISATIONS)
        fill(organisation, [column for column in columns if is_new or column.name in changed], row.values)
        self._set_phones(organisation, row, changed)
        if "fields_of_work" in changed:
            keys = [key for key in row.values["fields_of_work"].split(", ") if key]
            organisation.fields_of_work = [self.snapshot.fields_of_work[key] for key in keys]
        # What is published stays as it is until the revision is published; a draft is what it is.
        if not organisation.live:
            organisation.save()
        if not is_new and "keep_place_secret" in changed:
            set_secret(organisation, is_secret=organisation.do_not_publish_location, person=self.person)
        if is_new:
            log(organisation, "wagtail.create", user=self.person)
        self._finish(organisation, publish=is_new or organisation.live)
        self.organisations[row.identity] = organisation

    def _organisation(self, identity: Identity) -> Organisation:
        """Return an organisation as the import has left it, as it was, or as a new draft."""
        known = self.organisations.get(identity)
        if known is not None:
            return known
        if isinstance(identity, Stored):
            return Organisation.objects.get(pk=identity.pk)
        return Organisation(live=False)

    @staticmethod
    def _set_phones(organisation: Organisation, row: RowPlan, changed: set[str]) -> None:
        if "phones" not in changed:
            return
        column = by_name(ORGANISATIONS)["phones"]
        kept = {(phone.number, phone.label_sr_latn): phone.pk for phone in organisation.phones.all()}
        phones = column.kind.to_value(row.values["phones"])
        new_phones = [
            PublicPhone(
                pk=kept.pop((phone["number"], phone["label_sr_latn"]), None),
                sort_order=place,
                **fields_of(phone),
            )
            for place, phone in enumerate(phones)
        ]
        organisation.phones.set(new_phones)

    def _finish(self, instance: Any, *, publish: bool) -> None:
        """Make a revision and publish it, unless the person may not: then it waits as a draft."""
        options = {"clean": False} if isinstance(instance, NetworkPage) else {}
        revision = instance.save_revision(user=self.person, log_action=not publish, **options)
        if publish and not self.plan.is_draft:
            revision.publish(user=self.person)
            instance.refresh_from_db()
        elif self.plan.is_draft:
            submit(instance, self.person)
        self.written.append(instance)

    # Memberships

    def _write_network(self, slug: str, rows: list[RowPlan]) -> None:
        network = NetworkPage.objects.get(pk=self.snapshot.networks[slug].pk)
        memberships = list(network.memberships.all())
        stored: dict[Identity, Membership] = {Stored(membership.pk): membership for membership in memberships}
        last = max((membership.sort_order or 0 for membership in memberships), default=-1)
        columns = columns_of(MEMBERSHIPS)
        for row in rows:
            known = stored.get(row.identity)
            if known is not None:
                fill(known, columns, {change.column.name: change.after for change in row.changes})
                continue
            last += 1
            membership = fill(Membership(sort_order=last), columns, row.values)
            if row.organisation is not None:
                membership.organisation = self._organisation(row.organisation)
            memberships.append(membership)
        network.memberships.set(memberships)
        self._finish(network, publish=True)


def summary(plan: Plan) -> str:
    """Return in one sentence what was imported."""
    numbers = {
        "created": len(plan.created),
        "changed": len(plan.changed),
        "ended": len(plan.ended),
        "unchanged": len(plan.unchanged),
    }
    text = _("Imported: %(created)s new, %(changed)s changed, %(ended)s ended, %(unchanged)s unchanged.")
    if plan.is_draft:
        text = _(
            "Saved as drafts and submitted for approval: %(created)s new, %(changed)s changed, "
            "%(ended)s ended, %(unchanged)s unchanged."
        )
    return text % numbers
