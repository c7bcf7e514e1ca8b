"""A row lock while something is edited: saves of one page or snippet come one after the other.

An edit view reads the newest version, compares it with what the form was opened with, and saves.
A second request between these two would compare with the same version and undo what the first saved.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin
from wagtail.snippets.models import get_snippet_models

from astra_site.editing.resending import incomplete


class OneSaveAtATimeMiddleware(MiddlewareMixin):
    """Holds the row of what is edited from before it is read until it is saved.

    On SQLite the transaction itself lets nobody else write.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Call the edit view of a page or snippet when the row is locked for it."""
        edited = _edited(request.resolver_match) if request.method == "POST" else None
        if edited is None or not request.user.is_authenticated:
            return None
        try:
            with transaction.atomic():
                # Without the key, so that what refers to the row can be saved meanwhile.
                list(edited.order_by().select_for_update(no_key=True).values_list("pk"))
                return view(request, *args, **kwargs)
        except MultiValueDictKeyError:
            # Django asks no middleware about the faults of a view that one of them calls.
            return incomplete(request)


def _edited(match: ResolverMatch | None) -> QuerySet | None:
    """Return the row that an address edits, if it is one of the edit forms."""
    if match is None or match.url_name != "edit":
        return None
    if match.view_name == "wagtailadmin_pages:edit":
        return apps.get_model(settings.WAGTAIL_PAGE_MODEL).objects.filter(pk=match.kwargs["page_id"])
    for model in get_snippet_models():
        if match.view_name == model.snippet_viewset.get_url_name("edit"):
            return model._default_manager.filter(pk=match.kwargs["pk"])
    return None
