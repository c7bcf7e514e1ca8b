"""Template tags for networks: headings of kinds, grouping of members, blocks of a text."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext
from wagtail.blocks import StreamValue

from astra_site.languages.fallback import plain
from astra_site.languages.templatetags.translated import translated
from astra_site.pages.menu import top_pages
from astra_site.pages.models import BasePage
from astra_site.serbian.folding import fold
from networks import footer
from networks.contents import anchor
from networks.memberships import Members, MembersByCountry
from networks.models import (
    MapPage,
    Membership,
    NetworkPage,
    OverlapsPage,
    StandardPage,
    StatedCount,
    TimelinePage,
)
from networks.models.membership import MembershipKind
from networks.models.network_page import OurRole
from networks.models.stated_count import Qualifier
from networks.network_names import gloss, meaning
from networks.pages import easy_read
from networks.signs import Sign, sign_of
from networks.templatetags.partial_dates import date_in_brackets
from networks.templatetags.sources import secondary_mark

register = template.Library()
register.filter(anchor)

# Below these a list by country would be a heading for each card.
MEMBERS_WORTH_GROUPING = 8
COUNTRIES_WORTH_GROUPING = 3
OVERVIEWS = (MapPage, TimelinePage, OverlapsPage)
AUTOMATIC_BLOCKS = {"members", "strategic_directions", "timeline", "related_networks", "hotlines", "glossary"}


@register.filter
def grouped_by_country(members: Members) -> list[MembersByCountry]:
    """Return the current members by country, or nothing when one list reads better."""
    is_worth_it = (
        len(members.current) >= MEMBERS_WORTH_GROUPING and members.countries >= COUNTRIES_WORTH_GROUPING
    )
    return members.by_country if is_worth_it else []


@register.filter
def is_international(members: Members) -> bool:
    """Tell whether the members sit in more than one country, so that each card names its own."""
    return members.countries > 1


@register.filter
def has_block(stream: StreamValue | None, block_type: str) -> bool:
    """Tell whether the text itself shows what a block of `block_type` shows."""
    return any(block.block_type == block_type for block in stream or [])


@register.filter
def is_automatic(block_type: str) -> bool:
    """Tell whether a block fills itself, and so is never a fallback in another language."""
    return block_type in AUTOMATIC_BLOCKS


@register.simple_tag(takes_context=True)
def footer_pages(context: Context) -> list[StandardPage]:
    """Return the published pages that have a link in the footer."""
    return footer.PAGES.get(context.get("request"))


@register.simple_tag(takes_context=True)
def overview_pages(context: Context) -> list[BasePage]:
    """Return the published pages that show all networks at once: map, timeline and overlaps."""
    return [page for page in top_pages(context.get("request")) if isinstance(page, OVERVIEWS)]


@register.simple_tag
def easy_read_url(page: BasePage) -> str:
    """Return the address of the easy-to-read version of `page`; "" where it has none in this language."""
    return easy_read.url_of(page)


@register.filter
def sign(network: NetworkPage) -> Sign:
    """Return the sign that the site draws for a network without a logo."""
    return sign_of(network)


@register.filter
def short_address(url: str) -> str:
    """Return a web address as people say it: without https://, www. and the last slash."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.filter
def short_name(network: NetworkPage) -> str | SafeString:
    """Return the short name; an abbreviation says what it stands for."""
    shown, stands_for = translated(network, "short_name"), meaning(network)
    return format_html('<abbr title="{}">{}</abbr>', stands_for, shown) if stands_for else shown


@register.filter
def network_gloss(network: NetworkPage) -> str:
    """Return what a foreign name means in the visitor's language, where that is known."""
    return gloss(network)


@register.filter
def unsaid_meaning(network: NetworkPage) -> str:
    """Return what the name or its abbreviation means, unless heading and lead have just said it."""
    found = gloss(network) or plain(network, "acronym_meaning")
    said = fold(f"{plain(network, 'title')} {plain(network, 'lead')}")
    return "" if fold(found) in said else found


@register.filter
def our_role(network: NetworkPage) -> str | SafeString:
    """Return as what ASTRA belongs to a network: in words of its own where there are any."""
    return translated(network, "our_role_note") if network.our_role_note else network.get_our_role_display()


@register.filter
def role_name(membership: Membership) -> str:
    """Return as what an organisation belongs to a network; who coordinates a project of ours leads it."""
    is_lead = membership.kind == MembershipKind.COORDINATOR and membership.network.our_role == OurRole.LEAD
    return str(OurRole.LEAD.label if is_lead else membership.get_kind_display())


@register.filter
def stated_number(count: StatedCount) -> str:
    """Return a stated number as exact as it is."""
    if count.qualifier == Qualifier.MORE_THAN:
        return gettext("more than %(number)s") % {"number": count.number}
    return str(count.number)


@register.filter
def source_link(url: str) -> str:
    """Return the address of a source that has no name, short enough for a line."""
    return Truncator(url.replace("https://", "").replace("http://", "").replace("www.", "")).chars(40)


@register.filter
def website_link(url: str) -> SafeString:
    """Return a link to another website, with its address as people say it."""
    return format_html('<a class="website" href="{}" rel="noreferrer">{}</a>', url, short_address(url))


@register.simple_tag(takes_context=True)
def network_links(context: Context, networks: Iterable[NetworkPage]) -> SafeString:
    """Return the short names of networks in one line, each as a link to its page."""
    request = context.get("request")
    links = ((network.get_url(request), short_name(network)) for network in networks)
    return format_html_join(", ", '<a href="{}">{}</a>', links)


@register.filter
def count_source(count: StatedCount) -> SafeString:
    """Return who states a number and as of when; "" where neither is known."""
    source = translated(count, "source_name") if count.source_name else ""
    if count.source_url:
        text = source or pgettext("link to where a date comes from", "source")
        mark = secondary_mark(count.source_url)
        source = format_html('<a href="{}" rel="noreferrer">{}</a>{}', count.source_url, text, mark)
    known = [part for part in (source, date_in_brackets(count.as_of) if count.as_of else "") if part]
    return format_html_join(", ", "{}", ((part,) for part in known))


@register.filter
def counted_at(url: str, network: NetworkPage) -> str:
    """Return where on a network's page is who its stated number counts, or by whom it is stated."""
    return f"{url}#members" if network.has_complete_list else f"{url}#at-a-glance"


@register.filter
def with_headings(row: list[Any], columns: list[Any]) -> list[tuple[str, Any]]:
    """Return each cell of a table's row with the heading of its column."""
    return [(column["heading"], cell) for column, cell in zip(columns, row, strict=True)]
