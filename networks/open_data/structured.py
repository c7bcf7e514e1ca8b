"""What a page says to search engines about itself: schema.org as JSON-LD."""

from typing import Any

from django.http import HttpRequest

from astra_site import languages
from astra_site.languages.fallback import plain, translated
from astra_site.pages import alternates
from networks.contacts import published_contacts
from networks.memberships import Members
from networks.models import HomePage, Membership, NetworkPage, Organisation, OrganisationIndexPage
from networks.models.contacts import PHONE
from networks.open_data.licence import terms
from networks.open_data.records import organisation_record

Thing = dict[str, Any]
# Search engines read no further, and the page would weigh more than all of its text.
MOST_MEMBERS = 100


def organisation(organisation: Organisation, page: str, memberships: list[Membership], root: str) -> Thing:
    """Return an organisation with the networks to which it belongs now."""
    known = organisation_record(organisation, page)
    language = languages.active()
    return _thing(
        "NGO",
        **{"@id": page, "name": known["name"], "legalName": known["legal_name"], "url": page},
        alternateName=_others(known["name"], known["acronym"], known["own_name"], *known["former_names"]),
        address=_address(known["town"], known["country"]),
        foundingDate=known["founded"],
        dissolutionDate=known["ended"],
        sameAs=[known["website"]] if known["website"] else [],
        email=known["email"],
        telephone=[contact.value for contact in published_contacts(organisation) if contact.kind == PHONE],
        memberOf=[
            _thing(
                "Organization",
                **{"@id": root + (membership.network.url_in(language) or "")},
                name=plain(membership.network, "title"),
            )
            for membership in memberships
        ],
    )


def network(page: NetworkPage, members: Members, directory_path: str, request: HttpRequest) -> Thing:
    """Return a network with its members; a status with the United Nations is no organisation."""
    language = languages.active()
    url = alternates.full_url(page, language, request)
    website = plain(page, "website")
    lead = translated(page, "lead")
    is_status = page.is_status
    root = alternates.root_url(request)
    current = members.current if len(members.current) <= MOST_MEMBERS else []
    return _thing(
        "ProgramMembership" if is_status else "Organization",
        **{"@id": url, "name": plain(page, "title"), "url": url},
        alternateName=_others(plain(page, "title"), plain(page, "short_name"), page.acronym),
        description="" if lead.is_fallback else lead.value,
        sameAs=[website] if website else [],
        foundingDate="" if is_status else page.founded,
        address=None if is_status else _address(plain(page, "seat_city"), page.seat_country),
        member=[
            _thing(
                "NGO",
                **{"@id": root + member.organisation.url_below(directory_path, language)},
                name=plain(member.organisation, "name"),
            )
            for member in current
        ]
        if directory_path
        else [],
    )


def website(page: HomePage, request: HttpRequest) -> Thing:
    """Return the site as a whole and whose it is."""
    known = terms(request)
    url = alternates.full_url(page, languages.active(), request)
    return _thing(
        "WebSite",
        **{"@id": url, "name": plain(page, "title"), "url": url},
        inLanguage=languages.html_code(languages.active()),
        publisher=_thing("NGO", name=known.publisher, url=known.website) if known.publisher else None,
    )


def dataset(page: OrganisationIndexPage, downloads: list[Thing], request: HttpRequest) -> Thing:
    """Return the directory as a set of data with its downloads."""
    known = terms(request)
    url = alternates.full_url(page, languages.active(), request)
    lead = translated(page, "lead")
    return _thing(
        "Dataset",
        **{"@id": url, "name": plain(page, "title"), "url": url},
        description="" if lead.is_fallback else lead.value,
        license=(known.licence.url or known.licence.name) if known.licence else "",
        creator=_thing("NGO", name=known.publisher, url=known.website) if known.publisher else None,
        distribution=downloads,
    )


def download(url: str, content_type: str) -> Thing:
    """Return a file of a set of data."""
    return _thing("DataDownload", contentUrl=url, encodingFormat=content_type.partition(";")[0])


def _thing(kind: str, **properties: Any) -> Thing:
    """Return a thing with those of its properties that say something."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def _others(name: str, *others: str) -> list[str]:
    return [other for other in dict.fromkeys(others) if other and other != name]


def _address(town: str, country: str) -> Thing | None:
    if not town and not country:
        return None
    return _thing("PostalAddress", addressLocality=town, addressCountry=country)
