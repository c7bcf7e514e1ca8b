"""Words that editors say mean the same, and what of a question they stand for."""

from collections import defaultdict
from typing import NamedTuple

from django.http import HttpRequest

from astra_site import languages
from astra_site.caching.cache import Cache
from astra_site.search.models import Synonyms
from astra_site.search.question import Term, word_term
from astra_site.search.stop_words import without_stop_words
from astra_site.search.words import folded_words, stem

Phrase = tuple[str, ...]


class Standing(NamedTuple):
    """A phrase of a question: where it stands among its terms, and the phrases that mean the same."""

    start: int
    end: int
    others: list[Phrase]


class CachedSynonyms(NamedTuple):
    """By language and by the stems of each phrase, the other phrases of its set; and the longest phrase."""

    others: dict[str, dict[Phrase, list[Phrase]]]
    longest: int


def phrases_of(synonyms: Synonyms, language: str) -> list[Phrase]:
    """Return the phrases of a set in `language`, folded, without words that say nothing."""
    lines = synonyms.lines_in(language)
    phrases = [tuple(without_stop_words(folded_words(line))) for line in lines]
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]


def _read() -> CachedSynonyms:
    known: dict[str, dict[Phrase, list[Phrase]]] = {}
    for language in languages.CODES:
        others: dict[Phrase, list[Phrase]] = defaultdict(list)
        for synonyms in Synonyms.objects.all():
            phrases = phrases_of(synonyms, language)
            for phrase in phrases:
                others[_stems(phrase, language)] += [other for other in phrases if other != phrase]
        known[language] = dict(others)
    longest = max((len(phrase) for others in known.values() for phrase in others), default=0)
    return CachedSynonyms(known, longest)


SYNONYMS = Cache(_read)


def standing_in(terms: list[Term], language: str, request: HttpRequest | None = None) -> list[Standing]:
    """Return the phrases among `terms` that others stand for, the longest at each place."""
    known = SYNONYMS.get(request)
    others = known.others[language]
    stems = _stems(tuple(term.text for term in terms), language)
    found = []
    for start in range(len(terms)):
        for end in range(min(len(terms), start + known.longest), start, -1):
            if stems[start:end] in others:
                found.append(Standing(start, end, others[stems[start:end]]))
                break
    return found


def terms_for(phrase: Phrase, language: str) -> list[Term]:
    """Return the terms that ask for a phrase."""
    return [word_term(word, language)._replace(beginning="") for word in phrase]


def _stems(phrase: Phrase, language: str) -> Phrase:
    return tuple(stem(word, language) for word in phrase)
