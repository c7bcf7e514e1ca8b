"""What a page says of the sources it names."""

from urllib.parse import urlsplit

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# They retell what others have found, so a reader who must be sure goes on to those.
ENCYCLOPAEDIAS = ("wikipedia.org", "wikiwand.com", "britannica.com")


def is_secondary(url: str) -> bool:
    """Tell whether an address is one of an encyclopaedia."""
    host = urlsplit(url).hostname or ""
    return any(
        host == encyclopaedia or host.endswith(f".{encyclopaedia}") for encyclopaedia in ENCYCLOPAEDIAS
    )


@register.filter
def secondary_mark(url: str) -> str:
    """Return what follows the link to a source that retells others; "" after any other."""
    return f" ({_('secondary source')})" if is_secondary(url) else ""
