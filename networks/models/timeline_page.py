"""When each network began and since when ASTRA belongs to it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.listing import ListingMixin


class TimelinePage(ListingMixin, BasePage):
    """All networks on one line of years."""

    template = "pages/timeline_page.html"

    class Meta:
        verbose_name = _("timeline")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the timeline of all published networks."""
        from networks.overview import networks_without_text
        from networks.timeline import timeline

        return {
            **super().get_context(request, *args, **kwargs),
            "timeline": timeline(networks_without_text()),
        }
