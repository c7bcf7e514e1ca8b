"""What stands above the results where somebody asks in certain words."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from astra_site.safety.models import Hotline
from astra_site.search.models.lines import LinesMixin, words_row


class BestAnswer(LinesMixin, index.Indexed):
    """A page or a hotline that editors want people to see first."""

    page = models.ForeignKey(
        settings.WAGTAIL_PAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page or network"),
    )
    hotline = models.ForeignKey(
        Hotline, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("hotline")
    )

    panels = [
        HelpPanel(
            content=_(
                "Where a search has all words of one of these lines, in any order and with any endings, "
                "the page or hotline stands above everything that is found. A star stands for any ending:"
                " nestal* is nestala and nestalo. One line a way to ask. Words in either language work on"
                " both sides of the site, in Cyrillic and without diacritics too. Visitors notice a "
                "change at once; only what is published is shown."
            )
        ),
        words_row(),
        MultiFieldPanel([FieldPanel("page"), FieldPanel("hotline")], heading=_("One of the two")),
    ]
    search_fields = [index.SearchField("serbian_words"), index.SearchField("english_words")]
    counted = ngettext_lazy("%(number)s best answer", "%(number)s best answers", "number")

    class Meta:
        verbose_name = _("best answer")
        verbose_name_plural = _("best answers")
        ordering = ["pk"]

    @property
    def target(self) -> str:
        """Return what it leads to, as staff know it."""
        return str(self.hotline) if self.hotline else self.page.get_admin_display_title() if self.page else ""

    def clean(self) -> None:
        """Refuse an answer that leads nowhere, or to two things.

        Raises:
            ValidationError: with the field that is wrong.
        """
        super().clean()
        if (self.page is None) == (self.hotline is None):
            raise ValidationError({"page": _("Choose a page or a hotline, one of the two.")})
