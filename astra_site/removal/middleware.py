"""Stands around Wagtail's views that delete and unpublish: refuses what is used, and says what goes.

Around them and not in them: there are twelve, for pages, snippets, pictures and documents, one and many.
Who may do it is asked by Wagtail's views alone. A button that is pressed for something that is used
leads back to the page that says where.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from astra_site.removal import leading_on
from astra_site.removal.screen import Screen
from astra_site.removal.targets import BULK, Removal, Verb, removal_of
from astra_site.removal.uses import Use, uses_of

GetResponse = Callable[[HttpRequest], HttpResponse]
TEMPLATE = "admin/removal.html"
CHOICE = "redirect_to"


class RemovalMiddleware:
    """Looks at what a request removes before, while and after Wagtail's view does it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Make the redirect that was asked for once the thing is gone."""
        response = self.get_response(request)
        wanted = getattr(request, "leads_on", None)
        if wanted is not None:
            removal, addresses, page = wanted
            if removal.is_done():
                leading_on.lead_on(addresses, page)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse to delete what is used; note where its addresses should lead."""
        # Nobody asks who a visitor is: that would read a session for each public page.
        removal = removal_of(request) if request.path.startswith(settings.STAFF_PATHS) else None
        if removal is None or not request.user.is_authenticated:
            return None
        vars(request)["removal"] = removal
        if request.method != "POST":
            return None
        if removal.verb is Verb.DELETE:
            uses = uses_of(removal.objects)
            if uses:
                return refuse(request, uses)
        self._note_redirect(request, removal)
        return None

    def _note_redirect(self, request: HttpRequest, removal: Removal) -> None:
        chosen = request.POST.get(CHOICE, "")
        if chosen.isdigit() and request.user.has_perm(leading_on.RIGHT):
            objects = removal.objects
            pages = {page.pk: page for page in leading_on.destinations(objects)}
            if int(chosen) in pages:
                addresses = leading_on.addresses_of(objects)
                vars(request)["leads_on"] = (removal, addresses, pages[int(chosen)])

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        """Say on the page that asks for the last press where the thing is used and what goes with it."""
        removal: Removal | None = getattr(request, "removal", None)
        context = response.context_data or {}
        if removal is None and _is_bulk_deletion(request) and "items" in context:
            removal = Removal(Verb.DELETE, type(None), [])  # type: ignore[arg-type]
        if removal is not None and response.status_code == 200:
            objects = [item["item"] for item in context["items"]] if "items" in context else removal.objects
            with in_language_of(request):
                screen = Screen(request, removal.verb, objects, context)
                if screen.has_something_to_say:
                    response.template_name = TEMPLATE
                    response.context_data = {**context, "screen": screen}
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn what the database refused to delete into a sentence, whatever it was."""
        if not isinstance(exception, ProtectedError | RestrictedError):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False}, status=409)
        with in_language_of(request):
            messages.error(request, _("This cannot be deleted: it is used elsewhere. Nothing was deleted."))
        return redirect(request.get_full_path())


def _is_bulk_deletion(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match and match.view_name == BULK and match.kwargs["action"] in list(Verb))


def refuse(request: HttpRequest, uses: list[Use]) -> HttpResponse:
    """Lead back to the page that says where the things are used, with a sentence."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"success": False}, status=409)
    with in_language_of(request):
        for name in dict.fromkeys(str(use.used) for use in uses):
            messages.error(request, _("“%(name)s” cannot be deleted: it is used.") % {"name": name})
    return redirect(request.get_full_path())


def in_language_of(request: HttpRequest) -> Any:
    """Speak the language of the person at work; Wagtail does so inside its views only."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return translation.override(profile.get_preferred_language() if profile else translation.get_language())
