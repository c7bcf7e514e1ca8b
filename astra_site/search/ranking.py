"""The entries that have what is asked for, best first: one statement, the same on both databases."""

from collections.abc import Collection
from itertools import chain
from typing import NamedTuple

from django.db import connection

from astra_site.search.lookup import Forms, Indexed
from astra_site.search.models import Occurrence, SearchEntry

# How much of what a question weighs an entry must have to be an answer, in hundredths: a common word may
# be missing, a rare one not.
SHARE = 60
# From so many entries with the same word on it pays to read only the best of them.
MANY = 500


class Asked(NamedTuple):
    """A term of the question as it was found, and what counts as it: all words of one of these."""

    forms: Forms
    alternatives: list[list[Forms]]


class FoundEntry(NamedTuple):
    """What is shown of an entry; its fields are those of `SearchEntry`."""

    kind: str
    title: str
    url: str
    names: str
    contacts: str
    text: str


class Ranked(NamedTuple):
    """The entries of one page, and how many there are in all."""

    entries: list[FoundEntry]
    total: int


def ranked(asked: list[Asked], share: int, start: int, number: int) -> Ranked:
    """Return `number` entries from `start` that have at least `share` hundredths of what is asked.

    An entry ranks by the weights of the words that it has, each times its rarity, and, more than that, by
    how much of the question it has. Only those that are as good as the last one of the page are sorted by
    title, since a word may stand in all entries.
    """
    weights, terms, everything = _columns(asked)
    rarities = [max(1, term.forms.rarity, *_rarities(term)) for term in asked]
    covered = _covered(rarities)
    score = " + ".join(f"t{place}" for place in range(len(asked)))
    last = start + number - 1
    common = _common(asked, everything)
    found = _best_of(common, everything, last) if common else _all(everything)
    entries = connection.ops.quote_name(SearchEntry._meta.db_table)
    shown = ", ".join(f"entry.{field}" for field in FoundEntry._fields)
    # Only keys and numbers of ours stand in it, so nothing of the question does.
    statement = f"""
        WITH occurrences AS ({found.occurrences}), scored AS MATERIALIZED (
            SELECT entry_id, CAST(score AS BIGINT) * covered * covered AS rank FROM (
                SELECT entry_id, {score} AS score, {covered} AS covered FROM (
                    SELECT entry_id, {", ".join(terms)} FROM (
                        SELECT entry_id, {", ".join(weights)} FROM occurrences GROUP BY entry_id
                    ) AS weighed
                ) AS measured
            ) AS found WHERE covered * 100 >= {share * sum(rarities)} AND score > 0
        ), page AS (
            SELECT entry.id AS entry_id, rank FROM scored JOIN {entries} AS entry ON entry.id = entry_id
            WHERE rank >= COALESCE((SELECT rank FROM scored ORDER BY rank DESC LIMIT 1 OFFSET {last}), 0)
            ORDER BY rank DESC, title_key, entry.id LIMIT {number} OFFSET {start}
        )
        SELECT ({found.total}), {shown}
        FROM page JOIN {entries} AS entry ON entry.id = entry_id
        ORDER BY rank DESC, title_key, entry.id
    """  # noqa: S608 # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall()
    return Ranked([FoundEntry(*row) for _total, *row in rows], rows[0][0] if rows else 0)


class _Reading(NamedTuple):
    """What is read to know a page: the occurrences, and how many entries there are in all."""

    occurrences: str
    total: str


def _all(everything: set[Indexed]) -> _Reading:
    occurrences = f"SELECT {_occurrences()} WHERE word_id IN ({_keys(everything)})"
    return _Reading(occurrences, "SELECT COUNT(*) FROM scored")


def _common(asked: list[Asked], everything: set[Indexed]) -> Indexed | None:
    """Return the word that nearly all of many have that have anything of the one thing that is asked for."""
    common = max(everything, key=lambda word: word.entries)
    rest = sum(word.entries for word in everything) - common.entries
    is_one_thing = len(asked) == 1 and not asked[0].alternatives
    return common if is_one_thing and common.entries >= MANY and rest <= common.entries // 10 else None


