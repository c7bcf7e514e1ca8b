"""Hotlines, and the way out of the page."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    Site,
    WorkflowMixin,
)
from wagtail.search import index

from astra_site.editing.panels import InlinePanel, pair
from astra_site.editing.workflow import TranslationWorkflowMixin
from astra_site.languages.preview import PreviewInEachLanguageMixin, PreviewOnPageMixin
from astra_site.languages.source_language import SourceLanguageMixin
from astra_site.languages.text import plain
from astra_site.safety.forms import SafetySettingsForm


def validate_dial_string(value: str) -> None:
    """Accept what may follow tel: — digits, with + before an international number."""
    if not re.fullmatch(r"\+?[0-9]{3,15}", value):
        raise ValidationError(_("Digits only, with + before an international number: +381117850000"))


def validate_exit_destination(value: str) -> None:
    """Accept a plain https address of another site: no query, fragment or password, so it says nothing."""
    try:
        parts = urlsplit(value)
        is_plain = parts.scheme == "https" and bool(parts.hostname) and not set("?#@\\") & set(value)
    except ValueError:
        is_plain = False
    if not is_plain:
        raise ValidationError(_("An https address without ? and #, such as https://www.wikipedia.org/"))
    if Site.objects.filter(hostname__iexact=parts.hostname).exists():
        raise ValidationError(_("The exit must lead away from this site."))


class Hotline(
    PreviewInEachLanguageMixin,
    TranslationWorkflowMixin,
    SourceLanguageMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """A telephone line that a visitor may need now."""

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(
        _("number as it is written"), max_length=40, help_text=_("For example 011 785 0000")
    )
    dial_string = models.CharField(
        _("number as it is dialled"),
        max_length=16,
        validators=[validate_dial_string],
        help_text=_("Digits only, with + before an international number: +381117850000"),
    )
    for_whom = models.CharField(_("for whom"), max_length=250, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    cost = models.CharField(_("cost of a call"), max_length=120, blank=True)
    spoken_languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
    source_url = models.URLField(_("source"), blank=True, max_length=500)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verify_by = models.DateField(_("verify again by"), null=True, blank=True)

    panels = [
        pair("name"),
        MultiFieldPanel([FieldPanel("number"), FieldPanel("dial_string")], heading=_("Number")),
        pair("for_whom"),
        pair("hours"),
        pair("cost"),
        pair("spoken_languages"),
        MultiFieldPanel(
            [FieldPanel("source_url"), FieldPanel("verified_on"), FieldPanel("verify_by")],
            heading=_("Facts and sources"),
        ),
    ]
    search_fields = [
        index.SearchField("name_sr_latn"),
        index.SearchField("name_en"),
        index.SearchField("number"),
    ]
    translated_fields = ("name", "for_whom", "hours", "cost", "spoken_languages")

    class Meta:
        verbose_name = _("hotline")
        verbose_name_plural = _("hotlines")

    def __str__(self) -> str:
        return f"{self.number} – {plain(self, 'name')}"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Show the hotline as the help page does."""
        return "components/hotline_preview.html"


@register_setting(icon="warning")
class SafetySettings(PreviewOnPageMixin, SourceLanguageMixin, ClusterableModel, BaseSiteSetting):
    """Where the exit leads, what stands beside it, and which hotlines are on every page in which order."""

    exit_destination = models.URLField(
        _("destination of the exit"),
        blank=True,
        validators=[validate_exit_destination],
        help_text=_("A neutral page that many people open. Left empty, the exit leads to Wikipedia."),
    )
    safe_browsing_page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page on safe browsing"),
        help_text=_(
            "Linked beside the exit on every page while it is published. "
            "Those who care for safety may edit it, and no other page."
        ),
    )

    # The page that was chosen before a save, see receivers.
    former_page_id: int | None = None

    base_form_class = SafetySettingsForm
    panels = [
        FieldPanel("exit_destination"),
        FieldPanel("safe_browsing_page"),
        InlinePanel("chosen_hotlines", heading=_("Hotlines on every page"), label=_("hotline")),
    ]

    class Meta:
        verbose_name = _("safety")


class ChosenHotline(Orderable):
    """A hotline's place in the list that stands on every page."""

    settings = ParentalKey(SafetySettings, on_delete=models.CASCADE, related_name="chosen_hotlines")
    hotline = models.ForeignKey(
        Hotline, on_delete=models.PROTECT, related_name="+", verbose_name=_("hotline")
    )

    panels = [FieldPanel("hotline")]

    class Meta(Orderable.Meta):
        verbose_name = _("hotline on every page")
