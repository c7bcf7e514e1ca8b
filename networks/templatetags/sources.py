"""What a page says of the sources it names."""

from urllib.parse import urlsplit

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# They retell what others have found, so a reader who must be sure goes on to those.
ENCYCLOPAEDIAS = ("wikipedia.org", "wikiwand.com", "britannica.com")


def is_secondary(address: str) -> bool:
    """Tell whether an address is one of an encyclopaedia."""
    host = urlsplit(address).hostname or ""
    return any(host == one or host.endswith(f".{one}") for one in ENCYCLOPAEDIAS)


@register.filter
def secondary_mark(address: str) -> str:
    """Return what follows the link to a source that retells others; "" after any other."""
    return f" ({_('secondary source')})" if is_secondary(address) else ""
