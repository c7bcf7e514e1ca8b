"""The rows of many organisations with one query."""

from collections.abc import Collection

from django.db.models import QuerySet

# More keys than this are no filter that a database likes; then all rows are read.
MOST_KEYS = 500


def narrowed(rows: QuerySet, field: str, keys: Collection[int]) -> QuerySet:
    """Return the rows of which `field` is one of `keys`; of very many keys, all rows."""
    return rows.filter(**{f"{field}__in": keys}) if len(keys) <= MOST_KEYS else rows
