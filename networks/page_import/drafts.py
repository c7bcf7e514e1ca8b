"""Writes the drafts and their comments: all, or nothing. Publishes nothing."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Comment

from astra_site.pages import languages
from networks.models import Membership, NetworkIndexPage, NetworkPage, Organisation
from networks.page_import.blocks import blocks_of, plain
from networks.page_import.decoding import PageError
from networks.page_import.members import Directory, MembersFound, Proposal, find_members
from networks.page_import.sections import Section, outline

_SUFFIX = " (uvoz)"


@dataclass
class DraftReport:
    """What became of one section."""

    title: str
    is_new: bool
    members: int
    doubts: list[str]


@dataclass
class Report:
    """What an import did or, in a dry run, would do."""

    drafts: list[DraftReport] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    # Text that belongs to no network: told, so that it is not lost in silence.
    introduction: list[str] = field(default_factory=list)


class _Undo(Exception):
    """Ends a dry run."""


class PageImport:
    """One import of one page."""

    def __init__(self, person: Any, language: str, *, into_existing: bool = False, name: str = "") -> None:
        self.person = person
        self.language = language
        self.into_existing = into_existing
        self.name = name
        self.report = Report()
        self.written: dict[int, Organisation] = {}

    def run(self, text: str, *, dry_run: bool = False) -> Report:
        """Import the page.

        Raises:
            PageError: it has no heading, or the site has no list of networks. Nothing was written.
        """
        try:
            with transaction.atomic(), translation.override(languages.SOURCE):
                self._run(text)
                if dry_run:
                    raise _Undo
        except _Undo:
            pass
        return self.report

    def _run(self, text: str) -> None:
        index = NetworkIndexPage.objects.order_by("-live", "path").first()
        if index is None:
            raise PageError("The site has no list of networks to put the drafts under")
        blocks, dropped = blocks_of(text)
        if dropped:
            self.report.doubts.append(_("Left out: %(what)s.") % {"what": ", ".join(dropped)})
        page = outline(blocks)
        if not page.sections:
            raise PageError("The page has no headings, so no networks can be told apart")
        self.report.introduction = [plain(line) for block in page.introduction for line in block.lines]
        directory = Directory()
        for section in page.sections:
            self._write(section, find_members(section, directory), index)

    def _write(self, section: Section, found: MembersFound, index: NetworkIndexPage) -> None:
        existing = section.existing
        into = existing is not None and self.into_existing
        if into and existing and existing.locked:
            raise PageError(f"The page “{existing.title}” is locked")
        page = (
            existing.get_latest_revision_as_object() if into and existing else self._new_page(section, index)
        )
        doubts = [*section.doubts, *found.doubts, *self._general_doubts(section, page, into)]
        self._add_text(page, section, found)
        self._add_members(page, found, doubts)
        if page.pk is None:
            index.add_child(instance=page)
            index.refresh_from_db()
            log(page, "wagtail.create", user=self.person)
        revision = page.save_revision(user=self.person, log_action=True, clean=False)
        for doubt in doubts:
            Comment.objects.create(
                page=page,
                user=self.person,
                text=doubt,
                contentpath=self._field("body"),
                revision_created=revision,
            )
        self.report.drafts.append(DraftReport(page.title, not into, len(found.members), doubts))

    def _field(self, name: str) -> str:
        return languages.column(NetworkPage, name, self.language)

    # The page

    def _new_page(self, section: Section, index: NetworkIndexPage) -> NetworkPage:
        title = section.heading[: 255 - len(_SUFFIX)] + (_SUFFIX if section.existing else "")
        page = NetworkPage(title=title, live=False, has_unpublished_changes=True)
        page._cached_parent_obj = index
        if self.language == languages.ENGLISH:
            page.title_en = title
        setattr(page, self._field("short_name"), section.heading if len(section.heading) <= 60 else "")
        page.short_name_sr_latn = page.short_name_sr_latn or ""
        page.lead_sr_latn = ""
        return page

    def _general_doubts(self, section: Section, page: NetworkPage, into: bool) -> list[str]:
        if into:
            message = _("Text and members from %(file)s were put after what was here.")
            return [message % {"file": self.name}]
        doubts = [
            _(
                "The kind of the network, our role in it and how complete our list is were not on the page: "
                "what stands there is only what a new page begins with."
            ),
            _("The lead is missing."),
        ]
        if section.existing:
            doubts.insert(
                0,
                _("This network is there already: “%(title)s”. Take over what is new and delete this draft.")
                % {"title": section.existing.title},
            )
        if self.language == languages.ENGLISH:
            doubts.append(_("The Serbian title is missing; the English one stands in its place."))
        return doubts

    def _add_text(self, page: NetworkPage, section: Section, found: MembersFound) -> None:
        column = self._field("body")
        stream = list(getattr(page, column).get_prep_value()) if getattr(page, column) else []
        has_members = any(block["type"] == "members" for block in stream)
        for block in section.blocks:
            if any(block is one for one in found.lists):
                if not has_members:
                    stream.append(_raw("members", None))
                has_members = True
            elif block.kind == "heading" and len(block.text) <= 120:
                stream.append(_raw("heading", block.text))
            else:
                stream.append(_raw("paragraph", block.as_rich_text()))
        setattr(page, column, json.dumps(stream, ensure_ascii=False))

    # Members

    def _add_members(self, page: NetworkPage, found: MembersFound, doubts: list[str]) -> None:
        there = list(page.memberships.all())
        known = {one.organisation_id for one in there}
        place = max((one.sort_order or 0 for one in there), default=-1)
        for member in found.members:
            organisation = self._organisation(member.organisation)
            if organisation.pk in known:
                continue
            if known:
                message = _("“%(name)s” was not among the members and was added.")
                doubts.append(message % {"name": organisation.name_sr_latn})
            place += 1
            there.append(Membership(organisation=organisation, kind=member.kind, sort_order=place))
        page.memberships.set(there)

    def _organisation(self, organisation: Organisation | Proposal) -> Organisation:
        """Return the organisation; one that was only proposed becomes a draft."""
        if isinstance(organisation, Organisation):
            return organisation
        if id(organisation) not in self.written:
            draft = Organisation(live=False, has_unpublished_changes=True)
            draft.name_sr_latn = organisation.name[:200]
            draft.city_sr_latn = organisation.town[:80]
            if self.language == languages.ENGLISH:
                draft.name_en, draft.city_en = draft.name_sr_latn, draft.city_sr_latn
            draft.internal_note = f"{self.name}: “{organisation.line}”"
            draft.save()
            log(draft, "wagtail.create", user=self.person)
            draft.save_revision(user=self.person)
            self.written[id(organisation)] = draft
            self.report.proposed.append(draft.name_sr_latn)
        return self.written[id(organisation)]


def _raw(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
