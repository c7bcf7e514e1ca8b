"""What of organisations can be found, and what a network adds to its page."""

from typing import Any

from django.db.models import Model
from wagtail.signals import page_published

from astra_site.pages import languages
from astra_site.search import documents, indexing
from astra_site.translations.text import plain
from networks.countries import country_name
from networks.memberships import other_networks
from networks.models import NetworkPage, Organisation


def connect() -> None:
    """Let organisations be found."""
    documents.register(Organisation, organisation_document, published_organisations)
    page_published.connect(index_members, sender=NetworkPage)


def organisation_document(organisation: Organisation, language: str) -> documents.Document | None:
    """Return what can be found of an organisation: its names in any language, place, work, networks."""
    if not organisation.is_translated(language):
        return None
    networks = other_networks({organisation.pk}, except_network=None)[organisation.pk]
    place = (
        [] if organisation.do_not_publish_location else [documents.plain_text(organisation, "city", language)]
    )
    text = [
        *place,
        country_name(organisation.country, language),
        *(plain(field, "name", language) for field in organisation.fields_of_work.all()),
        *(plain(network, "short_name", language) for network in networks),
        documents.plain_text(organisation, "about", language),
    ]
    return documents.Document(
        kind="organisation",
        title=plain(organisation, "name", language),
        address=organisation.address_in(language) or "",
        names=(
            plain(organisation, "name", languages.other(language)),
            organisation.original_name,
            organisation.legal_name,
            organisation.acronym,
            *organisation.former_names.splitlines(),
        ),
        text=" · ".join(part for part in text if part),
    )


def published_organisations() -> Any:
    """Return all published organisations."""
    return Organisation.objects.filter(live=True).prefetch_related("fields_of_work")


def index_members(sender: type[Model], instance: NetworkPage, **kwargs: Any) -> None:
    """Index the organisations of a published network again: their entries name their networks."""
    indexing.index_many(Organisation.objects.filter(live=True, memberships__network=instance).distinct())
