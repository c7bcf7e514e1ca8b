"""The window in which a page is chosen, for links in rich text too.

Wagtail's editor of rich text asks there for pages of the type "wagtailcore.page", written into its
script. This site's base page has another name, so Wagtail answers 404 and the editor shows an error
instead of the window, through which links to other sites, e-mail, telephones and anchors go as well.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser

from astra_site.pages import link_forms
from astra_site.pages.models import BasePage

WAGTAILS_NAME = "wagtailcore.page"


def _asks_for_any_page(query: QueryDict) -> QueryDict:
    """Return the query without Wagtail's name of any page: no type at all means the same."""
    if query.get("page_type", "").lower() != WAGTAILS_NAME:
        return query
    asked = query.copy()
    del asked["page_type"]
    return asked


def browse(request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
    """Show the pages below a page; where the page above is gone, say so and show the whole tree."""
    request.GET = _asks_for_any_page(request.GET)  # type: ignore[assignment]
    is_gone = parent_page_id is not None and not BasePage.objects.filter(pk=parent_page_id).exists()
    response = chooser.BrowseView.as_view()(request, None if is_gone else parent_page_id)
    return _with_words(response) if is_gone else response


def search(request: HttpRequest) -> HttpResponse:
    """Show the pages with these words in their titles."""
    request.GET = _asks_for_any_page(request.GET)  # type: ignore[assignment]
    return chooser.SearchView.as_view()(request)


def _with_words(response: HttpResponse) -> HttpResponse:
    answer: dict[str, Any] = json.loads(response.content)
    words = gettext("The page that this link leads to, or the page above it, is gone. Choose another one.")
    notice = format_html('<div class="nice-padding"><p class="help-block help-warning">{}</p></div>', words)
    return JsonResponse({**answer, "html": notice + answer["html"]})


def _address(route: str, view: Callable[..., HttpResponse], name: str) -> Any:
    return path(route, never_cache(require_admin_access(view)), name=name)


# Stand before Wagtail's own in the project's addresses, which have the same names.
urlpatterns = [
    _address("choose-page/", browse, "wagtailadmin_choose_page"),
    _address("choose-page/<int:parent_page_id>/", browse, "wagtailadmin_choose_page_child"),
    _address("choose-page/search/", search, "wagtailadmin_choose_page_search"),
    *(
        _address(
            f"choose-{kind}-link/", view.as_view(form_class=form), f"wagtailadmin_choose_page_{kind}_link"
        )
        for kind, view, form in (
            ("external", chooser.ExternalLinkView, link_forms.ExternalLinkForm),
            ("email", chooser.EmailLinkView, link_forms.EmailLinkForm),
            ("phone", chooser.PhoneLinkView, link_forms.PhoneLinkForm),
            ("anchor", chooser.AnchorLinkView, link_forms.AnchorLinkForm),
        )
    ),
]
