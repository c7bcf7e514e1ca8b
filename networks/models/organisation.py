"""Member organisations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.search import index

from astra_site import languages
from astra_site.editing.language_panels import InlinePanel, pair
from astra_site.editing.workflow import DraftableModel
from astra_site.languages.fallback import plain
from astra_site.pages import slugs
from astra_site.serbian.folding import slugify
from astra_site.serbian.sorting import sort_key
from networks.memberships_panel import MembershipsPanel
from networks.models.activity import ACTIVITY_FACTS, ActivityMixin, activity_panel
from networks.models.contacts import CONTACT_FACTS, ContactsMixin, contact_panels
from networks.models.fact import Fact, FactKind, translated
from networks.models.field_of_work import FieldOfWork
from networks.models.organisation_index_page import OrganisationIndexPage
from networks.models.organisation_redirects import Slugs, leave_redirects
from networks.models.place import PLACE_FACTS, PlaceMixin, place_panels
from networks.models.sourced import SOURCE_FACTS, DatedSourceMixin, source_panel
from networks.models.viewed import ViewedMixin
from networks.partial_dates import PartialDateField

FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]


class Organisation(
    ViewedMixin,
    DraftableModel,
    PlaceMixin,
    ContactsMixin,
    ActivityMixin,
    DatedSourceMixin,
    index.Indexed,
    ClusterableModel,
):
    """An organisation that belongs or belonged to at least one network."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("The last part of the address. If left empty, it is made from the name."),
    )
    original_name = models.CharField(
        _("own name"),
        max_length=200,
        blank=True,
        help_text=_("The name in the organisation's own language, if it is neither of the two above."),
    )
    original_language = models.CharField(
        _("language of the own name"),
        max_length=12,
        blank=True,
        help_text=_("For screen readers: de, fr, mk, …"),
    )
    legal_name = models.CharField(_("legal name"), max_length=250, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    former_names = models.TextField(_("former names"), blank=True, help_text=_("One a line."))
    about = RichTextField(_("about"), blank=True, features=FEATURES)
    fields_of_work = ParentalManyToManyField(
        FieldOfWork, blank=True, related_name="organisations", verbose_name=_("fields of work")
    )

    logo = models.ForeignKey(
        "uploads.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    founded = PartialDateField(_("founded"))
    ended = PartialDateField(_("ended"))
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verify_by = models.DateField(_("verify again by"), null=True, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True, help_text=_("Never shown to visitors."))

    sort_key_sr_latn = models.CharField(max_length=500, blank=True, editable=False, db_index=True)
    sort_key_en = models.CharField(max_length=500, blank=True, editable=False, db_index=True)

    view_name = "networks.pages.organisation"
    facts = (
        Fact("slug", is_translated=True,
             explanation=_("The last part of the address. Empty: made from the name.")),
        Fact("name", is_translated=True, public="name", is_name=True, is_listed=True,
             explanation=_("Serbian is required.")),
        Fact("acronym", public="acronym", is_name=True, is_listed=True, page_order=10),
        Fact("legal_name", public="legal_name", is_name=True, page_order=20),
        Fact("original_name", public="own_name", is_name=True, language_field="original_language"),
        Fact("original_language", FactKind.LANGUAGE, public="own_name_language"),
        Fact("former_names", FactKind.LINES, public="former_names", is_name=True, page_order=30),
        *PLACE_FACTS,
        *CONTACT_FACTS,
        Fact("phones", FactKind.PHONES, public="phones", label=_("phones")),
        Fact("fields_of_work", FactKind.KEYS, public="fields_of_work", is_searched=True, page_order=60),
        Fact("about", FactKind.RICH_TEXT, is_translated=True, is_searched=True),
        Fact("founded", FactKind.PARTIAL_DATE, public="founded", page_order=40, heading=_("Founded")),
        Fact("ended", FactKind.PARTIAL_DATE, public="ended", page_order=50,
             heading=pgettext_lazy("an organisation ceased to exist", "Dissolved")),
        *ACTIVITY_FACTS,
        *SOURCE_FACTS,
        Fact("source_as_of", FactKind.PARTIAL_DATE, public="source_as_of"),
        Fact("verified_on", FactKind.DAY, public="verified_on", is_listed=True),
        Fact("verify_by", FactKind.DAY, is_listed=True),
        Fact("internal_note", FactKind.TEXT),
        Fact("live", FactKind.BOOLEAN, column="published", label=_("published"), is_imported=False,
             is_in_starter=False),
    )  # fmt: skip
    translated_fields = translated(facts)
    search_fields = [
        index.SearchField("name_sr_latn"),
        index.AutocompleteField("name_sr_latn"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_en"),
        index.SearchField("acronym"),
        index.AutocompleteField("acronym"),
        index.FilterField("country"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    pair("name"),
                    FieldRowPanel(["acronym", "legal_name"]),
                    FieldRowPanel(["original_name", "original_language"]),
                    FieldPanel("former_names"),
                    pair("about"),
                    FieldPanel("fields_of_work"),
                    FieldPanel("logo"),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [
                    *contact_panels(),
                    InlinePanel("phones", heading=_("Public phones"), label=_("phone")),
                ],
                heading=_("Contacts"),
            ),
            ObjectList(place_panels(), heading=_("Place")),
            ObjectList(
                [
                    FieldRowPanel(["founded", "ended"]),
                    activity_panel(),
                    source_panel("source_as_of"),
                    FieldRowPanel(["verified_on", "verify_by"]),
                    FieldPanel("internal_note"),
                ],
                heading=_("Facts and sources"),
            ),
            ObjectList([MembershipsPanel()], heading=_("Networks")),
            ObjectList([pair("slug", of_page=False)], heading=_("Settings")),
        ]
    )
    counted = ngettext_lazy("%(number)s organisation", "%(number)s organisations", "number")

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key_sr_latn"]
        constraints = [
            models.UniqueConstraint(fields=["slug_sr_latn"], name="organisation_unique_slug_sr_latn"),
            models.UniqueConstraint(fields=["slug_en"], name="organisation_unique_slug_en"),
        ]

    def __str__(self) -> str:
        return plain(self, "name")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the addresses and the alphabetical order in step with the names."""
        self.set_slugs()
        self.sort_key_sr_latn = sort_key(self.name_sr_latn or "")[:500]
        self.sort_key_en = sort_key(self.name_en or self.name_sr_latn or "")[:500]
        before = self._published_slugs()
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None and self.live:
            leave_redirects(before, {languages.SOURCE: self.slug_sr_latn, languages.ENGLISH: self.slug_en})

    def _published_slugs(self) -> Slugs:
        """Return the slugs by language that visitors know so far; none of one that is new or not public."""
        known = Organisation.objects.filter(pk=self.pk, live=True)
        row = known.values("slug_sr_latn", "slug_en").first()
        return {languages.SOURCE: row["slug_sr_latn"], languages.ENGLISH: row["slug_en"]} if row else {}

    def set_slugs(self) -> None:
        """Fill in the addresses that are empty; English falls back on Serbian."""
        self.slug_sr_latn = self.slug_sr_latn or _free_slug(
            self, "slug_sr_latn", slugify(self.name_sr_latn or "") or "organizacija"
        )
        self.slug_en = self.slug_en or _free_slug(
            self, "slug_en", slugify(self.name_en or "") or self.slug_sr_latn
        )

    def with_content_json(self, content: dict[str, Any]) -> "Organisation":
        """Restore from a revision; whether the place is secret holds now and for every draft alike."""
        restored: Organisation = super().with_content_json(content)
        restored.do_not_publish_location = self.do_not_publish_location
        return restored

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill in the addresses, then validate."""
        self.set_slugs()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.founded and self.ended and self.ended < self.founded[: len(self.ended)]:
            raise ValidationError({"ended": _("The end date is before the start date.")})

    # Addresses

    def is_translated(self, language: str) -> bool:
        """Tell whether the organisation has a name in `language`."""
        return language == languages.SOURCE or bool(self.name_en)

    def missing_fields(self, language: str) -> list[str]:
        """Return the fields that have Serbian text and none in `language`."""
        if language == languages.SOURCE:
            return []
        return [
            field
            for field in self.translated_fields
            if getattr(self, f"{field}_sr_latn") and not getattr(self, f"{field}_en")
        ]

    def url_in(self, language: str) -> str | None:
        """Return the address of the organisation's page in `language`, without the host."""
        directory = OrganisationIndexPage.objects.live().first()
        url = directory.url_in(language) if directory else None
        return self.url_below(url, language) if url else None

    def url_below(self, directory_path: str, language: str) -> str:
        """Return the address in `language` below that of the directory."""
        return f"{directory_path}{getattr(self, languages.column(self, 'slug', language))}/"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Preview as the page that visitors see."""
        return "pages/organisation.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Give the preview what the organisation's page has."""
        return {**super().get_preview_context(request, mode_name), **self.view().context(self, request)}


def _free_slug(organisation: Organisation, column: str, base: str) -> str:
    others = Organisation.objects.exclude(pk=organisation.pk)
    return slugs.first_free(base[:110], lambda slug: not others.filter(**{column: slug}).exists())
