"""The alphabetical order of the page that is being made: of the Latin alphabet, or of the Cyrillic one."""

from astra_site.cyrillic.names import to_cyrillic
from astra_site.languages import script
from astra_site.serbian import sorting


def sort_key(text: str) -> str:
    """Return the key of `text` in the order of the page, as `sorting.sort_key` has one."""
    return sorting.cyrillic_sort_key(to_cyrillic(text)) if script.is_cyrillic() else sorting.sort_key(text)
