"""What of organisations can be found, and what a network adds to its page."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.signals import page_published

from astra_site import languages
from astra_site.languages.text import plain
from astra_site.search import documents, indexing
from networks.countries import country_name
from networks.models import Membership, NetworkPage, Organisation, OrganisationIndexPage


def connect() -> None:
    """Let organisations be found."""
    documents.register(Organisation, organisation_documents, published_organisations)
    page_published.connect(index_members, sender=NetworkPage)


def organisation_documents(
    organisations: Sequence[Organisation], language: str
) -> list[documents.Document | None]:
    """Return what can be found of organisations: names in any language, place, work, networks."""
    keys = [one.pk for one in organisations]
    directory = OrganisationIndexPage.objects.live().first()
    directory_address = directory.address_in(language) if directory else None
    work, networks = _work(keys, language), _networks(keys, language)
    return [
        _document(
            one,
            language,
            one.address_below(directory_address, language) if directory_address else "",
            [*work[one.pk], *networks[one.pk]],
        )
        if one.is_translated(language)
        else None
        for one in organisations
    ]


def _document(organisation: Organisation, language: str, address: str, ties: list[str]) -> documents.Document:
    place = (
        [] if organisation.do_not_publish_location else [documents.plain_text(organisation, "city", language)]
    )
    text = [
        *place,
        country_name(organisation.country, language),
        *ties,
        documents.plain_text(organisation, "about", language),
    ]
    return documents.Document(
        kind="organisation",
        title=plain(organisation, "name", language),
        address=address,
        names=(
            plain(organisation, "name", languages.other(language)),
            organisation.original_name,
            organisation.legal_name,
            organisation.acronym,
            *organisation.former_names.splitlines(),
        ),
        text=documents.BREAK.join(part for part in text if part),
        # A network that bears the word in its title comes first.
        title_weight=8,
    )


def _work(organisations: list[int], language: str) -> dict[int, list[str]]:
    """Return the names of each organisation's fields of work."""
    ties = Organisation.fields_of_work.through.objects.filter(organisation__in=organisations)
    return _names(ties.order_by("fieldofwork__name_sr_latn"), "fieldofwork__name", language)


def _networks(organisations: list[int], language: str) -> dict[int, list[str]]:
    """Return the short names of the published networks to which each organisation belongs now."""
    current = Membership.objects.filter(
        organisation__in=organisations, network__live=True, is_former=False, until=""
    )
    return _names(current.order_by("network__path"), "network__short_name", language)


def _names(ties: QuerySet, field: str, language: str) -> dict[int, list[str]]:
    """Return by organisation the names that `field` leads to, each once; Serbian where there is no other."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for organisation, serbian, english in ties.values_list("organisation", f"{field}_sr_latn", f"{field}_en"):
        name = (english if language == languages.ENGLISH else "") or serbian
        found[organisation][name or ""] = None
    return defaultdict(list, {organisation: list(names) for organisation, names in found.items()})


def published_organisations() -> QuerySet:
    """Return all published organisations."""
    return Organisation.objects.filter(live=True)


def index_members(sender: type[Model], instance: NetworkPage, **kwargs: Any) -> None:
    """Index the organisations of a published network again: their entries name their networks."""
    indexing.index_many(Organisation.objects.filter(live=True, memberships__network=instance).distinct())
