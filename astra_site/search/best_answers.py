"""What editors want to stand above everything that is found: a page, or a number to tap.

Whoever is in trouble does not read a list of results. A hotline also answers for its own number.
"""

from collections.abc import Collection
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


class Line(NamedTuple):
    """Words that all have to be in a question, in any order and form; and words that only begin so."""

    stems: frozenset[str]
    beginnings: tuple[str, ...]
    language: str

    def is_in(self, words: Collection[str], stems: Collection[str]) -> bool:
        """Tell whether a question of these words and stems has all that the line asks for."""
        return self.stems <= set(stems) and all(
            any(word.startswith(beginning) for word in words) for beginning in self.beginnings
        )

    @property
    def length(self) -> int:
        """Return how many words it asks for: the more, the better it fits."""
        return len(self.stems) + len(self.beginnings)


class Link(NamedTuple):
    """A page that is an answer, in one language."""

    title: str
    url: str
    lead: str


class Answers(NamedTuple):
    """The numbers and pages that stand above the results."""

    hotlines: list[Hotline]
    pages: list[Link]

    def __bool__(self) -> bool:
        return bool(self.hotlines or self.pages)


class Kept(NamedTuple):
    """What editors keep: each answer's target with its lines, the links of pages, all words of the lines."""

    lines: list[tuple[Line, int | None, int | None]]
    links: dict[tuple[int, str], Link]
    words: frozenset[str]


def line_of(text: str, language: str) -> Line:
    """Return what a line of an editor asks for: nothing where no word of it says anything."""
    beginnings, words = [], []
    for part in text.split():
        folded = folded_words(part)
        if part.endswith(ENDING) and folded:
            beginnings.append(folded.pop())
        words += [word for word in folded if is_telling(word)]
    return Line(frozenset(stem(word, language) for word in words), tuple(beginnings), language)


def _read() -> Kept:
    lines, links, words = [], {}, set()
    answers = list(BestAnswer.objects.order_by("pk"))
    pages = BasePage.objects.live().public().filter(pk__in=[answer.page_id for answer in answers])
    for page in pages.specific():
        for language in languages.CODES:
            lead = plain(page, "lead", language) if hasattr(page, "lead") else ""
            links[page.pk, language] = Link(plain(page, "title", language), page.url_in(language) or "", lead)
    for answer in answers:
        for language in languages.CODES:
            for written in answer.lines_in(language):
                line = line_of(written, language)
                if line.length:
                    lines.append((line, answer.hotline_id, answer.page_id))
                    words |= set(folded_words(written))
    return Kept(lines, links, frozenset(words))


BEST_ANSWERS = Cache("search-best-answers", _read)


def best_answers(question: str, language: str, request: HttpRequest | None = None) -> Answers:
    """Return what stands above the results of `question`: what fits best, numbers before pages."""
    kept = BEST_ANSWERS.get(request)
    words = set(folded_words(question))
    stems = {tongue: words | {stem(word, tongue) for word in words} for tongue in languages.CODES}
    fitting: dict[tuple[int | None, int | None], int] = {}
    for line, hotline, page in kept.lines:
        if line.is_in(words, stems[line.language]):
            fitting[hotline, page] = max(line.length, fitting.get((hotline, page), 0))
    places = sorted(fitting, key=lambda target: -fitting[target])
    shown = {hotline.pk: hotline for hotline in hotlines_about(request=request)}
    chosen = [key for key, _page in places if key in shown]
    numbered = [key for key, hotline in shown.items() if _is_number_of(hotline, question, words)]
    hotlines = [shown[key] for key in dict.fromkeys([*numbered, *chosen])]
    links = [
        kept.links[page, language] for _hotline, page in places if page and (page, language) in kept.links
    ]
    return Answers(hotlines[:MOST_ANSWERS], links[: MOST_ANSWERS - len(hotlines[:MOST_ANSWERS])])


def _is_number_of(hotline: Hotline, question: str, words: set[str]) -> bool:
    numbers = (hotline.number, hotline.dial_string, hotline.from_abroad)
    keys = index_keys("\n".join(numbers))
    asked = {contact.key for contact in asked_contacts(question)}
    return bool(asked & keys) or hotline.dial_string in words
