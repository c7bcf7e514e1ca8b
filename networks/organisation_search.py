"""What of organisations can be found, and what a network adds to its page."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.signals import pre_save
from django.utils import translation
from django.utils.translation import pgettext
from wagtail.signals import page_published

from astra_site import languages
from astra_site.languages.fallback import plain
from astra_site.search import documents, indexing
from networks.contacts import published_contacts
from networks.countries import country_name
from networks.models import Membership, NetworkPage, Organisation, OrganisationIndexPage
from networks.models.fact import Fact, FactKind, is_told
from networks.models.membership import Confirmation, is_current
from networks.organisation_names import ended

# What of a network stands in the entries of its members.
_NAMED = ("live", "short_name_sr_latn", "short_name_en")


def connect() -> None:
    """Let organisations be found."""
    documents.register(Organisation, organisation_documents, published_organisations)
    pre_save.connect(note_new_name, sender=NetworkPage)
    page_published.connect(index_members, sender=NetworkPage)


def organisation_documents(
    organisations: Sequence[Organisation], language: str
) -> list[documents.Document | None]:
    """Return what can be found of organisations: names in any language, place, work, networks, contacts."""
    prefetch_related_objects(organisations, "phones")
    keys = [organisation.pk for organisation in organisations]
    directory = OrganisationIndexPage.objects.live().first()
    directory_path = directory.url_in(language) if directory else None
    work, networks = _work(keys, language), _networks(keys, language)
    unconfirmed = _unconfirmed_networks(keys, language)
    return [
        _document(
            organisation,
            language,
            organisation.url_below(directory_path, language) if directory_path else "",
            [
                *work[organisation.pk],
                *networks[organisation.pk],
                *unconfirmed[organisation.pk],
                *_end(organisation, language),
            ],
        )
        if organisation.is_translated(language)
        else None
        for organisation in organisations
    ]


def _document(organisation: Organisation, language: str, url: str, ties: list[str]) -> documents.Document:
    told = [fact for fact in organisation.facts if is_told(organisation, fact)]
    title = plain(organisation, "name", language)
    names = chain.from_iterable(_names_in(organisation, fact, language) for fact in told if fact.is_name)
    found = [fact for fact in told if fact.is_searched]
    # What it is and does, in sentences, stands before what can be said in a word.
    sentences = [fact for fact in found if fact.kind is FactKind.RICH_TEXT]
    words = [fact for fact in found if fact.kind is not FactKind.RICH_TEXT]
    return documents.Document(
        kind="organisation",
        title=title,
        url=url,
        names=tuple(name for name in dict.fromkeys(names) if name not in ("", title)),
        text=documents.BREAK.join(_texts(organisation, [*sentences, *words], language, ties)),
        also=tuple(_texts(organisation, words, languages.other(language), [])),
        contacts=tuple(_contacts(organisation)),
        # A network that bears the word in its title comes first.
        title_weight=20,
    )


def _contacts(organisation: Organisation) -> list[documents.IndexedContact]:
    """Return how to reach an organisation, as far as visitors are told, each with its link."""
    return [
        documents.IndexedContact(contact.value, contact.href) for contact in published_contacts(organisation)
    ]


def _names_in(organisation: Organisation, fact: Fact, language: str) -> list[str]:
    """Return the names that a field holds, but for the one that is the title."""
    if not fact.is_translated:
        return str(getattr(organisation, fact.name)).splitlines()
    tongues = languages.CODES if fact.name != "name" else (languages.other(language),)
    return [plain(organisation, fact.name, tongue) for tongue in tongues]


def _texts(organisation: Organisation, facts: list[Fact], language: str, ties: list[str]) -> list[str]:
    texts = chain.from_iterable(_text(organisation, fact, language, ties) for fact in facts)
    return [text for text in texts if text]


def _text(organisation: Organisation, fact: Fact, language: str, ties: list[str]) -> list[str]:
    if fact.kind is FactKind.KEYS:
        return ties
    if fact.kind is FactKind.COUNTRY:
        return [country_name(getattr(organisation, fact.name), language)]
    if fact.is_translated:
        return [documents.plain_text(organisation, fact.name, language)]
    return [str(getattr(organisation, fact.name))]


def _work(organisations: list[int], language: str) -> dict[int, list[str]]:
    """Return the names of each organisation's fields of work."""
    ties = Organisation.fields_of_work.through.objects.filter(organisation__in=organisations)
    return _names(ties.order_by("fieldofwork__name_sr_latn"), "fieldofwork__name", language)


def _networks(organisations: list[int], language: str) -> dict[int, list[str]]:
    """Return the short names of the published networks to which each organisation belongs now."""
    current = _memberships(organisations).filter(is_current())
    return _names(current.order_by("network__path"), "network__short_name", language)


def _unconfirmed_networks(organisations: list[int], language: str) -> dict[int, list[str]]:
    """Return the networks in which each organisation is known only from an old list, each with that said."""
    found = _memberships(organisations).filter(
        confirmation=Confirmation.UNCONFIRMED, organisation__ended="", is_former=False, until=""
    )
    names = _names(found.order_by("network__path"), "network__short_name", language)
    with translation.override(language):
        word = pgettext("a membership", "unconfirmed")
    marked = {text: [f"{name} ({word})" for name in there] for text, there in names.items()}
    return defaultdict(list, marked)


def _memberships(organisations: list[int]) -> QuerySet:
    return Membership.objects.filter(organisation__in=organisations, network__live=True)


def _end(organisation: Organisation, language: str) -> list[str]:
    """Return that an organisation is no more, if so."""
    with translation.override(language):
        return [ended(organisation)]


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


def note_new_name(sender: type[Model], instance: NetworkPage, **kwargs: Any) -> None:
    """Note, before it is saved, whether the entries of all members will name the network otherwise."""
    before = NetworkPage.objects.filter(pk=instance.pk).values(*_NAMED).first()
    instance.is_named_anew = before != {name: getattr(instance, name) for name in _NAMED}


def index_members(sender: type[Model], instance: NetworkPage, **kwargs: Any) -> None:
    """Index the organisations of a published network again: their entries name their networks.

    Where the network is called as before, only those whose membership the publication has changed.
    """
    organisations = Organisation.objects.filter(live=True)
    changed = getattr(instance, "changed_rows", {}).get("memberships")
    if changed is None or instance.is_named_anew:
        indexing.index_many(organisations.filter(memberships__network=instance).distinct())
        return
    # A date or a note stands in no entry.
    differences = _told_of(changed.before) ^ _told_of(changed.after)
    if differences:
        keys = {organisation for _key, organisation, *_rest in differences}
        indexing.index_many(organisations.filter(pk__in=keys))


def _told_of(memberships: list[Membership]) -> set[tuple]:
    """Return what the organisations' entries tell of some memberships."""
    return {
        (row.key, row.organisation_id, row.confirmation, row.is_former or bool(row.until))
        for row in memberships
    }
