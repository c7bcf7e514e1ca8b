"""What a question asks of the index: its terms, with all that counts as each of them."""

from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from django.http import HttpRequest

from astra_site.search import synonyms
from astra_site.search.lookup import Forms, forms_of
from astra_site.search.question import Term, joined_terms, terms_of
from astra_site.search.ranking import Asked


class Understood(NamedTuple):
    """The terms of a question, what the index has of them, and those of which it has nothing."""

    words: list[str]
    asked: list[Asked]
    unknown: tuple[str, ...]

    @property
    def forms(self) -> frozenset[str]:
        """Return the indexed words that count as what is asked for."""
        every = chain.from_iterable(
            [term.forms, *chain.from_iterable(term.alternatives)] for term in self.asked
        )
        return frozenset().union(*(forms.words for forms in every))


class Alternative(NamedTuple):
    """Terms that together count as each of some words of the question."""

    instead_of: list[Term]
    terms: list[Term]


def understand(question: str, language: str, request: HttpRequest | None) -> Understood:
    """Look up what `question` asks for, with one query."""
    terms = terms_of(question, language)
    alternatives = [*_synonyms(terms, language, request), *_joined(terms)]
    found = forms_of(
        [
            *chain.from_iterable(term.with_all_instead() for term in terms),
            *chain.from_iterable(alternative.terms for alternative in alternatives),
        ],
        language,
        request,
    )
    others: dict[Term, list[list[Forms]]] = defaultdict(list)
    for alternative in alternatives:
        forms = [found[term] for term in alternative.terms]
        for term in alternative.instead_of if all(form.exact for form in forms) else ():
            others[term].append(forms)
    every = list(chain.from_iterable(_known(term, found) for term in terms))
    asked = [Asked(found[term], others[term]) for term in every if found[term].rarity or others[term]]
    unknown = tuple(term.text for term in every if not found[term].rarity and not others[term])
    return Understood([term.text for term in terms], asked, unknown)


def _synonyms(terms: list[Term], language: str, request: HttpRequest | None) -> list[Alternative]:
    return [
        Alternative(terms[place.start : place.end], synonyms.terms_for(phrase, language))
        for place in synonyms.standing_in(terms, language, request)
        for phrase in place.others
    ]


def _joined(terms: list[Term]) -> list[Alternative]:
    return [Alternative([left, right], [both]) for left, right, both in joined_terms(terms)]


def _known(term: Term, found: dict[Term, Forms]) -> list[Term]:
    """Return the term, or what is asked instead where the index has nothing of it."""
    if found[term].rarity or not term.instead:
        return [term]
    return list(chain.from_iterable(_known(other, found) for other in term.instead))
