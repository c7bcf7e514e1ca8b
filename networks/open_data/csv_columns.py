"""The order of what is published. Programs of others may count on it, so what is new comes after."""

from collections.abc import Iterable

ORGANISATION_ORDER = (
    "id", "name", "own_name", "own_name_language", "acronym", "legal_name", "former_names", "country",
    "country_name", "town", "latitude", "longitude", "coordinates_precision", "coordinates_source",
    "fields_of_work", "networks", "website", "phones", "founded", "ended", "page", "source_name",
    "source_url", "source_as_of", "verified_on", "licence",
    "website_source_url", "website_as_of", "website_checked_on", "email", "email_source_url", "email_as_of",
    "email_checked_on", "activity", "activity_name", "activity_as_of", "activity_source_url",
    "coordinates_precision_name", "record", "data_as_of",
)  # fmt: skip
MEMBERSHIP_ORDER = (
    "organisation_id", "organisation", "organisation_page", "network", "network_page", "kind", "kind_name",
    "is_current", "confirmation", "since", "until", "as_of", "note", "source_name", "source_url", "licence",
    "confirmation_name", "data_as_of",
)  # fmt: skip


def in_order(names: Iterable[str], order: tuple[str, ...]) -> list[str]:
    """Return `names` in `order`, and after them those that it does not have."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: places.get(name, len(order)))
