"""Hotlines, and the way out of the page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Site
from wagtail.search import index

from astra_site.editing.language_panels import InlinePanel, pair
from astra_site.editing.workflow import DraftableModel
from astra_site.languages.fallback import plain
from astra_site.languages.preview import PreviewOnPageMixin
from astra_site.languages.source_language import SourceLanguageMixin
from astra_site.links import LinkField
from astra_site.safety.forms import SafetySettingsForm
from astra_site.safety.phone_numbers import is_same_number, validate_dial_string, validate_from_abroad


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


class Subject(models.TextChoices):
    """What a hotline is for: texts ask for lines by it."""

    DANGER = "danger", _("immediate danger")
    MISSING_CHILD = "missing_child", _("a missing child")
    TRAFFICKING = "trafficking", _("human trafficking")
    VIOLENCE = "violence", _("violence against women")
    CHILDREN = "children", _("children and young people")


class YesNoUnknown(models.TextChoices):
    """What is known of something that is so or is not."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")


class Confidence(models.TextChoices):
    """How good the source of a number is. Visitors are shown the first two only."""

    CONFIRMED = "confirmed", _("confirmed: the organisation’s own page says so")
    LIKELY = "likely", _("likely: a reliable third party says so")
    OLD = "old", _("old: the source is from before 2022")
    UNCONFIRMED = "unconfirmed", _("unconfirmed: no source was found")


SHOWN_TO_VISITORS = (Confidence.CONFIRMED, Confidence.LIKELY)


class Hotline(DraftableModel, index.Indexed):
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
    short_name = models.CharField(
        _("in a few words"),
        max_length=24,
        blank=True,
        help_text=_("Stands before the number at the top of every page, for example: Nestalo dete"),
    )
    subject = models.CharField(_("for what"), max_length=16, choices=Subject)
    for_whom = models.CharField(_("for whom"), max_length=250, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    cost = models.CharField(_("cost of a call"), max_length=120, blank=True)
    spoken_languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
    anonymous = models.CharField(
        _("may a caller stay anonymous"),
        max_length=8,
        choices=YesNoUnknown,
        default=YesNoUnknown.UNKNOWN,
    )
    from_abroad = models.CharField(
        _("number from abroad"),
        max_length=24,
        blank=True,
        validators=[validate_from_abroad],
        help_text=_("For example +381 11 785 0000. Empty where the line cannot be reached from abroad."),
    )
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = LinkField(_("address of the source"), blank=True, max_length=500)
    confidence = models.CharField(
        _("confidence"),
        max_length=12,
        choices=Confidence,
        help_text=_("Visitors see only numbers that are confirmed or likely."),
    )
    verified_on = models.DateField(
        _("verified on"), null=True, blank=True, help_text=_("The day on which someone called the number.")
    )
    verify_by = models.DateField(_("verify again by"), null=True, blank=True)

    panels = [
        pair("name"),
        pair("short_name"),
        FieldRowPanel(["number", "dial_string", "from_abroad"], heading=_("Number")),
        FieldPanel("subject"),
        pair("for_whom"),
        MultiFieldPanel(
            [pair("hours"), pair("cost"), pair("spoken_languages"), FieldPanel("anonymous")],
            heading=_("Before a call"),
            help_text=_("Leave empty what is not known: visitors then read nothing about it."),
        ),
        MultiFieldPanel(
            [
                pair("source_name"),
                FieldPanel("source_url"),
                FieldPanel("confidence"),
                FieldRowPanel(["verified_on", "verify_by"]),
            ],
            heading=_("Facts and sources"),
        ),
    ]
    search_fields = [
        index.SearchField("name_sr_latn"),
        index.SearchField("name_en"),
        index.SearchField("number"),
    ]
    translated_fields = ("name", "short_name", "for_whom", "hours", "cost", "spoken_languages", "source_name")
    counted = ngettext_lazy("%(number)s hotline", "%(number)s hotlines", "number")

    class Meta:
        verbose_name = _("hotline")
        verbose_name_plural = _("hotlines")

    def __str__(self) -> str:
        return f"{self.number} – {plain(self, 'name')}"

    def clean(self) -> None:
        """Refuse a number that reads as one and dials another, and a fact without a source.

        Raises:
            ValidationError: with the field that is wrong.
        """
        super().clean()
        wrong = {}
        if self.dial_string and not is_same_number(self.number, self.dial_string):
            wrong["dial_string"] = _("This dials another number than the one that is written.")
        if not (self.source_name_sr_latn or self.source_url):
            wrong["source_url"] = _("Say where the number comes from: a name, an address, or both.")
        if self.verified_on and self.verified_on > timezone.localdate():
            wrong["verified_on"] = _("This day is in the future.")
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_shown(self) -> bool:
        """Tell whether visitors are shown the number: never one of which only an old source speaks."""
        return self.live and self.confidence in SHOWN_TO_VISITORS

    @property
    def has_facts(self) -> bool:
        """Tell whether there is anything to read of a call besides its number and for whom it is."""
        is_known = self.anonymous != YesNoUnknown.UNKNOWN
        return bool(self.hours or self.cost or self.spoken_languages or is_known)

    @property
    def unknown_facts(self) -> list[str]:
        """Return the names of what nobody knows of this line yet, for staff."""
        missing = [name for name in ("hours", "cost", "spoken_languages") if not plain(self, name)]
        missing += ["anonymous"] if self.anonymous == YesNoUnknown.UNKNOWN else []
        missing += ["verified_on"] if self.verified_on is None else []
        names = {field.name: field.verbose_name for field in self._meta.fields}
        return [str(names[name]) for name in missing]

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
        help_text=_("A neutral page that many people open. If left empty, the exit leads to Wikipedia."),
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
        InlinePanel(
            "chosen_hotlines",
            heading=_("Hotlines on every page"),
            label=_("hotline"),
            help_text=_("All of them stand at the foot of every page, the first two also at its top."),
        ),
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
