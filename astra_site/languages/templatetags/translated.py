"""Template tags for translated fields; built in, so no template has to load them.

{% translated page "lead" %}             text, in <span lang> where it had to fall back
{% translated_text page "title" %}       bare text, for attributes and <title>
{% translated_value page "body" as body %}   .value .language .is_fallback, for streams
{{ subject.last_step|marked }}           such a value as text, as `translated` shows it
"""

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from astra_site import languages
from astra_site.languages import fallback, script

register = template.Library()
register.simple_tag(script.is_cyrillic)


@register.simple_tag
def translated(instance: Model, field: str) -> str | SafeString:
    """Return the escaped text of `field`; a Serbian fallback is marked with `lang`."""
    return marked(fallback.translated(instance, field))


@register.filter
def marked(found: fallback.TranslatedValue) -> str | SafeString:
    """Return the escaped text of a translated value, marked with `lang` where that is not the page's."""
    if found.value is None:
        return ""
    language = languages.html_code(found.language)
    if language == active_language() or not found.value:
        return str(found.value)
    return format_html('<span lang="{}">{}</span>', language, found.value)


@register.simple_tag
def translated_text(instance: Model, field: str) -> str:
    """Return the text of `field` without marks."""
    return fallback.plain(instance, field)


@register.simple_tag
def translated_value(instance: Model, field: str) -> fallback.TranslatedValue:
    """Return the value of `field` with its language."""
    return fallback.translated(instance, field)


@register.filter
def html_lang(language: str) -> str:
    """Return a language code as HTML writes it."""
    return languages.html_code(language)


@register.simple_tag
def active_language() -> str:
    """Return the active language as HTML writes it."""
    return languages.html_code(languages.active())
