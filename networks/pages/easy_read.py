"""The easy-to-read version of a page: the same in short sentences, below the page's own address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from astra_site import languages
from astra_site.caching import cacheable, fragments
from astra_site.languages.fallback import TranslatedValue
from astra_site.pages import alternates
from astra_site.pages.models import BasePage
from astra_site.pages.subject import SubjectBelow

TEMPLATE = "pages/easy_read.html"
# The last part of its address in each language.
PARTS = {languages.SOURCE: "lako-za-citanje", languages.ENGLISH: "easy-read"}


class EasyReadPage(SubjectBelow):
    """The easy-to-read version of `page`."""

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        found = fragments.context(request, dict)
        response = render(request, TEMPLATE, {**found, **context(self.page)})
        cacheable.mark(request, response)
        return response

    def url_in(self, language: str) -> str | None:
        """Return the address without the host; that of the page where this is not written in `language`."""
        url = self.page.url_in(language)
        return f"{url}{PARTS[language]}/" if url and is_written(self.page, language) else url

    def is_translated(self, language: str) -> bool:
        """Tell whether it is written in `language`."""
        return is_written(self.page, language) and self.page.is_translated(language)

    @property
    def name(self) -> TranslatedValue:
        """Return the short name of the page, or its title."""
        return super().last_step

    @property
    def title(self) -> str:
        """Return what it is and of which page."""
        return _("%(page)s, easy to read") % {"page": self.name.value}

    @property
    def last_step(self) -> TranslatedValue:
        """Return what the way back ends with."""
        return TranslatedValue(_("Easy to read"), languages.active(), is_fallback=False)


def context(page: BasePage) -> dict[str, Any]:
    """Return what the template shows; what is not saved yet has no address."""
    version = EasyReadPage(page)
    return {"page": page, "canonical": version if page.pk else page, "subject": version}


def is_written(page: BasePage, language: str) -> bool:
    """Tell whether `page` has an easy-to-read version in `language`."""
    return bool(getattr(page, languages.column(page, "easy_read", language)))


def find(page: BasePage, path_components: list[str]) -> EasyReadPage | None:
    """Return the version if this is its address in the active language and it is written there."""
    language = languages.active()
    is_asked = path_components == [PARTS[language]] and is_written(page, language)
    return EasyReadPage(page) if is_asked else None


def url_of(page: BasePage) -> str:
    """Return where the version of `page` in the active language is; "" where there is none."""
    language = languages.active()
    if not hasattr(page, "easy_read") or not page.pk or not is_written(page, language):
        return ""
    return EasyReadPage(page).url_in(language) or ""


def sitemap_entries(page: BasePage, request: HttpRequest | None) -> list[dict]:
    """Return the version's entries in the sitemap."""
    return alternates.sitemap_entries(EasyReadPage(page), request, page.last_published_at)
