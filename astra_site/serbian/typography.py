"""How Serbian and English are set: quotes, dashes, spaces, capitals, scripts, years.

Every rule takes a text and its language and yields findings. It would rather miss a slip than
accuse a right text, since an editor who meets false alarms stops reading them.
"""

import re
from collections.abc import Callable, Iterator

from astra_site.serbian.findings import (
    SERBIAN,
    Finding,
    each,
    found_in,
    without_addresses,
)
from astra_site.serbian.transliteration import to_latin

Rule = Callable[[str, str], Iterator[Finding]]

SPACE = "[ \\t\u00a0\u2009\u202f]"
# Marks before which Serbian drops the full stop of an ordinal number.
CLOSING = ",;:)\\]–—/”"
NOT_CLOSED = rf"(?!{SPACE}?[–—]|[\d.{CLOSING}?!-])"

# Quotes and apostrophes

STRAIGHT_PAIR = re.compile(r'(?<!\d)"([^"\n]{1,300})"')
STRAIGHT_QUOTE = re.compile(r'(?<![\d"′])"')
STRAIGHT_SINGLE = re.compile(r"(?<![\w'])'([^'\n]{1,200})'(?!\w)")
STRAIGHT_APOSTROPHE = re.compile(r"([^\W\d_]+)'([^\W\d_]*)")
# Serbian opens below; ending with “ instead of ” is the German way.
FOREIGN_IN_SERBIAN = re.compile("[“«»]([^„“”«»\n]{1,300})[”“«»]|„([^„“”«»\n]{1,300})[“«»]")
FOREIGN_IN_ENGLISH = re.compile("[„«»]([^„“”«»\n]{1,300})[”“«»]")


def _quoted(words: str, language: str) -> str:
    return f"„{words}”" if language == SERBIAN else f"“{words}”"


def straight_quotes(text: str, language: str) -> Iterator[Finding]:
    """Find " and ' where the language has marks of its own; minutes and inches keep them."""
    text = without_addresses(text)
    paired = [match.span() for match in STRAIGHT_PAIR.finditer(text)]
    for match in STRAIGHT_PAIR.finditer(text):
        yield found_in("straight-quotes", text, match, _quoted(match[1], language))
    for match in STRAIGHT_QUOTE.finditer(text):
        if not any(start <= match.start() < end for start, end in paired):
            yield found_in("straight-quotes", text, match)
    for match in STRAIGHT_SINGLE.finditer(text):
        yield found_in("straight-quotes", text, match, f"‘{match[1]}’")
    rest = STRAIGHT_SINGLE.sub(lambda match: "\ufffc" * len(match[0]), text)
    yield from each("straight-quotes", STRAIGHT_APOSTROPHE, rest, r"\1’\2")


def foreign_quotes(text: str, language: str) -> Iterator[Finding]:
    """Find quotation marks of another language than the text's."""
    pattern = FOREIGN_IN_SERBIAN if language == SERBIAN else FOREIGN_IN_ENGLISH
    for match in pattern.finditer(text):
        words = next(group for group in match.groups() if group)
        yield found_in("foreign-quotes", text, match, _quoted(words, language))


# Dashes

RANGE = re.compile(r"(?<![\w./+\-–\ufffc])(\d{1,4})(\.?)-(\d{1,4})(\.?)(?![\w\-])")
SPACED_HYPHEN = re.compile(rf"(?<=\S){SPACE}-{{1,3}}{SPACE}(?=\S)|(?<=\w)--(?=\w)")


def _is_range(first: str, last: str) -> bool:
    """Tell a range (2021-2024, 12-15) from a date (2013-05), a phone (011-785) and a score (3-1)."""
    if first.startswith("0") or last.startswith("0"):
        return False
    if len(first) == 4 and len(last) == 2:
        return int(last) > int(first[2:])
    return int(first) < int(last) and len(last) - len(first) < 2


def hyphen_as_dash(text: str, language: str) -> Iterator[Finding]:
    """Find a hyphen where a dash belongs: in ranges of numbers and between words with spaces."""
    text = without_addresses(text)
    for match in RANGE.finditer(text):
        if _is_range(match[1], match[3]):
            yield found_in("hyphen-as-dash", text, match, f"{match[1]}–{match[3]}{match[4]}")
    for match in SPACED_HYPHEN.finditer(text):
        around = text[match.start() - 1] + text[match.end() : match.end() + 1]
        if around.isdigit():
            yield found_in("hyphen-as-dash", text, match, f"{around[0]}–{around[1]}")
        else:
            yield found_in("hyphen-as-dash", text, match, " – ")


# Spaces

