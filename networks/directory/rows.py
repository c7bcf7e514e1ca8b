"""What of the database the directory is made of, read with a fixed number of queries."""

from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from astra_site import languages
from astra_site.serbian.folding import slugify

Names = dict[str, str]


class OrganisationRow(NamedTuple):
    """A published organisation. One that keeps its place secret has no town here."""

    id: int
    sort_keys: Names
    country: str
    town: str
    # Longitude and latitude in degrees, where they are known and may be told.
    degrees: tuple[float, float] | None
    is_secret: bool


class Network(NamedTuple):
    """A published network."""

    id: str
    slugs: Names
    names: Names
    addresses: Names


class Field(NamedTuple):
    """A field of work."""

    id: str
    key: str
    names: Names


class Town(NamedTuple):
    """A town with what stands for it in an address, by language."""

    id: str
    country: str
    names: Names
    keys: Names
    # There is another town of this name in another country.
    is_ambiguous: dict[str, bool]


class Content(NamedTuple):
    """Everything the directory is made of."""

    organisations: list[OrganisationRow]
    networks: list[Network]
    fields: list[Field]
    towns: list[Town]
    # Organisation, network, kind, whether it is current.
    memberships: list[tuple[int, str, str, bool]]
    # Organisation, field of work.
    work: list[tuple[int, str]]


def read() -> Content:
    """Read everything, with five queries."""
    organisations, towns = _organisations()
    published = {one.id for one in organisations}
    networks = _networks()
    return Content(
        organisations,
        networks,
        _fields(),
        towns,
        _memberships(published, {network.id for network in networks}),
        _work(published),
    )


def _organisations() -> tuple[list[OrganisationRow], list[Town]]:
    from networks.models import Organisation

    found = Organisation.objects.filter(live=True).values_list(
        "pk",
        "sort_key_sr_latn",
        "sort_key_en",
        "country",
        "city_sr_latn",
        "city_en",
        "do_not_publish_location",
        "longitude",
        "latitude",
    )
    organisations = []
    # Thousands of organisations sit in a few hundred towns.
    slug_of = cache(slugify)
    english: dict[str, Counter[str]] = defaultdict(Counter)
    serbian: dict[str, tuple[str, str]] = {}
    for key, serbian_key, english_key, country, city, city_en, is_secret, longitude, latitude in found:
        slug = "" if is_secret else slug_of(city or "")
        town = f"{country}/{slug}" if slug else ""
        if town:
            serbian.setdefault(town, (country, city))
            english[town][city_en or ""] += 1
        sort_keys = {languages.SOURCE: serbian_key, languages.ENGLISH: english_key}
        degrees = None
        if not (is_secret or longitude is None or latitude is None):
            degrees = (longitude, latitude)
        organisations.append(OrganisationRow(key, sort_keys, country, town, degrees, is_secret))
    names = {
        town: {languages.SOURCE: city, languages.ENGLISH: _most_common(english[town])}
        for town, (_country, city) in serbian.items()
    }
    return organisations, _towns(names)


def _most_common(written: Counter[str]) -> str:
    """Return the name that most organisations of a town write; none only if nobody writes one."""
    return max(written, key=lambda name: (bool(name), written[name], name))


def _towns(names: dict[str, Names]) -> list[Town]:
    slugs = {
        town: {
            language: slugify(of[language]) or slugify(of[languages.SOURCE]) for language in languages.CODES
        }
        for town, of in names.items()
    }
    count = {
        language: Counter(of_town[language] for of_town in slugs.values()) for language in languages.CODES
    }
    taken: dict[str, set[str]] = {language: set() for language in languages.CODES}
    towns = []
    for town in sorted(names):
        country = town.partition("/")[0]
        is_ambiguous = {language: count[language][slugs[town][language]] > 1 for language in languages.CODES}
        keys = {}
        for language in languages.CODES:
            keys[language] = _free_key(
                slugs[town][language], country, is_ambiguous[language], taken[language]
            )
            taken[language].add(keys[language])
        towns.append(Town(town, country, names[town], keys, is_ambiguous))
    return towns


def _free_key(slug: str, country: str, is_ambiguous: bool, taken: set[str]) -> str:
    base = f"{slug}-{country.lower()}" if is_ambiguous and country else slug
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _networks() -> list[Network]:
    from networks.models import NetworkPage

    pages = NetworkPage.objects.live().only(
        "path", "depth", "slug", "slug_en", "url_path", "url_path_en", "short_name_sr_latn", "short_name_en"
    )
    return [
        Network(
            str(page.pk),
            {language: page.effective_slug(language) for language in languages.CODES},
            {languages.SOURCE: page.short_name_sr_latn or "", languages.ENGLISH: page.short_name_en or ""},
            {language: page.address_in(language) or "" for language in languages.CODES},
        )
        for page in pages.order_by("path")
    ]


def _fields() -> list[Field]:
    from networks.models import FieldOfWork

    return [
        Field(str(pk), key, {languages.SOURCE: name or "", languages.ENGLISH: name_en or ""})
        for pk, key, name, name_en in FieldOfWork.objects.order_by("pk").values_list(
            "pk", "key", "name_sr_latn", "name_en"
        )
    ]


def _memberships(organisations: set[int], networks: set[str]) -> list[tuple[int, str, str, bool]]:
    from networks.models import Membership

    found = Membership.objects.order_by("pk").values_list(
        "organisation_id", "network_id", "kind", "until", "is_former"
    )
    return [
        (organisation, str(network), kind, not until and not is_former)
        for organisation, network, kind, until, is_former in found
        if organisation in organisations and str(network) in networks
    ]


def _work(organisations: set[int]) -> list[tuple[int, str]]:
    from networks.models import Organisation

    through = Organisation.fields_of_work.through.objects
    found = through.order_by("pk").values_list("organisation_id", "fieldofwork_id")
    return [(organisation, str(field)) for organisation, field in found if organisation in organisations]
