"""Uploaded documents can be found by their titles, once something that is published links to them.

Their texts are not read: taking a foreign file apart costs memory and is a risk, and the page that links to
a document says what it is.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, ReferenceIndex

from astra_site.search import documents, indexing


def document_documents(uploads: Sequence[Any], language: str) -> list[documents.Document | None]:
    """Return what can be found of uploaded documents: the title of each and the name of its file."""
    linked = _linked(uploads)
    return [_document(upload) if upload.pk in linked else None for upload in uploads]


def _document(upload: Any) -> documents.Document:
    name = PurePath(upload.filename).stem.replace("_", " ").replace("-", " ")
    return documents.Document("document", upload.title, upload.url, names=(name,), title_weight=20)


def _linked(uploads: Iterable[Any]) -> set[int]:
    """Return the keys of those to which something published links."""
    keys = {str(upload.pk): upload.pk for upload in uploads}
    content_type = ContentType.objects.get_for_model(get_document_model())
    references = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id__in=keys)
    live: dict[tuple[int, str], bool] = {}
    for reference in references.select_related("content_type"):
        source = (reference.content_type_id, reference.object_id)
        if source not in live:
            live[source] = _is_live(reference)
    return {
        keys[reference.to_object_id]
        for reference in references
        if live[reference.content_type_id, reference.object_id]
    }


def _is_live(reference: ReferenceIndex) -> bool:
    model = reference.content_type.model_class()
    instance = model._default_manager.filter(pk=reference.object_id).first() if model else None
    return instance is not None and bool(getattr(instance, "live", True))


def public_documents() -> QuerySet:
    """Return the documents that are in no private collection."""
    private = Q(pk__in=())
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        private |= Q(collection__path__startswith=path)
    return get_document_model().objects.exclude(private)


def index_linked_from(instance: Model) -> None:
    """Index the documents to which an object links, when the links have been noted: after the transaction."""
    transaction.on_commit(partial(_index_linked_from, instance))


def _index_linked_from(instance: Model) -> None:
    content_type = ContentType.objects.get_for_model(get_document_model())
    references = ReferenceIndex.get_references_for_object(instance).filter(to_content_type=content_type)
    keys = set(references.values_list("to_object_id", flat=True))
    if keys:
        indexing.index_many(public_documents().filter(pk__in=keys))
