"""What editors say of how people ask, in the admin."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from astra_site.editing.viewsets import BilingualViewSet
from astra_site.search.forms import LinesForm
from astra_site.search.models import BestAnswer, Synonyms


class LinesColumn(Column):
    """The lines of one language, in a row."""

    def get_value(self, instance: Synonyms | BestAnswer) -> str:
        """Return the lines with commas between them, as much as a table has room for."""
        lines = ", ".join(instance.lines_in(str(self.accessor)))
        return lines if len(lines) <= 120 else f"{lines[:119]}…"


ENGLISH = LinesColumn("english", label=_("English words"), accessor="en")


class BestAnswerViewSet(BilingualViewSet):
    """Words, and the page or hotline that answers them."""

    model = BestAnswer
    form_class_of_staff = LinesForm
    icon = "pick"
    menu_label = _("Best answers")
    list_display = ["__str__", Column("target", label=_("Leads to")), ENGLISH]
    search_fields = ["serbian_words", "english_words"]
    search_backend_name = None
    copy_view_enabled = False


class SynonymsViewSet(BilingualViewSet):
    """Words that mean the same."""

    model = Synonyms
    form_class_of_staff = LinesForm
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ["__str__", ENGLISH]
    search_fields = ["serbian_words", "english_words"]
    search_backend_name = None
    copy_view_enabled = False


class SearchGroup(SnippetViewSetGroup):
    """What is searched for, and what answers."""

    menu_label = pgettext_lazy("in the menu of staff", "Search")
    menu_icon = "search"
    menu_order = 125
    items = (BestAnswerViewSet, SynonymsViewSet)
