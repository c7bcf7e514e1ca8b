"""What an address of the admin would remove, found before Wagtail's view has run."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch
from django.utils.functional import cached_property
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Site
from wagtail.snippets.models import get_snippet_models

from astra_site.removal.references import page_model


class Verb(StrEnum):
    """What is done to a thing."""

    DELETE = "delete"
    UNPUBLISH = "unpublish"


BULK = "wagtail_bulk_action"
# Addresses of one picture, document or site; of files the second is that of the form for many uploads.
_NO_SNIPPETS: dict[str, tuple[Callable[[], type[Model]], str]] = {
    "wagtailimages:delete": (get_image_model, "image_id"),
    "wagtailimages:delete_multiple": (get_image_model, "image_id"),
    "wagtaildocs:delete": (get_document_model, "document_id"),
    "wagtaildocs:delete_multiple": (get_document_model, "doc_id"),
    "wagtailsites:delete": (lambda: Site, "pk"),
}


class Removal:
    """What one request is about to remove. Nothing is read before it is asked for."""

    def __init__(self, verb: Verb, model: type[Model], keys: list[Any]) -> None:
        self.verb = verb
        self.model = model
        self.keys = keys

    @cached_property
    def objects(self) -> list[Any]:
        """Return what is there of it, pages in their own type."""
        found = self.model._default_manager.filter(pk__in=self.keys)
        return list(found.specific() if self.model is page_model() else found)  # type: ignore[attr-defined]

    def is_done(self) -> bool:
        """Tell whether it has happened."""
        left = self.model._default_manager.filter(pk__in=self.keys)
        if self.verb is Verb.UNPUBLISH:
            left = left.filter(live=True)
        return not left.exists()


def removal_of(request: HttpRequest) -> Removal | None:
    """Return what the request's address removes, if it removes anything that is looked after here."""
    match = request.resolver_match
    if match is None:
        return None
    if match.view_name == BULK:
        return _of_many(request, match)
    if match.view_name in _NO_SNIPPETS:
        model, name = _NO_SNIPPETS[match.view_name]
        return Removal(Verb.DELETE, model(), [match.kwargs[name]])
    if match.url_name in list(Verb) and match.view_name == f"wagtailadmin_pages:{match.url_name}":
        return Removal(Verb(match.url_name), page_model(), [match.kwargs["page_id"]])
    return _of_snippet(match)


def _of_snippet(match: ResolverMatch) -> Removal | None:
    for model in get_snippet_models():
        for verb in Verb:
            if match.view_name == model.snippet_viewset.get_url_name(verb):
                return Removal(verb, model, [unquote(str(match.kwargs["pk"]))])
    return None


def _of_many(request: HttpRequest, match: ResolverMatch) -> Removal | None:
    keys = request.GET.getlist("id")
    if not all(key.isdecimal() or key == "all" for key in keys):
        # Wagtail's view would ask the database for such a key.
        raise Http404
    looked_after = [page_model(), get_image_model(), get_document_model(), *get_snippet_models()]
    names = match.kwargs["app_label"], match.kwargs["model_name"]
    for model in looked_after:
        is_meant = names == (model._meta.app_label, model._meta.model_name)
        if is_meant and match.kwargs["action"] in list(Verb):
            if "all" in keys and model in get_snippet_models():
                keys = list(model._default_manager.values_list("pk", flat=True))
            # Of pages and uploads that may be all that a search has found: the hook knows what that is.
            if "all" not in keys:
                return Removal(Verb(match.kwargs["action"]), model, keys)
    return None