def _best_of(common: Indexed, everything: set[Indexed], last: int) -> _Reading:
    """Leave out what stands behind the page: those that have nothing but the word rank by its weight.

    What those with another word weigh is asked for each of them: PostgreSQL takes them for many, and would
    read all that have the common one.
    """
    of_common = f"SELECT {_occurrences()} WHERE word_id = {common.key}"
    with_others = f"SELECT {_occurrences()} WHERE word_id IN ({_keys(everything - {common})})"
    # Without a page so far behind, all of them.
    least = f"COALESCE((SELECT weight FROM ({of_common}) AS w ORDER BY weight DESC LIMIT 1 OFFSET {last}), 0)"  # noqa: S608 # nosec B608
    own = f"SELECT weight FROM ({of_common}) AS w WHERE w.entry_id = o.entry_id"  # noqa: S608 # nosec B608
    others = f"SELECT entry_id, ({own}) AS weight FROM ({with_others}) AS o GROUP BY entry_id"  # noqa: S608 # nosec B608
    occurrences = f"""
        {with_others}
        UNION ALL {of_common} AND weight >= {least}
        UNION ALL SELECT entry_id, {common.key}, weight FROM ({others}) AS lighter WHERE weight < {least}
    """  # noqa: S608 # nosec B608
    without = f"SELECT COUNT(*) FROM ({others}) AS others WHERE weight IS NULL"  # noqa: S608 # nosec B608
    return _Reading(occurrences, f"SELECT {common.entries} + ({without})")  # nosec B608


def _occurrences() -> str:
    return f"entry_id, word_id, weight FROM {connection.ops.quote_name(Occurrence._meta.db_table)}"


def _covered(rarities: list[int]) -> str:
    """Return how much of what is asked an entry has; whoever has the only word of a question has all."""
    if len(rarities) == 1:
        return str(rarities[0])
    return " + ".join(
        f"CASE WHEN t{place} > 0 THEN {rarity} ELSE 0 END" for place, rarity in enumerate(rarities)
    )


def _columns(asked: list[Asked]) -> tuple[list[str], list[str], set[Indexed]]:
    """Return a column for the weight of each word, one for each term, and all words."""
    every: list[Forms] = []
    terms = []
    for place, term in enumerate(asked):
        best = _column(term.forms, every)
        for alternative in term.alternatives:
            least = _least([_column(forms, every) for forms in alternative])
            best = f"CASE WHEN {best} > {least} THEN {best} ELSE {least} END"
        terms.append(f"{best} AS t{place}")
    weights = [f"{_weight(forms)} AS w{place}" for place, forms in enumerate(every)]
    return weights, terms, {word for forms in every for word in chain(forms.exact, forms.longer)}


def _column(forms: Forms, every: list[Forms]) -> str:
    if forms not in every:
        every.append(forms)
    return f"w{every.index(forms)}"


def _least(columns: list[str]) -> str:
    least = columns[0]
    for column in columns[1:]:
        least = f"CASE WHEN {least} < {column} THEN {least} ELSE {column} END"
    return least


def _weight(forms: Forms) -> str:
    """Return the weight of the best word in an entry; of one that only begins so, half."""
    cases = [
        f"WHEN word_id IN ({_keys(words)}) THEN weight * {forms.rarity * times}"
        for words, times in ((forms.exact, 2), (forms.longer, 1))
        if words
    ]
    return f"MAX(CASE {' '.join(cases)} ELSE 0 END)" if cases else "0"


def _keys(words: Collection[Indexed]) -> str:
    return ", ".join(map(str, sorted({word.key for word in words}))) or "NULL"


def _rarities(term: Asked) -> list[int]:
    return [max(forms.rarity for forms in alternative) for alternative in term.alternatives]
