"""A visitor's question taken apart: what is looked up for each of its words, numbers and addresses."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from astra_site.search.contacts import SIGNS, asked_contacts, host_key, host_words
from astra_site.search.stop_words import without_stop_words
from astra_site.search.words import folded_words, stem

MAX_WORDS = 8
MAX_QUERY = 200
# Shorter words (Niš, EIN) stand for themselves: as beginnings they would find half the index.
SHORTEST_PREFIX = 4


class Term(NamedTuple):
    """One thing that is asked for: a word, a number or an address."""

    text: str
    # What the index may call it.
    keys: frozenset[str]
    # What the index may have more of: the beginning of a longer word.
    beginning: str = ""
    # What is asked instead where the index has none of these.
    instead: "tuple[Term, ...]" = ()

    def is_form(self, indexed: str) -> bool:
        """Tell whether an indexed word is what this term asks for."""
        return indexed in self.keys or bool(self.beginning and indexed.startswith(self.beginning))

    @property
    def is_contact(self) -> bool:
        """Tell whether it is a number or an address."""
        return any(key[0] in SIGNS for key in self.keys)

    def with_all_instead(self) -> "Iterator[Term]":
        """Yield the term and all that may be asked instead."""
        yield self
        for term in self.instead:
            yield from term.with_all_instead()


def terms_of(question: str, language: str) -> list[Term]:
    """Return the terms of a question, each once, as many as we look for; without words that say nothing."""
    question = question[:MAX_QUERY]
    contacts, rest = [], question
    for contact in reversed(asked_contacts(question)):
        written = question[contact.start : contact.end]
        contacts.append(_contact_term(contact.key, written, language))
        rest = f"{rest[: contact.start]} {rest[contact.end :]}"
    words = without_stop_words(list(dict.fromkeys(folded_words(rest)))) if rest.strip() else []
    return [*reversed(contacts), *(word_term(word, language) for word in words)][:MAX_WORDS]


def word_term(word: str, language: str) -> Term:
    """Return the term that asks for a folded word in any of its forms, and for what begins so."""
    return Term(word, frozenset({word, stem(word, language)}), word if len(word) >= SHORTEST_PREFIX else "")


def joined_terms(terms: list[Term]) -> list[tuple[Term, Term, Term]]:
    """Return neighbours with what they are when they are written as one word: pre-ugovor, la strada."""
    return [
        (left, right, Term(left.text + right.text, frozenset({left.text + right.text})))
        for left, right in pairwise(terms)
        if not left.instead and not right.instead
    ]


def _contact_term(key: str, written: str, language: str) -> Term:
    """Return the term of a contact; where nobody has it, of its host, its name, its words."""
    words = tuple(word_term(word, language) for word in dict.fromkeys(folded_words(written)))
    if key.startswith("#"):
        return Term(written, frozenset({key}), key, words)
    named = tuple(word_term(word, language) for word in folded_words(host_words(written))) or words
    host = Term(written, frozenset({host_key(key)}), instead=named)
    return host if key == host_key(key) else Term(written, frozenset({key}), instead=(host,))
