"""Lists of pages in the admin, with a number of queries that no page type and no row adds to."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.shortcuts import get_object_or_404
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView, UsageView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.coreutils import get_content_type_label
from wagtail.models import get_page_models

from astra_site.pages.models import BasePage


def with_what_lines_show(pages: Any) -> Any:
    """Return the pages with all that a line of a list asks of them.

    The fields of a page's own type are in no line; without them one query brings pages of all types.
    """
    listed = pages.specific(defer=True).prefetch_workflow_states()
    return listed.annotate_site_root_state().annotate_approved_schedule()


def _page_types() -> list[tuple[int, str]]:
    kinds = ContentType.objects.get_for_models(*(set(get_page_models()) - {BasePage})).values()
    return sorted(((kind.pk, get_content_type_label(kind)) for kind in kinds), key=lambda one: one[1])


class PagesOfOneSite(PageFilterSet):
    """Wagtail's filters without those that ask the database and narrow nothing down.

    There is one site, and who made a page says less than who edited it.
    """

    owner = None
    site = None


class PagesOfAllTypes(PagesOfOneSite):
    """The same with the page types, which are known without asking."""

    content_type = django_filters.MultipleChoiceFilter(
        label=GenericPageFilterSet.base_filters["content_type"].label,
        choices=_page_types,
        # A page has one type, so that none is found twice.
        distinct=False,
        widget=CheckboxSelectMultiple,
    )


class Explorer(ExplorableIndexView):
    """The tree of pages."""

    # The page above is the same in all lines; Wagtail looks for it and leaves the column out.
    base_columns = [column for column in ExplorableIndexView.base_columns if column.name != "parent"]

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Add what the lines show."""
        return with_what_lines_show(pages)

    def get_side_panels(self) -> MediaContainer:
        """Leave the state of the page above to its edit form: of a draft it takes a dozen queries."""
        return MediaContainer()


class PagesOfType(ContentTypeUseView):
    """All pages of one type."""

    base_filterset_class = PagesOfOneSite

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        """Add what the lines show."""
        return with_what_lines_show(pages)


class PageUsage(UsageView):
    """Where a page is used; its draft, which takes a dozen queries, has nothing to do with it."""

    def get_object(self) -> BasePage:
        """Return the page as it is published."""
        return get_object_or_404(BasePage, pk=self.kwargs[self.pk_url_kwarg])


class StaffPageViewSet(PageViewSet):
    """Wagtail's views of pages, with our lists."""

    model: Any = BasePage
    index_view_class = Explorer
    filterset_class = PagesOfAllTypes
    content_type_use_view_class = PagesOfType
    usage_view_class = PageUsage
