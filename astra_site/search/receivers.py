"""Publish, unpublish, delete and a changed address reach the index at once."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from wagtail.signals import published, unpublished

from astra_site import languages
from astra_site.pages.models import BasePage
from astra_site.pages.redirects import Before
from astra_site.pages.signals import paths_changed
from astra_site.search import documents, indexing

documents.register(BasePage, documents.page_documents, documents.published_pages)


@receiver(published)
def index_published(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Index what was published."""
    if documents.is_searchable(sender):
        indexing.index(instance)


@receiver(unpublished)
def remove_unpublished(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Take out what is no longer published."""
    if documents.is_searchable(sender):
        indexing.remove(instance)


@receiver(post_delete)
def remove_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Take out what was deleted."""
    if documents.is_searchable(sender):
        indexing.remove(instance)


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
