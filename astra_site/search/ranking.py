"""The entries that have what is asked for, best first: one statement, on both databases but for one join."""

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
    last = start + number - 1
    scored = _best_of(asked[0].forms, last) if _is_common(asked) else _all(asked, share, last)
    entries = connection.ops.quote_name(SearchEntry._meta.db_table)
    shown = ", ".join(f"entry.{field}" for field in FoundEntry._fields)
    # Only keys and numbers of ours stand in it, so nothing of the question does.
    statement = f"""
        WITH {scored.entries}, page AS (
            SELECT entry_id, rank FROM scored JOIN {_titles(entries)} WHERE rank >= {scored.least}
            ORDER BY rank DESC, title_key, entry_id LIMIT {number} OFFSET {start}
        )
        SELECT ({scored.total}), {shown}
        FROM page JOIN {entries} AS entry ON entry.id = entry_id
        ORDER BY rank DESC, title_key, entry.id
    """  # noqa: S608 # nosec B608
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall()
    return Ranked([FoundEntry(*row) for _total, *row in rows], rows[0][0] if rows else 0)


def _titles(entries: str) -> str:
    """Return what joins the title of each entry: one lookup for each, on both databases."""
    if connection.vendor == "postgresql":
        # It takes few for many, and would put all entries into a hash.
        return f"LATERAL (SELECT title_key FROM {entries} WHERE id = entry_id OFFSET 0) AS entry ON TRUE"  # noqa: S608 # nosec B608
    return f"{entries} AS entry ON entry.id = entry_id"


class _Scored(NamedTuple):
    """In SQL: entries with their ranks, the least rank on the page, and how many entries there are in all."""

    entries: str
    least: str
    total: str


def _all(asked: list[Asked], share: int, last: int) -> _Scored:
    """Rank every entry that has anything of what is asked for."""
    weights, terms, everything = _columns(asked)
    rarities = [max(1, term.forms.rarity, *_rarities(term)) for term in asked]
    score = " + ".join(f"t{place}" for place in range(len(asked)))
    entries = f"""
        scored AS MATERIALIZED (
            SELECT entry_id, CAST(score AS BIGINT) * covered * covered AS rank FROM (
                SELECT entry_id, {score} AS score, {_covered(rarities)} AS covered FROM (
                    SELECT entry_id, {", ".join(terms)} FROM (
                        SELECT entry_id, {", ".join(weights)}
                        FROM {_occurrences(everything)} GROUP BY entry_id
                    ) AS weighed
                ) AS measured
            ) AS found WHERE covered * 100 >= {share * sum(rarities)} AND score > 0
        )"""  # noqa: S608 # nosec B608
    least = f"COALESCE((SELECT rank FROM scored ORDER BY rank DESC LIMIT 1 OFFSET {last}), 0)"  # noqa: S608 # nosec B608
    return _Scored(entries, least, "SELECT COUNT(*) FROM scored")


def _is_common(asked: list[Asked]) -> bool:
    """Tell whether one thing is asked for, and nearly all of many that have it have the same word."""
    if len(asked) > 1 or asked[0].alternatives:
        return False
    numbers = [word.entries for word in chain(asked[0].forms.exact, asked[0].forms.longer)]
    return max(numbers) >= MANY and sum(numbers) <= max(numbers) * 1.1


def _best_of(forms: Forms, last: int) -> _Scored:
    """Rank what can stand on the page where nearly all have one word.

    Who has nothing but that ranks by its weight, so no more of them are read than can stand there. What those
    with another word weigh is asked for each of them: PostgreSQL takes them for many, and would read all that
    have the common one.
    """
    everything = {*forms.exact, *forms.longer}
    common = max(everything, key=lambda word: word.entries)
    times = 2 if common in forms.exact else 1
    of_common, of_others = _occurrences({common}), _occurrences(everything - {common})
    # Without a page so far behind, all of them.
    least = f"COALESCE((SELECT weight FROM {of_common} ORDER BY weight DESC LIMIT 1 OFFSET {last}), 0)"  # noqa: S608 # nosec B608
    entries = f"""
        others AS MATERIALIZED (
            SELECT entry_id,
                MAX(weight * CASE WHEN word_id IN ({_keys(forms.exact)}) THEN 2 ELSE 1 END) AS best,
                (SELECT weight * {times} FROM {of_common} AND entry_id = o.entry_id) AS common
            FROM (SELECT * FROM {of_others}) AS o GROUP BY entry_id
        ), scored AS (
            SELECT entry_id, CASE WHEN common > best THEN common ELSE best END AS rank FROM others
            UNION ALL SELECT entry_id, weight * {times} FROM {of_common}
                AND weight >= {least} AND entry_id NOT IN (SELECT entry_id FROM others)
        )"""  # noqa: S608 # nosec B608
    # The others have the common word and something else besides, or something else alone.
    total = f"SELECT {common.entries} + COUNT(*) FROM others WHERE common IS NULL"  # noqa: S608 # nosec B608
    return _Scored(entries, "0", total)


def _occurrences(words: Collection[Indexed]) -> str:
    return f"{connection.ops.quote_name(Occurrence._meta.db_table)} WHERE word_id IN ({_keys(words)})"


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
