"""Languages that can be marked in rich text. Blocks name the features; rich_text_features.py makes them."""

from django.utils.translation import gettext_lazy as _

# Languages in which names and words stand inside a text, by BCP 47 tag.
LANGUAGES = {
    "en": _("Words in English"),
    "sr-Latn": _("Words in Serbian"),
    "de": _("Words in German"),
    "fr": _("Words in French"),
    "it": _("Words in Italian"),
}
# Marks what is shown in Latin letters on Cyrillic pages too.
STAYS_LATIN = "stays-latin"
LANGUAGE_FEATURES = [*(f"lang-{code}" for code in LANGUAGES), STAYS_LATIN]
