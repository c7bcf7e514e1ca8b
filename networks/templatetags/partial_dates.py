"""Filters for dates that are known to the year, the month or the day.

{{ network.founded|partial_date }}   an element <time>: "maj 2013."
{{ membership|since }}               "od maja 2013.", "od 2010. do 2013.", "do 2013."
{{ network|our_since }}              the same of ASTRA in a network; {{ network|our_years }} without months
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from networks import partial_dates
from networks.models import Deed, Membership, NetworkPage

register = template.Library()
YEAR = 4


@register.filter
def partial_date(value: str) -> SafeString:
    """Return the stored `value` as the active language writes it: "maj 2013."."""
    text = partial_dates.display(value) if value else ""
    return format_html('<time datetime="{}">{}</time>', value, text)


@register.filter
def date_in_brackets(value: str) -> SafeString:
    """Return the same as it stands before a closing bracket, where Serbian leaves out the full stop."""
    return format_html('<time datetime="{}">{}</time>', value, partial_dates.before_punctuation(value))


@register.filter
def since(membership: Membership) -> str:
    """Return from when and until when a membership lasts, as far as it is known."""
    return partial_dates.from_to(membership.since, membership.until)


@register.filter
def our_since(network: NetworkPage) -> str:
    """Return from when and until when ASTRA belongs to a network, as far as it is known."""
    return partial_dates.from_to(network.our_since, network.our_until)


@register.filter
def our_years(network: NetworkPage) -> str:
    """Return the same to the year, where there is room for no more."""
    return partial_dates.from_to(network.our_since[:YEAR], network.our_until[:YEAR])


@register.filter
def data_from(value: str) -> SafeString:
    """Return from when data are that nobody has verified: "Podatak iz maja 2013."."""
    date = format_html('<time datetime="{}">{}</time>', value, partial_date_after_since(value))
    words = pgettext("of a month or year", "Information from %(date)s")
    if value.count("-") == 2:
        words = pgettext("of a day", "Information from %(date)s")
    return format_html(words.replace("%(date)s", "{}"), date)


@register.filter
def deed_dates(deed: Deed) -> str | SafeString:
    """Return when something was done: "jul 2019.", or "2018–2021." where it lasted."""
    if not deed.ended:
        return partial_date(deed.began)
    if len(deed.began) == len(deed.ended) == YEAR:
        return f"{deed.began}–{partial_dates.display(deed.ended)}"
    return partial_dates.from_to(deed.began, deed.ended)


@register.filter
def partial_date_after_since(value: str) -> str:
    """Return `value` as it follows "since": Serbian puts the month in the genitive, "maja 2013."."""
    return partial_dates.after_since(value)
