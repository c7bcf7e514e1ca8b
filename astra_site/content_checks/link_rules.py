"""Rules about links, addresses and phone numbers in a passage."""

import re
from collections.abc import Iterator

from astra_site.content_checks.passages import Passage
from astra_site.serbian.findings import ADDRESS, MASK, Finding, found_in

BARE_URL = re.compile(r"(?:https?://|www\.)[^\s<>„”“\"]+", re.IGNORECASE)
# Texts that say nothing of where the link leads, read alone as screen readers list them.
VAGUE = frozenset(
    "više|ovde|ovdje|opširnije|detaljnije|saznajte više|saznaj više|pročitaj više|pročitajte više"
    "|pogledajte ovde|kliknite ovde|klikni ovde|link|here|click here|more|read more|learn more|see more"
    "|details|this link|this page|ova stranica|ovaj link".split("|")
)
PHONE = re.compile(
    r"(?<![\w+./-])(?:\+\d[\d\u00a0 /()-]{6,16}\d|0\d{1,3}[\u00a0 /-]\d{2,4}(?:[\u00a0 /-]?\d{2,4}){0,3}"
    r"|116[\u00a0 ]?\d{3})(?![\w/-])"
)


# A short number is also the name of a line; it asks to be dialled only where the text says so.
SHORT = re.compile(r"116\s?\d{3}")
ASKS_TO_CALL = re.compile(
    r"\b(?:pozov|pozvat|zov|bira|okren|javit|call|dial|ring|phone)\w*[^.]{0,30}$", re.IGNORECASE
)


def digits(phone: str) -> str:
    """Return the digits of a phone number as dialled inside Serbia: +381 11 785 is 011785."""
    only = re.sub(r"\D", "", phone)
    if phone.strip().startswith("+381") or only.startswith("00381"):
        return "0" + only.removeprefix("00").removeprefix("381").removeprefix("0")
    return only


def bare_urls(passage: Passage) -> Iterator[Finding]:
    """Find addresses that stand in the text, or as the text of a link, instead of words."""
    for match in BARE_URL.finditer(passage.text):
        yield found_in("bare-url", passage.text, match)


def vague_links(passage: Passage) -> Iterator[Finding]:
    """Find links whose text is only "here" or "more"."""
    for link in passage.links:
        if link.text.strip(" .…»›>→").lower() in VAGUE:
            end = link.start + len(link.text)
            yield Finding("vague-link", link.text, "", link.start, end)


def phones_without_link(passage: Passage) -> Iterator[Finding]:
    """Find phone numbers in rich text that nobody can tap to call."""
    if not passage.is_rich:
        return
    text = passage.text
    for link in passage.links:
        end = link.start + len(link.text) + 1
        text = text[: link.start] + MASK * len(text[link.start : end]) + text[end:]
    for match in PHONE.finditer(ADDRESS.sub(lambda found: MASK * len(found[0]), text)):
        if SHORT.fullmatch(match[0]) and not ASKS_TO_CALL.search(passage.text[: match.start()]):
            continue
        yield found_in("phone-without-link", passage.text, match, f"tel:{_dial(match[0])}")


def _dial(phone: str) -> str:
    sign = "+" if phone.startswith("+") else ""
    return sign + re.sub(r"\D", "", phone)


def phone_links_that_differ(passage: Passage) -> Iterator[Finding]:
    """Find links that show one phone number and dial another."""
    for link in passage.links:
        shown = PHONE.search(link.text)
        if not link.url.startswith("tel:") or shown is None:
            continue
        if digits(shown[0]) != digits(link.url.removeprefix("tel:")):
            yield Finding("phone-link-differs", f"{shown[0]} → {link.url}", start=link.start)


ALL = (bare_urls, vague_links, phones_without_link, phone_links_that_differ)
