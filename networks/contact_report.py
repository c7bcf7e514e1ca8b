"""The report of contacts: who has none, what waits for a check, what is older than a year."""

from typing import Any, NamedTuple

import django_filters
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from astra_site.editing.edit_urls import edit_url_of
from astra_site.editing.row_report import ButtonColumn, RowFilterSet, RowReport
from networks.contacts import Contact, contacts_of
from networks.models import Organisation, PublicPhone
from networks.models.contacts import EMAIL, PHONE, WEBSITE
from networks.partial_dates import today

KINDS = {PHONE: _("Phone"), EMAIL: _("E-mail"), WEBSITE: _("Website")}


class ContactState(models.TextChoices):
    """What is to be done with a contact."""

    TO_CHECK = "to_check", pgettext_lazy("a contact", "to check: visitors do not see it")
    OLD = "old", pgettext_lazy("a contact", "published, and older than a year or without a date")
    FRESH = "fresh", pgettext_lazy("a contact", "published, from the last year")
    NONE = "none", _("no contact at all")


class ContactRow(NamedTuple):
    """A contact of an organisation, or an organisation that has none."""

    organisation: Organisation
    contact: Contact | None
    # Whether visitors are shown any contact of the organisation.
    is_reachable: bool

    @property
    def state(self) -> ContactState:
        """Return what is to be done."""
        if self.contact is None:
            return ContactState.NONE
        if self.contact.is_to_check:
            return ContactState.TO_CHECK
        a_year_ago = today().replace(year=today().year - 1, day=min(today().day, 28)).isoformat()
        return ContactState.FRESH if self.contact.dated > a_year_ago else ContactState.OLD

    @property
    def kind(self) -> str:
        """Return what sort of contact it is."""
        return str(KINDS[self.contact.kind]) if self.contact else ""

    @property
    def edit_url(self) -> str:
        """Return the address of the form."""
        return edit_url_of(self.organisation)

    def __getattr__(self, name: str) -> Any:
        """Return what the contact has, "" where there is none: a table asks for it by name."""
        if name in Contact._fields or name in {"dated", "confidence_label", "href", "key"}:
            return getattr(self.contact, name) if self.contact else ""
        raise AttributeError(name)


class CheckedTodayColumn(ButtonColumn):
    """The button by which a person says that she has called, or seen it on the live page."""

    cell_template_name = "admin/contacts/checked_today_cell.html"

    def get_cell_context_data(self, instance: ContactRow, parent_context: Any) -> dict[str, Any]:
        """Add where the button leads."""
        context = super().get_cell_context_data(instance, parent_context)
        key = (instance.organisation.pk, instance.key)
        url = reverse("contact_checked_today", args=key) if instance.contact else ""
        return {**context, "url": url}


class ContactFilterSet(RowFilterSet):
    """The filters of the report."""

    state = django_filters.ChoiceFilter(label=_("What is to be done"), choices=ContactState)
    reachable = django_filters.ChoiceFilter(
        label=_("Organisations"),
        choices=[("no", _("without a published contact")), ("yes", _("with a published contact"))],
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=list(KINDS.items()))
    value_of = {
        "state": lambda row: row.state,
        "reachable": lambda row: "yes" if row.is_reachable else "no",
        "kind": lambda row: row.contact.kind if row.contact else "",
    }

    class Meta:
        model = Organisation
        fields: list[str] = []


class ContactReport(RowReport):
    """All contacts of the organisations that still exist."""

    page_title = _("Contacts of organisations")
    header_icon = "mobile-alt"
    results_template_name = "admin/contacts/report_results.html"
    index_url_name = "contact_report"
    index_results_url_name = "contact_report_results"
    filterset_class = ContactFilterSet
    export_filename = "kontakti"
    columns = [
        TitleColumn("organisation", label=_("Organisation"), get_url=lambda row: row.edit_url),
        Column("kind", label=_("Kind")),
        Column("value", label=_("Contact")),
        Column("state.label", label=_("What is to be done")),
        Column("dated", label=_("As of")),
        Column("confidence_label", label=_("Confidence")),
        Column("source_url", label=_("Source")),
        CheckedTodayColumn("checked_today", label=_("Check")),
    ]
    # All but the buttons.
    export_headings = {column.name: column.label for column in columns[:-1]}
    list_export = list(export_headings)

    @cached_property
    def rows(self) -> list[ContactRow]:
        """Return the contacts, with two queries; what waits for a check comes first."""
        phones: dict[int, list[PublicPhone]] = {}
        for phone in PublicPhone.objects.order_by("sort_order", "pk"):
            phones.setdefault(phone.organisation_id, []).append(phone)
        organisations = Organisation.objects.filter(ended="")
        rows = [
            row
            for organisation in organisations
            for row in _rows_of(organisation, phones.get(organisation.pk, []))
        ]
        return sorted(rows, key=lambda row: list(ContactState).index(row.state))


def _rows_of(organisation: Organisation, phones: list[PublicPhone]) -> list[ContactRow]:
    contacts = contacts_of(organisation, phones)
    is_reachable = any(contact.is_published for contact in contacts)
    if not contacts:
        return [ContactRow(organisation, None, is_reachable)]
    return [ContactRow(organisation, contact, is_reachable) for contact in contacts]
