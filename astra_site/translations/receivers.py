"""When the state of translations is recorded (on publication, and on saving what has no drafts) and shown."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin
from wagtail.signals import page_published, page_unpublished, published, unpublished

from astra_site.editing.language_panels import BELOW_FIELD
from astra_site.pages.models import BasePage
from astra_site.translations import recording
from astra_site.translations.beside import beside
from astra_site.translations.roots import is_root, roots

BELOW_FIELD.append(beside)


def on_page_published(instance: BasePage, **kwargs: Any) -> None:
    """Record a page. An alias has no texts of its own."""
    if not instance.alias_of_id:
        recording.record(instance)


def on_published(instance: Model, **kwargs: Any) -> None:
    """Record a snippet with drafts; pages have a signal of their own, sent for copies too."""
    if not isinstance(instance, BasePage) and is_root(type(instance)):
        recording.record(instance)


def on_saved(instance: Model, raw: bool = False, **kwargs: Any) -> None:
    """Record what is public as soon as it is saved."""
    if not raw:
        recording.record(instance)


def on_unpublished(instance: Model, **kwargs: Any) -> None:
    """Leave out what the public no longer sees."""
    if is_root(type(instance)):
        recording.hide(instance)


def on_deleted(instance: Model, **kwargs: Any) -> None:
    """Forget what is gone."""
    recording.forget(instance)


def _connect() -> None:
    page_published.connect(on_page_published)
    page_unpublished.connect(on_unpublished)
    published.connect(on_published)
    unpublished.connect(on_unpublished)
    for model in roots():
        if not issubclass(model, DraftStateMixin):
            post_save.connect(on_saved, sender=model)
        post_delete.connect(on_deleted, sender=model)


_connect()
