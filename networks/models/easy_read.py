"""What pages have that can also be read in short sentences, at an address of its own."""

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from astra_site import languages
from astra_site.languages.preview import PART, PreviewInEachLanguageMixin
from networks.blocks.streams import EasyReadStreamBlock
from networks.stream_field import SlimStreamField

if TYPE_CHECKING:
    from astra_site.pages.models import BasePage as _Base
else:
    _Base = models.Model

PREVIEW = f"{PART}easy"


class EasyReadMixin(_Base):
    """A page with an easy-to-read version below it, where somebody has written one.

    An address of its own: the page is short on an old telephone, nothing else stands around the text, and it
    can be sent to somebody. The module of the version is found by name, as viewed.py says.
    """

    easy_read = SlimStreamField(
        EasyReadStreamBlock(),
        verbose_name=_("easy to read"),
        blank=True,
        help_text=_(
            "The same in short sentences, one thought each, without difficult words. It has a page of its "
            "own, and a link to it stands at the top of this one."
        ),
    )

    searched_unseen = ("easy_read",)
    preview_modes = [
        *PreviewInEachLanguageMixin.preview_modes,
        (f"{languages.SOURCE}{PREVIEW}", _("Serbian, easy to read")),
        (f"{languages.ENGLISH}{PREVIEW}", _("English, easy to read")),
    ]

    class Meta:
        abstract = True

    @staticmethod
    def easy_view() -> ModuleType:
        """Return the module that shows the version."""
        return import_module("networks.pages.easy_read")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for the page, or for its easy-to-read version."""
        version = self.easy_view().find(self, path_components) if path_components and self.live else None
        return RouteResult(self, args=[version]) if version else super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or its easy-to-read version."""
        if not args:
            return super().serve(request)
        (version,) = args
        return version.serve(request)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the page, or of its easy-to-read version."""
        view = self.easy_view()
        return (
            view.TEMPLATE if mode_name.endswith(PREVIEW) else super().get_preview_template(request, mode_name)
        )

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what the page shows, or its easy-to-read version."""
        context = super().get_preview_context(request, mode_name)
        return {**context, **self.easy_view().context(self)} if mode_name.endswith(PREVIEW) else context

    def url_in(self, language: str, *args: Any) -> str | None:
        """Return the address of the page, or that of its easy-to-read version."""
        if not args:
            return super().url_in(language)
        (version,) = args
        return version.url_in(language)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> Iterable[dict]:
        """Return the page's entries and those of its easy-to-read version."""
        return [*super().get_sitemap_urls(request), *self.easy_view().sitemap_entries(self, request)]

    def missing_fields(self, language: str) -> list[str]:
        """Leave the version out: where it is not translated nothing of it is shown."""
        return [name for name in super().missing_fields(language) if name != "easy_read"]
