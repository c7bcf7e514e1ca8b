"""The form of synonyms and best answers."""

from astra_site.accounts import rights
from astra_site.editing.field_rights import Opening
from astra_site.editing.forms import BilingualForm
from astra_site.search.models.lines import ENGLISH_WORDS


class LinesForm(BilingualForm):
    """Opens the English words to translators; they are no translation of the Serbian ones."""

    def openings(self, person: rights.Person) -> tuple[Opening, ...]:
        """Add the English words to what translators may change."""
        english = Opening(rights.may_edit_translations(person), frozenset({ENGLISH_WORDS}))
        return (*super().openings(person), english)
