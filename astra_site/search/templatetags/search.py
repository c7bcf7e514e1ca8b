"""Template tag for the search form, which stands on many pages."""

from django import template

from astra_site import languages
from astra_site.cyrillic.names import as_typed
from astra_site.search.views import SearchURL

register = template.Library()
register.filter(as_typed)


@register.simple_tag
def search_url() -> str:
    """Return the address of the search page in the active language."""
    return SearchURL().url_in(languages.active())
