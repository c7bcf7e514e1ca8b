"""The page of overlaps: the table of all, and the organisations of two networks that were chosen."""

from typing import Any

from django.http import HttpRequest

from astra_site.caching.cacheable import QueryParameters
from networks.models import OverlapsPage, SiteSettings
from networks.overlaps import PARAMETERS, CanonicalPair, PairWithParameters, overlaps

QUERY_PARAMETERS = QueryParameters(frozenset(PARAMETERS.values()))


def context(page: OverlapsPage, request: HttpRequest) -> dict[str, Any]:
    """Return the counts, and the organisations of two networks where a visitor has chosen two."""
    found = overlaps(SiteSettings.for_request(request).our_organisation_id)
    chosen = found.chosen(request.GET)
    if not chosen:
        return {"overlaps": found, "chosen": None}
    return {
        "overlaps": found,
        "chosen": chosen,
        "canonical": CanonicalPair(page),
        "with_parameters": PairWithParameters(page, chosen),
    }
