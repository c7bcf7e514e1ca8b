"""Hotlines in the admin, what it loads on every page, and what is said of the page on safe browsing."""

from typing import Any

from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import AbstractPage
from wagtail.snippets.models import register_snippet

from astra_site.safety.safe_browsing import chosen_among
from astra_site.safety.viewsets import HotlineViewSet

register_snippet(HotlineViewSet)
# Load the script that starts the widgets, since none may stand in the page itself.
hooks.register("insert_global_admin_js", Script("admin/widgets.js").render)


@hooks.register("after_unpublish_page")
def say_that_the_link_is_gone(request: HttpRequest, page: AbstractPage) -> None:
    """Say that the exit bar has lost its link."""
    _warn(request, [page])


@hooks.register("after_bulk_action")
def say_that_the_link_is_gone_with_others(
    request: HttpRequest, action: str, objects: list, _view: Any
) -> None:
    """Say so too where the page was unpublished together with others."""
    if action == "unpublish":
        _warn(request, objects)


def _warn(request: HttpRequest, objects: list) -> None:
    chosen = _chosen_among(objects)
    if chosen is not None and not chosen.live:
        message = _("The exit bar no longer links to “%(page)s” until it is published again.")
        messages.warning(request, message % {"page": chosen.get_admin_display_title()})


def _chosen_among(objects: list) -> AbstractPage | None:
    return chosen_among([instance for instance in objects if isinstance(instance, AbstractPage)])
