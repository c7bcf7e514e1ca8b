"""One page of the directory: its organisations under their letters, and the ways to the others."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from astra_site.pages.paging import Paging, paging
from networks.directory.facets import Choices
from networks.directory.index import LetterSet, Value
from networks.directory.sets import NETWORK, TOWN
from networks.directory.standing import NotCounted
from networks.models import Organisation
from networks.organisation_names import Name, name_of

PAGE_SIZE = 60
# Fewer are seen at a glance; letters to jump to would only be in the way.
WORTH_AN_ALPHABET = 12


class Entry(NamedTuple):
    """An organisation, the networks to which it belongs now, and those of which nobody knows."""

    organisation: Organisation
    name: Name
    url: str
    country: str
    networks: list[Value]
    unconfirmed_in: list[Value]
    # Of one that is in no network today.
    standing: NotCounted | None


class Letter(NamedTuple):
    """The organisations of this page under one letter."""

    letter: str
    number: int
    entries: list[Entry]


class LetterLink(NamedTuple):
    """A letter of the alphabet, and where its first organisation stands."""

    letter: str
    url: str
    number: int


class Listing(NamedTuple):
    """One page of what was chosen."""

    total: int
    # Of them those who are known to be in some network.
    current: int
    letters: list[Letter]
    alphabet: list[LetterLink]
    paging: Paging

    @property
    def others(self) -> int:
        """Return how many are there besides, as former or unconfirmed ones."""
        return self.total - self.current


def listing(choices: Choices, directory_path: str, page: int = 1) -> Listing:
    """Return page number `page` of the organisations that fit `choices`."""
    chosen = choices.matching()
    total = chosen.bit_count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    index = choices.index
    numbers = index.numbers_in(chosen, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    query = choices.query(index.language)
    organisations = rows_of(choices, [index.rows[number].id for number in numbers])
    entries = {
        organisation.pk: _entry(choices, organisation, organisation.url_below(directory_path, index.language))
        for organisation in organisations
    }
    return Listing(
        total,
        (chosen & index.current).bit_count(),
        _by_letter(choices, numbers, entries),
        _alphabet(choices, chosen, query, page) if total >= WORTH_AN_ALPHABET else [],
        paging(QueryDict(query), page, pages),
    )


def rows_of(choices: Choices, keys: list[int]) -> list[Organisation]:
    """Return the organisations with `keys` as they are in the database now, in the same order.

    Should one have become a draft or its place secret since the index was made, it is left out.
    """
    found = Organisation.objects.filter(live=True).defer("about", "about_sr_latn", "about_en").in_bulk(keys)
    by_town = TOWN in choices.chosen
    return [
        found[key] for key in keys if key in found and not (by_town and found[key].do_not_publish_location)
    ]


def _entry(choices: Choices, organisation: Organisation, url: str) -> Entry:
    index = choices.index
    networks, unconfirmed_in = (
        [index.values[NETWORK][key] for key in there.get(organisation.pk, [])]
        for there in (index.networks_of, index.unconfirmed_in)
    )
    standing = index.standings.get(organisation.pk)
    name = name_of(organisation)
    return Entry(organisation, name, url, organisation.country_name, networks, unconfirmed_in, standing)


def _by_letter(choices: Choices, numbers: list[int], entries: dict[int, Entry]) -> list[Letter]:
    letters = iter(choices.index.letters)
    here: LetterSet | None = None
    found: list[Letter] = []
    for number in numbers:
        while here is None or not here.organisations >> number & 1:
            here = next(letters)
        entry = entries.get(choices.index.rows[number].id)
        if entry is None:
            continue
        if not found or found[-1].number != here.number:
            found.append(Letter(here.letter, here.number, []))
        found[-1].entries.append(entry)
    return found


def _alphabet(choices: Choices, chosen: int, query: str, page: int) -> list[LetterLink]:
    links = []
    before = 0
    for letter in choices.index.letters:
        count = (chosen & letter.organisations).bit_count()
        if count:
            at = before // PAGE_SIZE + 1
            links.append(LetterLink(letter.letter, _jump(query, at, page, letter.number), count))
        before += count
    return links


def _jump(query: str, at: int, page: int, number: int) -> str:
    if at == page:
        return f"#letter-{number}"
    parameters = "&".join(part for part in (query, urlencode({"page": at}) if at > 1 else "") if part)
    # A lone "?" leads to the first page, where an empty address would stay on this one.
    return f"?{parameters}#letter-{number}"
