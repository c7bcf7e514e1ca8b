"""Which words of the index a question asks for, and how rare they are."""

from collections.abc import Collection, Iterable
from math import log
from typing import NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from astra_site.search.models import IndexedWord, Occurrence, SearchEntry
from astra_site.search.question import Term

# The weight of a word is a whole number: so many parts of its logarithm.
PARTS = 16
# Whoever types a number or an address wants whose it is, whatever else is in the question.
CONTACT = 4


class Indexed(NamedTuple):
    """A word of the index: its key, and the number of entries that have it."""

    word: str
    key: int
    entries: int
    written: str = ""


class Forms(NamedTuple):
    """The words of the index that are what a term asks for, or begin so, and what finding one weighs."""

    exact: list[Indexed]
    longer: list[Indexed]
    rarity: int


def indexed(language: str) -> QuerySet:
    """Return the words that occur anywhere; one whose last entry is gone stays behind without any."""
    occurs = Exists(Occurrence.objects.filter(word=OuterRef("pk")))
    return IndexedWord.objects.filter(occurs, language=language)


def counted(words: QuerySet) -> QuerySet:
    """Return words of the index with the number of `entries` that have each."""
    there = Occurrence.objects.filter(word=OuterRef("pk")).order_by().values("word")
    number = Subquery(there.annotate(number=Count("*")).values("number"), output_field=IntegerField())
    return words.annotate(entries=Coalesce(number, 0)).filter(entries__gt=0)


def forms_of(terms: Iterable[Term], language: str) -> dict[Term, Forms]:
    """Return for each term the words of the index that match it, with one query."""
    terms = list(terms)
    if not terms:
        return {}
    conditions = Q()
    for term in terms:
        conditions |= Q(word__in=term.keys)
        if term.beginning:
            conditions |= Q(word__gte=term.beginning, word__lt=after_prefix(term.beginning))
    entries = SearchEntry.objects.filter(language=language).order_by().values("language")
    total = Subquery(entries.annotate(number=Count("*")).values("number"), output_field=IntegerField())
    found = counted(IndexedWord.objects.filter(conditions, language=language)).annotate(total=total)
    rows = list(found.values_list("word", "pk", "entries", "written", "total"))
    words = [Indexed(*row[:4]) for row in rows]
    return {term: _forms(term, words, rows[0][4] if rows else 0) for term in terms}


def _forms(term: Term, rows: Collection[Indexed], total: int) -> Forms:
    exact = [row for row in rows if row.word in term.keys]
    longer = [row for row in rows if row.word not in term.keys and term.is_form(row.word)]
    # A stem stands in every entry in which one of its words does.
    most = max((row.entries for row in exact or longer), default=0)
    parts = PARTS * (CONTACT if term.is_contact else 1)
    return Forms(exact, longer, round(parts * log(1 + total / most)) if most else 0)


def after_prefix(prefix: str) -> str:
    """Return the first string behind all that begin with `prefix`; a range uses an index everywhere."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
