"""Telephone numbers, hosts and e-mail addresses, however they are written.

The index holds each of them under keys with a sign that no word has: # before a number, @ before a host or
an address. A number is there under all its endings, so that it is found with and without the code of the
country (+381, 00381), of the town (011) or of neither.
"""

import re
from typing import NamedTuple

from astra_site.safety.phone_numbers import OUR_PREFIX

# What the keys of numbers and of addresses begin with.
SIGNS = "#@"
COUNTRY = OUR_PREFIX.removeprefix("+")
# Fewer digits count something, more are no telephone number.
LEAST_DIGITS, MOST_DIGITS = 5, 15
# Shorter endings of a number would be found in many.
SHORTEST_ENDING = 6
# As long as the index can hold.
MAX_KEY = 60
_NUMBER = re.compile(r"(?<![\w@.,#])\+?\(?\d[\d \u00a0\u202f/().–-]{2,40}\d(?!\w)")
_ADDRESS = re.compile(
    r"(?:https?://)?(?P<mailbox>[\w.+-]{1,64}@)?(?P<host>(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?:/\S*)?",
    re.IGNORECASE,
)
# Parts of a host that many have.
_COMMON_LABELS = frozenset("www org com net info gov edu int ngo mail office".split())
SHORTEST_LABEL = 4


class WrittenContact(NamedTuple):
    """A contact as it stands in a text, and the key under which a question for it looks."""

    start: int
    end: int
    key: str


def asked_contacts(text: str) -> list[WrittenContact]:
    """Return the contacts in a text in their order, each with the key that finds it."""
    addresses = [WrittenContact(*found.span(), _address_key(found)) for found in _ADDRESS.finditer(text)]
    taken = [range(contact.start, contact.end) for contact in addresses]
    numbers = [
        WrittenContact(*found.span(), f"#{_asked_digits(found[0])}")
        for found in _NUMBER.finditer(text)
        if _is_number(found[0]) and not any(found.start() in place for place in taken)
    ]
    return sorted([*addresses, *numbers])


def index_keys(text: str) -> set[str]:
    """Return all keys under which the contacts in a text are found."""
    keys: set[str] = set()
    for contact in asked_contacts(text):
        if contact.key.startswith("#"):
            digits = _whole_digits(text[contact.start : contact.end])
            keys |= {f"#{digits[start:]}" for start in range(max(1, len(digits) - SHORTEST_ENDING + 1))}
        else:
            keys |= {contact.key, host_key(contact.key)}
    return keys


def host_key(key: str) -> str:
    """Return the key of the host alone, of one that may have a mailbox before it."""
    return f"@{key.rpartition('@')[2]}"


def host_words(text: str) -> str:
    """Return the parts of the hosts in a text that may be a name: womenngo of womenngo.org.rs."""
    hosts = [contact.key.rpartition("@")[2] for contact in asked_contacts(text) if contact.key[0] == "@"]
    labels = [label for host in hosts for label in host.split(".")[:-1]]
    return " ".join(label for label in labels if len(label) >= SHORTEST_LABEL and label not in _COMMON_LABELS)


def _address_key(found: re.Match[str]) -> str:
    host = found["host"].lower().removeprefix("www.")
    return f"@{(found['mailbox'] or '').lower()}{host}"[:MAX_KEY]


def _is_number(written: str) -> bool:
    return LEAST_DIGITS <= sum(character.isdigit() for character in written) <= MOST_DIGITS


def _digits(written: str) -> str:
    return "".join(character for character in written.replace("(0)", "") if character.isdecimal())


def _asked_digits(written: str) -> str:
    """Return the digits of a number without what may be left out before it."""
    digits = _digits(written)
    return digits.removeprefix("00") if digits.startswith("00") else digits.removeprefix("0")


def _whole_digits(written: str) -> str:
    """Return the digits of a number as it is dialled from abroad; one that begins with a 0 is Serbian."""
    digits = _digits(written)
    if digits.startswith("00") or not digits.startswith("0"):
        return digits.removeprefix("00")
    return COUNTRY + digits.removeprefix("0")
