"""Which words of the index a question asks for, and how rare they are."""

from collections.abc import Collection, Iterable
from itertools import chain
from math import log
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest

from astra_site.caching.cache import Cache
from astra_site.search.models import IndexedWord, Occurrence, SearchEntry
from astra_site.search.question import Term
from astra_site.search.words import stem

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
    is_stem: bool = False


class Forms(NamedTuple):
    """The words of the index that are what a term asks for, or begin so, and what finding one weighs."""

    exact: list[Indexed]
    longer: list[Indexed]
    rarity: int
    # Words that stand nowhere without their stem, which is in `exact` and weighs as much: they find no more.
    with_stem: set[Indexed]

    @property
    def words(self) -> frozenset[str]:
        """Return all of them."""
        return frozenset(row.word for row in chain(self.exact, self.longer, self.with_stem))


def indexed(language: str) -> QuerySet:
    """Return the words that occur anywhere; one whose last entry is gone stays behind without any."""
    occurs = Exists(Occurrence.objects.filter(word=OuterRef("pk")))
    return IndexedWord.objects.filter(occurs, language=language)


def _read_totals() -> dict[str, int]:
    return dict(SearchEntry.objects.order_by().values_list("language").annotate(number=Count("*")))


# How many entries there are in each language.
TOTALS = Cache(_read_totals)


def counted(language: str, words: Collection[str], beginnings: Collection[str] = ()) -> list[Indexed]:
    """Return those of `words` that the index has, and all words that begin so, each with its entries.

    Written as SQL, for Django takes several times as long to put it together as the database to answer.
    """
    table, occurrences = (
        connection.ops.quote_name(model._meta.db_table) for model in (IndexedWord, Occurrence)
    )
    asked = [(f"word IN ({', '.join(['%s'] * len(words))})", tuple(words))] if words else []
    asked += [("word >= %s AND word < %s", (first, after_prefix(first))) for first in beginnings]
    if not asked:
        return []
    # Each from its own part of the index: for conditions that OR connects, SQLite reads all words there are.
    found = " UNION ".join(
        f"SELECT id, word, written, is_stem FROM {table} WHERE language = %s AND {condition}"  # noqa: S608 # nosec B608
        for condition, _values in asked
    )
    statement = f"""
        SELECT word, id, (SELECT COUNT(*) FROM {occurrences} WHERE word_id = found.id), written, is_stem
        FROM ({found}) AS found
    """  # noqa: S608 # nosec B608
    values = chain.from_iterable((language, *some) for _condition, some in asked)
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows = [Indexed(*row) for row in cursor.fetchall()]
    return [row for row in rows if row.entries]


def forms_of(terms: Iterable[Term], language: str, request: HttpRequest | None = None) -> dict[Term, Forms]:
    """Return for each term the words of the index that match it, with one query."""
    terms = list(terms)
    keys = set(chain.from_iterable(term.keys for term in terms))
    words = counted(language, keys, {term.beginning for term in terms if term.beginning})
    total = TOTALS.get(request).get(language, 0)
    return {term: _forms(term, words, total, language) for term in terms}


def _forms(term: Term, rows: Collection[Indexed], total: int, language: str) -> Forms:
    rows = [row for row in rows if term.is_form(row.word)]
    keys = {row.word for row in rows} & term.keys
    # A stem stands in every entry in which one of its words does. What is a stem itself stands in others too.
    with_stem = {row for row in rows if not row.is_stem and _other_stem(row.word, language) in keys}
    exact = [row for row in rows if row.word in keys and row not in with_stem]
    longer = [row for row in rows if row.word not in keys and row not in with_stem]
    most = max((row.entries for row in exact or longer), default=0)
    parts = PARTS * (CONTACT if term.is_contact else 1)
    return Forms(exact, longer, round(parts * log(1 + total / most)) if most else 0, with_stem)


def _other_stem(word: str, language: str) -> str:
    found = stem(word, language)
    return "" if found == word else found


def after_prefix(prefix: str) -> str:
    """Return the first string behind all that begin with `prefix`; a range uses an index everywhere."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
