"""The entries that have what is asked for, best first: one statement, the same on both databases."""

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


def ranked(asked: list[Asked], language: str, share: int, start: int, number: int) -> Ranked:
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
        ), last AS MATERIALIZED (
            SELECT COALESCE((SELECT rank FROM scored ORDER BY rank DESC LIMIT 1 OFFSET {last}), 0) AS rank
        ), page AS (
            SELECT entry_id, rank FROM ({found.candidates}) AS candidates
            ORDER BY rank DESC, title_key, entry_id LIMIT {number} OFFSET {start}
        )
        SELECT (SELECT COUNT(*) FROM scored) + {found.passed_over}, {shown}
        FROM page JOIN {entries} AS entry ON entry.id = entry_id
        ORDER BY rank DESC, title_key, entry.id
    """  # noqa: S608 # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(statement, [language] if common else [])
        rows = cursor.fetchall()
    return Ranked([FoundEntry(*row) for _total, *row in rows], rows[0][0] if rows else 0)


class _Reading(NamedTuple):
    """What is read to know a page: occurrences, what can stand on it, and the number of all others."""

    occurrences: str
    candidates: str
    passed_over: str = "0"


def _all(everything: set[Indexed]) -> _Reading:
    return _Reading(
        f"SELECT {_occurrences()} WHERE word_id IN ({_keys({word.key for word in everything})})",
        _with_titles("rank >= (SELECT rank FROM last)"),
    )


def _common(asked: list[Asked], everything: set[Indexed]) -> Indexed | None:
    """Return the word that nearly all of many have that have anything of the one thing that is asked for."""
    common = max(everything, key=lambda word: word.entries)
    rest = sum(word.entries for word in everything) - common.entries
    is_one_thing = len(asked) == 1 and not asked[0].alternatives
    return common if is_one_thing and common.entries >= MANY and rest <= common.entries // 10 else None


def _best_of(common: Indexed, everything: set[Indexed], last: int) -> _Reading:
    """Leave out what stands behind the page.

    Those that have nothing but the word rank by its weight. Of the many that rank alike, those of the page
    are found by going through all titles in their order, which comes to an end long before the last one.
    A plus keeps SQLite from going by keys, or from making an index first.
    """
    others = _keys({word.key for word in everything} - {common.key})
    entries = connection.ops.quote_name(SearchEntry._meta.db_table)
    of_common = f"SELECT {_occurrences()} WHERE word_id = {common.key}"
    # Without a page so far behind, all of them.
    least = f"COALESCE((SELECT weight FROM ({of_common}) AS w ORDER BY weight DESC LIMIT 1 OFFSET {last}), 0)"  # noqa: S608 # nosec B608
    with_others = f"SELECT {_occurrences()} WHERE word_id IN ({others})"
    occurrences = f"""
        {with_others}
        UNION ALL {of_common} AND weight >= {least}
        UNION ALL {of_common} AND weight < {least} AND entry_id IN (SELECT entry_id FROM ({with_others}) AS o)
    """  # noqa: S608 # nosec B608
    candidates = f"""
        {_with_titles("rank > (SELECT rank FROM last)")}
        UNION ALL SELECT * FROM (
            SELECT id AS entry_id, (SELECT rank FROM last) AS rank, title_key FROM {entries}
            WHERE language = %s
            AND +id IN (SELECT entry_id FROM scored WHERE +rank = (SELECT rank FROM last))
            ORDER BY title_key, id LIMIT {last + 1}
        ) AS alike
    """  # noqa: S608 # nosec B608
    read = f"(SELECT COUNT(*) FROM occurrences WHERE +word_id = {common.key})"  # noqa: S608 # nosec B608
    return _Reading(occurrences, candidates, f"{common.entries} - {read}")


def _occurrences() -> str:
    return f"entry_id, word_id, weight FROM {connection.ops.quote_name(Occurrence._meta.db_table)}"


def _with_titles(condition: str) -> str:
    entries = connection.ops.quote_name(SearchEntry._meta.db_table)
    return (
        f"SELECT entry_id, rank, title_key FROM scored JOIN {entries} AS entry ON entry.id = entry_id"  # noqa: S608 # nosec B608
        f" WHERE {condition}"
    )


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
        f"WHEN word_id IN ({_keys({word.key for word in words})}) THEN weight * {forms.rarity * times}"
        for words, times in ((forms.exact, 2), (forms.longer, 1))
        if words
    ]
    return f"MAX(CASE {' '.join(cases)} ELSE 0 END)" if cases else "0"


def _keys(keys: set[int]) -> str:
    return ", ".join(map(str, sorted(keys))) or "NULL"


def _rarities(term: Asked) -> list[int]:
    return [max(forms.rarity for forms in alternative) for alternative in term.alternatives]
