"""Keeps the index in step with what is published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Value
from django.db.models.functions import Concat, Substr

from astra_site.pages import languages
from astra_site.search.documents import Document, all_published, document_of
from astra_site.search.models import SearchEntry, SearchWord
from astra_site.search.words import index_words
from astra_site.serbian.sorting import sort_key

# What a word weighs by where it stands: title before name of an organisation before text.
TITLE, NAME, TEXT = 12, 6, 1
TITLE_BY_KIND = {"organisation": 8}
BATCH = 2000
# So many changes at once are quicker done by writing everything anew.
REBUILD_FROM = 100


# While the index is paused: what would have been written meanwhile.
_left_out: ContextVar[dict[tuple[type[Model], int], Model] | None] = ContextVar("left_out", default=None)


@contextmanager
def paused() -> Iterator[None]:
    """Leave the index as it is while much is written, and write it once at the end.

    Without this, an organisation that is imported with three memberships is indexed four times.
    """
    left_out: dict[tuple[type[Model], int], Model] = {}
    token = _left_out.set(left_out)
    try:
        yield
    finally:
        _left_out.reset(token)
    if len(left_out) > REBUILD_FROM:
        rebuild()
    else:
        index_many(left_out.values())


@transaction.atomic
def index(instance: Model) -> None:
    """Write the entries of `instance` anew; none where it is not published."""
    left_out = _left_out.get()
    if left_out is not None:
        left_out[type(instance), instance.pk] = instance
        return
    remove(instance)
    if getattr(instance, "live", True):
        _write([instance])


def remove(instance: Model) -> None:
    """Take `instance` out of the index in every language."""
    _entries(type(instance), [instance.pk]).delete()


@transaction.atomic
def rebuild() -> int:
    """Write the whole index anew and return the number of entries."""
    SearchWord.objects.all().delete()
    SearchEntry.objects.all().delete()
    _write(all_published())
    return SearchEntry.objects.count()


def index_many(instances: Iterable[Model]) -> None:
    """Write the entries of many published objects anew."""
    for instance in instances:
        index(instance)


def change_addresses(language: str, old: str, new: str) -> None:
    """Carry a changed address on to every entry at or below it."""
    if old == new:
        return
    below = SearchEntry.objects.filter(language=language, address__startswith=old)
    below.update(address=Concat(Value(new), Substr("address", len(old) + 1)))


def _entries(model: type[Model], keys: list[int]):
    content_type = ContentType.objects.get_for_model(model)
    return SearchEntry.objects.filter(content_type=content_type, object_id__in=keys)


def _write(instances: Iterable[Model]) -> None:
    words: list[SearchWord] = []
    for instance in instances:
        for language in languages.CODES:
            document = document_of(instance, language)
            if document is not None:
                words += _words(_entry(instance, language, document), document)
        if len(words) > BATCH:
            SearchWord.objects.bulk_create(words, batch_size=BATCH)
            words = []
    SearchWord.objects.bulk_create(words, batch_size=BATCH)


def _entry(instance: Model, language: str, document: Document) -> SearchEntry:
    return SearchEntry.objects.create(
        content_type=ContentType.objects.get_for_model(instance),
        object_id=instance.pk,
        language=language,
        kind=document.kind,
        title=document.title[:300],
        title_key=sort_key(document.title)[:500],
        text=document.text,
        address=document.address,
    )


def _words(entry: SearchEntry, document: Document) -> list[SearchWord]:
    weights: dict[str, int] = {}
    parts = [
        (document.text, TEXT),
        (" ".join(document.names), NAME),
        (document.title, TITLE_BY_KIND.get(document.kind, TITLE)),
    ]
    for text, weight in parts:
        for word in index_words(text, entry.language):
            weights[word] = max(weight, weights.get(word, 0))
    return [
        SearchWord(entry=entry, language=entry.language, word=word, weight=weight)
        for word, weight in weights.items()
    ]
