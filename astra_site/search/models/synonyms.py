"""Words that mean the same."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.panels import HelpPanel
from wagtail.search import index

from astra_site.search.models.lines import LinesMixin, words_row


class Synonyms(LinesMixin, index.Indexed):
    """One set of words and phrases: whoever looks for one of them finds what has another."""

    panels = [
        HelpPanel(
            content=_(
                "One word or phrase a line, such as UN, OUN, Ujedinjene nacije: whoever searches for one "
                "of them finds what has another. Capitals, diacritics and endings do not matter. Each "
                "language has its own lines, and one of them may stay empty. Visitors notice a change at "
                "once."
            )
        ),
        words_row(),
    ]
    search_fields = [index.SearchField("serbian_words"), index.SearchField("english_words")]
    counted = ngettext_lazy("%(number)s set of synonyms", "%(number)s sets of synonyms", "number")

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["pk"]

    def problem_of_all(self, lines: list[str]) -> Promise | str | None:
        """Refuse one word alone, and a star: a synonym is found as it stands."""
        if any("*" in line for line in lines):
            return _("Synonyms have no star.")
        return None if len(lines) > 1 else _("Write at least two lines: a word alone has no other beside it.")
