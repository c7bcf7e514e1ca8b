"""The page of one organisation. It stands below the directory and is no page of the tree."""

from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from astra_site import languages
from astra_site.caching import cacheable, fragments
from astra_site.languages.fallback import TranslatedValue, plain, translated
from astra_site.pages import alternates
from astra_site.pages.subject import SubjectBelow
from astra_site.safety.hotlines import hotlines_about
from astra_site.safety.models import Subject
from astra_site.safety.phone_numbers import OUR_COUNTRY
from networks.contacts import published_contacts
from networks.memberships import memberships_of
from networks.models import Organisation, OrganisationIndexPage, SiteSettings
from networks.models.contacts import PHONE
from networks.neighbours import neighbours
from networks.open_data import structured


class OrganisationPage(SubjectBelow):
    """An organisation under its directory; its addresses take no query each."""

    def __init__(self, directory: OrganisationIndexPage, organisation: Organisation) -> None:
        super().__init__(directory)
        self.organisation = organisation

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Show the page."""
        found = fragments.context(request, lambda: self._found(request))
        values = {**found, "organisation": self.organisation, "canonical": self, "subject": self}
        response = render(request, "pages/organisation.html", values)
        cacheable.mark(request, response)
        return response

    def _found(self, request: HttpRequest) -> dict[str, Any]:
        values = context(self.organisation, request)
        return {
            **values,
            "structured_data": structured.organisation(
                self.organisation,
                alternates.full_url(self, languages.version(), request),
                values["memberships"],
                alternates.root_url(request),
            ),
        }

    def url_in(self, language: str) -> str | None:
        """Return the address without the host."""
        below = self.page.url_in(language)
        return self.organisation.url_below(below, language) if below else None

    def is_translated(self, language: str) -> bool:
        """Tell whether the organisation has a name in `language`."""
        return self.organisation.is_translated(language)

    @property
    def thing(self) -> Organisation:
        """Return the organisation."""
        return self.organisation

    @property
    def title(self) -> str:
        """Return the name of the organisation."""
        return plain(self.organisation, "name")

    @property
    def shared_description(self) -> str:
        """Return nothing: what an organisation says of itself is no summary of the page."""
        return ""

    @property
    def last_step(self) -> TranslatedValue:
        """Return the name of the organisation."""
        return translated(self.organisation, "name")

    @property
    def is_abroad(self) -> bool:
        """Tell whether the organisation is in another country than ours."""
        return _is_abroad(self.organisation)


def context(organisation: Organisation, request: HttpRequest) -> dict[str, Any]:
    """Return what the template shows of an organisation, also before it is published."""
    if organisation.pk:
        # The contacts and what search engines are told both ask for them.
        prefetch_related_objects([organisation], "phones")
    memberships = memberships_of(organisation)
    contacts = published_contacts(organisation)
    return {
        "organisation": organisation,
        "contacts": contacts,
        "has_number": any(contact.kind == PHONE for contact in contacts),
        "sos": hotlines_about({Subject.TRAFFICKING}, request)[:1],
        "is_abroad": _is_abroad(organisation),
        "neighbours": neighbours(organisation, request),
        "correction_url": _correction_url(organisation, request),
        "memberships": [membership for membership in memberships if membership.is_current],
        "unconfirmed_memberships": [membership for membership in memberships if membership.is_unconfirmed],
        "former_memberships": [membership for membership in memberships if membership.has_ended],
    }


def _is_abroad(organisation: Organisation) -> bool:
    return organisation.country not in ("", OUR_COUNTRY)


def _correction_url(organisation: Organisation, request: HttpRequest) -> str:
    """Return an e-mail to those who correct the site, with what it is about; "" where there is no address."""
    email = SiteSettings.for_request(request).corrections_email
    if not email:
        return ""
    subject = _("Correction: %(name)s") % {"name": plain(organisation, "name")}
    return f"mailto:{email}?{urlencode({'subject': subject}, quote_via=quote)}"
