"""What a public page is about, as the layout round its content needs it: titles, description, place.

Most often that is the page of the tree itself. What has an address below a page without being one
(an organisation below the directory) derives from `SubjectBelow` and answers for itself; the view puts it
into the context as `subject`, and no template of the layout has to know the difference.
"""

from django.db.models import Model
from django.utils.translation import gettext as _

from astra_site.languages.fallback import TranslatedValue, plain, translated
from astra_site.pages.models import BasePage

# The depth of the home page, whose title is the name of the site already.
HOME_DEPTH = 2


class PageSubject:
    """A page of the tree."""

    def __init__(self, page: BasePage) -> None:
        self.page = page

    @property
    def thing(self) -> Model:
        """Return what is shown, as it is in the database."""
        return self.page

    @property
    def title(self) -> str:
        """Return the title as it stands when somebody shares the page."""
        return plain(self.page, "title")

    @property
    def head_title(self) -> str:
        """Return the title for browsers and search engines, with the name of the site."""
        for_search_engines = translated(self.page, "seo_title")
        title = ("" if for_search_engines.is_fallback else for_search_engines.value) or self.title
        # A page that is being created has no depth yet.
        return with_site_name(title) if (self.page.depth or 0) > HOME_DEPTH else title

    @property
    def description(self) -> str:
        """Return the description for search engines; "" where there is none in this language."""
        found = translated(self.page, "search_description")
        return "" if found.is_fallback or not found.value else str(found.value)

    @property
    def shared_description(self) -> str:
        """Return what stands below the title when somebody shares the page."""
        return self.description or (plain(self.page, "lead") if hasattr(self.page, "lead") else "")

    @property
    def above(self) -> list[BasePage]:
        """Return the pages above, the home page first."""
        if not self.page.path:
            return []
        if self.page.known_ancestors is not None:
            return self.page.known_ancestors
        return list(self.page.get_ancestors().filter(depth__gt=1).order_by("path"))

    @property
    def last_step(self) -> TranslatedValue:
        """Return the name with which the way back ends."""
        has_short_name = bool(getattr(self.page, "short_name", ""))
        return translated(self.page, "short_name" if has_short_name else "title")

    @property
    def is_abroad(self) -> bool:
        """Tell whether a telephone number in its text may be one of another country."""
        return False

    def current(self, entry: BasePage) -> str:
        """Return what `aria-current` says of the menu's `entry`: the page itself, a part of it, or ""."""
        if self.page.pk == entry.pk:
            return "page"
        return "true" if self.page.path.startswith(entry.path) else ""


class SubjectBelow(PageSubject):
    """Something with an address below a page of the tree, which is no page itself."""

    @property
    def head_title(self) -> str:
        """Return the title with that of the site."""
        return with_site_name(self.title)

    @property
    def description(self) -> str:
        """Return nothing: what the page above says of itself is no summary of this."""
        return ""

    @property
    def above(self) -> list[BasePage]:
        """Return the pages above, the one below which this stands last."""
        return [*super().above, self.page]

    def current(self, entry: BasePage) -> str:
        """Say that the page is where this stands, and not what is shown."""
        return "true" if super().current(entry) else ""


def with_site_name(title: str) -> str:
    """Return a title as it stands in a browser's tab."""
    return f"{title} – {_('ASTRA’s networks')}"
