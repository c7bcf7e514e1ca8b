"""What translators find in the admin. Wagtail looks for this module's name."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.forms.widgets import Script, Stylesheet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from astra_site.accounts import rights
from astra_site.translations import views
from astra_site.translations.decisions import LOG_ACTIONS, WITHDRAWN
from astra_site.translations.report import TranslationsView
from astra_site.translations.roots import field_label
from astra_site.translations.states import Decision

_SENTENCES = {
    Decision.STILL_VALID: gettext_lazy("Said that the English of “%(field)s” is still valid"),
    Decision.BLANK: gettext_lazy("Left the English of “%(field)s” blank on purpose"),
    WITHDRAWN: gettext_lazy("Took back the decision on the English of “%(field)s”"),
}
_LABELS = {
    Decision.STILL_VALID: gettext_lazy("Translation still valid"),
    Decision.BLANK: gettext_lazy("Translation blank on purpose"),
    WITHDRAWN: gettext_lazy("Decision on a translation taken back"),
}
# Load the colours of the states.
hooks.register("insert_global_admin_css", Stylesheet("admin/translations.css").render)
# Load what copies from Serbian and finds the field of an address.
hooks.register("insert_editor_js", Script("admin/translations.js", defer=True).render)


@hooks.register("register_admin_urls")
def translation_urls() -> list[URLResolver]:
    """Give the translators' pages their addresses."""
    patterns = [
        path("", TranslationsView.as_view(), name="overview"),
        path("results/", TranslationsView.as_view(results_only=True), name="overview_results"),
        path("<int:pk>/", views.field_view, name="field"),
        path("<int:pk>/decide/", views.decide_view, name="decide"),
    ]
    return [path("translations/", include((patterns, "translations")))]


class TranslationsMenuItem(MenuItem):
    """The overview, for whoever works on texts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from all others."""
        return rights.may_edit_translations(request.user)


@hooks.register("register_reports_menu_item")
def translations_menu_item() -> MenuItem:
    """Put the overview first among the reports."""
    return TranslationsMenuItem(
        gettext_lazy("Translations"),
        reverse("translations:overview"),
        name="translations",
        icon_name="globe",
        order=100,
    )


@hooks.register("register_log_actions")
def translation_log_actions(actions: LogActionRegistry) -> None:
    """Let decisions be read in the history of a page or snippet."""
    for decision, action in LOG_ACTIONS.items():
        actions.register_action(action)(_formatter(decision))


def _formatter(decision: str) -> type[LogFormatter]:
    def format_message(self: LogFormatter, entry: Any) -> str:
        return _SENTENCES[decision] % {"field": _field_of(entry)}

    return type("Formatter", (LogFormatter,), {"label": _LABELS[decision], "format_message": format_message})


def _field_of(entry: Any) -> str:
    """Return the name of the field, also of one that the model no longer has."""
    try:
        return field_label(apps.get_model(entry.data["owner"]), entry.data["field"])
    except (LookupError, FieldDoesNotExist):
        return _("a field")
