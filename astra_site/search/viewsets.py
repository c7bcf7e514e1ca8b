"""What editors say of how people ask, in the admin."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from astra_site.accounts import rights
from astra_site.editing.field_rights import Opening
from astra_site.editing.forms import BilingualForm
from astra_site.editing.viewsets import BilingualViewSet
from astra_site.search.models import BestAnswer, Synonyms
from astra_site.search.models.lines import ENGLISH_WORDS


class LinesForm(BilingualForm):
    """Opens the English words to translators; they are no translation of the Serbian ones."""

    def openings(self, person: rights.Person) -> tuple[Opening, ...]:
        """Add the English words to what translators may change."""
        english = Opening(rights.may_edit_translations(person), frozenset({ENGLISH_WORDS}))
        return (*super().openings(person), english)


class LinesColumn(Column):
    """The lines of one language, in a row."""

    def get_value(self, instance: Synonyms | BestAnswer) -> str:
        """Return the lines with commas between them, as much as a table has room for."""
        lines = ", ".join(instance.lines_in(str(self.accessor)))
        return lines if len(lines) <= 120 else f"{lines[:119]}…"


ENGLISH = LinesColumn("english", label=_("English words"), accessor="en")


class LinesViewSet(BilingualViewSet):
    """Words of both languages, one a line."""

    form_class_of_staff = LinesForm
    search_fields = ["serbian_words", "english_words"]
    search_backend_name = None


class BestAnswerViewSet(LinesViewSet):
    """Words, and the page or hotline that answers them."""

    model = BestAnswer
    icon = "pick"
    menu_label = _("Best answers")
    list_display = ["__str__", Column("target", label=_("Leads to")), ENGLISH]


class SynonymsViewSet(LinesViewSet):
    """Words that mean the same."""

    model = Synonyms
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ["__str__", ENGLISH]


class SearchGroup(SnippetViewSetGroup):
    """What is searched for, and what answers."""

    menu_label = pgettext_lazy("in the menu of staff", "Search")
    menu_icon = "search"
    menu_order = 125
    items = (BestAnswerViewSet, SynonymsViewSet)
