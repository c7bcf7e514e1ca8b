"""Keeps the index in step with what is published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from itertools import batched, chain, groupby
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection, router, transaction
from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Concat, Substr

from astra_site import languages
from astra_site.search.documents import BATCH, BREAK, Document, all_published, documents_of, listers
from astra_site.search.models import IndexedWord, Occurrence, SearchEntry
from astra_site.search.weights import better_written, weighed
from astra_site.serbian.sorting import sort_key
from astra_site.tasks.progress import NO_PROGRESS, Progress

# Rows a statement; SQLite takes no more than 32,766 values.
ROWS = 2000
MOST_LOOKED_AT = 300


# While the index is paused: what would have been written meanwhile.
_left_out: ContextVar[dict[tuple[type[Model], int], Model] | None] = ContextVar("left_out", default=None)


@contextmanager
def paused() -> Iterator[None]:
    """Leave the index as it is while much is written, and write it once at the end.

    Without this, what is imported together with three things that tell of it is indexed four times.
    """
    left_out: dict[tuple[type[Model], int], Model] = {}
    token = _left_out.set(left_out)
    try:
        yield
    finally:
        _left_out.reset(token)
    index_many(left_out.values())


def index(instance: Model) -> None:
    """Write the entries of `instance` anew; none where it is not published."""
    index_many([instance])


@transaction.atomic
def index_many(instances: Iterable[Model]) -> None:
    """Write the entries of many objects anew where they differ; none of those that are not published."""
    left_out = _left_out.get()
    if left_out is not None:
        left_out.update({(type(instance), instance.pk): instance for instance in instances})
        return
    for batch in _batches(instances):
        made = _made([instance for instance in batch if getattr(instance, "live", True)])
        entries = _entries(type(batch[0]), [instance.pk for instance in batch])
        known = dict(entries.values_list("object_id", "digest"))
        kept = {each.instance.pk for each in made if known.get(each.instance.pk) == each.digest}
        if known.keys() - kept:
            entries.exclude(object_id__in=kept).delete()
        _write([each for each in made if each.instance.pk not in kept])


def remove(instance: Model) -> None:
    """Take `instance` out of the index in every language."""
    _entries(type(instance), [instance.pk]).delete()


@transaction.atomic
def rebuild(progress: Progress = NO_PROGRESS) -> int:
    """Write the whole index anew and return the number of entries.

    One transaction: a search that found half would be worse than one that waits.
    """
    # Without reading each of them first, as a cascade would.
    for model in (Occurrence, IndexedWord, SearchEntry):
        model.objects.all()._raw_delete(router.db_for_write(model))
    done = 0
    for batch in _batches(all_published()):
        _write(_made(batch))
        done += len(batch)
        progress.tell(done, step="Index")
    return SearchEntry.objects.count()


def out_of_step() -> tuple[int, int]:
    """Compare the index with what is published.

    All of what should not be found any more, and the newest MOST_LOOKED_AT of each kind of what should.

    Returns:
        How many things were compared, and how many are not in the index as they are published.
    """
    compared, wrong = 0, 0
    for model, published in listers():
        kinds = [kind for kind in ContentType.objects.all() if issubclass(kind.model_class() or Model, model)]
        entries = SearchEntry.objects.filter(content_type__in=kinds)
        gone = entries.exclude(object_id__in=published.values("pk"))
        wrong += gone.values("content_type", "object_id").distinct().count()
        have = set(entries.values_list("object_id", "language", "digest"))
        newest = sorted(published.order_by("-pk")[:MOST_LOOKED_AT], key=lambda each: type(each).__name__)
        for made in chain.from_iterable(map(_made, _batches(newest))):
            found = [language for language, document in made.documents.items() if document]
            compared += bool(found)
            wrong += any((made.instance.pk, language, made.digest) not in have for language in found)
    return compared, wrong


def change_urls(language: str, old: str, new: str) -> None:
    """Carry a changed address on to every entry at or below it."""
    if old == new:
        return
    below = SearchEntry.objects.filter(language=language, url__startswith=old)
    below.update(url=Concat(Value(new), Substr("url", len(old) + 1)))


def _entries(model: type[Model], keys: list[int]) -> QuerySet[SearchEntry]:
    content_type = ContentType.objects.get_for_model(model)
    return SearchEntry.objects.filter(content_type=content_type, object_id__in=keys)


def _batches(instances: Iterable[Model]) -> Iterator[list[Model]]:
    """Return objects of one model at a time, so many as are written together."""
    for _model, of_model in groupby(instances, key=type):
        for batch in batched(of_model, BATCH):
            yield list(batch)


class _Made(NamedTuple):
    """What is found of a published object, by language, and a digest of it."""

    instance: Model
    documents: dict[str, Document | None]
    digest: str


def _made(instances: list[Model]) -> list[_Made]:
    """Return what is found of published objects of one model."""
    if not instances:
        return []
    found = {language: documents_of(instances, language) for language in languages.CODES}
    of_each = [dict(zip(found, documents, strict=True)) for documents in zip(*found.values(), strict=True)]
    return [
        _Made(instance, documents, sha256(repr(documents).encode()).hexdigest())
        for instance, documents in zip(instances, of_each, strict=True)
    ]


def _write(made: list[_Made]) -> None:
    """Write the entries of published objects of one model that have none."""
    if not made:
        return
    for language in languages.CODES:
        found = [(each, document) for each in made if (document := each.documents[language])]
        entries = SearchEntry.objects.bulk_create(
            [_entry(each, language, document) for each, document in found]
        )
        of_entries = [weighed(document, language) for _each, document in found]
        written: dict[str, str] = {}
        for of_entry in of_entries:
            for word in of_entry.weights:
                written[word] = better_written(written.get(word, ""), of_entry.written.get(word, ""))
        keys = _keys(written, set().union(*(of_entry.stems for of_entry in of_entries)), language)
        _insert(
            (entry.pk, keys[word], weight)
            for entry, of_entry in zip(entries, of_entries, strict=True)
            for word, weight in of_entry.weights.items()
        )


def _keys(written: dict[str, str], stems: set[str], language: str) -> dict[str, int]:
    """Return the keys of words; those that the index has not met get one.

    `written` has for each word how it is written in a text; nothing for a stem that is no word itself.
    """
    known: dict[str, int] = {}
    # In one order everywhere, so that two who publish at once wait for one another only once.
    for some in batched(sorted(written), ROWS):
        words = IndexedWord.objects.filter(language=language, word__in=some)
        found = list(words)
        new = set(some) - {indexed.word for indexed in found}
        if new:
            IndexedWord.objects.bulk_create(
                [
                    IndexedWord(language=language, word=word, written=written[word], is_stem=word in stems)
                    for word in sorted(new)
                ],
                ignore_conflicts=True,
            )
            # Those too that somebody else made meanwhile.
            found = list(words.all())
        _note_more(found, written, stems)
        known.update({indexed.word: indexed.pk for indexed in found})
    return known


def _note_more(known: list[IndexedWord], written: dict[str, str], stems: set[str]) -> None:
    """Note of known words that they are written in a better way, or are a stem, where that is new."""
    changed = []
    for indexed in known:
        better = better_written(indexed.written, written[indexed.word])
        is_stem = indexed.is_stem or indexed.word in stems
        if (better, is_stem) != (indexed.written, indexed.is_stem):
            indexed.written, indexed.is_stem = better, is_stem
            changed.append(indexed)
    IndexedWord.objects.bulk_update(changed, ["written", "is_stem"], batch_size=ROWS // 6)


def _insert(rows: Iterable[tuple[int, int, int]]) -> None:
    """Insert occurrences: key of the entry, key of the word, weight.

    As plain rows, for of half a million model instances most of the time would be theirs.
    """
    table = connection.ops.quote_name(Occurrence._meta.db_table)
    with connection.cursor() as cursor:
        for some in batched(rows, ROWS):
            values = ", ".join(["(%s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} (entry_id, word_id, weight) VALUES {values}",  # noqa: S608 # nosec B608 - only ours
                list(chain.from_iterable(some)),
            )


def _entry(made: _Made, language: str, document: Document) -> SearchEntry:
    return SearchEntry(
        content_type=ContentType.objects.get_for_model(made.instance),
        object_id=made.instance.pk,
        digest=made.digest,
        language=language,
        kind=document.kind,
        title=document.title[:300],
        title_key=sort_key(document.title)[:500],
        names="\n".join(document.names),
        contacts="\n".join("\t".join(contact) for contact in document.contacts),
        text=BREAK.join(text for text in (document.lead, document.text) if text),
        url=document.url,
    )
