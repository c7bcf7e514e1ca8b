"""Writes what a dry run has shown: all of it, or nothing."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import published

from astra_site.search import indexing
from astra_site.tasks.progress import NO_PROGRESS, Progress
from astra_site.tasks.turns import write_in_turns
from networks.models import Membership, NetworkPage, Organisation, PublicPhone
from networks.secret_places import set_secret
from networks.spreadsheets.approval import submit
from networks.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS, by_name, columns_of
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.instances import fill
from networks.spreadsheets.journal import Journal, take_back
from networks.spreadsheets.phones import fields_of
from networks.spreadsheets.plan import Identity, InFile, Plan, RowPlan, Stored
from networks.spreadsheets.reading import FileContent
from networks.spreadsheets.snapshot import Snapshot

# Rows of one network. With each, an organisation is indexed anew, so more would hold up others who write.
MEMBERS_TOGETHER = 50


class Outdated(Exception):
    """What the file speaks of is no longer as in the dry run."""


class NotPossible(Exception):
    """The plan has errors, or nothing to do."""


class Importer:
    """Imports one file for one person."""

    def __init__(
        self,
        content: FileContent,
        person: Any,
        *,
        run: uuid.UUID | None = None,
        progress: Progress = NO_PROGRESS,
    ) -> None:
        """Take what is imported.

        Args:
            content: of the file.
            person: in whose name.
            run: by which journal.take_back finds what was written, should the process be killed.
            progress: is told how far it is, between two transactions.
        """
        self.content = content
        self.person = person
        self.organisations: dict[Identity, Organisation] = {}
        self.written: list[Any] = []
        self.journal = Journal(run or uuid.uuid4())
        self.progress = progress

    def run(self, fingerprint: str) -> Plan:
        """Import and return what was done.

        Raises:
            Outdated: it would not do what its dry run has shown, whose plan had `fingerprint`.
            NotPossible: there is something to put right first.
            BaseException: whatever went wrong or has ended it. The database is as it was, in any case.
        """
        self.snapshot = Snapshot.take()
        self.plan = plan_of(self.content, self.snapshot, self.person)
        if self.plan.fingerprint() != fingerprint:
            raise Outdated
        if not self.plan.can_be_imported:
            raise NotPossible
        try:
            self._write()
        except BaseException:
            take_back(self.journal.run)
            raise
        return self.plan

    def _write(self) -> None:
        rows = [row for row in self.plan.rows if row.does_something]
        done = 0

        def write(step: tuple[int, Callable[[], None]]) -> None:
            nonlocal done
            number, act = step
            act()
            done += number

        write_in_turns(
            self._steps(rows),
            write,
            before_each=lambda: self.progress.tell(done, len(rows)),
            together=self._transaction,
        )
        self.progress.tell(done, len(rows))

    def _steps(self, rows: list[RowPlan]) -> Iterator[tuple[int, Callable[[], None]]]:
        """Yield what is written one after the other, each with its number of rows."""
        memberships = defaultdict(list)
        for row in rows:
            if row.sheet == ORGANISATIONS:
                yield 1, partial(self._write_organisation, row)
            else:
                memberships[row.network].append(row)
        for slug, of_network in memberships.items():
            # A draft is one revision of all its rows, of which the database's tables know nothing yet.
            most = len(of_network) if self.plan.is_draft else MEMBERS_TOGETHER
            for part in batched(of_network, most):
                yield len(part), partial(self._write_network, slug, part)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Let what is written together be found and known as used when it is there."""
        with transaction.atomic():
            # Otherwise each save would look for references anew, three times an organisation.
            with disable_reference_index_auto_update(), indexing.paused():
                yield
            for instance in self.written:
                ReferenceIndex.create_or_update_for_object(instance)
            self.written.clear()

    def _as_in_dry_run(self, instance: Any, known: Any) -> Any:
        """Return a stored object, noted in the journal.

        Raises:
            Outdated: somebody has changed it since the import began.
        """
        names = ("latest_revision_id", "live", "locked", "has_unpublished_changes")
        if [getattr(instance, name) for name in names] != [getattr(known, name) for name in names]:
            raise Outdated
        self.journal.begin(instance, self.person)
        return instance

    # Organisations

    def _write_organisation(self, row: RowPlan) -> None:
        is_new = isinstance(row.identity, InFile)
        organisation = Organisation(live=False) if is_new else self._stored_organisation(row.identity)
        changed = row.changed
        columns = columns_of(ORGANISATIONS)
        fill(organisation, [column for column in columns if is_new or column.name in changed], row.values)
        self._set_phones(organisation, row, changed)
        if "fields_of_work" in changed:
            keys = [key for key in row.values["fields_of_work"].split(", ") if key]
            organisation.fields_of_work = [self.snapshot.fields_of_work[key] for key in keys]
        self.organisations[row.identity] = organisation
        if is_new:
            self._create(organisation)
            return
        # What is published stays as it is until the revision is published; a draft is what it is.
        if not organisation.live:
            organisation.save()
        if "keep_place_secret" in changed:
            set_secret(organisation, is_secret=organisation.do_not_publish_location, person=self.person)
        self._finish(organisation, publish=organisation.live)

    def _create(self, organisation: Organisation) -> None:
        """Write a new organisation, published as Wagtail does it but at once.

        Its own way saves a draft, reads that back from the revision and saves it again: twice the time,
        of which thousands of rows have much.
        """
        if self.plan.is_draft:
            organisation.save()
            log(organisation, "wagtail.create", user=self.person)
            self._finish(organisation, publish=False)
            return
        organisation.live = True
        organisation.first_published_at = organisation.last_published_at = timezone.now()
        organisation.save()
        log(organisation, "wagtail.create", user=self.person)
        revision = Revision.objects.create(
            content_object=organisation,
            base_content_type=organisation.get_base_content_type(),
            user=self.person,
            content=organisation.serializable_data(),
            object_str=str(organisation),
        )
        organisation.latest_revision = organisation.live_revision = revision
        state = {"latest_revision": revision, "live_revision": revision}
        Organisation.objects.filter(pk=organisation.pk).update(**state)
        published.send(sender=Organisation, instance=organisation, revision=revision)
        log(organisation, "wagtail.publish", user=self.person, revision=revision, content_changed=True)
        self._note(organisation, revision)

    def _stored_organisation(self, identity: Any) -> Organisation:
        stored = Organisation.objects.select_for_update().get(pk=identity.pk)
        known: Organisation = self._as_in_dry_run(stored, self.snapshot.organisations[identity.pk])
        return known

    def _member(self, identity: Identity) -> Organisation:
        """Return an organisation as the import has left it, or as it was."""
        known = self.organisations.get(identity)
        if known is None and isinstance(identity, Stored):
            known = self.snapshot.organisations[identity.pk]
        if known is None:
            raise NotPossible
        return known

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
        self._note(instance, revision)

    def _note(self, instance: Any, revision: Revision) -> None:
        self.journal.end(instance, revision)
        self.written.append(instance)

    # Memberships

    def _write_network(self, slug: str, rows: Sequence[RowPlan]) -> None:
        tried = self.snapshot.networks[slug]
        network = NetworkPage.objects.select_for_update(of=("self",)).get(pk=tried.pk)
        self._as_in_dry_run(network, tried)
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
                membership.organisation = self._member(row.organisation)
            memberships.append(membership)
        network.memberships.set(memberships)
        self._finish(network, publish=True)
        # What the next part of its rows finds.
        self.snapshot.networks[slug] = network


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
