"""What editors want to stand above everything that is found: a page, or a number to tap.

Whoever is in trouble does not read a list of results. A hotline also answers for its own number.
"""

from collections.abc import Mapping, Set
from itertools import chain
from typing import NamedTuple

from django.http import HttpRequest

from astra_site import languages
from astra_site.caching.cache import Cache
from astra_site.languages.fallback import plain
from astra_site.pages.models import BasePage
from astra_site.safety.hotlines import hotlines_about
from astra_site.safety.models import Hotline
from astra_site.search.contacts import asked_contacts, index_keys
from astra_site.search.models import BestAnswer
from astra_site.search.stop_words import is_telling
from astra_site.search.words import folded_words, stem

ENDING = "*"
# More than these would push away what was found.
MOST_ANSWERS = 2


class AnswerLine(NamedTuple):
    """Words that all have to be in a question, in any order and form; and words that only begin so."""

    stems: frozenset[str]
    beginnings: tuple[str, ...]
    language: str

    def is_in(self, words: str, stems: Set[str]) -> bool:
        """Tell whether a question has all that the line asks for; each of its words is behind a space."""
        return self.stems <= stems and all(f" {beginning}" in words for beginning in self.beginnings)

    @property
    def length(self) -> int:
        """Return how many words it asks for: the more, the better it fits."""
        return len(self.stems) + len(self.beginnings)


class AnswerLink(NamedTuple):
    """A page that is an answer, in one language."""

    title: str
    url: str
    lead: str


class Answers(NamedTuple):
    """The numbers and pages that stand above the results."""

    hotlines: list[Hotline]
    pages: list[AnswerLink]

    def __bool__(self) -> bool:
        return bool(self.hotlines or self.pages)


class CachedAnswers(NamedTuple):
    """What editors keep: each answer's target with its lines, the links of pages, all words of the lines.

    And of each hotline by which its number is asked for; and by language and stem where the lines stand that
    ask for it, or for beginnings alone, under "".
    """

    lines: list[tuple[AnswerLine, int | None, int | None]]
    links: dict[tuple[int, str], AnswerLink]
    words: frozenset[str]
    numbers: dict[int, set[str]]
    places: dict[tuple[str, str], list[int]]

    def lines_for(self, stems: Mapping[str, Set[str]]) -> list[tuple[AnswerLine, int | None, int | None]]:
        """Return the lines that may be in a question with these stems, in their order."""
        some = [(language, stem) for language, found in stems.items() for stem in ("", *found)]
        return [self.lines[place] for place in sorted(chain.from_iterable(map(self._at, some)))]

    def _at(self, key: tuple[str, str]) -> list[int]:
        return self.places.get(key, [])


def line_of(text: str, language: str) -> AnswerLine:
    """Return what a line of an editor asks for: nothing where no word of it says anything."""
    beginnings, words = [], []
    for part in text.split():
        folded = folded_words(part)
        if part.endswith(ENDING) and folded:
            beginnings.append(folded.pop())
        words += [word for word in folded if is_telling(word)]
    return AnswerLine(frozenset(stem(word, language) for word in words), tuple(beginnings), language)


def _read() -> CachedAnswers:
    lines: list[tuple[AnswerLine, int | None, int | None]] = []
    links, words = {}, set()
    places: dict[tuple[str, str], list[int]] = {}
    answers = list(BestAnswer.objects.order_by("pk"))
    pages = BasePage.objects.live().public().filter(pk__in=[answer.page_id for answer in answers])
    for page in pages.specific():
        for language in languages.CODES:
            lead = plain(page, "lead", language) if hasattr(page, "lead") else ""
            links[page.pk, language] = AnswerLink(
                plain(page, "title", language), page.url_in(language) or "", lead
            )
    for answer in answers:
        for language in languages.CODES:
            for written in answer.lines_in(language):
                line = line_of(written, language)
                if line.length:
                    places.setdefault((language, min(line.stems, default="")), []).append(len(lines))
                    lines.append((line, answer.hotline_id, answer.page_id))
                    words |= set(folded_words(written))
    numbers = {hotline.pk: _numbers_of(hotline) for hotline in hotlines_about()}
    return CachedAnswers(lines, links, frozenset(words), numbers, places)


BEST_ANSWERS = Cache(_read)


def best_answers(question: str, language: str, request: HttpRequest | None = None) -> Answers:
    """Return what stands above the results of `question`: what fits best, numbers before pages."""
    cached = BEST_ANSWERS.get(request)
    words = set(folded_words(question))
    stems = {tongue: words | {stem(word, tongue) for word in words} for tongue in languages.CODES}
    fitting: dict[tuple[int | None, int | None], int] = {}
    behind_spaces = "".join(f" {word}" for word in words)
    for line, hotline, page in cached.lines_for(stems):
        if line.is_in(behind_spaces, stems[line.language]):
            fitting[hotline, page] = max(line.length, fitting.get((hotline, page), 0))
    places = sorted(fitting, key=lambda target: -fitting[target])
    shown = {hotline.pk: hotline for hotline in hotlines_about(request=request)}
    chosen = [key for key, _page in places if key in shown]
    asked = {contact.key for contact in asked_contacts(question)} | words
    numbered = [key for key in shown if not asked.isdisjoint(cached.numbers.get(key, ()))]
    hotlines = [shown[key] for key in dict.fromkeys([*numbered, *chosen])]
    links = [
        cached.links[page, language] for _hotline, page in places if page and (page, language) in cached.links
    ]
    return Answers(hotlines[:MOST_ANSWERS], links[: MOST_ANSWERS - len(hotlines[:MOST_ANSWERS])])


def _numbers_of(hotline: Hotline) -> set[str]:
    """Return all by which a question may ask for the number of a hotline."""
    numbers = (hotline.number, hotline.dial_string, hotline.from_abroad)
    return {*index_keys("\n".join(numbers)), hotline.dial_string}
