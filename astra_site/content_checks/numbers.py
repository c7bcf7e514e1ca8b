"""The numbers that a text says, as digits or as words, in Serbian and English notation."""

import re
from collections.abc import Iterator

from astra_site.content_checks.link_rules import PHONE
from astra_site.serbian.findings import ADDRESS, DOMAIN, SERBIAN

# One is left out: "jedan" and "one" are pronouns as often as numbers, and English says "a".
SERBIAN_NUMBERS = {
    2: "dva dve dvaju dveju dvama dvema dvoje dvoja dvojica dvojice dvojici dvojicu dvojicom",
    3: "tri triju trima troje troja trojica trojice trojici trojicu trojicom",
    4: "četiri četiriju četirima četvoro četvorica četvorice četvorici četvoricu",
    5: "pet petoro petorica petorice petorici petoricu",
    6: "šest šestoro šestorica šestorice",
    7: "sedam sedmoro sedmorica sedmorice",
    8: "osam osmoro osmorica",
    9: "devet devetoro",
    10: "deset desetoro",
    11: "jedanaest jedanaestoro",
    12: "dvanaest dvanaestoro",
    13: "trinaest",
    14: "četrnaest",
    15: "petnaest",
    16: "šesnaest",
    17: "sedamnaest",
    18: "osamnaest",
    19: "devetnaest",
    20: "dvadeset dvadesetoro",
    30: "trideset tridesetoro",
    40: "četrdeset",
    50: "pedeset",
    60: "šezdeset",
    70: "sedamdeset",
    80: "osamdeset",
    90: "devedeset",
}
ENGLISH_NUMBERS = {
    **dict(enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)),
    **dict(enumerate("thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=13)),
    **dict(
        zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
    ),
}
ONES = {"jedan": 1, "jedna": 1, "jedno": 1, "one": 1}


def _by_word(numbers: dict[int, str]) -> dict[str, int]:
    return {word: number for number, words in numbers.items() for word in words.split()}


WORDS = {SERBIAN: _by_word(SERBIAN_NUMBERS), "en": _by_word(ENGLISH_NUMBERS)}
LETTERS = re.compile(r"[^\W\d_]+")

SPACES = "\u00a0\u202f\u2009 "
NUMBER = re.compile(
    rf"(?<![\d\w])(?P<whole>\d{{1,3}}(?:[.,{SPACES}]\d{{3}})+(?!\d)|\d+)(?P<rest>[.,:]\d{{1,2}}(?!\d))?"
    r"(?P<half>\s?[ap]\.?m\b\.?)?(?P<decade>(?:-ih|-tih|s)\b)?"
)
# Of a date only day and year count: the month is a number in one language and a word in the other.
NUMERIC_DATES = (
    (re.compile(r"(?<!\d)(\d{1,2})\.\s?\d{1,2}\.\s?((?:19|20)\d\d)"), r"\1 \2"),
    (re.compile(r"(?<!\d)(\d{1,2})\.\d{1,2}\.(?!\d)"), r"\1"),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)-\d{2}-(\d{2})(?!\d)"), r"\1 \2"),
)


def numbers_in(text: str, language: str) -> set[str]:
    """Return the numbers of `text` that its translation should have too, as plain digits."""
    for pattern in (ADDRESS, DOMAIN, PHONE):
        text = pattern.sub(" ; ", text)
    for pattern, replacement in NUMERIC_DATES:
        text = pattern.sub(replacement.replace(" ", " ; "), text)
    return set(_digits(text)) | set(_words(text, language))


def _digits(text: str) -> Iterator[str]:
    for match in NUMBER.finditer(text):
        if match["decade"]:
            continue  # "the 1990s" is "devedesetih"
        number = int(re.sub(r"\D", "", match["whole"]))
        if match["half"] and "p" in match["half"] and number < 12:
            number += 12
        yield str(number)
        if match["rest"]:
            # 3,5 and 3.5 are one number, 14.30 and 2:30 pm one time: their parts are compared.
            yield str(int(match["rest"][1:]))


def _words(text: str, language: str) -> Iterator[str]:
    tens, end = 0, 0
    for match in LETTERS.finditer(text):
        word = match[0].lower()
        number = WORDS[language].get(word, 0)
        if tens and word == "i" and text[end : match.start()].isspace():
            end = match.end()
            continue
        unit = number or ONES.get(word, 0)
        if tens and 0 < unit < 10 and text[end : match.start()].strip() in ("", "-"):
            number, tens = tens + unit, 0
        if tens:
            yield str(tens)
            tens = 0
        if number >= 20 and number % 10 == 0:
            tens, end = number, match.end()
        elif number:
            yield str(number)
    if tens:
        yield str(tens)
