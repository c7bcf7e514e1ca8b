"""Template tag for the search form, which stands on many pages."""

from django import template

from astra_site import languages
from astra_site.search.views import SearchAddress

register = template.Library()


@register.simple_tag
def search_address() -> str:
    """Return the address of the search page in the active language."""
    return SearchAddress().address_in(languages.active())
