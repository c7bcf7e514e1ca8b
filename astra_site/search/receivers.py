"""Publish, unpublish, delete and a changed address reach the index at once."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.signals import published, unpublished

from astra_site import languages
from astra_site.pages.models import BasePage
from astra_site.pages.redirects import Before
from astra_site.pages.signals import paths_changed
from astra_site.search import documents, indexing, uploads

Upload = get_document_model()

documents.register(BasePage, documents.page_documents, documents.published_pages)
documents.register(Upload, uploads.document_documents, uploads.public_documents)


@receiver(published)
def index_published(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Index what was published, and the documents to which it links."""
    if documents.is_searchable(sender):
        indexing.index(instance)
    uploads.index_linked_from(instance)


@receiver(unpublished)
def remove_unpublished(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Take out what is no longer published, and the documents to which nothing else links."""
    if documents.is_searchable(sender):
        indexing.remove(instance)
    uploads.index_linked_from(instance)


@receiver(post_delete)
def remove_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Take out what was deleted."""
    if documents.is_searchable(sender):
        indexing.remove(instance)


@receiver(post_save, sender=Upload)
def index_upload(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Index a document anew: it may have another title."""
    indexing.index_many(uploads.public_documents().filter(pk=instance.pk))


@receiver(paths_changed)
def follow_paths(sender: type[Model], page: BasePage, before: Before, **kwargs: Any) -> None:
    """Carry a page's new address on to all entries at and below it; a site's home page keeps its own."""
    roots = page._get_relevant_site_root_paths()
    if not roots or page.sites_rooted_here.exists():
        return
    for language in languages.CODES:
        old_path, new = before.path_in(language), page.url_in(language)
        if old_path and new:
            with translation.override(language):
                old = reverse("wagtail_serve", args=(old_path[len(roots[0].root_path) :],))
            indexing.change_urls(language, old, new)
