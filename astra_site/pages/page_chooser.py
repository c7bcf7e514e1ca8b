"""The window in which a page is chosen, for links in rich text too.

Wagtail's editor of rich text asks there for pages of the type "wagtailcore.page", written into its
script. This site's base page has another name, so Wagtail answers 404 and the editor shows an error
instead of the window, through which links to other sites, e-mail, telephones and anchors go as well.
"""

import json
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


class Browse(chooser.BrowseView):
    """Pages below a page."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """Show them; where the page above is gone, say so and show the whole tree."""
        request.GET = _asks_for_any_page(request.GET)  # type: ignore[assignment]
        is_gone = parent_page_id is not None and not BasePage.objects.filter(pk=parent_page_id).exists()
        response = super().get(request, None if is_gone else parent_page_id)
        return _with_words(response) if is_gone else response


class Search(chooser.SearchView):
    """Pages by words in their titles."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what was found."""
        request.GET = _asks_for_any_page(request.GET)  # type: ignore[assignment]
        return super().get(request)


def _with_words(response: HttpResponse) -> HttpResponse:
    answer: dict[str, Any] = json.loads(response.content)
    words = gettext("The page that this link leads to, or the page above it, is gone. Choose another one.")
    notice = format_html('<div class="nice-padding"><p class="help-block help-warning">{}</p></div>', words)
    return JsonResponse({**answer, "html": notice + answer["html"]})


def _address(route: str, view: Any, name: str, **attributes: Any) -> Any:
    return path(route, never_cache(require_admin_access(view.as_view(**attributes))), name=name)


# Stand before Wagtail's own in the project's addresses, which have the same names.
urlpatterns = [
    _address("choose-page/", Browse, "wagtailadmin_choose_page"),
    _address("choose-page/<int:parent_page_id>/", Browse, "wagtailadmin_choose_page_child"),
    _address("choose-page/search/", Search, "wagtailadmin_choose_page_search"),
    *(
        _address(f"choose-{kind}-link/", view, f"wagtailadmin_choose_page_{kind}_link", form_class=form)
        for kind, view, form in (
            ("external", chooser.ExternalLinkView, link_forms.ExternalLinkForm),
            ("email", chooser.EmailLinkView, link_forms.EmailLinkForm),
            ("phone", chooser.PhoneLinkView, link_forms.PhoneLinkForm),
            ("anchor", chooser.AnchorLinkView, link_forms.AnchorLinkForm),
        )
    ),
]
