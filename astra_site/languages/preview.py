"""Previews of one thing in each of its languages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage, PreviewableMixin

from astra_site import languages
from astra_site.languages import script

# How a version is made from the finished page; the room that can do it says so.
DERIVE: dict[str, Callable[[HttpResponse], HttpResponse]] = {}
# In the name of a mode, between a version and the part of the thing that is shown.
PART = ":"
# The mixin stands before a model; to mypy it is one.
_Model: Any = object


class PreviewInEachLanguageMixin(_Model):
    """Offers a preview in each version of the site, whatever language the admin speaks."""

    preview_modes = [
        (languages.SOURCE, _("Serbian")),
        (languages.CYRILLIC, _("Serbian in Cyrillic")),
        (languages.ENGLISH, _("English")),
    ]

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Ask for the address of the preview's language, so that every middleware agrees."""
        with translation.override(_language(preview_mode)):
            return super().make_preview_request(original_request, preview_mode, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Render in the preview's language; what has no address of its own is Serbian up to here."""
        language = _language(mode_name)
        is_cyrillic = _version(mode_name) == languages.CYRILLIC
        with translation.override(language), script.cyrillic(is_cyrillic):
            response = super().serve_preview(request, mode_name).render()
            return DERIVE[languages.CYRILLIC](response) if is_cyrillic else response


class PreviewOnPageMixin(PreviewInEachLanguageMixin, PreviewableMixin):
    """Previews settings on a page of their site, with what is in the form and not saved.

    Wagtail puts the form's settings into the page's request, where everything looks for them first.
    """

    def preview_page(self) -> AbstractPage:
        """Return the page on which most of the settings show."""
        return self.site.root_page.specific

    def make_preview_request(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the page answer, as visitors see it."""
        return self.preview_page().make_preview_request(*args, **kwargs)


def _language(mode: str | None) -> str:
    version = _version(mode)
    return languages.source_of(version) if version in languages.VERSIONS else languages.SOURCE


def _version(mode: str | None) -> str:
    return (mode or "").partition(PART)[0]
