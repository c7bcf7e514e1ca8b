"""What the directory, its map and the overlaps share: an address that chooses from what there is."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from networks.models.listing import ListingMixin


class ChoosingMixin(ListingMixin):
    """A page whose address may have choices. Its module in networks/pages/ has `leads_on` and `status`."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was chosen; lead on where it has another name now, and say so where there is no such."""
        elsewhere = self.view().leads_on(self, request)
        if elsewhere:
            return elsewhere
        response = super().serve(request, *args, **kwargs)
        response.status_code = self.view().status(request)
        return response
