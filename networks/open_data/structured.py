"""What a page says to search engines about itself: schema.org as JSON-LD.

What a page is about has one `@id` in both languages and on every page that names it, and it stays when an
address changes: so whoever reads both pages knows one organisation and not two. Its `url` is the page that
was read, in the language of that page.
"""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from astra_site import languages
from astra_site.cyrillic.names import in_script
from astra_site.languages import script
from astra_site.languages.fallback import plain, translated
from astra_site.pages import alternates
from astra_site.pages.models import BasePage
from networks.contacts import published_contacts
from networks.memberships import Members
from networks.models import (
    HomePage,
    Membership,
    NetworkPage,
    Organisation,
    OrganisationIndexPage,
    SiteSettings,
)
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
        **{"@id": _id(root, organisation), "name": known["name"], "url": page},
        legalName=known["legal_name"],
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
                **{"@id": _id(root, membership.network)},
                name=_words(membership.network, "title"),
                url=root + script.in_script(membership.network.url_in(language) or ""),
            )
            for membership in memberships
        ],
    )


def network(page: NetworkPage, members: Members, directory_path: str, request: HttpRequest) -> Thing:
    """Return a network with its members; a status with the United Nations is no organisation."""
    language = languages.active()
    url = alternates.full_url(page, languages.version(), request)
    website = plain(page, "website")
    lead = translated(page, "lead")
    is_status = page.is_status
    root = alternates.root_url(request)
    current = members.current if len(members.current) <= MOST_MEMBERS else []
    return _thing(
        "ProgramMembership" if is_status else "Organization",
        **{"@id": _id(root, page), "name": _words(page, "title"), "url": url},
        alternateName=_others(_words(page, "title"), _words(page, "short_name"), page.acronym),
        description="" if lead.is_fallback else in_script(lead.value),
        sameAs=[website] if website else [],
        foundingDate="" if is_status else page.founded,
        address=None if is_status else _address(_words(page, "seat_city"), page.seat_country),
        member=[
            _thing(
                "NGO",
                **{"@id": _id(root, member.organisation)},
                name=_words(member.organisation, "name"),
                url=root + script.in_script(member.organisation.url_below(directory_path, language)),
            )
            for member in current
        ]
        if directory_path
        else [],
    )


def website(page: HomePage, request: HttpRequest) -> Thing:
    """Return the site as a whole and whose it is."""
    url = alternates.full_url(page, languages.version(), request)
    return _thing(
        "WebSite",
        **{"@id": _id(alternates.root_url(request), page), "name": _words(page, "title"), "url": url},
        inLanguage=languages.html_code(languages.version()),
        publisher=_publisher(request),
    )


def dataset(page: OrganisationIndexPage, downloads: list[Thing], request: HttpRequest) -> Thing:
    """Return the directory as a set of data with its downloads."""
    known = terms(request)
    url = alternates.full_url(page, languages.version(), request)
    lead = translated(page, "lead")
    return _thing(
        "Dataset",
        **{"@id": _id(alternates.root_url(request), page), "name": _words(page, "title"), "url": url},
        description="" if lead.is_fallback else in_script(lead.value),
        license=(known.licence.url or known.licence.name) if known.licence else "",
        creator=_publisher(request),
        distribution=downloads,
    )


def download(url: str, content_type: str) -> Thing:
    """Return a file of a set of data."""
    return _thing("DataDownload", contentUrl=url, encodingFormat=content_type.partition(";")[0])


def _publisher(request: HttpRequest) -> Thing | None:
    """Return whose the site is: the same organisation as in the directory, if it is there."""
    known = terms(request)
    if not known.publisher:
        return None
    ours = SiteSettings.for_request(request).our_organisation
    identity = {"@id": _id(alternates.root_url(request), ours)} if ours else {}
    return _thing("NGO", **identity, name=in_script(known.publisher), url=known.website)


def _id(root: str, thing: BasePage | Organisation) -> str:
    """Return what `thing` is called here, whatever its language and its address."""
    return f"{root}/#{type(thing).__name__.removesuffix('Page').lower()}-{thing.pk}"


def _words(instance: Model, field: str) -> str:
    """Return a text of the page's language in its alphabet."""
    return in_script(plain(instance, field))


def _thing(kind: str, **properties: Any) -> Thing:
    """Return a thing with those of its properties that say something."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def _others(name: str, *others: str) -> list[str]:
    return [other for other in dict.fromkeys(others) if other and other != name]


def _address(town: str, country: str) -> Thing | None:
    if not town and not country:
        return None
    return _thing("PostalAddress", addressLocality=town, addressCountry=country)
