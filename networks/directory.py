"""The directory of organisations by first letter."""

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from astra_site.pages import languages
from astra_site.serbian.sorting import ALPHABET, letters
from astra_site.serbian.transliteration import without_marks
from astra_site.translations.text import plain
from networks.memberships import active_sort_column, other_networks

if TYPE_CHECKING:
    from networks.models import NetworkPage, Organisation


class Entry(NamedTuple):
    """An organisation and the networks to which it belongs."""

    organisation: "Organisation"
    networks: list["NetworkPage"]


class Letter(NamedTuple):
    """The organisations whose name begins with one letter."""

    letter: str
    entries: list[Entry]


def first_letter(name: str) -> str:
    """Return the letter under which `name` stands: Dž, Lj and Nj are letters of Serbian."""
    for letter in letters(name):
        # As in the sort key: a foreign mark counts as its plain letter, what is no letter is passed over.
        known = letter if letter in ALPHABET else without_marks(letter)[:1]
        if known.isdigit():
            return "0–9"
        if known in ALPHABET:
            return known.capitalize() if languages.active() == languages.SOURCE else known[0].upper()
    return "#"


def alphabetical() -> list[Letter]:
    """Return all published organisations by first letter, in the active language's order."""
    from networks.models import Organisation

    organisations = list(Organisation.objects.filter(live=True).order_by(active_sort_column(), "pk"))
    networks = other_networks({one.pk for one in organisations}, except_network=None)
    entries = [Entry(one, networks[one.pk]) for one in organisations]
    grouped = groupby(entries, key=lambda entry: first_letter(plain(entry.organisation, "name")))
    return [Letter(letter, list(group)) for letter, group in grouped]
