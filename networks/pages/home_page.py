"""The home page: the networks by kind, the picture of them, and the numbers of the whole."""

from typing import Any

from django.db.models import Count, Value
from django.db.models.functions import NullIf
from django.http import HttpRequest

from networks.models import HomePage, Organisation
from networks.open_data import structured
from networks.overview import networks_by_kind
from networks.ties import ties


def context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return the networks by kind and the numbers of the whole."""
    kinds = networks_by_kind()
    # A country that is not known is an empty text, which must not be counted as one.
    known_country = NullIf("country", Value(""))
    counted = Organisation.objects.filter(live=True).aggregate(
        organisation_count=Count("pk"), country_count=Count(known_country, distinct=True)
    )
    return {
        "kinds": kinds,
        "ties": ties(kinds),
        "network_count": sum(len(kind.networks) for kind in kinds),
        **counted,
        "structured_data": structured.website(page, request) if page.pk else None,
    }
