"""What must be the same in the Serbian and the English text of a field."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from astra_site.content_checks.link_rules import BARE_URL, PHONE, digits
from astra_site.content_checks.numbers import numbers_in
from astra_site.content_checks.passages import Passage
from astra_site.serbian.findings import Finding

Passages = Sequence[Passage]
# Up to here a number may be a word in the other language; two in digits that differ are found all the same.
SPELT = 12
# Part of an address that says its language; then the rest may differ too.
LANGUAGE_PART = re.compile(
    r"(?:^|[/.?&=_-])(?:en|eng|english|sr|srp|srb|rs|lat|latn|sr-latn|sr-rs|en-us|en-gb)(?=$|[/.&_-])", re.I
)


def _joined(passages: Passages) -> str:
    return " ; ".join(passage.text for passage in passages)


def _report(rule: str, serbian: set[str], english: set[str]) -> Iterator[Finding]:
    # Numbers in their own order: 6 before 2013.
    only_serbian, only_english = (
        sorted(only, key=lambda text: (len(text), text)) for only in (serbian - english, english - serbian)
    )
    if only_serbian or only_english:
        yield Finding(rule, f"{', '.join(only_serbian) or '–'} ≠ {', '.join(only_english) or '–'}")


def differing_numbers(serbian: Passages, english: Passages) -> Iterator[Finding]:
    """Find numbers and years that only one of the two texts says."""
    said, repeated = numbers_in(_joined(serbian)), numbers_in(_joined(english))
    if not (said - repeated and repeated - said):
        said, repeated = ({number for number in found if int(number) > SPELT} for found in (said, repeated))
    yield from _report("numbers-differ", said, repeated)


def differing_phones(serbian: Passages, english: Passages) -> Iterator[Finding]:
    """Find phone numbers that only one of the two texts says, however they are written."""
    yield from _report("phones-differ", _phones(serbian), _phones(english))


def _phones(passages: Passages) -> set[str]:
    text = BARE_URL.sub(" ; ", _joined(passages))
    dialled = {link.url for passage in passages for link in passage.links if link.url[:4] == "tel:"}
    return {digits(match[0]) for match in PHONE.finditer(text)} | {digits(url[4:]) for url in dialled}


def differing_urls(serbian: Passages, english: Passages) -> Iterator[Finding]:
    """Find addresses that only one of the two texts links to.

    Two addresses of one site may differ where one of them says its language, as /en/about does.
    """
    mine, theirs = _addresses(serbian), _addresses(english)
    only_serbian, only_english = mine - theirs, theirs - mine
    for url in sorted(only_serbian):
        match = next((candidate for candidate in sorted(only_english) if _are_versions(url, candidate)), None)
        if match is not None:
            only_serbian.discard(url)
            only_english.discard(match)
    yield from _report("addresses-differ", only_serbian, only_english)


def _addresses(passages: Passages) -> set[str]:
    written = {match[0] for passage in passages for match in BARE_URL.finditer(passage.text)}
    linked = {link.url for passage in passages for link in passage.links}
    # Documents are left out: a report may exist in each language as a file of its own.
    return {_normal(url) for url in written | linked if not url.startswith(("tel:", "document:")) and url}


def _normal(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip().rstrip(".,;:)/").casefold())


def _are_versions(first: str, other: str) -> bool:
    try:
        hosts = [urlsplit(f"//{url}").netloc for url in (first, other)]
    except ValueError:
        return False
    if hosts[0] != hosts[1]:
        bare = [LANGUAGE_PART.sub("", f".{host}") for host in hosts]
        return bare[0] == bare[1]
    return any(LANGUAGE_PART.search(url.removeprefix(hosts[0])) for url in (first, other))


PairRule = Callable[[Passages, Passages], Iterator[Finding]]
ALL: tuple[PairRule, ...] = (differing_numbers, differing_phones, differing_urls)


def check_pair(serbian: Passages, english: Passages) -> Iterator[tuple[Finding, Passage]]:
    """Yield what differs between the two texts of a field, with the English passage where it does.

    A missing translation is no finding of this kind. Streams with the same blocks are compared
    block by block, others as a whole.
    """
    for mine, theirs in _aligned(serbian, english):
        if mine and theirs:
            for rule in ALL:
                for finding in rule(mine, theirs):
                    yield finding, theirs[0]


def _aligned(serbian: Passages, english: Passages) -> list[tuple[Passages, Passages]]:
    mine, theirs = _by_block(serbian), _by_block(english)
    kinds = [[group[0].labels[:1] for group in groups] for groups in (mine, theirs)]
    return list(zip(mine, theirs, strict=True)) if kinds[0] == kinds[1] else [(serbian, english)]


def _by_block(passages: Passages) -> list[Passages]:
    return [list(group) for _block, group in groupby(passages, key=lambda passage: passage.block)]
