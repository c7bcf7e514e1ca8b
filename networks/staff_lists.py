"""Lists of organisations and networks in the admin: columns, filters, search, spreadsheets."""

from functools import reduce
from operator import and_
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.pages.listing import IndexView as PageIndexView
from wagtail.snippets.views.snippets import IndexView

from astra_site import languages
from astra_site.editing.list_columns import VERIFIED_ON
from astra_site.languages.fallback import plain
from astra_site.search.words import stem
from astra_site.serbian.folding import slugify
from networks.countries import country_choices
from networks.memberships import active_sort_column
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation
from networks.models.membership import Confirmation, is_current


def network_names(memberships: QuerySet[Membership]) -> str:
    """Return the short names of the networks, in their order."""
    names = {
        membership.network.short_name_sr_latn or membership.network.title: None for membership in memberships
    }
    return "; ".join(names)


def _used_countries() -> list[tuple[str, str]]:
    used = set(Organisation.objects.exclude(country="").order_by().values_list("country", flat=True))
    return [choice for choice in country_choices() if choice[0] in used]


# What an organisation may lack, and the columns that would hold it.
LACKS = {
    "contact": (_("Country or website"), ("country", "website")),
    "country": (_("Country"), ("country",)),
    "website": (_("Website"), ("website",)),
    "english": (_("English name"), ("name_en",)),
}


def lacks_any(columns: tuple[str, ...]) -> Q:
    """Return the condition that one of the columns holds nothing."""
    found = Q()
    for column in columns:
        found |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
    return found


def named_like(query: str) -> Q:
    """Return the condition that an organisation's names or town hold what somebody typed.

    Addresses are made of the names, without marks and in Latin; in them the words are found in
    every form and in any order: zena and жена find Žene too.
    """
    found = Q()
    for fact in Organisation.facts:
        if fact.is_name or fact.is_place and fact.is_searched:
            for column in fact.columns_on(Organisation):
                found |= Q(**{f"{column}__icontains": query})
    words = [word for word in slugify(query).split("-") if word]
    for column, language in (("slug_sr_latn", languages.SOURCE), ("slug_en", languages.ENGLISH)):
        if words:
            found |= reduce(and_, [_has_word(column, {word, stem(word, language)}) for word in words])
    return found


def _has_word(column: str, beginnings: set[str]) -> Q:
    """Return the condition that some word of an address begins with one of these."""
    found = Q()
    for beginning in sorted(beginnings):
        found |= Q(**{f"{column}__startswith": beginning}) | Q(**{f"{column}__contains": f"-{beginning}"})
    return found


class OrganisationFilters(WagtailFilterSet):
    """What organisations can be narrowed down by."""

    country = django_filters.ChoiceFilter(label=_("Country"), choices=_used_countries)
    network = django_filters.ModelChoiceFilter(
        label=_("Network"),
        field_name="memberships__network",
        queryset=lambda request: NetworkPage.objects.order_by("path"),
    )
    field_of_work = django_filters.ModelChoiceFilter(
        label=_("Field of work"),
        field_name="fields_of_work",
        queryset=lambda request: FieldOfWork.objects.all(),
    )
    live = django_filters.ChoiceFilter(
        label=_("Published"), choices=[("True", _("Published")), ("False", _("Draft only"))]
    )
    confirmation = django_filters.ChoiceFilter(
        label=_("Membership confirmed or not"), field_name="memberships__confirmation", choices=Confirmation
    )
    lacks = django_filters.ChoiceFilter(
        label=_("Missing"),
        choices=[(name, label) for name, (label, _columns) in LACKS.items()],
        method="filter_lacks",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def filter_lacks(self, organisations: QuerySet, _name: str, value: str) -> QuerySet:
        """Keep the organisations without the chosen thing."""
        _label, columns = LACKS[value]
        return organisations.filter(lacks_any(columns))


class NetworkFilters(WagtailFilterSet):
    """What networks can be narrowed down by; Wagtail's own filters take a query each for few pages."""

    class Meta:
        model = NetworkPage
        fields = ["kind", "status", "our_role"]


# What a file of the list calls otherwise than the form, and what is worked out for it.
_HEADINGS = {"name_sr_latn": _("Name (srpski)"), "name_en": _("Name (English)"), "country": _("Country code")}
_AFTER = {
    "country": {"country_name": _("Country"), "network_names": _("Networks")},
    "website": {"live": _("Published")},
}


def columns_of_export() -> dict[str, Promise | str]:
    """Return the columns of the list as a file, with their headings; places in Serbian alone."""
    headings: dict[str, Promise | str] = {}
    for fact in Organisation.facts:
        if fact.is_listed:
            columns = fact.columns_on(Organisation)
            for column in columns if fact.is_name else columns[:1]:
                headings[column] = _HEADINGS.get(column) or fact.heading_on(Organisation)
            headings |= _AFTER.get(fact.name, {})
    return headings


ORGANISATION_EXPORT = columns_of_export()


class OrganisationList(IndexView):
    """All organisations A–Š in the order of the admin's language."""

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Column:
        """Name organisations in the language that orders them."""
        return super()._get_title_column(field_name, *args, **{**kwargs, "accessor": str})

    @property
    def default_ordering(self) -> str:
        """Return the alphabetical order of the admin's language."""
        return active_sort_column()

    @default_ordering.setter
    def default_ordering(self, value: Any) -> None:
        """Accept what the viewset passes on, and keep to the alphabet."""

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Add the names of the networks, which a row of the database does not have."""
        item.network_names = network_names(item.memberships.all())
        return super().to_row_dict(item)

    def get_valid_orderings(self) -> list[str]:
        """Accept the alphabetical order too, which is no column."""
        return [*super().get_valid_orderings(), active_sort_column()]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Find by names and town."""
        return queryset.filter(named_like(self.search_query)) if self.is_searching else queryset


def organisations_for_list(_request: Any) -> QuerySet[Organisation]:
    """Return the organisations with what the list shows, in two queries."""
    return Organisation.objects.annotate(
        network_count=Count(
            "memberships__network",
            filter=Q(memberships__network__live=True) & is_current("memberships__"),
            distinct=True,
        )
    ).prefetch_related("memberships__network")


ORGANISATION_COLUMNS = [
    "__str__",
    Column(
        "city",
        label=_("Town"),
        accessor=lambda organisation: plain(organisation, "city"),
        sort_key="city_sr_latn",
    ),
    Column("country_name", label=_("Country"), sort_key="country"),
    NumberColumn("network_count", label=_("Networks"), sort_key="network_count"),
    VERIFIED_ON,
]


_PAGE_COLUMNS = {column.name: column for column in PageIndexView.base_columns}
NETWORK_COLUMNS = [
    _PAGE_COLUMNS["bulk_actions"],
    _PAGE_COLUMNS["title"],
    Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
    Column("our_role", label=_("Our role"), accessor="get_our_role_display", sort_key="our_role"),
    VERIFIED_ON,
    _PAGE_COLUMNS["latest_revision_created_at"],
    _PAGE_COLUMNS["status"],
]
NETWORK_EXPORT = {
    "title": _("Title (srpski)"),
    "title_en": _("Title (English)"),
    "acronym": _("Acronym"),
    "get_kind_display": _("Kind"),
    "get_our_role_display": _("Our role"),
    "our_since": _("We belong since"),
    "live": _("Published"),
    "verified_on": _("Verified on"),
}
