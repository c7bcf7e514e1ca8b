"""A network, alliance, platform or status to which ASTRA belongs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from astra_site import languages
from astra_site.editing.kept_rows import KeepsRowsMixin
from astra_site.editing.language_panels import InlinePanel, pair
from astra_site.editing.rows_panel import RowsPanel
from astra_site.links import LinkField
from astra_site.pages.models import BasePage
from astra_site.pages.page_panels import tabs
from networks.blocks.streams import NetworkStreamBlock
from networks.countries import country_choices, country_name
from networks.forms import NetworkPageForm
from networks.models.choices import DescribedChoices
from networks.models.easy_read import EasyReadMixin
from networks.models.membership import Membership
from networks.models.sourced import DatedSourceMixin, source_panel
from networks.models.stated_count import StatedCount
from networks.models.viewed import ViewedPageMixin
from networks.partial_dates import PartialDateField, first_day, last_day, today
from networks.rich_text import LANGUAGE_FEATURES
from networks.stream_field import SlimStreamField


class NetworkKind(DescribedChoices):
    """What sort of tie a network is, from near to far.

    Attributes:
        heading: what stands above the networks of the kind.
        is_status: whether it is a status rather than a network: nobody founds or joins those.
    """

    heading: Promise
    is_status: bool

    NATIONAL = "national", _("National networks"), False, _("national network")
    COALITION = "coalition", _("Coalitions"), False, _("coalition")
    REGIONAL = "regional", _("Regional platforms"), False, _("regional platform")
    EUROPEAN = "european", _("European networks"), False, _("European network")
    GLOBAL = "global", _("Global networks"), False, _("global network")
    UN_STATUS = "un_status", _("With the United Nations"), True, _("status with the United Nations")


class OurRole(models.TextChoices):
    """As what ASTRA belongs."""

    FOUNDER = "founder", _("founder")
    LEAD = "lead", _("lead organisation")
    MEMBER = "member", _("member")
    PARTNER = "partner", _("partner organisation")
    CONSULTATIVE_STATUS = "consultative_status", _("consultative status")


class MembersList(models.TextChoices):
    """How complete our list of members is."""

    COMPLETE = "complete", _("all members")
    SELECTION = "selection", _("some members")
    COUNT_ONLY = "count_only", _("only the number is known")
    NONE = "none", _("it has no members")


class NetworkStatus(models.TextChoices):
    """Whether the network still works."""

    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


class NetworkPage(KeepsRowsMixin, EasyReadMixin, ViewedPageMixin, DatedSourceMixin, BasePage):
    """One network. What a template needs is the same for an alliance of eighty and for a UN status."""

    short_name = models.CharField(_("short name"), max_length=60, help_text=_("For cards and menus."))
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    acronym_meaning = models.CharField(_("what the acronym stands for"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=NetworkKind, default=NetworkKind.NATIONAL, db_index=True
    )
    status = models.CharField(_("status"), max_length=10, choices=NetworkStatus, default=NetworkStatus.ACTIVE)
    founded = PartialDateField(_("founded"))
    founded_source_url = LinkField(_("source of the founding date"), max_length=500, blank=True)
    seat_city = models.CharField(_("seat"), max_length=80, blank=True)
    seat_source_url = LinkField(_("source of the seat"), max_length=500, blank=True)
    seat_country = models.CharField(
        _("country of the seat"), max_length=2, choices=country_choices, blank=True
    )
    website = LinkField(_("website"), max_length=500, blank=True)
    logo = models.ForeignKey(
        "uploads.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    our_role = models.CharField(_("our role"), max_length=20, choices=OurRole, default=OurRole.MEMBER)
    our_role_note = models.CharField(_("our role in words"), max_length=120, blank=True)
    our_since = PartialDateField(_("we belong since"))
    our_until = PartialDateField(_("we belonged until"))
    our_since_source_url = LinkField(_("source of our date"), max_length=500, blank=True)
    members_list = models.CharField(
        _("our list shows"), max_length=12, choices=MembersList, default=MembersList.SELECTION
    )
    lead = models.TextField(
        _("lead"), max_length=280, help_text=_("What it is, in one or two sentences. At most 280 characters.")
    )
    body = SlimStreamField(NetworkStreamBlock(), verbose_name=_("text"), blank=True)
    strategy_from = models.PositiveSmallIntegerField(_("strategy from year"), null=True, blank=True)
    strategy_until = models.PositiveSmallIntegerField(_("strategy until year"), null=True, blank=True)
    strategy_source_url = LinkField(_("source of the strategy"), max_length=500, blank=True)
    source_notes = RichTextField(
        _("notes on the sources"),
        blank=True,
        features=["bold", "link", "ul", *LANGUAGE_FEATURES],
        help_text=_("Where sources differ, or what is not known. It stands at the end of the page."),
    )
    name_language = models.CharField(
        _("language of the name"),
        max_length=12,
        blank=True,
        help_text=_(
            "Where the name is the same in both languages, because it is not translated: en, fr, … "
            "For screen readers."
        ),
    )
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verify_by = models.DateField(_("verify again by"), null=True, blank=True)

    # Whether the save that is going on changes what its members' entries in the search say of it.
    is_named_anew = True

    template = "pages/network_page.html"
    view_name = "networks.pages.network_page"
    parent_page_types = ["networks.NetworkIndexPage"]
    subpage_types: list[str] = []
    search_kind = "network"
    searched_fields = ("lead", "body", "source_notes", "seat_city")
    searched_names = ("short_name", "acronym", "acronym_meaning")
    searched_places = ("seat_city",)
    searched_contacts = ("website",)
    translated_fields = (
        "short_name",
        "acronym_meaning",
        "seat_city",
        "website",
        "our_role_note",
        "lead",
        "body",
        "easy_read",
        "source_notes",
        "source_name",
    )

    edit_handler = tabs(
        (
            _("Content"),
            [
                pair("title"),
                pair("short_name"),
                FieldPanel("name_language"),
                pair("lead"),
                pair("body"),
                pair("easy_read"),
                InlinePanel("deeds", heading=_("From ASTRA’s work"), label=_("what ASTRA did")),
                MultiFieldPanel(
                    [
                        FieldRowPanel(["strategy_from", "strategy_until"]),
                        FieldPanel("strategy_source_url"),
                        InlinePanel("strategic_directions", label=_("direction")),
                    ],
                    heading=_("Strategic directions"),
                ),
            ],
        ),
        (
            _("Members"),
            [
                FieldPanel("members_list"),
                RowsPanel(
                    "memberships",
                    chosen="organisation",
                    in_order="organisations_in_order",
                    heading=_("Members"),
                    label=_("member"),
                ),
            ],
        ),
        (
            _("Facts and sources"),
            [
                FieldRowPanel(["kind", "status"]),
                FieldPanel("acronym"),
                pair("acronym_meaning"),
                FieldRowPanel(["founded", "founded_source_url"]),
                pair("seat_city"),
                FieldRowPanel(["seat_country", "seat_source_url"]),
                pair("website"),
                FieldPanel("logo"),
                MultiFieldPanel(
                    [
                        FieldRowPanel(["our_role", "our_since", "our_until"]),
                        pair("our_role_note"),
                        FieldPanel("our_since_source_url"),
                    ],
                    heading=_("ASTRA in this network"),
                ),
                InlinePanel(
                    "stated_counts",
                    heading=_("Stated numbers"),
                    label=_("number"),
                    help_text=_(
                        "The first is shown everywhere, the others only among the sources of the page."
                    ),
                ),
                source_panel("source_as_of"),
                pair("source_notes"),
                FieldRowPanel(["verified_on", "verify_by"]),
            ],
        ),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldPanel("show_in_menus"), *BasePage.settings_panels]),
        form_class=NetworkPageForm,
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> "NetworkPage | None":
        """Restore from a revision, without memberships of organisations that are gone by now."""
        if check_fks and data.get("memberships"):
            data = {**data, "memberships": Membership.restorable(data["memberships"])}
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        too_early = ValidationError(_("The end date is before the start date."))
        if self.our_since and self.our_until and last_day(self.our_until) < first_day(self.our_since):
            raise ValidationError({"our_until": too_early})
        if self.strategy_from and self.strategy_until and self.strategy_until < self.strategy_from:
            raise ValidationError({"strategy_until": too_early})

    def foreign_language(self, field: str) -> str:
        """Return the language of a name that is not translated; "" for a field that is."""
        if field not in {"title", "short_name"} or not self.name_language:
            return ""
        names = {getattr(self, languages.column(self, field, language)) for language in languages.CODES}
        return self.name_language if len(names) == 1 else ""

    @property
    def is_status(self) -> bool:
        """Tell whether it is a status rather than a network."""
        return NetworkKind(self.kind).is_status

    @property
    def has_ended(self) -> bool:
        """Tell whether the network works no more."""
        return self.status == NetworkStatus.ENDED

    @property
    def has_members(self) -> bool:
        """Tell whether organisations can belong to it at all."""
        return self.members_list != MembersList.NONE

    @property
    def stated_count(self) -> StatedCount | None:
        """Return the number that is shown wherever the network is: the first."""
        return next(iter(self.stated_counts.all()), None)

    @property
    def other_counts(self) -> list[StatedCount]:
        """Return the numbers that stand only among the sources."""
        return list(self.stated_counts.all())[1:]

    @property
    def has_complete_list(self) -> bool:
        """Tell whether our list claims to have all of whom a stated number speaks."""
        return self.members_list == MembersList.COMPLETE

    @property
    def seat_country_name(self) -> str:
        """Return the seat's country in the active language."""
        return country_name(self.seat_country)

    @property
    def strategy_has_ended(self) -> bool:
        """Tell whether the strategy's last year is over."""
        return self.strategy_until is not None and self.strategy_until < today().year
