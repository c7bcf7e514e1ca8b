"""Numbers of hotlines in the text of a page become links, so that whoever reads one can tap it.

Editors need not think of it, and the number is printed in one form everywhere (numbers.py).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html

from astra_site import languages
from astra_site.safety.models import Hotline
from astra_site.safety.phone_numbers import LEAST_OF_A_LONG_NUMBER, dialled

TAGS = re.compile(r"(<[^>]*>)")
DIGIT = re.compile(r"\d")
NAME = re.compile(r"</?([a-z0-9]+)")
# Inside these a link may not stand, would not be one, or would change a name.
UNTOUCHED = frozenset({"a", "button", "h1", "option", "script", "style", "summary", "svg", "title"})
SPACE = "(?:[ \u00a0\u202f]|&nbsp;)"
# As much of the name of a line as its cases share: policija, policiju, police.
STEM = 5


class Calls(NamedTuple):
    """What finds the numbers, and by its digits each number as it is dialled and as it is printed."""

    pattern: re.Pattern[str] | None
    numbers: dict[str, tuple[str, str]]


def calls_to(hotlines: Iterable[Hotline]) -> Calls:
    """Return what finds the numbers of `hotlines` in a text."""
    numbers: dict[str, tuple[str, str]] = {}
    alternatives = []
    for hotline in hotlines:
        if hotline.from_abroad:
            numbers[dialled(hotline.from_abroad)] = (dialled(hotline.from_abroad), hotline.from_abroad)
        digits = dialled(hotline.number)
        numbers[digits] = (hotline.dial_string, hotline.number)
        if len(digits) < LEAST_OF_A_LONG_NUMBER:
            alternatives.append(_after_its_name(hotline, digits))
    long_numbers = (digits for digits in numbers if len(digits) >= LEAST_OF_A_LONG_NUMBER)
    alternatives += [_spaced(digits) for digits in sorted(long_numbers, key=len, reverse=True)]
    if not alternatives:
        return Calls(None, numbers)
    # Not inside a longer number, nor at the beginning of a host: 116000.example.org.
    number = rf"(?<![\w+.,])(?:{'|'.join(alternatives)})(?![.,]?\d|\.\w)"
    return Calls(re.compile(number, re.IGNORECASE), numbers)


def _spaced(digits: str) -> str:
    return f"{SPACE}?".join(re.escape(character) for character in digits)


def _after_its_name(hotline: Hotline, digits: str) -> str:
    """Return what finds a short number, only behind the name of its line: 192 may count something."""
    names = [
        getattr(hotline, languages.column(hotline, "short_name", language)) or ""
        for language in languages.CODES
    ]
    stems = "|".join({re.escape(name[:STEM]) for name in names if name}) or r"\b\B"
    return rf"(?:{stems})\w*(?:[\s:(,]|&nbsp;)+{_spaced(digits)}"


def with_links(html: str, calls: Calls) -> str:
    """Return `html` with each known number in its text as a link, but for what is a link already."""
    if calls.pattern is None:
        return html
    parts = TAGS.split(html)
    depth = 0
    for place, part in enumerate(parts):
        if part.startswith("<"):
            depth += _change_of_depth(part)
        # The pattern is tried at every letter; most texts have no digit at all.
        elif depth == 0 and DIGIT.search(part):
            parts[place] = calls.pattern.sub(lambda found: _link(found[0], calls), part)
    return "".join(parts)


def _change_of_depth(tag: str) -> int:
    name = NAME.match(tag)
    if name is None or name[1] not in UNTOUCHED or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


def _link(found: str, calls: Calls) -> str:
    """Return the link for a number, behind the words that were found with it."""
    start = re.search(r"[\d+]", found)
    before = found[: start.start()] if start else ""
    number = dialled(found.replace("&nbsp;", ""))
    tel, printed = calls.numbers[number]
    return before + format_html('<a class="call" href="tel:{}">{}</a>', tel, printed.replace(" ", "\u00a0"))
