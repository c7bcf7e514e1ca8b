"""What of the database the directory is made of, read with a fixed number of queries."""

from datetime import datetime
from typing import Any, NamedTuple

from astra_site import languages
from astra_site.cyrillic.names import to_cyrillic
from astra_site.serbian.sorting import cyrillic_sort_key
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
    # In the order of the version of the site for which it was read.
    sort_key: str
    country: str
    town: str
    # Longitude and latitude in degrees, where they are known and may be told.
    degrees: tuple[float, float] | None
    is_secret: bool
    published_at: datetime | None
    # Its names and its town, as far as they may be told.
    texts: list[str]


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
    networks: list[Network]
    fields: list[Field]
    towns: list[Town]
    memberships: list[MembershipRow]
    work: list[WorkRow]


def read(version: str) -> DirectoryContent:
    """Read everything for a version of the site, with five queries."""
    written = TownsAsWritten()
    organisations = _organisations(written, version)
    published = {organisation.id for organisation in organisations}
    networks = _networks()
    return DirectoryContent(
        organisations,
        networks,
        _fields(),
        with_keys(written.names()),
        _memberships(published, {network.id for network in networks}),
        _work(published),
    )


def _organisations(towns: TownsAsWritten, version: str) -> list[OrganisationRow]:
    """Return the published organisations; `towns` takes note of where they are."""
    rows = Organisation.objects.filter(live=True).values_list(
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
    )
    return [
        OrganisationRow(
            id=row.pk,
            sort_key=_sort_key(row, version),
            country=row.country,
            town="" if row.do_not_publish_location else towns.add(row.country, row.city_sr_latn, row.city_en),
            degrees=None if row.do_not_publish_location else _degrees(row.longitude, row.latitude),
            is_secret=row.do_not_publish_location,
            published_at=row.last_published_at,
            texts=[getattr(row, name) or "" for name in (_NAMES if row.do_not_publish_location else _TOLD)],
        )
        for row in rows
    ]


def _sort_key(row: Any, version: str) -> str:
    if version == languages.CYRILLIC:
        return cyrillic_sort_key(to_cyrillic(row.name_sr_latn or ""))
    return (row.sort_key_en if version == languages.ENGLISH else row.sort_key_sr_latn) or ""


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


def _memberships(organisations: set[int], networks: set[str]) -> list[MembershipRow]:
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
    found = [
        MembershipRow(
            row.organisation_id, str(row.network_id), row.kind, _state(row), bool(row.organisation__ended)
        )
        for row in rows
    ]
    return [row for row in found if row.organisation in organisations and row.network in networks]


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
