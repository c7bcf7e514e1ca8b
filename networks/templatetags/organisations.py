"""Template tags for organisations: their address, and their name in the right language."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from astra_site import languages
from astra_site.languages.templatetags.translated import translated
from networks.contacts import Contact
from networks.directory.directory_url import directory_url
from networks.directory.facets import kinds
from networks.directory.index import Value
from networks.directory.parameters import PARAMETERS
from networks.directory.sets import KIND, NETWORK
from networks.maps.places import Country
from networks.memberships import Members
from networks.models import NetworkPage, Organisation
from networks.models.contacts import EMAIL, PHONE, WEBSITE
from networks.models.fact import FactKind
from networks.organisation_names import ended, name_of
from networks.page_facts import PageFact, page_facts
from networks.templatetags.networks import short_address
from networks.templatetags.partial_dates import partial_date

register = template.Library()
register.simple_tag(name_of)
register.filter(page_facts)
register.filter(ended)


@register.simple_tag(takes_context=True)
def organisation_name(context: Context, organisation: Organisation, shows_own: bool = False) -> SafeString:
    """Return the name as a link to the organisation's page, and if asked its name in its own language."""
    name = name_of(organisation)
    shown = _in_language(
        name.shown, name.shown_language, "organisation-name", organisation_url(context, organisation)
    )
    own = _in_language(name.own, name.own_language, "own-name") if shows_own and name.own else ""
    # The space is for those who copy or hear the text; to the eye they stand below each other.
    return format_html("{} {}", shown, own) if own else shown


@register.simple_tag
def contact_label(contact: Contact) -> str | SafeString:
    """Return what a contact is: a number says what it is for."""
    if contact.phone and contact.phone.label:
        return translated(contact.phone, "label")
    return {PHONE: gettext("Phone"), EMAIL: gettext("E-mail"), WEBSITE: gettext("Website")}[contact.kind]


@register.filter
def contact_text(contact: Contact) -> str:
    """Return a contact as people say it."""
    return short_address(contact.value)


@register.simple_tag(takes_context=True)
def directory_link(context: Context) -> str:
    """Return the address of the directory."""
    return directory_url(context.get("request"))


@register.filter
def published_website(organisation: Organisation) -> str:
    """Return the website that visitors may be shown, or ""."""
    return organisation.website if organisation.publishes_contact(WEBSITE) else ""


@register.simple_tag
def fact_value(organisation: Organisation, fact: PageFact) -> str | SafeString:
    """Return the value of one of the facts on an organisation's page, as its kind is written."""
    if fact.kind is FactKind.PARTIAL_DATE:
        return partial_date(fact.value)
    if fact.kind is FactKind.KEYS:
        return format_html_join(", ", "{}", ((translated(key, "name"),) for key in fact.value))
    if fact.kind is FactKind.LINE:
        return translated(organisation, fact.name)
    return linebreaksbr(fact.value)


def _in_language(text: str, language: str, css_class: str, url: str = "") -> SafeString:
    """Return a link, or a <span> where there is no address, with its language where that is another."""
    mark = format_html(' lang="{}"', language) if language else ""
    if url:
        return format_html('<a class="{}" href="{}"{}>{}</a>', css_class, url, mark, text)
    return format_html('<span class="{}"{}>{}</span>', css_class, mark, text)


@register.simple_tag
def place_of(organisation: Organisation, with_country: bool = True) -> SafeString:
    """Return town and country in one line, as far as they are known and may be told."""
    town = translated(organisation, "city") if organisation.public_city else ""
    country = organisation.country_name if with_country else ""
    return format_html_join(", ", "{}", ((part,) for part in (town, country) if part))


@register.filter
def value_links(networks: Iterable[Value], css_class: str = "") -> SafeString:
    """Return links to the networks of an organisation, as the directory knows them, in one line."""
    return format_html_join(
        ", ",
        '<a{} href="{}"{}>{}</a>',
        (
            (
                format_html(' class="{}"', css_class) if css_class else "",
                network.url,
                format_html(' lang="{}"', network.language) if network.language else "",
                network.label,
            )
            for network in networks
        ),
    )


def organisation_url(context: Context, organisation: Organisation) -> str:
    """Return the address of an organisation's page, or "" while there is no directory."""
    url = directory_url(context.get("request"))
    return organisation.url_below(url, languages.active()) if url else ""


@register.filter
def is_listed_in(country: Country, members: Members | None) -> bool:
    """Tell whether the list of members, by country, has all who are in a country of the map."""
    return members is not None and country.code in members.codes


@register.simple_tag(takes_context=True)
def network_in_directory(context: Context, network: NetworkPage, kind: str = "") -> str:
    """Return the address of the directory with the members of `network` chosen, all or those of a kind."""
    language = languages.active()
    chosen = {PARAMETERS[language][NETWORK]: network.effective_slug(language)}
    if kind:
        chosen[PARAMETERS[language][KIND]] = kinds(language)[kind].keys[language]
    query = urlencode(chosen)
    return f"{directory_url(context.get('request'))}?{query}"
