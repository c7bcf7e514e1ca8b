"""The base of every page: one tree, in which each page has a Serbian and an English address.

Serbian lives in the columns that Wagtail made (title, slug, url_path, …), English beside it in ordinary
columns of ours (title_en, …). Why not django-modeltranslation: docs/decisions/0001-one-tree-two-languages.md.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.models import AbstractPage, DefaultBasePageMixin, PageViewRestriction
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index
from wagtail.url_routing import RouteResult

from astra_site import languages
from astra_site.accounts.page_permissions import StaffPagePermissions
from astra_site.caching import cacheable
from astra_site.editing.workflow import TranslationWorkflowMixin
from astra_site.languages.preview import PreviewInEachLanguageMixin
from astra_site.languages.source_language import SourceLanguageMixin
from astra_site.pages import alternates, forms, page_panels, redirects, routing, signals, slugs
from astra_site.pages.draft_notes import DraftNotesMixin
from astra_site.pages.redirect_settings import RedirectSettings as RedirectSettings
from astra_site.serbian.folding import slugify

# Whatever of these is saved, the whole address is.
ADDRESS_FIELDS = {"slug", "slug_en", "url_path", "url_path_en"}


class BasePage(
    PreviewInEachLanguageMixin,
    TranslationWorkflowMixin,
    SourceLanguageMixin,
    DraftNotesMixin,
    AbstractPage,
    DefaultBasePageMixin,
):
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
        help_text=_(
            "The last part of the English address. If left empty, it is made from the English title."
        ),
    )
    url_path_en = models.TextField(blank=True, editable=False, db_index=True)
    seo_title_en = models.CharField(_("title for search engines in English"), max_length=255, blank=True)
    search_description_en = models.TextField(_("description for search engines in English"), blank=True)

    search_fields = [
        *AbstractPage.search_fields,
        *DefaultBasePageMixin.search_fields,
        index.SearchField("title_en"),
        # Wagtail filters the tree by it, and without this not together with a search.
        index.FilterField("numchild"),
    ]
    content_panels = page_panels.title_panels()
    promote_panels = page_panels.search_engine_panels()
    # No visitor gets a cookie, so a page behind a password could never be opened.
    private_page_options: list[str] = []
    # The pages above this one, where its address was looked up and they were found on the way.
    known_ancestors: "list[BasePage] | None" = None
    base_form_class = forms.BasePageForm
    copy_form_class = forms.BasePageCopyForm

    # Fields besides the title that a translator fills in; the sitemap and the notice look at them.
    translated_fields: tuple[str, ...] = ()
    counted = ngettext_lazy("%(number)s page", "%(number)s pages", "number")

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

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> Any:
        """Return the address, without the host where there is one site: then nobody need look for it."""
        parts = self.get_url_parts(request)
        if parts and len({site.site_id for site in self._get_site_root_paths(request)}) == 1:
            return parts[2]
        return super().get_url(request, current_site)

    url = property(get_url)

    def url_in(self, language: str, *args: Any) -> str | None:
        """Return the address of this page in `language`, without the host.

        `args` are those of `route()`: what follows the page's own address.
        """
        with translation.override(language):
            return self.get_url()

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        """Find the page at `path` in the request's language; Wagtail's takes a query per level."""
        if not hasattr(request, "_wagtail_route_for_request"):
            vars(request)["_wagtail_route_for_request"] = routing.find_route(
                request, path, languages.active()
            )
        return vars(request)["_wagtail_route_for_request"]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for this page's own address only; `routing.find_route` has found it in the tree."""
        if path_components or not self.live:
            raise Http404
        return RouteResult(self)

    def get_view_restrictions(self) -> models.QuerySet:
        """Return none, without asking the database: pages behind passwords are not offered."""
        return PageViewRestriction.objects.none()

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> Iterable[dict]:
        """Return this page's entries in the sitemap, one for each language it is translated to."""
        # A draft changes nothing that a search engine could read.
        return alternates.sitemap_entries(self, request, self.last_published_at)

    # Saving

    def known_parent(self) -> "BasePage | None":
        """Return the parent, also of a page that is being created where Wagtail has told which."""
        return self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)

    def _set_core_field_defaults(self) -> None:
        """Fill in what a form may leave empty, before Wagtail validates and saves."""
        parent = self.known_parent()
        if parent is not None:
            if not self.slug:
                self.slug = slugs.next_free(self, parent, slugify(self.title) or "stranica", languages.SOURCE)
            if not self.slug_en:
                self.slug_en = slugs.next_free(self, parent, slugify(self.title_en), languages.ENGLISH)
            if self.pk is None:
                self._give_way_in_english(parent)
        super()._set_core_field_defaults()

    def _give_way_in_english(self, parent: "BasePage") -> None:
        """Take the next free English address if a sibling has this one.

        Wagtail asks for a copy's or an alias's new Serbian address only, so the English one is the
        original's. What a person types in a form is refused there and never comes here.
        """
        if not slugs.is_english_free(self, parent):
            wanted = self.effective_slug(languages.ENGLISH)
            self.slug_en = slugs.next_free(self, parent, wanted, languages.ENGLISH)

    @staticmethod
    def _slug_is_available(slug: str, parent_page: "BasePage | None", page: "BasePage | None" = None) -> bool:
        """Tell whether `page` may stand under `parent_page` with the Serbian `slug`.

        Wagtail's forms ask this about the address that was typed, and its moves about all that
        could keep the page from its new place; then the English address counts too.
        """
        if parent_page is None:
            return True
        if slugs.siblings_under(parent_page, page).filter(slug=slug).exists():
            return False
        if page is None or not page.path or page.is_child_of(parent_page):
            return True
        return not slugs.is_reserved(slug, parent_page) and slugs.is_english_free(page, parent_page)

    def clean(self) -> None:
        """Refuse an address that is taken or reserved, in either language."""
        super().clean()
        self._check_addresses()

    def minimal_clean(self) -> None:
        """Check what even a draft must have."""
        super().minimal_clean()
        self._check_addresses()

    def _check_addresses(self) -> None:
        parent = self.known_parent()
        if parent is None:
            return
        if not slugs.is_english_free(self, parent):
            raise ValidationError({"slug_en": forms.ENGLISH_ADDRESS_TAKEN})
        if slugs.is_reserved(self.slug, parent):
            raise ValidationError({"slug": forms.ADDRESS_RESERVED})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, then carry a changed path on to the pages below and leave redirects behind."""
        update_fields = kwargs.get("update_fields")
        if update_fields is not None:
            if not {*ADDRESS_FIELDS, "title_en"} & set(update_fields):
                return super().save(*args, **kwargs)
            kwargs["update_fields"] = {*update_fields, *ADDRESS_FIELDS}
        # Wagtail makes the path before it fills in the slug, so the slugs must be there already.
        self._set_core_field_defaults()
        if self.pk:
            self.set_url_path(self.get_parent())
        before = redirects.Before.of(self)
        result = super().save(*args, **kwargs)
        if before.is_changed_by(self):
            self._carry_paths_on(before)
            signals.paths_changed.send(sender=type(self), page=self, before=before)
        redirects.leave_behind(self, before)
        return result

    def _carry_paths_on(self, before: redirects.Before) -> None:
        below = self.base_page_model.objects.filter(path__startswith=self.path).exclude(pk=self.pk)
        below.update(
            url_path=Concat(Value(self.url_path), Substr("url_path", len(before.url_path) + 1)),
            url_path_en=Concat(Value(self.url_path_en), Substr("url_path_en", len(before.url_path_en) + 1)),
        )

    def _update_descendant_url_paths(self, old_url_path: str, new_url_path: str) -> None:
        """Do nothing when Wagtail asks for it, after a save or a move: save() has done it."""

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Make a revision; one that nobody validated, such as a copy's, must not repeat an address."""
        parent = self.known_parent()
        if parent is not None and not kwargs.get("clean", True):
            self._give_way_in_english(parent)
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "BasePage":
        """Restore from a revision's content; an alias keeps its own address in both languages."""
        restored = super().with_content_json(content)
        if self.alias_of_id:
            restored.slug_en = self.slug_en
        return restored

    # What a member of staff may do

    def permissions_for_user(self, user: AbstractBaseUser | AnonymousUser) -> StaffPagePermissions:
        """Return what `user` may do with this page; translators keep it where it is."""
        return StaffPagePermissions(user, self)

    # What a visitor gets

    @property
    def query_parameters(self) -> cacheable.QueryParameters:
        """Return which query parameters the page knows."""
        return cacheable.NO_PARAMETERS

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page, which is the same for everybody."""
        response = super().serve(request, *args, **kwargs)
        cacheable.mark(request, response, self.query_parameters)
        return response

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
