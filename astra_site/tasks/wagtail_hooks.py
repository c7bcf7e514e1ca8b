"""The jobs in the admin's menu. Wagtail looks for this module's name."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from astra_site.tasks import views
from astra_site.tasks.telling import unseen_failures


class JobsMenuItem(MenuItem):
    """Says how many of a person's jobs have failed since she last looked."""

    def render_component(self, request: HttpRequest) -> Any:
        """Return the item for this person; the one that Wagtail keeps is everybody's."""
        component = super().render_component(request)
        if failures := unseen_failures(request.user):
            component.label = _("Jobs (%(number)s failed)") % {"number": failures}
        return component


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """Give the pages their addresses."""
    patterns = [
        path("", views.index, name="index"),
        path("<uuid:key>/", views.job, name="job"),
        path("<uuid:key>/cancel/", views.cancel, name="cancel"),
    ]
    return [path("jobs/", include((patterns, "tasks")))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the page into the menu."""
    return JobsMenuItem(
        gettext_lazy("Jobs"), reverse("tasks:index"), name="jobs", icon_name="history", order=360
    )
