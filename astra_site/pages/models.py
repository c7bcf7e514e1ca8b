"""The base of every page: one tree, in which each page has a Serbian and an English address.

Serbian lives in the columns that Wagtail made (title, slug, url_path, …), English beside it in
ordinary columns of ours (title_en, …). Why not django-modeltranslation for these five:
docs/decisions/0001-one-tree-two-languages.md.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index
from wagtail.url_routing import RouteResult

from astra_site.pages import alternates, languages, panels, redirects, routing
from astra_site.serbian.folding import slugify
from astra_site.translations.source_language import SourceLanguageMixin

# First parts of addresses that belong to something else.
RESERVED_SLUGS = {"admin", "documents", "en", "health", "izlaz", "media", "sr-cyrl", "static"}
PATH_FIELDS = {"slug", "slug_en", "title_en"}


class BasePage(SourceLanguageMixin, AbstractPage, DefaultBasePageMixin):
    """A page with a translated title, address and description. All page types derive from it."""

    title_en = models.CharField(
        _("title in English"),
        max_length=255,
        blank=True,
        help_text=_("Without it the English page shows the Serbian title and stays out of search engines."),
    )
    slug_en = models.SlugField(
        _("address in English"),
        max_length=255,
        blank=True,
        help_text=_("The last part of the English address. Left empty, it is made from the English title."),
    )
    url_path_en = models.TextField(blank=True, editable=False, db_index=True)
    seo_title_en = models.CharField(_("title for search engines in English"), max_length=255, blank=True)
    search_description_en = models.TextField(_("description for search engines in English"), blank=True)

    search_fields = [
        *AbstractPage.search_fields,
        *DefaultBasePageMixin.search_fields,
        index.SearchField("title_en"),
    ]
    content_panels = panels.title_panels()
    promote_panels = panels.search_engine_panels()
    base_form_class = panels.BasePageForm

    # Fields besides the title that a translator fills in; the sitemap and the notice look at them.
    translated_fields: tuple[str, ...] = ()

    class Meta(AbstractPageMeta):
        indexes = [models.Index(fields=["url_path"], name="pages_url_path")]

    # Addresses

    def effective_slug(self, language: str) -> str:
        """Return the part of the address that is this page's own; English falls back on Serbian."""
        return (self.slug_en or self.slug) if language == languages.ENGLISH else self.slug

    def path_in(self, language: str) -> str:
        """Return the tree path in `language`, from the root page on, with a slash at each end."""
        return self.url_path_en if language == languages.ENGLISH else self.url_path

    def set_url_path(self, parent: "BasePage | None") -> str:
        """Set both paths from the parent's; returns the Serbian one, as Wagtail expects."""
        if parent is None:
            self.url_path_en = "/"
        elif parent.depth == 1:
            # The home page has one path: the site's root path is one for all languages.
            self.url_path_en = f"/{self.slug}/"
        else:
            self.url_path_en = f"{parent.url_path_en}{self.effective_slug(languages.ENGLISH)}/"
        return super().set_url_path(parent)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str | None, str | None] | None:
        """Return site, root URL and path of this page in the active language."""
        sites = self._get_relevant_site_root_paths(request)
        if not sites:
            return None
        site_id, root_path, root_url, _language = sites[0]
        path = self.path_in(languages.active())[len(root_path) :]
        return site_id, root_url, reverse("wagtail_serve", args=(path,))

    def address_in(self, language: str, *args: Any) -> str | None:
        """Return the address of this page in `language`, without the host.

        `args` are those of `route()`: what follows the page's own address.
        """
        with translation.override(language):
            return self.get_url()

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        """Find the page at `path` in the request's language; Wagtail's takes a query per level."""
        if not hasattr(request, "_wagtail_route_for_request"):
            request._wagtail_route_for_request = routing.find_route(request, path, languages.active())  # type: ignore[attr-defined]
        return request._wagtail_route_for_request  # type: ignore[attr-defined]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for this page's own address only; `routing.find_route` has found it in the tree."""
        if path_components or not self.live:
            raise Http404
        return RouteResult(self)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Return this page's entries in the sitemap, one for each language it is translated to."""
        return alternates.sitemap_entries(
            self, request, self.last_published_at or self.latest_revision_created_at
        )

    # Saving

    def _set_core_field_defaults(self) -> None:
        """Fill in what a form may leave empty, before Wagtail validates and saves."""
        if not self.slug and self.title:
            self.slug = _free_slug(self, slugify(self.title), languages.SOURCE)
        if not self.slug_en and self.title_en:
            self.slug_en = _free_slug(self, slugify(self.title_en), languages.ENGLISH)
        super()._set_core_field_defaults()

    @staticmethod
    def _slug_is_available(slug: str, parent_page: "BasePage | None", page: "BasePage | None" = None) -> bool:
        """Tell whether `page` may stand under `parent_page` with the Serbian `slug`.

        Also asked before a move, so with a page it looks at the English address too.
        """
        if parent_page is None:
            return True
        others = siblings_under(parent_page, page)
        if others.filter(slug=slug).exists():
            return False
        return page is None or page.pk is None or is_english_slug_free(page, parent_page)

    def clean(self) -> None:
        """Refuse an address that is taken or reserved, in either language."""
        super().clean()
        self._check_addresses()

    def minimal_clean(self) -> None:
        """Check what even a draft must have."""
        super().minimal_clean()
        self._check_addresses()

    def _check_addresses(self) -> None:
        parent = self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)
        if parent is None:
            return
        if not is_english_slug_free(self, parent):
            raise ValidationError(
                {"slug_en": _("Another page here has this English address. Choose another.")}
            )
        if parent.depth == 2 and self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address belongs to the system. Choose another.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, then carry a changed path on to the pages below and leave redirects behind."""
        update_fields = kwargs.get("update_fields")
        if update_fields is not None and not PATH_FIELDS & set(update_fields):
            return super().save(*args, **kwargs)
        if update_fields is not None:
            kwargs["update_fields"] = {*update_fields, "url_path", "url_path_en", "slug_en"}
        before = (
            type(self).base_page_model.objects.filter(pk=self.pk).values("url_path", "url_path_en").first()
        )
        if kwargs.get("clean", True):
            # Wagtail sets the paths before it cleans, so the slugs must be there already.
            self._set_core_field_defaults()
        parent = self.get_parent() if self.path else None
        if before is not None:
            self.set_url_path(parent)
        result = super().save(*args, **kwargs)
        if before is not None and before["url_path_en"] != self.url_path_en:
            self._update_english_descendants(before["url_path_en"])
        if before is not None:
            redirects.leave_behind(self, before)
        return result

    def _update_english_descendants(self, old_path: str) -> None:
        below = self.base_page_model.objects.filter(path__startswith=self.path).exclude(pk=self.pk)
        below.update(url_path_en=Concat(Value(self.url_path_en), Substr("url_path_en", len(old_path) + 1)))

    # What a visitor gets

    def is_translated(self, language: str) -> bool:
        """Tell whether the page has a title in `language`, which makes it worth finding there."""
        return language == languages.SOURCE or bool(self.title_en)

    def missing_fields(self, language: str) -> list[str]:
        """Return the translated fields that have Serbian text and none in `language`."""
        if language == languages.SOURCE:
            return []
        return [
            field
            for field in ("title", *self.translated_fields)
            if getattr(self, languages.column(self, field, languages.SOURCE))
            and not getattr(self, languages.column(self, field, language))
        ]


def siblings_under(parent: BasePage, page: BasePage | None) -> models.QuerySet:
    """Return the children of `parent` other than `page`.

    By path and not get_children(): treebeard's answers nothing while a recursive copy runs,
    because numchild is written last.
    """
    children = BasePage.objects.child_of(parent)
    return children.exclude(pk=page.pk) if page is not None and page.pk else children


def is_english_slug_free(page: BasePage, parent: BasePage, slug: str | None = None) -> bool:
    """Tell whether the English address of `page` (or `slug`) is free under `parent`."""
    wanted = slug or page.effective_slug(languages.ENGLISH)
    taken = Q(slug_en=wanted) | Q(slug_en="", slug=wanted)
    return not siblings_under(parent, page).filter(taken).exists()


def _free_slug(page: BasePage, base: str, language: str) -> str:
    """Return `base`, or base-2, base-3, … until no sibling has it. Empty when there is no base."""
    parent = page.get_parent() if page.path else getattr(page, "_cached_parent_obj", None)
    if not base or parent is None:
        return base if language == languages.ENGLISH else ""
    candidate, number = base, 1
    while not _is_free(page, parent, candidate, language):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _is_free(page: BasePage, parent: BasePage, slug: str, language: str) -> bool:
    if language == languages.ENGLISH:
        return is_english_slug_free(page, parent, slug)
    return not siblings_under(parent, page).filter(slug=slug).exists()
