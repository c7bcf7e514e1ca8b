"""What of the database the directory is made of, read with a fixed number of queries."""

import sys
from datetime import datetime
from typing import Any, NamedTuple

from astra_site import languages
from networks.countries import country_name
from networks.directory.towns import Names, Town, TownsAsWritten, with_keys
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation
from networks.models.membership import Confirmation

# What is known of a membership.
CURRENT, UNCONFIRMED, FORMER = "current", "unconfirmed", "former"
_NAMES = tuple(
    column for fact in Organisation.facts if fact.is_name for column in fact.columns_on(Organisation)
)
_TOLD = (*_NAMES, "city_sr_latn", "city_en")


class OrganisationRow(NamedTuple):
    """A published organisation. One that keeps its place secret has no town here."""

    id: int
    # Its name in Serbian, and the keys by which its names are sorted.
    name: str
    sort_key: str
    sort_key_en: str
    country: str
    town: str
    # Longitude and latitude in degrees, where they are known and may be told.
    degrees: tuple[float, float] | None
    is_secret: bool
    published_at: datetime | None


class Network(NamedTuple):
    """A published network."""

    id: str
    slugs: Names
    names: Names
    # Of a name that is not translated; else "".
    name_language: str
    addresses: Names


class Field(NamedTuple):
    """A field of work."""

    id: str
    key: str
    names: Names


class MembershipRow(NamedTuple):
    """A published organisation's membership in a published network."""

    organisation: int
    network: str
    kind: str
    state: str
    # The organisation itself is no more.
    is_dissolved: bool


class WorkRow(NamedTuple):
    """What a published organisation does."""

    organisation: int
    field: str


class DirectoryContent(NamedTuple):
    """Everything the directory is made of."""

    organisations: list[OrganisationRow]
    # By organisation: its names and where it is, as far as that may be told, in all languages.
    texts: list[str]
    networks: list[Network]
    fields: list[Field]
    towns: list[Town]
    memberships: list[MembershipRow]
    work: list[WorkRow]


def read() -> DirectoryContent:
    """Read everything with five queries."""
    written = TownsAsWritten()
    organisations, texts = _organisations(written)
    published = {organisation.id for organisation in organisations}
    networks = _networks()
    return DirectoryContent(
        organisations,
        texts,
        networks,
        _fields(),
        with_keys(written.names()),
        _memberships(published, {network.id: network.id for network in networks}),
        _work(published),
    )


def _organisations(towns: TownsAsWritten) -> tuple[list[OrganisationRow], list[str]]:
    """Return the published organisations and their texts; `towns` takes note of where they are."""
    rows = Organisation.objects.filter(live=True).order_by("pk").values_list(
        "pk",
        "sort_key_sr_latn",
        "sort_key_en",
        "country",
        "city_sr_latn",
        "city_en",
        "do_not_publish_location",
        "longitude",
        "latitude",
        "last_published_at",
        *_NAMES,
        named=True,
    )  # fmt: skip
    organisations, texts = [], []
    for row in rows.iterator():
        is_secret = row.do_not_publish_location
        organisations.append(
            OrganisationRow(
                id=row.pk,
                name=row.name_sr_latn or "",
                sort_key=row.sort_key_sr_latn or "",
                sort_key_en=row.sort_key_en or "",
                # One text for all of a country, and below for all of a town.
                country=sys.intern(row.country),
                town="" if is_secret else towns.add(row.country, row.city_sr_latn, row.city_en),
                degrees=None if is_secret else _degrees(row.longitude, row.latitude),
                is_secret=is_secret,
                published_at=row.last_published_at,
            )
        )
        names = [getattr(row, name) for name in (_NAMES if is_secret else _TOLD)]
        countries = [country_name(row.country, language) for language in languages.CODES]
        texts.append(" ".join(filter(None, [*names, *countries])))
    return organisations, texts


def _degrees(longitude: float | None, latitude: float | None) -> tuple[float, float] | None:
    return None if longitude is None or latitude is None else (longitude, latitude)


def _networks() -> list[Network]:
    pages = NetworkPage.objects.live().only(
        "path", "depth", "slug", "slug_en", "url_path", "url_path_en", "short_name_sr_latn", "short_name_en",
        "name_language",
    )  # fmt: skip
    return [
        Network(
            str(page.pk),
            {language: page.effective_slug(language) for language in languages.CODES},
            _names(page.short_name_sr_latn, page.short_name_en),
            page.foreign_language("short_name"),
            {language: page.url_in(language) or "" for language in languages.CODES},
        )
        for page in pages.order_by("path")
    ]


def _fields() -> list[Field]:
    rows = FieldOfWork.objects.order_by("pk").values_list("pk", "key", "name_sr_latn", "name_en", named=True)
    return [Field(str(row.pk), row.key, _names(row.name_sr_latn, row.name_en)) for row in rows]


def _names(serbian: str | None, english: str | None) -> Names:
    return {languages.SOURCE: serbian or "", languages.ENGLISH: english or ""}


def _memberships(organisations: set[int], networks: dict[str, str]) -> list[MembershipRow]:
    rows = Membership.objects.order_by("pk").values_list(
        "organisation_id",
        "network_id",
        "kind",
        "until",
        "is_former",
        "confirmation",
        "organisation__ended",
        named=True,
    )
    return [
        MembershipRow(
            row.organisation_id,
            network,
            row.kind,
            _state(row),
            bool(row.organisation__ended),
        )
        for row in rows.iterator()
        # The same text for all members of a network.
        if (network := networks.get(str(row.network_id))) and row.organisation_id in organisations
    ]


def _state(row: Any) -> str:
    if row.until or row.is_former or row.organisation__ended:
        return FORMER
    return UNCONFIRMED if row.confirmation == Confirmation.UNCONFIRMED else CURRENT


def _work(organisations: set[int]) -> list[WorkRow]:
    through = Organisation.fields_of_work.through.objects
    rows = through.order_by("pk").values_list("organisation_id", "fieldofwork_id", named=True)
    return [
        WorkRow(row.organisation_id, str(row.fieldofwork_id))
        for row in rows
        if row.organisation_id in organisations
    ]
