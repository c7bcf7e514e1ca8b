"""The form of a picture."""

from typing import Any

from django.utils.text import capfirst
from wagtail.images.forms import BaseImageForm

from astra_site.pages import languages
from astra_site.translations.labels import in_language


class SiteImageForm(BaseImageForm):
    """Says at each description in which language it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbose_name = self.instance._meta.get_field("alt_text").verbose_name
        for language in languages.CODES:
            field = self.fields.get(languages.column(self.instance, "alt_text", language))
            if field is not None:
                field.label = in_language(capfirst(str(verbose_name)), language)
                field.widget.attrs.update(lang=languages.html_code(language), spellcheck="true")
