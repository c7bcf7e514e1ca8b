"""The page of overlaps: the table of all, and the organisations of two networks that were chosen."""

from typing import Any

from django.http import HttpRequest

from astra_site.caching.cacheable import QueryParameters
from astra_site.pages.alternates import WithParameters
from networks.directory.asked import leads_on as leads_on
from networks.directory.facets import Unknown
from networks.directory.freshness import choices_of
from networks.directory.parameters import PARAMETERS
from networks.directory.sets import NETWORK
from networks.models import OverlapsPage, SiteSettings
from networks.overlaps import overlaps

# Of the directory's choices the networks; the others say nothing here.
QUERY_PARAMETERS = QueryParameters(frozenset(names[NETWORK] for names in PARAMETERS.values()))


def status(request: HttpRequest) -> int:
    """Return 404 where the address names a network that there is not; the page says so in words."""
    return 404 if _unknown(request) else 200


def context(page: OverlapsPage, request: HttpRequest) -> dict[str, Any]:
    """Return the counts, and the organisations of two networks where a visitor has chosen two."""
    unknown = _unknown(request)
    if unknown:
        return {"unknown": unknown}
    found = overlaps(SiteSettings.for_request(request).our_organisation_id)
    chosen = found.chosen(int(network.id) for network in choices_of(request).chosen.get(NETWORK, ()))
    if not chosen:
        return {"overlaps": found, "chosen": None}
    return {
        "overlaps": found,
        "chosen": chosen,
        "canonical": WithParameters(page, lambda _language: ""),
        "with_parameters": WithParameters(page, chosen.query),
    }


def _unknown(request: HttpRequest) -> list[Unknown]:
    return [unknown for unknown in choices_of(request).unknown if unknown.facet == NETWORK]