DOUBLE_SPACE = re.compile(rf"(?<=\S){SPACE}{{2,}}(?=\S)")
SPACE_BEFORE = re.compile(rf"(?<=\w){SPACE}+([,;:!?](?![\w)(])|\.(?=\s|$))")
SPACE_INSIDE = re.compile(rf"([(„]){SPACE}+|(?<=\w){SPACE}+([)”])")
SPACE_MISSING = re.compile(r"([^\W\d_],|[^\W\d_][;!?])([^\W\d_])")
YEAR_GLUED = re.compile(r"\b((?:1[89]|20|21)\d\d\.)(?=(?:godin|god\b)|[a-zčćšžđ]{3})")


def double_spaces(text: str, language: str) -> Iterator[Finding]:
    """Find two spaces or more between words."""
    yield from each("double-space", DOUBLE_SPACE, text)


def misplaced_spaces(text: str, language: str) -> Iterator[Finding]:
    """Find a space before a comma or full stop, inside brackets, or none after a comma."""
    masked = without_addresses(text)
    yield from each("space-before-mark", SPACE_BEFORE, masked, r"\1")
    for match in SPACE_INSIDE.finditer(masked):
        yield found_in("space-before-mark", masked, match, match[1] or match[2])
    yield from each("space-missing", SPACE_MISSING, masked, r"\1 \2")
    if language == SERBIAN:
        yield from each("space-missing", YEAR_GLUED, masked, r"\1 ")


# Capitals

CAPITALS = re.compile(r"[A-ZČĆŠŽĐ]{2,}(?![a-zčćšžđ0-9])(?:[ \u00a0]+[A-ZČĆŠŽĐ]{2,}(?![a-zčćšžđ0-9]))*")
# An acronym is rarely longer; a word that shouts usually is.
LONGEST_ACRONYM = 6


def all_capitals(text: str, language: str, known: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Find words in capitals that are no acronym: longer than six letters and not `known`.

    A text that is nothing but capitals, such as a heading, is found with short words too.
    """
    text = without_addresses(text)
    for match in CAPITALS.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-–"):
            continue
        words = [word for word in match[0].split() if not _is_known(word, known)]
        shouts = any(len(word) > LONGEST_ACRONYM for word in words)
        is_everything = len(words) > 1 and match[0] == text.strip() and sum(map(len, words)) > LONGEST_ACRONYM
        if shouts or is_everything:
            yield found_in("all-capitals", text, match, match[0].capitalize())


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Tell whether `word` is a known name in capitals or a case of one: ASTRA, ASTROM, ASTRINE."""
    return word in known or any(len(name) > 4 and word.startswith(name[:-1]) for name in known)


# Scripts

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
WORD = re.compile(r"[^\W\d_]+")
# Cyrillic letters that look like Latin ones, by what they look like.
LOOKALIKES = str.maketrans("аеорсухіјАВЕКМНОРСТУХЈІѕ", "aeopcyxijABEKMHOPCTYXJIs")


def _repaired(word: str) -> str:
    cyrillic = len(CYRILLIC.findall(word))
    return word.translate(LOOKALIKES) if cyrillic * 2 < len(word) else to_latin(word)


def mixed_scripts(text: str, language: str) -> Iterator[Finding]:
    """Find words with letters of both scripts, which no search finds, and words in Cyrillic."""
    for match in WORD.finditer(text):
        cyrillic = len(CYRILLIC.findall(match[0]))
        if not cyrillic:
            continue
        rule = "mixed-script" if cyrillic < len(match[0]) else "cyrillic-word"
        yield found_in(rule, text, match, _repaired(match[0]))


# Years and dates in Serbian

YEAR = r"(?:1[89]|20|21)\d\d"
MONTHS = (
    "januar|februar|mart|april|maj|jun|jul|avgust|septembar|septembr|oktobar|oktobr|novembar|novembr"
    "|decembar|decembr"
)
YEAR_BARE = re.compile(rf"\b({YEAR})({SPACE})(godine|godini|godinu|godinom|god\.)")
MONTH_YEAR = re.compile(rf"\b((?:{MONTHS})[aue]?{SPACE})({YEAR}){NOT_CLOSED}")
DAY_BARE = re.compile(rf"\b(\d{{1,2}})({SPACE}(?:{MONTHS})[aue]?)\b")
YEARS_BARE = re.compile(rf"(?<![\d.\w])({YEAR}[-–]{YEAR}){NOT_CLOSED}")


def serbian_years(text: str, language: str) -> Iterator[Finding]:
    """Find years and days that lack the full stop of an ordinal: 2013 godine, maja 2013, 23 jul."""
    if language != SERBIAN:
        return
    text = without_addresses(text)
    yield from each("year-without-stop", YEAR_BARE, text, r"\1.\2\3")
    yield from each("year-without-stop", MONTH_YEAR, text, r"\1\2.")
    yield from each("year-without-stop", DAY_BARE, text, r"\1.\2")
    yield from each("year-without-stop", YEARS_BARE, text, r"\1.")


ALL: tuple[Rule, ...] = (
    straight_quotes,
    foreign_quotes,
    hyphen_as_dash,
    double_spaces,
    misplaced_spaces,
    mixed_scripts,
    serbian_years,
)
